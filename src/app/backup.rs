//! Backup and restore: the page's part around the worker's job.

use std::collections::{BTreeMap, BTreeSet};

use domain::RecordId;
use replica::{ActionKind, HistoryEntry, PageKey, Stamp, decode_draft};
use store::{Bulk, PageRange, Store, StoreError};

use super::edits::{Edits, Op};
use super::files::{files_in, see_files_of_entry, see_files_of_page};
use super::job::{Amiss, Message, PagePlace, Request, RestoreReply, carry, record_of};
use super::workspace::Workspace;
use super::{AppError, Env};

/// Number of pages or entries read or written at a time.
const SLICE: u32 = 128;

/// The outcome of restoring a backup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RestoreOutcome {
    /// Number of new records.
    pub added: usize,
    /// Number of existing records updated.
    pub updated: usize,
    /// Number of records that were already here, identical or newer.
    pub same: usize,
    /// Everything that did not come in unchanged.
    pub amiss: Amiss,
}

/// A backup prepared by the worker, ready to write.
struct PreparedRestore {
    pages: Vec<(PageKey, Vec<u8>)>,
    /// Updated versions of existing records, with their pages.
    changed: Vec<(PageKey, Vec<u8>)>,
    superseded: Vec<(PageKey, RecordId, Stamp)>,
    derived: Vec<Vec<u8>>,
    history: Vec<(Stamp, Vec<u8>)>,
    newest: Stamp,
    files: Vec<(String, Vec<u8>)>,
    /// Number of records that the history entry counts.
    made: usize,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns a file name with today's local date.
    pub fn dated(&self, name: &str, ending: &str) -> String {
        format!("{name}-{}.{ending}", self.today())
    }

    /// Builds the worker's request to back up everything.
    ///
    /// # Errors
    /// Read errors.
    pub async fn ask_to_back_up(&self) -> Result<Message, AppError> {
        let mut parts = vec![carry(&self.replica()).0];
        // Includes the bin, whose records can be restored.
        let mut wanted = files_in(&self.replica(), self.replica().all());
        for range in [PageRange::Hot, PageRange::Activities] {
            let mut pages = BTreeMap::new();
            let take = &mut |some: Vec<(PageKey, Vec<u8>)>| {
                if range == PageRange::Activities {
                    some.iter().for_each(|(_, bytes)| see_files_of_page(bytes, &mut wanted));
                }
                pages.extend(some);
            };
            self.store.read_pages(range, take).await?;
            parts.extend(pages.into_values());
        }
        let pages = parts.len() - 1;
        let mut before: Option<Stamp> = None;
        loop {
            let slice = self.store.history(before, SLICE).await?;
            before = slice.last().map(|(stamp, _)| *stamp);
            if slice.is_empty() {
                break;
            }
            // Undo can bring back files that were replaced or removed since.
            slice.iter().for_each(|(_, bytes)| see_files_of_entry(bytes, &mut wanted));
            parts.extend(slice.into_iter().map(|(_, bytes)| bytes));
        }
        let history = parts.len() - 1 - pages;
        let mut files = Vec::new();
        for hash in wanted {
            if let Some(bytes) = self.store.file(&hash).await? {
                files.push(hash);
                parts.push(bytes);
            }
        }
        let made_millis = self.env.now_millis();
        let configuration = false;
        let request = Request::BackUp { made_millis, pages, history, files, configuration };
        Ok(Message::new(&request, parts))
    }

    /// Builds the worker's request to back up only how the app is set up: kinds, fields, pipelines,
    /// tags, views, settings, without anything about people.
    pub fn ask_to_back_up_configuration(&self) -> Message {
        let replica = self.replica();
        let mut parts = vec![carry(&replica).0];
        parts.extend(replica.pages().map(|(_, page)| page.bytes().to_vec()));
        let request = Request::BackUp {
            made_millis: self.env.now_millis(),
            pages: parts.len() - 1,
            history: 0,
            files: Vec::new(),
            configuration: true,
        };
        Message::new(&request, parts)
    }

    /// Builds the worker's request to read a backup and merge it with all local data.
    ///
    /// # Errors
    /// Read errors.
    pub async fn ask_to_restore(&self, bytes: Vec<u8>) -> Result<Message, AppError> {
        let mut places = Vec::new();
        let mut parts = vec![bytes, carry(&self.replica()).0];
        for range in [PageRange::Hot, PageRange::Activities] {
            let mut pages = BTreeMap::new();
            self.store.read_pages(range, &mut |some| pages.extend(some)).await?;
            places.extend(pages.keys().map(|key| PagePlace::of(*key)));
            parts.extend(pages.into_values());
        }
        let now_millis = self.env.now_millis();
        Ok(Message::new(&Request::Restore { places, seed: self.env.random(), now_millis }, parts))
    }

