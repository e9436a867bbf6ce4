//! A backup on its way in: it is read, and put right where it cannot come in as it stands.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::message::Failure;
use crate::actions::name_of;
use domain::{Fields, Lens, Schema, Value};
use replica::{HistoryEntry, Postdated, Record, Stamp, each_stamp};
use transfer::{Backup, TransferError, read_backup};

/// How many records are named of which files were refused.
const MOST_NAMES: usize = 3;
/// The weight of fields that are names.
const A_NAME: u8 = 3;

/// A backup, ready to be merged.
#[derive(Debug, Default)]
pub struct Incoming {
    pub records: Vec<Record>,
    /// History entries, as they are stored.
    pub history: Vec<Vec<u8>>,
    /// The newest stamp in it.
    pub newest: Stamp,
    /// Files by the hash of their bytes.
    pub files: Vec<(String, Vec<u8>)>,
    pub amiss: Amiss,
}

/// The parts of a backup that did not come in as they stood, or could not be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amiss {
    /// How many records had dates of the future, and are now of the time of the backup.
    pub postdated: usize,
    /// How many parts of the backup could not be read.
    pub unreadable: usize,
    /// How many files were left out, because they are not what the backup says.
    pub refused: usize,
    /// To whom and what these files belong; not more than a few.
    pub refused_of: Vec<String>,
    /// How many parts of what is on this device could not be read, and so not be compared.
    pub damaged_here: usize,
}

impl Incoming {
    /// Reads a backup; `now_millis` is the time on this device.
    pub fn read(file: &[u8], lens: &Lens, now_millis: i64) -> Result<Self, Failure> {
        let Backup { made_millis, records, history, files, refused, unreadable } =
            read_backup(file)?;
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
            refused_of: names_of(&records, &refused, lens),
            ..Amiss::default()
        };
        let mut incoming = Self { records, history, newest: Stamp::NEVER, files, amiss };
        incoming.bring_back(made_millis, now_millis);
        Ok(incoming)
    }

    /// Brings dates of the future back, and leaves history entries out that make no sense.
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

    /// Hands over every stamp. History entries that make no sense go.
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

/// The names of records that refer to one of these files.
fn names_of(records: &[Record], hashes: &BTreeSet<String>, lens: &Lens) -> Vec<String> {
    if hashes.is_empty() {
        return Vec::new();
    }
    let refers = |record: &&Record| {
        let mut values = record.entries.iter().flat_map(|entry| entry.slot.values());
        values.any(|value| matches!(value, Value::File(file) if hashes.contains(&file.hash)))
    };
    let mut names: Vec<String> = Vec::new();
    for record in records.iter().filter(refers) {
        let name = title(record, records, lens);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
        if names.len() == MOST_NAMES {
            break;
        }
    }
    names
}

/// The name of a record; of one that has none, as an activity, the name of the one above it.
fn title(record: &Record, records: &[Record], lens: &Lens) -> String {
    let schema = lens.schemas.get(record.kind);
    let is_named = |schema: &Schema| schema.fields.iter().any(|field| field.weight == A_NAME);
    let nameless = schema.filter(|schema| !is_named(schema));
    let above = nameless.and_then(|schema| record.reference(schema.under?));
    let above = above.and_then(|id| records.iter().find(|other| other.id == id));
    let named = above.unwrap_or(record);
    name_of(named.kind, named, lens.names())
}
