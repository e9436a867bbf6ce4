//! The focus stays on the page when what had it goes away.

use leptos::prelude::*;

use browser::dom;

/// Keeps the focus within the element of this id, once it is there.
pub fn keep_focus(root: &'static str) {
    Effect::new(move |_| dom::keep_focus(root));
}
