//! The rows that lists of settings are made of.

use leptos::prelude::*;

use crate::ui::paths;
use kit::{Icon, IconName, ListRow};

/// A row that leads to another screen.
#[component]
pub fn LinkRow(
    /// Where to.
    #[prop(into)]
    label: Signal<String>,
    /// A picture of it.
    icon: IconName,
    /// The path.
    path: &'static str,
) -> impl IntoView {
    view! {
        <ListRow
            leading=move || view! { <Icon name=icon /> }
            title=move || label.get()
            trailing=|| view! { <Icon name=IconName::ChevronRight /> }
            href=Signal::derive(move || paths::href(path))
        />
    }
}

/// A row that does something.
#[component]
pub fn ActRow(
    /// What it does.
    #[prop(into)]
    label: Signal<String>,
    /// A quieter line.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// A picture of it.
    icon: IconName,
    /// It was pressed.
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

/// A row that says how something stands; what can be done about it is beside.
#[component]
pub fn FactRow(
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// How it stands.
    #[prop(into)]
    value: Signal<String>,
    /// A picture of it.
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
