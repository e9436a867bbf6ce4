//! The container of tables, recognized by its first bytes, and its parts.

use serde::{Deserialize, Serialize};
use transfer::{Binary, TransferError};

use super::{archive, workbook};

/// The number of first bytes that tell what a file is.
pub const BEGINNING: usize = 512;

/// The form of a file that holds tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// A ZIP archive: a workbook of Excel since 2007, an OpenDocument, or an archive of files.
    Zip,
    /// A compound file: a workbook of Excel before 2007, or one with a password.
    Compound,
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
        beginning.starts_with(COMPOUND).then_some(Self::Compound)
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
pub struct Opened {
    /// What can be read, in order.
    pub parts: Vec<Part>,
    /// The names of files in an archive that hold no tables, and of damaged sheets.
    pub left: Vec<String>,
}

/// Opens a file. All its parts together may have up to `most` bytes.
///
/// # Errors
/// `Protected` by a password, `Unfolds` to more than `most` or out of proportion to its size,
/// `BrokenSheet` if the format is not understood, `Empty` without any cell, `NotText` if it is an
/// archive without tables or no container at all.
pub fn open(bytes: &[u8], most: usize) -> Result<Opened, TransferError> {
    match Container::of(bytes) {
        Some(Container::Compound) => workbook::old_sheets(bytes, most),
        Some(Container::Zip) => archive::open(bytes, most),
        None => Err(TransferError::NotText(Binary::Other)),
    }
}
