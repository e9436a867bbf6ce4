//! The sheet of a field that came with the app: hidden, required, its default.

use leptos::prelude::*;

use crate::ui::parts::{Cell, FormDraft, ValueInput};
use crate::ui::state::{AppState, FieldLayout, KindInSettings, LayoutChange, t, use_app};
use domain::{
    Draft, Field, FieldType, Fields, LAYOUT, Problem, Schema, Shown, ToMake, Value, check_field,
    part_layout,
};
use kit::{Sheet, SheetForm, SwitchField};

/// The sheet; open while a field is edited.
#[component]
pub fn LayoutSheet(
    /// The kind of the field.
    kind: Memo<Option<KindInSettings>>,
    /// The number of the edited field, if any.
    edited: RwSignal<Option<u32>>,
) -> impl IntoView {
    let app = use_app();
    let open = Signal::derive(move || edited.read().is_some());
    let found = move |number: u32| {
        let kind = kind.get_untracked()?;
        let field = kind.schema.field(number).cloned()?;
        Some((kind.schema, field))
    };
    let title = Memo::new(move |last: Option<&String>| {
        let named = edited.get().and_then(found);
        let name = named.map(|(schema, field)| app.words.field(&schema, &field));
        // The title stays while the sheet slides away.
        name.or_else(|| last.cloned()).unwrap_or_default()
    });
    view! {
        <Sheet open title writes=true on_close=move |()| edited.set(None)>
            {move || {
                let (schema, field) = edited.get_untracked().and_then(found)?;
                Some(view! { <LayoutForm edited schema field /> })
            }}
        </Sheet>
    }
}

#[component]
fn LayoutForm(edited: RwSignal<Option<u32>>, schema: Schema, field: Field) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let FieldLayout { hidden, required, default } = app.settings.field_layout(&field, &schema);
    let (hidden, required) = (RwSignal::new(hidden), RwSignal::new(required));
    let tried = RwSignal::new(false);
    let mut draft = Draft::new(LAYOUT);
    draft.set(part_layout::DEFAULT, default.unwrap_or(Value::Text(String::new())));
    let draft = RwSignal::new(draft);
    let asked = Field {
        number: part_layout::DEFAULT,
        many: false,
        required: false,
        shown: Shown::Always,
        ..field.clone()
    };
    let problems = {
        let asked = asked.clone();
        Memo::new(
            move |_| if tried.get() { problems_of(&asked, &draft.read()) } else { Vec::new() },
        )
    };
    let (can_hide, can_ask) = (schema.can_hide(&field), asked.is_typed());
    let has_default = can_ask && !field.many && takes_default(field.kind);
    let kind = schema.kind;
    let save = {
        let (asked, key) = (asked.clone(), field.key.to_string());
        move |()| {
            tried.set(true);
            let default = draft.with_untracked(|draft| draft.value(part_layout::DEFAULT));
            if !draft.with_untracked(|draft| problems_of(&asked, draft)).is_empty() {
                return;
            }
            let set = FieldLayout {
                hidden: hidden.get_untracked(),
                required: required.get_untracked(),
                default: default.filter(|value| !value.is_blank()),
            };
            edited.set(None);
            app.settings.change_layout(kind, LayoutChange::Field(key.clone(), set), || ());
        }
    };
    let required_switch = move || {
        view! {
            <SwitchField
                label=Signal::derive(move || t!(words, kinds.is_required))
                hint=Signal::derive(move || Some(t!(words, kinds.is_required_hint)))
                checked=required
                on_change=move |on| required.set(on)
            />
        }
    };
    let hidden_switch = move || {
        view! {
            <SwitchField
                label=Signal::derive(move || t!(words, kinds.is_hidden))
                hint=Signal::derive(move || Some(t!(words, kinds.is_hidden_hint)))
                checked=hidden
                on_change=move |on| hidden.set(on)
            />
        }
    };
    view! {
        <SheetForm label=Signal::derive(move || t!(words, shell.save)) on_submit=save>
            {has_default.then(|| default_input(app, asked, draft, problems.into()))}
            {can_ask.then(required_switch)}
            {can_hide.then(hidden_switch)}
            {(!can_hide)
                .then(|| view! { <p class="settings__note">{move || t!(words, kinds.needed)}</p> })}
        </SheetForm>
    }
}

/// True if forms can ask for a default of this type with one input.
fn takes_default(kind: FieldType) -> bool {
    !matches!(
        kind,
        FieldType::File
            | FieldType::Address
            | FieldType::Reference(_)
            | FieldType::Tags
            | FieldType::ProductLine
            | FieldType::Due
            | FieldType::Repeat
    )
}

fn default_input(
    app: AppState,
    asked: Field,
    draft: RwSignal<Draft>,
    problems: Signal<Vec<Problem>>,
) -> AnyView {
    let schema = untrack(|| app.records.schema(LAYOUT));
    let form = FormDraft::new(None, schema, draft, RwSignal::new(ToMake::default()), problems);
    view! { <ValueInput cell=Cell::one(form, asked) /> }.into_any()
}

/// Returns the problem of a default that the field would not take.
fn problems_of(asked: &Field, draft: &Draft) -> Vec<Problem> {
    let value = draft.value(part_layout::DEFAULT);
    let fault = value.and_then(|value| check_field(asked, &value));
    let problem = |fault| Problem { field: part_layout::DEFAULT, position: 0, fault };
    fault.map(problem).into_iter().collect()
}
