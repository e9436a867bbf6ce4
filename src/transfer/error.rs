//! Errors of a file as a whole. A problem with a single row is a [`SetAsideReason`](super::Reason).

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
    #[error("this file has a line with the names of columns and nothing below it")]
    OnlyHeader,
    /// The system refused to read it: the file was moved, changed or locked since it was chosen.
    #[error("this file could not be read: it was moved or changed since it was chosen")]
    Unreadable,
    /// Text in which neither cards nor columns were recognized.
    #[error(
        "no contacts were recognized in this file: it is no vCard, and none of its columns has a name that is known here"
    )]
    UnknownFormat,
    /// A table whose rows are neither people nor companies.
    #[error("this looks like {0}, which cannot be imported yet")]
    NotContacts(OtherRows),
    /// More bytes than fit in memory. Nothing was read.
    #[error("this file is too large: {} MB, and at most {} MB can be read at once", bytes >> 20, most >> 20)]
    TooLarge {
        /// The file's size in bytes.
        bytes: usize,
        /// The limit in bytes.
        most: usize,
    },
    /// More rows than fit in memory. Nothing was read.
    #[error(
        "this file has too many rows: {rows}, and at most {most} can be in the app; split it into parts"
    )]
    TooMany {
        /// The number of rows.
        rows: usize,
        /// The limit.
        most: usize,
    },
    /// A backup where contacts were expected.
    #[error("this file is a backup: it is restored, not imported")]
    IsBackup,
    /// Another file where a backup was expected.
    #[error("this file is no backup")]
    NotABackup,
    /// A backup by a newer version of the app.
    #[error(
        "this backup was made by a newer version of the app (its format is {version}, the newest known here is {known})"
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

/// The apparent type of a binary file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum Binary {
    /// A picture.
    #[error("a picture")]
    Picture,
    /// A PDF document.
    #[error("a PDF document")]
    Document,
    /// A ZIP archive; spreadsheets are ZIP archives too.
    #[error("an archive or a spreadsheet (save the spreadsheet as CSV first)")]
    Archive,
    /// Something else.
    #[error("not a text file")]
    Other,
}
