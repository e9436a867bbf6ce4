//! Read access to records for rules, whatever holds them: a draft, a decoded record, or packed
//! bytes.

use std::borrow::Cow;

use super::{ElementId, RecordId, Value};

/// Read access to the values of a record, by field number.
pub trait Fields {
    /// Returns the value of a single-value field; `None` if it is empty.
    fn value(&self, field: u32) -> Option<Value>;

    /// Returns the elements of a list field in order, without removed ones.
    fn elements(&self, field: u32) -> Vec<Element>;

    /// Returns the text of a single-value field; may be empty.
    fn text(&self, field: u32) -> String {
        match self.value(field) {
            Some(Value::Text(text)) => text,
            _ => String::new(),
        }
    }

    /// Returns the same text, without a copy if the record holds it as it is.
    fn said(&self, field: u32) -> Cow<'_, str> {
        Cow::Owned(self.text(field))
    }

    /// Calls `see` with the value of a single-value field.
    fn look(&self, field: u32, see: &mut dyn FnMut(&Value)) {
        self.value(field).iter().for_each(see);
    }

    /// Calls `see` with the values of a list field, in order.
    fn look_at_all(&self, field: u32, see: &mut dyn FnMut(&Value)) {
        self.elements(field).iter().for_each(|element| see(&element.value));
    }

    /// Calls `see` with the values of a field, whether it has one or a list.
    fn see(&self, field: u32, see: &mut dyn FnMut(&Value)) {
        let mut is_one = false;
        self.look(field, &mut |value| {
            is_one = true;
            see(value);
        });
        if !is_one {
            self.look_at_all(field, see);
        }
    }

    /// True if a yes/no field is yes.
    fn flag(&self, field: u32) -> bool {
        self.value(field) == Some(Value::Flag(true))
    }

    /// Returns the record that a reference field points to.
    fn reference(&self, field: u32) -> Option<RecordId> {
        match self.value(field) {
            Some(Value::Reference(id)) => Some(id),
            _ => None,
        }
    }

    /// Returns when the record was created, in milliseconds since 1970, UTC; `None` for a draft.
    fn created_millis(&self) -> Option<i64> {
        None
    }

    /// Returns when it was last changed, in milliseconds since 1970, UTC; `None` for a draft.
    fn changed_millis(&self) -> Option<i64> {
        None
    }

    /// Returns the texts of a list field's elements.
    fn texts(&self, field: u32) -> Vec<String> {
        let text = |element: Element| match element.value {
            Value::Text(text) => Some(text),
            _ => None,
        };
        self.elements(field).into_iter().filter_map(text).collect()
    }
}

impl<F: Fields + ?Sized> Fields for &F {
    fn value(&self, field: u32) -> Option<Value> {
        (**self).value(field)
    }

    fn elements(&self, field: u32) -> Vec<Element> {
        (**self).elements(field)
    }

    fn text(&self, field: u32) -> String {
        (**self).text(field)
    }

    fn said(&self, field: u32) -> Cow<'_, str> {
        (**self).said(field)
    }

    fn look(&self, field: u32, see: &mut dyn FnMut(&Value)) {
        (**self).look(field, see);
    }

    fn look_at_all(&self, field: u32, see: &mut dyn FnMut(&Value)) {
        (**self).look_at_all(field, see);
    }

    fn see(&self, field: u32, see: &mut dyn FnMut(&Value)) {
        (**self).see(field, see);
    }

    fn flag(&self, field: u32) -> bool {
        (**self).flag(field)
    }

    fn reference(&self, field: u32) -> Option<RecordId> {
        (**self).reference(field)
    }

    fn created_millis(&self) -> Option<i64> {
        (**self).created_millis()
    }

    fn changed_millis(&self) -> Option<i64> {
        (**self).changed_millis()
    }

    fn texts(&self, field: u32) -> Vec<String> {
        (**self).texts(field)
    }
}

/// One element of a list: a phone number with its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// The element's id within the record.
    pub id: ElementId,
    /// `work`, `home`, `mobile`, or the user's own; may be empty.
    pub label: String,
    /// The value.
    pub value: Value,
}
