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
    /// Under which heading it stands; empty for none. Choices of one heading follow each other.
    pub group: String,
}

impl Choice {
    /// A choice of these two names.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), group: String::new() }
    }

    /// The same under a heading.
    #[must_use]
    pub fn under(self, group: impl Into<String>) -> Self {
        Self { group: group.into(), ..self }
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
                    {move || {
                        grouped(choices.get())
                            .into_iter()
                            .map(|(group, choices)| {
                                let options = choices.into_iter().map(option).collect_view();
                                if group.is_empty() {
                                    options.into_any()
                                } else {
                                    view! { <optgroup label=group>{options}</optgroup> }.into_any()
                                }
                            })
                            .collect_view()
                    }}
                </select>
                <Icon name=IconName::ChevronDown />
            </div>
        </FieldFrame>
    }
}

/// Choices by the headings that they stand under.
fn grouped(choices: Vec<Choice>) -> Vec<(String, Vec<Choice>)> {
    let mut groups: Vec<(String, Vec<Choice>)> = Vec::new();
    for choice in choices {
        match groups.last_mut().filter(|(group, _)| *group == choice.group) {
            Some((_, known)) => known.push(choice),
            None => groups.push((choice.group.clone(), vec![choice])),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::{Choice, grouped};

    #[test]
    fn choices_stand_under_their_headings_in_their_order() {
        let choice = |label: &str, group: &str| Choice::new(label, label).under(group);
        let groups =
            grouped(vec![choice("", ""), choice("a", "x"), choice("b", "x"), choice("c", "y")]);
        let told: Vec<_> = groups.iter().map(|(group, all)| (group.as_str(), all.len())).collect();
        assert_eq!(told, [("", 1), ("x", 2), ("y", 1)]);
    }
}
