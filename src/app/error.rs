//! Errors of actions.

use thiserror::Error;

use domain::Problem;
use store::StoreError;
use transfer::TransferError;

/// The reason an action was not performed. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AppError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file could not be read.
    #[error(transparent)]
    Transfer(#[from] TransferError),
    /// The draft is not valid.
    #[error("some fields need your attention")]
    Invalid(Vec<Problem>),
    /// The record does not exist, or no longer does.
    #[error("this record is not on this device")]
    NotFound,
    /// A stage or pipeline that holds this many deals was to be removed without a target stage for
    /// them.
    #[error("this stage has {0} deals: choose where to move them")]
    StageInUse(usize),
    /// The only stage of a pipeline was to be removed.
    #[error("a pipeline needs a stage")]
    LastStage,
    /// A file that a record refers to is not on this device, or is damaged.
    #[error("this file is not on this device, or is damaged")]
    FileLost,
    /// The worker stopped without a reply.
    #[error("the operation was interrupted")]
    Interrupted,
    /// The code for this could not be fetched.
    #[error("Satchel could not download a part that it needs")]
    PartMissing,
}
