//! Lookups that writing needs beside the records: names of referenced records and bytes of files.

use domain::{FileRef, RecordId, Value};

use super::cell::value_text;

/// Callbacks for data that a record itself does not hold.
#[derive(Clone, Copy)]
pub struct Lookups<'a> {
    /// Returns the name of a record, such as a contact's company.
    pub name: &'a dyn Fn(RecordId) -> Option<String>,
    /// Returns the bytes of a file.
    pub file: &'a dyn Fn(&FileRef) -> Option<Vec<u8>>,
}

impl Lookups<'static> {
    /// Lookups that find no records and no files.
    pub const NONE: Self = Self { name: &|_| None, file: &|_| None };
}

impl Lookups<'_> {
    /// Returns a value as text; a reference becomes the name of the referenced record.
    pub(super) fn text(&self, value: &Value) -> Option<String> {
        match value {
            Value::Reference(id) => (self.name)(*id),
            value => value_text(value),
        }
    }
}
