//! Backup and restore: what the page does around the worker's work.

use std::collections::BTreeMap;

use crate::domain::{PIPELINE, RecordId, SETTINGS, STAGE};
use crate::replica::{ActionKind, HistoryEntry, PageKey, Stamp, decode_draft};
use crate::store::{PageRange, Store};

use super::edits::{Edits, Op};
use super::import::files_in;
use super::job::{Message, Place, Request, Restored, carry, record_of};
use super::workspace::Workspace;
use super::{AppError, Env};

/// How many pages or entries are read or written at a time.
const SLICE: u32 = 128;

/// What restoring a backup did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RestoreOutcome {
    /// How many records are new.
    pub added: usize,
    /// How many were here and have something newer now.
    pub updated: usize,
    /// How many were here just so, or newer.
    pub same: usize,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// The name of a file that is written today, by the calendar of here.
    pub fn dated(&self, name: &str, ending: &str) -> String {
        format!("{name}-{}.{ending}", self.today())
    }

    /// Asks the worker to write a backup of everything.
    ///
    /// # Errors
    /// What reading gives.
    pub async fn ask_to_back_up(&self) -> Result<Message, AppError> {
        let mut parts = vec![carry(&self.replica()).0];
        for range in [PageRange::Hot, PageRange::Activities] {
            let mut pages = BTreeMap::new();
            self.store.read_pages(range, &mut |some| pages.extend(some)).await?;
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
            parts.extend(slice.into_iter().map(|(_, bytes)| bytes));
        }
        let history = parts.len() - 1 - pages;
        let mut files = Vec::new();
        // Those of the bin too: what is in it can be taken out again.
        let wanted = files_in(&self.replica(), self.replica().all());
        for hash in wanted {
            if let Some(bytes) = self.store.file(&hash).await? {
                files.push(hash);
                parts.push(bytes);
            }
        }
        let made_millis = self.env.now_millis();
        Ok(Message::new(&Request::BackUp { made_millis, pages, history, files }, parts))
    }

    /// Asks the worker to read a backup, and to merge it with what is here. An empty app has nothing
    /// to merge: the backup brings even its settings.
    ///
    /// # Errors
    /// What reading gives.
    pub async fn ask_to_restore(&self, bytes: Vec<u8>) -> Result<Message, AppError> {
        let mut places = Vec::new();
        let mut parts = vec![bytes, carry(&self.replica()).0];
        if !self.is_empty() {
            for range in [PageRange::Hot, PageRange::Activities] {
                let mut pages = BTreeMap::new();
                self.store.read_pages(range, &mut |some| pages.extend(some)).await?;
                places.extend(pages.keys().map(|key| Place::of(*key)));
                parts.extend(pages.into_values());
            }
        }
        Ok(Message::new(&Request::Restore { places, seed: self.env.random() }, parts))
    }

    /// Writes a backup that the worker has read, and opens what was restored. Whole or not at all.
    /// What is here already is merged inside the transaction, with what it is by then.
    ///
    /// # Errors
    /// What the store gives.
    pub async fn restore(
        &self,
        restored: Restored,
        parts: Vec<Vec<u8>>,
    ) -> Result<RestoreOutcome, AppError> {
        let own = if self.is_empty() { self.made_by_itself() } else { Vec::new() };
        let Restored { places, changed, facts, history, hashes, newest, added, updated, same } =
            restored;
        let keys: Vec<PageKey> = places.iter().map(|place| place.key()).collect();
        let mut parts = parts.into_iter();
        let ranks = parts.next().unwrap_or_default();
        let pages: Vec<Vec<u8>> = parts.by_ref().take(keys.len()).collect();
        let newer: Vec<Vec<u8>> = parts.by_ref().take(changed.len()).collect();
        let facts: Vec<Vec<u8>> = parts.by_ref().take(facts).collect();
        let entries: Vec<Vec<u8>> = parts.by_ref().take(history).collect();
        let bulk = self.store.bulk_begin("backup", &keys, self.env.now_millis()).await?;
        let written = async {
            let mut all = keys.iter().copied().zip(pages).peekable();
            while all.peek().is_some() {
                let slice = all.by_ref().take(SLICE as usize).collect();
                self.store.bulk_write(&bulk, slice).await?;
            }
            self.store.bulk_put_files(&bulk, hashes.into_iter().zip(parts).collect()).await?;
            let past = entries
                .into_iter()
                .filter_map(|bytes| Some((HistoryEntry::decode(&bytes)?.stamp, bytes)));
            self.store.take_over(past.collect(), Stamp::from_bytes(newest)).await
        };
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Merge, String::new(), &random);
        edits.made = added + updated;
        self.add_newer(&changed, newer, &facts, &mut edits);
        let ended = match written.await {
            Ok(()) => self.store.bulk_end(&bulk, &mut edits).await.map(drop),
            Err(error) => Err(error),
        };
        if let Err(error) = ended {
            // Where that fails too, the next start takes it back.
            let _taken_back = self.store.bulk_abort(&bulk).await;
            return Err(error.into());
        }
        self.purge(&own).await?;
        self.open().await?;
        self.learn_han(&ranks).await?;
        self.sort();
        Ok(RestoreOutcome { added, updated, same })
    }

    /// What a backup says of records that are here, and what follows for others.
    fn add_newer(
        &self,
        places: &[Place],
        newer: Vec<Vec<u8>>,
        facts: &[Vec<u8>],
        edits: &mut Edits<'_>,
    ) {
        for (place, bytes) in places.iter().zip(newer) {
            let Some(record) = record_of(&bytes) else { continue };
            let id = record.id;
            // Another tab may have moved it meanwhile; activities do not move.
            let key = self.key_of(id).unwrap_or_else(|| place.key());
            edits.add(key, id, Op::Merge(Box::new(record)));
        }
        for part in facts {
            let Some((id, draft)) = part.split_first_chunk::<16>() else { continue };
            let id = RecordId::from_bytes(*id);
            let (Some(key), Some(draft)) = (self.key_of(id), decode_draft(draft)) else { continue };
            edits.add(key, id, Op::Derive(draft));
        }
    }

    /// What an empty app holds all the same: its settings, and the pipeline that it begins with. The
    /// backup brings its own.
    fn made_by_itself(&self) -> Vec<(PageKey, RecordId)> {
        let replica = self.replica();
        let own = [SETTINGS, PIPELINE, STAGE];
        let rows = replica.all().filter(|row| own.contains(&replica.kind(*row)));
        rows.map(|row| (replica.page_key(row), replica.id(row))).collect()
    }

    async fn purge(&self, records: &[(PageKey, RecordId)]) -> Result<(), AppError> {
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Merge, String::new(), &random);
        records.iter().for_each(|(key, id)| edits.add(*key, *id, Op::Purge));
        self.perform(edits).await.map(drop)
    }
}
