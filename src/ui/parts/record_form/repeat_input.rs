//! The recurrence of a task: common rules by name, any other as an RRULE.

use leptos::prelude::*;

use super::cell::Cell;
use domain::{Repeat, Value};
use kit::{InputKind, SelectField, SelectOption, TextField};

/// The rules with a name; the first means no recurrence.
const RULES: [&str; 7] = [
    "",
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2",
    "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD",
    "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=BACKWARD",
];
/// The choice of a rule without a name.
const OTHER: &str = "other";

/// Returns the rule with a name that a text means.
fn named(text: &str) -> Option<&'static str> {
    let like = |rule: &&str| {
        let both = Repeat::parse(text).ok().zip(Repeat::parse(rule).ok());
        both.is_some_and(|(one, other)| one.is_like(&other))
    };
    RULES.iter().copied().find(|rule| *rule == text || like(rule))
}

/// The input for a recurrence rule.
#[component]
pub fn RepeatInput(
    /// The cell it reads and writes.
    cell: Cell,
) -> impl IntoView {
    let words = cell.form.services.form;
    let rule = cell.text();
    let other = RwSignal::new(named(&rule.get_untracked()).is_none());
    let value = Signal::derive(move || {
        let named = rule.with(|rule| named(rule)).filter(|_| !other.get());
        named.unwrap_or(OTHER).to_owned()
    });
    let choices = Signal::derive(move || {
        let named = RULES.iter().map(|rule| {
            let label = if rule.is_empty() {
                words.never.get()
            } else {
                cell.form.services.repeat.run((*rule).to_owned())
            };
            SelectOption::new(*rule, label)
        });
        named.chain([SelectOption::new(OTHER, words.other_rule.get())]).collect::<Vec<_>>()
    });
    let on_change = move |key: String| {
        other.set(key == OTHER);
        if key != OTHER {
            cell.set(Value::Text(key));
        }
    };
    view! {
        <SelectField label=cell.label value choices on_change error=cell.error() />
        <Show when=move || other.get()>
            <TextField
                label=words.rule
                value=rule
                kind=InputKind::Link
                hint=Signal::derive(|| Some("FREQ=MONTHLY;BYDAY=1MO".to_owned()))
                on_input=move |text| cell.set(Value::Text(text))
            />
        </Show>
    }
}
