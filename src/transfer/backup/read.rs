//! Reading a backup.

use serde::Deserialize;

use crate::domain::{ElementId, KindId, RecordId};
use crate::replica::{Item, Record, Slot};
use crate::transfer::error::TransferError;
use crate::transfer::making::from_base64;
use crate::transfer::text;

use super::BACKUP_VERSION;
use super::form::{ItemForm, RecordForm, SlotForm, from_hex, stamp_of};

/// Everything that was in the app when the backup was made.
#[derive(Debug, Default, PartialEq)]
pub struct Backup {
    /// When, in milliseconds since 1970, UTC.
    pub made_millis: i64,
    /// Every record.
    pub records: Vec<Record>,
    /// Every history entry, as it is stored.
    pub history: Vec<Vec<u8>>,
    /// Every file, with its hash.
    pub files: Vec<(String, Vec<u8>)>,
}

#[derive(Deserialize)]
struct Whole {
    version: u64,
    #[serde(default)]
    made: i64,
    records: Vec<RecordForm>,
    #[serde(default)]
    history: Vec<String>,
    #[serde(default)]
    files: Vec<(String, String)>,
}

/// Only what must be understood before anything else.
#[derive(Deserialize)]
struct Head {
    version: u64,
}

/// Reads a backup.
///
/// # Errors
/// `Empty`, `NotABackup` where it is something else, `TooNew`, `Damaged`.
pub fn read_backup(bytes: &[u8]) -> Result<Backup, TransferError> {
    let text = text::decode(bytes, None).map_err(|error| match error {
        TransferError::NotText(_) => TransferError::NotABackup,
        error => error,
    })?;
    let text = text.text;
    let text = text.trim_start_matches('\u{feff}');
    if !crate::transfer::import::is_backup(text.trim_start()) {
        return Err(TransferError::NotABackup);
    }
    if let Ok(Head { version }) = serde_json::from_str(text)
        && version > BACKUP_VERSION
    {
        return Err(TransferError::TooNew { version, known: BACKUP_VERSION });
    }
    let whole: Whole = serde_json::from_str(text)
        .map_err(|error| TransferError::Damaged { line: error.line(), what: error.to_string() })?;
    debug_assert!(whole.version <= BACKUP_VERSION);
    let damaged = |what: &str| TransferError::Damaged { line: 0, what: what.to_owned() };
    let records: Option<Vec<Record>> = whole.records.into_iter().map(record).collect();
    let history: Option<Vec<Vec<u8>>> =
        whole.history.iter().map(|text| from_base64(text)).collect();
    let files: Option<Vec<(String, Vec<u8>)>> =
        whole.files.into_iter().map(|(hash, text)| Some((hash, from_base64(&text)?))).collect();
    Ok(Backup {
        made_millis: whole.made,
        records: records.ok_or_else(|| damaged("a record makes no sense"))?,
        history: history.ok_or_else(|| damaged("the history makes no sense"))?,
        files: files.ok_or_else(|| damaged("a file makes no sense"))?,
    })
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
            Slot::One { stamp: stamp_of(&stamp)?, value }
        }
        SlotForm::Many(items) => {
            let mut items: Vec<Item> = items.into_iter().map(item).collect::<Option<_>>()?;
            items.sort_by_key(|item| item.id);
            Slot::Many(items)
        }
        SlotForm::Opaque(tag, bytes) => Slot::Opaque { tag, bytes: from_hex(&bytes)? },
    })
}

fn item(form: ItemForm) -> Option<Item> {
    let ItemForm { id, stamp, removed, order, label, value } = form;
    Some(Item {
        id: ElementId(u64::from_str_radix(&id, 16).ok()?),
        stamp: stamp_of(&stamp)?,
        removed,
        order,
        label,
        value: value.value()?,
    })
}
