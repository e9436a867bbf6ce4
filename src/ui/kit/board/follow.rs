//! Dragging a card: finds the column under the pointer, and scrolls the board near its edges. Works
//! once per frame, however often the pointer reports.

use leptos::prelude::*;

use super::hand::{COLUMN, Hand, HeldBy, LiftedCard};
use super::reach::{Span, column_under, pull};
use dom::drag;
use dom::{self, Rect};

/// The longest frame time, in milliseconds: a tab that wakes up must not make the board jump.
const LONGEST_FRAME: f64 = 50.0;

fn span(rect: Rect) -> Span {
    Span { left: rect.left, right: rect.left + rect.width }
}

impl Hand {
    /// Runs once per frame while a pointer holds a card. `before` is the time of the previous
    /// frame.
    pub fn follow(self, before: f64) {
        request_animation_frame(move || {
            let held = self.held.try_get_untracked().flatten();
            if held.as_ref().is_some_and(LiftedCard::is_dragged) {
                let now = drag::now();
                self.scroll_at_edges((now - before).clamp(0.0, LONGEST_FRAME) / 1000.0);
                self.look_below();
                self.follow(now);
            }
        });
    }

    /// Finds the column under the pointer.
    pub fn look_below(self) {
        let Some(board) = self.board.get_untracked() else { return };
        let spans: Vec<Span> = drag::rects(&board, COLUMN).into_iter().map(span).collect();
        let index = column_under(self.at.get_untracked().0, span(dom::rect(&board)), &spans);
        let columns = self.columns.read_untracked();
        let over = index.and_then(|index| columns.get(index)).map(|column| column.key.clone());
        if *self.over.read_untracked() != over {
            self.over.set(over);
        }
    }

    fn scroll_at_edges(self, seconds: f64) {
        let held = self.held.read_untracked();
        let Some(HeldBy::Pointer { from, .. }) = held.as_ref().map(|held| held.by) else { return };
        let Some(board) = self.board.get_untracked() else { return };
        let speed = pull(self.at.get_untracked().0, from.0, span(dom::rect(&board)));
        // Browsers scroll by whole pixels; carry the fraction over to the next frame.
        let way = speed * seconds + self.carry.get_value();
        self.carry.set_value(if speed == 0.0 { 0.0 } else { way.fract() });
        if speed != 0.0 && way.trunc() != 0.0 {
            dom::scroll_sideways(&board, way.trunc());
        }
    }
}
