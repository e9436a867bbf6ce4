//! Putting many rows in order. Keys lie scattered over the pages, and looking at two of them for
//! each comparison is what sorting 100,000 names would mostly wait for. So sixteen bytes of each key
//! are taken along, and only rows that agree in them look at the next sixteen
//! (a radix sort over long digits, most significant first).

use super::in_memory::Row;

/// How many bytes of a key are looked at together.
const STEP: usize = 16;

/// A row with a part of its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ranked {
    part: (u64, u64),
    /// Decides between rows of the same key.
    tie: u64,
    row: Row,
    more: bool,
}

impl Ranked {
    /// A row with a key of bytes.
    pub fn by_bytes(row: Row, key: &[u8], tie: u64) -> Self {
        let mut ranked = Self { part: (0, 0), tie, row, more: false };
        ranked.look_at(key);
        ranked
    }

    /// A row with a key that is two numbers.
    pub fn by_numbers(row: Row, part: (u64, u64), tie: u64) -> Self {
        Self { part, tie, row, more: false }
    }

    fn look_at(&mut self, rest: &[u8]) {
        let number = |from: usize| {
            let mut bytes = [0; 8];
            let part = rest.get(from..).unwrap_or_default();
            let length = part.len().min(8);
            bytes[..length].copy_from_slice(&part[..length]);
            u64::from_be_bytes(bytes)
        };
        self.part = (number(0), number(8));
        self.more = rest.len() > STEP;
    }
}

/// The rows in the order of their keys, then of their ties. `key` gives the whole key of a row again.
pub(super) fn in_order<'a>(mut rows: Vec<Ranked>, key: &dyn Fn(Row) -> &'a [u8]) -> Vec<Row> {
    refine(&mut rows, 0, key);
    rows.into_iter().map(|ranked| ranked.row).collect()
}

fn refine<'a>(rows: &mut [Ranked], from: usize, key: &dyn Fn(Row) -> &'a [u8]) {
    rows.sort_unstable();
    for alike in rows.chunk_by_mut(|a, b| a.part == b.part) {
        if alike.len() > 1 && alike.iter().any(|ranked| ranked.more) {
            let from = from + STEP;
            for ranked in alike.iter_mut() {
                ranked.look_at(key(ranked.row).get(from..).unwrap_or_default());
            }
            refine(alike, from, key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_come_in_the_order_of_their_whole_keys(
            keys in proptest::collection::vec(proptest::collection::vec(1u8..4, 0..40), 0..80)
        ) {
            let row = |at: usize| Row::of_test(at as u32);
            let ranked = keys.iter().enumerate();
            let ranked = ranked.map(|(at, key)| Ranked::by_bytes(row(at), key, at as u64));
            let whole = |row: Row| keys[row.number_of_test()].as_slice();
            let mut wanted: Vec<usize> = (0..keys.len()).collect();
            wanted.sort_by_key(|at| (&keys[*at], *at));
            let wanted: Vec<Row> = wanted.into_iter().map(row).collect();
            prop_assert_eq!(in_order(ranked.collect(), &whole), wanted);
        }
    }
}
