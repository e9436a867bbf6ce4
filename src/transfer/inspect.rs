//! Looking at a file before it is read: what it is, its first rows, where its columns would go. Only
//! the beginning is parsed and the rest is counted, so that a choice can be tried at once.

use serde::{Deserialize, Serialize};

use super::dates::DateOrder;
use super::error::TransferError;
use super::import::{File, Format, format_of};
use super::options::{ColumnTarget, Looks, Quoting, Source, Why};
use super::text::{Encoding, Text, decode};
use super::{csv, vcard};
use domain::{KindId, Schemas};

/// How many rows are shown.
pub const FIRST_ROWS: usize = 20;
/// How many cells of a column are shown beside its target.
pub const SAMPLE_CELLS: usize = 3;
/// The most rows of a file or of several together. A contact takes some 300 bytes of memory for as
/// long as the app is open, so two million are what a browser's tab can hold.
pub const MOST_ROWS: usize = 2_000_000;
/// The most bytes of a file: it is held in memory as it is, and once more where it is not UTF-8.
pub const MOST_BYTES: usize = 600 << 20;

/// What is in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    /// Table or cards.
    pub format: Format,
    /// The program that wrote it, where its headers or properties tell.
    pub source: Option<Source>,
    /// In which encoding it was read: the chosen one, else the recognized one.
    pub encoding: Encoding,
    /// How many letters of its beginning have no meaning in that encoding: any are a sign that it is
    /// the wrong one.
    pub unreadable: usize,
    /// What separates the cells; `None` for cards.
    pub delimiter: Option<u8>,
    /// How cells are quoted; of no matter for cards.
    pub quoting: Quoting,
    /// Whether the first row names the columns.
    pub header: bool,
    /// The first rows as cells, without the header; of cards name, company, phone and e-mail.
    pub first: Vec<Vec<String>>,
    /// The columns of a table; none for cards.
    pub columns: Vec<ColumnInspection>,
    /// A short text that is the same for tables with the same columns: under it a mapping is
    /// remembered. Empty for cards.
    pub signature: String,
    /// How many rows or cards there are. Counted, not read: rows that will be set aside are among
    /// them, and in a table with broken quotation marks it is an estimate.
    pub rows: usize,
    /// How many parts among the first rows will be set aside.
    pub problems: usize,
}

impl Inspection {
    /// The columns of the table itself, without the one that says why its rows were set aside.
    pub fn own_columns(&self) -> &[ColumnInspection] {
        match self.columns.split_last() {
            Some((last, own)) if csv::is_why(&last.header) => own,
            _ => &self.columns,
        }
    }

    /// What the rows are, where it is a file of what was set aside, which says so.
    pub fn set_aside_kind(&self) -> Option<KindId> {
        self.columns.last().and_then(|last| csv::kind_of_why(&last.header))
    }
}

/// What is in a column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnInspection {
    /// Its name; empty where the table has no header.
    pub header: String,
    /// Its first cells that are not blank.
    pub sample: Vec<String>,
    /// Where it goes: as chosen, else as suggested.
    pub target: ColumnTarget,
    /// Why it goes there.
    pub why: Why,
    /// What its cells look like.
    pub looks: Option<Looks>,
    /// Whether all of its first cells are amounts in a currency that is known.
    pub amounts: bool,
    /// How its dates are read, where it has dates of which the order matters.
    pub order: Option<DateOrder>,
    /// How many of the first cells cannot be what the field holds; they are kept as "also imported".
    pub unread: usize,
}

/// Looks at a file.
///
/// # Errors
/// `Empty`, `NotText`, `TooLarge`, `TooMany`, `IsBackup`, `OnlyHeader`, `UnknownFormat`. A table of
/// which no column is recognized is no error here: its columns can be told by hand.
pub fn inspect(file: &File<'_>, schemas: &Schemas) -> Result<Inspection, TransferError> {
    if file.bytes.len() > MOST_BYTES {
        return Err(TransferError::TooLarge { bytes: file.bytes.len(), most: MOST_BYTES });
    }
    let Text { text, encoding } = decode(file.bytes, file.options.encoding)?;
    let mut found = match format_of(&text, file.name)? {
        Format::Backup => return Err(TransferError::IsBackup),
        Format::VCard => vcard::inspect(&text, schemas),
        Format::Csv => {
            let schema = schemas.get(file.kind).ok_or(TransferError::UnknownFormat)?;
            csv::inspect(&text, schema, file.options)?
        }
    };
    if found.rows > MOST_ROWS {
        return Err(TransferError::TooMany { rows: found.rows, most: MOST_ROWS });
    }
    found.encoding = encoding;
    found.unreadable = beginning(&text).matches(char::REPLACEMENT_CHARACTER).count();
    Ok(found)
}

/// The beginning of a text, enough for a sample.
pub(super) fn beginning(text: &str) -> &str {
    let mut end = text.len().min(256 * 1024);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
