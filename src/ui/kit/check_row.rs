//! The row of a task: a round checkbox, the text, struck through when it is done, and a link to
//! open it.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::ids::unique_id;
use super::tag::Tone;

/// The link of a [`CheckRow`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckLink {
    /// The address.
    pub href: String,
    /// The link's name: "Open Send the offer".
    pub label: String,
}

/// A row that can be checked. The text alone names the checkbox. With a link, pressing the text
/// follows it and only the box checks, so that opening never completes anything; without one,
/// pressing anywhere in the row checks it.
#[component]
pub fn CheckRow(
    /// The task's text.
    #[prop(into)]
    text: Signal<String>,
    /// True if it is done.
    #[prop(into)]
    done: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// The second line: the due date, and the person.
    #[prop(optional, into)]
    note: Signal<Option<String>>,
    /// The meaning of the second line.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// The link that opens it.
    #[prop(optional, into)]
    link: Option<Signal<CheckLink>>,
    /// The content before the link's arrow that handles its own presses: a menu, a tag.
    #[prop(optional, into)]
    trailing: Option<ViewFn>,
    /// Values in columns, after the text.
    #[prop(optional, into)]
    cells: Option<ViewFn>,
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
        {cells.map(|cells| move || cells.run())}
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
