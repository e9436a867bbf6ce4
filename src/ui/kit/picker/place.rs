//! The position of a picker's list: below its field, in the space left above a keyboard.

use dom::Rect;

/// The least room for a list, in pixels: three rows of a thumb's height. With less, the field is
/// scrolled up.
pub(super) const LEAST: f64 = 140.0;
/// The gap between field and list, and to the edge of the visible area.
const GAP: f64 = 4.0;
/// The greatest height of a list.
const MOST: f64 = 372.0;

/// The position of the list, in viewport pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ListPosition {
    /// Its top edge; its bottom edge if it is above the field.
    pub at: f64,
    pub left: f64,
    pub width: f64,
    /// Its greatest height.
    pub height: f64,
    pub above: bool,
}

/// Returns the room below a field.
pub(super) fn room_below(field: Rect, seen: (f64, f64)) -> f64 {
    seen.1 - field.top - field.height - 2.0 * GAP
}

/// The least width of a list, so that namesakes can be told apart even below a narrow field.
const WIDE: f64 = 320.0;
/// The gap to the edges of the screen.
const EDGE: f64 = 12.0;

/// Returns the left edge and width of a list on a screen of some width.
fn across(field: Rect, screen: f64) -> (f64, f64) {
    let width = field.width.max(WIDE.min(screen - 2.0 * EDGE));
    (field.left.min(screen - EDGE - width).max(0.0), width)
}

/// Places a list below the field, or above it if there is no room for three rows below and more
/// above.
pub(super) fn beside(field: Rect, seen: (f64, f64), screen: f64) -> ListPosition {
    let below = room_below(field, seen);
    let above = field.top - seen.0 - 2.0 * GAP;
    let is_above = below < LEAST && above > below;
    let (at, room) =
        if is_above { (field.top - GAP, above) } else { (field.top + field.height + GAP, below) };
    let height = room.clamp(0.0, MOST);
    let (left, width) = across(field, screen);
    ListPosition { at, left, width, height, above: is_above }
}

#[cfg(test)]
mod tests {
    use super::{ListPosition, beside};
    use dom::Rect;

    fn field(top: f64) -> Rect {
        Rect { top, left: 16.0, width: 358.0, height: 48.0 }
    }

    #[test]
    fn the_list_lies_below_its_field_and_ends_where_the_keyboard_begins() {
        let ListPosition { at, height, above, width, .. } =
            beside(field(100.0), (0.0, 508.0), 390.0);
        assert!(!above && at + height <= 508.0 && at > 148.0, "{at} {height}");
        assert_eq!(width, 358.0);
    }

    #[test]
    fn a_page_that_was_moved_up_for_the_keyboard_is_seen_from_there_on() {
        let ListPosition { at, height, .. } = beside(field(400.0), (336.0, 844.0), 390.0);
        assert!(at + height <= 844.0);
    }

    #[test]
    fn it_lies_above_only_where_there_is_no_room_below() {
        let ListPosition { at, height, above, .. } = beside(field(420.0), (0.0, 508.0), 390.0);
        assert!(above && at < 420.0 && at - height >= 0.0, "{at} {height}");
        assert!(!beside(field(10.0), (0.0, 190.0), 390.0).above, "there is even less above");
    }

    #[test]
    fn below_a_narrow_field_the_list_is_wider_and_stays_on_the_screen() {
        let narrow = Rect { width: 200.0, left: 180.0, ..field(100.0) };
        let ListPosition { left, width, .. } = beside(narrow, (0.0, 844.0), 390.0);
        assert!(width == 320.0 && left + width <= 390.0 && left >= 0.0, "{left} {width}");
        let ListPosition { left, width, .. } = beside(narrow, (0.0, 844.0), 1280.0);
        assert_eq!((left, width), (180.0, 320.0));
        assert!(beside(narrow, (0.0, 480.0), 320.0).left >= 0.0);
    }

    #[test]
    fn a_list_is_no_higher_than_it_can_be_overlooked() {
        assert!(beside(field(100.0), (0.0, 2000.0), 390.0).height < 400.0);
    }
}
