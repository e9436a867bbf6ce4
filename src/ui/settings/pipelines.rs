//! Pipelines.

use leptos::prelude::*;

/// Pipelines and their stages.
#[component]
pub fn PipelinesScreen() -> impl IntoView {
    view! { <div class="screen"></div> }
}
