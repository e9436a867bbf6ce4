//! An age, as a thin bar that turns amber. Decorative: the words beside it say the same.

use leptos::prelude::*;

/// A thin bar that fills with age.
#[component]
pub fn AgeBar(
    /// The share of the time that has passed, in percent; full from 100 on.
    #[prop(into)]
    percent: Signal<u32>,
    /// True if it has been left alone for too long.
    #[prop(into)]
    stale: Signal<bool>,
) -> impl IntoView {
    view! {
        <div
            class="age-bar"
            aria-hidden="true"
            data-stale=move || stale.get().then_some("")
            style:--age=move || format!("{}%", percent.get().min(100))
        ></div>
    }
}
