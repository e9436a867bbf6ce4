//! Drawing a little at a time. A screen full of rows takes longer to make than a finger waits, so
//! the first few are there at once, and the rest follows, each few in a turn of its own.

use leptos::prelude::*;
use leptos::task::spawn_local;

use browser::dom;

/// At this many everything is drawn.
const ALL: usize = 64;

/// How many things may be drawn: `step` at once, as many more whenever those have been painted, and
/// soon without limit. For as long as the component that asks is shown.
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
