//! The replica: every hot page in memory, with an index by id and each kind's sorted list. It
//! changes only by whole pages, after they were committed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::Relaxed;

use domain::{DigestContext, Fingerprints, KindId, RecordId};

use super::changed_kinds::ChangedKinds;
use super::derived_cache::DerivedCache;
use super::id_hash::IdHashBuilder;
use super::lists::{KindList, Unlisted};
use super::page::{Page, PageError, PageKey, RecordView};
use super::page_builder::pack;
use super::query_cache::QueryCache;
use super::record::Record;

/// A record's position in memory. It is good as long as the records of its page stay in their slots;
/// after that, nothing is found there: no id, no text, no fields, and never another record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row {
    pub(super) page: u32,
    pub(super) slot: u32,
    /// The order of the page's records.
    version: u32,
}

/// The bit of a page's number that marks a row of a second replica.
const APART: u32 = 1 << 31;

/// Numbers the orders of records in pages, across replicas: a row of one says nothing in another.
static VERSIONS: AtomicU32 = AtomicU32::new(0);

impl Row {
    /// A row that no replica holds.
    pub const NOWHERE: Self = Self { page: !APART, slot: u32::MAX, version: 0 };

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

#[cfg(test)]
impl Row {
    pub(super) fn of_test(slot: u32) -> Self {
        Self { page: 0, slot, version: 0 }
    }

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
    prints: Option<Fingerprints>,
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
    changed: ChangedKinds,
}

#[derive(Debug)]
pub(super) struct LoadedPage {
    pub key: PageKey,
    pub page: Page,
    derived: DerivedCache,
    version: u32,
    /// The number of this state of the page: another one after every change.
    state: u32,
}

/// A page that was opened, or why it cannot be.
pub(super) type OpenedPage = (PageKey, Result<Page, PageError>);

impl LoadedPage {
    fn new(key: PageKey, page: Page) -> Self {
        let version = VERSIONS.fetch_add(1, Relaxed);
        Self { key, page, derived: DerivedCache::default(), version, state: version }
    }

    /// Returns the row of a record in this page, the replica's page of this number.
    pub fn row(&self, page: u32, slot: usize) -> Row {
        Row { page, slot: slot as u32, version: self.version }
    }
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
        self.take_in_opened(pages.into_iter().map(|(key, bytes)| (key, Page::open(bytes))));
    }

    pub(super) fn take_in_opened(&mut self, pages: impl IntoIterator<Item = OpenedPage>) {
        let first = self.pages.len();
        self.unlisted.lists_are_stale |= self.hold_all(pages);
        self.put_in_runs(first);
        self.touched();
    }

    /// Holds pages; returns true if one of them replaced a known page.
    pub(super) fn hold_all(&mut self, pages: impl IntoIterator<Item = OpenedPage>) -> bool {
        let mut known = false;
        for (key, page) in pages {
            known |= self.places.contains_key(&key);
            match page {
                Ok(page) => self.hold(key, page),
                Err(error) => self.set_aside(Damaged { key, error }),
            }
        }
        known
    }

    /// Holds those of the pages that leave every record in its place in its list, and returns the
    /// others.
    pub(super) fn hold_in_place(&mut self, pages: Vec<OpenedPage>) -> Vec<OpenedPage> {
        let mut others = Vec::new();
        for (key, page) in pages {
            match page {
                Ok(page) if self.stays_in_place(key, &page) => self.hold(key, page),
                page => others.push((key, page)),
            }
        }
        others
    }

    /// True if the page replaces one with the same records, under the same keys, in the same slots.
    fn stays_in_place(&self, key: PageKey, page: &Page) -> bool {
        let Some(known) = self.page(key) else { return false };
        // Otherwise it gets new keys.
        let is_digested = self.prints.as_ref().is_none_or(|prints| page.is_digested_with(prints));
        let place =
            |page: &Page, slot: usize| (page.id(slot), page.kind(slot), page.is_deleted(slot));
        let stays = |slot: usize| {
            place(known, slot) == place(page, slot) && known.key(slot) == page.key(slot)
        };
        is_digested && known.count() == page.count() && (0..page.count()).all(stays)
    }

