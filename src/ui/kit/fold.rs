//! A collapsible part of a screen: one line that summarizes the content, and the content below it.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::ids::unique_id;

/// A line that expands its content, which is created when first opened, and kept.
#[component]
pub fn Fold(
    /// The content's title.
    #[prop(into)]
    title: Signal<String>,
    /// A summary of the content, so that nobody has to look.
    #[prop(optional, into)]
    subtitle: Signal<String>,
    /// The icon before the title.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// True while it is open; the owner may set it.
    open: RwSignal<bool>,
    /// The content.
    children: ChildrenFn,
) -> impl IntoView {
    let id = unique_id("fold");
    let once = Memo::new(move |was: Option<&bool>| open.get() || was == Some(&true));
    let children = StoredValue::new(children);
    view! {
        <div class="fold" data-open=move || open.get().then_some("")>
            <button
                class="list-row__body fold__line"
                type="button"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls=id.clone()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {icon.map(|name| {
                    view! { <span class="list-row__leading"><Icon name /></span> }
                })}
                <span class="list-row__lines">
                    <span class="list-row__title">{move || title.get()}</span>
                    <span class="list-row__subtitle">{move || subtitle.get()}</span>
                </span>
                <span class="fold__sign"><Icon name=IconName::ChevronDown /></span>
            </button>
            <div class="fold__inside" id=id hidden=move || !open.get()>
                <Show when=move || once.get()>{children.with_value(|children| children())}</Show>
            </div>
        </div>
    }
}
