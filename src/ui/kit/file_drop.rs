//! A place to add files: with the camera of a phone, from the device, or by dropping them on it.

use leptos::ev::{DragEvent, Event};
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::progress::Progress;

/// The words of a [`FileDrop`].
#[derive(Clone, Copy)]
pub struct FileDropWords {
    /// The name of the button that chooses files.
    pub choose: Signal<String>,
    /// The name of the button that takes a photo.
    pub camera: Signal<String>,
    /// A hint about dropping and pasting, for screens with a mouse.
    pub hint: Signal<String>,
}

/// Two buttons, to take a photo and to choose files; files can be dropped on them.
#[component]
pub fn FileDrop(
    /// The words.
    words: FileDropWords,
    /// Lets several files be chosen at once.
    #[prop(optional)]
    multiple: bool,
    /// Called with the `change` event of an input; its target holds the files.
    #[prop(into)]
    on_pick: Callback<Event>,
    /// Called with the `drop` event, whose default is prevented.
    #[prop(into)]
    on_drop: Callback<DragEvent>,
    /// The progress of adding, in words and from 0 to 1; `None` while nothing is added.
    #[prop(into)]
    progress: Signal<Option<(String, f64)>>,
) -> impl IntoView {
    let over = RwSignal::new(false);
    let on_over = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let on_dropped = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        on_drop.run(event);
    };
    let label = Memo::new(move |_| progress.get().map(|(words, _)| words).unwrap_or_default());
    let value = Signal::derive(move || progress.get().map(|(_, part)| part));
    let adding = Memo::new(move |_| progress.read().is_some());
    view! {
        <div
            class="file-drop"
            data-over=move || over.get().then_some("")
            on:dragover=on_over
            on:dragleave=move |_| over.set(false)
            on:drop=on_dropped
        >
            <div class="file-drop__ways">
                <span class="file-drop__way" data-camera="">
                    <Icon name=IconName::Camera />
                    <span aria-hidden="true">{move || words.camera.get()}</span>
                    <input
                        class="covering-input"
                        type="file"
                        accept="image/*"
                        capture="environment"
                        aria-label=move || words.camera.get()
                        on:change=move |event| on_pick.run(event)
                    />
                </span>
                <span class="file-drop__way">
                    <Icon name=IconName::Paperclip />
                    <span aria-hidden="true">{move || words.choose.get()}</span>
                    <input
                        class="covering-input"
                        type="file"
                        multiple=multiple
                        aria-label=move || words.choose.get()
                        on:change=move |event| on_pick.run(event)
                    />
                </span>
                <span class="file-drop__hint">{move || words.hint.get()}</span>
            </div>
            <Show when=move || adding.get()>
                <p class="file-drop__progress" role="status">{move || label.get()}</p>
                <Progress label value />
            </Show>
        </div>
    }
}
