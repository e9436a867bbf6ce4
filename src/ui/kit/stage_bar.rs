//! Progress through stages: a thin row of segments, the first ones filled. Decorative; the words
//! beside it say the same.

use leptos::prelude::*;

/// A row of segments, the first ones filled.
#[component]
pub fn StageBar(
    /// The number of steps.
    #[prop(into)]
    count: Signal<usize>,
    /// The number of steps reached, the current one included.
    #[prop(into)]
    done: Signal<usize>,
) -> impl IntoView {
    let count = Memo::new(move |_| count.get());
    let step = move |index: usize| {
        view! {
            <span
                class="stage-bar__step"
                data-done=move || (index < done.get()).then_some("")
            ></span>
        }
    };
    view! {
        <div class="stage-bar" aria-hidden="true">
            {move || (0..count.get()).map(step).collect_view()}
        </div>
    }
}
