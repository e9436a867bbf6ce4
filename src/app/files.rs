//! Files referenced by records, in any field of any kind.

use std::collections::BTreeSet;

use domain::{FileRef, Value};
use replica::{HistoryEntry, Page, Replica, Row};

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
