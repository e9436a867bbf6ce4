//! Chips: small round buttons, in a line that wraps or scrolls sideways.

use leptos::prelude::*;

use super::ends::Ends;
use super::icon::{Icon, IconName};

/// A round toggle button. Several of them filter a list or pick an outcome.
#[component]
pub fn Chip(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// True if it is on; left out for a chip that only opens something.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Called when pressed; the owner of the state toggles it.
    #[prop(into)]
    on_press: Callback<()>,
    /// The icon before the label.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// The icon after the label, such as a cross that removes a filter.
    #[prop(optional, into)]
    trailing: Option<IconName>,
) -> impl IntoView {
    view! {
        <button
            class="chip"
            type="button"
            aria-pressed=move || pressed.map(|on| if on.get() { "true" } else { "false" })
            on:click=move |_| on_press.run(())
        >
            <span class="chip__face">
                {icon.map(|name| view! { <Icon name /> })}
                <span>{move || label.get()}</span>
                {trailing.map(|name| view! { <Icon name /> })}
            </span>
        </button>
    }
}

/// A line of chips.
#[component]
pub fn Chips(
    /// The group's label, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// Wraps the chips onto further lines instead of scrolling sideways.
    #[prop(optional)]
    wrap: bool,
    /// The chips.
    children: Children,
) -> impl IntoView {
    let ends = Ends::new();
    view! {
        <div
            class="chips"
            node_ref=ends.row
            role="group"
            aria-label=move || label.get()
            data-wrap=wrap.then_some("")
            data-more=move || ends.more.get()
            on:scroll=move |_| ends.look()
        >
            <div class="chips__row" node_ref=ends.inside>
                {children()}
            </div>
        </div>
    }
}
