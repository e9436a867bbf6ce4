//! A draft: the contents of a form or of an imported record, before they have stamps.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Element, ElementId, Fields, KindId, RecordId, Value};

/// The wanted contents of a record. Saving leaves absent fields alone and sets present ones to
/// exactly what they hold here.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The kind of record.
    pub kind: KindId,
    /// The contents by field number.
    pub slots: BTreeMap<u32, DraftSlot>,
}

/// A draft's contents of one field.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftSlot {
    /// A single value; `None` clears the field.
    One(Option<Value>),
    /// A list, in order.
    Many(Vec<DraftElement>),
}

/// An element of a list in a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftElement {
    /// The id of the existing element; `None` for a new one.
    pub id: Option<ElementId>,
    /// The label; may be empty.
    pub label: String,
    /// The value.
    pub value: Value,
}

impl Draft {
    /// Creates a draft that changes nothing yet.
    pub fn new(kind: KindId) -> Self {
        Self { kind, slots: BTreeMap::new() }
    }

    /// Sets a single-value field; a blank value clears it.
    pub fn set(&mut self, field: u32, value: Value) {
        let value = (!value.is_blank()).then_some(value);
        self.slots.insert(field, DraftSlot::One(value));
    }

    /// Sets a text field.
    pub fn set_text(&mut self, field: u32, text: impl Into<String>) {
        self.set(field, Value::Text(text.into()));
    }

    /// Appends a new element to a list field; ignores a blank value.
    pub fn push(&mut self, field: u32, label: impl Into<String>, value: Value) {
        if value.is_blank() {
            return;
        }
        let element = DraftElement { id: None, label: label.into(), value };
        match self.slots.entry(field).or_insert_with(|| DraftSlot::Many(Vec::new())) {
            DraftSlot::Many(elements) => elements.push(element),
            slot @ DraftSlot::One(_) => *slot = DraftSlot::Many(vec![element]),
        }
    }

    /// True if all its values are blank.
    pub fn is_blank(&self) -> bool {
        self.slots.values().all(|slot| match slot {
            DraftSlot::One(value) => value.as_ref().is_none_or(Value::is_blank),
            DraftSlot::Many(elements) => elements.iter().all(|element| element.value.is_blank()),
        })
    }
}

// An import digests a hundred thousand drafts, so these methods copy nothing they only look at.
impl Fields for Draft {
    fn said(&self, field: u32) -> Cow<'_, str> {
        match self.slots.get(&field) {
            Some(DraftSlot::One(Some(Value::Text(text)))) => Cow::Borrowed(text),
            _ => Cow::Borrowed(""),
        }
    }

    fn look(&self, field: u32, see: &mut dyn FnMut(&Value)) {
        if let Some(DraftSlot::One(Some(value))) = self.slots.get(&field) {
            see(value);
        }
    }

    fn look_at_all(&self, field: u32, see: &mut dyn FnMut(&Value)) {
        if let Some(DraftSlot::Many(elements)) = self.slots.get(&field) {
            elements.iter().for_each(|element| see(&element.value));
        }
    }

    fn flag(&self, field: u32) -> bool {
        self.slots.get(&field) == Some(&DraftSlot::One(Some(Value::Flag(true))))
    }

    fn reference(&self, field: u32) -> Option<RecordId> {
        match self.slots.get(&field) {
            Some(DraftSlot::One(Some(Value::Reference(id)))) => Some(*id),
            _ => None,
        }
    }

    fn value(&self, field: u32) -> Option<Value> {
        match self.slots.get(&field)? {
            DraftSlot::One(value) => value.clone(),
            DraftSlot::Many(_) => None,
        }
    }

    fn elements(&self, field: u32) -> Vec<Element> {
        match self.slots.get(&field) {
            Some(DraftSlot::Many(elements)) => elements
                .iter()
                .zip(0..)
                .map(|(element, position)| Element {
                    id: element.id.unwrap_or(ElementId(position)),
                    label: element.label.clone(),
                    value: element.value.clone(),
                })
                .collect(),
            _ => Vec::new(),
        }
    }
}
