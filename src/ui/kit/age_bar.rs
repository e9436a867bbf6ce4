//! How old something is, as a thin bar that turns amber. Only shown; the words beside it say it.

use leptos::prelude::*;

/// A thin bar that fills with age.
#[component]
pub fn AgeBar(
    /// How much of its time has passed, in percent; beyond 100 it is full.
    #[prop(into)]
    percent: Signal<u32>,
    /// It has been left alone for too long.
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
