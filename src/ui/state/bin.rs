//! The bin's contents and restoring from it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app_state::AppState;
use super::records::Records;
use super::words::t;
use super::work;
use app::{Binned, BinnedActivity};
use domain::{Query, RecordId, one_line};
use replica::Row;

/// An item in the bin.
#[derive(Clone, Debug, PartialEq)]
pub enum InBin {
    /// A record, held in memory.
    Row(Row),
    /// An activity, read from the store.
    Activity(Box<Binned>),
}

/// Items of the bin that are to be deleted for ever.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ToErase {
    /// The name, if a single item was chosen.
    pub name: Option<String>,
    records: Vec<RecordId>,
    /// Each with its home.
    activities: Vec<(RecordId, RecordId)>,
}

impl ToErase {
    /// Returns the number of items.
    pub fn count(&self) -> usize {
        self.records.len() + self.activities.len()
    }
}

/// The bin; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct Bin {
    app: AppState,
    /// The search text.
    pub typed: RwSignal<String>,
    /// All matching items, last deleted first.
    pub found: Memo<Vec<InBin>>,
}

impl Bin {
    /// Opens the bin for the lifetime of the calling component.
    pub fn open(app: AppState) -> Self {
        let typed = RwSignal::new(String::new());
        let read = LocalResource::new(move || {
            app.revision();
            app.records.deleted_activities()
        });
        // Keep the last result until the next one arrives.
        let activities = Memo::new(move |last: Option<&Vec<BinnedActivity>>| {
            read.get().or_else(|| last.cloned()).unwrap_or_default()
        });
        let found = Memo::new(move |_| {
            let query = Query::parse(&typed.read());
            let workspace = app.session.workspace_tracked();
            let rows = workspace.binned(query.as_ref());
            let mut found: Vec<(u64, InBin)> = {
                let replica = workspace.replica();
                rows.into_iter().map(|row| (replica.changed_millis(row), InBin::Row(row))).collect()
            };
            found.extend(activities.read().iter().filter(|it| it.fits(query.as_ref())).map(|it| {
                let when = u64::try_from(it.card.when).unwrap_or_default();
                (when, InBin::Activity(Box::new(it.card.clone())))
            }));
            found.sort_by_key(|(when, _)| std::cmp::Reverse(*when));
            found.into_iter().map(|(_, what)| what).collect()
        });
        Self { app, typed, found }
    }

    /// Returns the card at an index; `None` if the row is stale. Tracked.
    pub fn card(self, index: usize) -> Option<Binned> {
        self.app.revision();
        match self.found.read().get(index)? {
            InBin::Row(row) => self.app.session.workspace().binned_card(*row),
            InBin::Activity(card) => Some(Binned::clone(card)),
        }
    }

    /// Restores every item found.
    pub fn restore_all(self) {
        let count = self.found.with_untracked(Vec::len);
        self.restore((0..count).filter_map(|index| untrack(|| self.card(index))).collect());
    }

    /// Restores these items.
    pub fn restore(self, cards: Vec<Binned>) {
        let app = self.app;
        let activities: Vec<(RecordId, RecordId)> = cards.iter().filter_map(activity_of).collect();
        let records = cards.iter().filter(|card| card.happened.is_none()).map(|card| card.id);
        let work = work::take_from_bin(app.session.workspace(), records.collect(), activities);
        app.session.run(work, move |done| {
            app.say_done(t!(app.words, shell.restored), done.stamp);
        });
    }
}

impl Bin {
    /// Returns every item found, to be deleted for ever. Reads none of them: they may be thousands.
    pub fn all_to_erase(self) -> ToErase {
        let workspace = self.app.session.workspace();
        let mut all = ToErase::default();
        for item in self.found.read_untracked().iter() {
            match item {
                InBin::Row(row) => {
                    let replica = workspace.replica();
                    all.records.extend(replica.holds(*row).then(|| replica.id(*row)));
                }
                InBin::Activity(card) => all.activities.extend(activity_of(card)),
            }
        }
        all
    }

    /// Returns an item, to be deleted for ever.
    pub fn to_erase(self, card: &Binned) -> ToErase {
        let name = Some(self.app.records.binned_name(card)).filter(|name| !name.trim().is_empty());
        match activity_of(card) {
            Some(activity) => ToErase { name, activities: vec![activity], ..ToErase::default() },
            None => ToErase { name, records: vec![card.id], ..ToErase::default() },
        }
    }

    /// Deletes items for ever.
    pub fn erase(self, wanted: ToErase) {
        let session = self.app.session;
        let ToErase { name: _, records, activities } = wanted;
        spawn_local(async move {
            let erased = work::erase(session.workspace(), records, activities).await;
            // Steps before an error stay done.
            session.changed();
            match erased {
                Ok(count) => {
                    let words = session.words;
                    session.say_done(t!(words, settings.gone, count = count), None);
                    // Files that only these held.
                    session.tidy();
                }
                Err(error) => session.report(&error),
            }
        });
    }
}

/// Returns an activity with its home; `None` for any other record.
fn activity_of(card: &Binned) -> Option<(RecordId, RecordId)> {
    card.happened.as_ref().map(|(happened, _)| (happened.home, card.id))
}

impl Records {
    /// Returns the name of a binned item; an activity without text is named after its kind.
    pub fn binned_name(&self, card: &Binned) -> String {
        match &card.happened {
            Some((happened, _)) if card.name.trim().is_empty() => {
                self.format.kind_word(&happened.what)
            }
            _ => one_line(&card.name),
        }
    }

    /// Returns an item's kind, time of deletion and participants.
    pub fn binned_about(&self, card: &Binned) -> String {
        let when = t!(
            self.session.words,
            settings.deleted_when,
            when = self.format.day_and_time(card.when)
        );
        let (what, with) = match &card.happened {
            Some((happened, with)) => (self.format.kind_word(&happened.what), with.clone()),
            None => (self.session.words.kind(&self.schema(card.kind)), String::new()),
        };
        let parts = [what, when, with].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" \u{b7} ")
    }

    async fn deleted_activities(self) -> Vec<BinnedActivity> {
        match self.session.workspace().binned_activities().await {
            Ok(found) => found,
            Err(error) => {
                self.session.report(&error);
                Vec::new()
            }
        }
    }
}
