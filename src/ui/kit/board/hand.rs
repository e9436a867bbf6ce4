//! The hand that moves a card: what is pressed, what is lifted, over which column it is, and where
//! it is dropped. Fingers and pens lift by resting, so that a swipe scrolls as always; a mouse
//! lifts by going. The keyboard's part is in `keys.rs`.

use std::time::Duration;

use leptos::ev::{MouseEvent, PointerEvent};
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::reach::went_beyond;
use super::{BoardCards, BoardColumn, BoardWords};
use browser::dom::drag::{self, Listening};
use browser::dom::{self, Rect};

/// A finger rests this long to lift a card …
const REST: Duration = Duration::from_millis(350);
/// … and goes no further than this meanwhile, in pixels.
const TREMBLE: f64 = 8.0;
/// A mouse that goes this far lifts a card.
const NUDGE: f64 = 6.0;
/// How long what was dropped waits before it is drawn.
const BLINK: Duration = Duration::from_millis(8);
/// How long a place stays empty after the drop: what changes the data is not done at once.
const SETTLE: Duration = Duration::from_millis(300);
/// How long after the drop a click belongs to it.
const CLICK: Duration = Duration::from_millis(350);
/// What is pressed by itself on a card.
const OWN: &str = "button, input, select, textarea, label, [popover]";
pub(super) const CARD: &str = ".board__card[data-card]";
pub(super) const COLUMN: &str = ".board__column";

/// A pointer that came down on a card.
#[derive(Debug, Clone)]
struct Press {
    pointer: i32,
    card: String,
    name: String,
    column: String,
    from: (f64, f64),
    now: (f64, f64),
    /// It lifts by resting; without it, by going.
    rest: Option<TimeoutHandle>,
}

/// What holds a card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum By {
    /// This pointer, from where it lifted the card, which lay there.
    Pointer { id: i32, from: (f64, f64), card: Rect },
    /// The keyboard.
    Keys,
}

/// Where a pointer is on the visible page.
fn point(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// A card that was lifted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Held {
    pub card: String,
    pub name: String,
    pub by: By,
}

impl Held {
    pub fn is_dragged(&self) -> bool {
        self.by != By::Keys
    }
}

/// A card that was moved by keyboard: in which column it is now, and at which place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Landed {
    pub card: String,
    pub column: String,
    pub place: usize,
}

