//! Which element shows which row of a long list. Only arithmetic, no page.

use std::ops::Range;

/// Of so many elements, more than one must get another row before all are used again: making one row
/// takes as long as filling several.
const WORTH_FILLING: usize = 3;

/// The elements of the drawn rows, in their order, by numbers of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DrawnRows {
    first: usize,
    ids: Vec<u64>,
    next: u64,
}

impl DrawnRows {
    /// Draws these rows. A row that was drawn keeps its element; if only few were, and `refills`, the
    /// elements stay and show other rows, so that a fast scroll makes none.
    pub fn show(&mut self, rows: Range<usize>, refills: bool) {
        let moved = rows.start.abs_diff(self.first);
        let known = std::mem::take(&mut self.ids);
        let by = |index: usize| match refills && moved * WORTH_FILLING > known.len() {
            true => Some(index - rows.start),
            false => index.checked_sub(self.first),
        };
        let stays: Vec<Option<u64>> =
            rows.clone().map(|index| by(index).and_then(|at| known.get(at).copied())).collect();
        self.first = rows.start;
        for id in stays {
            let id = id.unwrap_or(self.next);
            self.next = self.next.max(id + 1);
            self.ids.push(id);
        }
    }

    /// Returns the numbers of the elements, in the order of their rows.
    pub fn ids(&self) -> &[u64] {
        &self.ids
    }

    /// Returns the row that an element shows; `None` if it is drawn no more.
    pub fn row(&self, id: u64) -> Option<usize> {
        self.ids.iter().position(|known| *known == id).map(|at| self.first + at)
    }
}

#[cfg(test)]
mod tests {
    use super::DrawnRows;
    use std::ops::Range;

    fn shown(steps: &[(Range<usize>, bool)]) -> Vec<u64> {
        let mut rows = DrawnRows::default();
        steps.iter().for_each(|(step, refills)| rows.show(step.clone(), *refills));
        rows.ids().to_vec()
    }

    #[test]
    fn rows_that_stay_keep_their_elements() {
        assert_eq!(shown(&[(0..6, true), (1..7, true)]), [1, 2, 3, 4, 5, 6]);
        assert_eq!(shown(&[(5..11, true), (4..10, true)]), [6, 0, 1, 2, 3, 4]);
        assert_eq!(shown(&[(0..4, true), (0..6, true)]), [0, 1, 2, 3, 4, 5]);
        assert_eq!(shown(&[(0..6, true), (0..3, true), (0..4, true)]), [0, 1, 2, 6]);
    }

    #[test]
    fn a_fast_scroll_fills_the_elements_that_are_there() {
        assert_eq!(shown(&[(0..6, true), (3..9, true)]), [0, 1, 2, 3, 4, 5]);
        assert_eq!(shown(&[(0..6, true), (900..906, true), (0..6, true)]), [0, 1, 2, 3, 4, 5]);
        assert_eq!(shown(&[(0..3, true), (900..905, true)]), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn an_element_with_the_focus_never_shows_another_row() {
        assert_eq!(shown(&[(0..4, true), (3..7, false)]), [3, 4, 5, 6]);
        assert_eq!(shown(&[(0..4, true), (90..94, false)]), [4, 5, 6, 7]);
    }

    #[test]
    fn an_element_knows_its_row_until_it_is_gone() {
        let mut rows = DrawnRows::default();
        rows.show(0..6, true);
        rows.show(1..7, true);
        assert_eq!((rows.row(0), rows.row(1), rows.row(6)), (None, Some(1), Some(6)));
        rows.show(500..506, true);
        assert_eq!((rows.row(1), rows.row(6)), (Some(500), Some(505)));
    }
}
