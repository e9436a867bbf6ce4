//! Failures of the store, named by cause.

use thiserror::Error;

/// A failed operation of the store. Nothing of it was kept, unless the variant says so.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The device has no room for the write.
    #[error("this device is out of storage")]
    Full,
    /// The browser does not allow storage here, as in some private windows.
    #[error("this browser does not let Satchel store data")]
    Blocked,
    /// The connection was lost and could not be reopened.
    #[error("Satchel lost the connection to this device's storage")]
    Lost,
    /// Another tab with an older version keeps the database open.
    #[error("an older version of Satchel is open in another tab")]
    OldTab,
    /// This tab's connection was closed because another tab installed a newer version.
    #[error("a newer version of Satchel is open in another tab")]
    Superseded,
    /// The database was written by a newer version and must not be changed.
    #[error("a newer version of Satchel wrote the data on this device")]
    NewerData,
    /// Another tab moved the record. Read again and retry.
    #[error("another tab moved this record")]
    Moved,
    /// The page to change is damaged; it stays as it is.
    #[error("this part of the data is damaged on the device")]
    Damaged,
    /// Another tab took the bulk work for abandoned and rolled it back.
    #[error("another tab undid this import")]
    RolledBack,
    /// A failure that the browser did not explain further.
    #[error("this device's storage failed: {name} {message}")]
    Other {
        /// The name of the browser's exception.
        name: String,
        /// Its message.
        message: String,
    },
}
