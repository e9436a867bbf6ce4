//! The first start: a file, sample data, or an empty app.

use leptos::prelude::*;

/// The first start: a file, sample data, or an empty app.
#[component]
pub fn FirstStart() -> impl IntoView {
    view! { <div class="screen"></div> }
}
