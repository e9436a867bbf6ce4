//! Text with little room: shortened on screen, in full for screen readers and as a tooltip.

use leptos::prelude::*;

/// A short form for the screen, and the full one for screen readers; they may be the same.
#[component]
pub fn Shortened(
    /// The visible text.
    #[prop(into)]
    short: Signal<String>,
    /// The full text.
    #[prop(into)]
    full: Signal<String>,
) -> impl IntoView {
    let cut = Memo::new(move |_| *short.read() != *full.read());
    view! {
        <span
            title=move || cut.get().then(|| full.get())
            aria-hidden=move || cut.get().then_some("true")
        >
            {move || short.get()}
        </span>
        <Show when=move || cut.get()>
            <span class="only-heard">{move || full.get()}</span>
        </Show>
    }
}
