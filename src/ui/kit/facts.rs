//! Facts in two columns: what it is called, quietly, and what it is.

use leptos::prelude::*;

/// A list of facts. Its children are `Fact`s.
#[component]
pub fn Facts(
    /// The facts.
    children: Children,
) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// One fact. A fact with several values has them below each other.
#[component]
pub fn Fact(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// What it is: words, links, tags.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="facts__fact">
            <dt class="facts__label">{move || label.get()}</dt>
            <dd class="facts__value">{children()}</dd>
        </div>
    }
}
