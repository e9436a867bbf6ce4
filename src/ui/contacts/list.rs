//! The list of contacts.

use leptos::prelude::*;

/// The list of contacts.
#[component]
pub fn ContactsPane() -> impl IntoView {
    view! { <div class="screen"></div> }
}
