//! The replica: every hot page in memory, with an index by id and the order of each kind's list.
//! It changes only by whole pages, after they were committed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use domain::{KindId, Lens, RecordId};

use super::kept::Kept;
use super::lists::{Coming, List};
use super::page::{Page, PageError, PageKey, RecordView};
use super::page_builder::pack;
use super::record::Record;
use super::spreading::Spreading;
use super::worked_out::WorkedOut;

/// Where a record stands in memory. Valid until the next change of the replica.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row {
    pub(super) page: u32,
    pub(super) slot: u32,
}

#[cfg(test)]
impl Row {
    pub(super) fn of_test(slot: u32) -> Self {
        Self { page: 0, slot }
    }

    pub(super) fn number_of_test(self) -> usize {
        self.slot as usize
    }
}

/// A page that could not be used; it stays in the store untouched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Where it stands.
    pub key: PageKey,
    /// What is wrong with it.
    pub error: PageError,
}

/// All hot records of this device.
#[derive(Debug, Default)]
pub struct Replica {
    lens: Rc<Lens>,
    /// `None` until the lens is known: before that, digests are taken as they come.
    fingerprint: Option<u64>,
    pub(super) pages: Vec<Held>,
    pub(super) places: HashMap<PageKey, u32, Spreading>,
    ids: HashMap<RecordId, Row, Spreading>,
    /// Records of which a second copy was found when it was taken in.
    twice: BTreeSet<RecordId>,
    damaged: Vec<Damaged>,
    generation: u64,
    pub(super) lists: Vec<(KindId, List)>,
    pub(super) coming: Coming,
    pub(super) kept: Kept,
}

#[derive(Debug)]
pub(super) struct Held {
    pub key: PageKey,
    pub page: Page,
    facts: WorkedOut,
}

impl Replica {
    /// An empty replica whose digests are made with this lens. ([`Replica::default`] takes digests
    /// as they come until [`Replica::set_lens`] is called: what the lens depends on is in the pages.)
    pub fn new(lens: Lens) -> Self {
        let mut replica = Self::default();
        replica.set_lens(lens);
        replica
    }

    /// What digests are made with.
    pub fn lens(&self) -> &Rc<Lens> {
        &self.lens
    }

    /// Rises with every change.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The pages that could not be used.
    pub fn damaged(&self) -> &[Damaged] {
        &self.damaged
    }

    /// Takes in pages as they stand in the store: new ones, or newer forms of known ones. Those that
    /// cannot be used are set aside and reported. Lists are put in order by the caller, once, with
    /// [`Replica::sort`], or at once where few pages changed.
    pub fn take_in(&mut self, pages: impl IntoIterator<Item = (PageKey, Vec<u8>)>) {
        let first = self.pages.len();
        self.coming.anew |= self.hold_all(pages);
        self.put_in_portions(first);
        self.touched();
    }

    /// Gives whether one of the pages was there already, in another form.
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

    /// Forgets pages that are gone from the store.
    pub fn forget(&mut self, keys: &[PageKey]) {
        for key in keys {
            // The place stays, empty: other rows keep their page numbers.
            if self.places.contains_key(key) {
                let empty = pack(&[], &self.lens);
                if let Ok(page) = Page::open(empty) {
                    self.hold(*key, page);
                    self.coming.anew = true;
                }
            }
        }
        self.damaged.retain(|damaged| !keys.contains(&damaged.key));
        self.touched();
        self.sort();
    }

