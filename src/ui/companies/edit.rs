//! Companies: their list, page and form.

use leptos::prelude::*;

/// Companies: their list, page and form.
#[component]
pub fn CompanyEdit() -> impl IntoView {
    view! { <div class="screen"></div> }
}
