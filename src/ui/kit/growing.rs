//! Drawing a little at a time. A screen full of rows takes longer to make than a finger waits, so
//! the first few are there at once, and the rest follows, each few in a turn of its own.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

/// At this many everything is drawn.
const ALL: usize = 64;

/// How many things may be drawn: `step` at once, as many more with every turn of the browser, and
/// soon without limit. For as long as the component that asks is shown.
pub fn growing(step: usize) -> Signal<usize> {
    let limit = RwSignal::new(step);
    let next = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let now = limit.get();
        if now == usize::MAX {
            return;
        }
        let more = if now >= ALL { usize::MAX } else { now + step };
        let grow = move || {
            limit.try_set(more);
        };
        match set_timeout_with_handle(grow, Duration::ZERO) {
            Ok(handle) => next.set_value(Some(handle)),
            // Without a clock everything is drawn at once.
            Err(_) => limit.set(usize::MAX),
        }
    });
    on_cleanup(move || {
        if let Some(handle) = next.try_get_value().flatten() {
            handle.clear();
        }
    });
    limit.into()
}
