//! Inspects a file before it is read: its format, its first rows, its column mapping. Parses only
//! the beginning and counts the rest, so changed options show their effect at once.

use serde::{Deserialize, Serialize};

use super::dates::DateOrder;
use super::error::TransferError;
use super::import::{File, FileFormat, format_of};
use super::options::{ColumnFormat, ColumnTarget, Quoting, Source, Why};
use super::text::{Encoding, Text, decode};
use super::{csv, vcard};
use domain::{KindId, Schemas};

/// Rows to preview.
pub const FIRST_ROWS: usize = 20;
/// Sample cells to show per column.
pub const SAMPLE_CELLS: usize = 3;
/// The most rows of one import, in one or several files. A contact takes some 300 bytes of memory
/// as long as the app is open, so a browser tab can hold two million.
pub const MOST_ROWS: usize = 2_000_000;
/// The most bytes of a file: it is held in memory once, and a second time if it is not UTF-8.
pub const MOST_BYTES: usize = 600 << 20;

/// The result of inspecting a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    /// The file's format: table or cards.
    pub format: FileFormat,
    /// The program that wrote it, if its headers or properties reveal that.
    pub source: Option<Source>,
    /// The encoding it was read in: the chosen one, else the detected one.
    pub encoding: Encoding,
    /// The number of undecodable characters in its beginning: more than zero suggests the wrong
    /// encoding.
    pub unreadable: usize,
    /// The delimiter; `None` for cards.
    pub delimiter: Option<u8>,
    /// The quoting of cells; meaningless for cards.
    pub quoting: Quoting,
    /// True if the first row is a header.
    pub header: bool,
    /// The first rows as cells, without the header; for cards name, company, phone and e-mail.
    pub first: Vec<Vec<String>>,
    /// The columns of a table; empty for cards.
    pub columns: Vec<ColumnInspection>,
    /// A short text that is equal for tables with the same columns; a mapping is remembered under
    /// it. Empty for cards.
    pub signature: String,
    /// The number of rows or cards. Counted, not read: includes rows that will be set aside, and is
    /// an estimate in a table with broken quotation marks.
    pub rows: usize,
    /// Questions about columns that only a person can answer.
    pub questions: Vec<ColumnQuestion>,
    /// The number of parts among the first rows that will be set aside.
    pub problems: usize,
    /// The line on which the table begins, from 1.
    pub begins: usize,
    /// The first lines of the file, for somebody who says where the table begins.
    pub lines: Vec<String>,
}

impl Inspection {
    /// Returns the table's own columns, without the column that says why its rows were set aside.
    pub fn own_columns(&self) -> &[ColumnInspection] {
        match self.columns.split_last() {
            Some((last, own)) if csv::is_why(&last.header) => own,
            _ => &self.columns,
        }
    }

    /// Returns the kind of the rows if this is a file of set-aside rows, which states it.
    pub fn set_aside_kind(&self, schemas: &Schemas) -> Option<KindId> {
        self.columns.last().and_then(|last| csv::kind_of_why(&last.header, schemas))
    }
}

/// A question about a column, asked once for all its cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnQuestion {
    /// The column, counted from 0.
    pub column: usize,
    /// The question.
    pub question: Question,
    /// The number of first cells that it is about.
    pub count: usize,
    /// The first of them.
    pub sample: Vec<String>,
}

/// The subject of a question about a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// The part with which whole names begin; see `ReadOptions::names`.
    Names,
    /// The meaning of cells that neither forbid nor permit; see `ReadOptions::unclear_bars`.
    Bars,
    /// Zeros that the numbers of the column lost; see `ReadOptions::zeros_back`.
    Zeros,
}

/// The result of inspecting a column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnInspection {
    /// Its name; empty if the table has no header.
    pub header: String,
    /// Its first cells that are not blank.
    pub sample: Vec<String>,
    /// Its target: the chosen one, else the suggested one.
    pub target: ColumnTarget,
    /// The reason for the target.
    pub why: Why,
    /// The type of data that its cells look like.
    pub looks: Option<ColumnFormat>,
    /// True if all of its first cells are amounts in a known currency.
    pub amounts: bool,
    /// The order of day and month, if the column has dates for which it matters.
    pub order: Option<DateOrder>,
    /// The number of first cells that are not blank.
    pub filled: usize,
    /// The number of first cells that are not valid values of the field; they go to "also imported".
    pub unread: usize,
    /// The first of them.
    pub unread_sample: Vec<String>,
}

/// Inspects a file.
///
/// # Errors
/// `Empty`, `NotText`, `TooLarge`, `TooMany`, `IsBackup`, `OwnTable`, `OnlyHeader`, `NotContacts`,
/// `UnknownFormat`. A table without recognized columns is not an error: the user can map its columns by
/// hand.
pub fn inspect(file: &File<'_>, schemas: &Schemas) -> Result<Inspection, TransferError> {
    if file.bytes.len() > MOST_BYTES {
        return Err(TransferError::TooLarge { bytes: file.bytes.len(), most: MOST_BYTES });
    }
    let Text { text, encoding } = decode(file.bytes, file.options.encoding)?;
    let mut found = match format_of(&text, file.name)? {
        FileFormat::Backup => return Err(TransferError::IsBackup),
        FileFormat::VCard => vcard::inspect(&text, schemas),
        FileFormat::Csv => {
            let schema = schemas.get(file.kind).ok_or(TransferError::UnknownFormat)?;
            csv::refuse_own(&text, schemas, file.options)?;
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

/// Returns the kind of a table's rows if it is surely another than that of the file: its columns or
/// the file's name say so.
pub fn guess_kind(file: &File<'_>, schemas: &Schemas) -> Option<KindId> {
    let asked = schemas.get(file.kind)?;
    // What cannot be read shows when it is inspected.
    let text = decode(file.bytes, file.options.encoding).ok()?.text;
    if format_of(&text, file.name) != Ok(FileFormat::Csv) {
        return None;
    }
    csv::guess_kind(&text, file.name, asked, schemas, file.options)
}

/// Returns the beginning of a text, enough for a sample.
pub(super) fn beginning(text: &str) -> &str {
    let mut end = text.len().min(256 * 1024);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
