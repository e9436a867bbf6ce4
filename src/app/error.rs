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
    #[error("some fields need another look")]
    Invalid(Vec<Problem>),
    /// The record does not exist, or no longer does.
    #[error("this record does not exist on this device")]
    NotFound,
    /// A stage or pipeline that holds this many deals was to be removed without a target stage for
    /// them.
    #[error("{0} deals are in it: say where they go")]
    StageInUse(usize),
    /// The only stage of a pipeline was to be removed.
    #[error("a pipeline keeps a stage")]
    LastStage,
    /// The worker stopped without a reply.
    #[error("the work was interrupted")]
    Interrupted,
    /// The code for this could not be fetched.
    #[error("a part of the program is not on this device yet")]
    PartMissing,
}
