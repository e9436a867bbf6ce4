//! Errors of a JSON text as a whole.

use serde_json::error::Category;
use thiserror::Error;

/// The reason a JSON text gave no tables.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum JsonFault {
    /// The text breaks the rules of JSON.
    #[error("this file is not JSON: line {line}, column {column}: {what}")]
    NotJson {
        /// The line, counted from 1.
        line: usize,
        /// The column in bytes, counted from 1.
        column: usize,
        /// The parser's message.
        what: String,
    },
    /// The text ends in the middle of a value: the file is a part of what was written.
    #[error(
        "this file ends in the middle, in line {line}, after {rows} rows: part of it is missing"
    )]
    CutOff {
        /// The last line, counted from 1.
        line: usize,
        /// The number of whole rows before the end.
        rows: usize,
    },
    /// The text is in no encoding of Unicode, or its bytes are damaged.
    #[error("this file is not in UTF-8 or UTF-16, the encodings of JSON (line {line})")]
    Encoding {
        /// The line, counted from 1; 0 if unknown.
        line: usize,
    },
    /// JSON that contains no list of records, and is none itself.
    #[error("this file is JSON, but contains no table")]
    NoTable,
    /// The tables need more memory than there is.
    #[error("the tables in this file have more than {} MB", most >> 20)]
    TooLarge {
        /// The limit in bytes.
        most: usize,
    },
    /// Values inside values, more levels of them than any export has.
    #[error("this file has values in values, more than {} levels of them", super::members::DEEPEST)]
    TooDeep,
    /// The system refused to read the file.
    #[error("this file could not be read: it was moved or changed after you chose it")]
    Unreadable,
}

impl JsonFault {
    /// Converts the parser's error, after so many rows.
    pub(super) fn of(error: &serde_json::Error, rows: usize) -> Self {
        let what = error.to_string();
        match error.classify() {
            Category::Eof => Self::CutOff { line: error.line(), rows },
            Category::Io if error.io_error_kind() == Some(std::io::ErrorKind::InvalidData) => {
                Self::Encoding { line: error.line() }
            }
            Category::Io => Self::Unreadable,
            _ if what.starts_with("recursion limit") => Self::TooDeep,
            _ if what.starts_with("invalid unicode") => Self::Encoding { line: error.line() },
            _ => {
                let what = what.split(" at line ").next().unwrap_or_default().to_owned();
                Self::NotJson { line: error.line(), column: error.column(), what }
            }
        }
    }
}
