//! The lists of the replica: each kind's live records in the order of their sort keys.

use std::cell::{OnceCell, RefCell};
use std::cmp::Ordering;

use domain::{KindId, WhichFirst, key_led_by};
use xxhash_rust::xxh64::Xxh64;

use super::in_memory::{Replica, Row};
use super::page::{Page, PageKey};
use super::sorted_runs::SortedRuns;

/// A kind's list. It is sorted on first use: opening the day page must not wait for all contacts to
/// be sorted.
#[derive(Debug, Default)]
pub(super) struct KindList {
    rows: OnceCell<Vec<Row>>,
    waiting: RefCell<SortedRuns>,
}

/// Records that were taken in but are in no list yet.
#[derive(Debug, Default)]
pub(super) struct Unlisted {
    runs: Vec<(KindId, SortedRuns)>,
    /// True if records already in lists have changed: the lists are then rebuilt.
    pub lists_are_stale: bool,
}

impl Replica {
    /// Sorts the records of new pages among themselves, unless the lists are to be rebuilt.
    pub(super) fn put_in_runs(&mut self, first: usize) {
        if self.unlisted.lists_are_stale {
            return;
        }
        let mut runs = std::mem::take(&mut self.unlisted.runs);
        for (kind, rows) in self.live_rows(first) {
            list_of(&mut runs, kind).add(rows.into_iter().map(|row| self.with_key(row)));
        }
        self.unlisted.runs = runs;
    }

    /// Returns the live records of all pages from number `first` on, by kind, in page order.
    fn live_rows(&self, first: usize) -> Vec<(KindId, Vec<Row>)> {
        let mut lists: Vec<(KindId, Vec<Row>)> = Vec::new();
        for (held, number) in self.pages.iter().zip(0..).skip(first) {
            for slot in (0..held.page.count()).filter(|slot| !held.page.is_deleted(*slot)) {
                let row = held.row(number, slot);
                list_of(&mut lists, held.page.kind(slot)).push(row);
            }
        }
        lists
    }

    /// Sorts every list by key. For use after [`Replica::take_in`], which has done most of the work
    /// if all pages were new.
    pub fn sort(&mut self) {
        self.queries.clear();
        let Unlisted { mut runs, lists_are_stale } = std::mem::take(&mut self.unlisted);
        if lists_are_stale {
            self.lists.clear();
            runs.clear();
            for (kind, rows) in self.live_rows(0) {
                list_of(&mut runs, kind).add(rows.into_iter().map(|row| self.with_key(row)));
            }
        }
        for (kind, mut runs) in runs {
            let KindList { mut rows, waiting } = std::mem::take(list_of(&mut self.lists, kind));
            let known = rows.take().unwrap_or_default();
            runs.add_in_order(known.into_iter().map(|row| self.with_key(row)));
            runs.append(waiting.into_inner());
            list_of(&mut self.lists, kind).waiting = RefCell::new(runs);
        }
    }

    /// Returns a kind's live records in the order of their sort keys.
    pub fn list(&self, kind: KindId) -> &[Row] {
        let list = self.lists.iter().find(|(of, _)| *of == kind);
        list.map(|(_, list)| self.in_order(list).as_slice()).unwrap_or_default()
    }

    /// Returns a hash of the live records of some kinds: it changes whenever one of them does.
    pub fn sum_of(&self, kinds: &[KindId]) -> u64 {
        let mut sum = Xxh64::new(0);
        for row in kinds.iter().flat_map(|kind| self.list(*kind)) {
            let Some((page, slot, _)) = self.page_and_derived(*row) else { continue };
            sum.update(&page.id(slot).to_bytes());
            sum.update(page.record_bytes(slot));
        }
        sum.digest()
    }

    /// Counts a kind's live records without sorting them.
    pub fn count(&self, kind: KindId) -> usize {
        let list = self.lists.iter().find(|(of, _)| *of == kind);
        list.map_or(0, |(_, list)| {
            list.rows.get().map_or_else(|| list.waiting.borrow().len(), Vec::len)
        })
    }

