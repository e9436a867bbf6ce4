//! Settings, the bin, the history, and what more there is.

use leptos::prelude::*;

/// Settings, the bin, the history, and what more there is.
#[component]
pub fn BinScreen() -> impl IntoView {
    view! { <div class="screen"></div> }
}
