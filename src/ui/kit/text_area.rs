//! A text field of several lines, such as a note. It grows with its content.

use leptos::prelude::*;

use super::field::{FieldFrame, described_by};
use super::ids::unique_id;

/// A labeled field for several lines.
#[component]
pub fn TextArea(
    /// The field's label.
    #[prop(into)]
    label: Signal<String>,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the whole new text on typing.
    #[prop(into)]
    on_input: Callback<String>,
    /// The placeholder of an empty field.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// The least number of visible lines.
    #[prop(default = 3)]
    rows: u32,
    /// Help with filling it in.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// An error, as a sentence.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = unique_id("field");
    let describedby = described_by(&id, hint, error);
    view! {
        <FieldFrame id=id.clone() label hint error>
            // The copy behind the field makes it grow in browsers without `field-sizing`.
            <div class="text-area">
                <textarea
                    class="field__input text-area__input"
                    id=id
                    rows=rows
                    placeholder=move || placeholder.get()
                    aria-describedby=describedby
                    aria-invalid=move || error.read().is_some().then_some("true")
                    prop:value=move || value.get()
                    on:input:target=move |event| on_input.run(event.target().value())
                ></textarea>
                <div class="text-area__copy" aria-hidden="true">
                    {move || format!("{}\u{200b}", value.read())}
                </div>
            </div>
        </FieldFrame>
    }
}
