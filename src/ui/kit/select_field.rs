//! A choice of one, in the system's own picker.

use leptos::prelude::*;

use super::field::{FieldFrame, described_by};
use super::icon::{Icon, IconName};
use super::ids::unique_id;

/// One option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectOption {
    /// The program's name for it.
    pub value: String,
    /// The label for the person.
    pub label: String,
    /// The heading above it, or empty. Choices of one heading must be consecutive.
    pub group: String,
}

impl SelectOption {
    /// Creates a choice without a heading.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), group: String::new() }
    }

    /// Puts the choice under a heading.
    #[must_use]
    pub fn under(self, group: impl Into<String>) -> Self {
        Self { group: group.into(), ..self }
    }
}

/// A labeled choice of one.
#[component]
pub fn SelectField(
    /// The field's label.
    #[prop(into)]
    label: Signal<String>,
    /// The `value` of the current choice.
    #[prop(into)]
    value: Signal<String>,
    /// The choices; an empty first one stands for "none".
    #[prop(into)]
    choices: Signal<Vec<SelectOption>>,
    /// Called with the `value` of another choice.
    #[prop(into)]
    on_change: Callback<String>,
    /// Help with choosing.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// An error, as a sentence.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = unique_id("field");
    let describedby = described_by(&id, hint, error);
    let option = move |choice: SelectOption| {
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

/// Groups consecutive choices by their heading.
fn grouped(choices: Vec<SelectOption>) -> Vec<(String, Vec<SelectOption>)> {
    let mut groups: Vec<(String, Vec<SelectOption>)> = Vec::new();
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
    use super::{SelectOption, grouped};

    #[test]
    fn choices_stand_under_their_headings_in_their_order() {
        let choice = |label: &str, group: &str| SelectOption::new(label, label).under(group);
        let groups =
            grouped(vec![choice("", ""), choice("a", "x"), choice("b", "x"), choice("c", "y")]);
        let told: Vec<_> = groups.iter().map(|(group, all)| (group.as_str(), all.len())).collect();
        assert_eq!(told, [("", 1), ("x", 2), ("y", 1)]);
    }
}
