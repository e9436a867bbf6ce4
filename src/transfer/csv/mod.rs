//! Tables: CSV with whatever delimiter, of Google Contacts, Outlook, our own and any other program
//! whose headers name fields.

mod guard;
mod header;
mod plan;
mod read;
mod records;
mod row;
mod words;
mod write;

#[cfg(test)]
mod tests;

pub use read::read;
pub use write::{Sheet, write_csv};
