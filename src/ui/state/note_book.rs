//! The notes of one record: those that are there, and the one that is being written.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app_state::AppState;
use super::forms::DraftKey;
use super::sentences::sentence;
use crate::domain::{Note, RecordId};

/// The notes of a record.
#[derive(Clone, Copy)]
pub struct NoteBook {
    state: AppState,
    home: RecordId,
    key: StoredValue<DraftKey>,
    /// What is being written.
    pub text: RwSignal<String>,
    /// The notes, the latest first; `None` while they are read, an error as a sentence.
    pub notes: Signal<Option<Result<Vec<Note>, String>>>,
}

impl NoteBook {
    /// The notes of a record, with what was begun to be written earlier.
    pub fn open(state: AppState, home: RecordId) -> Self {
        let read = LocalResource::new(move || {
            state.revision();
            state.notes(home)
        });
        let notes = Signal::derive(move || {
            read.get().map(|notes| notes.map_err(|error| sentence(&state.words, &error)))
        });
        let key = StoredValue::new(DraftKey::of_note(home));
        let text = RwSignal::new(String::new());
        spawn_local(async move {
            if let Some(kept) = state.draft_text(&DraftKey::of_note(home)).await {
                // What was typed in the meantime is newer.
                text.try_update(|text| {
                    if text.is_empty() {
                        *text = kept;
                    }
                });
            }
        });
        Self { state, home, key, text, notes }
    }

    /// Something was typed.
    pub fn write(self, text: String) {
        self.state.keep_text(&self.key.get_value(), &text);
        self.text.set(text);
    }

    /// Keeps the note; what was typed goes only when it is kept.
    pub fn save(self, when: i64) {
        let text = self.text.get_untracked();
        let kept = text.clone();
        self.state.add_note(self.home, text, when, move || {
            // What was typed while it was being kept is the beginning of the next one.
            if self.text.try_get_untracked().is_none_or(|text| text == kept) {
                self.state.keep_text(&DraftKey::of_note(self.home), "");
                self.text.try_set(String::new());
            }
        });
    }

    /// Changes a note.
    pub fn edit(self, note: Note) {
        self.state.edit_note(self.home, note.id, note.text, note.when);
    }

    /// Moves a note to the bin.
    pub fn delete(self, id: RecordId) {
        self.state.delete_note(self.home, id);
    }
}
