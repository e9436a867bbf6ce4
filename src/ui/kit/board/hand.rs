//! Moving a card by pointer: press, lift, column under the pointer, and drop. Fingers and pens lift
//! by a long press, so that a swipe still scrolls; a mouse lifts by moving. `keys.rs` has the
//! keyboard's part.

use std::time::Duration;

use leptos::ev::{MouseEvent, PointerEvent};
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::reach::went_beyond;
use super::{BoardCards, BoardColumn, BoardWords};
use dom::{self, Listening, Rect, drag};

/// The duration of a long press that lifts a card …
const REST: Duration = Duration::from_millis(350);
/// … during which the finger moves no further than this, in pixels.
const TREMBLE: f64 = 8.0;
/// The distance at which a mouse lifts a card, in pixels.
const NUDGE: f64 = 6.0;
/// The delay before a drop is drawn.
const BLINK: Duration = Duration::from_millis(8);
/// How long the old place stays empty after a drop: the data changes asynchronously.
const SETTLE: Duration = Duration::from_millis(300);
/// How long after the drop a click still belongs to it.
const CLICK: Duration = Duration::from_millis(350);
/// The controls on a card that handle their own presses.
const OWN: &str = "button, input, select, textarea, label, [popover]";
pub(super) const CARD: &str = ".board__card[data-card]";
pub(super) const COLUMN: &str = ".board__column";

/// A pointer that came down on a card.
#[derive(Debug, Clone)]
struct CardPress {
    pointer: i32,
    card: String,
    name: String,
    column: String,
    from: (f64, f64),
    now: (f64, f64),
    /// The timer of a long press; `None` if moving lifts.
    rest: Option<TimeoutHandle>,
}

/// The input that holds a card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum HeldBy {
    /// This pointer: the point where it came down, and the card's box when lifted.
    Pointer { id: i32, from: (f64, f64), card: Rect },
    /// The keyboard.
    Keys,
}

/// Returns a pointer's position in the viewport.
fn point(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// A card that was lifted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LiftedCard {
    pub card: String,
    pub name: String,
    pub by: HeldBy,
}

impl LiftedCard {
    pub fn is_dragged(&self) -> bool {
        self.by != HeldBy::Keys
    }
}

/// A card that was moved by keyboard: its new column, and its place there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Landed {
    pub card: String,
    pub column: String,
    pub place: usize,
}

/// The state of moving a card on one board.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    pub board: NodeRef<html::Div>,
    pub columns: Signal<Vec<BoardColumn>>,
    pub cards: BoardCards,
    pub words: BoardWords,
    pub held: RwSignal<Option<LiftedCard>>,
    /// The key of the column that the card would drop into.
    pub over: RwSignal<Option<String>>,
    /// The pointer's position.
    pub at: RwSignal<(f64, f64)>,
    /// The latest announcement.
    pub said: RwSignal<String>,
    /// The card to focus once it has left this column.
    pub refocus: RwSignal<Option<(String, String)>>,
    /// That card's new position, once it is there and nothing covers the board.
    pub landed: Memo<Option<Landed>>,
    /// The card that was just dropped, and the column where its place stays empty.
    gap: RwSignal<Option<(String, String)>>,
    press: StoredValue<Option<CardPress>>,
    /// The fraction of a pixel left over from scrolling.
    pub carry: StoredValue<f64>,
    touch: StoredValue<Option<Listening>, LocalStorage>,
    clicks: StoredValue<Option<Listening>, LocalStorage>,
}

impl Hand {
    pub fn new(
        columns: Signal<Vec<BoardColumn>>,
        cards: BoardCards,
        words: BoardWords,
        covered: Signal<bool>,
    ) -> Self {
        let refocus = RwSignal::new(None::<(String, String)>);
        let landed = Memo::new(move |_| {
            let (card, from) = refocus.get().filter(|_| !covered.get())?;
            let (column, place) = cards.find.run(card.clone())?;
            (column != from).then_some(Landed { card, column, place })
        });
        Self {
            board: NodeRef::new(),
            columns,
            cards,
            words,
            held: RwSignal::new(None),
            over: RwSignal::new(None),
            at: RwSignal::new((0.0, 0.0)),
            said: RwSignal::new(String::new()),
            refocus,
            landed,
            gap: RwSignal::new(None),
            press: StoredValue::new(None),
            carry: StoredValue::new(0.0),
            touch: StoredValue::new_local(None),
            clicks: StoredValue::new_local(None),
        }
    }

