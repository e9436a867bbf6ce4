//! Geometry of dragging: the column under a pointer, and the scroll speed. Only arithmetic, no
//! page.

/// The distance from an edge at which the board begins to scroll, in pixels.
const EDGE: f64 = 72.0;
/// The scroll speed at the very edge, in pixels per second.
const FASTEST: f64 = 900.0;
/// The distance a card must move toward an edge before the board scrolls: it may have been lifted
/// there.
const INTENT: f64 = 24.0;

/// The left and right edges of an element, in viewport pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    pub left: f64,
    pub right: f64,
}

impl Span {
    fn distance(self, x: f64) -> f64 {
        (self.left - x).max(x - self.right).max(0.0)
    }
}

/// Returns the column under a pointer at `x`, or the nearest one. A pointer outside the board
/// counts as at the board's edge.
pub(super) fn column_under(x: f64, board: Span, columns: &[Span]) -> Option<usize> {
    let x = x.max(board.left + 1.0).min(board.right - 1.0);
    let distance = |index: &usize| columns.get(*index).map_or(f64::MAX, |span| span.distance(x));
    (0..columns.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// Returns the scroll speed while a card lifted at `from` is held at `x`, in pixels per second;
/// negative to the left.
pub(super) fn pull(x: f64, from: f64, board: Span) -> f64 {
    let edge = EDGE.min((board.right - board.left) / 5.0).max(1.0);
    let speed = |inside: f64| FASTEST * ((edge - inside) / edge).clamp(0.0, 1.0).powi(2);
    if x - from < -INTENT {
        -speed(x - board.left)
    } else if x - from > INTENT {
        speed(board.right - x)
    } else {
        0.0
    }
}

/// True if a pointer moved too far for a long press, or far enough for a drag.
pub(super) fn went_beyond(far: f64, from: (f64, f64), to: (f64, f64)) -> bool {
    (to.0 - from.0).hypot(to.1 - from.1) > far
}

/// Returns the column next to `now` in an arrow key's direction; stops at the ends.
pub(super) fn beside(now: usize, count: usize, forwards: bool) -> usize {
    let next = if forwards { now.saturating_add(1) } else { now.saturating_sub(1) };
    next.min(count.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::{Span, beside, column_under, pull, went_beyond};

    const BOARD: Span = Span { left: 0.0, right: 390.0 };

    fn columns(scrolled: f64) -> Vec<Span> {
        let left = |index: u32| 16.0 + 312.0 * f64::from(index) - scrolled;
        (0..4).map(|index| Span { left: left(index), right: left(index) + 300.0 }).collect()
    }

    #[test]
    fn the_column_under_the_finger_is_meant() {
        assert_eq!(column_under(100.0, BOARD, &columns(0.0)), Some(0));
        assert_eq!(column_under(380.0, BOARD, &columns(0.0)), Some(1));
        assert_eq!(column_under(100.0, BOARD, &columns(624.0)), Some(2));
    }

    #[test]
    fn between_two_columns_the_nearer_one_is_meant() {
        assert_eq!(column_under(318.0, BOARD, &columns(0.0)), Some(0));
        assert_eq!(column_under(326.0, BOARD, &columns(0.0)), Some(1));
    }

    #[test]
    fn a_finger_outside_means_a_column_that_can_be_seen() {
        assert_eq!(column_under(-500.0, BOARD, &columns(624.0)), Some(1));
        assert_eq!(column_under(2000.0, BOARD, &columns(0.0)), Some(1));
        assert_eq!(column_under(2000.0, BOARD, &columns(936.0)), Some(3));
    }

    #[test]
    fn a_board_without_columns_has_none_to_mean() {
        assert_eq!(column_under(100.0, BOARD, &[]), None);
    }

    #[test]
    fn the_board_scrolls_faster_the_nearer_the_card_is_to_the_edge() {
        assert_eq!(pull(200.0, 100.0, BOARD), 0.0);
        let (near, nearer) = (pull(340.0, 100.0, BOARD), pull(380.0, 100.0, BOARD));
        assert!(0.0 < near && near < nearer, "{near} {nearer}");
        assert_eq!(pull(400.0, 100.0, BOARD), 900.0);
        assert_eq!(pull(-10.0, 300.0, BOARD), -900.0);
    }

    #[test]
    fn a_card_lifted_near_the_edge_does_not_make_the_board_run_away() {
        assert_eq!(pull(385.0, 380.0, BOARD), 0.0);
        assert_eq!(pull(5.0, 10.0, BOARD), 0.0);
        assert!(pull(385.0, 350.0, BOARD) > 0.0);
    }

    #[test]
    fn a_trembling_finger_rests() {
        assert!(!went_beyond(8.0, (10.0, 10.0), (15.0, 15.0)));
        assert!(went_beyond(8.0, (10.0, 10.0), (10.0, 19.0)));
    }

    #[test]
    fn arrows_stop_at_the_first_and_the_last_column() {
        assert_eq!([beside(0, 3, false), beside(1, 3, false)], [0, 0]);
        assert_eq!([beside(1, 3, true), beside(2, 3, true)], [2, 2]);
        assert_eq!(beside(0, 0, true), 0);
    }
}
