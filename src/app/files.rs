//! Files referenced by records, in any field of any kind.

use std::collections::{BTreeMap, BTreeSet};

use domain::{FileRef, Value, file_fields, files_of};
use replica::{HistoryEntry, Page, PageKey, Record, Replica, Row};
use store::{PageRange, Store};

use super::workspace::Workspace;
use super::{AppError, Env};
use transfer::hash_of;

/// The number of files that records refer to, and their length together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FilesTotal {
    /// The number of files; one that several records have counts once.
    pub count: usize,
    /// Their bytes.
    pub bytes: u64,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Reads a file, and makes sure that it is the one that was stored.
    ///
    /// # Errors
    /// `FileLost` if it is not here or is not what it was; store errors.
    pub async fn read_file(&self, file: &FileRef) -> Result<Vec<u8>, AppError> {
        let bytes = self.store.file(&file.hash).await?.ok_or(AppError::FileLost)?;
        if hash_of(&bytes) == file.hash { Ok(bytes) } else { Err(AppError::FileLost) }
    }

    /// Returns the files of a record that it shows, in the order of its fields.
    pub(super) fn files_on(&self, record: &Record) -> Vec<FileRef> {
        let replica = self.replica();
        let schema = replica.context().schemas.get(record.kind);
        let fields = schema.into_iter().flat_map(|schema| file_fields(schema, record));
        fields.flat_map(|field| files_of(record, field)).collect()
    }

    /// Counts the files that records refer to, those in the bin too.
    ///
    /// # Errors
    /// Read errors.
    pub async fn files_total(&self) -> Result<FilesTotal, AppError> {
        let mut sizes = BTreeMap::new();
        let mut see = |file: &FileRef| {
            if !sizes.contains_key(&file.hash) {
                sizes.insert(file.hash.clone(), u64::from(file.size));
            }
        };
        {
            let replica = self.replica();
            replica.all().for_each(|row| replica.view(row).each_file(&mut see));
        }
        let take = &mut |some: Vec<(PageKey, Vec<u8>)>| {
            for page in some.into_iter().filter_map(|(_, bytes)| Page::open(bytes).ok()) {
                (0..page.count()).for_each(|slot| page.view(slot).each_file(&mut see));
            }
        };
        self.store.read_pages(PageRange::Activities, take).await?;
        Ok(FilesTotal { count: sizes.len(), bytes: sizes.values().sum() })
    }
}

/// Collects the hashes of the files of these records.
pub(super) fn files_in(replica: &Replica, rows: impl Iterator<Item = Row>) -> BTreeSet<String> {
    let mut hashes = BTreeSet::new();
    rows.for_each(|row| replica.view(row).each_file(&mut |file| see(file, &mut hashes)));
    hashes
}

/// Adds the files of a page's records.
pub(super) fn see_files_of_page(bytes: &[u8], hashes: &mut BTreeSet<String>) {
    let Ok(page) = Page::open(bytes.to_vec()) else { return };
    for slot in 0..page.count() {
        page.view(slot).each_file(&mut |file| see(file, hashes));
    }
}

/// Adds the files that undoing a history entry can bring back.
pub(super) fn see_files_of_entry(bytes: &[u8], hashes: &mut BTreeSet<String>) {
    let Some(entry) = HistoryEntry::decode(bytes) else { return };
    let entries = entry.before.iter().flat_map(|(_, before)| &before.record.entries);
    for value in entries.flat_map(|entry| entry.slot.values()) {
        if let Value::File(file) = value {
            see(file, hashes);
        }
    }
}

fn see(file: &FileRef, hashes: &mut BTreeSet<String>) {
    if !hashes.contains(&file.hash) {
        hashes.insert(file.hash.clone());
    }
}
