//! The replica: every hot page in memory, with an index by id and each kind's sorted list. It
//! changes only by whole pages, after they were committed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use domain::{DigestContext, KindId, RecordId};

use super::derived_cache::DerivedCache;
use super::id_hash::IdHashBuilder;
use super::lists::{KindList, Unlisted};
use super::page::{Page, PageError, PageKey, RecordView};
use super::page_builder::pack;
use super::query_cache::QueryCache;
use super::record::Record;

/// A record's position in memory. Valid until the next change of the replica.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row {
    pub(super) page: u32,
    pub(super) slot: u32,
}

/// The bit of a page's number that marks a row of a second replica.
const APART: u32 = 1 << 31;

impl Row {
    /// Marks it as a row of the replica beside the one of all hot records.
    #[must_use]
    pub const fn apart(self) -> Self {
        Self { page: self.page | APART, ..self }
    }

    /// True if it is marked so.
    pub const fn is_apart(self) -> bool {
        self.page & APART != 0
    }

    /// Returns the row in its own replica.
    #[must_use]
    pub const fn together(self) -> Self {
        Self { page: self.page & !APART, ..self }
    }
}

#[cfg(any(test, feature = "testing"))]
impl Row {
    /// Makes the position of no record, for tests.
    pub fn of_test(slot: u32) -> Self {
        Self { page: 0, slot }
    }
}

#[cfg(test)]
impl Row {
    pub(super) fn number_of_test(self) -> usize {
        self.slot as usize
    }
}

/// A page that could not be opened; it stays in the store untouched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// The page's key.
    pub key: PageKey,
    /// The reason.
    pub error: PageError,
}

/// All hot records of this device.
#[derive(Debug, Default)]
pub struct Replica {
    context: Rc<DigestContext>,
    /// `None` until the context is known; until then digests are accepted as they are.
    fingerprint: Option<u64>,
    pub(super) pages: Vec<LoadedPage>,
    pub(super) places: HashMap<PageKey, u32, IdHashBuilder>,
    ids: HashMap<RecordId, Row, IdHashBuilder>,
    /// Records that a second page held when taken in; [`Replica::copies`] looks for their copies.
    twice: BTreeSet<RecordId>,
    damaged: Vec<Damaged>,
    generation: u64,
    pub(super) lists: Vec<(KindId, KindList)>,
    pub(super) unlisted: Unlisted,
    pub(super) queries: QueryCache,
}

#[derive(Debug)]
pub(super) struct LoadedPage {
    pub key: PageKey,
    pub page: Page,
    derived: DerivedCache,
}

impl Replica {
    /// Creates an empty replica whose digests are made with this context. ([`Replica::default`]
    /// accepts digests as they are until [`Replica::set_digest_context`]: the context depends on data
    /// in the pages.)
    pub fn new(context: DigestContext) -> Self {
        let mut replica = Self::default();
        replica.set_digest_context(context);
        replica
    }

    /// Returns the context that digests are made with.
    pub fn context(&self) -> &Rc<DigestContext> {
        &self.context
    }

    /// Returns a number that rises with every change.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Returns the pages that could not be opened.
    pub fn damaged(&self) -> &[Damaged] {
        &self.damaged
    }

    /// Takes in pages from the store, new or changed. Unusable pages are set aside and reported.
    /// The caller then sorts the lists once with [`Replica::sort`]; for a few pages use
    /// [`Replica::update`].
    pub fn take_in(&mut self, pages: impl IntoIterator<Item = (PageKey, Vec<u8>)>) {
        let first = self.pages.len();
        self.unlisted.lists_are_stale |= self.hold_all(pages);
        self.put_in_runs(first);
        self.touched();
    }

    /// Opens and holds pages; returns true if one of them replaced a known page.
    pub(super) fn hold_all(&mut self, pages: impl IntoIterator<Item = (PageKey, Vec<u8>)>) -> bool {
        let mut known = false;
        for (key, bytes) in pages {
            known |= self.places.contains_key(&key);
            match Page::open(bytes) {
                Ok(page) => self.hold(key, page),
                Err(error) => self.set_aside(Damaged { key, error }),
            }
        }
        known
    }

    /// Forgets pages that were deleted from the store.
    pub fn forget(&mut self, keys: &[PageKey]) {
        for key in keys {
            // An empty page stays in its position: other rows keep their page numbers.
            if self.places.contains_key(key) {
                let empty = pack(&[], &self.context);
                if let Ok(page) = Page::open(empty) {
                    self.hold(*key, page);
                    self.unlisted.lists_are_stale = true;
                }
            }
        }
        self.damaged.retain(|damaged| !keys.contains(&damaged.key));
        self.touched();
        self.sort();
    }

