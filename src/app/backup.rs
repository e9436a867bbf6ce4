//! Backup and restore: what the page does around the worker's work.

use std::collections::BTreeMap;

use crate::domain::{COMPANY, CONTACT, PIPELINE, RecordId, SETTINGS, STAGE};
use crate::replica::{ActionKind, HistoryEntry, PageKey, Stamp};
use crate::store::{OnlyHistory, PageRange, Store};

use super::edits::Op;
use super::job::{Message, Place, Request, carry};
use super::workspace::Workspace;
use super::{AppError, Env};

/// How many pages or entries are read or written at a time.
const SLICE: u32 = 128;

/// A backup as the worker read it, ready to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restoring {
    /// Where each page goes.
    pub places: Vec<Place>,
    /// How many history entries follow the pages.
    pub history: usize,
    /// The hashes of the files that follow the history.
    pub hashes: Vec<String>,
    /// The newest stamp in it.
    pub newest: [u8; 16],
    /// How many records it has.
    pub records: usize,
    /// The order of Chinese characters (may be empty), pages, history entries, files.
    pub parts: Vec<Vec<u8>>,
}

impl<S: Store, E: Env> Workspace<S, E> {
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
        for kind in [CONTACT, COMPANY] {
            for hash in self.files_of(kind, None) {
                if let Some(bytes) = self.store.file(&hash).await?
                    && !files.contains(&hash)
                {
                    files.push(hash);
                    parts.push(bytes);
                }
            }
        }
        let made_millis = self.env.now_millis();
        Ok(Message::new(&Request::BackUp { made_millis, pages, history, files }, parts))
    }

    /// Asks the worker to read a backup.
    ///
    /// # Errors
    /// `NotEmpty`: a backup is restored into an empty app.
    pub fn ask_to_restore(&self, bytes: Vec<u8>) -> Result<Message, AppError> {
        if !self.is_empty() {
            return Err(AppError::NotEmpty);
        }
        let carried = carry(&self.replica()).0;
        Ok(Message::new(&Request::Restore { seed: self.env.random() }, vec![bytes, carried]))
    }

    /// Writes a backup that the worker has read, and opens what was restored. Whole or not at all.
    ///
    /// # Errors
    /// What the store gives.
    pub async fn restore(&self, restoring: Restoring) -> Result<usize, AppError> {
        let own = self.made_by_itself();
        let Restoring { places, history, hashes, newest, records, parts } = restoring;
        let keys: Vec<PageKey> = places.iter().map(|place| place.key()).collect();
        let mut parts = parts.into_iter();
        let ranks = parts.next().unwrap_or_default();
        let pages: Vec<Vec<u8>> = parts.by_ref().take(keys.len()).collect();
        let entries: Vec<Vec<u8>> = parts.by_ref().take(history).collect();
        let bulk = self.store.bulk_begin("backup", &keys, self.env.now_millis()).await?;
        let written = async {
            let mut all = keys.iter().copied().zip(pages).peekable();
            while all.peek().is_some() {
                let slice = all.by_ref().take(SLICE as usize).collect();
                self.store.bulk_write(&bulk, slice).await?;
            }
            self.store.put_files(hashes.into_iter().zip(parts).collect()).await?;
            let past = entries
                .into_iter()
                .filter_map(|bytes| Some((HistoryEntry::decode(&bytes)?.stamp, bytes)));
            self.store.take_over(past.collect(), Stamp::from_bytes(newest)).await
        };
        let entry = HistoryEntry {
            stamp: bulk.stamp,
            action: ActionKind::Import,
            label: "backup".to_owned(),
            count: u32::try_from(records).unwrap_or(u32::MAX),
            undid: None,
            before: Vec::new(),
        };
        let ended = match written.await {
            Ok(()) => self.store.bulk_end(&bulk, &mut OnlyHistory(entry.encode())).await.map(drop),
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
        Ok(records)
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
        let mut edits = self.edits(ActionKind::Import, String::new(), &random);
        records.iter().for_each(|(key, id)| edits.add(*key, *id, Op::Purge));
        self.perform(edits).await.map(drop)
    }
}
