//! Records: values with the stamps that decide between two copies.

use domain::{Element, ElementId, Fields, KindId, RecordId, Value, common};

use super::Stamp;

/// A record with its history's winners: for every field the value that was written last.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Of which kind.
    pub kind: KindId,
    /// Its identity.
    pub id: RecordId,
    /// In the order of (field, shape); at most one of each.
    pub entries: Vec<Entry>,
}

/// What a record holds in one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The field's number.
    pub field: u32,
    /// The contents.
    pub slot: Slot,
}

/// The contents of a field. Fields of unknown numbers are read, kept and written like known ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Slot {
    /// One value; `None` where it was cleared.
    One {
        /// When it was written.
        stamp: Stamp,
        /// The value.
        value: Option<Value>,
    },
    /// A list, in the order of element ids.
    Many(Vec<Item>),
    /// A shape that a newer version writes.
    Opaque {
        /// Its tag.
        tag: u8,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

/// One element of a list. It merges as a whole; a removed one stays as a tombstone.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its identity within the record.
    pub id: ElementId,
    /// When it was written.
    pub stamp: Stamp,
    /// Whether it was removed.
    pub removed: bool,
    /// Its place in the list, as a fractional index.
    pub order: String,
    /// Its label.
    pub label: String,
    /// What it holds.
    pub value: Value,
}

impl Slot {
    /// Orders the shapes within a field, so that a field whose shape once changed keeps both.
    pub fn shape(&self) -> u8 {
        match self {
            Self::One { .. } => 0,
            Self::Many(_) => 1,
            Self::Opaque { tag, .. } => *tag,
        }
    }

    /// The values that stand in it.
    pub fn values(&self) -> Vec<&Value> {
        match self {
            Self::One { value, .. } => value.iter().collect(),
            Self::Many(items) => {
                items.iter().filter(|item| !item.removed).map(|item| &item.value).collect()
            }
            Self::Opaque { .. } => Vec::new(),
        }
    }

    /// The newest stamp in it.
    pub fn stamp(&self) -> Stamp {
        match self {
            Self::One { stamp, .. } => *stamp,
            Self::Many(items) => items.iter().map(|item| item.stamp).max().unwrap_or_default(),
            Self::Opaque { .. } => Stamp::NEVER,
        }
    }
}

impl Record {
    /// A record of nothing.
    pub fn new(kind: KindId, id: RecordId) -> Self {
        Self { kind, id, entries: Vec::new() }
    }

    /// The contents of a field of this shape.
    pub fn slot(&self, field: u32, shape: u8) -> Option<&Slot> {
        let place = self.place(field, shape).ok()?;
        self.entries.get(place).map(|entry| &entry.slot)
    }

    /// Sets the contents of a field, replacing what had the same shape.
    pub fn put(&mut self, field: u32, slot: Slot) {
        match self.place(field, slot.shape()) {
            Ok(place) => self.entries[place].slot = slot,
            Err(place) => self.entries.insert(place, Entry { field, slot }),
        }
    }

    /// When any field was written last.
    pub fn changed(&self) -> Stamp {
        self.entries.iter().map(|entry| entry.slot.stamp()).max().unwrap_or_default()
    }

    /// Whether it is in the bin.
    pub fn is_deleted(&self) -> bool {
        self.flag(common::DELETED)
    }

    /// The items of a list, removed ones too.
    pub fn items(&self, field: u32) -> &[Item] {
        match self.slot(field, 1) {
            Some(Slot::Many(items)) => items,
            _ => &[],
        }
    }

    fn place(&self, field: u32, shape: u8) -> Result<usize, usize> {
        self.entries
            .binary_search_by_key(&(field, shape), |entry| (entry.field, entry.slot.shape()))
    }
}

impl Fields for Record {
    fn value(&self, field: u32) -> Option<Value> {
        match self.slot(field, 0)? {
            Slot::One { value, .. } => value.clone(),
            Slot::Many(_) | Slot::Opaque { .. } => None,
        }
    }

    fn elements(&self, field: u32) -> Vec<Element> {
        let items: Vec<&Item> = self.items(field).iter().collect();
        in_order(items.into_iter().cloned().collect())
    }
}

/// The live items of a list as elements, in the order that the user gave them.
pub fn in_order(items: Vec<Item>) -> Vec<Element> {
    // There are few of them, mostly in order already.
    let mut ordered: Vec<Item> = Vec::with_capacity(items.len());
    for item in items.into_iter().filter(|item| !item.removed) {
        let before = |known: &Item| (&known.order, known.id) <= (&item.order, item.id);
        ordered.insert(ordered.partition_point(before), item);
    }
    ordered.into_iter().map(|Item { id, label, value, .. }| Element { id, label, value }).collect()
}
