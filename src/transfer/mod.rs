//! The outside formats: vCard, CSV, JSON backup. Bytes to drafts and records to bytes. Everything is
//! driven by the schemas: a field that is added to one comes in and goes out with no further code.

mod backup;
mod cell;
mod csv;
mod dates;
mod error;
mod export;
mod import;
mod labels;
mod making;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod making_up;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod round_trip;
#[cfg(test)]
mod testing;
mod text;
mod vcard;

pub use self::csv::{Sheet, write_csv};
pub use backup::{Backup, BackupWriter, read_backup};
pub use error::{Binary, TransferError};
pub use export::Lookups;
pub use import::{
    Each, Format, Import, ImportedFile, Reason, Row, SetAside, Summary, read, read_each, sniff,
};
pub use making::{file_ref, picture_type};
pub use vcard::write_vcard;
