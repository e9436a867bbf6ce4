//! The round mark before a row: selected, or done. Decorative; the row around it handles the press.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// A circle that fills with a check mark.
#[component]
pub fn Check(
    /// True if it is filled.
    #[prop(into)]
    checked: Signal<bool>,
) -> impl IntoView {
    view! {
        <span class="check" aria-hidden="true" data-checked=move || checked.get().then_some("")>
            <Icon name=IconName::Check />
        </span>
    }
}
