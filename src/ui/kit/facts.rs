//! Facts in two columns: a quiet label, and the value.

use leptos::prelude::*;

/// A list of facts. Its children are `Fact`s.
#[component]
pub fn Facts(
    /// The facts.
    children: Children,
) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// One fact. Several values are stacked.
#[component]
pub fn Fact(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The value: words, links, tags.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="facts__fact">
            <dt class="facts__label">{move || label.get()}</dt>
            <dd class="facts__value">{children()}</dd>
        </div>
    }
}
