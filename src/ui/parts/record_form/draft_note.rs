//! The note that a form was restored from a draft, with a button to start over.

use leptos::prelude::*;

use crate::ui::parts::use_part_services;
use kit::{Button, ButtonKind};

/// The line above a form that was restored.
#[component]
pub fn DraftNote(
    /// True if the form was restored.
    #[prop(into)]
    shown: Signal<bool>,
    /// Called to discard the draft.
    #[prop(into)]
    on_discard: Callback<()>,
) -> impl IntoView {
    let words = use_part_services().form;
    view! {
        <Show when=move || shown.get()>
            <div class="form-note" role="status">
                <p>{move || words.restored.get()}</p>
                <Button label=words.discard kind=ButtonKind::Ghost on_press=on_discard />
            </div>
        </Show>
    }
}
