//! A row for one of several ways to reach a person.

use leptos::prelude::*;

use kit::{Icon, IconName};

/// A number or address with its label; pressing it calls, writes or shows the map.
#[component]
pub fn ReachRow(
    /// The number or address.
    shown: String,
    /// Its label: Mobile, Work.
    label: String,
    /// The link.
    href: String,
    /// The icon of the action.
    icon: IconName,
    /// Called when pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// True if `on_press` follows the link instead of the browser; web links excepted.
    #[prop(optional)]
    follows: bool,
) -> impl IntoView {
    // Only web links open a tab; a number goes to the phone's own app.
    let web = href.starts_with("http");
    view! {
        <div class="list-row">
            <a
                class="list-row__body"
                href=href
                target=web.then_some("_blank")
                rel="noopener noreferrer"
                on:click=move |event| {
                    if follows && !web {
                        event.prevent_default();
                    }
                    on_press.run(());
                }
            >
                <span class="list-row__leading"><Icon name=icon /></span>
                <span class="list-row__lines">
                    <span class="list-row__title" dir="auto">{shown}</span>
                    <span class="list-row__subtitle">{label}</span>
                </span>
            </a>
        </div>
    }
}
