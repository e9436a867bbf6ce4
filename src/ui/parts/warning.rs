//! A warning shown before somebody is contacted.

use leptos::prelude::*;

use kit::{Icon, IconName};

/// A warning sentence.
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
