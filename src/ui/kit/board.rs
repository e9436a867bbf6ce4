//! The board: columns side by side, cards that are moved between them by finger, mouse or keyboard.
//! It knows no records: what is in it comes in as keys, words and views, and what the person did
//! goes out.

mod column;
mod follow;
mod hand;
mod keys;
mod lifted;
mod reach;

use leptos::html;
use leptos::prelude::*;

use self::column::{Column, ColumnSource};
use self::hand::Hand;
use self::lifted::LiftedCard;
use super::ids::unique_id;
use super::tag::Tone;
use browser::dom;

/// The height of a card with the gap below it, until the page has said how tall it really is.
const CARD: f64 = 124.0;

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardColumn {
    /// What the program calls it.
    pub key: String,
    /// Its name.
    pub title: String,
    /// How many cards are in it.
    pub count: usize,
    /// In its head: a total, as short as the column is narrow.
    pub note: String,
    /// The same in full.
    pub full_note: String,
    /// What it means to be in it.
    pub tone: Tone,
    /// Whether cards can be dropped in it.
    pub takes: bool,
}

/// One card.
pub struct BoardCard {
    /// What it is called when it is moved.
    pub name: String,
    /// What is on it: a [`BoardLink`] first, then what is pressed by itself.
    pub view: AnyView,
}

/// Where a board gets its cards from, and where it sends what was done with them.
///
/// A card is made once for its key and stays while it can be seen, wherever it goes within its
/// column: `card` is not followed, so its view should read its record from a signal. `keys` and
/// `find` are followed.
#[derive(Clone, Copy)]
pub struct BoardCards {
    /// The keys of a column's cards from place `first` up to, but not with, place `last`.
    pub keys: Callback<(String, usize, usize), Vec<String>>,
    /// Makes the card of this key.
    pub card: Callback<String, BoardCard>,
    /// In which column the card of this key is, and at which place; `None` when it is gone. Asked
    /// only while a card is moved.
    pub find: Callback<String, Option<(String, usize)>>,
    /// The card of this key was dropped in another column: its key. Gives back whether it goes
    /// there; not where something is asked first.
    pub on_move: Callback<(String, String), bool>,
}

/// What a board says.
#[derive(Clone, Copy)]
pub struct BoardWords {
    /// What the board is.
    pub label: Signal<String>,
    /// How a card is moved by keyboard: "Space picks a card up, arrow keys move it".
    pub hint: Signal<String>,
    /// "Picked up {name}. Arrow keys left and right move it, Space drops it, Escape cancels."
    pub picked_up: Callback<String, String>,
    /// "{name}: {column}", from the card's name and the column's title.
    pub over: Callback<(String, String), String>,
    /// "Dropped {name} in {column}".
    pub dropped: Callback<(String, String), String>,
    /// "Cancelled".
    pub cancelled: Signal<String>,
}

