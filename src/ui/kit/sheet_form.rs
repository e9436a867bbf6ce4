//! A short form in a sheet: fields one below the other, and one button that does it.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::button::{Button, ButtonKind};

/// Fields with their one button.
#[component]
pub fn SheetForm(
    /// The button's label.
    #[prop(into)]
    label: Signal<String>,
    /// Called to send the form.
    #[prop(into)]
    on_submit: Callback<()>,
    /// True if it cannot be sent yet.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// True if another question replaces the form.
    #[prop(optional, into)]
    hidden: Signal<bool>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <form class="sheet-form" novalidate hidden=move || hidden.get() on:submit=submit>
            {children()}
            <Button label kind=ButtonKind::Primary disabled submit=true wide=true />
        </form>
    }
}
