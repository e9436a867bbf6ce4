//! Backups: one JSON file with a version that holds everything, also what is in the bin, stamps,
//! tombstones, and fields that this version does not know. Restored, it gives identical data.

mod form;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use read::{Backup, read_backup};
pub use write::BackupWriter;

/// The version that is written, and the newest that is read.
pub const BACKUP_VERSION: u64 = 1;