    /// Returns the number of the state of every page.
    pub(super) fn states(&self) -> Vec<u32> {
        self.pages.iter().map(|held| held.state).collect()
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
        let mut rows: Vec<Row> = self.deleted(kind).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(self.changed_millis(*row)));
        rows
    }

    /// Iterates over a kind's records in the bin, in no order.
    pub fn deleted(&self, kind: KindId) -> impl Iterator<Item = Row> + '_ {
        self.all().filter(move |row| self.kind(*row) == kind && self.is_deleted(*row))
    }

    /// Iterates over every record, including those in the bin, page by page.
    pub fn all(&self) -> impl Iterator<Item = Row> + '_ {
        self.pages
            .iter()
            .zip(0..)
            .flat_map(|(held, page)| (0..held.page.count()).map(move |slot| held.row(page, slot)))
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

    /// True if a row still points to its record.
    pub fn holds(&self, row: Row) -> bool {
        self.at(row).is_some()
    }

    /// Returns the key of a record's page; a stale row has one where no record is.
    pub fn page_key(&self, row: Row) -> PageKey {
        self.at(row).map_or(PageKey::hot(0), |(held, _)| held.key)
    }

    /// Iterates over every page with its key.
    pub fn pages(&self) -> impl Iterator<Item = (PageKey, &Page)> + '_ {
        self.pages.iter().map(|held| (held.key, &held.page))
    }

    /// Finds a page by key.
    pub fn page(&self, key: PageKey) -> Option<&Page> {
        self.places.get(&key).map(|number| &self.pages[*number as usize].page)
    }

    /// Returns a record's id; zeros for a stale row.
    pub fn id(&self, row: Row) -> RecordId {
        let found = self.at(row).map(|(held, slot)| held.page.id(slot));
        found.unwrap_or_else(|| RecordId::from_bytes([0; 16]))
    }

    /// Returns a record's kind.
    pub fn kind(&self, row: Row) -> KindId {
        self.at(row).map_or(KindId(0), |(held, slot)| held.page.kind(slot))
    }

    /// True if a record is in the bin.
    pub fn is_deleted(&self, row: Row) -> bool {
        self.at(row).is_some_and(|(held, slot)| held.page.is_deleted(slot))
    }

    /// True if a record is a favorite.
    pub fn is_favorite(&self, row: Row) -> bool {
        self.at(row).is_some_and(|(held, slot)| held.page.is_favorite(slot))
    }

    /// Returns when a record was last changed, in milliseconds since 1970, UTC.
    pub fn changed_millis(&self, row: Row) -> u64 {
        self.at(row).map_or(0, |(held, slot)| held.page.changed_millis(slot))
    }

    /// Returns the identity in a record's digest.
    pub fn identity(&self, row: Row) -> u64 {
        self.at(row).map_or(0, |(held, slot)| held.page.identity(slot))
    }

    /// Returns the record that this one is linked to.
    pub fn link(&self, row: Row) -> Option<RecordId> {
        self.at(row).and_then(|(held, slot)| held.page.link(slot))
    }

    /// Returns a record's digest text.
    pub fn text(&self, row: Row) -> &[u8] {
        self.at(row).map_or(&[], |(held, slot)| held.page.text(slot))
    }

    /// Returns a record's sort key.
    pub fn key(&self, row: Row) -> &[u8] {
        self.at(row).map_or(&[], |(held, slot)| held.page.key(slot))
    }

    /// Returns a view for reading single fields of a record.
    pub fn view(&self, row: Row) -> RecordView<'_> {
        self.at(row).map_or(RecordView::NOTHING, |(held, slot)| held.page.view(slot))
    }

    /// Decodes a record.
    pub fn record(&self, row: Row) -> Option<Record> {
        self.at(row).and_then(|(held, slot)| held.page.record(slot))
    }

    /// Sets the context that digests are made with. [`Replica::redigest`] updates the pages digested
    /// with another one.
    pub fn set_digest_context(&mut self, context: DigestContext) {
        let prints = context.fingerprints();
        self.queries.clear_all();
        self.prints = Some(prints);
        self.changed.everything = true;
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
            if self.prints.as_ref().is_some_and(|prints| !held.page.is_digested_with(prints))
                && let Some(fresh) = held.page.redigested(&self.context)
            {
                // Every record stays where it is, and so do the rows.
                self.changed.kinds.extend(fresh.kinds());
                held.page = fresh;
                held.derived = DerivedCache::default();
                held.state = VERSIONS.fetch_add(1, Relaxed);
                done.push(held.key);
            }
        }
        self.unlisted.lists_are_stale |= !done.is_empty();
        self.touched();
        done
    }

    /// Returns the kinds that have changed since the last call.
    pub fn take_changes(&mut self) -> ChangedKinds {
        std::mem::replace(&mut self.changed, ChangedKinds::NONE)
    }

    /// Notes a change of records that are not held here.
    pub fn note_change(&mut self, kinds: impl IntoIterator<Item = KindId>) {
        self.changed.kinds.extend(kinds);
    }

    pub(super) fn touched(&mut self) {
        self.generation += 1;
        self.queries.clear();
    }

    pub(super) fn place_of(&self, row: Row) -> (u32, usize) {
        (row.page, row.slot as usize)
    }

    /// Returns a record's page, its slot there, and what is derived from the page; `None` for a stale
    /// row.
    pub(super) fn page_and_derived(&self, row: Row) -> Option<(&Page, usize, &DerivedCache)> {
        self.at(row).map(|(held, slot)| (&held.page, slot, &held.derived))
    }

    #[inline(always)]
    fn at(&self, row: Row) -> Option<(&LoadedPage, usize)> {
        let held = self.pages.get(row.page as usize)?;
        (held.version == row.version).then_some((held, row.slot as usize))
    }

    fn hold(&mut self, key: PageKey, mut page: Page) {
        if let Some(prints) = &self.prints
            && !page.is_digested_with(prints)
            && let Some(fresh) = page.redigested(&self.context)
        {
            page = fresh;
        }
        let next = self.pages.len() as u32;
        let number = *self.places.entry(key).or_insert(next);
        let mut held = LoadedPage::new(key, page);
        match self.pages.get(number as usize) {
            // Their rows stay.
            Some(old) if self.changed.note(&old.page, &held.page) => held.version = old.version,
            Some(old) => {
                for id in (0..old.page.count()).map(|slot| old.page.id(slot)) {
                    // Compaction may have moved the record to another page already.
                    if self.ids.get(&id).is_some_and(|row| row.page == number) {
                        self.ids.remove(&id);
                    }
                }
            }
            None => self.changed.kinds.extend(held.page.kinds()),
        }
        for (id, slot) in (0..held.page.count()).map(|slot| (held.page.id(slot), slot)) {
            let row = held.row(number, slot);
            if self.ids.insert(id, row).is_some_and(|known| known != row) {
                self.twice.insert(id);
            }
        }
        self.damaged.retain(|damaged| damaged.key != key);
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
