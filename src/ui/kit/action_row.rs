//! The row of big actions at the head of a record: call, write, get directions.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// One big action.
#[derive(Clone)]
pub struct ActionItem {
    /// Its label, one word.
    pub label: String,
    /// The icon above it.
    pub icon: IconName,
    /// The link's address (`tel:`, `mailto:`, a map); without one it is a button.
    pub href: Option<String>,
    /// Called when pressed. For an address that is not on the web, it replaces following the link.
    pub on_press: Option<Callback<()>>,
    /// True if there is nothing to call or write to: shown disabled, so that the row keeps its
    /// order.
    pub missing: bool,
}

impl ActionItem {
    /// Creates a link out of the app.
    pub fn link(label: impl Into<String>, icon: IconName, href: impl Into<String>) -> Self {
        let href = Some(href.into());
        Self { label: label.into(), icon, href, on_press: None, missing: false }
    }

    /// Creates a link that the app itself follows, after saving the pending activity; the browser
    /// follows web links, in a new tab.
    pub fn begin(
        label: impl Into<String>,
        icon: IconName,
        href: impl Into<String>,
        on_press: Callback<()>,
    ) -> Self {
        Self { on_press: Some(on_press), ..Self::link(label, icon, href) }
    }

    /// Creates a button, for instance to choose among several numbers.
    pub fn button(label: impl Into<String>, icon: IconName, on_press: Callback<()>) -> Self {
        let on_press = Some(on_press);
        Self { label: label.into(), icon, href: None, on_press, missing: false }
    }

    /// Creates a disabled action that this record has nothing for.
    pub fn missing(label: impl Into<String>, icon: IconName) -> Self {
        Self { label: label.into(), icon, href: None, on_press: None, missing: true }
    }
}

/// Up to five big actions; the first is the primary one.
#[component]
pub fn ActionRow(
    /// The row's label, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The actions.
    #[prop(into)]
    items: Signal<Vec<ActionItem>>,
) -> impl IntoView {
    let item = |item: ActionItem| {
        let face = view! {
            <Icon name=item.icon />
            <span class="action-row__word">{item.label}</span>
        };
        match (item.href, item.on_press) {
            (Some(href), on_press) => {
                // Only web links open a tab; phone numbers and addresses go to the phone's own app.
                let web = href.starts_with("http");
                let on_click = move |event: leptos::ev::MouseEvent| {
                    if let Some(on_press) = on_press {
                        if !web {
                            event.prevent_default();
                        }
                        on_press.run(());
                    }
                };
                view! {
                    <a
                        class="action-row__item"
                        href=href
                        target=web.then_some("_blank")
                        rel="noopener noreferrer"
                        on:click=on_click
                    >
                        {face}
                    </a>
                }
                .into_any()
            }
            (None, on_press) => {
                let on_click = move |_| {
                    if let Some(on_press) = on_press {
                        on_press.run(());
                    }
                };
                view! {
                    <button
                        class="action-row__item"
                        type="button"
                        disabled=item.missing
                        on:click=on_click
                    >
                        {face}
                    </button>
                }
                .into_any()
            }
        }
    };
    view! {
        <div class="action-row" role="group" aria-label=move || label.get()>
            {move || items.get().into_iter().map(item).collect_view()}
        </div>
    }
}