    /// Writes a backup prepared by the worker and reopens the workspace. All or nothing: pages and
    /// files are staged as bulk work, and one final transaction writes everything else. Existing
    /// records are merged inside that transaction, with their values at that time.
    ///
    /// # Errors
    /// Store errors.
    pub async fn restore(
        &self,
        restored: RestoreReply,
        parts: Vec<Vec<u8>>,
    ) -> Result<RestoreOutcome, AppError> {
        let RestoreReply { added, updated, same, ref amiss, ref gone, .. } = restored;
        let gone = gone.iter().map(|id| RecordId::from_bytes(*id)).collect();
        let outcome = RestoreOutcome { added, updated, same, amiss: amiss.clone() };
        let mut parts = parts.into_iter();
        let ranks = parts.next().unwrap_or_default();
        let mut prepared = PreparedRestore::of(restored, parts);
        let keys: Vec<PageKey> = prepared.pages.iter().map(|(key, _)| *key).collect();
        let bulk = self.store.bulk_begin("backup", &keys, self.env.now_millis()).await?;
        if let Err(error) = self.write(&bulk, &mut prepared).await {
            // If this fails too, the next start rolls it back.
            let _taken_back = self.store.bulk_abort(&bulk).await;
            return Err(error);
        }
        self.open().await?;
        self.forget_history_of(gone).await?;
        self.learn_han(&ranks).await?;
        self.sort();
        // The data is complete; duplicates that cannot be merged now are merged at the next start.
        let _joined = self.join_copies().await;
        Ok(outcome)
    }

    async fn write(&self, bulk: &Bulk, prepared: &mut PreparedRestore) -> Result<(), AppError> {
        let mut pages = std::mem::take(&mut prepared.pages).into_iter().peekable();
        while pages.peek().is_some() {
            let slice = pages.by_ref().take(SLICE as usize).collect();
            self.store.bulk_write(bulk, slice).await?;
        }
        self.store.bulk_put_files(bulk, std::mem::take(&mut prepared.files)).await?;
        for last in [false, false, true] {
            let random = || self.env.random();
            let mut edits = self.edits(ActionKind::Merge, String::new(), &random);
            edits.made = prepared.made;
            edits.newest = prepared.newest;
            edits.past = std::mem::take(&mut prepared.history);
            self.add_newer(prepared, &mut edits);
            let ended = self.store.bulk_end(bulk, &mut edits).await;
            prepared.history = std::mem::take(&mut edits.past);
            match ended {
                // Another tab moved records: read its commits and retry.
                Err(StoreError::Moved) if !last => {
                    self.catch_up().await?;
                }
                ended => return Ok(ended.map(drop)?),
            }
        }
        Ok(())
    }

    /// Adds newer values of existing records, superseded copies to purge, and derived values.
    fn add_newer(&self, prepared: &PreparedRestore, edits: &mut Edits<'_>) {
        let mut changed = BTreeSet::new();
        for (place, bytes) in &prepared.changed {
            let Some(record) = record_of(bytes) else { continue };
            let id = record.id;
            changed.insert(id);
            // Another tab may have moved it meanwhile; activities do not move.
            let key = self.key_of(id).unwrap_or(*place);
            edits.add(key, id, Op::Merge(Box::new(record)));
        }
        for (place, id, stamp) in &prepared.superseded {
            // Another tab may have moved the superseded copy; a second copy that moved is merged
            // later.
            let moved = if changed.contains(id) { None } else { self.key_of(*id) };
            let stands = place.shelf == PageKey::ACTIVITIES
                || self.replica().page(*place).is_some_and(|page| page.find(*id).is_some());
            if let Some(key) = if stands { Some(*place) } else { moved } {
                edits.add(key, *id, Op::Purge(*stamp));
            }
        }
        for part in &prepared.derived {
            let Some((id, draft)) = part.split_first_chunk::<16>() else { continue };
            let id = RecordId::from_bytes(*id);
            let (Some(key), Some(draft)) = (self.key_of(id), decode_draft(draft)) else { continue };
            edits.add(key, id, Op::Derive(draft));
        }
    }
}

impl PreparedRestore {
    fn of(restored: RestoreReply, mut parts: impl Iterator<Item = Vec<u8>>) -> Self {
        let RestoreReply { places, changed, superseded, derived, history, hashes, .. } = restored;
        let mut beside = |places: Vec<PagePlace>| -> Vec<(PageKey, Vec<u8>)> {
            let keys = places.into_iter().map(PagePlace::key);
            keys.zip(parts.by_ref()).collect()
        };
        let (pages, changed) = (beside(places), beside(changed));
        let copy = |(place, id, stamp): (PagePlace, [u8; 16], [u8; 16])| {
            (place.key(), RecordId::from_bytes(id), Stamp::from_bytes(stamp))
        };
        let derived = parts.by_ref().take(derived).collect();
        let entries = parts.by_ref().take(history);
        Self {
            pages,
            changed,
            superseded: superseded.into_iter().map(copy).collect(),
            derived,
            history: entries
                .filter_map(|bytes| Some((HistoryEntry::stamp_of(&bytes)?, bytes)))
                .collect(),
            newest: Stamp::from_bytes(restored.newest),
            files: hashes.into_iter().zip(parts).collect(),
            made: restored.added + restored.updated,
        }
    }
}
