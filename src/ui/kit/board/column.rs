//! A column of the board: its head, and a list that draws only its visible cards.

use leptos::prelude::*;

use super::hand::Hand;
use super::{BoardCards, BoardColumn};
use crate::shortened::Shortened;
use crate::virtual_list::{ListScroll, drawn, keep_position, watch_page};

/// The number of cards drawn beyond the visible ones.
const SPARE: usize = 4;

/// The number of cards drawn per batch when the column appears.
const STEP: usize = 2;

/// The data shared by all columns of a board.
#[derive(Clone, Copy)]
pub(super) struct ColumnSource {
    pub cards: BoardCards,
    pub hand: Hand,
    /// The height of a card and the gap below it.
    pub row: Signal<f64>,
    /// The id of the hint that explains moving by keyboard.
    pub hint: StoredValue<String>,
}

#[component]
pub(super) fn Column(
    key: String,
    columns: Signal<Vec<BoardColumn>>,
    source: ColumnSource,
    memory: Option<String>,
) -> impl IntoView {
    let ColumnSource { cards, hand, row, hint } = source;
    let key = StoredValue::new(key);
    let column = Memo::new(move |_| {
        let columns = columns.read();
        columns.iter().find(|column| key.with_value(|key| column.key == *key)).cloned()
    });
    let title = move || column.with(|column| column.as_ref().map(|column| column.title.clone()));
    let count = Memo::new(move |_| column.with(|column| column.as_ref().map_or(0, |c| c.count)));
    let scroll = ListScroll::new();
    let list = scroll.space_of(count, row);
    watch_page(scroll);
    if let Some(memory) = memory {
        keep_position(scroll, list, memory);
    }
    let window = Memo::new(move |_| scroll.window(list, SPARE));
    let rows = drawn(window, STEP);
    let shown = Memo::new(move |_| {
        let (first, last) = rows.get();
        cards.keys.run((key.get_value(), first, last))
    });
    hand.scroll_to_moved(key, scroll, rows);
    let is_over = Memo::new(move |_| hand.over_is(key));
    let tone = move || column.with(|column| column.as_ref().map_or("plain", |c| c.tone.name()));
    let card = move |index: ReadSignal<usize>, card: String| {
        let place = move || (rows.get().0 + index.get() + 1).to_string();
        view! { <Card card column=key hand cards place=Signal::derive(place) count /> }
    };
    view! {
        <div
            class="board__column"
            data-column=key.get_value()
            data-tone=tone
            data-over=move || is_over.get().then_some("")
        >
            <ColumnHead column count />
            <div
                class="board__scroller"
                node_ref=scroll.scroller
                on:scroll=move |_| scroll.follow()
            >
                <div
                    class="board__space"
                    node_ref=scroll.space
                    style:--list-height=move || format!("{}px", list.get().height() as i64)
                    style:--list-row=move || format!("{}px", row.get())
                >
                    <ul
                        class="board__list"
                        role="list"
                        aria-label=title
                        aria-describedby=hint.get_value()
                        style:--list-shift=move || format!("{}px", window.get().shift as i64)
                    >
                        <ForEnumerate each=move || shown.get() key=String::clone children=card />
                    </ul>
                </div>
            </div>
        </div>
    }
}

/// The name of a column, its number of cards and its total.
#[component]
fn ColumnHead(column: Memo<Option<BoardColumn>>, count: Memo<usize>) -> impl IntoView {
    let read = move |read: fn(&BoardColumn) -> String| {
        move || column.with(|column| column.as_ref().map(read).unwrap_or_default())
    };
    view! {
        <header class="board__head">
            <h2 class="board__title">{read(|column| column.title.clone())}</h2>
            <span class="board__count">{move || count.get()}</span>
            <span class="board__note">
                <Shortened
                    short=Signal::derive(read(|column| column.note.clone()))
                    full=Signal::derive(read(|column| column.full_note.clone()))
                />
            </span>
        </header>
    }
}

/// A card in its place.
#[component]
fn Card(
    card: String,
    column: StoredValue<String>,
    hand: Hand,
    cards: BoardCards,
    place: Signal<String>,
    count: Memo<usize>,
) -> impl IntoView {
    let made = untrack(|| cards.card.run(card.clone()));
    let own = StoredValue::new(card.clone());
    let lifted = Memo::new(move |_| hand.lifted_from(own, column));
    let node = NodeRef::new();
    hand.focus_moved(own, column, node);
    view! {
        <li
            class="board__card"
            node_ref=node
            data-card=card
            data-name=made.name
            data-lifted=move || lifted.get()
            aria-posinset=place
            aria-setsize=move || count.get().to_string()
        >
            <div class="board__face">{made.view}</div>
        </li>
    }
}
