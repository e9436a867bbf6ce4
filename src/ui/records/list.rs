//! The list pane: full screen on a phone, left of the open record on a desktop.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::chips::ViewChips;
use super::columns::heads;
use super::columns_sheet::ColumnsSheet;
use super::edit_sheet::EditSheet;
use super::export_sheet::ExportSheet;
use super::extras::ListExtras;
use super::filter_sheet::FilterSheet;
use super::gone::GoneConditions;
use super::group_sheet::GroupSheet;
use super::head::{Head, New};
use super::lanes::{MoveSheet, PartSheet};
use super::lines::group_head;
use super::list_query::ListQuery;
use super::nothing::Nothing;
use super::row::record_row;
use super::row_sheet::RowSheet;
use super::sheets;
use super::state::{List, make_list};
use super::tag_sheet::TagSheet;
use super::view_name::NameSheet;
use super::views_sheet::ViewsSheet;
use crate::ui::state::{Letter, ListSort, Sort, ViewBase, t};
use domain::KindId;
use kit::{AlphabetRail, LazyPart, SearchBox, StatusLine, VirtualList};

/// Minimum number of rows for which the alphabet rail is shown.
const WORTH_AN_ALPHABET: usize = 20;

/// The list of a kind.
#[component]
pub fn RecordsPane(
    /// The kind.
    kind: KindId,
    /// The extras of the list beyond the kind's schema.
    #[prop(optional)]
    extras: ListExtras,
) -> impl IntoView {
    let list = make_list(kind, extras);
    let app = list.app;
    let selecting = Memo::new(move |_| list.is_selecting());
    let gone = Memo::new(move |_| GoneConditions::of(list).any());
    if let Some(begin) = list.extras.begin {
        begin(list);
    }
    app.show_title(move || if list.beside.get() { String::new() } else { list.names.get().title });
    view! {
        <div
            class="screen records"
            data-fill=""
            data-spread=move || list.layout.is_spread().then_some("")
            data-board=move || list.board.is_shown.get().then_some("")
            data-whole=move || list.listing().is_whole().then_some("")
        >
            <Show
                when=move || selecting.get()
                fallback=move || view! { <Head list /> }
            >
                <LazyPart fetch=move |()| sheets::selection_head(list) rows=0 />
            </Show>
            {extras.above.map(|above| view! { <div class="screen__part">{above()}</div> })}
            <Search list />
            <div class="screen__part"><ViewChips list /></div>
            <StatusLine text=Signal::derive(move || said(list)) />
            <Show when=move || gone.get()>
                <LazyPart fetch=move |()| sheets::gone_note(list) rows=0 />
            </Show>
            <Listed list />
            <Show
                when=move || selecting.get()
                fallback=move || {
                    view! {
                        <New list />
                    }
                }
            >
                <LazyPart fetch=move |()| sheets::selection_bar(list) rows=0 />
            </Show>
            <Sheets list />
        </div>
    }
}

/// The sheets above the list.
#[component]
fn Sheets(list: List) -> impl IntoView {
    let own = list.extras.sheets;
    view! {
            <FilterSheet list />
            <ViewsSheet list />
            <NameSheet list />
            <ColumnsSheet list />
            <GroupSheet list />
            <TagSheet list />
            <EditSheet list />
            <ExportSheet list />
            <RowSheet list />
            <PartSheet list />
            <MoveSheet list />
            {own.map(|own| view! { <LazyPart fetch=move |()| own(list) rows=0 /> })}
    }
}

/// Returns the count, and that records are still being read.
fn said(list: List) -> String {
    let count = status(list);
    match list.reading.is_reading.get() {
        true => t!(list.app.words, records.still_reading, status = count),
        false => count,
    }
}

