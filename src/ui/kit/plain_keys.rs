//! Keys that do something by themselves, from anywhere but a field or a dialog.

use leptos::prelude::*;

use browser::dom;

/// Where a letter is a letter like any other.
const WRITING: &str = "input, textarea, select, [contenteditable], dialog";

/// Listens as long as the component is there: to each key that is pressed alone, with the time of
/// the event in milliseconds. Where it gives `true` the key has done its work.
pub fn on_plain_key(pressed: impl Fn(&str, f64) -> bool + 'static) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let with_others = event.ctrl_key() || event.meta_key() || event.alt_key();
        let free = !with_others && !event.default_prevented() && !event.is_composing();
        let done = free
            && !dom::is_within(event.target(), WRITING)
            && pressed(&event.key(), event.time_stamp());
        if done {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}
