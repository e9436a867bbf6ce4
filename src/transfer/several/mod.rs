//! Several values in one cell: what people and programs put between phone numbers, email addresses
//! and links, the words that they write around them, and lists in JSON.

mod emails;
mod links;
mod parts;
mod phones;
mod piece;

pub use piece::{CellPiece, pieces};
