//! What is to be known before somebody is reached.

use leptos::prelude::*;

use kit::{Icon, IconName};

/// A sentence that warns.
#[component]
pub fn Warning(
    /// The sentence.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <p class="record__warning">
            <Icon name=IconName::TriangleAlert />
            <span>{text}</span>
        </p>
    }
}
