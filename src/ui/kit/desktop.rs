//! The desktop breakpoint, for layouts that a style sheet cannot switch: a row with columns has
//! different text from one with two lines.

use leptos::prelude::*;

/// 1024 pixels at the default font size.
const DESKTOP: &str = "(min-width: 64em)";

/// Returns true while the window is as wide as a desktop; follows the window.
pub fn use_desktop() -> Signal<bool> {
    let desktop = RwSignal::new(dom::screen_is(DESKTOP));
    let watch = StoredValue::new_local(dom::watch_screen(DESKTOP, move |is| desktop.set(is)));
    on_cleanup(move || watch.dispose());
    desktop.into()
}
