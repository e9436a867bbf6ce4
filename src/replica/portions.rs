//! Putting many rows in order. Keys lie scattered over the pages, and looking at two of them for each
//! comparison is what sorting 100,000 names would mostly wait for: so the first bytes of each key are
//! taken along as a number.

use xxhash_rust::xxh64::xxh64;

use super::in_memory::Row;

/// Rows that come in portions, in the order of the first bytes of their keys; only at the end do
/// those that agree in them look at their whole keys. Portions are merged when the one before is
/// hardly larger, so that each row is moved as often as its number has binary digits, a little with
/// each portion and never all at once (a natural merge sort; Knuth, The Art of Computer Programming
/// 3, 5.2.4).
#[derive(Debug, Default)]
pub(super) struct Portions(Vec<Vec<Portioned>>);

/// A row with the first sixteen bytes of its key, which decide mostly, and with what decides between
/// two of the same key, of which a book of 100,000 names has many: a hash that tells them, and a tie.
#[derive(Clone, Copy, Debug)]
struct Portioned {
    first: u128,
    whole: u64,
    tie: u64,
    row: Row,
}

impl Portions {
    /// Takes in rows with their keys and ties, in any order.
    pub fn add<'a>(&mut self, rows: impl Iterator<Item = (Row, &'a [u8], u64)>) {
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
    pub fn add_in_order<'a>(&mut self, rows: impl Iterator<Item = (Row, &'a [u8], u64)>) {
        self.0.push(rows.map(Portioned::new).collect());
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    /// Takes in what came in other portions.
    pub fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }

    /// All rows, in the order of their whole keys, which `key` gives again, and of their ties.
    pub fn finish<'a>(mut self, key: &dyn Fn(Row) -> &'a [u8]) -> Vec<Row> {
        let compare = |a: &Portioned, b: &Portioned| match a.whole == b.whole {
            true => a.tie.cmp(&b.tie),
            false => key(a.row).cmp(key(b.row)).then(a.tie.cmp(&b.tie)),
        };
        while self.0.len() > 1 {
            self.merge_last();
        }
        let mut rows = self.0.pop().unwrap_or_default();
        for alike in rows.chunk_by_mut(|a, b| a.first == b.first) {
            if alike.len() > 1 {
                alike.sort_unstable_by(compare);
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
    fn new((row, key, tie): (Row, &[u8], u64)) -> Self {
        let mut bytes = [0; 16];
        let length = key.len().min(bytes.len());
        bytes[..length].copy_from_slice(&key[..length]);
        Self { first: u128::from_be_bytes(bytes), whole: xxh64(key, 0), tie, row }
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
                portions.add(some.iter().map(|row| (*row, whole(*row), row.number_of_test() as u64)));
            }
            let mut wanted = all;
            wanted.sort_by(|a, b| compare(*a, *b));
            prop_assert_eq!(portions.finish(&whole), wanted);
        }
    }
}
