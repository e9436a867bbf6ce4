//! A record's timeline, loaded in slices, and the note being written.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app_state::AppState;
use super::requests::LogRequest;
use super::sentences::sentence;
use super::stored_drafts::DraftKey;
use domain::{Happened, RecordId, TimelinePart};

/// Entries shown at first, and added each time.
const SLICE: usize = 50;

/// The timeline of a record; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct TimelineBook {
    app: AppState,
    home: RecordId,
    limit: RwSignal<usize>,
    /// The kind of activity shown; `None` for all.
    pub kind: RwSignal<Option<String>>,
    /// The note being written.
    pub text: RwSignal<String>,
    /// The entries, latest first; `None` while loading, an error as a sentence.
    pub part: Signal<Option<Result<TimelinePart, String>>>,
}

impl TimelineBook {
    /// Opens the timeline of a record, with its unfinished note.
    pub fn open(app: AppState, home: RecordId) -> Self {
        let limit = RwSignal::new(SLICE);
        let kind = RwSignal::new(None::<String>);
        let read = LocalResource::new(move || {
            app.revision();
            let kinds: Vec<String> = kind.get().into_iter().collect();
            let limit = limit.get();
            async move { app.session.workspace().timeline(home, &kinds, limit).await }
        });
        let part = Memo::new(move |_| {
            read.get().map(|part| part.map_err(|error| sentence(&app.words, &error)))
        });
        let text = RwSignal::new(String::new());
        spawn_local(async move {
            if let Some(kept) = app.records.draft_text(&DraftKey::of_note(home)).await {
                // Input typed meanwhile is newer.
                text.try_update(|text| {
                    if text.is_empty() {
                        *text = kept;
                    }
                });
            }
        });
        Self { app, home, limit, kind, text, part: part.into() }
    }

    /// Shows another slice of older entries.
    pub fn older(self) {
        self.limit.update(|limit| *limit += SLICE);
    }

    /// Shows one kind only, or all, starting with the latest.
    pub fn choose(self, kind: Option<String>) {
        self.limit.set(SLICE);
        self.kind.set(kind);
    }

    /// Updates and stores the note being written.
    pub fn write(self, text: String) {
        self.app.records.keep_text(&DraftKey::of_note(self.home), &text);
        self.text.set(text);
    }

    /// Saves the note; the input is cleared only once it is saved.
    pub fn save(self, when: i64) {
        let text = self.text.get_untracked();
        let kept = text.clone();
        self.app.log.add_note(self.home, text, when, move || {
            // Input typed while saving belongs to the next note.
            if self.text.try_get_untracked().is_none_or(|text| text == kept) {
                self.app.records.keep_text(&DraftKey::of_note(self.home), "");
                self.text.try_set(String::new());
            }
        });
    }

    /// Opens the log sheet to edit an entry.
    pub fn edit(self, entry: &Happened) {
        let Happened { id, home, what, .. } = entry;
        let request =
            LogRequest { what: what.clone(), edit: Some((*home, *id)), ..LogRequest::default() };
        self.app.sheets.log.set(Some(request));
    }

    /// Moves an entry to the bin.
    pub fn delete(self, entry: &Happened) {
        self.app.log.delete_activity(entry.home, entry.id);
    }
}
