//! Cards, and groups: a quiet heading over a card whose children are rows.

use leptos::prelude::*;

use super::ids::unique_id;

/// A white card.
#[component]
pub fn Card(
    /// Makes the children rows, with hairlines between them and no padding around.
    #[prop(optional)]
    rows: bool,
    /// The card's content.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="card" data-rows=rows.then_some("")>
            {children()}
        </div>
    }
}

/// A part of a screen under its own heading.
#[component]
pub fn Group(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// The content at the right of the heading: a count, a button.
    #[prop(optional, into)]
    aside: Option<ViewFn>,
    /// Leaves the card out: the children bring their own.
    #[prop(optional)]
    bare: bool,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let id = unique_id("group");
    let inside = if bare {
        children().into_any()
    } else {
        view! { <Card rows=true>{children()}</Card> }.into_any()
    };
    view! {
        <section class="group" aria-labelledby=id>
            <header class="group__head">
                <h2 class="group__title" id=id.clone()>
                    {move || title.get()}
                </h2>
                {aside.map(|slot| view! { <div class="group__aside">{move || slot.run()}</div> })}
            </header>
            {inside}
        </section>
    }
}
