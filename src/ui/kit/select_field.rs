//! One of several, in the system's own picker.

use leptos::prelude::*;

use super::field::{FieldFrame, described_by};
use super::icon::{Icon, IconName};
use super::ids::unique_id;

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the program calls it.
    pub value: String,
    /// What the person reads.
    pub label: String,
}

impl Choice {
    /// A choice of these two names.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// A labelled choice of one.
#[component]
pub fn SelectField(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// The `value` of the choice that holds.
    #[prop(into)]
    value: Signal<String>,
    /// What there is to choose from; an empty first one stands for "none".
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Another one was chosen: its `value`.
    #[prop(into)]
    on_change: Callback<String>,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// What is wrong with it, as a sentence.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = unique_id("field");
    let describedby = described_by(&id, hint, error);
    let option = move |choice: Choice| {
        let own = choice.value.clone();
        view! {
            <option value=choice.value prop:selected=move || *value.read() == own>
                {choice.label}
            </option>
        }
    };
    view! {
        <FieldFrame id=id.clone() label hint error>
            <div class="select-field">
                <select
                    class="field__input select-field__input"
                    id=id
                    aria-describedby=describedby
                    aria-invalid=move || error.read().is_some().then_some("true")
                    on:change:target=move |event| on_change.run(event.target().value())
                >
                    {move || choices.get().into_iter().map(option).collect_view()}
                </select>
                <Icon name=IconName::ChevronDown />
            </div>
        </FieldFrame>
    }
}
