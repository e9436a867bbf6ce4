//! Reads a backup.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::error::TransferError;
use crate::making::{from_base64, hash_of};
use crate::text;
use domain::{ElementId, KindId, RecordId};
use replica::{FIRST_OPAQUE_SHAPE, Item, Record, Slot, Stamp};

use super::BACKUP_VERSION;
use super::form::{ItemForm, RecordForm, SlotForm, from_hex};

/// The contents of a backup.
#[derive(Debug, Default, PartialEq)]
pub struct Backup {
    /// The time of the backup in milliseconds since 1970, UTC; 0 if the file does not state it.
    pub made_millis: i64,
    /// Every record.
    pub records: Vec<Record>,
    /// Every history entry, as it is stored.
    pub history: Vec<Vec<u8>>,
    /// Every file, with its hash.
    pub files: Vec<(String, Vec<u8>)>,
    /// The hashes of files whose bytes do not match them.
    pub refused: Vec<String>,
    /// The number of records, history entries and files that could not be read.
    pub unreadable: usize,
}

/// The raw parts of the file: an invalid part is dropped without affecting the others.
#[derive(Deserialize)]
struct RawBackup<'a> {
    version: u64,
    #[serde(borrow)]
    made: Option<&'a RawValue>,
    #[serde(borrow)]
    records: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    history: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    files: Vec<&'a RawValue>,
}

/// The version, which must be checked before anything else.
#[derive(Deserialize)]
struct BackupHead {
    version: u64,
}

/// Reads a backup.
///
/// # Errors
/// `Empty`, `NotABackup` for other files, `TooNew`, `Damaged`.
pub fn read_backup(bytes: &[u8]) -> Result<Backup, TransferError> {
    let text = text::decode(bytes, None).map_err(|error| match error {
        TransferError::NotText(_) => TransferError::NotABackup,
        error => error,
    })?;
    let text = text.text;
    let text = text.trim_start_matches('\u{feff}');
    if !crate::import::is_backup(text.trim_start()) {
        return Err(TransferError::NotABackup);
    }
    if let Ok(BackupHead { version }) = serde_json::from_str(text)
        && version > BACKUP_VERSION
    {
        return Err(TransferError::TooNew { version, known: BACKUP_VERSION });
    }
    let whole: RawBackup = serde_json::from_str(text)
        .map_err(|error| TransferError::Damaged { line: error.line(), what: error.to_string() })?;
    debug_assert!(whole.version <= BACKUP_VERSION);
    let made = whole.made.and_then(|made| serde_json::from_str(made.get()).ok());
    let mut backup = Backup { made_millis: made.unwrap_or_default(), ..Backup::default() };
    let records = whole.records.into_iter().map(|raw| record(parsed(raw)?));
    backup.records = backup.readable(records);
    let history = whole.history.into_iter().map(|raw| from_base64(&parsed::<String>(raw)?));
    backup.history = backup.readable(history);
    let files = whole.files.into_iter().map(parsed);
    for (hash, text) in backup.readable::<(String, String)>(files) {
        match from_base64(&text).filter(|bytes| hash_of(bytes) == hash) {
            Some(bytes) => backup.files.push((hash, bytes)),
            None => backup.refused.push(hash),
        }
    }
    Ok(backup)
}

impl Backup {
    /// Returns the readable parts and counts the others.
    fn readable<T>(&mut self, parts: impl Iterator<Item = Option<T>>) -> Vec<T> {
        let count = |part: &Option<T>| self.unreadable += usize::from(part.is_none());
        parts.inspect(count).flatten().collect()
    }
}

fn parsed<T: DeserializeOwned>(raw: &RawValue) -> Option<T> {
    serde_json::from_str(raw.get()).ok()
}

fn record(form: RecordForm) -> Option<Record> {
    let RecordForm { kind, of: _, id, fields } = form;
    let mut record = Record::new(KindId(kind), RecordId::parse(&id).ok()?);
    for field in fields {
        record.put(field.field, slot(field.slot)?);
    }
    Some(record)
}

fn slot(form: SlotForm) -> Option<Slot> {
    Some(match form {
        SlotForm::One(stamp, value) => {
            let value = match value {
                Some(form) => Some(form.value()?),
                None => None,
            };
            Slot::One { stamp: Stamp::parse(&stamp)?, value }
        }
        SlotForm::Many(items) => {
            let mut items: Vec<Item> = items.into_iter().map(item).collect::<Option<_>>()?;
            // The app never writes two elements under one id; if a file has them, the newer one
            // stays.
            items.sort_by_key(|item| (item.id, std::cmp::Reverse(item.stamp)));
            items.dedup_by_key(|item| item.id);
            Slot::Many(items)
        }
        // The bytes of an opaque slot under a known tag would be misread.
        SlotForm::Opaque(tag, _) if tag < FIRST_OPAQUE_SHAPE => return None,
        SlotForm::Opaque(tag, bytes) => Slot::Opaque { tag, bytes: from_hex(&bytes)? },
    })
}

fn item(form: ItemForm) -> Option<Item> {
    let ItemForm { id, stamp, removed, order, label, value } = form;
    Some(Item {
        id: ElementId(u64::from_str_radix(&id, 16).ok()?),
        stamp: Stamp::parse(&stamp)?,
        removed,
        order,
        label,
        value: value.value()?,
    })
}
