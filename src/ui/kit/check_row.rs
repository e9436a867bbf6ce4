//! The row of a task: a round box to tick, its words struck through when it is done, and a way to
//! open it.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::ids::unique_id;
use super::tag::Tone;

/// Where a [`CheckRow`] leads, and what that link is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckLink {
    /// The address.
    pub href: String,
    /// What opens, in words: "Open Send the offer".
    pub label: String,
}

/// A row that can be ticked. The box is named by the words alone. With a link the words lead there
/// and only the box ticks, so that reading on never completes anything; without one the whole row
/// ticks.
#[component]
pub fn CheckRow(
    /// What is to be done.
    #[prop(into)]
    text: Signal<String>,
    /// Whether it is done.
    #[prop(into)]
    done: Signal<bool>,
    /// It was ticked or unticked: the new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// The second line: when it is due, and for whom.
    #[prop(optional, into)]
    note: Signal<Option<String>>,
    /// What the second line means.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// Where it is opened.
    #[prop(optional, into)]
    link: Option<Signal<CheckLink>>,
    /// What stands before the link's arrow and can be pressed by itself: a menu, a tag.
    #[prop(optional, into)]
    trailing: Option<ViewFn>,
) -> impl IntoView {
    let note_id = unique_id("check-row-note");
    let described = note_id.clone();
    let arrow = link.map(|link| {
        view! {
            <a
                class="check-row__open"
                href=move || link.read().href.clone()
                aria-label=move || link.read().label.clone()
            >
                <Icon name=IconName::ChevronRight />
            </a>
        }
    });
    let lines = view! {
        <span class="check-row__text">
            {move || text.get()}
        </span>
        <span
            class="check-row__note"
            id=note_id
            data-tone=move || tone.get().name()
            hidden=move || note.read().is_none()
        >
            {move || note.get()}
        </span>
    };
    view! {
        <div class="check-row" data-done=move || done.get().then_some("")>
            <label class="check-row__tick">
                <input
                    class="check-row__box"
                    type="checkbox"
                    aria-label=move || text.get()
                    aria-describedby=move || note.read().is_some().then(|| described.clone())
                    prop:checked=move || done.get()
                    on:change:target=move |event| on_change.run(event.target().checked())
                />
                <Icon name=IconName::Check />
            </label>
            <span class="check-row__lines">{lines}</span>
            {trailing
                .map(|slot| view! { <span class="check-row__trailing">{move || slot.run()}</span> })}
            {arrow}
        </div>
    }
}
