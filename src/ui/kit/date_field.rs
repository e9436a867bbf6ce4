//! A date with optional parts: a birthday without its year, a year alone.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::ids::unique_id;
use super::words::use_words;

/// The parts as typed; the form validates them as a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DateParts {
    /// Digits, or empty.
    pub year: String,
    /// "1" to "12", or empty.
    pub month: String,
    /// Digits, or empty.
    pub day: String,
}

/// Keeps only ASCII digits, at most `most`.
fn digits(text: &str, most: usize) -> String {
    text.chars().filter(char::is_ascii_digit).take(most).collect()
}

/// Day, month and year under one label, each of them optional.
#[component]
pub fn DateField(
    /// The field's label.
    #[prop(into)]
    label: Signal<String>,
    /// The parts.
    #[prop(into)]
    value: Signal<DateParts>,
    /// Called with all three parts when one changes.
    #[prop(into)]
    on_change: Callback<DateParts>,
    /// Puts the year first, as some languages do.
    #[prop(optional)]
    year_first: bool,
    /// Help with filling it in.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// An error, as a sentence.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = unique_id("date");
    let (error_id, hint_id) = (format!("{id}-error"), format!("{id}-hint"));
    let describedby = super::field::described_by(&id, hint, error);
    let words = use_words();
    let change = move |part: fn(&mut DateParts, String), text: String| {
        let mut parts = value.get_untracked();
        part(&mut parts, text);
        on_change.run(parts);
    };
    let day = Signal::derive(move || value.read().day.clone());
    let year = Signal::derive(move || value.read().year.clone());
    view! {
        <fieldset
            class="field"
            aria-describedby=describedby
            data-invalid=move || error.read().is_some().then_some("")
        >
            <legend class="field__label">{move || label.get()}</legend>
            <div class="date-field" data-year-first=year_first.then_some("")>
                <Digits label=words.day value=day most=2 on_input=move |text| {
                    change(|parts, text| parts.day = text, text);
                } />
                <Months value=Signal::derive(move || value.read().month.clone()) on_change=move |text| {
                    change(|parts, text| parts.month = text, text);
                } />
                <Digits label=words.year value=year most=4 on_input=move |text| {
                    change(|parts, text| parts.year = text, text);
                } />
            </div>
            <p class="field__error" id=error_id role="alert" hidden=move || error.read().is_none()>
                <Icon name=IconName::CircleAlert />
                <span>{move || error.get()}</span>
            </p>
            <p class="field__hint" id=hint_id hidden=move || hint.read().is_none()>
                {move || hint.get()}
            </p>
        </fieldset>
    }
}

/// A typed part. Its label shows as the placeholder.
#[component]
fn Digits(
    label: Signal<String>,
    value: Signal<String>,
    most: usize,
    #[prop(into)] on_input: Callback<String>,
) -> impl IntoView {
    view! {
        <input
            class="field__input date-field__part"
            type="text"
            inputmode="numeric"
            autocomplete="off"
            data-digits=most.to_string()
            maxlength=most.to_string()
            aria-label=move || label.get()
            placeholder=move || label.get()
            prop:value=move || value.get()
            on:input:target=move |event| on_input.run(digits(&event.target().value(), most))
        />
    }
}

/// The month is picked from a list, so that nobody mistakes it for the day.
#[component]
fn Months(value: Signal<String>, #[prop(into)] on_change: Callback<String>) -> impl IntoView {
    let words = use_words();
    let option = move |(index, name): (usize, String)| {
        let own = (index + 1).to_string();
        let number = own.clone();
        view! {
            <option value=number prop:selected=move || *value.read() == own>
                {name}
            </option>
        }
    };
    view! {
        <div class="select-field date-field__month">
            <select
                class="field__input select-field__input"
                aria-label=move || words.month.get()
                on:change:target=move |event| on_change.run(event.target().value())
            >
                <option value="" prop:selected=move || value.read().is_empty()>
                    {move || words.month.get()}
                </option>
                {move || words.months.get().into_iter().enumerate().map(option).collect_view()}
            </select>
            <Icon name=IconName::ChevronDown />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn only_digits_stay_in_a_part() {
        assert_eq!(digits("19a84x7", 4), "1984");
        assert_eq!(digits("", 2), "");
    }
}
