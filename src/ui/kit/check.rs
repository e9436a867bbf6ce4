//! The round mark before a row: selected, or done. It only shows; the row around it is pressed.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// A circle that fills with a tick.
#[component]
pub fn Check(
    /// Whether it is filled.
    #[prop(into)]
    checked: Signal<bool>,
) -> impl IntoView {
    view! {
        <span class="check" aria-hidden="true" data-checked=move || checked.get().then_some("")>
            <Icon name=IconName::Check />
        </span>
    }
}
