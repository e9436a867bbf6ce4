//! A record's times of creation and change, and its history, read on demand.

use leptos::prelude::*;

use super::app_state::AppState;
use super::record_page::ChangeWords;
use super::words::t;
use domain::RecordId;

/// The history of a record; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct HistoryBook {
    /// The time of creation, in words.
    pub created: Signal<String>,
    /// The time of the last change, in words.
    pub changed: Signal<String>,
    /// The heading of the changes.
    pub title: Signal<String>,
    /// True while the changes are shown.
    pub shown: RwSignal<bool>,
    /// The changes; `None` while loading, an error as a sentence.
    pub changes: Signal<Option<Result<Vec<ChangeWords>, String>>>,
}

impl HistoryBook {
    /// Opens the history of a record.
    pub fn open(app: AppState, id: RecordId) -> Self {
        let words = app.words;
        let shown = RwSignal::new(false);
        let read = LocalResource::new(move || {
            app.revision();
            let wanted = shown.get();
            async move { if wanted { Some(app.records.history_of(id).await) } else { None } }
        });
        let created =
            move || t!(words, contact.created, when = app.format.day(id.created_millis()));
        let changed = move || {
            let millis = app.records.changed_millis(id).unwrap_or_else(|| id.created_millis());
            t!(words, contact.changed, when = app.format.day_and_time(millis))
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
