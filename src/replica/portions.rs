//! Putting many rows in order. Keys lie scattered over the pages, and looking at two of them for each
//! comparison is what sorting 100,000 names would mostly wait for: so the first bytes of each key are
//! taken along as a number.

use std::cmp::Ordering;

use super::in_memory::Row;

/// Rows that come in portions, in the order of the first bytes of their keys; only at the end do
/// those that agree in them look at their whole keys. Portions are merged when the one before is
/// hardly larger, so that each row is moved as often as its number has binary digits, a little with
/// each portion and never all at once (a natural merge sort; Knuth, The Art of Computer Programming
/// 3, 5.2.4).
#[derive(Debug, Default)]
pub(super) struct Portions(Vec<Vec<Portioned>>);

/// A row with the first sixteen bytes of its key, which decide almost always.
#[derive(Clone, Copy, Debug)]
struct Portioned {
    first: u128,
    row: Row,
}

impl Portions {
    /// Takes in rows with their keys, in any order.
    pub fn add<'a>(&mut self, rows: impl Iterator<Item = (Row, &'a [u8])>) {
        let mut portion: Vec<Portioned> = rows.map(Portioned::new).collect();
        portion.sort_unstable_by_key(|portioned| portioned.first);
        self.0.push(portion);
        while let [.., before, last] = self.0.as_slice()
            && before.len() <= 2 * last.len()
        {
            self.merge_last();
        }
    }

    /// Takes in rows that are in order already.
    pub fn add_in_order<'a>(&mut self, rows: impl Iterator<Item = (Row, &'a [u8])>) {
        self.0.push(rows.map(Portioned::new).collect());
    }

    /// All rows, in the order of `compare` where the first bytes of their keys agree.
    pub fn finish(mut self, compare: &dyn Fn(Row, Row) -> Ordering) -> Vec<Row> {
        while self.0.len() > 1 {
            self.merge_last();
        }
        let mut rows = self.0.pop().unwrap_or_default();
        for alike in rows.chunk_by_mut(|a, b| a.first == b.first) {
            if alike.len() > 1 {
                alike.sort_unstable_by(|a, b| compare(a.row, b.row));
            }
        }
        rows.into_iter().map(|portioned| portioned.row).collect()
    }

    fn merge_last(&mut self) {
        let (Some(right), Some(left)) = (self.0.pop(), self.0.pop()) else { return };
        let mut merged = Vec::with_capacity(left.len() + right.len());
        let mut right = right.into_iter().peekable();
        for portioned in left {
            while let Some(before) = right.next_if(|other| other.first < portioned.first) {
                merged.push(before);
            }
            merged.push(portioned);
        }
        merged.extend(right);
        self.0.push(merged);
    }
}

impl Portioned {
    fn new((row, key): (Row, &[u8])) -> Self {
        let mut bytes = [0; 16];
        let length = key.len().min(bytes.len());
        bytes[..length].copy_from_slice(&key[..length]);
        Self { first: u128::from_be_bytes(bytes), row }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_that_come_in_portions_are_in_the_same_order(
            keys in proptest::collection::vec(proptest::collection::vec(1u8..4, 0..30), 0..200),
            portion in 1usize..40,
        ) {
            let row = |at: usize| Row::of_test(at as u32);
            let whole = |row: Row| keys[row.number_of_test()].as_slice();
            let compare = |a: Row, b: Row| whole(a).cmp(whole(b)).then(a.cmp(&b));
            let all: Vec<Row> = (0..keys.len()).map(row).collect();
            let mut portions = Portions::default();
            for some in all.chunks(portion) {
                portions.add(some.iter().map(|row| (*row, whole(*row))));
            }
            let mut wanted = all;
            wanted.sort_by(|a, b| compare(*a, *b));
            prop_assert_eq!(portions.finish(&compare), wanted);
        }
    }
}
