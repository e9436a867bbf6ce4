//! The list's head: title, sort menu, board or list, and "New" on wide screens.

use leptos::prelude::*;

use super::sorts::sort_items;
use super::state::{List, ListSheet};
use crate::ui::paths;
use crate::ui::state::{capitalized, t};
use kit::{ButtonKind, Fab, Icon, IconButton, IconName, LazyPart, Menu, MenuItem, TopBar};

/// The title and buttons.
#[component]
pub fn Head(list: List) -> impl IntoView {
    let words = list.app.words;
    let below = list.extras.below.map(|below| {
        let alone = move || !list.beside.get();
        ViewFn::from(move || {
            view! {
                <Show when=alone>
                    <LazyPart fetch=move |()| below(list) rows=0 />
                </Show>
            }
        })
    });
    view! {
        <TopBar
            nostrip:below
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
            <BoardSwitch list />
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
                href=move || paths::href(&list.path_of_new())
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

/// Shows a board, or rows again.
#[component]
fn BoardSwitch(list: List) -> impl IntoView {
    let words = list.app.words;
    let is_board = list.board.is_shown;
    let label = Signal::derive(move || {
        if is_board.get() { t!(words, deals.as_list) } else { t!(words, deals.as_board) }
    });
    let switch = move || {
        let icon = if is_board.get() { IconName::List } else { IconName::Kanban };
        let turn = move |()| list.turn_board();
        view! { <IconButton label icon kind=ButtonKind::Soft on_press=turn /> }
    };
    view! { <Show when=move || list.board.is_declared.get() && !list.beside.get()>{switch}</Show> }
}

/// Returns the menu: sort orders, views, columns, selection.
fn items(list: List) -> Vec<MenuItem> {
    let words = list.app.words;
    let open = move |sheet| Callback::new(move |()| list.over.set(Some(sheet)));
    let select = Callback::new(move |()| list.begin_selecting(None));
    let kinds = list.names.get().many;
    let save = open(ListSheet::NameView(None));
    let mut items = sort_items(list);
    items.extend([
        MenuItem::new(t!(words, records.views), IconName::ListFilter, open(ListSheet::Views)),
        MenuItem::new(t!(words, records.save_as_view), IconName::Save, save),
        MenuItem::new(t!(words, records.group_by), IconName::Kanban, open(ListSheet::Groups)),
        MenuItem::new(t!(words, records.columns), IconName::Columns3, open(ListSheet::Columns)),
        MenuItem::new(t!(words, records.select, kinds = kinds), IconName::ListChecks, select),
    ]);
    items
}

/// Returns the label of the button that makes a new record.
pub fn new_label(list: List) -> String {
    capitalized(&t!(list.app.words, records.new, kind = list.names.get().one))
}
