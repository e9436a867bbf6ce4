//! The bin as its screen shows it, and taking things out of it.

use leptos::prelude::*;

use super::app_state::AppState;
use super::words::t;
use super::work;
use app::{Binned, BinnedActivity};
use domain::{Query, RecordId, one_line};
use replica::Row;

/// Something in the bin.
#[derive(Clone, Debug, PartialEq)]
pub enum InBin {
    /// A record that is in memory.
    Row(Row),
    /// Something that happened, read from the store.
    Activity(Box<Binned>),
}

/// The bin; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Bin {
    state: AppState,
    /// The words that were typed to look for.
    pub typed: RwSignal<String>,
    /// Everything in it that matches, the last deleted first.
    pub found: Memo<Vec<InBin>>,
}

impl Bin {
    /// The bin, while the component is there that opens it.
    pub fn open(state: AppState) -> Self {
        let typed = RwSignal::new(String::new());
        let read = LocalResource::new(move || {
            state.revision();
            state.deleted_activities()
        });
        // The last answer stays until there is a newer one.
        let activities = Memo::new(move |last: Option<&Vec<BinnedActivity>>| {
            read.get().or_else(|| last.cloned()).unwrap_or_default()
        });
        let found = Memo::new(move |_| {
            let query = Query::parse(&typed.read());
            let satchel = state.watch();
            let rows = satchel.binned(query.as_ref());
            let mut found: Vec<(u64, InBin)> = {
                let replica = satchel.replica();
                rows.into_iter().map(|row| (replica.changed_millis(row), InBin::Row(row))).collect()
            };
            found.extend(activities.read().iter().filter(|it| it.fits(query.as_ref())).map(|it| {
                let when = u64::try_from(it.card.when).unwrap_or_default();
                (when, InBin::Activity(Box::new(it.card.clone())))
            }));
            found.sort_by_key(|(when, _)| std::cmp::Reverse(*when));
            found.into_iter().map(|(_, what)| what).collect()
        });
        Self { state, typed, found }
    }

    /// The line of the thing at a place; `None` where it is from before a change. Followed.
    pub fn card(self, index: usize) -> Option<Binned> {
        self.state.revision();
        match self.found.read().get(index)? {
            InBin::Row(row) => self.state.satchel().binned_card(*row),
            InBin::Activity(card) => Some(Binned::clone(card)),
        }
    }

    /// Takes out everything that is found.
    pub fn restore_all(self) {
        let count = self.found.with_untracked(Vec::len);
        self.restore((0..count).filter_map(|index| untrack(|| self.card(index))).collect());
    }

    /// Takes these out.
    pub fn restore(self, cards: Vec<Binned>) {
        let state = self.state;
        let of = |card: &Binned| card.happened.as_ref().map(|(it, _)| (it.home, card.id));
        let activities: Vec<(RecordId, RecordId)> = cards.iter().filter_map(of).collect();
        let records = cards.iter().filter(|card| card.happened.is_none()).map(|card| card.id);
        let work = work::take_from_bin(state.satchel(), records.collect(), activities);
        state.run(work, move |done| {
            state.say_done(t!(state.words, shell.restored), done.stamp);
        });
    }
}

impl AppState {
    /// The name of something in the bin: something that happened by its first words, else by what
    /// it was.
    pub fn binned_name(&self, card: &Binned) -> String {
        match &card.happened {
            Some((happened, _)) if card.name.trim().is_empty() => self.kind_word(&happened.what),
            _ => one_line(&card.name),
        }
    }

    /// Its kind, when it was deleted, and with whom it was.
    pub fn binned_about(&self, card: &Binned) -> String {
        let when = t!(self.words, settings.deleted_when, when = self.day_and_time(card.when));
        let (what, with) = match &card.happened {
            Some((happened, with)) => (self.kind_word(&happened.what), with.clone()),
            None => (self.words.kind(&self.schema(card.kind)), String::new()),
        };
        let parts = [what, when, with].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" \u{b7} ")
    }

    async fn deleted_activities(self) -> Vec<BinnedActivity> {
        match self.satchel().binned_activities().await {
            Ok(found) => found,
            Err(error) => {
                self.report(&error);
                Vec::new()
            }
        }
    }
}