/// Columns of cards; it fills the height that it is given.
#[component]
pub fn Board(
    /// The columns, in order.
    #[prop(into)]
    columns: Signal<Vec<BoardColumn>>,
    /// What is in them.
    cards: BoardCards,
    /// What is said.
    words: BoardWords,
    /// Remembers how far it is scrolled under this name while other screens are open and over a
    /// reload; the address of the board, for instance.
    #[prop(optional, into)]
    memory: Option<String>,
    /// Whether something that has the focus lies above it, such as a sheet: a card that was moved
    /// by keyboard gets it afterwards.
    #[prop(optional, into)]
    covered: Signal<bool>,
) -> impl IntoView {
    let hint_id = unique_id("board-hint");
    let row = RwSignal::new(CARD);
    let hand = Hand::new(columns, cards, words, covered);
    let probe = NodeRef::<html::Div>::new();
    measure_card(probe, row);
    hand.watch_page();
    let place = Place::new(hand.board, memory.clone());
    place.keep(columns);
    let source =
        ColumnSource { cards, hand, row: row.into(), hint: StoredValue::new(hint_id.clone()) };
    let names = Memo::new(move |_| {
        columns.read().iter().map(|column| column.key.clone()).collect::<Vec<_>>()
    });
    let column = move |key: String| {
        let memory = memory.as_ref().map(|memory| format!("{memory}/{key}"));
        view! { <Column key columns source memory /> }
    };
    view! {
        <div
            class="board"
            role="group"
            aria-label=move || words.label.get()
            data-moving=move || hand.held.read().is_some().then_some("")
        >
            <p class="only-heard" id=hint_id>
                {move || words.hint.get()}
            </p>
            <div
                class="board__columns"
                node_ref=hand.board
                on:scroll=move |_| place.scrolled()
                on:pointerdown=move |event| hand.press(&event)
                on:pointermove=move |event| hand.moved(&event)
                on:pointerup=move |event| hand.let_go(&event)
                on:pointercancel=move |_| hand.cancel()
                on:contextmenu=move |event| hand.refuse_menu(&event)
                on:dragstart=move |event| event.prevent_default()
                on:keydown=move |event| hand.key(&event)
                on:click=move |event| hand.chosen(&event)
                on:focusout=move |_| hand.focus_left()
            >
                <For each=move || names.get() key=String::clone children=column />
            </div>
            <div
                class="board__measure"
                style:--board-columns=move || names.read().len().max(1).to_string()
                aria-hidden="true"
            >
                <div class="board__card" node_ref=probe></div>
            </div>
            <LiftedCard hand />
            <p class="only-heard" role="status">
                {move || hand.said.get()}
            </p>
        </div>
    }
}

/// The name of a card, which leads to it wherever the card is pressed.
#[component]
pub fn BoardLink(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// The name.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="board__link" href=move || href.get() draggable="false">
            {children()}
        </a>
    }
}

/// The sheet says how tall a card is: it grows with the size of letters, and where columns are
/// narrow. What is measured is as wide as a column.
fn measure_card(probe: NodeRef<html::Div>, row: RwSignal<f64>) {
    let watch = StoredValue::new_local(None);
    Effect::new(move |_| {
        let Some(probe) = probe.get() else { return };
        let seen = probe.clone();
        let measure = move || {
            let height = dom::rect(&seen).height;
            if height >= 1.0 && (row.get_untracked() - height).abs() > 0.5 {
                row.set(height);
            }
        };
        measure();
        watch.set_value(dom::watch_size(&probe, measure));
    });
    on_cleanup(move || watch.dispose());
}

/// How far the board is scrolled sideways, remembered.
#[derive(Clone, Copy)]
struct Place {
    board: NodeRef<html::Div>,
    memory: StoredValue<Option<String>>,
}

impl Place {
    fn new(board: NodeRef<html::Div>, memory: Option<String>) -> Self {
        Self { board, memory: StoredValue::new(memory) }
    }

    /// Goes back to where the board was, as soon as it has columns.
    fn keep(self, columns: Signal<Vec<BoardColumn>>) {
        let recalled = self.memory.get_value().and_then(|memory| dom::recall_place(&memory));
        let wanted = StoredValue::new(recalled);
        Effect::new(move |_| {
            if columns.read().is_empty() || wanted.with_value(Option::is_none) {
                return;
            }
            // After the columns are in the page: before, there is nowhere to scroll to.
            request_animation_frame(move || {
                let place = wanted.try_update_value(Option::take).flatten();
                let board = self.board.try_get_untracked().flatten();
                if let (Some(place), Some(board)) = (place, board) {
                    dom::scroll_sideways(&board, place - dom::scroll_left(&board));
                }
            });
        });
        let keep = move || {
            if let Some(memory) = self.memory.get_value() {
                dom::keep_place(&memory);
            }
        };
        let leaving = window_event_listener(leptos::ev::pagehide, move |_| keep());
        on_cleanup(move || {
            keep();
            leaving.remove();
        });
    }

    fn scrolled(self) {
        if let (Some(memory), Some(board)) = (self.memory.get_value(), self.board.get_untracked()) {
            dom::remember_place(&memory, dom::scroll_left(&board));
        }
    }
}
