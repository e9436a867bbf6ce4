//! The keys of what a tab missed, which is what most cases compare.

use crate::{Store, StoreError};
use replica::PageKey;

/// Returns the last commit and the pages written since, gone ones too.
pub async fn written(
    store: &impl Store,
    since: u64,
) -> Result<(u64, Option<Vec<PageKey>>), StoreError> {
    let missed = store.missed(since).await?;
    let keys = |pages: Vec<(PageKey, _)>| pages.into_iter().map(|(key, _)| key).collect();
    Ok((missed.commit, missed.pages.map(keys)))
}
