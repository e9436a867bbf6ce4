//! The board by keyboard: arrows move between cards; Space picks a card up, then arrows choose the
//! column, Space or Enter drops it, Escape cancels. Every step is announced.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use super::hand::{CARD, COLUMN, Hand, HeldBy, LiftedCard};
use super::reach::beside;
use crate::virtual_list::ListScroll;
use dom::drag;
use dom::{self, FocusStep};

impl Hand {
    /// Handles a key pressed on the board.
    pub fn key(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let held = self.held.try_get_untracked().flatten();
        let done = match held {
            Some(held) if held.is_dragged() => false,
            Some(held) => self.key_while_held(&event.key(), &held),
            None => self.key_while_free(event),
        };
        if done {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    /// Cancels a keyboard move when the focus leaves the card.
    pub fn focus_left(self) {
        // An unmounted board loses the focus too, and its signals are gone then.
        let held = self.held.try_get_untracked().flatten();
        if held.is_some_and(|held| !held.is_dragged()) {
            self.cancel();
        }
    }

    /// Handles a choice from a card's menu: if made by keyboard and it moves the card, the focus
    /// follows.
    pub fn chosen(self, event: &MouseEvent) {
        // A click made by keyboard has a `detail` of 0.
        if event.detail() != 0 || !dom::is_within(event.target(), "[role=menuitem]") {
            return;
        }
        let card = drag::closest(event.target(), CARD);
        let column = drag::closest(event.target(), COLUMN);
        let card = card.and_then(|card| drag::attribute(&card, "data-card"));
        let column = column.and_then(|column| drag::attribute(&column, "data-column"));
        let _left = self.refocus.try_set(card.zip(column));
    }

    /// Scrolls a column so that a card moved into it by keyboard is drawn.
    pub fn scroll_to_moved(
        self,
        column: StoredValue<String>,
        scroll: ListScroll,
        rows: Memo<(usize, usize)>,
    ) {
        Effect::new(move |_| {
            let landed = self.landed.read();
            let landed = landed.as_ref();
            let own = landed.filter(|it| column.with_value(|column| *column == it.column));
            let Some(place) = own.map(|it| it.place) else { return };
            let (first, last) = rows.get_untracked();
            if !(first..last).contains(&place) {
                // Wait until the column has its new length.
                request_animation_frame(move || scroll.to(place));
            }
        });
    }

    /// Focuses a card that was moved by keyboard, once it is in its new place.
    pub fn focus_moved(
        self,
        card: StoredValue<String>,
        column: StoredValue<String>,
        node: NodeRef<html::Li>,
    ) {
        let wanted = Memo::new(move |_| {
            self.landed.read().as_ref().is_some_and(|it| {
                card.with_value(|card| *card == it.card)
                    && column.with_value(|column| *column == it.column)
            })
        });
        Effect::new(move |_| {
            let Some(node) = node.get().filter(|_| wanted.get()) else { return };
            request_animation_frame(move || {
                // A sheet may cover it by now.
                let free = self.landed.try_get_untracked().flatten().is_some();
                if free && dom::focus_first(&node) {
                    let _left = self.refocus.try_set(None);
                }
            });
        });
    }

    fn key_while_held(self, key: &str, held: &LiftedCard) -> bool {
        match key {
            "ArrowLeft" => self.go_beside(held, false),
            "ArrowRight" => self.go_beside(held, true),
            " " | "Enter" => self.drop_card(),
            "Escape" => self.cancel(),
            // Swallowed, so that the focus stays on the held card.
            "ArrowUp" | "ArrowDown" | "Home" | "End" => {}
            _ => return false,
        }
        true
    }

    fn key_while_free(self, event: &KeyboardEvent) -> bool {
        self.refocus.set(None);
        if dom::is_within(event.target(), "input, select, textarea, [role=menu]") {
            return false;
        }
        match event.key().as_str() {
            " " if dom::is_within(event.target(), "a") => self.pick_up(event),
            "ArrowDown" => step(event, FocusStep::Next),
            "ArrowUp" => step(event, FocusStep::Previous),
            "ArrowLeft" => self.step_beside(event, false),
            "ArrowRight" => self.step_beside(event, true),
            _ => false,
        }
    }

    fn pick_up(self, event: &KeyboardEvent) -> bool {
        let card = drag::closest(event.target(), CARD);
        let column = drag::closest(event.target(), COLUMN);
        let (Some(card), Some(column)) = (card, column) else { return false };
        let read = |name: &str| drag::attribute(&card, name).unwrap_or_default();
        let name = read("data-name");
        self.over.set(drag::attribute(&column, "data-column"));
        self.said.set(self.words.picked_up.run(name.clone()));
        self.held.set(Some(LiftedCard { card: read("data-card"), name, by: HeldBy::Keys }));
        true
    }

    /// Moves the held card over the neighboring column.
    fn go_beside(self, held: &LiftedCard, forwards: bool) {
        let over = self.over.get_untracked();
        let next = {
            let columns = self.columns.read_untracked();
            let now = columns.iter().position(|column| Some(&column.key) == over.as_ref());
            columns.get(beside(now.unwrap_or(0), columns.len(), forwards)).cloned()
        };
        let Some(next) = next else { return };
        self.said.set(self.words.over.run((held.name.clone(), next.title)));
        self.over.set(Some(next.key));
        // Wait until the mark has moved.
        request_animation_frame(move || {
            if let Some(board) = self.board.try_get_untracked().flatten() {
                dom::center_sideways(&board, "[data-over]");
            }
        });
    }

    /// Focuses the first card of the nearest column on that side that has any.
    fn step_beside(self, event: &KeyboardEvent, forwards: bool) -> bool {
        let own = drag::closest(event.target(), COLUMN);
        let board = self.board.get_untracked();
        let (Some(board), Some(own)) = (board, own) else { return false };
        let columns = drag::all(&board, COLUMN);
        let Some(now) = columns.iter().position(|column| *column == own) else { return false };
        let mut others: Vec<_> = if forwards {
            columns.into_iter().skip(now + 1).collect()
        } else {
            columns.into_iter().take(now).rev().collect()
        };
        others.drain(..).any(|column| dom::focus_step(&column, CARD, FocusStep::First))
    }
}

/// Focuses the card above or below.
fn step(event: &KeyboardEvent, step: FocusStep) -> bool {
    drag::closest(event.target(), COLUMN).is_some_and(|column| dom::focus_step(&column, CARD, step))
}