    /// Listens to events beyond the cards: touches that would scroll, Escape, and records that
    /// disappear while held.
    pub fn watch_page(self) {
        Effect::new(move |_| {
            if let Some(board) = self.board.get() {
                let is_held = move || self.held.try_get_untracked().flatten().is_some();
                self.touch.set_value(Some(drag::hold_touch(&board, is_held)));
            }
        });
        let held = Memo::new(move |_| self.held.read().as_ref().map(|held| held.card.clone()));
        Effect::new(move |_| {
            // Another tab may have removed it.
            if held.get().is_some_and(|card| self.cards.find.run(card).is_none()) {
                self.cancel();
            }
        });
        let escape = window_event_listener(leptos::ev::keydown, move |event| {
            if event.key() == "Escape" && self.is_held() {
                event.prevent_default();
                self.cancel();
            }
        });
        on_cleanup(move || {
            escape.remove();
            self.forget_press();
            self.touch.dispose();
            self.clicks.dispose();
        });
    }

    /// Registers a press, which may become a lift.
    pub fn press(self, event: &PointerEvent) {
        self.forget_press();
        self.clicks.set_value(None);
        self.refocus.set(None);
        let first = event.is_primary() && event.button() == 0;
        if !first || self.is_held() || dom::is_within(event.target(), OWN) {
            return;
        }
        let Some(card) = drag::closest(event.target(), CARD) else { return };
        let column = drag::closest(event.target(), COLUMN);
        let read = |name: &str| drag::attribute(&card, name).unwrap_or_default();
        let lift = move || self.lift();
        let rests = event.pointer_type() != "mouse";
        let from = point(event);
        self.press.set_value(Some(CardPress {
            pointer: event.pointer_id(),
            card: read("data-card"),
            name: read("data-name"),
            column: column.and_then(|c| drag::attribute(&c, "data-column")).unwrap_or_default(),
            from,
            now: from,
            rest: rests.then(|| set_timeout_with_handle(lift, REST).ok()).flatten(),
        }));
    }

    /// Handles pointer movement: drags a lifted card, lifts with a mouse, or lets a finger scroll.
    pub fn moved(self, event: &PointerEvent) {
        let now = point(event);
        let lost = event.pointer_type() == "mouse" && event.buttons() & 1 == 0;
        if self.is_held_by(event) {
            // The button was released where no event reached us.
            return if lost { self.cancel() } else { self.at.set(now) };
        }
        let Some(press) = self.press.get_value().filter(|p| p.pointer == event.pointer_id()) else {
            return;
        };
        let far = if press.rest.is_some() { TREMBLE } else { NUDGE };
        let went = went_beyond(far, press.from, now);
        if lost || went && press.rest.is_some() {
            self.forget_press();
        } else {
            self.press.set_value(Some(CardPress { now, ..press }));
            if went {
                self.lift();
            }
        }
    }

    /// Handles the release of a pointer: drops a lifted card.
    pub fn let_go(self, event: &PointerEvent) {
        self.forget_press();
        if self.is_held_by(event) {
            self.at.set(point(event));
            self.look_below();
            self.clicks.set_value(Some(drag::swallow_clicks()));
            set_timeout(
                move || {
                    self.clicks.try_set_value(None);
                },
                CLICK,
            );
            self.drop_card();
        }
    }

    /// Prevents the long-press menu, which would cancel the touch.
    pub fn refuse_menu(self, event: &MouseEvent) {
        let resting =
            self.press.with_value(|press| press.as_ref().is_some_and(|p| p.rest.is_some()));
        if resting || self.is_held() {
            event.prevent_default();
        }
    }

    /// True if a card is held; false on an unmounted board.
    fn is_held(self) -> bool {
        self.held.try_get_untracked().flatten().is_some()
    }

