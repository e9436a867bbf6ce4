//! A field for a file: pick one, or drop it here.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::ids::unique_id;

/// A field for a file, as a place to drop it on. Reading the file is the caller's: it gets the event.
#[component]
pub fn FileField(
    /// What the field is called: "Choose a file".
    #[prop(into)]
    label: Signal<String>,
    /// A file was picked or dropped; the event's target is the input with the files.
    #[prop(into)]
    on_pick: Callback<leptos::ev::Event>,
    /// Which files: ".vcf,.csv".
    #[prop(optional, into)]
    accept: Option<String>,
    /// Which files, in words.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// The name of the file that was picked.
    #[prop(optional, into)]
    picked: Signal<Option<String>>,
    /// Several at once.
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
                class="file-field__input"
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
