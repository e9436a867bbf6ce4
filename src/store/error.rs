//! What can go wrong with the store, named by what happened.

use thiserror::Error;

/// An operation of the store failed. Nothing of the operation was kept, unless the variant says so.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The device has no room for what was to be written.
    #[error("the storage of this device is full")]
    Full,
    /// The browser does not allow storage here, as in some private windows.
    #[error("this browser does not allow Satchel to store data here")]
    Blocked,
    /// The connection was lost and could not be had again.
    #[error("the connection to the storage of this device was lost")]
    Lost,
    /// Another tab with an older version keeps the database open.
    #[error("another tab has an older version of Satchel open")]
    OldTab,
    /// This tab's connection was closed because another tab installed a newer version.
    #[error("another tab has started a newer version of Satchel")]
    Superseded,
    /// The database was written by a newer version; nothing may be written.
    #[error("the data on this device was written by a newer version of Satchel")]
    NewerData,
    /// The record is not where it was: another tab moved it. Read again and repeat.
    #[error("another tab has moved this record")]
    Moved,
    /// The page to be changed is damaged; it stays as it is.
    #[error("this part of the data is damaged on the device")]
    Damaged,
    /// The bulk work was taken back meanwhile, by a tab that took it for cut off.
    #[error("another tab has taken this import back")]
    RolledBack,
    /// Something the browser did not explain further.
    #[error("the storage of this device failed: {name} {message}")]
    Other {
        /// The name of the browser's exception.
        name: String,
        /// Its message.
        message: String,
    },
}
