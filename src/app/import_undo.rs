//! Finds records created by an import that nothing has edited or referenced since; undo deletes
//! only these.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use domain::{KindId, RecordId, Value};
use replica::{Page, PageKey, Record, Stamp};
use store::Store;

use super::workspace::Workspace;
use super::{AppError, Env};

/// The records that an import created.
#[derive(Default)]
pub(super) struct Made {
    /// Records that nothing has edited or referenced since, with their pages.
    pub unused: BTreeMap<RecordId, (PageKey, KindId)>,
    /// The same of records that are kept with their parties, with the pages of all copies.
    pub unused_beside: BTreeMap<RecordId, (Vec<PageKey>, KindId)>,
    /// The pages of their buckets: what others derive from them is found there.
    pub buckets: BTreeMap<u16, Vec<(PageKey, Page)>>,
    /// Number of records that stay.
    pub spared: usize,
    /// Records referenced by a record that stays.
    spoken_of: Vec<RecordId>,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Finds the `count` records that an import created, except those in `there`, which it only
    /// changed. An edited record stays, and so does every record that a remaining one references: from a deal,
    /// a task, a call or an employee.
    pub(super) async fn made_by(
        &self,
        stamp: Stamp,
        there: &HashSet<RecordId>,
        count: usize,
    ) -> Result<Made, AppError> {
        let mut made = self.untouched(stamp, there);
        // If memory does not hold all that came, the rest is kept with its parties.
        let is_all_hot = made.unused.len() + made.spared >= count;
        self.hear_activities(&mut made, stamp, there, !is_all_hot).await?;
        while let Some(id) = made.spoken_of.pop() {
            if made.unused.remove(&id).is_some() {
                made.spared += 1;
                made.spoken_of.extend(self.record(id).iter().flat_map(references));
            }
        }
        Ok(made)
    }

    /// Collects the records unchanged since the import, and the references of the others.
    fn untouched(&self, stamp: Stamp, there: &HashSet<RecordId>) -> Made {
        let replica = self.replica();
        let mut made = Made::default();
        for row in replica.all() {
            // Nothing older than the import can reference its records.
            if replica.is_deleted(row) || replica.changed_millis(row) < stamp.millis {
                continue;
            }
            let Some(record) = replica.record(row) else { continue };
            if there.contains(&record.id) {
                continue;
            }
            if record.changed() == stamp {
                made.unused.insert(record.id, (replica.page_key(row), record.kind));
                continue;
            }
            made.spared += usize::from(record.entries.iter().any(|it| it.slot.stamp() == stamp));
            made.spoken_of.extend(references(&record));
        }
        made
    }

    /// Adds the records that are kept with their parties: those that the import created, and the
    /// references of all others. `is_wide` if the import brought such records: their buckets may be
    /// any.
    async fn hear_activities(
        &self,
        made: &mut Made,
        stamp: Stamp,
        there: &HashSet<RecordId>,
        is_wide: bool,
    ) -> Result<(), AppError> {
        let homes: BTreeSet<u16> =
            made.unused.keys().map(|id| PageKey::of_home(*id, 0).bucket).collect();
        let mut spared = HashSet::new();
        let mut walk = self.walk_buckets((!is_wide).then_some(homes), &[]).await?;
        while let Some(buckets) = self.next_buckets(&mut walk).await? {
            for (bucket, pages) in buckets {
                let mut is_ours = false;
                for (key, page) in &pages {
                    let live = (0..page.count()).filter(|slot| !page.is_deleted(*slot));
                    for slot in live {
                        let changed = page.changed_millis(slot);
                        // Nothing older than the import can reference its records.
                        if changed < stamp.millis {
                            continue;
                        }
                        let Some(record) = page.record(slot) else { continue };
                        if is_made_by(&record, stamp) && !there.contains(&record.id) {
                            is_ours = true;
                            let unused = made.unused_beside.entry(record.id);
                            unused.or_insert((Vec::new(), record.kind)).0.push(*key);
                            continue;
                        }
                        let is_of_it = record.entries.iter().any(|it| it.slot.stamp() == stamp);
                        if is_of_it && !there.contains(&record.id) {
                            spared.insert(record.id);
                        }
                        made.spoken_of.extend(references(&record));
                    }
                }
                if is_ours {
                    made.buckets.insert(bucket, pages);
                }
            }
        }
        made.spared += spared.len();
        Ok(())
    }

    /// Lets memory hold these buckets. Returns those that it did not hold.
    pub(super) fn hold_buckets(
        &self,
        buckets: BTreeMap<u16, Vec<(PageKey, Page)>>,
        taken: u64,
    ) -> Vec<u16> {
        let mut inner = self.inner.borrow_mut();
        if inner.taken != taken {
            // A commit may have written to them meanwhile.
            return Vec::new();
        }
        let mut new = Vec::new();
        for (bucket, pages) in buckets {
            inner.buckets.entry(bucket).or_insert_with(|| {
                new.push(bucket);
                pages
            });
        }
        new
    }

    /// Lets memory forget these buckets.
    pub(super) fn forget_buckets(&self, buckets: &[u16]) {
        let mut inner = self.inner.borrow_mut();
        buckets.iter().for_each(|bucket| drop(inner.buckets.remove(bucket)));
    }
}

/// True if everything in a record was written by this action.
fn is_made_by(record: &Record, stamp: Stamp) -> bool {
    record.changed() == stamp && record.entries.iter().all(|entry| entry.slot.stamp() == stamp)
}

/// Returns the records that a record references.
fn references(record: &Record) -> Vec<RecordId> {
    let values = record.entries.iter().flat_map(|entry| entry.slot.values());
    values
        .filter_map(|value| if let Value::Reference(id) = value { Some(*id) } else { None })
        .collect()
}
