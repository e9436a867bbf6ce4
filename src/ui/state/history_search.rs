//! Searching through everything that happened: results are shown as they are found.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app_state::AppState;
use browser::window;
use domain::{Happened, KindId, Query, RecordId};

/// How long after the last key it is looked for.
const PAUSE: Duration = Duration::from_millis(250);
/// How many are shown; who has more types another letter.
const MOST: usize = 200;

/// Something that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundEntry {
    /// With whom it is kept: which kind of record, which, and what it is called.
    pub home: (KindId, RecordId, String),
    /// What happened.
    pub entry: Happened,
}

/// A search through everything that happened; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct HistorySearch {
    state: AppState,
    /// What was typed.
    pub words: RwSignal<String>,
    /// What was found so far, the latest first.
    pub found: RwSignal<Vec<FoundEntry>>,
    /// With whom it is looked for; `None` for anybody.
    pub with: RwSignal<Option<RecordId>>,
    /// It is still looked for.
    pub looking: RwSignal<bool>,
    /// Counts the searches: an older one ends when a new one begins.
    turn: StoredValue<u64>,
}

impl HistorySearch {
    /// A search that was not begun; it is given up with the component that made it.
    pub fn new(state: AppState, with: Option<RecordId>) -> Self {
        Self {
            state,
            words: RwSignal::new(String::new()),
            found: RwSignal::new(Vec::new()),
            with: RwSignal::new(with),
            looking: RwSignal::new(false),
            turn: StoredValue::new(0),
        }
    }

    /// Looks for other words.
    pub fn look(self, words: String) {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.looking.set(Query::parse(&words).is_some());
        self.words.set(words.clone());
        set_timeout(move || self.begin(turn, words), PAUSE);
    }

    /// Looks for the same words elsewhere.
    pub fn look_with(self, with: Option<RecordId>) {
        self.with.set(with);
        self.look(self.words.get_untracked());
    }

    /// What is marked in a text.
    pub fn marks(self, text: &str) -> Vec<(usize, usize)> {
        let query = self.words.with_untracked(|words| Query::parse(words));
        query.map(|query| query.marks(text)).unwrap_or_default()
    }

    fn is_current(self, turn: u64) -> bool {
        // The screen may have been left.
        self.turn.try_get_value() == Some(turn)
    }

    fn begin(self, turn: u64, words: String) {
        if !self.is_current(turn) {
            return;
        }
        self.found.set(Vec::new());
        let with = self.with.get_untracked();
        spawn_local(async move {
            // The first results come while the rest is looked through.
            window::breathe().await;
            let mut take =
                |some: Vec<(RecordId, Happened)>| self.is_current(turn) && self.take(some);
            let outcome = self.state.satchel().search_history(&words, with, &mut take).await;
            if self.is_current(turn) {
                self.looking.set(false);
                if let Err(error) = outcome {
                    self.state.report(&error);
                }
            }
        });
    }

    /// Takes in what was found; gives whether there is room for more.
    fn take(self, some: Vec<(RecordId, Happened)>) -> bool {
        if some.is_empty() {
            return true;
        }
        let satchel = self.state.satchel();
        let mut found = self.found.get_untracked();
        for (home, entry) in some {
            // It is kept with each of those who took part.
            let is_known = found.iter().any(|known| known.entry.id == entry.id);
            let Some(record) = satchel.record(home).filter(|_| !is_known) else { continue };
            let place = found.partition_point(|known| known.entry.when >= entry.when);
            let home = (record.kind, home, satchel.name(home));
            found.insert(place, FoundEntry { home, entry });
        }
        let has_room = found.len() < MOST;
        found.truncate(MOST);
        self.found.set(found);
        has_room
    }
}
