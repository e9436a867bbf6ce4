//! Files on records: the field of a form, the tiles of a page and of a timeline entry.

mod field;
mod services;
mod tiles;

pub use field::{FilesField, FilesInput};
pub use services::{FileServices, FileSource};
pub use tiles::{FileAdder, RecordFiles};
