//! One contact: its form.

use leptos::prelude::*;

/// One contact: its form.
#[component]
pub fn ContactEdit() -> impl IntoView {
    view! { <div class="screen"></div> }
}
