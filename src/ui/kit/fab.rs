//! The floating button in reach of the thumb. On a desktop the button in the top bar replaces it.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// A rounded button above the bar; a link if it leads to a screen.
#[component]
pub fn Fab(
    /// The label: "New contact".
    #[prop(into)]
    label: Signal<String>,
    /// The icon.
    #[prop(default = IconName::Plus)]
    icon: IconName,
    /// The link's address; without one it is a button.
    #[prop(optional, into)]
    href: Option<Signal<String>>,
    /// Called when pressed.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
) -> impl IntoView {
    match href {
        Some(href) => view! {
            <a class="fab" href=move || href.get() aria-label=move || label.get()>
                <Icon name=icon />
            </a>
        }
        .into_any(),
        None => {
            let on_click = move |_| {
                if let Some(on_press) = on_press {
                    on_press.run(());
                }
            };
            view! {
                <button class="fab" type="button" aria-label=move || label.get() on:click=on_click>
                    <Icon name=icon />
                </button>
            }
            .into_any()
        }
    }
}