    /// Returns a kind's records in the bin, the last deleted first.
    pub fn bin(&self, kind: KindId) -> Vec<Row> {
        let mut rows: Vec<Row> =
            self.all().filter(|row| self.is_deleted(*row) && self.kind(*row) == kind).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(self.changed_millis(*row)));
        rows
    }

    /// Iterates over every record, including those in the bin, page by page.
    pub fn all(&self) -> impl Iterator<Item = Row> + '_ {
        let rows = |(held, page): (&LoadedPage, u32)| {
            (0..held.page.count() as u32).map(move |slot| Row { page, slot })
        };
        self.pages.iter().zip(0..).flat_map(rows)
    }

    /// Returns all copies of records held more than once, which only a fault can cause.
    pub fn copies(&self) -> BTreeMap<RecordId, Vec<Row>> {
        let mut copies: BTreeMap<RecordId, Vec<Row>> = BTreeMap::new();
        if !self.twice.is_empty() {
            for row in self.all().filter(|row| self.twice.contains(&self.id(*row))) {
                copies.entry(self.id(row)).or_default().push(row);
            }
        }
        copies.retain(|_, rows| rows.len() > 1);
        copies
    }

    /// Finds a record's row by id.
    pub fn row(&self, id: RecordId) -> Option<Row> {
        self.ids.get(&id).copied()
    }

    /// True if a row from before a change still points to a record, perhaps another one.
    pub fn holds(&self, row: Row) -> bool {
        self.pages
            .get(row.page as usize)
            .is_some_and(|held| (row.slot as usize) < held.page.count())
    }

    /// Returns the key of a record's page.
    pub fn page_key(&self, row: Row) -> PageKey {
        self.pages[row.page as usize].key
    }

    /// Iterates over every page with its key.
    pub fn pages(&self) -> impl Iterator<Item = (PageKey, &Page)> + '_ {
        self.pages.iter().map(|held| (held.key, &held.page))
    }

    /// Finds a page by key.
    pub fn page(&self, key: PageKey) -> Option<&Page> {
        self.places.get(&key).map(|number| &self.pages[*number as usize].page)
    }

    /// Returns a record's id.
    pub fn id(&self, row: Row) -> RecordId {
        self.held(row).id(row.slot as usize)
    }

    /// Returns a record's kind.
    pub fn kind(&self, row: Row) -> KindId {
        self.held(row).kind(row.slot as usize)
    }

    /// True if a record is in the bin.
    pub fn is_deleted(&self, row: Row) -> bool {
        self.held(row).is_deleted(row.slot as usize)
    }

    /// True if a record is a favorite.
    pub fn is_favorite(&self, row: Row) -> bool {
        self.held(row).is_favorite(row.slot as usize)
    }

    /// Returns when a record was last changed, in milliseconds since 1970, UTC.
    pub fn changed_millis(&self, row: Row) -> u64 {
        self.held(row).changed_millis(row.slot as usize)
    }

    /// Returns the identity in a record's digest.
    pub fn identity(&self, row: Row) -> u64 {
        self.held(row).identity(row.slot as usize)
    }

    /// Returns the record that this one is linked to.
    pub fn link(&self, row: Row) -> Option<RecordId> {
        self.held(row).link(row.slot as usize)
    }

    /// Returns a record's digest text.
    pub fn text(&self, row: Row) -> &[u8] {
        self.held(row).text(row.slot as usize)
    }

    /// Returns a record's sort key.
    pub fn key(&self, row: Row) -> &[u8] {
        self.held(row).key(row.slot as usize)
    }

    /// Returns a view for reading single fields of a record.
    pub fn view(&self, row: Row) -> RecordView<'_> {
        self.held(row).view(row.slot as usize)
    }

    /// Decodes a record.
    pub fn record(&self, row: Row) -> Option<Record> {
        self.held(row).record(row.slot as usize)
    }

    /// Sets the context that digests are made with. [`Replica::redigest`] updates the pages digested
    /// with another one.
    pub fn set_digest_context(&mut self, context: DigestContext) {
        self.fingerprint = Some(context.fingerprint());
        self.context = Rc::new(context);
    }

    /// Redigests, in memory, at most `at_most` pages that were digested with another context, and
    /// returns their keys. The store follows when they are next written. The caller sorts the
    /// lists.
    pub fn redigest(&mut self, at_most: usize) -> Vec<PageKey> {
        let mut done = Vec::new();
        for held in &mut self.pages {
            if done.len() == at_most {
                break;
            }
            if self.fingerprint.is_some_and(|wanted| held.page.fingerprint() != wanted)
                && let Some(fresh) = held.page.redigested(&self.context)
            {
                held.page = fresh;
                held.derived = DerivedCache::default();
                done.push(held.key);
            }
        }
        self.unlisted.lists_are_stale |= !done.is_empty();
        self.touched();
        done
    }

    pub(super) fn touched(&mut self) {
        self.generation += 1;
        self.queries.clear();
    }

    pub(super) fn place_of(&self, row: Row) -> (u32, usize) {
        (row.page, row.slot as usize)
    }

    pub(super) fn page_and_derived(&self, row: Row) -> (&Page, &DerivedCache) {
        let held = &self.pages[row.page as usize];
        (&held.page, &held.derived)
    }

    fn held(&self, row: Row) -> &Page {
        &self.pages[row.page as usize].page
    }

    fn hold(&mut self, key: PageKey, mut page: Page) {
        if self.fingerprint.is_some_and(|wanted| page.fingerprint() != wanted)
            && let Some(fresh) = page.redigested(&self.context)
        {
            page = fresh;
        }
        let number = match self.places.get(&key) {
            Some(number) => {
                let old = &self.pages[*number as usize].page;
                for id in (0..old.count()).map(|slot| old.id(slot)) {
                    // Compaction may have moved the record to another page already.
                    if self.ids.get(&id).is_some_and(|row| row.page == *number) {
                        self.ids.remove(&id);
                    }
                }
                *number
            }
            None => {
                let number = self.pages.len() as u32;
                self.places.insert(key, number);
                number
            }
        };
        for slot in 0..page.count() {
            let row = Row { page: number, slot: slot as u32 };
            if self.ids.insert(page.id(slot), row).is_some() {
                self.twice.insert(page.id(slot));
            }
        }
        self.damaged.retain(|damaged| damaged.key != key);
        let held = LoadedPage { key, page, derived: DerivedCache::default() };
        match self.pages.get_mut(number as usize) {
            Some(known) => *known = held,
            None => self.pages.push(held),
        }
    }

    fn set_aside(&mut self, damaged: Damaged) {
        self.damaged.retain(|known| known.key != damaged.key);
        self.damaged.push(damaged);
    }
}
