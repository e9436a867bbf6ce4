//! Reading a file of contacts, whatever its format: the result, and the choice of the reader.

use std::borrow::Cow;
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::error::TransferError;
use super::options::ReadOptions;
use super::{csv, text, vcard};
use domain::{Draft, FileRef, KindId, Schemas};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// vCards, of any version.
    VCard,
    /// A table.
    Csv,
    /// A backup of this app.
    Backup,
}

/// A file that is to be read, with how.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Its name: believed only where its contents do not tell what it is.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What the rows of a table are; a card knows by itself whether it is a person or a company.
    pub kind: KindId,
    /// What was chosen.
    pub options: &'a ReadOptions,
}

/// How much of each row is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Everything.
    Whole,
    /// Of a table only what says who a row is about: names, company, e-mail addresses, numbers. A
    /// third of the work.
    Identity,
}

/// A record that came out of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The line on which it began, counted from 1.
    pub line: usize,
    /// What it says. A name in a reference field is text, still to be linked.
    pub draft: Draft,
    /// The files to which the draft refers.
    pub files: Vec<ImportedFile>,
}

/// A file that stood within a record: to be put into the file store under its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedFile {
    /// As the draft refers to it.
    pub reference: FileRef,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A part of the file that did not come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The line on which it began, counted from 1.
    pub line: usize,
    /// Why.
    pub reason: Reason,
    /// Its beginning, for the eye.
    pub text: String,
    /// All of it, as it stood in the file.
    pub raw: String,
}

impl SetAside {
    /// Where it stood and why it did not come in, for the file in which it is corrected.
    pub(super) fn why(&self) -> String {
        format!("Line {}: {}", self.line, self.reason)
    }
}

/// Why a part of a file did not come in; the text is the English sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum Reason {
    /// A card without its end.
    #[error("The card is cut off")]
    CutOff,
    /// A quotation mark that is never closed.
    #[error("A quotation mark is never closed")]
    UnclosedQuote,
    /// Lines between cards.
    #[error("These lines belong to no card")]
    Stray,
    /// A picture or other file of more than [`MOST_FILE`](super::MOST_FILE) bytes: the rest of the
    /// card came in.
    #[error("A file in the card is larger than 32 MB and was left out; the rest came in")]
    FileTooLarge,
    /// A card or row with nothing in it.
    #[error("There is nothing in it")]
    Blank,
    /// A row with cells only in columns that go to no field: it says nothing about anybody.
    #[error("Nothing of it goes to a field")]
    Unplaced,
}

/// What there is to say about a file after it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// What it was.
    pub format: Format,
    /// How many rows came in.
    pub rows: usize,
    /// What did not come in, and why.
    pub set_aside: Vec<SetAside>,
    /// The columns of a table and the fields that they went to; `None` went to "also imported".
    pub columns: Vec<(String, Option<u32>)>,
}

/// A file, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// What it was.
    pub format: Format,
    /// What came in.
    pub rows: Vec<Row>,
    /// What did not, and why.
    pub set_aside: Vec<SetAside>,
    /// The columns of a table and the fields that they went to.
    pub columns: Vec<(String, Option<u32>)>,
}

/// Who gets the rows, one by one; breaking ends the reading.
pub type Each<'a> = dyn FnMut(Row) -> ControlFlow<()> + 'a;

/// What a file holds, by its contents; the name only where they do not tell.
///
/// # Errors
/// As [`read`], without looking at the rows.
pub fn sniff(bytes: &[u8], file_name: &str) -> Result<Format, TransferError> {
    format_of(&text::decode(bytes, None)?.text, file_name)
}

/// The text of a file of cards, for [`photos`](super::photos); `None` for everything else, at once.
pub fn text_of_cards<'a>(file: &File<'a>) -> Option<Cow<'a, str>> {
    /// Where a file says what it is.
    const BEGINNING: usize = 1 << 16;
    let beginning = file.bytes.get(..BEGINNING).unwrap_or(file.bytes);
    let is_cards = sniff(beginning, file.name) == Ok(Format::VCard);
    is_cards.then(|| Some(text::decode(file.bytes, file.options.encoding).ok()?.text))?
}

/// Reads a file and hands out its rows one by one.
///
/// # Errors
/// Where nothing of the file can be used; see [`TransferError`].
pub fn read_each(
    file: &File<'_>,
    schemas: &Schemas,
    depth: Depth,
    each: &mut Each<'_>,
) -> Result<Summary, TransferError> {
    let text = text::decode(file.bytes, file.options.encoding)?.text;
    let mut rows = 0;
    let mut counted = |row: Row| {
        rows += 1;
        each(row)
    };
    let format = format_of(&text, file.name)?;
    let (set_aside, columns) = match format {
        Format::VCard => (vcard::read(&text, schemas, &mut counted), Vec::new()),
        Format::Csv => {
            let schema = schemas.get(file.kind).ok_or(TransferError::UnknownFormat)?;
            csv::read(&text, schema, file.options, depth, &mut counted)?
        }
        Format::Backup => return Err(TransferError::IsBackup),
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

pub(super) fn format_of(text: &str, file_name: &str) -> Result<Format, TransferError> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let begins =
        |mark: &str| start.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
    let named = |ending: &str| file_name.to_ascii_lowercase().ends_with(ending);
    if begins("BEGIN:VCARD") {
        return Ok(Format::VCard);
    }
    if is_backup(start) {
        return Ok(Format::Backup);
    }
    if named(".vcf") || named(".vcard") {
        return if has_card(start) { Ok(Format::VCard) } else { Err(TransferError::UnknownFormat) };
    }
    if start.starts_with(['<', '{', '[']) {
        return Err(TransferError::UnknownFormat);
    }
    Ok(Format::Csv)
}

/// A backup names itself in its first bytes.
pub(super) fn is_backup(text: &str) -> bool {
    let head: String = text.chars().take(64).filter(|c| !c.is_whitespace()).collect();
    head.starts_with("{\"satchel\":")
}

fn has_card(text: &str) -> bool {
    text.lines().any(|line| line.trim().eq_ignore_ascii_case("BEGIN:VCARD"))
}

/// The beginning of a text that was set aside, short enough for a list.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 200;
    let mut short: String = text.trim().chars().take(LONGEST).collect();
    if text.trim().chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}
