//! Backups: one versioned JSON file with everything, including the bin, stamps, tombstones, and
//! fields unknown to this version. Restoring it yields identical data.

mod form;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use read::{Backup, read_backup};
pub use write::BackupWriter;

/// The version that is written, and the newest that can be read.
pub const BACKUP_VERSION: u64 = 1;
