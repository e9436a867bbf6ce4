//! The row of a list: a picture, two lines, and at the right the one thing that matters.

use leptos::prelude::*;

/// A row of 60 px: a link if it has an address, a button if it has `on_press`, otherwise static.
///
/// The slots are functions and reactive, so that a row reused for another record changes only its
/// text.
#[component]
pub fn ListRow(
    /// The first line.
    #[prop(into)]
    title: ViewFn,
    /// The second line, quieter.
    #[prop(optional, into)]
    subtitle: Option<ViewFn>,
    /// The content before the lines: an avatar, an icon, a check.
    #[prop(optional, into)]
    leading: Option<ViewFn>,
    /// The content after them: a time, a tag, a chevron. Nothing to press.
    #[prop(optional, into)]
    trailing: Option<ViewFn>,
    /// A separate control beside the row: a menu, a button.
    #[prop(optional, into)]
    extra: Option<ViewFn>,
    /// The link's address.
    #[prop(optional, into)]
    href: Option<Signal<String>>,
    /// Called when the row is pressed.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// True if it is the record open beside the list, or selected.
    #[prop(optional, into)]
    current: Signal<bool>,
) -> impl IntoView {
    let inside = view! {
        {leading.map(|slot| view! { <span class="list-row__leading">{move || slot.run()}</span> })}
        <span class="list-row__lines">
            <span class="list-row__title">{move || title.run()}</span>
            {subtitle
                .map(|slot| view! { <span class="list-row__subtitle">{move || slot.run()}</span> })}
        </span>
        {trailing.map(|slot| view! { <span class="list-row__trailing">{move || slot.run()}</span> })}
    };
    let is_current = move || current.get().then_some("true");
    let body = match (href, on_press) {
        (Some(href), _) => view! {
            <a class="list-row__body" href=move || href.get() aria-current=is_current>
                {inside}
            </a>
        }
        .into_any(),
        (None, Some(on_press)) => view! {
            <button
                class="list-row__body"
                type="button"
                aria-pressed=is_current
                on:click=move |_| on_press.run(())
            >
                {inside}
            </button>
        }
        .into_any(),
        (None, None) => view! { <div class="list-row__body">{inside}</div> }.into_any(),
    };
    view! {
        <div class="list-row" data-current=move || current.get().then_some("")>
            {body}
            {extra.map(|slot| view! { <span class="list-row__extra">{move || slot.run()}</span> })}
        </div>
    }
}
