//! The container of tables, recognized by its first bytes, and its parts.

use serde::{Deserialize, Serialize};
use transfer::{Binary, FileFormat, TransferError, sniff};

use super::{archive, pages, records, workbook};

/// The number of first bytes that tell what a file is.
pub const BEGINNING: usize = 512;

/// The form of a file that holds tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// A ZIP archive: a workbook of Excel since 2007, an OpenDocument, or an archive of files.
    Zip,
    /// A compound file: a workbook of Excel before 2007, or one with a password.
    Compound,
    /// A JSON text that is no backup of this app.
    Json,
    /// A web page, or the XML of Excel 2003.
    Page,
}

impl Container {
    /// Recognizes the first [`BEGINNING`] bytes of a file; `None` for all others, which are read as
    /// they are.
    pub fn of(beginning: &[u8]) -> Option<Self> {
        const ZIP: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"];
        const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
        if ZIP.iter().any(|mark| beginning.starts_with(mark)) {
            return Some(Self::Zip);
        }
        if beginning.starts_with(COMPOUND) {
            return Some(Self::Compound);
        }
        if pages::begins(beginning) {
            return Some(Self::Page);
        }
        // The marks of UTF-8 and UTF-16, and the zeros of UTF-16, stand between the first signs.
        let filler = |byte: &&u8| !matches!(byte, 0xef | 0xbb | 0xbf | 0xfe | 0xff | 0);
        let mut signs = beginning.iter().filter(filler).filter(|byte| !byte.is_ascii_whitespace());
        let is_json = match signs.next() {
            Some(b'{') => true,
            Some(b'[') => matches!(signs.next(), None | Some(b'{' | b'[' | b']')),
            _ => false,
        };
        let is_backup = || sniff(beginning, "") == Ok(FileFormat::Backup);
        (is_json && !is_backup()).then_some(Self::Json)
    }
}

/// The form in which a part is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartForm {
    /// A file as it lies in the archive.
    File,
    /// A table: a CSV in UTF-8 with a line for each row, in which U+2028 breaks lines in cells
    /// (`ReadOptions::sheet`).
    Sheet,
    /// A table of records, in the same form.
    Records,
}

/// A table or file that a container holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name, for display; no path.
    pub name: String,
    /// The form in which it is read.
    pub form: PartForm,
    /// True if its program does not show it: a hidden sheet.
    pub hidden: bool,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A container's contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unpacked {
    /// The parts that can be read, in order.
    pub parts: Vec<Part>,
    /// The names of files in an archive that hold no tables, and of damaged sheets.
    pub left: Vec<String>,
}

/// Opens a file of this name. All its parts together may have up to `most` bytes.
///
/// # Errors
/// `Protected` by a password, `Unfolds` to more than `most` or out of proportion to its size,
/// `BrokenSheet`, `BrokenJson` and `CutShort` if it is damaged, `Empty` without any cell, `NotText`
/// if no tables are in it or it is no container at all.
pub fn open(name: &str, bytes: &[u8], most: usize) -> Result<Unpacked, TransferError> {
    match Container::of(&bytes[..bytes.len().min(BEGINNING)]) {
        Some(Container::Compound) => workbook::old_sheets(bytes, most),
        Some(Container::Zip) => archive::open(bytes, most),
        Some(Container::Json) => records::open(name, bytes, most),
        Some(Container::Page) => pages::open(name, bytes, most),
        None => Err(TransferError::NotText(Binary::Other)),
    }
}
