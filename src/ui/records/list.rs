//! The list pane: full screen on a phone, left of the open contact on a desktop.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::chips::ViewChips;
use super::columns::heads;
use super::columns_sheet::ColumnsSheet;
use super::export_sheet::ExportSheet;
use super::filter_sheet::FilterSheet;
use super::head::Head;
use super::list_query::View;
use super::nothing::Nothing;
use super::row::contact_row;
use super::row_sheet::RowSheet;
use super::sheets;
use super::state::{List, make_list};
use super::tag_sheet::TagSheet;
use crate::ui::paths;
use crate::ui::state::{Letter, Sort, t};
use domain::CONTACT;
use kit::{AlphabetRail, Fab, LazyPart, SearchBox, StatusLine, VirtualList};

/// Minimum number of rows for which the alphabet rail is shown.
const WORTH_AN_ALPHABET: usize = 20;

/// The contact list.
#[component]
pub fn ContactsPane() -> impl IntoView {
    let list = make_list();
    let app = list.app;
    let selecting = Memo::new(move |_| list.is_selecting());
    app.show_title(
        move || {
            if list.beside.get() { String::new() } else { t!(app.words, contacts.title) }
        },
    );
    view! {
        <div
            class="screen records"
            data-fill=""
            data-spread=move || list.layout.is_spread().then_some("")
        >
            <Show
                when=move || selecting.get()
                fallback=move || view! { <Head list /> }
            >
                <LazyPart fetch=move |()| sheets::selection_head(list) rows=0 />
            </Show>
            <Search list />
            <div class="screen__part"><ViewChips list /></div>
            <StatusLine text=Signal::derive(move || status(list)) />
            <Listed list />
            <Show
                when=move || selecting.get()
                fallback=move || {
                    view! {
                        <Fab
                            label=Signal::derive(move || t!(app.words, contacts.new))
                            href=Signal::derive(|| paths::href(paths::NEW_CONTACT))
                        />
                    }
                }
            >
                <LazyPart fetch=move |()| sheets::selection_bar(list) rows=0 />
            </Show>
            <FilterSheet list />
            <ColumnsSheet list />
            <TagSheet list />
            <ExportSheet list />
            <RowSheet list />
        </div>
    }
}

/// Returns the total count, with the number shown or selected.
fn status(list: List) -> String {
    let app = list.app;
    let (shown, total) = (list.rows.count(), app.records.count(CONTACT));
    let words = app.words;
    let picked = list.selected.with(|selected| selected.as_ref().map(|ids| ids.len()));
    match picked {
        Some(picked) => {
            t!(
                words,
                contacts.picked_of,
                count = app.format.number(picked),
                total = app.format.number(shown)
            )
        }
        None if !list.listing().is_whole() => {
            t!(
                words,
                contacts.count_of,
                count = app.format.number(shown),
                total = app.format.number(total)
            )
        }
        None => match total {
            0 => t!(words, contacts.count_none),
            1 => t!(words, contacts.count_one),
            _ => t!(words, contacts.count, count = app.format.number(total)),
        },
    }
}

/// The search box. Enter and Arrow Down move the focus to the list; on a phone this closes the
/// keyboard.
#[component]
fn Search(list: List) -> impl IntoView {
    let words = list.app.words;
    let on_keydown = move |event: KeyboardEvent| {
        let down = matches!(event.key().as_str(), "Enter" | "ArrowDown");
        // Enter also confirms a composed word, for example in Chinese.
        if down && !event.is_composing() && list.scroll.focus_first() {
            event.prevent_default();
        }
    };
    view! {
        <div class="screen__part" on:keydown=on_keydown>
            <SearchBox
                label=Signal::derive(move || t!(words, contacts.search))
                value=list.part(|listing| listing.query.clone())
                on_input=move |query: String| list.ask(|listing| listing.query = query)
                shortcut="/"
            />
        </div>
    }
}

/// The rows with the alphabet rail, or an empty state.
#[component]
fn Listed(list: List) -> impl IntoView {
    let words = list.app.words;
    let any = Memo::new(move |_| list.rows.count() > 0);
    // Selectable rows differ from link rows, so switching redraws them.
    let revision = Signal::derive(move || u64::from(list.is_selecting()));
    let letters = Memo::new(move |_| letters(list));
    let lettered = Memo::new(move |_| letters.read().len() > 1);
    view! {
        <Show when=move || any.get() fallback=move || view! { <Nothing list /> }>
            <div class="list-with-rail">
                <VirtualList
                    label=Signal::derive(move || t!(words, contacts.title))
                    count=Signal::derive(move || list.rows.count())
                    render=move |index| contact_row(list, index)
                    scroll=list.scroll
                    // A different order or filter starts at the top.
                    memory=format!("contacts{}", list.asked().write())
                    revision
                    head=move || heads(list)
                />
                <Show when=move || lettered.get()>
                    <Letters list letters />
                </Show>
            </div>
        </Show>
    }
}

/// Returns the alphabet of the list; empty unless it is sorted by name.
fn letters(list: List) -> Vec<Letter> {
    let listing = list.listing();
    let by_name = matches!(listing.sort, Sort::Name | Sort::First | Sort::Last)
        && listing.view != View::Recent
        && listing.query.trim().is_empty();
    if by_name && list.rows.count() >= WORTH_AN_ALPHABET {
        list.app.records.alphabet(&list.rows.watch(), listing.sort)
    } else {
        Vec::new()
    }
}

/// The alphabet rail.
#[component]
fn Letters(list: List, letters: Memo<Vec<Letter>>) -> impl IntoView {
    let words = list.app.words;
    let first_seen = Memo::new(move |_| list.scroll.first_seen());
    let current = Memo::new(move |_| {
        let seen = first_seen.get();
        letters.read().partition_point(|letter| letter.first <= seen).checked_sub(1)
    });
    let jump = move |index: usize| {
        let first = letters.read_untracked().get(index).map(|letter| letter.first);
        if let Some(first) = first {
            list.scroll.to(first);
        }
    };
    view! {
        <AlphabetRail
            label=Signal::derive(move || t!(words, contacts.letters))
            letters=Signal::derive(move || {
                letters.read().iter().map(|letter| letter.letter.to_string()).collect::<Vec<_>>()
            })
            current
            on_jump=jump
        />
    }
}