/// All about the card that is moved on one board.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    pub board: NodeRef<html::Div>,
    pub columns: Signal<Vec<BoardColumn>>,
    pub cards: BoardCards,
    pub words: BoardWords,
    pub held: RwSignal<Option<Held>>,
    /// The key of the column that the card would drop into.
    pub over: RwSignal<Option<String>>,
    /// Where the pointer is.
    pub at: RwSignal<(f64, f64)>,
    /// What was said last.
    pub said: RwSignal<String>,
    /// The card that has to get the focus as soon as it is in another column than this.
    pub refocus: RwSignal<Option<(String, String)>>,
    /// That card, once it is there and nothing lies above the board.
    pub landed: Memo<Option<Landed>>,
    /// The card that has just been dropped, and the column where its place stays empty.
    gap: RwSignal<Option<(String, String)>>,
    press: StoredValue<Option<Press>>,
    /// What is left of a scroll by less than a pixel.
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

    /// Listens to what happens outside of the cards: fingers that would scroll, Escape, and records
    /// that go while they are held.
    pub fn watch_page(self) {
        Effect::new(move |_| {
            if let Some(board) = self.board.get() {
                let is_held = move || self.held.try_get_untracked().flatten().is_some();
                self.touch.set_value(drag::hold_touch(&board, is_held));
            }
        });
        let held = Memo::new(move |_| self.held.read().as_ref().map(|held| held.card.clone()));
        Effect::new(move |_| {
            // Another tab may take it away.
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

    /// A pointer came down: nothing yet.
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
        self.press.set_value(Some(Press {
            pointer: event.pointer_id(),
            card: read("data-card"),
            name: read("data-name"),
            column: column.and_then(|c| drag::attribute(&c, "data-column")).unwrap_or_default(),
            from,
            now: from,
            rest: rests.then(|| set_timeout_with_handle(lift, REST).ok()).flatten(),
        }));
    }

    /// A pointer goes: the lifted card follows, a mouse lifts, a finger scrolls.
    pub fn moved(self, event: &PointerEvent) {
        let now = point(event);
        let lost = event.pointer_type() == "mouse" && event.buttons() & 1 == 0;
        if self.is_held_by(event) {
            // Its button came up where nobody could tell us.
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
            self.press.set_value(Some(Press { now, ..press }));
            if went {
                self.lift();
            }
        }
    }

    /// A pointer came up: a lifted card drops.
    pub fn let_go(self, event: &PointerEvent) {
        self.forget_press();
        if self.is_held_by(event) {
            self.at.set(point(event));
            self.look_below();
            self.clicks.set_value(drag::swallow_clicks());
            set_timeout(
                move || {
                    self.clicks.try_set_value(None);
                },
                CLICK,
            );
            self.drop_card();
        }
    }

    /// The menu of a long press would take the finger away.
    pub fn refuse_menu(self, event: &MouseEvent) {
        let resting =
            self.press.with_value(|press| press.as_ref().is_some_and(|p| p.rest.is_some()));
        if resting || self.is_held() {
            event.prevent_default();
        }
    }

    /// Whether a card is held; not on a board that is taken down.
    fn is_held(self) -> bool {
        self.held.try_get_untracked().flatten().is_some()
    }

    /// Puts a held card back to where it was.
    pub fn cancel(self) {
        self.forget_press();
        if self.is_held() {
            self.held.set(None);
            self.over.set(None);
            self.said.set(self.words.cancelled.get_untracked());
        }
    }

    /// Drops the held card into the column that it is over.
    pub fn drop_card(self) {
        let over = self.over.try_get_untracked().flatten();
        let Some(held) = self.held.try_get_untracked().flatten() else { return };
        let place = untrack(|| self.cards.find.run(held.card.clone()));
        let target = over.and_then(|key| Some((self.title(&key)?, key)));
        let (Some((from, _)), Some((title, to))) = (place, target) else { return self.cancel() };
        if from == to {
            return self.cancel();
        }
        // First of all what is to be kept goes on its way, and nothing is drawn for a blink: drawing
        // keeps this thread busy for longer than the whole way takes.
        self.held.try_update_untracked(Option::take);
        self.over.try_update_untracked(Option::take);
        let goes = self.cards.on_move.run((held.card.clone(), to));
        set_timeout(move || self.show_dropped(held, from, goes.then_some(title)), BLINK);
    }

    /// Shows that a card is held no more and, unless something is asked first, that it went to the
    /// column of this title.
    fn show_dropped(self, held: Held, from: String, title: Option<String>) {
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
        // Who has picked up another card meanwhile holds that one.
        self.held.update(|_held| {});
        self.over.update(|_over| {});
        if !held.is_dragged() {
            self.refocus.set(Some((held.card, from)));
        }
        if let Some(title) = title {
            self.said.set(self.words.dropped.run((held.name, title)));
        }
    }

    /// How a card in a column is drawn: `None` as always, otherwise what `data-lifted` says.
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

    /// Whether a card is held over this column.
    pub fn over_is(self, column: StoredValue<String>) -> bool {
        self.over.read().as_ref().is_some_and(|over| column.with_value(|column| over == column))
    }

    /// The title of a column that is still there and takes cards.
    fn title(self, key: &str) -> Option<String> {
        let columns = self.columns.read_untracked();
        let column = columns.iter().find(|column| column.key == key && column.takes);
        column.map(|column| column.title.clone())
    }

    fn is_held_by(self, event: &PointerEvent) -> bool {
        let held = self.held.read_untracked();
        held.as_ref().is_some_and(
            |held| matches!(held.by, By::Pointer { id, .. } if id == event.pointer_id()),
        )
    }

    fn forget_press(self) {
        let press = self.press.try_update_value(Option::take).flatten();
        if let Some(rest) = press.and_then(|press| press.rest) {
            rest.clear();
        }
    }

    /// The pressed card leaves its place.
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
        let by = By::Pointer { id: press.pointer, from: press.from, card };
        self.at.set(press.now);
        self.over.set(Some(press.column));
        self.carry.set_value(0.0);
        self.held.set(Some(Held { card: press.card, name: press.name, by }));
        self.follow(drag::now());
    }
}
