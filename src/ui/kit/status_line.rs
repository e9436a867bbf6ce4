//! A quiet line with a count, read out when it changes.

use leptos::prelude::*;

/// A line such as "37 of 12,408 contacts".
#[component]
pub fn StatusLine(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <p class="status-line" role="status">
            {move || text.get()}
        </p>
    }
}
