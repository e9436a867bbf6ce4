//! Importing a file.

use leptos::prelude::*;

/// Importing a file.
#[component]
pub fn ImportScreen() -> impl IntoView {
    view! { <div class="screen"></div> }
}
