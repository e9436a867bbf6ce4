//! The call in progress: stored before the dialer opens, because the phone may discard the page
//! meanwhile, until the user logs the outcome.

use domain::{Draft, Kept};
use replica::{decode_draft, encode_draft};
use store::{SmallForm, Store};

use super::workspace::Workspace;
use super::{AppError, Env};

impl<S: Store, E: Env> Workspace<S, E> {
    /// Stores the interaction about to happen outside the app, or clears it. Durable on return.
    ///
    /// # Errors
    /// Store errors.
    pub async fn keep_pending(&self, call: Option<&Draft>) -> Result<(), AppError> {
        Ok(SmallForm::PendingCall.key().write(self.store(), call.map(encode_draft)).await?)
    }

    /// Returns the interaction that was begun outside the app and not logged yet.
    ///
    /// # Errors
    /// Store errors.
    pub async fn pending(&self) -> Result<Option<Draft>, AppError> {
        let bytes = SmallForm::PendingCall.key().read(self.store()).await?;
        let draft = bytes.as_deref().and_then(decode_draft);
        let happens = |draft: &Draft| {
            self.schema(draft.kind).is_some_and(|schema| schema.kept == Kept::WithParties)
        };
        Ok(draft.filter(happens))
    }
}
