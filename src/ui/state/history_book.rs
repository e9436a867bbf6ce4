//! When a record was made and changed, and all of its changes: read when they are first asked for.

use leptos::prelude::*;

use super::app_state::AppState;
use super::record_page::ChangeWords;
use super::words::t;
use domain::RecordId;

/// The history of a record; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct HistoryBook {
    /// When it was made.
    pub created: Signal<String>,
    /// When it was changed last.
    pub changed: Signal<String>,
    /// What the changes are called.
    pub title: Signal<String>,
    /// Whether they are looked at.
    pub shown: RwSignal<bool>,
    /// The changes; `None` while they are read, an error as a sentence.
    pub changes: Signal<Option<Result<Vec<ChangeWords>, String>>>,
}

impl HistoryBook {
    /// The history of a record.
    pub fn open(state: AppState, id: RecordId) -> Self {
        let words = state.words;
        let shown = RwSignal::new(false);
        let read = LocalResource::new(move || {
            state.revision();
            let wanted = shown.get();
            async move { if wanted { Some(state.history_of(id).await) } else { None } }
        });
        let created = move || t!(words, contact.created, when = state.day(id.created_millis()));
        let changed = move || {
            let millis = state.changed_millis(id).unwrap_or_else(|| id.created_millis());
            t!(words, contact.changed, when = state.day_and_time(millis))
        };
        Self {
            created: Signal::derive(created),
            changed: Signal::derive(changed),
            title: Signal::derive(move || t!(words, contact.changes)),
            shown,
            changes: Signal::derive(move || read.get().flatten()),
        }
    }
}
