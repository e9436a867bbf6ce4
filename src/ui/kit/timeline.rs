//! A timeline of events, newest first: a line with a dot for each.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::tag::Tone;

/// The timeline. Its children are `TimelineItem`s.
#[component]
pub fn Timeline(
    /// The list's label, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The items.
    children: Children,
) -> impl IntoView {
    view! {
        <ol class="timeline" role="list" aria-label=move || label.get()>
            {children()}
        </ol>
    }
}

/// One event.
#[component]
pub fn TimelineItem(
    /// The title: "Visit, 45 min".
    #[prop(into)]
    title: Signal<String>,
    /// The time, in everyday words.
    #[prop(into)]
    when: Signal<String>,
    /// The exact time, the tooltip of `when`.
    #[prop(optional, into)]
    moment: Signal<Option<String>>,
    /// True below the heading of a day: the title is then one heading level lower.
    #[prop(optional)]
    of_day: bool,
    /// The icon in the dot.
    icon: IconName,
    /// Amber for "not reached", green for "reached".
    #[prop(optional)]
    tone: Tone,
    /// A control for the event: a menu.
    #[prop(optional, into)]
    extra: Option<ViewFn>,
    /// The content: text, files, outcome.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let words = move || title.get();
    let heading = if of_day {
        view! { <h4 class="timeline__title">{words}</h4> }.into_any()
    } else {
        view! { <h3 class="timeline__title">{words}</h3> }.into_any()
    };
    view! {
        <li class="timeline__item">
            <span class="timeline__dot" data-tone=tone.name()>
                <Icon name=icon />
            </span>
            <div class="timeline__body">
                <div class="timeline__head">
                    {heading}
                    <span class="timeline__when" title=move || moment.get()>
                        {move || when.get()}
                    </span>
                    {extra
                        .map(|slot| view! { <span class="timeline__extra">{move || slot.run()}</span> })}
                </div>
                {children.map(|children| view! { <div class="timeline__text">{children()}</div> })}
            </div>
        </li>
    }
}
