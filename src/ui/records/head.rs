//! The list's head: title, sort menu, and "New" on wide screens.

use leptos::prelude::*;

use super::state::{List, ListSheet};
use crate::ui::paths;
use crate::ui::state::{Sort, capitalized, t, within};
use domain::{By, Schema, Shown, Title};
use kit::{ButtonKind, Fab, Icon, IconName, Menu, MenuItem, TopBar};

/// The title and buttons.
#[component]
pub fn Head(list: List) -> impl IntoView {
    let words = list.app.words;
    view! {
        <TopBar
            title=Signal::derive(move || list.names.get().title)
            beside=list.beside
            back=Signal::derive(move || list.extras.back.map(paths::href).unwrap_or_default())
            back_is_narrow=true
        >
            <Menu
                label=Signal::derive(move || t!(words, records.order))
                items=Signal::derive(move || items(list))
                icon=IconName::ArrowUpDown
                kind=ButtonKind::Soft
            />
            {new_in_head(list)}
        </TopBar>
    }
}

/// Renders the button that makes a new record, on wide screens. Its label is short for the narrow
/// pane; the accessible name is complete.
fn new_in_head(list: List) -> AnyView {
    let words = list.app.words;
    let inside = view! {
        <Icon name=IconName::Plus />
        <span class="button__label">{move || t!(words, records.new_short)}</span>
    };
    let label = move || new_label(list);
    match list.extras.add {
        Some(add) => view! {
            <button
                class="button only-wide"
                type="button"
                data-kind="primary"
                aria-label=label
                on:click=move |_| add(list.app)
            >
                {inside}
            </button>
        }
        .into_any(),
        None => view! {
            <a
                class="button only-wide"
                data-kind="primary"
                href=paths::href(&list.path_of_new())
                aria-label=label
            >
                {inside}
            </a>
        }
        .into_any(),
    }
}

/// The floating button that makes a new record.
#[component]
pub fn New(list: List) -> impl IntoView {
    let label = Signal::derive(move || new_label(list));
    match list.extras.add {
        Some(add) => view! { <Fab label on_press=move |()| add(list.app) /> }.into_any(),
        None => {
            let href = Signal::derive(move || paths::href(&list.path_of_new()));
            view! { <Fab label href /> }.into_any()
        }
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
    let columns = Callback::new(move |()| list.over.set(Some(ListSheet::Columns)));
    let first = list.schema.with(|schema| first_order(list, schema.as_ref()));
    let mut items = vec![order(Sort::Name, first, IconName::ArrowUpAZ)];
    list.schema.with(|schema| {
        let Some(schema) = schema else { return };
        if schema.title == Title::Person {
            items.push(order(Sort::First, t!(words, records.by_first), IconName::ArrowUpAZ));
            items.push(order(Sort::Last, t!(words, records.by_last), IconName::ArrowUpAZ));
        }
        if let Some(under) = schema.under.and_then(|under| schema.field(under)) {
            let field = within(&words.field(schema, under));
            items.push(order(
                Sort::Linked,
                t!(words, records.by_linked, field = field),
                IconName::Building2,
            ));
        }
    });
    items.push(order(Sort::Created, t!(words, records.by_created), IconName::UserPlus));
    items.push(order(Sort::Changed, t!(words, records.by_changed), IconName::Clock));
    if list.schema.with(|schema| schema.as_ref().is_some_and(|it| it.seen.is_some())) {
        items.push(order(Sort::Seen, t!(words, records.by_contacted), IconName::Phone));
    }
    let kinds = list.names.get().many;
    let groups = Callback::new(move |()| list.over.set(Some(ListSheet::Groups)));
    let views = Callback::new(move |()| list.over.set(Some(ListSheet::Views)));
    let save = Callback::new(move |()| list.over.set(Some(ListSheet::NameView(None))));
    items.extend([
        MenuItem::new(t!(words, records.views), IconName::ListFilter, views),
        MenuItem::new(t!(words, records.save_as_view), IconName::Save, save),
        MenuItem::new(t!(words, records.group_by), IconName::Kanban, groups),
        MenuItem::new(t!(words, records.columns), IconName::Columns3, columns),
        MenuItem::new(t!(words, records.select, kinds = kinds), IconName::ListChecks, select),
    ]);
    items
}

/// Returns the name of the list's own order.
fn first_order(list: List, schema: Option<&Schema>) -> String {
    let words = list.app.words;
    let by = schema.and_then(|schema| {
        let value = schema.order.iter().find_map(|by| match by {
            By::Value(field) => schema.field(*field),
            By::Without(_) => None,
        });
        Some((schema, value?))
    });
    match by.filter(|(_, field)| field.shown != Shown::Never) {
        Some((schema, field)) => {
            t!(words, records.by_linked, field = within(&words.field(schema, field)))
        }
        None => t!(words, records.by_name),
    }
}

/// Returns the label of the button that makes a new record.
pub fn new_label(list: List) -> String {
    capitalized(&t!(list.app.words, records.new, kind = list.names.get().one))
}
