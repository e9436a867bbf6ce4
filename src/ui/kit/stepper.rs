//! Steps in a line: how far something has come.

use leptos::prelude::*;

/// A row of bars of which the first are filled.
#[component]
pub fn Stepper(
    /// What it says in words: "Proposal, step 3 of 5".
    #[prop(into)]
    label: Signal<String>,
    /// How many steps there are.
    #[prop(into)]
    count: Signal<usize>,
    /// How many are behind us, this one included.
    #[prop(into)]
    done: Signal<usize>,
) -> impl IntoView {
    let step = move |index: usize| {
        view! {
            <span class="stepper__step" data-done=move || (index < done.get()).then_some("")></span>
        }
    };
    view! {
        <div class="stepper" role="img" aria-label=move || label.get()>
            {move || (0..count.get()).map(step).collect_view()}
        </div>
    }
}
