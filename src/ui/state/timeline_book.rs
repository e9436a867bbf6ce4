//! What happened with one record: what is there, as much of it as is shown, and the note that is
//! being written.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app_state::AppState;
use super::forms::DraftKey;
use super::selling::LogRequest;
use super::sentences::sentence;
use domain::{Happened, RecordId, TimelinePart};

/// How much is shown at first, and more each time.
const SLICE: usize = 50;

/// The timeline of a record; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct TimelineBook {
    state: AppState,
    home: RecordId,
    limit: RwSignal<usize>,
    /// The kind that is shown; `None` for all.
    pub kind: RwSignal<Option<String>>,
    /// What is being written.
    pub text: RwSignal<String>,
    /// What happened, the latest first; `None` while it is read, an error as a sentence.
    pub part: Signal<Option<Result<TimelinePart, String>>>,
}

impl TimelineBook {
    /// The timeline of a record, with the note that was begun earlier.
    pub fn open(state: AppState, home: RecordId) -> Self {
        let limit = RwSignal::new(SLICE);
        let kind = RwSignal::new(None::<String>);
        let read = LocalResource::new(move || {
            state.revision();
            let kinds: Vec<String> = kind.get().into_iter().collect();
            let limit = limit.get();
            async move { state.satchel().timeline(home, &kinds, limit).await }
        });
        let part = Memo::new(move |_| {
            read.get().map(|part| part.map_err(|error| sentence(&state.words, &error)))
        });
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
        Self { state, home, limit, kind, text, part: part.into() }
    }

    /// Shows some more of what is older.
    pub fn older(self) {
        self.limit.update(|limit| *limit += SLICE);
    }

    /// Shows one kind only, or all; from the latest on.
    pub fn choose(self, kind: Option<String>) {
        self.limit.set(SLICE);
        self.kind.set(kind);
    }

    /// Something was typed.
    pub fn write(self, text: String) {
        self.state.keep_text(&DraftKey::of_note(self.home), &text);
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

    /// Opens the sheet in which an entry is changed.
    pub fn edit(self, entry: &Happened) {
        let Happened { id, home, what, .. } = entry;
        let request =
            LogRequest { what: what.clone(), edit: Some((*home, *id)), ..LogRequest::default() };
        self.state.sheets.log.set(Some(request));
    }

    /// Moves an entry to the bin.
    pub fn delete(self, entry: &Happened) {
        self.state.delete_activity(entry.home, entry.id);
    }
}
