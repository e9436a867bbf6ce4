//! The drawn rows of a very long list, and their position. Only arithmetic, no page.

/// Browsers limit an element's height to 17 to 33 million pixels; a longer list scrolls at a
/// smaller scale.
const TALLEST: f64 = 15_000_000.0;

/// A list and its visible height, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ListSpace {
    pub count: usize,
    pub row: f64,
    pub view: f64,
}

/// The rows `first..last`, and the distance of the first from the top of the list.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct ListWindow {
    pub first: usize,
    pub last: usize,
    pub shift: f64,
}

#[expect(clippy::cast_precision_loss, reason = "no list has 2^52 rows")]
fn pixels(rows: usize, row: f64) -> f64 {
    rows as f64 * row
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float becomes the nearest row there is, and nothing below the first"
)]
fn rows(pixels: f64, row: f64) -> usize {
    (pixels / row).floor() as usize
}

impl ListSpace {
    /// Returns the height of all rows.
    fn whole(&self) -> f64 {
        pixels(self.count, self.row)
    }

    /// Returns the height of the element in the page.
    pub fn height(&self) -> f64 {
        self.whole().min(TALLEST)
    }

    /// Returns how many pixels of rows pass per pixel of scrolling.
    fn scale(&self) -> f64 {
        let room = self.height() - self.view;
        if self.whole() <= TALLEST || room <= 0.0 { 1.0 } else { (self.whole() - self.view) / room }
    }

    /// Returns the rows to draw when the list is scrolled to `scroll`, with `spare` more at both
    /// ends.
    pub fn window(&self, scroll: f64, spare: usize) -> ListWindow {
        let scroll = scroll.clamp(0.0, (self.height() - self.view).max(0.0));
        let offset = scroll * self.scale();
        let first = rows(offset, self.row).saturating_sub(spare).min(self.count);
        let last = (rows(offset + self.view, self.row) + 1 + spare).min(self.count);
        // Equals the first row's own position unless the list is scaled.
        let shift = scroll - (offset - pixels(first, self.row));
        ListWindow { first, last, shift }
    }

    /// Returns the first visible row.
    pub fn first_seen(&self, scroll: f64) -> usize {
        rows(scroll.max(0.0) * self.scale(), self.row).min(self.count.saturating_sub(1))
    }

    /// Returns the scroll position at which row `index` is the first visible one.
    pub fn scroll_to(&self, index: usize) -> f64 {
        let top = pixels(index, self.row) / self.scale();
        top.min(self.height() - self.view).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{ListSpace, ListWindow, TALLEST};

    const SHORT: ListSpace = ListSpace { count: 100_000, row: 60.0, view: 600.0 };
    const LONG: ListSpace = ListSpace { count: 1_000_000, row: 60.0, view: 600.0 };

    #[test]
    fn only_what_can_be_seen_and_a_little_more_is_drawn() {
        assert_eq!(SHORT.window(0.0, 4), ListWindow { first: 0, last: 15, shift: 0.0 });
        let window = SHORT.window(60_000.0, 4);
        assert_eq!(window, ListWindow { first: 996, last: 1015, shift: 59_760.0 });
    }

    #[test]
    fn the_window_stays_where_it_is_while_its_rows_do() {
        assert_eq!(SHORT.window(60_001.0, 4).shift, SHORT.window(60_059.0, 4).shift);
    }

    #[test]
    fn the_end_of_a_list_too_tall_for_a_browser_can_be_reached() {
        assert_eq!(LONG.height(), TALLEST);
        let window = LONG.window(TALLEST - 600.0, 4);
        assert_eq!(window.last, 1_000_000);
        let bottom = window.shift + 60.0 * (window.last - window.first) as f64;
        assert!((bottom - TALLEST).abs() < 1.0, "{bottom}");
    }

    #[test]
    fn a_row_that_was_scrolled_to_is_the_first_seen() {
        for index in [0, 1, 12_345, 99_000] {
            assert_eq!(SHORT.first_seen(SHORT.scroll_to(index)), index);
        }
        for index in [0, 1, 499_999, 999_000] {
            let seen = LONG.first_seen(LONG.scroll_to(index) + 0.001);
            assert_eq!(seen, index);
        }
    }

    #[test]
    fn an_empty_list_and_a_list_that_shrank_draw_no_row_that_is_not_there() {
        let empty = ListSpace { count: 0, row: 60.0, view: 600.0 };
        assert_eq!(empty.window(5000.0, 4), ListWindow { first: 0, last: 0, shift: 0.0 });
        let small = ListSpace { count: 3, row: 60.0, view: 600.0 };
        assert_eq!(small.window(5000.0, 4), ListWindow { first: 0, last: 3, shift: 0.0 });
    }
}
