//! A part of a screen with a count in its heading: "Overdue 2", "Deals New".

use leptos::prelude::*;

use super::group::Group;
use super::tag::Tone;

/// A region named by its heading, with a count and a button at its right.
#[component]
pub fn Section(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// The count: "2", "4 of 7 left".
    #[prop(optional, into)]
    count: Signal<Option<String>>,
    /// The meaning of the count.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// A button after the count, such as "New".
    #[prop(optional, into)]
    action: Option<ViewFn>,
    /// Leaves the card out: the children bring their own.
    #[prop(optional)]
    bare: bool,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let aside = ViewFn::from(move || {
        let action = action.clone();
        view! {
            <span
                class="section__count"
                data-tone=move || tone.get().name()
                hidden=move || count.read().is_none()
            >
                {move || count.get()}
            </span>
            {action.map(|action| action.run())}
        }
    });
    view! { <Group title aside bare children /> }
}
