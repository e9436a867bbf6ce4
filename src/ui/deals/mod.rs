//! Deals: the board, the list, a deal and its form.

use leptos::prelude::*;

/// To be drawn.
#[component]
pub fn DealsScreen() -> impl IntoView {
    view! { <div class="screen"></div> }
}

/// To be drawn.
#[component]
pub fn DealShow() -> impl IntoView {
    view! { <div class="screen"></div> }
}

/// To be drawn.
#[component]
pub fn DealEdit() -> impl IntoView {
    view! { <div class="screen"></div> }
}
