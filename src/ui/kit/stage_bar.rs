//! How far something has come: a thin row of bars of which the first are filled. Only shown; the
//! words beside it say the same.

use leptos::prelude::*;

/// A row of bars of which the first are filled.
#[component]
pub fn StageBar(
    /// How many steps there are.
    #[prop(into)]
    count: Signal<usize>,
    /// How many are behind us, this one included.
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
