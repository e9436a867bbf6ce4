//! What settings ask of storage: its room, the browser's promise, the bin, tags everywhere, sample
//! data, and starting over.

use std::collections::{BTreeMap, BTreeSet};

use leptos::task::spawn_local;

use super::app_state::AppState;
use super::words::t;
use crate::app::{BulkChange, PastAction, TagCount};
use crate::browser::{idb, intl, window};
use crate::domain::{COMPANY, CONTACT, Fields, KindId, Query, RecordId, common, fold};
use crate::replica::{HistoryEntry, Row, Stamp};
use crate::store::{Store, Usage};

/// Under which the stamp of the action that brought the sample data is kept.
const SAMPLE: &str = "sample";
/// The kinds that people see in the bin and that carry tags.
const SEEN: [KindId; 2] = [CONTACT, COMPANY];
/// How many actions a full slice of the past has.
const SLICE: usize = 100;
/// How many bytes the next larger unit has.
const STEP: f64 = 1000.0;

/// A record in the bin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binned {
    /// Its id.
    pub id: RecordId,
    /// What it is.
    pub kind: KindId,
    /// What it is called; empty where it has no name.
    pub name: String,
    /// When it was deleted, in milliseconds since 1970, UTC.
    pub when: i64,
}

/// Actions of the past, as far back as they were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

    /// The country that the browser's language speaks of; empty where it names none.
    pub fn browser_country(&self) -> String {
        window::country()
    }

    /// What is in the bin and matches what was typed, the last deleted first; followed.
    pub fn binned(&self, typed: &str) -> Vec<Row> {
        let satchel = self.watch();
        let replica = satchel.replica();
        let query = Query::parse(typed);
        let fits = |row: &Row| match &query {
            Some(query) => query.hit(replica.text(*row), |_word| false).is_some(),
            None => true,
        };
        let mut rows: Vec<Row> =
            SEEN.into_iter().flat_map(|kind| replica.bin(kind)).filter(fits).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(replica.changed_millis(*row)));
        rows
    }

    /// A row of the bin; `None` where it is from before a change.
    pub fn binned_card(&self, row: Row) -> Option<Binned> {
        let satchel = self.satchel();
        let replica = satchel.replica();
        if !replica.holds(row) {
            return None;
        }
        let id = replica.id(row);
        let when = i64::try_from(replica.changed_millis(row)).unwrap_or_default();
        Some(Binned { id, kind: replica.kind(row), name: satchel.name(id), when })
    }

    /// Every tag with how many records carry it, the most used first; followed.
    pub fn all_tags(&self) -> Vec<TagCount> {
        let satchel = self.watch();
        let mut counts: BTreeMap<String, TagCount> = BTreeMap::new();
        for TagCount { tag, count } in SEEN.into_iter().flat_map(|kind| satchel.tags(kind)) {
            counts.entry(fold(&tag)).or_insert(TagCount { tag, count: 0 }).count += count;
        }
        let mut tags: Vec<TagCount> = counts.into_values().collect();
        tags.sort_by_key(|tag| std::cmp::Reverse(tag.count));
        tags
    }

    /// Changes every record that carries a tag.
    pub fn change_tagged(self, tag: &str, change: BulkChange) {
        let wanted = fold(tag);
        let satchel = self.satchel();
        let ids = {
            let replica = satchel.replica();
            let carries = |row: &Row| {
                replica.view(*row).texts(common::TAGS).iter().any(|tag| fold(tag) == wanted)
            };
            let rows = SEEN.into_iter().flat_map(|kind| replica.list(kind).iter().copied());
            rows.filter(carries).map(|row| replica.id(row)).collect()
        };
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
    pub async fn past_slices(self, slices: usize) -> Result<Past, crate::app::AppError> {
        let mut past = Past { more: true, ..Past::default() };
        for _slice in 0..slices {
            let before = past.actions.last().map(|action| action.stamp);
            let older = self.past(before).await?;
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
