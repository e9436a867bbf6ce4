//! The rows of settings lists.

use leptos::oco::Oco;
use leptos::prelude::*;

use crate::ui::paths;
use kit::{Icon, IconName, ListRow};

/// A row that links to another screen.
#[component]
pub fn LinkRow(
    /// The link's text.
    #[prop(into)]
    label: Signal<String>,
    /// The icon.
    icon: IconName,
    /// The path.
    #[prop(into)]
    path: Oco<'static, str>,
) -> impl IntoView {
    view! {
        <ListRow
            leading=move || view! { <Icon name=icon /> }
            title=move || label.get()
            trailing=|| view! { <Icon name=IconName::ChevronRight /> }
            href=Signal::derive(move || paths::href(&path))
        />
    }
}

/// A row that performs an action.
#[component]
pub fn ActRow(
    /// The action.
    #[prop(into)]
    label: Signal<String>,
    /// A line in a quieter style.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// The icon.
    icon: IconName,
    /// Called when pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <ListRow
            leading=move || view! { <Icon name=icon /> }
            title=move || label.get()
            subtitle=move || hint.get()
            on_press
        />
    }
}

/// A row that shows a state; actions on it are separate.
#[component]
pub fn FactRow(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The state.
    #[prop(into)]
    value: Signal<String>,
    /// The icon.
    icon: IconName,
) -> impl IntoView {
    view! {
        <ListRow
            leading=move || view! { <Icon name=icon /> }
            title=move || label.get()
            subtitle=move || value.get()
        />
    }
}
