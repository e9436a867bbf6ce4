//! History: one entry an action, with what was there before. It serves undo and "who changed what
//! when", and is never rewritten.

use domain::{KindId, RecordId};

use super::change::Before;
use super::codec::{Reader, decode_record, encode_record, put_number, put_text};
use super::page::PageKey;
use super::stamp::Stamp;

/// What kind of action an entry tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// A record was made.
    Create,
    /// Fields of a record were changed.
    Edit,
    /// Records went to the bin.
    Delete,
    /// Records came back from the bin.
    Restore,
    /// Many records were changed at once.
    Bulk,
    /// A file came in.
    Import,
    /// Another action was undone.
    Undo,
    /// A backup was merged with what was there. It is not undone: its values keep the stamps under which
    /// they were written, so that nothing tells them from what this device wrote.
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

/// One action.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Under which everything that the action wrote is stamped.
    pub stamp: Stamp,
    /// What kind of action.
    pub action: ActionKind,
    /// What it was about, as shown: a name, a tag, a file name.
    pub label: String,
    /// How many records it touched.
    pub count: u32,
    /// The action that this one undid.
    pub undid: Option<Stamp>,
    /// The records as they were, with the page that held them. Empty for an import, which made every record stamped with it.
    pub before: Vec<(PageKey, Before)>,
}

const VERSION: u8 = 1;

impl Entry {
    /// The stored bytes.
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
            bytes.extend_from_slice(&record.kind.0.to_le_bytes());
            bytes.extend_from_slice(&record.id.to_bytes());
            let body = encode_record(record);
            put_number(&mut bytes, body.len() as u64);
            bytes.extend_from_slice(&body);
        }
        bytes
    }

    /// The stamp of stored bytes, without reading the rest; `None` where a newer version wrote them.
    pub fn stamp_of(bytes: &[u8]) -> Option<Stamp> {
        let mut reader = Reader { bytes };
        (reader.byte()? == VERSION).then_some(())?;
        Some(Stamp::from_bytes(reader.array()?))
    }

    /// Reads stored bytes; `None` where they make no sense or a newer version wrote them.
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
            let kind = KindId(u16::from_le_bytes(reader.array()?));
            let id = RecordId::from_bytes(reader.array()?);
            let length = usize::try_from(reader.number()?).ok()?;
            let record = decode_record(kind, id, reader.take(length)?)?;
            before.push((key, Before { created, record }));
        }
        Some(Self { stamp, action, label, count, undid, before })
    }
}
