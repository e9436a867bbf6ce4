//! Reads a file of contacts in any format: the result types and the choice of the reader.

use std::borrow::Cow;
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::error::TransferError;
use super::options::ReadOptions;
use super::{csv, text, vcard};
use domain::{Draft, FileRef, KindId, RecordId, Schemas};

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFormat {
    /// vCards of any version.
    VCard,
    /// A table.
    Csv,
    /// A backup of this app.
    Backup,
}

/// A file to read, with its options.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// The file name; used only if the contents do not reveal the format.
    pub name: &'a str,
    /// The file's bytes.
    pub bytes: &'a [u8],
    /// The kind of a table's rows; a card shows by itself if it is a person or a company.
    pub kind: KindId,
    /// The user's choices.
    pub options: &'a ReadOptions,
}

/// The depth to which each row is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Everything.
    Whole,
    /// For tables, only the columns that identify a row, which are names, company, e-mail addresses
    /// and phone numbers, and those of whose cells some may not be understood. Half of the work.
    Identity,
}

/// A record read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRow {
    /// The line on which it begins, counted from 1.
    pub line: usize,
    /// Its own id, if the file says so.
    pub id: Option<RecordId>,
    /// The id that another program gave it, by which other rows may refer to it.
    pub other: Option<RecordId>,
    /// Its contents. A name in a reference field is text, still to be linked.
    pub draft: Draft,
    /// The names that the file gives beside the ids in reference fields: they count for ids that are
    /// not known here.
    pub names: Vec<(RecordId, String)>,
    /// The ids of another program in reference fields as they stand in the file.
    pub codes: Vec<(RecordId, String)>,
    /// Its values that are not what their column says; they are kept.
    pub problems: Vec<Misfit>,
    /// The files to which the draft refers.
    pub files: Vec<ImportedFile>,
    /// The fields whose moments are local times without a zone, read as if they were UTC.
    pub local: Vec<u32>,
}

/// A file embedded in a record, to be put into the file store under its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedFile {
    /// The draft's reference to it.
    pub reference: FileRef,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A part of the file that was not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The line on which it begins, counted from 1.
    pub line: usize,
    /// The reason.
    pub reason: SetAsideReason,
    /// An excerpt of its beginning, for display.
    pub text: String,
    /// The whole part as it stands in the file.
    pub raw: String,
}

impl SetAside {
    /// Returns its line and reason, for the file in which the user corrects it.
    pub(super) fn why(&self) -> String {
        format!("Line {}: {}", self.line, self.reason)
    }
}

/// The reason a part of a file was not imported; its text is the English sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum SetAsideReason {
    /// A card without its end.
    #[error("The card is cut off")]
    CutOff,
    /// A quotation mark that is never closed.
    #[error("A quotation mark is never closed")]
    UnclosedQuote,
    /// Lines between cards.
    #[error("These lines are not part of a card")]
    Stray,
    /// A picture or other file of more than [`MOST_FILE`](super::MOST_FILE) bytes; the rest of the
    /// card was imported.
    #[error("A file in the card is larger than 32 MB; Satchel imported the rest without it")]
    FileTooLarge,
    /// A line around a table: a title, a total, a remark, a page number, the header once more.
    #[error("It stands around the table and is no row of it")]
    Margin,
    /// A card of a place, a device or a program.
    #[error("It is the card of a place or a thing")]
    NoPerson,
    /// An empty card or row.
    #[error("It is empty")]
    Blank,
    /// A row with cells only in columns that map to no field, so it identifies nobody.
    #[error("None of its values has a field")]
    Unplaced,
    /// A row with more or fewer cells than the header, below a quotation mark that is never closed:
    /// perhaps the rest of that cell.
    #[error(
        "Its number of cells is not that of the header, and a quotation mark above is never closed"
    )]
    OtherWidth,
    /// A row that names no record to which it belongs.
    #[error("It names no contact, company or deal that it is about")]
    NoHome,
    /// A row that belongs to records of which none is here or in the import.
    #[error("No contact, company or deal has the name or ID that it gives")]
    UnknownHome,
    /// A row that belongs to a record whose name several have.
    #[error("Several contacts, companies or deals have the name that it gives")]
    SeveralHomes,
}

/// The outcome of reading a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The file's format.
    pub format: FileFormat,
    /// The number of imported rows.
    pub rows: usize,
    /// The parts that were not imported, with reasons.
    pub set_aside: Vec<SetAside>,
    /// The columns of a table and the fields they mapped to; `None` went to "also imported".
    pub columns: Vec<(String, Option<u32>)>,
}

