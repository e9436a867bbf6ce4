//! The head of a screen: its title, the way back, and its actions.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::words::use_words;

/// Title, back arrow and actions.
#[component]
pub fn TopBar(
    /// The screen's title. Empty if the page has a larger heading of its own below.
    #[prop(optional, into)]
    title: Signal<String>,
    /// True if the record open beside it has the page's `h1`.
    #[prop(optional, into)]
    beside: Signal<bool>,
    /// A quiet line under the title: totals, a date.
    #[prop(optional, into)]
    subtitle: Signal<Option<String>>,
    /// Content instead of the subtitle, where a line is not enough.
    #[prop(optional, into)]
    below: Option<ViewFn>,
    /// The address of the back arrow; without one, or with an empty one, there is no arrow.
    #[prop(optional, into)]
    back: Option<Signal<String>>,
    /// Shows the back arrow only on phones: on a desktop the list is visible beside.
    #[prop(optional)]
    back_is_narrow: bool,
    /// Buttons at the right.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let words = use_words();
    let arrow = back.map(|href| {
        let leads = Memo::new(move |_| !href.read().is_empty());
        view! {
            <Show when=move || leads.get()>
                <a
                    class="button top-bar__back"
                    data-shape="icon"
                    data-kind="bare"
                    data-narrow=back_is_narrow.then_some("")
                    href=move || href.get()
                    aria-label=move || words.back.get()
                >
                    <Icon name=IconName::ArrowLeft />
                </a>
            </Show>
        }
    });
    let has_title = Memo::new(move |_| !title.read().is_empty());
    let heading = move || {
        let words = move || title.get();
        if beside.get() {
            view! { <h2 class="top-bar__title">{words}</h2> }.into_any()
        } else {
            view! { <h1 class="top-bar__title">{words}</h1> }.into_any()
        }
    };
    view! {
        <header class="top-bar">
            {arrow}
            <div class="top-bar__names">
                {move || has_title.get().then(heading)}
                <p class="top-bar__subtitle" hidden=move || subtitle.read().is_none()>
                    {move || subtitle.get()}
                </p>
                {below.map(|slot| slot.run())}
            </div>
            <div class="top-bar__actions">{children.map(|children| children())}</div>
        </header>
    }
}
