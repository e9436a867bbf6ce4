//! Sorts many rows. Keys lie scattered over the pages, and fetching two of them for each comparison
//! would dominate sorting 100,000 names: so the first bytes of each key are carried along as a
//! number.

use xxhash_rust::xxh64::xxh64;

use super::in_memory::Row;

/// Rows added in runs and sorted by the first bytes of their keys; only at the end do those that
/// agree in them compare their whole keys. A run is merged with the one before if that is at most
/// twice as long, so that each row moves about log2(n) times, a little with each run and never all at
/// once (a natural merge sort; Knuth, The Art of Computer Programming 3, 5.2.4).
#[derive(Debug, Default)]
pub(super) struct SortedRuns(Vec<Vec<KeyedRow>>);

/// A row with the first sixteen bytes of its key, which usually decide. Equal keys, of which
/// 100,000 names have many, are recognized by a hash and ordered by a tie-breaker.
#[derive(Clone, Copy, Debug)]
struct KeyedRow {
    first: u128,
    whole: u64,
    tie: u64,
    row: Row,
}

impl SortedRuns {
    /// Adds rows with their keys and tie-breakers, in any order.
    pub fn add<'a>(&mut self, rows: impl Iterator<Item = (Row, &'a [u8], u64)>) {
        let mut run: Vec<KeyedRow> = rows.map(KeyedRow::new).collect();
        run.sort_unstable_by_key(|keyed| keyed.first);
        self.0.push(run);
        while let [.., before, last] = self.0.as_slice()
            && before.len() <= 2 * last.len()
        {
            self.merge_last();
        }
    }

    /// Adds rows that are sorted already.
    pub fn add_in_order<'a>(&mut self, rows: impl Iterator<Item = (Row, &'a [u8], u64)>) {
        self.0.push(rows.map(KeyedRow::new).collect());
    }

    /// Returns the number of rows.
    pub fn len(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    /// Adds the runs of another set.
    pub fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }

    /// Returns all rows in the order of their whole keys, which `key` looks up again, and
    /// tie-breakers.
    pub fn finish<'a>(mut self, key: &dyn Fn(Row) -> &'a [u8]) -> Vec<Row> {
        let compare = |a: &KeyedRow, b: &KeyedRow| match a.whole == b.whole {
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
        rows.into_iter().map(|keyed| keyed.row).collect()
    }

    fn merge_last(&mut self) {
        let (Some(right), Some(left)) = (self.0.pop(), self.0.pop()) else { return };
        let mut merged = Vec::with_capacity(left.len() + right.len());
        let mut right = right.into_iter().peekable();
        for keyed in left {
            while let Some(before) = right.next_if(|other| other.first < keyed.first) {
                merged.push(before);
            }
            merged.push(keyed);
        }
        merged.extend(right);
        self.0.push(merged);
    }
}

impl KeyedRow {
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
        fn rows_that_come_in_runs_are_in_the_same_order(
            keys in proptest::collection::vec(proptest::collection::vec(1u8..4, 0..30), 0..200),
            run in 1usize..40,
        ) {
            let row = |at: usize| Row::of_test(at as u32);
            let whole = |row: Row| keys[row.number_of_test()].as_slice();
            let compare = |a: Row, b: Row| whole(a).cmp(whole(b)).then(a.cmp(&b));
            let all: Vec<Row> = (0..keys.len()).map(row).collect();
            let mut runs = SortedRuns::default();
            for some in all.chunks(run) {
                runs.add(some.iter().map(|row| (*row, whole(*row), row.number_of_test() as u64)));
            }
            let mut wanted = all;
            wanted.sort_by(|a, b| compare(*a, *b));
            prop_assert_eq!(runs.finish(&whole), wanted);
        }
    }
}