/// A whole file, read into memory.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The file's format.
    pub format: FileFormat,
    /// The imported rows.
    pub rows: Vec<ImportRow>,
    /// The parts that were not imported, with reasons.
    pub set_aside: Vec<SetAside>,
    /// The columns of a table and the fields they mapped to.
    pub columns: Vec<(String, Option<u32>)>,
}

/// A callback that receives rows one by one; returning `Break` stops reading.
pub type Each<'a> = dyn FnMut(ImportRow) -> ControlFlow<()> + 'a;

/// Detects a file's format from its contents, or from its name if they do not reveal it.
///
/// # Errors
/// As [`read`], without looking at the rows.
pub fn sniff(bytes: &[u8], file_name: &str) -> Result<FileFormat, TransferError> {
    format_of(&text::decode(bytes, None)?.text, file_name)
}

/// Returns the text of a file of cards, for [`photos`](super::photos); `None` for all other files,
/// which are not decoded.
pub fn text_of_cards<'a>(file: &File<'a>) -> Option<Cow<'a, str>> {
    /// Bytes that suffice to detect the format.
    const BEGINNING: usize = 1 << 16;
    let beginning = file.bytes.get(..BEGINNING).unwrap_or(file.bytes);
    let is_cards = sniff(beginning, file.name) == Ok(FileFormat::VCard);
    is_cards.then(|| Some(text::decode(file.bytes, file.options.encoding).ok()?.text))?
}

/// Reads a file and passes its rows to `each` one by one.
///
/// # Errors
/// If nothing of the file is usable; see [`TransferError`].
pub fn read_each(
    file: &File<'_>,
    schemas: &Schemas,
    depth: Depth,
    each: &mut Each<'_>,
) -> Result<Summary, TransferError> {
    let text = text::decode(file.bytes, file.options.encoding)?.text;
    let mut rows = 0;
    let mut counted = |row: ImportRow| {
        rows += 1;
        each(row)
    };
    let format = format_of(&text, file.name)?;
    let (set_aside, columns) = match format {
        FileFormat::VCard => (vcard::read(&text, schemas, &mut counted), Vec::new()),
        FileFormat::Csv => {
            let schema = schemas.get(file.kind).ok_or(TransferError::UnknownFormat)?;
            csv::refuse_own(&text, schemas, file.options)?;
            csv::read(&text, (schema, schemas), file.options, depth, &mut counted)?
        }
        FileFormat::Backup => return Err(TransferError::IsBackup),
    };
    Ok(Summary { format, rows, set_aside, columns })
}

/// Reads a whole file into memory.
///
/// # Errors
/// As [`read_each`].
pub fn read(file: &File<'_>, schemas: &Schemas) -> Result<Import, TransferError> {
    let mut rows = Vec::new();
    let summary = read_each(file, schemas, Depth::Whole, &mut |row| {
        rows.push(row);
        ControlFlow::Continue(())
    })?;
    let Summary { format, rows: _, set_aside, columns } = summary;
    Ok(Import { format, rows, set_aside, columns })
}

pub(super) fn format_of(text: &str, file_name: &str) -> Result<FileFormat, TransferError> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let begins =
        |mark: &str| start.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
    let named = |ending: &str| file_name.to_ascii_lowercase().ends_with(ending);
    if begins("BEGIN:VCARD") {
        return Ok(FileFormat::VCard);
    }
    if is_backup(start) {
        return Ok(FileFormat::Backup);
    }
    if named(".vcf") || named(".vcard") {
        return if has_card(start) {
            Ok(FileFormat::VCard)
        } else {
            Err(TransferError::UnknownFormat)
        };
    }
    // The first cell of a table may be an id in braces.
    let is_object = |rest: &str| rest.trim_start().starts_with(['"', '}']);
    if start.starts_with(['<', '[']) || start.strip_prefix('{').is_some_and(is_object) {
        return Err(TransferError::UnknownFormat);
    }
    Ok(FileFormat::Csv)
}

/// True if the text is a backup, which names itself in its first bytes.
pub(super) fn is_backup(text: &str) -> bool {
    let head: String = text.chars().take(64).filter(|c| !c.is_whitespace()).collect();
    head.starts_with("{\"satchel\":")
}

fn has_card(text: &str) -> bool {
    text.lines().any(|line| line.trim().eq_ignore_ascii_case("BEGIN:VCARD"))
}

/// A value that is not what its column or property says; it is kept with the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The name of the column or property.
    pub column: String,
    /// The beginning of the value.
    pub value: String,
}

/// Returns the beginning of a text, short enough for a list.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 200;
    let mut short: String = text.trim().chars().take(LONGEST).collect();
    if text.trim().chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}
