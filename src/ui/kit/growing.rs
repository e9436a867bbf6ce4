//! Drawing in batches. A screen full of rows takes longer to create than a finger waits, so the
//! first few appear at once, and the rest follow, each batch in its own frame.

use leptos::prelude::*;
use leptos::task::spawn_local;

/// The count at which everything else is drawn.
const ALL: usize = 64;

/// Returns the number of items to draw: `step` at once, `step` more after each paint, and soon
/// without limit. Grows as long as the calling component is shown.
pub fn growing(step: usize) -> Signal<usize> {
    let limit = RwSignal::new(step);
    Effect::new(move |_| {
        let now = limit.get();
        if now == usize::MAX {
            return;
        }
        let more = if now >= ALL { usize::MAX } else { now + step };
        spawn_local(async move {
            dom::painted().await;
            limit.try_set(more);
        });
    });
    limit.into()
}
