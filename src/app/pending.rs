//! The call that is being made: kept before the dialler opens, for the phone may end the page
//! meanwhile, until somebody says how it went.

use domain::{ACTIVITY, Draft};
use replica::{decode_draft, encode_draft};
use store::Store;

use super::workspace::Workspace;
use super::{AppError, Env};

/// Under which it is kept.
pub const PENDING_CALL: &str = "pending-call";

impl<S: Store, E: Env> Workspace<S, E> {
    /// Keeps what is about to be done with somebody outside of the app, or forgets it. Durable once
    /// this is over.
    ///
    /// # Errors
    /// What the store gives.
    pub async fn keep_pending(&self, call: Option<&Draft>) -> Result<(), AppError> {
        Ok(self.store().put(PENDING_CALL, call.map(encode_draft)).await?)
    }

    /// What was begun outside of the app and not logged yet.
    ///
    /// # Errors
    /// What the store gives.
    pub async fn pending(&self) -> Result<Option<Draft>, AppError> {
        let bytes = self.store().get(PENDING_CALL).await?;
        let draft = bytes.as_deref().and_then(decode_draft);
        Ok(draft.filter(|draft| draft.kind == ACTIVITY))
    }
}
