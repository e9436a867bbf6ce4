//! Failures of the store, named by cause.

use thiserror::Error;

/// A failed operation of the store. Nothing of it was kept, unless the variant says so.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The device has no room for the write.
    #[error("the storage of this device is full")]
    Full,
    /// The browser does not allow storage here, as in some private windows.
    #[error("this browser does not allow Satchel to store data here")]
    Blocked,
    /// The connection was lost and could not be reopened.
    #[error("the connection to the storage of this device was lost")]
    Lost,
    /// Another tab with an older version keeps the database open.
    #[error("another tab has an older version of Satchel open")]
    OldTab,
    /// This tab's connection was closed because another tab installed a newer version.
    #[error("another tab has started a newer version of Satchel")]
    Superseded,
    /// The database was written by a newer version and must not be changed.
    #[error("the data on this device was written by a newer version of Satchel")]
    NewerData,
    /// Another tab moved the record. Read again and retry.
    #[error("another tab has moved this record")]
    Moved,
    /// The page to change is damaged; it stays as it is.
    #[error("this part of the data is damaged on the device")]
    Damaged,
    /// Another tab took the bulk work for abandoned and rolled it back.
    #[error("another tab has taken this import back")]
    RolledBack,
    /// A failure that the browser did not explain further.
    #[error("the storage of this device failed: {name} {message}")]
    Other {
        /// The name of the browser's exception.
        name: String,
        /// Its message.
        message: String,
    },
}
