//! A field for a file: pick one, or drop it here.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::ids::unique_id;

/// A field for a file and a drop zone. The caller reads the file: it gets the event.
#[component]
pub fn FileField(
    /// The field's name: "Choose a file".
    #[prop(into)]
    label: Signal<String>,
    /// Called when a file is picked or dropped; the event's target is the input with the files.
    #[prop(into)]
    on_pick: Callback<leptos::ev::Event>,
    /// The accepted file types: ".vcf,.csv".
    #[prop(optional, into)]
    accept: Option<String>,
    /// The accepted file types, in words.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// The name of the picked file.
    #[prop(optional, into)]
    picked: Signal<Option<String>>,
    /// Allows several files at once.
    #[prop(optional)]
    multiple: bool,
) -> impl IntoView {
    let id = unique_id("file");
    let hint_id = format!("{id}-hint");
    let name = move || picked.get().unwrap_or_else(|| label.get());
    view! {
        <div class="file-field" data-picked=move || picked.read().is_some().then_some("")>
            <span class="file-field__picture">
                <Icon name=IconName::FileUp />
            </span>
            <span class="file-field__name" aria-hidden="true">
                {name}
            </span>
            <span class="file-field__hint" id=hint_id.clone()>
                {move || hint.get()}
            </span>
            <input
                class="covering-input"
                type="file"
                id=id
                accept=accept
                multiple=multiple
                aria-label=move || label.get()
                aria-describedby=hint_id
                on:change=move |event| on_pick.run(event)
            />
        </div>
    }
}
