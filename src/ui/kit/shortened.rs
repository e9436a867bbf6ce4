//! Words for which there is little room: shortened for the eye, in full for the ear and under the
//! pointer.

use leptos::prelude::*;

/// A short form that is seen, and the full one that is heard; they may be the same.
#[component]
pub fn Shortened(
    /// What is seen.
    #[prop(into)]
    short: Signal<String>,
    /// What is heard.
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