    /// The records of a kind that are in the bin, the last deleted first.
    pub fn bin(&self, kind: KindId) -> Vec<Row> {
        let mut rows: Vec<Row> =
            self.all().filter(|row| self.is_deleted(*row) && self.kind(*row) == kind).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(self.changed_millis(*row)));
        rows
    }

    /// Every record, also those in the bin, page by page.
    pub fn all(&self) -> impl Iterator<Item = Row> + '_ {
        let rows = |(held, page): (&Held, u32)| {
            (0..held.page.count() as u32).map(move |slot| Row { page, slot })
        };
        self.pages.iter().zip(0..).flat_map(rows)
    }

    /// Every copy of the records that stand in more than one place, as only a fault leaves them.
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

    /// Where the record of this id stands.
    pub fn row(&self, id: RecordId) -> Option<Row> {
        self.ids.get(&id).copied()
    }

    /// Whether a row from before a change still is one.
    pub fn holds(&self, row: Row) -> bool {
        self.pages
            .get(row.page as usize)
            .is_some_and(|held| (row.slot as usize) < held.page.count())
    }

    /// The page in which a record is kept.
    pub fn page_key(&self, row: Row) -> PageKey {
        self.pages[row.page as usize].key
    }

    /// Every page, by key and bytes.
    pub fn pages(&self) -> impl Iterator<Item = (PageKey, &Page)> + '_ {
        self.pages.iter().map(|held| (held.key, &held.page))
    }

    /// The page of this key.
    pub fn page(&self, key: PageKey) -> Option<&Page> {
        self.places.get(&key).map(|number| &self.pages[*number as usize].page)
    }

    /// The id of a record.
    pub fn id(&self, row: Row) -> RecordId {
        self.held(row).id(row.slot as usize)
    }

    /// The kind of a record.
    pub fn kind(&self, row: Row) -> KindId {
        self.held(row).kind(row.slot as usize)
    }

    /// Whether a record is in the bin.
    pub fn is_deleted(&self, row: Row) -> bool {
        self.held(row).is_deleted(row.slot as usize)
    }

    /// Whether a record is a favourite.
    pub fn is_favourite(&self, row: Row) -> bool {
        self.held(row).is_favourite(row.slot as usize)
    }

    /// When a record was changed last.
    pub fn changed_millis(&self, row: Row) -> u64 {
        self.held(row).changed_millis(row.slot as usize)
    }

    /// The identity in a record's digest.
    pub fn identity(&self, row: Row) -> u64 {
        self.held(row).identity(row.slot as usize)
    }

    /// The record under which this one stands.
    pub fn link(&self, row: Row) -> Option<RecordId> {
        self.held(row).link(row.slot as usize)
    }

    /// The text of a record's digest.
    pub fn text(&self, row: Row) -> &[u8] {
        self.held(row).text(row.slot as usize)
    }

    /// The sort key of a record.
    pub fn key(&self, row: Row) -> &[u8] {
        self.held(row).key(row.slot as usize)
    }

    /// A record, to read single fields of.
    pub fn view(&self, row: Row) -> RecordView<'_> {
        self.held(row).view(row.slot as usize)
    }

    /// A record, decoded.
    pub fn record(&self, row: Row) -> Option<Record> {
        self.held(row).record(row.slot as usize)
    }

    /// Changes what digests are made with. The pages whose digests were made otherwise are brought
    /// up to date by [`Replica::redigest`].
    pub fn set_lens(&mut self, lens: Lens) {
        self.fingerprint = Some(lens.fingerprint());
        self.lens = Rc::new(lens);
    }

    /// Digests anew, in memory, at most so many pages that another lens digested, and says which.
    /// In the store they follow when they are written next. Lists are put in order by the caller.
    pub fn redigest(&mut self, at_most: usize) -> Vec<PageKey> {
        let mut done = Vec::new();
        for held in &mut self.pages {
            if done.len() == at_most {
                break;
            }
            if self.fingerprint.is_some_and(|wanted| held.page.fingerprint() != wanted)
                && let Some(fresh) = held.page.redigested(&self.lens)
            {
                held.page = fresh;
                held.facts = WorkedOut::default();
                done.push(held.key);
            }
        }
        self.coming.anew |= !done.is_empty();
        self.touched();
        done
    }

    pub(super) fn touched(&mut self) {
        self.generation += 1;
        self.kept.clear();
    }

    pub(super) fn place_of(&self, row: Row) -> (u32, usize) {
        (row.page, row.slot as usize)
    }

    pub(super) fn page_and_facts(&self, row: Row) -> (&Page, &WorkedOut) {
        let held = &self.pages[row.page as usize];
        (&held.page, &held.facts)
    }

    fn held(&self, row: Row) -> &Page {
        &self.pages[row.page as usize].page
    }

    fn hold(&mut self, key: PageKey, mut page: Page) {
        if self.fingerprint.is_some_and(|wanted| page.fingerprint() != wanted)
            && let Some(fresh) = page.redigested(&self.lens)
        {
            page = fresh;
        }
        let number = match self.places.get(&key) {
            Some(number) => {
                let old = &self.pages[*number as usize].page;
                for id in (0..old.count()).map(|slot| old.id(slot)) {
                    // A record that compaction has moved is in another page already.
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
        let held = Held { key, page, facts: WorkedOut::default() };
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
