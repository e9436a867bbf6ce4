//! Chips: small round switches, in a line that wraps or scrolls sideways.

use leptos::prelude::*;

use super::ends::Ends;
use super::icon::{Icon, IconName};

/// A round switch. Several of them filter a list or pick an outcome.
#[component]
pub fn Chip(
    /// The word on it.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is on; left out for a chip that only opens something.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// It was pressed; the owner of the state turns it.
    #[prop(into)]
    on_press: Callback<()>,
    /// A picture before the word.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// A picture after the word, such as a cross that removes a filter.
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
    /// What they are about, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
    /// They wrap onto further lines instead of scrolling sideways.
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
