//! Says that a form began with what was typed the last time, and how to begin anew.

use leptos::prelude::*;

use crate::ui::parts::use_desk;
use kit::{Button, ButtonKind};

/// The line above a form that was restored.
#[component]
pub fn DraftNote(
    /// Whether the form was restored.
    #[prop(into)]
    shown: Signal<bool>,
    /// What was typed is to be forgotten.
    #[prop(into)]
    on_discard: Callback<()>,
) -> impl IntoView {
    let words = use_desk().form;
    view! {
        <Show when=move || shown.get()>
            <div class="form-note" role="status">
                <p>{move || words.restored.get()}</p>
                <Button label=words.discard kind=ButtonKind::Ghost on_press=on_discard />
            </div>
        </Show>
    }
}
