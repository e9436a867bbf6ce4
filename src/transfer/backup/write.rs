//! Writes a backup record by record, so no second copy of the data is in memory.

use crate::making::to_base64;
use domain::Schemas;
use replica::{FieldEntry, Item, Record, Slot};

use super::BACKUP_VERSION;
use super::form::{FieldForm, ItemForm, RecordForm, SlotForm, ValueForm, to_hex};

/// A backup being written: records first, then history, then files.
pub struct BackupWriter<'a> {
    schemas: &'a Schemas,
    out: Vec<u8>,
    part: BackupPart,
    begun: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BackupPart {
    Records,
    History,
    Files,
}

impl<'a> BackupWriter<'a> {
    /// Begins a backup; `made_millis` is the current time.
    pub fn new(schemas: &'a Schemas, made_millis: i64) -> Self {
        let head = format!(
            "{{\"satchel\":\"backup\",\"version\":{BACKUP_VERSION},\"made\":{made_millis},\n\"records\":[\n"
        );
        Self { schemas, out: head.into_bytes(), part: BackupPart::Records, begun: false }
    }

    /// Adds a record. All records must precede history and files.
    pub fn record(&mut self, record: &Record) {
        let form = self.form(record);
        self.put(BackupPart::Records, &form);
    }

    /// Adds a history entry, as it is stored.
    pub fn history(&mut self, bytes: &[u8]) {
        self.put(BackupPart::History, &to_base64(bytes));
    }

    /// Adds a file.
    pub fn file(&mut self, hash: &str, bytes: &[u8]) {
        self.put(BackupPart::Files, &(hash, to_base64(bytes)));
    }

    /// Returns the bytes of the backup.
    pub fn finish(mut self) -> Vec<u8> {
        self.turn_to(BackupPart::Files);
        self.out.extend_from_slice(b"\n]}\n");
        self.out
    }

    fn put(&mut self, part: BackupPart, value: &impl serde::Serialize) {
        self.turn_to(part);
        if self.begun {
            self.out.extend_from_slice(b",\n");
        }
        self.begun = true;
        // Writing the types used here to memory cannot fail.
        serde_json::to_writer(&mut self.out, value).unwrap_or_default();
    }

    fn turn_to(&mut self, part: BackupPart) {
        while self.part != part {
            let (next, name) = match self.part {
                BackupPart::Records => (BackupPart::History, "history"),
                BackupPart::History | BackupPart::Files => (BackupPart::Files, "files"),
            };
            self.out.extend_from_slice(format!("\n],\n\"{name}\":[\n").as_bytes());
            self.part = next;
            self.begun = false;
        }
    }

    fn form(&self, record: &Record) -> RecordForm {
        let schema = self.schemas.get(record.kind);
        let key = |number: u32| {
            let field = schema.and_then(|schema| schema.field(number));
            field.map(|field| field.key.to_string()).unwrap_or_default()
        };
        let field = |FieldEntry { field, slot }: &FieldEntry| FieldForm {
            field: *field,
            key: key(*field),
            slot: slot_form(slot),
        };
        RecordForm {
            kind: record.kind.0,
            of: schema.map(|schema| schema.key.to_string()).unwrap_or_default(),
            id: record.id.to_string(),
            fields: record.entries.iter().map(field).collect(),
        }
    }
}

fn slot_form(slot: &Slot) -> SlotForm {
    match slot {
        Slot::One { stamp, value } => {
            SlotForm::One(stamp.to_text(), value.as_ref().map(ValueForm::from))
        }
        Slot::Many(items) => SlotForm::Many(items.iter().map(item_form).collect()),
        Slot::Opaque { tag, bytes } => SlotForm::Opaque(*tag, to_hex(bytes)),
    }
}

fn item_form(item: &Item) -> ItemForm {
    let Item { id, stamp, removed, order, label, value } = item;
    ItemForm {
        id: format!("{:016x}", id.0),
        stamp: stamp.to_text(),
        removed: *removed,
        order: order.clone(),
        label: label.clone(),
        value: value.into(),
    }
}
