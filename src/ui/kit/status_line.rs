//! A quiet line that says how many there are, and is read out when it changes.

use leptos::prelude::*;

/// "37 of 12,408 contacts".
#[component]
pub fn StatusLine(
    /// The words.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! {
        <p class="status-line" role="status">
            {move || text.get()}
        </p>
    }
}
