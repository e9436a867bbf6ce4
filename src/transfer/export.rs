//! What writing needs beside the records: the names of records that others refer to, and the bytes
//! of files.

use domain::{FileRef, RecordId, Value};

use super::cell::value_text;

/// Answers to what a record alone does not say.
#[derive(Clone, Copy)]
pub struct Lookups<'a> {
    /// The name of a record, such as a contact's company.
    pub name: &'a dyn Fn(RecordId) -> Option<String>,
    /// The bytes of a file.
    pub file: &'a dyn Fn(&FileRef) -> Option<Vec<u8>>,
}

impl Lookups<'static> {
    /// Knows no other records and no files.
    pub const NONE: Self = Self { name: &|_| None, file: &|_| None };
}

impl Lookups<'_> {
    /// A value as text; a reference is the name of what it points to.
    pub(super) fn text(&self, value: &Value) -> Option<String> {
        match value {
            Value::Reference(id) => (self.name)(*id),
            value => value_text(value),
        }
    }
}
