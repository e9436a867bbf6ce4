//! The messages between the page and the worker that opens files. The worker gets the file as the
//! first part of a message, and answers with the bytes of each part.

use serde::{Deserialize, Serialize};
use transfer::{MOST_BYTES, TransferError};

use super::container::{Part, PartForm, Unpacked, open};

/// The request to open the file that goes with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnpackRequest {
    /// The file's name.
    pub name: String,
}

/// A part of a file, whose bytes go with the reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartHead {
    /// Its name, for display.
    pub name: String,
    /// The form in which it is read.
    pub form: PartForm,
    /// True if its program does not show it.
    pub hidden: bool,
}

/// The worker's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnpackReply {
    /// The parts of the file, in the order of their bytes.
    Unpacked {
        /// The parts that can be read.
        parts: Vec<PartHead>,
        /// The names of files that hold no tables.
        left: Vec<String>,
    },
    /// The file cannot be opened.
    Failed(TransferError),
}

/// Opens a file; returns the reply and the bytes of the parts.
pub fn answer(asked: &UnpackRequest, bytes: &[u8]) -> (UnpackReply, Vec<Vec<u8>>) {
    match open(&asked.name, bytes, MOST_BYTES) {
        Ok(Unpacked { parts, left }) => {
            let split =
                |Part { name, form, hidden, bytes }| (PartHead { name, form, hidden }, bytes);
            let (parts, bytes) = parts.into_iter().map(split).unzip();
            (UnpackReply::Unpacked { parts, left }, bytes)
        }
        Err(error) => (UnpackReply::Failed(error), Vec::new()),
    }
}
