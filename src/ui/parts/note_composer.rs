//! The note composer: one text box, an adjustable time, and one button.

use leptos::prelude::*;

use super::part_services::use_part_services;
use kit::{Button, ButtonKind, Chip, IconName, InputKind, TextArea, TextField};

/// The box for a new note.
#[component]
pub fn NoteComposer(
    /// The text so far; it outlives the page.
    #[prop(into)]
    text: Signal<String>,
    /// Called on typing.
    #[prop(into)]
    on_input: Callback<String>,
    /// Called to save the note, with its time in milliseconds.
    #[prop(into)]
    on_save: Callback<i64>,
) -> impl IntoView {
    let services = use_part_services();
    let words = services.notes;
    // The value of the `datetime-local` input; `None` means now.
    let when = RwSignal::new(None::<String>);
    let has_text = Memo::new(move |_| !text.read().trim().is_empty());
    let now = move || services.now.run(());
    let chip =
        Signal::derive(move || match when.get().and_then(|it| services.from_input.run(it)) {
            Some(millis) => services.when.run(millis),
            None => words.now.get(),
        });
    let on_chip = move |()| {
        when.update(|when| {
            *when = match when {
                Some(_) => None,
                None => Some(services.to_input.run(now())),
            };
        })
    };
    let save = move |()| {
        let set = when.get_untracked().and_then(|when| services.from_input.run(when));
        on_save.run(set.unwrap_or_else(now));
        when.set(None);
    };
    let on_keydown = move |event: leptos::ev::KeyboardEvent| {
        let command = event.ctrl_key() || event.meta_key();
        if event.key() == "Enter" && command && has_text.get_untracked() {
            event.prevent_default();
            save(());
        }
    };
    view! {
        <div class="note-composer" data-labels="hidden" on:keydown=on_keydown>
            <TextArea
                label=words.write
                placeholder=words.write
                value=text
                on_input=on_input
                rows=1
            />
            <Show when=move || has_text.get()>
                <div class="note-composer__foot">
                    <Chip
                        label=chip
                        icon=IconName::Clock
                        pressed=Signal::derive(move || when.read().is_some())
                        on_press=on_chip
                    />
                    <Button label=words.save kind=ButtonKind::Primary on_press=save />
                </div>
                <Show when=move || when.read().is_some()>
                    <TextField
                        label=words.when
                        kind=InputKind::DateTime
                        value=Signal::derive(move || when.get().unwrap_or_default())
                        on_input=move |text| when.set(Some(text))
                    />
                </Show>
            </Show>
        </div>
    }
}
