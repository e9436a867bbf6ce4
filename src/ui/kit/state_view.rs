//! The three states of a screen with nothing to show: empty, failed, loading. They look different,
//! so that nobody takes one for another.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::words::use_words;

/// Shown when there is nothing yet, or nothing matches.
#[component]
pub fn Empty(
    /// The title: what is missing.
    #[prop(into)]
    title: Signal<String>,
    /// Advice on what to do, as a sentence.
    #[prop(optional, into)]
    text: Signal<String>,
    /// An icon of what would be here.
    #[prop(default = IconName::Inbox)]
    icon: IconName,
    /// True if the page shows nothing else: its title is the page's `h1`.
    #[prop(optional)]
    alone: bool,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let words = move || title.get();
    let heading = if alone {
        view! { <h1 class="state-view__title">{words}</h1> }.into_any()
    } else {
        view! { <h2 class="state-view__title">{words}</h2> }.into_any()
    };
    view! {
        <div class="state-view" data-state="empty">
            <span class="state-view__picture">
                <Icon name=icon />
            </span>
            {heading}
            <p class="state-view__text">{move || text.get()}</p>
            <div class="state-view__actions">{children.map(|children| children())}</div>
        </div>
    }
}

/// Shown after a failure: the event, whether data is safe, and advice.
#[component]
pub fn Failed(
    /// The title: what happened.
    #[prop(into)]
    title: Signal<String>,
    /// A sentence on the safety of the data, and advice.
    #[prop(into)]
    text: Signal<String>,
    /// Buttons, such as "Try again".
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="state-view" data-state="failed" role="alert">
            <span class="state-view__picture">
                <Icon name=IconName::TriangleAlert />
            </span>
            <h2 class="state-view__title">{move || title.get()}</h2>
            <p class="state-view__text">{move || text.get()}</p>
            <div class="state-view__actions">{children.map(|children| children())}</div>
        </div>
    }
}

/// Shown while loading: rows without text. They appear only after a moment, so that fast loading
/// does not flicker.
#[component]
pub fn Loading(
    /// The number of rows.
    #[prop(default = 8)]
    rows: usize,
) -> impl IntoView {
    let words = use_words();
    let row = |_| {
        view! {
            <div class="state-view__row">
                <span class="state-view__dot"></span>
                <span class="state-view__lines"></span>
            </div>
        }
    };
    view! {
        <div class="state-view" data-state="loading" role="status" aria-label=move || words.loading.get()>
            {(0..rows).map(row).collect_view()}
        </div>
    }
}
