//! What can go wrong with a file as a whole. What goes wrong with one row of it is a
//! [`Reason`](super::Reason).

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a file could not be read at all. Nothing of it has come in.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum TransferError {
    /// No bytes, or nothing but blanks.
    #[error("this file is empty")]
    Empty,
    /// A picture, an archive or other bytes that are no text.
    #[error("this file is {0}, not a list of contacts")]
    NotText(Binary),
    /// A table with the names of its columns and no rows.
    #[error("this file has a line with the names of columns and nothing below it")]
    OnlyHeader,
    /// The system did not let it be read: it was moved, changed or locked since it was chosen.
    #[error("this file could not be read: it was moved or changed since it was chosen")]
    Unreadable,
    /// Text in which neither cards nor columns were recognized.
    #[error(
        "no contacts were recognized in this file: it is no vCard, and none of its columns has a name that is known here"
    )]
    UnknownFormat,
    /// A table of which the rows are something else than people or companies.
    #[error("this looks like {0}, which cannot be imported yet")]
    NotContacts(OtherRows),
    /// More bytes than can be held in memory. Nothing was read.
    #[error("this file is too large: {} MB, and at most {} MB can be read at once", bytes >> 20, most >> 20)]
    TooLarge {
        /// How many there are.
        bytes: usize,
        /// How many there may be.
        most: usize,
    },
    /// More rows than can be held in memory. Nothing was read.
    #[error(
        "this file has too many rows: {rows}, and at most {most} can be in the app; split it into parts"
    )]
    TooMany {
        /// How many there are.
        rows: usize,
        /// How many there may be.
        most: usize,
    },
    /// A backup was given where contacts were asked for.
    #[error("this file is a backup: it is restored, not imported")]
    IsBackup,
    /// Something else was given where a backup was asked for.
    #[error("this file is no backup")]
    NotABackup,
    /// A backup by a newer version of the app.
    #[error(
        "this backup was made by a newer version of the app (its format is {version}, the newest known here is {known})"
    )]
    TooNew {
        /// The version that the file names.
        version: u64,
        /// The newest version that can be read.
        known: u64,
    },
    /// A backup that was cut or changed.
    #[error("this backup is damaged at line {line}: {what}")]
    Damaged {
        /// The line, counted from 1; 0 where it is not known.
        line: usize,
        /// What was found there.
        what: String,
    },
}

/// What the rows of a table are that are neither people nor companies.
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
    /// Leads, where they are no people.
    #[error("leads")]
    Leads,
}

/// What bytes that are no text seem to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum Binary {
    /// A picture.
    #[error("a picture")]
    Picture,
    /// A PDF document.
    #[error("a PDF document")]
    Document,
    /// A ZIP archive, which spreadsheets are too.
    #[error("an archive or a spreadsheet (save the spreadsheet as CSV first)")]
    Archive,
    /// Something else.
    #[error("not a text file")]
    Other,
}
