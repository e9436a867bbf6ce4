//! Several lines of text: a note. It grows with what is written.

use leptos::prelude::*;

use super::field::{FieldFrame, described_by};
use super::ids::unique_id;

/// A labelled field for several lines.
#[component]
pub fn TextArea(
    /// What goes into it.
    #[prop(into)]
    label: Signal<String>,
    /// What it holds.
    #[prop(into)]
    value: Signal<String>,
    /// Something was typed: all of the new text.
    #[prop(into)]
    on_input: Callback<String>,
    /// What an empty field shows.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// How many lines it has while there is little in it.
    #[prop(default = 3)]
    rows: u32,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// What is wrong with it, as a sentence.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = unique_id("field");
    let describedby = described_by(&id, hint, error);
    view! {
        <FieldFrame id=id.clone() label hint error>
            // The copy behind the field is what makes it grow where `field-sizing` is not known.
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
