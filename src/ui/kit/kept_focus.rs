//! Keeps the focus on the page when the focused element goes away.

use leptos::prelude::*;

/// Keeps the focus within the element of this id, once the element exists.
pub fn keep_focus(root: &'static str) {
    Effect::new(move |_| dom::keep_focus(root));
}
