//! The sheet in which a note is changed.

use leptos::prelude::*;

use super::desk::use_desk;
use crate::domain::Note;
use crate::ui::kit::{Button, ButtonKind, InputKind, Sheet, TextArea, TextField};

/// Text and time of a note.
#[component]
pub fn NoteSheet(
    /// The note; the sheet is open while there is one.
    #[prop(into)]
    note: Signal<Option<Note>>,
    /// It was changed: the note as it shall be.
    #[prop(into)]
    on_save: Callback<Note>,
    /// The sheet is to be closed.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let words = desk.notes;
    // The last one stays to be read while the sheet slides away.
    let shown = Memo::new(move |before: Option<&Option<Note>>| {
        note.get().or_else(|| before.cloned().flatten())
    });
    let text = RwSignal::new(None::<String>);
    let when = RwSignal::new(None::<String>);
    let text_now = Signal::derive(move || {
        text.get().or_else(|| shown.get().map(|note| note.text)).unwrap_or_default()
    });
    let when_now = Signal::derive(move || {
        let own = || shown.get().map(|note| desk.to_input.run(note.when));
        when.get().or_else(own).unwrap_or_default()
    });
    let close = move || {
        on_close.run(());
        text.set(None);
        when.set(None);
    };
    let save = move |()| {
        if let Some(old) = note.get_untracked() {
            let set = when.get_untracked().and_then(|when| desk.from_input.run(when));
            let new = Note { text: text_now.get_untracked(), when: set.unwrap_or(old.when), ..old };
            on_save.run(new);
        }
        close();
    };
    let blank = Signal::derive(move || text_now.read().trim().is_empty());
    view! {
        <Sheet
            open=Signal::derive(move || note.read().is_some())
            title=words.edit_title
            on_close=move |()| close()
            writes=true
            footer=move || {
                view! {
                    <Button
                        label=words.save
                        kind=ButtonKind::Primary
                        wide=true
                        disabled=blank
                        on_press=save
                    />
                }
            }
        >
            <TextArea label=words.note value=text_now on_input=move |it| text.set(Some(it)) rows=5 />
            <TextField
                label=words.when
                kind=InputKind::DateTime
                value=when_now
                on_input=move |it| when.set(Some(it))
            />
        </Sheet>
    }
}
