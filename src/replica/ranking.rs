//! Putting many rows in order. Keys lie scattered over the pages, and looking at two of them for
//! each comparison is what sorting 100,000 names would mostly wait for. So eight bytes of each key
//! are taken along as a number, many numbers are sorted without any comparison, and only rows that
//! agree in them look at the next eight (a radix sort: most significant part first, and within a
//! part, least significant byte first; Knuth, The Art of Computer Programming 3, 5.2.5).

use std::cmp::Ordering;

use super::in_memory::Row;

/// How many bytes of a key are looked at together.
const STEP: usize = 8;
/// Fewer rows than this are sorted by comparing them.
const MANY: usize = 48;

/// A row with a part of its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ranked {
    part: u64,
    /// Decides between rows of the same key.
    tie: u64,
    row: Row,
    more: bool,
}

impl Ranked {
    /// A row with a key of bytes.
    pub fn by_bytes(row: Row, key: &[u8], tie: u64) -> Self {
        let mut ranked = Self { part: 0, tie, row, more: false };
        ranked.look_at(key);
        ranked
    }

    /// A row with a number as its key.
    pub fn by_number(row: Row, part: u64, tie: u64) -> Self {
        Self { part, tie, row, more: false }
    }

    fn look_at(&mut self, rest: &[u8]) {
        let mut bytes = [0; STEP];
        let length = rest.len().min(STEP);
        bytes[..length].copy_from_slice(&rest[..length]);
        self.part = u64::from_be_bytes(bytes);
        self.more = rest.len() > STEP;
    }
}

/// The rows in the order of their keys, then of their ties. `key` gives the whole key of a row again.
pub(super) fn in_order<'a>(mut rows: Vec<Ranked>, key: &dyn Fn(Row) -> &'a [u8]) -> Vec<Row> {
    let mut spare = rows.clone();
    refine(&mut rows, &mut spare, 0, key);
    rows.into_iter().map(|ranked| ranked.row).collect()
}

/// Rows in order that grow by portions, so that putting them in order is never much at once.
/// Portions are merged when the one before is hardly larger, so that each row is moved as often as
/// its number has binary digits (a natural merge sort; Knuth, The Art of Computer Programming 3,
/// 5.2.4).
#[derive(Debug, Default)]
pub(super) struct Portions(Vec<Vec<Portioned>>);

/// A row with the first bytes of its key, which decide almost always.
#[derive(Clone, Copy, Debug)]
struct Portioned {
    first: u64,
    row: Row,
}

impl Portions {
    /// Takes in rows that are in order.
    pub fn add<'a>(
        &mut self,
        rows: Vec<Row>,
        key: &dyn Fn(Row) -> &'a [u8],
        compare: &dyn Fn(Row, Row) -> Ordering,
    ) {
        let first = |row| Ranked::by_bytes(row, key(row), 0).part;
        self.0.push(rows.into_iter().map(|row| Portioned { first: first(row), row }).collect());
        while let [.., before, last] = self.0.as_slice()
            && before.len() <= 2 * last.len()
        {
            self.merge_last(compare);
        }
    }

    /// All rows in order.
    pub fn finish(mut self, compare: &dyn Fn(Row, Row) -> Ordering) -> Vec<Row> {
        while self.0.len() > 1 {
            self.merge_last(compare);
        }
        self.0.pop().unwrap_or_default().into_iter().map(|portioned| portioned.row).collect()
    }

    fn merge_last(&mut self, compare: &dyn Fn(Row, Row) -> Ordering) {
        let (Some(b), Some(a)) = (self.0.pop(), self.0.pop()) else { return };
        let mut merged = Vec::with_capacity(a.len() + b.len());
        let (mut left, mut right) = (a.as_slice(), b.as_slice());
        while let ([one, others @ ..], [other, rest @ ..]) = (left, right) {
            let order = one.first.cmp(&other.first);
            if order.then_with(|| compare(one.row, other.row)).is_le() {
                merged.push(*one);
                left = others;
            } else {
                merged.push(*other);
                right = rest;
            }
        }
        merged.extend_from_slice(left);
        merged.extend_from_slice(right);
        self.0.push(merged);
    }
}

fn refine<'a>(
    rows: &mut [Ranked],
    spare: &mut [Ranked],
    from: usize,
    key: &dyn Fn(Row) -> &'a [u8],
) {
    if rows.len() < MANY {
        rows.sort_unstable();
    } else {
        by_part(rows, spare);
    }
    for alike in rows.chunk_by_mut(|a, b| a.part == b.part) {
        if alike.len() < 2 {
            continue;
        }
        if alike.iter().any(|ranked| ranked.more) {
            let from = from + STEP;
            for ranked in alike.iter_mut() {
                ranked.look_at(key(ranked.row).get(from..).unwrap_or_default());
            }
            let spare = &mut spare[..alike.len()];
            refine(alike, spare, from, key);
        } else {
            alike.sort_unstable();
        }
    }
}

/// Sorts by the parts alone. Bytes in which all parts agree cost nothing.
fn by_part(rows: &mut [Ranked], spare: &mut [Ranked]) {
    let mut counts = [[0_u32; 256]; STEP];
    for ranked in rows.iter() {
        for (count, byte) in counts.iter_mut().zip(ranked.part.to_le_bytes()) {
            count[usize::from(byte)] += 1;
        }
    }
    let (mut from, mut to) = (rows, spare);
    let mut swapped = false;
    for (place, count) in counts.iter_mut().enumerate() {
        if count.iter().any(|count| *count as usize == from.len()) {
            continue;
        }
        let mut next = 0;
        for count in count.iter_mut() {
            let first = next;
            next += *count;
            *count = first;
        }
        for ranked in from.iter() {
            let at = &mut count[usize::from(ranked.part.to_le_bytes()[place])];
            to[*at as usize] = *ranked;
            *at += 1;
        }
        std::mem::swap(&mut from, &mut to);
        swapped = !swapped;
    }
    if swapped {
        to.copy_from_slice(from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_come_in_the_order_of_their_whole_keys(
            keys in proptest::collection::vec(proptest::collection::vec(1u8..4, 0..30), 0..200)
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

        #[test]
        fn rows_that_come_in_portions_are_in_the_same_order(
            keys in proptest::collection::vec(proptest::collection::vec(1u8..4, 0..30), 0..200),
            portion in 1usize..40,
        ) {
            let row = |at: usize| Row::of_test(at as u32);
            let whole = |row: Row| keys[row.number_of_test()].as_slice();
            let ranked = |at: usize| Ranked::by_bytes(row(at), &keys[at], at as u64);
            let compare = |a: Row, b: Row| whole(a).cmp(whole(b)).then(a.cmp(&b));
            let all: Vec<usize> = (0..keys.len()).collect();
            let mut portions = Portions::default();
            for some in all.chunks(portion) {
                let rows = in_order(some.iter().map(|at| ranked(*at)).collect(), &whole);
                portions.add(rows, &whole, &compare);
            }
            let wanted = in_order(all.iter().map(|at| ranked(*at)).collect(), &whole);
            prop_assert_eq!(portions.finish(&compare), wanted);
        }
    }
}
