//! Local times in files: a time without a zone is one of the user's.

use domain::{Draft, Fields, LocalClock, Value};

/// Moves local times that were read as if they were UTC to the moments that they mean.
pub fn at_home(draft: &mut Draft, local: &[u32], clock: &LocalClock) {
    for field in local {
        if let Some(Value::Moment(shown)) = draft.value(*field) {
            draft.set(*field, Value::Moment(clock.moment(shown)));
        }
    }
}
