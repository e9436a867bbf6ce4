//! The recurrence of a task: common rules by name, any other as an RRULE.

use leptos::prelude::*;

use super::cell::Cell;
use domain::Value;
use kit::{InputKind, SelectField, SelectOption, TextField};

/// The rules with a name; the first means no recurrence.
const RULES: [&str; 7] = [
    "",
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=MONTHLY",
    "FREQ=YEARLY",
];
/// The choice of a rule without a name.
const OTHER: &str = "other";

/// The input for a recurrence rule.
#[component]
pub fn RepeatInput(
    /// The cell it reads and writes.
    cell: Cell,
) -> impl IntoView {
    let words = cell.form.services.form;
    let rule = cell.text();
    let other = RwSignal::new(!RULES.contains(&rule.get_untracked().as_str()));
    let value = Signal::derive(move || if other.get() { OTHER.to_owned() } else { rule.get() });
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