/// Returns the total count, with the number shown or selected.
fn status(list: List) -> String {
    let app = list.app;
    let (shown, total) = (list.rows.count(), app.records.count(list.kind));
    let words = app.words;
    let names = list.names.get();
    let picked = list.selected.with(|selected| selected.as_ref().map(|ids| ids.len()));
    match picked {
        Some(picked) => {
            t!(words, records.picked_of, count = picked, total = shown, kinds = names.many)
        }
        None if in_words(list).is_some() => in_words(list).unwrap_or_default(),
        None if !list.listing().is_whole() || shown != total => {
            t!(words, records.count_of, count = shown, total = total, kinds = names.many)
        }
        None => match total {
            0 => t!(words, records.count_none, kinds = names.many),
            _ => t!(words, records.count, count = total, kinds = names.counted(total)),
        },
    }
}

/// Returns the kind's own words for the count of a base that nothing narrows.
fn in_words(list: List) -> Option<String> {
    let listing = list.listing();
    let is_whole = ListQuery { base: ViewBase::All, ..listing.clone() }.is_whole();
    let say = list.extras.base.filter(|_| is_whole)?;
    say(list.app, listing.base, Some(list.rows.count()))
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
                label=Signal::derive(move || t!(words, records.search, kinds = list.names.get().many))
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
    // Records that are still being read are not missing.
    let any = Memo::new(move |_| list.rows.count() > 0 || list.reading.is_reading.get());
    // Selectable rows differ from link rows, so switching redraws them.
    let revision = Signal::derive(move || u64::from(list.is_selecting()));
    let letters = Memo::new(move |_| letters(list));
    let lettered = Memo::new(move |_| letters.read().len() > 1);
    // A board without cards shows its columns, unless something else is asked.
    let is_board = Memo::new(move |_| {
        let empty = move || list.listing().is_whole() && list.app.records.count(list.kind) > 0;
        list.board.is_shown.get() && (any.get() || empty())
    });
    let board = list.extras.board.unwrap_or(sheets::board);
    let lanes = move || {
        // Each part of a board is scrolled by itself.
        list.board.within.with(|_| ());
        view! { <LazyPart fetch=move |()| board(list) /> }
    };
    let rows = move || {
        view! {
        <Show when=move || any.get() fallback=move || view! { <Nothing list /> }>
            <div class="list-with-rail">
                <VirtualList
                    label=Signal::derive(move || list.names.get().title)
                    count=Signal::derive(move || list.lines.count())
                    render=move |index| line(list, index)
                    scroll=list.scroll
                    // A different order or filter starts at the top.
                    memory=format!("{}{}", list.home.get_value(), list.asked().write())
                    revision
                    head=move || heads(list)
                />
                <Show when=move || lettered.get()>
                    <Letters list letters />
                </Show>
            </div>
        </Show>
        }
    };
    view! { <Show when=move || is_board.get() fallback=rows>{lanes}</Show> }
}

/// Renders a line: a heading or a record. A group that folds puts others in its place.
fn line(list: List, index: Signal<usize>) -> AnyView {
    let is_head = Memo::new(move |_| list.lines.is_head(index.get()));
    (move || if is_head.get() { group_head(list, index) } else { record_row(list, index) })
        .into_any()
}

/// Returns the alphabet of the list; empty unless it is sorted by name.
fn letters(list: List) -> Vec<Letter> {
    let listing = list.listing();
    let (sort, _) = match listing.sort {
        ListSort::Field { .. } => return Vec::new(),
        sort => sort.known(),
    };
    // Lists in an order of their own, as deals by their next task, have no alphabet.
    let is_plain = list.schema.with(|it| it.as_ref().is_some_and(|it| it.order.is_empty()));
    let by_name = is_plain
        && !list.lines.is_grouped()
        && matches!(sort, Sort::Name | Sort::First | Sort::Last)
        && listing.base != ViewBase::Recent
        && listing.query.trim().is_empty();
    if by_name && list.rows.count() >= WORTH_AN_ALPHABET {
        list.app.records.alphabet(&list.rows.watch(), sort)
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
            label=Signal::derive(move || t!(words, records.letters))
            letters=Signal::derive(move || {
                letters.read().iter().map(|letter| letter.letter.to_string()).collect::<Vec<_>>()
            })
            current
            on_jump=jump
        />
    }
}
