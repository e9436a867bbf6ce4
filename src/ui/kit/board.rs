//! The board: columns side by side, with cards that finger, mouse or keyboard moves between them.
//! It knows no records: content comes in as keys, words and views, and the person's actions go out
//! as callbacks.

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

/// The height of a card with the gap below it, in pixels, until it has been measured.
const CARD: f64 = 124.0;

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardColumn {
    /// The program's name for it.
    pub key: String,
    /// Its title.
    pub title: String,
    /// The number of its cards.
    pub count: usize,
    /// A total in its head, short enough for a narrow column.
    pub note: String,
    /// The same total in full.
    pub full_note: String,
    /// The meaning of being in it.
    pub tone: Tone,
    /// True if cards can be dropped in it.
    pub takes: bool,
}

/// One card.
pub struct BoardCard {
    /// Its name in announcements while it is moved.
    pub name: String,
    /// Its content: a [`BoardLink`] first, then the controls that handle their own presses.
    pub view: AnyView,
}

/// The source of a board's cards, and the receiver of moves.
///
/// A card is created once for its key and kept while it is visible, wherever it moves within its
/// column: `card` is untracked, so its view should read its record from a signal. `keys` and `find`
/// are tracked.
#[derive(Clone, Copy)]
pub struct BoardCards {
    /// Returns the keys of a column's cards in the places `first..last`.
    pub keys: Callback<(String, usize, usize), Vec<String>>,
    /// Creates the card of this key.
    pub card: Callback<String, BoardCard>,
    /// Returns the column of this card, and its place there; `None` if it is gone. Called only
    /// while a card is moved.
    pub find: Callback<String, Option<(String, usize)>>,
    /// Called with a card's key and the key of the other column it was dropped in. Returns true if
    /// it moves there at once; false if the person has to answer something first.
    pub on_move: Callback<(String, String), bool>,
}

/// The board's words.
#[derive(Clone, Copy)]
pub struct BoardWords {
    /// The board's name.
    pub label: Signal<String>,
    /// Explains moving a card by keyboard: "Space picks a card up, arrow keys move it".
    pub hint: Signal<String>,
    /// "Picked up {name}. Arrow keys left and right move it, Space drops it, Escape cancels."
    pub picked_up: Callback<String, String>,
    /// "{name}: {column}", from the card's name and the column's title.
    pub over: Callback<(String, String), String>,
    /// "Dropped {name} in {column}".
    pub dropped: Callback<(String, String), String>,
    /// "Cancelled".
    pub canceled: Signal<String>,
}

/// Columns of cards; fills the height it is given.
#[component]
pub fn Board(
    /// The columns, in order.
    #[prop(into)]
    columns: Signal<Vec<BoardColumn>>,
    /// Their cards.
    cards: BoardCards,
    /// The words and announcements.
    words: BoardWords,
    /// The key under which the scroll position survives other screens and a reload; for instance
    /// the board's address.
    #[prop(optional, into)]
    memory: Option<String>,
    /// True while something with the focus covers the board, such as a sheet: a card moved by
    /// keyboard gets the focus afterwards.
    #[prop(optional, into)]
    covered: Signal<bool>,
) -> impl IntoView {
    let hint_id = unique_id("board-hint");
    let row = RwSignal::new(CARD);
    let hand = Hand::new(columns, cards, words, covered);
    let probe = NodeRef::<html::Div>::new();
    measure_card(probe, row);
    hand.watch_page();
    let place = ScrollPlace::new(hand.board, memory.clone());
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

/// The name of a card, a link that is followed wherever the card is pressed.
#[component]
pub fn BoardLink(
    /// The link's address.
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

/// Measures the height of a card, which the style sheet decides: it grows with the font size, and
/// in narrow columns. The probe is as wide as a column.
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

/// The board's horizontal scroll position, remembered.
#[derive(Clone, Copy)]
struct ScrollPlace {
    board: NodeRef<html::Div>,
    memory: StoredValue<Option<String>>,
}

impl ScrollPlace {
    fn new(board: NodeRef<html::Div>, memory: Option<String>) -> Self {
        Self { board, memory: StoredValue::new(memory) }
    }

    /// Restores the scroll position once the board has columns, and saves it on leaving.
    fn keep(self, columns: Signal<Vec<BoardColumn>>) {
        let recalled = self.memory.get_value().and_then(|memory| dom::recall_place(&memory));
        let wanted = StoredValue::new(recalled);
        Effect::new(move |_| {
            if columns.read().is_empty() || wanted.with_value(Option::is_none) {
                return;
            }
            // Wait until the columns are in the page: before, there is nothing to scroll.
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
