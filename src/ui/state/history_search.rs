//! Search through all activities; shows results as they arrive.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app_state::AppState;
use browser::window;
use domain::{Happened, KindId, Query, RecordId};

/// Debounce after the last keystroke.
const PAUSE: Duration = Duration::from_millis(250);
/// Maximum number of results shown; typing more narrows them down.
const MOST: usize = 200;

/// A search result.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundEntry {
    /// The record it belongs to: kind, id and name.
    pub home: (KindId, RecordId, String),
    /// The activity.
    pub entry: Happened,
}

/// A search through all activities; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct HistorySearch {
    app: AppState,
    /// The search text.
    pub words: RwSignal<String>,
    /// The results so far, latest first.
    pub found: RwSignal<Vec<FoundEntry>>,
    /// Restricts the search to one record; `None` for all.
    pub with: RwSignal<Option<RecordId>>,
    /// True while searching.
    pub looking: RwSignal<bool>,
    /// Number of the current search: starting a new one ends the older.
    turn: StoredValue<u64>,
}

impl HistorySearch {
    /// Creates an idle search; it is canceled when the calling component is disposed.
    pub fn new(app: AppState, with: Option<RecordId>) -> Self {
        Self {
            app,
            words: RwSignal::new(String::new()),
            found: RwSignal::new(Vec::new()),
            with: RwSignal::new(with),
            looking: RwSignal::new(false),
            turn: StoredValue::new(0),
        }
    }

    /// Searches for new text.
    pub fn look(self, words: String) {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.looking.set(Query::parse(&words).is_some());
        self.words.set(words.clone());
        set_timeout(move || self.begin(turn, words), PAUSE);
    }

    /// Searches for the same text in another record, or in all.
    pub fn look_with(self, with: Option<RecordId>) {
        self.with.set(with);
        self.look(self.words.get_untracked());
    }

    /// Returns the ranges of a text that match.
    pub fn marks(self, text: &str) -> Vec<(usize, usize)> {
        let query = self.words.with_untracked(|words| Query::parse(words));
        query.map(|query| query.marks(text)).unwrap_or_default()
    }

    fn is_current(self, turn: u64) -> bool {
        // The signals may have been disposed with the screen.
        self.turn.try_get_value() == Some(turn)
    }

    fn begin(self, turn: u64, words: String) {
        if !self.is_current(turn) {
            return;
        }
        self.found.set(Vec::new());
        let with = self.with.get_untracked();
        spawn_local(async move {
            // Yields, so that first results show while the search continues.
            window::yield_now().await;
            let mut take =
                |some: Vec<(RecordId, Happened)>| self.is_current(turn) && self.take(some);
            let outcome =
                self.app.session.workspace().search_history(&words, with, &mut take).await;
            if self.is_current(turn) {
                self.looking.set(false);
                if let Err(error) = outcome {
                    self.app.session.report(&error);
                }
            }
        });
    }

    /// Adds results; returns true if there is room for more.
    fn take(self, some: Vec<(RecordId, Happened)>) -> bool {
        if some.is_empty() {
            return true;
        }
        let workspace = self.app.session.workspace();
        let mut found = self.found.get_untracked();
        for (home, entry) in some {
            // An activity is stored with each of its participants.
            let is_known = found.iter().any(|known| known.entry.id == entry.id);
            let Some(record) = workspace.record(home).filter(|_| !is_known) else { continue };
            let place = found.partition_point(|known| known.entry.when >= entry.when);
            let home = (record.kind, home, workspace.name(home));
            found.insert(place, FoundEntry { home, entry });
        }
        let has_room = found.len() < MOST;
        found.truncate(MOST);
        self.found.set(found);
        has_room
    }
}
