//! To be drawn.

use leptos::prelude::*;

/// To be drawn.
#[component]
pub fn DealEdit() -> impl IntoView {
    view! { <div class="screen"></div> }
}
