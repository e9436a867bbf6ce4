//! How rules read a record, whatever holds it: a draft, a decoded record, or packed bytes.

use std::borrow::Cow;

use super::{ElementId, RecordId, Value};

/// Read access to the values of a record, by field number.
pub trait Fields {
    /// The value of a field that holds one; `None` where it is empty.
    fn value(&self, field: u32) -> Option<Value>;

    /// The elements of a field that holds many, in their order, without the removed ones.
    fn elements(&self, field: u32) -> Vec<Element>;

    /// The text of a field that holds one; empty where there is none.
    fn text(&self, field: u32) -> String {
        match self.value(field) {
            Some(Value::Text(text)) => text,
            _ => String::new(),
        }
    }

    /// The same without a copy, where whatever holds the record has the text as it is.
    fn said(&self, field: u32) -> Cow<'_, str> {
        Cow::Owned(self.text(field))
    }

    /// Looks at the value of a field that holds one.
    fn look(&self, field: u32, see: &mut dyn FnMut(&Value)) {
        self.value(field).iter().for_each(see);
    }

    /// Looks at the values of a field that holds many, in their order.
    fn look_at_all(&self, field: u32, see: &mut dyn FnMut(&Value)) {
        self.elements(field).iter().for_each(|element| see(&element.value));
    }

    /// Whether a yes/no field says yes.
    fn flag(&self, field: u32) -> bool {
        self.value(field) == Some(Value::Flag(true))
    }

    /// The record that a reference field points to.
    fn reference(&self, field: u32) -> Option<RecordId> {
        match self.value(field) {
            Some(Value::Reference(id)) => Some(id),
            _ => None,
        }
    }

    /// The texts of the elements of a field that holds many.
    fn texts(&self, field: u32) -> Vec<String> {
        let text = |element: Element| match element.value {
            Value::Text(text) => Some(text),
            _ => None,
        };
        self.elements(field).into_iter().filter_map(text).collect()
    }
}

/// One element of a list: a phone number with its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// Its identity within the record.
    pub id: ElementId,
    /// `work`, `home`, `mobile`, or what the user wrote; empty where there is none.
    pub label: String,
    /// What it holds.
    pub value: Value,
}
