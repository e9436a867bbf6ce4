//! The keys under which a row's values travel: a field's number, and for an element of a list its id
//! behind it.

use std::fmt;

use domain::ElementId;

/// The key of a value in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKey {
    /// A field that holds one value: `12`.
    One(u32),
    /// An element of a list: `33/00000000000000ff`.
    Element(u32, ElementId),
    /// Contents of a shape that only a newer version knows: `12~7`.
    Opaque(u32, u8),
}

impl RowKey {
    /// Reads a key; `None` if it is none of the contract.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((field, id)) = text.split_once('/') {
            let id = (id.len() == 16).then(|| u64::from_str_radix(id, 16).ok()).flatten()?;
            return Some(Self::Element(field.parse().ok()?, ElementId(id)));
        }
        if let Some((field, tag)) = text.split_once('~') {
            return Some(Self::Opaque(field.parse().ok()?, tag.parse().ok()?));
        }
        Some(Self::One(text.parse().ok()?))
    }
}

impl fmt::Display for RowKey {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(field) => write!(to, "{field}"),
            Self::Element(field, id) => write!(to, "{field}/{:016x}", id.0),
            Self::Opaque(field, tag) => write!(to, "{field}~{tag}"),
        }
    }
}
