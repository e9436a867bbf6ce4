//! What the day asks for, and what is to be done.

use leptos::prelude::*;

/// To be drawn.
#[component]
pub fn TodayScreen() -> impl IntoView {
    view! { <div class="screen"></div> }
}

/// To be drawn.
#[component]
pub fn TasksScreen() -> impl IntoView {
    view! { <div class="screen"></div> }
}

/// To be drawn.
#[component]
pub fn TaskSheet() -> impl IntoView {
    view! { <div class="screen"></div> }
}

/// To be drawn.
#[component]
pub fn NewSheet() -> impl IntoView {
    view! { <div class="screen"></div> }
}