    fn in_order<'a>(&self, list: &'a KindList) -> &'a Vec<Row> {
        list.rows.get_or_init(|| list.waiting.take().finish(&|row| self.key(row)))
    }

    /// Applies `change`, which must keep the order, to a kind's sorted list.
    fn change_list(&mut self, kind: KindId, change: impl FnOnce(&mut Vec<Row>)) {
        let mut list = std::mem::take(list_of(&mut self.lists, kind));
        self.in_order(&list);
        let mut rows = list.rows.take().unwrap_or_default();
        change(&mut rows);
        list_of(&mut self.lists, kind).rows = OnceCell::from(rows);
    }

    /// Takes in those of the pages that leave every record in its place in its list, and returns the
    /// keys of the others.
    pub fn update_in_place(&mut self, pages: Vec<(PageKey, Vec<u8>)>) -> Vec<PageKey> {
        let opened = pages.into_iter().map(|(key, bytes)| (key, Page::open(bytes))).collect();
        let others = self.hold_in_place(opened);
        self.touched();
        others.into_iter().map(|(key, _)| key).collect()
    }

    /// Takes in a few pages and keeps every list sorted.
    pub fn update(&mut self, pages: Vec<(PageKey, Vec<u8>)>) {
        let opened = pages.into_iter().map(|(key, bytes)| (key, Page::open(bytes))).collect();
        // Most edits change no name: the lists stay as they are.
        let pages = self.hold_in_place(opened);
        if pages.is_empty() {
            self.touched();
            return;
        }
        if pages.len() > 16 {
            self.take_in_opened(pages);
            self.sort();
            return;
        }
        let keys: Vec<PageKey> = pages.iter().map(|(key, _)| *key).collect();
        // Records in no list yet may be on these pages.
        self.unlisted.lists_are_stale |= !self.unlisted.runs.is_empty();
        let known: Vec<u32> = keys.iter().filter_map(|key| self.places.get(key).copied()).collect();
        let kinds: Vec<KindId> = self.lists.iter().map(|(kind, _)| *kind).collect();
        for kind in kinds {
            self.change_list(kind, |rows| rows.retain(|row| !known.contains(&row.page)));
        }
        self.hold_all(pages);
        self.touched();
        for key in keys {
            let Some(number) = self.places.get(&key).copied() else { continue };
            let held = &self.pages[number as usize];
            let live: Vec<(KindId, Row)> = (0..held.page.count())
                .filter(|slot| !held.page.is_deleted(*slot))
                .map(|slot| (held.page.kind(slot), held.row(number, slot)))
                .collect();
            for (kind, row) in live {
                let at = self.list(kind).partition_point(|known| self.compare(*known, row).is_lt());
                self.change_list(kind, |rows| rows.insert(at, row));
            }
        }
        self.queries.clear();
    }

    /// Sorts rows by given or by family name first; equal rows keep their order.
    pub(super) fn led_by(&self, rows: &[Row], first: WhichFirst) -> Vec<Row> {
        let key = |row: Row| key_led_by(self.key(row), first);
        let mut runs = SortedRuns::default();
        runs.add(rows.iter().zip(0..).map(|(row, place)| (*row, key(*row), place)));
        runs.finish(&key)
    }

    /// Returns a row with its key and the tie-breaker of equal keys.
    fn with_key(&self, row: Row) -> (Row, &[u8], u64) {
        (row, self.key(row), self.id(row).spread())
    }

    fn compare(&self, a: Row, b: Row) -> Ordering {
        self.key(a).cmp(self.key(b)).then_with(|| self.id(a).spread().cmp(&self.id(b).spread()))
    }
}

/// Finds or adds a kind's entry. There are few kinds: a map would be slower.
fn list_of<T: Default>(lists: &mut Vec<(KindId, T)>, kind: KindId) -> &mut T {
    let at = lists.iter().position(|(of, _)| *of == kind).unwrap_or_else(|| {
        lists.push((kind, T::default()));
        lists.len() - 1
    });
    &mut lists[at].1
}
