//! One contact: its page and its form.

use leptos::prelude::*;

/// One contact: its page and its form.
#[component]
pub fn ContactShow() -> impl IntoView {
    view! { <div class="screen"></div> }
}
