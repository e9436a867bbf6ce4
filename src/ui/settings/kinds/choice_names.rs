//! The choices of a custom field, one per line, and the question whether a changed line renames one.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::ui::state::{AppState, t, use_app};
use domain::{Draft, Fields, RecordId, choice_twice, custom_field, renamed_choices};
use kit::{SwitchField, TextArea};

/// A choice with another name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct RenamedChoice {
    from: String,
    to: String,
    /// Number of records with it.
    count: usize,
}

/// The choices before they are edited, and what their changes mean; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct ChoiceNames {
    app: AppState,
    draft: RwSignal<Draft>,
    field: Option<RecordId>,
    /// The lines before; `None` if no choice can be renamed.
    before: StoredValue<Option<String>>,
    /// The choices that are removed, and not renamed.
    removed: RwSignal<BTreeSet<String>>,
}

impl ChoiceNames {
    /// Begins with what a field says; `None` for a new one.
    pub fn begin(app: AppState, draft: RwSignal<Draft>, field: Option<RecordId>) -> Self {
        let before = field.and_then(|field| app.settings.choices_to_rename(field));
        let before = StoredValue::new(before);
        Self { app, draft, field, before, removed: RwSignal::new(BTreeSet::new()) }
    }

    /// Returns the choice that stands twice, if the field is one of choices. Tracked.
    pub fn twice(self) -> Option<String> {
        self.draft.with(|draft| {
            let is_choice = draft.text(custom_field::TYPE) == custom_field::CHOICE;
            is_choice.then(|| choice_twice(&draft.said(custom_field::CHOICES))).flatten()
        })
    }

    /// Returns the names that can change, from and to. Tracked.
    fn possible(self) -> Vec<(String, String)> {
        self.draft.with(|draft| {
            let after = draft.said(custom_field::CHOICES);
            self.before.with_value(|before| {
                before.as_ref().map(|it| renamed_choices(it, &after)).unwrap_or_default()
            })
        })
    }

    /// Returns the names that change, from and to. Tracked.
    pub fn renamed(self) -> Vec<(String, String)> {
        let removed = self.removed.read();
        self.possible().into_iter().filter(|(from, _)| !removed.contains(from)).collect()
    }

    fn counted(self) -> Vec<RenamedChoice> {
        let count = |from: &str| {
            self.field.map_or(0, |field| self.app.settings.count_with_choice(field, from))
        };
        let renamed = self.possible().into_iter();
        renamed.map(|(from, to)| RenamedChoice { count: count(&from), from, to }).collect()
    }
}

/// The lines, and a switch for each choice that seems renamed.
#[component]
pub fn ChoiceLines(
    /// The choices.
    names: ChoiceNames,
    /// Returns their fault as a sentence, if there is one.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_app().words;
    let draft = names.draft;
    let renamed = Memo::new(move |_| names.counted());
    view! {
        <TextArea
            label=Signal::derive(move || t!(words, settings.field_choices))
            value=Memo::new(move |_| draft.with(|draft| draft.text(custom_field::CHOICES)))
            error
            on_input=move |text| draft.update(|draft| draft.set_text(custom_field::CHOICES, text))
        />
        <For each=move || renamed.get() key=|it| (it.from.clone(), it.to.clone()) let:choice>
            <RenameSwitch names choice />
        </For>
    }
}

/// Renames a choice in its records, or removes it and adds another.
#[component]
fn RenameSwitch(names: ChoiceNames, choice: RenamedChoice) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let RenamedChoice { from, to, count } = choice;
    let name = StoredValue::new(from.clone());
    let label = Signal::derive(move || match count {
        0 => t!(words, kinds.rename_choice, from = from, to = to),
        count => t!(words, kinds.rename_choice_in, count = count, from = from, to = to),
    });
    let checked = Memo::new(move |_| name.with_value(|name| !names.removed.read().contains(name)));
    let change = move |on: bool| {
        names.removed.update(|removed| {
            if on {
                name.with_value(|name| removed.remove(name));
            } else {
                removed.insert(name.get_value());
            }
        });
    };
    view! {
        <SwitchField
            label
            hint=Signal::derive(move || Some(t!(words, kinds.rename_choice_hint)))
            checked
            on_change=change
        />
    }
}
