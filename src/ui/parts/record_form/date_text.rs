//! A date in one line of text: typed in free form, and shown as it was understood. A field that
//! takes only whole days uses a picker.

use leptos::prelude::*;

use super::cell::Cell;
use domain::{Day, PartialDate, Value, typed_date};
use kit::{InputKind, TextField};

/// A date as text.
#[component]
pub fn DateText(
    /// The cell it reads and writes.
    cell: Cell,
) -> impl IntoView {
    let services = cell.form.services;
    let understood = move |text: &str| typed_date(text, &services.habits.read());
    let words = move |date: PartialDate| {
        let words = services.date.run(date);
        // Some dates, such as a day alone, have no words that parse back to them.
        if understood(&words) == Some(date) { words } else { date.to_string() }
    };
    let typed = RwSignal::new(untrack(|| match cell.value() {
        Some(Value::Date(date)) => words(date),
        Some(Value::Text(text)) => text,
        _ => String::new(),
    }));
    let hint = Signal::derive(move || {
        let text = typed.get();
        match understood(&text) {
            Some(date) if date.is_blank() => Some(services.form.date_hint.get()),
            Some(date) => Some(services.date.run(date)).filter(|words| *words != text.trim()),
            None => None,
        }
    });
    let on_input = move |text: String| {
        // Text that is not a date stays as typed, and is rejected on saving.
        let date = untrack(|| understood(&text));
        cell.set(date.map_or_else(|| Value::Text(text.clone()), Value::Date));
        typed.set(text);
    };
    view! { <TextField label=cell.label value=typed hint error=cell.error() on_input /> }
}

/// A day, with the system's picker.
#[component]
pub fn DayInput(
    /// The cell it reads and writes.
    cell: Cell,
) -> impl IntoView {
    let services = cell.form.services;
    let date = Memo::new(move |_| match cell.value() {
        Some(Value::Date(date)) if !date.is_blank() => Some(date),
        _ => None,
    });
    let day = Signal::derive(move || {
        date.get().and_then(Day::of).map(|day| day.to_string()).unwrap_or_default()
    });
    // An imported date may be a month alone: the hint shows it until a day is picked.
    let hint = Signal::derive(move || {
        let date = date.get().filter(|date| Day::of(*date).is_none())?;
        Some(services.date.run(date))
    });
    let on_input = move |text: String| {
        cell.set(match Day::parse(&text) {
            Some(day) => Value::Date(day.date()),
            // Empty, or not a day and rejected on saving.
            None => Value::Text(text),
        });
    };
    view! {
        <TextField label=cell.label value=day kind=InputKind::Date hint error=cell.error() on_input />
    }
}
