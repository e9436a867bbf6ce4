//! The two calls: what a device asks and a server answers.

use serde::{Deserialize, Serialize};

use super::row::WireRow;

/// The version of the contract.
pub const PROTOCOL: u32 = 1;

/// Asks for what changed since a cursor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PullRequest {
    /// The version of the contract.
    pub p: u32,
    /// The version of the device's declarations of kinds.
    pub schema: u32,
    /// The device: 16 hexadecimal digits.
    pub dev: String,
    /// The workspace.
    pub ws: String,
    /// The cursor of the last reply; none for everything.
    pub cursor: Option<String>,
    /// The most rows that the reply may have.
    pub limit: usize,
}

/// The changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PullReply {
    /// The server's time in milliseconds since 1970.
    pub now: i64,
    /// The server's memory: another one after it was restored, imported or cloned.
    pub epoch: String,
    /// The cursor with which to go on: of the last row that was looked at.
    pub cursor: String,
    /// True if there is more. Only without it the device has all.
    pub more: bool,
    /// Why the device must take everything anew; this is then its first page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reset: Option<Reset>,
    /// The rows, in the order in which they were written; each is whole.
    pub rows: Vec<WireRow>,
}

/// The reason for which a device must take everything anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reset {
    /// The server has forgotten deletions that the device does not know of.
    Gc,
    /// The rights of the user have changed as a whole.
    Access,
    /// The server was restored from a backup: it may know less than before.
    Restore,
}

/// Hands over what was written here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PushRequest {
    /// The version of the contract.
    pub p: u32,
    /// The version of the device's declarations of kinds.
    pub schema: u32,
    /// The device: 16 hexadecimal digits.
    pub dev: String,
    /// The workspace.
    pub ws: String,
    /// The epoch of the last pull.
    pub epoch: String,
    /// Rows with the values that changed, or whole new ones.
    pub rows: Vec<WireRow>,
}

/// The fate of each row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PushReply {
    /// The server's time in milliseconds since 1970.
    pub now: i64,
    /// The server's memory.
    pub epoch: String,
    /// One result for each row, in the order of the rows.
    pub res: Vec<RowResult>,
}

/// The fate of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RowResult {
    /// It was not taken.
    Refused {
        /// Why.
        err: RowFault,
        /// The key of the value that is at fault, if it is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        field: Option<String>,
        /// A sentence for a person, if the server has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        msg: Option<String>,
    },
    /// It was taken.
    Taken {
        /// 1.
        ok: u8,
        /// The row as the server has it now, if it is not what was sent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        row: Option<WireRow>,
    },
}

/// The reason for which a row was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowFault {
    /// The user may not write it.
    Denied,
    /// A value breaks a rule.
    Invalid,
    /// The server does not have the record, and the row does not say that it is new.
    Unknown,
    /// The row is larger than the server takes.
    TooBig,
}

impl RowResult {
    /// Creates the result of a row that was taken as it is.
    pub fn taken(row: Option<WireRow>) -> Self {
        Self::Taken { ok: 1, row }
    }

    /// Creates the result of a row that was not taken.
    pub fn refused(err: RowFault) -> Self {
        Self::Refused { err, field: None, msg: None }
    }
}

/// Reads a reply of a server; `None` if it is none, such as the page of a captive portal.
pub fn read_reply<T: for<'de> Deserialize<'de>>(body: &[u8]) -> Option<T> {
    serde_json::from_slice(body).ok()
}
