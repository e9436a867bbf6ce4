//! The list's head: title, sort menu, and "New contact" on wide screens.

use leptos::prelude::*;

use super::state::{ContactSheet, List};
use crate::ui::paths;
use crate::ui::state::{Sort, t};
use kit::{ButtonKind, Icon, IconName, Menu, MenuItem, TopBar};

/// The title and buttons.
#[component]
pub fn Head(list: List) -> impl IntoView {
    let words = list.app.words;
    view! {
        <TopBar title=Signal::derive(move || t!(words, contacts.title)) beside=list.beside>
            <Menu
                label=Signal::derive(move || t!(words, contacts.order))
                items=Signal::derive(move || items(list))
                icon=IconName::ArrowUpDown
                kind=ButtonKind::Soft
            />
            // Short label for the narrow pane; the accessible name is complete.
            <a
                class="button only-wide"
                data-kind="primary"
                href=paths::href(paths::NEW_CONTACT)
                aria-label=move || t!(words, contacts.new)
            >
                <Icon name=IconName::Plus />
                <span class="button__label">{move || t!(words, contacts.new_short)}</span>
            </a>
        </TopBar>
    }
}

/// Returns the menu: sort orders, columns, selection.
fn items(list: List) -> Vec<MenuItem> {
    let words = list.app.words;
    let current = list.listing().sort;
    let order = |sort: Sort, label: String, icon: IconName| {
        let icon = if sort == current { IconName::Check } else { icon };
        let choose = Callback::new(move |()| list.ask(|listing| listing.sort = sort));
        MenuItem::new(label, icon, choose)
    };
    let select = Callback::new(move |()| list.begin_selecting(None));
    let columns = Callback::new(move |()| list.over.set(Some(ContactSheet::Columns)));
    vec![
        order(Sort::Name, t!(words, contacts.by_name), IconName::ArrowUpAZ),
        order(Sort::First, t!(words, contacts.by_first), IconName::ArrowUpAZ),
        order(Sort::Last, t!(words, contacts.by_last), IconName::ArrowUpAZ),
        order(Sort::Company, t!(words, contacts.by_company), IconName::Building2),
        order(Sort::Created, t!(words, contacts.by_created), IconName::UserPlus),
        order(Sort::Changed, t!(words, contacts.by_changed), IconName::Clock),
        order(Sort::Contacted, t!(words, contacts.by_contacted), IconName::Phone),
        MenuItem::new(t!(words, contacts.columns), IconName::Columns3, columns),
        MenuItem::new(t!(words, contacts.select), IconName::ListChecks, select),
    ]
}
