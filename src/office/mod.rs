//! Files that hold tables: spreadsheets, archives, JSON, web pages. Each table becomes the text of a CSV file,
//! so that what imports understand of tables counts for all of them; nothing here knows what a
//! contact is.
//!
//! Runs in a worker of its own, which is fetched when somebody first opens such a file, and which
//! alone ends if a file takes more memory than there is.

#![deny(missing_docs)]

mod archive;
mod cells;
mod container;
mod grid;
pub mod json;
mod message;
mod number_format;
mod open_document;
mod pages;
mod records;
mod sheet_text;
mod tags;
mod workbook;

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod testing;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

pub use container::{BEGINNING, Container, Part, PartForm, Unpacked, open};
pub use message::{PartHead, UnpackReply, UnpackRequest, answer};