    /// Cancels the move: the card stays where it was.
    pub fn cancel(self) {
        self.forget_press();
        if self.is_held() {
            self.held.set(None);
            self.over.set(None);
            self.said.set(self.words.canceled.get_untracked());
        }
    }

    /// Drops the held card into the column under it.
    pub fn drop_card(self) {
        let over = self.over.try_get_untracked().flatten();
        let Some(held) = self.held.try_get_untracked().flatten() else { return };
        let place = untrack(|| self.cards.find.run(held.card.clone()));
        let target = over.and_then(|key| Some((self.title(&key)?, key)));
        let (Some((from, _)), Some((title, to))) = (place, target) else { return self.cancel() };
        if from == to {
            return self.cancel();
        }
        // Start the save before drawing anything: drawing would keep this thread busy for longer
        // than the whole save takes.
        self.held.try_update_untracked(Option::take);
        self.over.try_update_untracked(Option::take);
        let goes = self.cards.on_move.run((held.card.clone(), to));
        set_timeout(move || self.show_dropped(held, from, goes.then_some(title)), BLINK);
    }

    /// Draws the end of the move and, given a title, announces that the card moved to the column of
    /// that title.
    fn show_dropped(self, held: LiftedCard, from: String, title: Option<String>) {
        let gap = title.is_some().then(|| (held.card.clone(), from.clone()));
        if self.gap.try_set(gap).is_some() {
            return;
        }
        set_timeout(
            move || {
                let _left = self.gap.try_set(None);
            },
            SETTLE,
        );
        // Notifies only: a card picked up meanwhile stays held.
        self.held.update(|_held| {});
        self.over.update(|_over| {});
        if !held.is_dragged() {
            self.refocus.set(Some((held.card, from)));
        }
        if let Some(title) = title {
            self.said.set(self.words.dropped.run((held.name, title)));
        }
    }

    /// Returns the value of a card's `data-lifted`; `None` if the card is drawn normally.
    pub fn lifted_from(
        self,
        card: StoredValue<String>,
        column: StoredValue<String>,
    ) -> Option<&'static str> {
        let held = self.held.read();
        let held = held.as_ref().filter(|held| card.with_value(|card| held.card == *card));
        let is_gap = || {
            let gap = self.gap.read();
            gap.as_ref().is_some_and(|(of, from)| {
                card.with_value(|card| of == card) && column.with_value(|column| from == column)
            })
        };
        match held {
            Some(held) => Some(if held.is_dragged() { "gap" } else { "keys" }),
            None => is_gap().then_some("gap"),
        }
    }

    /// True if a card is held over this column.
    pub fn over_is(self, column: StoredValue<String>) -> bool {
        self.over.read().as_ref().is_some_and(|over| column.with_value(|column| over == column))
    }

    /// Returns the title of a column that still exists and takes cards.
    fn title(self, key: &str) -> Option<String> {
        let columns = self.columns.read_untracked();
        let column = columns.iter().find(|column| column.key == key && column.takes);
        column.map(|column| column.title.clone())
    }

    fn is_held_by(self, event: &PointerEvent) -> bool {
        let held = self.held.read_untracked();
        held.as_ref().is_some_and(
            |held| matches!(held.by, HeldBy::Pointer { id, .. } if id == event.pointer_id()),
        )
    }

    fn forget_press(self) {
        let press = self.press.try_update_value(Option::take).flatten();
        if let Some(rest) = press.and_then(|press| press.rest) {
            rest.clear();
        }
    }

    /// Lifts the pressed card.
    fn lift(self) {
        let press = self.press.try_update_value(Option::take).flatten();
        let board = self.board.try_get_untracked().flatten();
        let (Some(press), Some(board)) = (press, board) else { return };
        let Some(card) = drag::find(&board, CARD, "data-card", &press.card) else { return };
        let card = dom::rect(&card);
        dom::capture_pointer(&board, press.pointer);
        if press.rest.is_some() {
            drag::buzz();
        }
        let by = HeldBy::Pointer { id: press.pointer, from: press.from, card };
        self.at.set(press.now);
        self.over.set(Some(press.column));
        self.carry.set_value(0.0);
        self.held.set(Some(LiftedCard { card: press.card, name: press.name, by }));
        self.follow(drag::now());
    }
}
