//! One line of text: a name, a number, a web address.

use leptos::prelude::*;

use super::field::{FieldFrame, described_by};
use super::ids::unique_id;

/// The kind of text, which decides the keyboard on a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InputKind {
    /// Any words.
    #[default]
    Text,
    /// Names of people and places: each word is capitalized.
    Name,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A web address.
    Link,
    /// A number, possibly with a decimal mark.
    Number,
    /// A calendar day, with the system's picker.
    Date,
    /// A calendar day with a time, with the system's picker.
    DateTime,
    /// A time of the day, with the system's picker.
    Time,
}

impl InputKind {
    /// Returns the attributes `type`, `inputmode` and `autocapitalize`.
    fn attributes(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Text => ("text", "text", "sentences"),
            Self::Name => ("text", "text", "words"),
            Self::Email => ("text", "email", "none"),
            Self::Phone => ("tel", "tel", "none"),
            Self::Link => ("text", "url", "none"),
            Self::Number => ("text", "decimal", "none"),
            Self::Date => ("date", "text", "none"),
            Self::DateTime => ("datetime-local", "text", "none"),
            Self::Time => ("time", "text", "none"),
        }
    }
}

/// A labeled line of text.
#[component]
pub fn TextField(
    /// The field's label.
    #[prop(into)]
    label: Signal<String>,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the whole new text on typing.
    #[prop(into)]
    on_input: Callback<String>,
    /// The kind of text.
    #[prop(optional)]
    kind: InputKind,
    /// Help with filling it in, or what the app noticed while typing.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// An error, as a sentence.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The `autocomplete` token ("tel", "given-name"); off by default, so that the browser does not
    /// offer the person's own data in somebody else's form.
    #[prop(default = "off")]
    autocomplete: &'static str,
) -> impl IntoView {
    let id = unique_id("field");
    let (type_, inputmode, autocapitalize) = kind.attributes();
    let describedby = described_by(&id, hint, error);
    view! {
        <FieldFrame id=id.clone() label hint error>
            <input
                class="field__input"
                id=id
                type=type_
                inputmode=inputmode
                autocapitalize=autocapitalize
                autocomplete=autocomplete
                spellcheck="false"
                aria-describedby=describedby
                aria-invalid=move || error.read().is_some().then_some("true")
                prop:value=move || value.get()
                on:input:target=move |event| on_input.run(event.target().value())
            />
        </FieldFrame>
    }
}
