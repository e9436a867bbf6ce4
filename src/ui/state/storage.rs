//! Storage as the settings ask of it: its room, the browser's promise, tags everywhere, the past,
//! sample data, and starting over.

use std::collections::BTreeSet;

use leptos::task::spawn_local;

use super::app_state::AppState;
use super::history_words::{Teller, ToldRecord};
use super::words::t;
use app::{BulkChange, PastAction, TagCount, Telling};
use browser::{idb, intl, window};
use domain::RecordId;
use replica::{HistoryEntry, Stamp};
use store::{Store, Usage};

/// Under which the stamp of the action that brought the sample data is kept.
const SAMPLE: &str = "sample";
/// How many actions a full slice of the past has.
const SLICE: usize = 100;
/// How many bytes the next larger unit has.
const STEP: f64 = 1000.0;

/// Actions of the past, as far back as they were asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Past {
    /// The newest first.
    pub actions: Vec<PastAction>,
    /// Those of them that were undone and still are.
    pub undone: BTreeSet<Stamp>,
    /// Whether there are older ones.
    pub more: bool,
}

impl AppState {
    /// How much room the data takes, and whether the browser promised to keep it.
    pub async fn usage(self) -> Usage {
        self.satchel().store().usage().await
    }

    /// Asks the browser to keep the data; `then` hears whether it promised.
    pub fn keep_data(self, then: impl FnOnce(Option<bool>) + 'static) {
        spawn_local(async move { then(idb::persist().await) });
    }

    /// An amount of bytes as people read it: 1.4 MB.
    pub fn bytes(&self, bytes: u64) -> String {
        let mut amount = bytes as f64;
        let mut units = ["B", "kB", "MB", "GB", "TB"].into_iter();
        let mut unit = units.next().unwrap_or_default();
        for larger in units {
            if amount < STEP {
                break;
            }
            (amount, unit) = (amount / STEP, larger);
        }
        let amount = if amount < 100.0 { (amount * 10.0).round() / 10.0 } else { amount.round() };
        format!("{} {unit}", intl::number(self.words.region(), amount))
    }

    /// Every tag with how many records carry it, the most used first; followed.
    pub fn all_tags(&self) -> Vec<TagCount> {
        self.watch().all_tags()
    }

    /// Changes every record that carries a tag.
    pub fn change_tagged(self, tag: &str, change: BulkChange) {
        let ids = self.satchel().carrying(tag);
        self.change_many(ids, change);
    }

    /// Moves a custom field to the bin: its values stay, and come back with it.
    pub fn delete_custom_field(self, id: RecordId) {
        let satchel = self.satchel();
        let work = async move { satchel.change_many(&[id], &BulkChange::Delete).await };
        self.run(work, move |done| {
            self.tidy();
            self.say_done(t!(self.words, shell.deleted), done.stamp);
        });
    }

    /// So many slices of the past, the newest first.
    ///
    /// # Errors
    /// What reading the history gives.
    pub async fn past_slices(self, slices: usize) -> Result<Past, app::AppError> {
        let mut past = Past { more: true, ..Past::default() };
        let mut telling = Telling::default();
        for _slice in 0..slices {
            let older = self.satchel().tell_past(&mut telling).await?;
            past.more = older.len() >= SLICE;
            past.actions.extend(older);
            if !past.more {
                break;
            }
        }
        // The newest first: what undid something counts only if it was not itself undone.
        for action in &past.actions {
            if let Some(undid) = action.undid.filter(|_| !past.undone.contains(&action.stamp)) {
                past.undone.insert(undid);
            }
        }
        Ok(past)
    }

    /// An action as a line.
    pub fn title_of(&self, past: &Past, action: &PastAction) -> String {
        let lens = self.satchel().replica().lens().clone();
        let teller = Teller { words: self.words, schemas: &lens.schemas, speech: self };
        let find = |stamp| past.actions.iter().find(|known| known.stamp == stamp);
        teller.title(action, &find)
    }

    /// The records that an action touched, with each field before and after, and how many more.
    pub fn told_records(&self, action: &PastAction) -> (Vec<ToldRecord>, usize) {
        let lens = self.satchel().replica().lens().clone();
        let teller = Teller { words: self.words, schemas: &lens.schemas, speech: self };
        let records = teller.records(action);
        let more = action.kinds.values().sum::<usize>().saturating_sub(records.len());
        (records, more)
    }

    /// The action that brought the sample data, while any of it is there.
    pub async fn sample(self) -> Option<Stamp> {
        let stamp = Stamp::from_bytes(self.small(SAMPLE).await?.try_into().ok()?);
        let satchel = self.satchel();
        // Without its entry the action cannot be undone, and is not offered.
        let entry = satchel.store().history_entry(stamp).await.ok().flatten()?;
        let entry = HistoryEntry::decode(&entry)?;
        let replica = satchel.replica();
        let here = |id| replica.row(id).is_some_and(|row| !replica.is_deleted(row));
        entry.before.iter().any(|(_, before)| here(before.record.id)).then_some(stamp)
    }

    /// Takes the sample data away, also what was edited of it; all of it can be restored.
    pub fn remove_sample(self, stamp: Stamp) {
        let satchel = self.satchel();
        self.run(async move { satchel.delete_made_by(stamp).await }, move |done| {
            self.tidy();
            self.say_done(t!(self.words, settings.sample_removed), done.stamp);
        });
    }

    /// Erases everything, here and in the other tabs, and begins anew.
    pub fn start_over(self) {
        let satchel = self.satchel();
        let work = async move { Ok(satchel.store().clear().await?) };
        self.run(work, |()| window::reload());
    }
}
