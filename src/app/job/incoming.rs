//! Reads a backup and repairs what cannot come in as it stands.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::message::Failure;
use crate::settings::part_settings_of;
use domain::{DigestContext, Fields, Value};
use replica::{HistoryEntry, Postdated, Record, Stamp, each_stamp};
use transfer::{Backup, TransferError, read_backup};

/// Maximum number of names listed for refused files.
const MOST_NAMES: usize = 3;

/// A backup, ready to merge.
#[derive(Debug, Default)]
pub struct Incoming {
    pub records: Vec<Record>,
    /// History entries, as stored.
    pub history: Vec<Vec<u8>>,
    /// The newest stamp in the backup.
    pub newest: Stamp,
    /// Files by hash.
    pub files: Vec<(String, Vec<u8>)>,
    pub amiss: Amiss,
}

/// Counts of what did not come in unchanged, or could not be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amiss {
    /// Number of records dated in the future, whose stamps were moved back to the time of the
    /// backup.
    pub postdated: usize,
    /// Number of unreadable parts of the backup.
    pub unreadable: usize,
    /// Number of files refused because their bytes do not match their hash.
    pub refused: usize,
    /// Names of the records these files belong to, a few at most.
    pub refused_of: Vec<String>,
    /// Number of unreadable pages on this device, whose records could not be compared.
    pub damaged_here: usize,
}

impl Incoming {
    /// Reads a backup; `now_millis` is the time on this device.
    pub fn read(file: &[u8], context: &DigestContext, now_millis: i64) -> Result<Self, Failure> {
        let Backup { made_millis, mut records, history, files, refused, unreadable } =
            read_backup(file)?;
        part_settings_of(&mut records);
        if records.is_empty() {
            let what = "none of its records makes sense".to_owned();
            let damaged = TransferError::Damaged { line: 1, what };
            let empty = unreadable == 0;
            return Err(Failure::Transfer(if empty { TransferError::Empty } else { damaged }));
        }
        let refused: BTreeSet<String> = refused.into_iter().collect();
        let amiss = Amiss {
            unreadable,
            refused: refused.len(),
            refused_of: names_of(&records, &refused, context),
            ..Amiss::default()
        };
        let mut incoming = Self { records, history, newest: Stamp::NEVER, files, amiss };
        incoming.bring_back(made_millis, now_millis);
        Ok(incoming)
    }

    /// Moves stamps out of the future, and drops invalid history entries.
    fn bring_back(&mut self, made_millis: i64, now_millis: i64) {
        let before = self.history.len();
        let mut newest = Stamp::NEVER;
        self.each_stamp(|stamp| newest = newest.max(stamp));
        self.amiss.unreadable += before - self.history.len();
        self.newest = newest;
        if !newest.is_plausible(now_millis) {
            let mut stamps = Vec::new();
            self.each_stamp(|stamp| stamps.push(stamp));
            self.bring_stamps_back(&Postdated::find(stamps.into_iter(), made_millis, now_millis));
        }
    }

    /// Passes every stamp to `see`. Drops invalid history entries.
    fn each_stamp(&mut self, mut see: impl FnMut(Stamp)) {
        self.records.iter_mut().for_each(|record| each_stamp(record, |stamp| see(*stamp)));
        self.history.retain(|bytes| {
            let Some(mut entry) = HistoryEntry::decode(bytes) else { return false };
            [entry.stamp].into_iter().chain(entry.undid).for_each(&mut see);
            for (_, before) in &mut entry.before {
                each_stamp(&mut before.record, |stamp| see(*stamp));
            }
            true
        });
    }

    fn bring_stamps_back(&mut self, postdated: &Postdated) {
        let mut newest = Stamp::NEVER;
        for record in &mut self.records {
            self.amiss.postdated += usize::from(postdated.bring_back(record));
            newest = newest.max(record.changed());
        }
        for bytes in &mut self.history {
            let Some(mut entry) = HistoryEntry::decode(bytes) else { continue };
            if postdated.bring_entry_back(&mut entry) {
                *bytes = entry.encode();
            }
            newest = newest.max(entry.stamp);
        }
        self.newest = newest;
    }
}

/// Returns the names of records that refer to one of these files.
fn names_of(records: &[Record], hashes: &BTreeSet<String>, context: &DigestContext) -> Vec<String> {
    if hashes.is_empty() {
        return Vec::new();
    }
    let refers = |record: &&Record| {
        let mut values = record.entries.iter().flat_map(|entry| entry.slot.values());
        values.any(|value| matches!(value, Value::File(file) if hashes.contains(&file.hash)))
    };
    let mut names: Vec<String> = Vec::new();
    for record in records.iter().filter(refers) {
        let name = title(record, records, context);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
        if names.len() == MOST_NAMES {
            break;
        }
    }
    names
}

/// Returns a record's name; for a kind without names, such as activities, its parent's.
fn title(record: &Record, records: &[Record], context: &DigestContext) -> String {
    let schema = context.schemas.get(record.kind);
    let nameless = schema.filter(|schema| !schema.is_named());
    let above = nameless.and_then(|schema| record.reference(schema.under?));
    let above = above.and_then(|id| records.iter().find(|other| other.id == id));
    let named = above.unwrap_or(record);
    context.title_of(named.kind, named)
}
