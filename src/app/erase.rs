//! Deleting records of the bin for ever: nothing of them stays but a tombstone, so that no copy from
//! elsewhere brings them back, and history forgets what they said.

use std::collections::{BTreeSet, HashSet, VecDeque};

use domain::{RecordId, Trait};
use replica::{ActionKind, HistoryEntry, PageKey, Stamp, Topic};
use store::{Action, Durability, ImportedHistory, Store};

use super::edits::Op;
use super::undo::SLICE;
use super::workspace::Workspace;
use super::{AppError, Env};

/// Records per transaction.
const STEP: usize = 128;
/// Up to this many records, the history of each is looked up in the index.
const FEW: usize = 16;

/// A deletion for ever, done in steps: first history forgets the records, then they are erased. If it
/// is interrupted, the rest is still in the bin.
#[derive(Debug)]
pub struct Erasure {
    ids: HashSet<RecordId>,
    history: HistoryToForget,
    /// Hot records, those of one page together.
    records: VecDeque<RecordId>,
    /// Activities, each with its home.
    activities: VecDeque<(RecordId, RecordId)>,
    /// Number of records erased so far.
    pub erased: usize,
}

/// The history entries still to look at.
#[derive(Debug)]
enum HistoryToForget {
    About(Vec<RecordId>),
    Before(Option<Stamp>),
    Nothing,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Begins to delete records of the bin for ever. Activities are given with their home record. What
    /// is not in the bin is left alone.
    pub fn begin_erasure(
        &self,
        records: &[RecordId],
        activities: &[(RecordId, RecordId)],
    ) -> Erasure {
        let replica = self.replica();
        let is_binned = |id: &RecordId| {
            let row = replica.row(*id)?;
            let schema = replica.schema(replica.kind(row))?;
            let is_in_bin = replica.is_deleted(row) && schema.is(Trait::Binned);
            is_in_bin.then(|| (replica.page_key(row), *id))
        };
        let mut hot: Vec<(PageKey, RecordId)> = records.iter().filter_map(is_binned).collect();
        hot.sort_unstable();
        let records: VecDeque<RecordId> = hot.into_iter().map(|(_, id)| id).collect();
        let ids: HashSet<RecordId> =
            records.iter().chain(activities.iter().map(|(_, id)| id)).copied().collect();
        let history = match ids.len() {
            0..=FEW => HistoryToForget::About(ids.iter().copied().collect()),
            _ => HistoryToForget::Before(None),
        };
        Erasure {
            ids,
            history,
            records,
            activities: activities.iter().copied().collect(),
            erased: 0,
        }
    }

    /// Does the next step of a deletion for ever. Returns true while there is more to do.
    ///
    /// # Errors
    /// Store errors; what was not erased is still in the bin.
    pub async fn erase(&self, erasure: &mut Erasure) -> Result<bool, AppError> {
        erasure.history = match &mut erasure.history {
            HistoryToForget::About(ids) => match ids.pop() {
                Some(id) => {
                    let entries = self.entries_about(Topic::Record(id), Stamp::NEVER).await?;
                    self.forget_in(entries, &erasure.ids).await?;
                    return Ok(true);
                }
                None => HistoryToForget::Nothing,
            },
            HistoryToForget::Before(before) => {
                let slice = self.store.history(*before, SLICE).await?;
                let next = slice.last().map(|(stamp, _)| *stamp);
                self.forget_in(slice, &erasure.ids).await?;
                match next {
                    Some(stamp) => HistoryToForget::Before(Some(stamp)),
                    None => HistoryToForget::Nothing,
                }
            }
            HistoryToForget::Nothing => return self.erase_records(erasure).await,
        };
        Ok(true)
    }

    async fn erase_records(&self, erasure: &mut Erasure) -> Result<bool, AppError> {
        let mut places: BTreeSet<(PageKey, RecordId)> = BTreeSet::new();
        let mut ids = BTreeSet::new();
        while ids.len() < STEP {
            if let Some(id) = erasure.records.pop_front() {
                places.extend(self.key_of(id).map(|key| (key, id)));
                ids.insert(id);
            } else if let Some((home, id)) = erasure.activities.pop_front() {
                // Another tab may have erased it.
                let Ok((_, keys)) = self.copies_of(home, id).await else { continue };
                places.extend(keys.into_iter().map(|key| (key, id)));
                ids.insert(id);
            } else {
                break;
            }
        }
        if ids.is_empty() {
            self.look_for_files_soon().await?;
            return Ok(false);
        }
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Delete, String::new(), &random);
        places.into_iter().for_each(|(key, id)| edits.add(key, id, Op::Erase));
        self.commit_edits(edits).await?;
        erasure.erased += ids.len();
        Ok(true)
    }

    /// Takes out of the whole history everything that it says of records that are gone.
    ///
    /// # Errors
    /// Store errors.
    pub(super) async fn forget_history_of(&self, ids: HashSet<RecordId>) -> Result<(), AppError> {
        let mut before = None;
        while !ids.is_empty() {
            let slice = self.store.history(before, SLICE).await?;
            let Some((last, _)) = slice.last() else { break };
            before = Some(*last);
            self.forget_in(slice, &ids).await?;
        }
        Ok(())
    }

    async fn forget_in(
        &self,
        entries: Vec<(Stamp, Vec<u8>)>,
        ids: &HashSet<RecordId>,
    ) -> Result<(), AppError> {
        let entries: Vec<(Stamp, Vec<u8>)> = entries
            .into_iter()
            .filter_map(|(stamp, bytes)| Some((stamp, without_records(&bytes, ids)?)))
            .collect();
        if entries.is_empty() {
            return Ok(());
        }
        let mut forgetting = Forgetting { entries, now: self.env.now_millis() };
        let commit = self.store.commit(&mut forgetting, Durability::Strict).await?;
        self.committed(commit).await;
        Ok(())
    }
}

/// Returns a history entry without what it says of some records; `None` if it says nothing of them. Its
/// label may be the name of one.
pub(super) fn without_records(bytes: &[u8], ids: &HashSet<RecordId>) -> Option<Vec<u8>> {
    let is_about = |topic: &Topic| matches!(topic, Topic::Record(id) if ids.contains(id));
    if !HistoryEntry::topics_of(bytes).iter().any(is_about) {
        return None;
    }
    let mut entry = HistoryEntry::decode(bytes)?;
    let all = entry.before.len();
    entry.before.retain(|(_, before)| !ids.contains(&before.record.id));
    let forgotten = u32::try_from(all - entry.before.len()).unwrap_or(u32::MAX);
    entry.count = entry.count.saturating_sub(forgotten);
    // Otherwise it is a tag or the name of a file.
    if !matches!(entry.action, ActionKind::Bulk | ActionKind::Import) {
        entry.label = String::new();
    }
    Some(entry.encode())
}

/// An action that only replaces history entries.
struct Forgetting {
    entries: Vec<(Stamp, Vec<u8>)>,
    now: i64,
}

impl Action for Forgetting {
    fn now_millis(&self) -> i64 {
        self.now
    }

    fn imported_history(&self) -> ImportedHistory<'_> {
        ImportedHistory { entries: &self.entries, newest: Stamp::NEVER }
    }
}
