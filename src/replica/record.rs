//! Records: values with the stamps that decide between two copies.

use domain::{Element, ElementId, Fields, KindId, RecordId, Value, any_kind};

use super::Stamp;

/// A record: for every field, the value that was written last.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The record's kind.
    pub kind: KindId,
    /// The record's id.
    pub id: RecordId,
    /// Sorted by (field, shape); at most one of each.
    pub entries: Vec<FieldEntry>,
}

/// The contents of one field of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldEntry {
    /// The field's number.
    pub field: u32,
    /// The contents.
    pub slot: Slot,
}

/// A field's contents. Fields with unknown numbers are read, kept and written like known ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Slot {
    /// One value; `None` if it was cleared.
    One {
        /// The stamp of its last write.
        stamp: Stamp,
        /// The value.
        value: Option<Value>,
    },
    /// A list, sorted by element id.
    Many(Vec<Item>),
    /// A shape written by a newer version.
    Opaque {
        /// Its tag.
        tag: u8,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

/// A list element. It merges as a whole; a removed one stays as a tombstone.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The element's id within the record.
    pub id: ElementId,
    /// The stamp of its last write.
    pub stamp: Stamp,
    /// True if it was removed.
    pub removed: bool,
    /// Its position in the list, as a fractional index.
    pub order: String,
    /// Its label.
    pub label: String,
    /// Its value.
    pub value: Value,
}

impl Slot {
    /// Returns the shape's tag, which orders the entries of a field: one whose shape changed keeps
    /// both.
    pub fn shape(&self) -> u8 {
        match self {
            Self::One { .. } => 0,
            Self::Many(_) => 1,
            Self::Opaque { tag, .. } => *tag,
        }
    }

    /// Returns the values it holds, without removed ones.
    pub fn values(&self) -> Vec<&Value> {
        match self {
            Self::One { value, .. } => value.iter().collect(),
            Self::Many(items) => {
                items.iter().filter(|item| !item.removed).map(|item| &item.value).collect()
            }
            Self::Opaque { .. } => Vec::new(),
        }
    }

    /// Returns its newest stamp.
    pub fn stamp(&self) -> Stamp {
        match self {
            Self::One { stamp, .. } => *stamp,
            Self::Many(items) => items.iter().map(|item| item.stamp).max().unwrap_or_default(),
            Self::Opaque { .. } => Stamp::NEVER,
        }
    }
}

impl Record {
    /// Creates an empty record.
    pub fn new(kind: KindId, id: RecordId) -> Self {
        Self { kind, id, entries: Vec::new() }
    }

    /// Returns a field's contents of this shape.
    pub fn slot(&self, field: u32, shape: u8) -> Option<&Slot> {
        let place = self.place(field, shape).ok()?;
        self.entries.get(place).map(|entry| &entry.slot)
    }

    /// Sets a field's contents, replacing those of the same shape.
    pub fn put(&mut self, field: u32, slot: Slot) {
        match self.place(field, slot.shape()) {
            Ok(place) => self.entries[place].slot = slot,
            Err(place) => self.entries.insert(place, FieldEntry { field, slot }),
        }
    }

    /// Returns the stamp of the last write to any field.
    pub fn changed(&self) -> Stamp {
        self.entries.iter().map(|entry| entry.slot.stamp()).max().unwrap_or_default()
    }

    /// True if it is in the bin.
    pub fn is_deleted(&self) -> bool {
        self.flag(any_kind::DELETED)
    }

    /// Returns what stays of a record that was deleted for ever: a tombstone.
    pub fn gone(kind: KindId, id: RecordId, stamp: Stamp) -> Self {
        let mut record = Self::new(kind, id);
        for field in [any_kind::DELETED, any_kind::GONE] {
            record.put(field, Slot::One { stamp, value: Some(Value::Flag(true)) });
        }
        record
    }

    /// True if it was deleted for ever.
    pub fn is_gone(&self) -> bool {
        self.flag(any_kind::GONE)
    }

    /// Returns its id if it was deleted for ever.
    pub fn gone_id(&self) -> Option<RecordId> {
        self.is_gone().then_some(self.id)
    }

    /// Returns when it was deleted for ever; `None` if it was not.
    pub(super) fn gone_since(&self) -> Option<Stamp> {
        self.slot(any_kind::GONE, 0).filter(|_| self.is_gone()).map(Slot::stamp)
    }

    /// Returns a list's items, including removed ones.
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

    fn created_millis(&self) -> Option<i64> {
        Some(self.id.created_millis())
    }

    fn changed_millis(&self) -> Option<i64> {
        i64::try_from(self.changed().millis).ok()
    }
}

/// Returns a list's live items as elements, in the user's order.
pub fn in_order(items: Vec<Item>) -> Vec<Element> {
    // Insertion sort: they are few, mostly in order already.
    let mut ordered: Vec<Item> = Vec::with_capacity(items.len());
    for item in items.into_iter().filter(|item| !item.removed) {
        let before = |known: &Item| (&known.order, known.id) <= (&item.order, item.id);
        ordered.insert(ordered.partition_point(before), item);
    }
    ordered.into_iter().map(|Item { id, label, value, .. }| Element { id, label, value }).collect()
}
