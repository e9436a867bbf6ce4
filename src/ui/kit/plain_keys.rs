//! Single-key shortcuts, outside of fields and dialogs.

use leptos::prelude::*;

/// Elements in which a letter is just typed.
const WRITING: &str = "input, textarea, select, [contenteditable], dialog";

/// Calls `pressed` for each key without modifiers, with the time of the event in milliseconds, as
/// long as the component lives. Returns `true` if the key was handled.
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
