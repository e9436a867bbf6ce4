//! Errors of a file as a whole. A problem with a single row is a
//! [`SetAsideReason`](super::SetAsideReason).

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The reason a file could not be read at all; nothing of it was imported.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum TransferError {
    /// No bytes, or only whitespace.
    #[error("this file is empty")]
    Empty,
    /// A picture, an archive or other binary data.
    #[error("this file is {0}, not a list of contacts")]
    NotText(Binary),
    /// A table with a header and no rows.
    #[error("this file has column headers but no rows")]
    OnlyHeader,
    /// The system refused to read it: the file was moved, changed or locked since it was chosen.
    #[error("Satchel could not read this file: it was moved or changed after you chose it")]
    Unreadable,
    /// A spreadsheet or archive that asks for a password.
    #[error("this file is protected with a password: save it without one, then import it")]
    Protected,
    /// A spreadsheet or archive with more in it than fits in memory, or out of all proportion to its
    /// size.
    #[error("this file unpacks to more than Satchel can hold; import part of it")]
    Unfolds,
    /// A spreadsheet that is damaged, or of a format that is not known.
    #[error("Satchel could not read this spreadsheet: save it as XLSX or CSV, then import it")]
    BrokenSheet,
    /// JSON that breaks its own rules.
    #[error("this file is damaged at line {line}")]
    BrokenJson {
        /// The line, from 1; 0 if unknown.
        line: usize,
    },
    /// JSON that ends in the middle.
    #[error("this file ends in the middle, in line {line}: part of it is missing")]
    CutShort {
        /// The last line, from 1.
        line: usize,
    },
    /// Text in which neither cards nor columns were recognized.
    #[error(
        "Satchel found no contacts in this file: it is not a vCard, and Satchel knows none of its column headers"
    )]
    UnknownFormat,
    /// A table whose rows are neither people nor companies.
    #[error("this file seems to contain {0}, which Satchel cannot import yet")]
    NotContacts(OtherRows),
    /// More bytes than fit in memory. Nothing was read.
    #[error("this file has {} MB, and Satchel reads at most {} MB at once", bytes >> 20, most >> 20)]
    TooLarge {
        /// The file's size in bytes.
        bytes: usize,
        /// The limit in bytes.
        most: usize,
    },
    /// More rows than fit in memory. Nothing was read.
    #[error("this file has {rows} rows, and Satchel holds at most {most}; import part of it")]
    TooMany {
        /// The number of rows.
        rows: usize,
        /// The limit.
        most: usize,
    },
    /// A backup where contacts were expected.
    #[error("this file is a Satchel backup: restore it instead of importing it")]
    IsBackup,
    /// A table that this app wrote of records that no table brings in: pipelines, views.
    #[error("this table shows how Satchel is set up, which only a backup brings in")]
    OwnTable,
    /// Another file where a backup was expected.
    #[error("this file is not a Satchel backup")]
    NotABackup,
    /// A backup by a newer version of the app.
    #[error(
        "a newer version of Satchel made this backup (its format is {version}, the newest known here is {known})"
    )]
    TooNew {
        /// The format version of the file.
        version: u64,
        /// The newest readable version.
        known: u64,
    },
    /// A backup that was truncated or changed.
    #[error("this backup is damaged at line {line}: {what}")]
    Damaged {
        /// The line, counted from 1; 0 if unknown.
        line: usize,
        /// The parser's message.
        what: String,
    },
}

/// The subject of a table whose rows are neither people nor companies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum OtherRows {
    /// Deals, opportunities.
    #[error("deals")]
    Deals,
    /// Tasks.
    #[error("tasks")]
    Tasks,
    /// Calls, meetings, events.
    #[error("activities")]
    Activities,
    /// Notes.
    #[error("notes")]
    Notes,
    /// Products.
    #[error("products")]
    Products,
    /// Leads in the sense of sales opportunities.
    #[error("leads")]
    Leads,
}

impl OtherRows {
    /// Returns the rows that are records of this kind, if they are neither people nor companies.
    pub(crate) fn of_kind(key: &str) -> Option<Self> {
        [Self::Deals, Self::Tasks, Self::Activities]
            .into_iter()
            .find(|rows| rows.key() == Some(key))
    }

    /// Returns the key of the kind that such rows are here, if there is one.
    pub(crate) fn key(self) -> Option<&'static str> {
        match self {
            Self::Deals => Some("deal"),
            Self::Tasks => Some("task"),
            Self::Activities | Self::Notes => Some("activity"),
            Self::Products | Self::Leads => None,
        }
    }
}

/// The apparent type of a binary file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum Binary {
    /// A picture.
    #[error("a picture")]
    Picture,
    /// A PDF document.
    #[error("a PDF document")]
    Document,
    /// An archive or JSON without tables or contact cards.
    #[error("without tables and contact cards")]
    Archive,
    /// Something else.
    #[error("not a text file")]
    Other,
}
