//! What can go wrong with an action.

use thiserror::Error;

use domain::Problem;
use store::StoreError;
use transfer::TransferError;

/// Why an action was not done. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AppError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file could not be read.
    #[error(transparent)]
    Transfer(#[from] TransferError),
    /// What was typed cannot be saved as it is.
    #[error("some fields need another look")]
    Invalid(Vec<Problem>),
    /// There is no such record, or not any more.
    #[error("this record does not exist on this device")]
    NotFound,
    /// A stage or pipeline is to go while so many deals are in it, and nobody said where they go.
    #[error("{0} deals are in it: say where they go")]
    StageInUse(usize),
    /// The only stage of a pipeline is to go.
    #[error("a pipeline keeps a stage")]
    LastStage,
    /// The worker stopped without an answer.
    #[error("the work was interrupted")]
    Interrupted,
    /// The part of the program that does this could not be fetched.
    #[error("a part of the program is not on this device yet")]
    PartMissing,
}
