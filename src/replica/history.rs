//! History: one entry per action, with the previous values. It serves undo and "who changed what
//! when", and is never rewritten.

use domain::RecordId;

use super::change::Before;
use super::codec::{Reader, decode_record, encode_record, put_kind, put_number, put_text};
use super::page::PageKey;
use super::stamp::{STAMP_LENGTH, Stamp};

/// The kind of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// A record was created.
    Create,
    /// Fields of a record were changed.
    Edit,
    /// Records were moved to the bin.
    Delete,
    /// Records were restored from the bin.
    Restore,
    /// Many records were changed at once.
    Bulk,
    /// A file was imported.
    Import,
    /// Another action was undone.
    Undo,
    /// A backup was merged in. It cannot be undone: its values keep their original stamps, so they
    /// cannot be told from what this device wrote.
    Merge,
}

const KINDS: [ActionKind; 8] = [
    ActionKind::Create,
    ActionKind::Edit,
    ActionKind::Delete,
    ActionKind::Restore,
    ActionKind::Bulk,
    ActionKind::Import,
    ActionKind::Undo,
    ActionKind::Merge,
];

/// One action in the history.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryEntry {
    /// The stamp of everything the action wrote.
    pub stamp: Stamp,
    /// The kind of action.
    pub action: ActionKind,
    /// The subject as shown: a name, a tag, a file name.
    pub label: String,
    /// The number of records it touched.
    pub count: u32,
    /// The action that this one undid.
    pub undid: Option<Stamp>,
    /// The records' previous values, with the page that held them. Empty for an import, which
    /// created every record stamped with it.
    pub before: Vec<(PageKey, Before)>,
}

const VERSION: u8 = 1;

impl HistoryEntry {
    /// The offset of what follows the stamp in an encoded entry.
    pub(super) const AFTER_STAMP: usize = 1 + STAMP_LENGTH;

    /// Encodes the entry.
    pub fn encode(&self) -> Vec<u8> {
        let Self { stamp, action, label, count, undid, before } = self;
        let mut bytes = vec![VERSION];
        bytes.extend_from_slice(&stamp.to_bytes());
        let kind = KINDS.iter().position(|known| known == action).unwrap_or_default();
        bytes.push(kind as u8);
        put_text(&mut bytes, label);
        put_number(&mut bytes, u64::from(*count));
        bytes.extend_from_slice(&undid.unwrap_or(Stamp::NEVER).to_bytes());
        for (key, Before { created, record }) in before {
            bytes.push(u8::from(*created));
            bytes.push(key.shelf);
            bytes.extend_from_slice(&key.bucket.to_le_bytes());
            bytes.extend_from_slice(&key.page.to_le_bytes());
            put_kind(&mut bytes, record.kind);
            bytes.extend_from_slice(&record.id.to_bytes());
            let body = encode_record(record);
            put_number(&mut bytes, body.len() as u64);
            bytes.extend_from_slice(&body);
        }
        bytes
    }

    /// Reads only the stamp of an encoded entry; returns `None` if a newer version wrote it.
    pub fn stamp_of(bytes: &[u8]) -> Option<Stamp> {
        let mut reader = Reader { bytes };
        (reader.byte()? == VERSION).then_some(())?;
        Some(Stamp::from_bytes(reader.array()?))
    }

    /// Decodes an entry; returns `None` if the bytes are invalid or a newer version wrote them.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader { bytes };
        if reader.byte()? != VERSION {
            return None;
        }
        let stamp = Stamp::from_bytes(reader.array()?);
        let action = *KINDS.get(usize::from(reader.byte()?))?;
        let label = reader.text()?;
        let count = u32::try_from(reader.number()?).ok()?;
        let undid = Stamp::from_bytes(reader.array()?);
        let undid = (undid != Stamp::NEVER).then_some(undid);
        let mut before = Vec::new();
        while !reader.bytes.is_empty() {
            let created = reader.byte()? == 1;
            let key = PageKey {
                shelf: reader.byte()?,
                bucket: u16::from_le_bytes(reader.array()?),
                page: u64::from_le_bytes(reader.array()?),
            };
            let kind = reader.kind()?;
            let id = RecordId::from_bytes(reader.array()?);
            let length = usize::try_from(reader.number()?).ok()?;
            let record = decode_record(kind, id, reader.take(length)?)?;
            before.push((key, Before { created, record }));
        }
        Some(Self { stamp, action, label, count, undid, before })
    }
}
