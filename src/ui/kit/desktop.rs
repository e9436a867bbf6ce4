//! Whether the screen has the room of a desktop, for what is drawn otherwise there and cannot be left
//! to a style sheet: a row with columns has other words than one with two lines.

use leptos::prelude::*;

use browser::dom;

/// From 1024 pixels at the usual size of letters.
const DESKTOP: &str = "(min-width: 64em)";

/// Whether it has; follows the window.
pub fn use_desktop() -> Signal<bool> {
    let desktop = RwSignal::new(dom::screen_is(DESKTOP));
    let watch = StoredValue::new_local(dom::watch_screen(DESKTOP, move |is| desktop.set(is)));
    on_cleanup(move || watch.dispose());
    desktop.into()
}
