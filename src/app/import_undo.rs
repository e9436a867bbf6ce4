//! Finds records created by an import that nothing has edited or referenced since; undo deletes
//! only these.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use domain::{KindId, RecordId, Value};
use replica::{Page, PageKey, Record, Stamp};
use store::{PageRange, Store};

use super::workspace::Workspace;
use super::{AppError, Env};

/// Up to this many activity buckets are read one by one; beyond that, all at once.
const FEW: usize = 64;

/// The records that an import created.
#[derive(Default)]
pub(super) struct Made {
    /// Records that nothing has edited or referenced since, with their pages.
    pub unused: BTreeMap<RecordId, (PageKey, KindId)>,
    /// Number of records that stay.
    pub spared: usize,
    /// Records referenced by a record that stays.
    spoken_of: Vec<RecordId>,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Finds the records that an import created, except those in `there`, which it only changed. An
    /// edited record stays, and so does every record that a remaining one references: from a deal,
    /// a task, a call or an employee.
    pub(super) async fn made_by(
        &self,
        stamp: Stamp,
        there: &HashSet<RecordId>,
    ) -> Result<Made, AppError> {
        let mut made = self.untouched(stamp, there);
        self.hear_activities(&mut made).await?;
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

    /// Adds the references of activities. Imports create no activities.
    async fn hear_activities(&self, made: &mut Made) -> Result<(), AppError> {
        let homes = made.unused.keys().map(|id| PageKey::of_home(*id, 0).bucket);
        let buckets: BTreeSet<u16> = homes.collect();
        let ranges = match buckets.len() {
            0..=FEW => buckets.into_iter().map(PageRange::Bucket).collect(),
            _ => vec![PageRange::Activities],
        };
        let spoken_of = &mut made.spoken_of;
        let mut hear = |some: Vec<(PageKey, Vec<u8>)>| {
            let pages = some.into_iter().filter_map(|(_, bytes)| Page::open(bytes).ok());
            for page in pages {
                let slots = (0..page.count()).filter(|slot| !page.is_deleted(*slot));
                let records = slots.filter_map(|slot| page.record(slot));
                spoken_of.extend(records.flat_map(|record| references(&record)));
            }
        };
        for range in ranges {
            self.store.read_pages(range, &mut hear).await?;
        }
        Ok(())
    }
}

/// Returns the records that a record references.
fn references(record: &Record) -> Vec<RecordId> {
    let values = record.entries.iter().flat_map(|entry| entry.slot.values());
    values
        .filter_map(|value| if let Value::Reference(id) = value { Some(*id) } else { None })
        .collect()
}
