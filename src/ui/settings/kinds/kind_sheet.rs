//! The sheet of a kind of the user: create, rename, choose a board.

use leptos::prelude::*;

use crate::ui::paths;
use crate::ui::state::{AppError, AppState, fault_sentence, sentence, t, use_app};
use domain::{Draft, Fault, Field, Fields, KindId, OWN_KIND, RecordId, Value, own_kind};
use kit::{
    IconChoice, IconGrid, IconName, SelectField, SelectOption, Sheet, SheetForm, SwitchField,
    TextField,
};

/// The kind being edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditedKind {
    /// A new kind.
    New,
    /// The record of an existing kind.
    Old(RecordId),
}

/// The sheet; open while a kind is edited.
#[component]
pub fn KindSheet(
    /// The edited kind, if any.
    edited: RwSignal<Option<EditedKind>>,
) -> impl IntoView {
    let words = use_app().words;
    let title = Memo::new(move |last: Option<&String>| match (edited.get(), last) {
        (Some(EditedKind::Old(_)), _) => t!(words, kinds.edit),
        // The title stays while the sheet slides away.
        (None, Some(last)) => last.clone(),
        _ => t!(words, kinds.new),
    });
    view! {
        <Sheet
            open=Signal::derive(move || edited.read().is_some())
            title
            writes=true
            on_close=move |()| edited.set(None)
        >
            {move || {
                // Empty while the sheet slides away.
                edited.get_untracked().map(|kind| view! { <KindForm edited kind /> })
            }}
        </Sheet>
    }
}

/// Returns what the form begins with.
fn begun(app: AppState, kind: EditedKind) -> Draft {
    let mut draft = Draft::new(OWN_KIND);
    if let EditedKind::Old(id) = kind
        && let Some(record) = app.records.peek(id)
    {
        for field in [own_kind::NAME, own_kind::PLURAL, own_kind::ICON] {
            draft.set_text(field, record.text(field));
        }
        for field in [own_kind::BOARD, own_kind::BOARD_TOTAL] {
            draft.set_text(field, record.text(field));
        }
        draft.set(own_kind::TIMELINE, Value::Flag(record.flag(own_kind::TIMELINE)));
    }
    if draft.text(own_kind::ICON).is_empty() {
        draft.set_text(own_kind::ICON, own_kind::PLAIN_ICON);
    }
    draft
}

#[component]
fn KindForm(edited: RwSignal<Option<EditedKind>>, kind: EditedKind) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let router = paths::use_router();
    let draft = RwSignal::new(begun(app, kind));
    let error = RwSignal::new(None::<String>);
    let save = move |()| {
        let id = if let EditedKind::Old(id) = kind { Some(id) } else { None };
        app.records.save(id, draft.get_untracked(), move |outcome| match outcome {
            Ok(saved) => {
                app.tidy();
                edited.set(None);
                if id.is_none() {
                    router.go(&paths::kind(&KindId::of_own(saved.id).own_key()));
                }
            }
            Err(AppError::Invalid(problems)) => {
                let fault = problems.first().map_or(Fault::NoName, |problem| problem.fault);
                error.set(Some(fault_sentence(&words, fault)));
            }
            Err(problem) => error.set(Some(sentence(&words, &problem))),
        });
    };
    let text = move |field| Signal::derive(move || draft.with(|draft| draft.text(field)));
    let flag = move |field| Signal::derive(move || draft.with(|draft| draft.flag(field)));
    let set_text = move |field, text: String| draft.update(|draft| draft.set_text(field, text));
    let set = move |field, on| draft.update(|draft| draft.set(field, Value::Flag(on)));
    let icons = Signal::derive(move || {
        let choice = |(value, label): (String, String)| {
            let icon = IconName::of(&value)?;
            Some(IconChoice { value, label, icon })
        };
        let icons = app.records.choices(OWN_KIND, own_kind::ICON).into_iter();
        icons.filter_map(choice).collect::<Vec<_>>()
    });
    view! {
        <SheetForm label=Signal::derive(move || t!(words, shell.save)) on_submit=save>
            <TextField
                label=Signal::derive(move || t!(words, kinds.name))
                value=text(own_kind::NAME)
                error
                hint=Signal::derive(move || Some(t!(words, kinds.name_hint)))
                on_input=move |name| set_text(own_kind::NAME, name)
            />
            <TextField
                label=Signal::derive(move || t!(words, kinds.plural))
                value=text(own_kind::PLURAL)
                hint=Signal::derive(move || Some(t!(words, kinds.plural_hint)))
                on_input=move |name| set_text(own_kind::PLURAL, name)
            />
            <IconGrid
                label=Signal::derive(move || t!(words, kinds.icon))
                value=text(own_kind::ICON)
                choices=icons
                on_change=move |icon| set_text(own_kind::ICON, icon)
            />
            <SwitchField
                label=Signal::derive(move || t!(words, kinds.timeline))
                checked=flag(own_kind::TIMELINE)
                hint=Signal::derive(move || Some(t!(words, kinds.timeline_hint)))
                on_change=move |on| set(own_kind::TIMELINE, on)
            />
            {match kind {
                EditedKind::Old(id) => view! { <BoardFields id draft /> }.into_any(),
                // A new kind has no fields yet.
                EditedKind::New => ().into_any(),
            }}
        </SheetForm>
    }
}

/// The choice of a board: the field of its columns, and the amount summed in them.
#[component]
fn BoardFields(id: RecordId, draft: RwSignal<Draft>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let choices = move |fits: fn(&Field) -> bool, none: String| {
        let fields = app.settings.fields_of_kind(KindId::of_own(id), fits);
        let none = SelectOption::new(String::new(), none);
        let option = |(key, label): (String, String)| SelectOption::new(key, label);
        std::iter::once(none).chain(fields.into_iter().map(option)).collect::<Vec<_>>()
    };
    // A field that is gone is no choice: the board is off, and the select says so.
    let value = move |field, choices: Signal<Vec<SelectOption>>| {
        Signal::derive(move || {
            let key = draft.with(|draft| draft.text(field));
            let is_known = choices.read().iter().any(|choice| choice.value == key);
            if is_known { key } else { String::new() }
        })
    };
    let columns = Signal::derive(move || choices(Field::makes_columns, t!(words, kinds.no_board)));
    let totals = Signal::derive(move || choices(Field::makes_total, t!(words, kinds.no_total)));
    let chosen = value(own_kind::BOARD, columns);
    let set = move |field, key: String| draft.update(|draft| draft.set_text(field, key));
    let hint = Signal::derive(move || {
        let is_only = columns.read().len() == 1;
        Some(if is_only { t!(words, kinds.board_needs) } else { t!(words, kinds.board_hint) })
    });
    view! {
        <SelectField
            label=Signal::derive(move || t!(words, kinds.board))
            value=chosen
            choices=columns
            hint
            on_change=move |key| set(own_kind::BOARD, key)
        />
        <Show when=move || !chosen.read().is_empty() && totals.read().len() != 1>
            <SelectField
                label=Signal::derive(move || t!(words, kinds.board_total))
                value=value(own_kind::BOARD_TOTAL, totals)
                choices=totals
                on_change=move |key| set(own_kind::BOARD_TOTAL, key)
            />
        </Show>
    }
}
