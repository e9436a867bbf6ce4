//! Keeps the focus on the page when the focused element goes away.

use leptos::prelude::*;

/// Keeps the focus within the element of this id, once the element exists.
pub fn keep_focus(root: &'static str) {
    // The effect holds what it returns, so the focus is kept as long as the component lives.
    Effect::new(move |_| dom::keep_focus(root));
}
