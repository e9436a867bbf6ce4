//! Selection: the records that a list shows, and their order, for a search, a filter and a sort.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use memchr::memmem::Finder;

use domain::{Filter, Hit, KindId, Query, RecordId, Schema, WhichFirst, mention, moment};

use super::id_hash::IdHashBuilder;
use super::in_memory::{Replica, Row};
use super::page::Page;
use super::query_cache::PassingMarks;

/// If fewer than one in `FEW` records match, only the matches are sorted.
const FEW: usize = 8;

/// The search, filters and order of a list.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The search; `None` shows everything.
    pub query: Option<Query>,
    /// The filter; an empty one lets everything through.
    pub filter: Filter,
    /// True to show favorites only.
    pub favorites: bool,
    /// True to show closed records only, false for open ones only; `None` for both.
    pub closed: Option<bool>,
    /// Shows only records linked to this one, such as the contacts of a company.
    pub under: Option<RecordId>,
    /// The order; search hits are ordered by how well they match first.
    pub sort: Sort,
    /// True for the reverse order; records without a value stay last.
    pub is_reversed: bool,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By name.
    #[default]
    Name,
    /// By given name, then by family name.
    First,
    /// By family name, then by given name.
    Last,
    /// By the record that it stands under, such as a contact's company, then by name; those without
    /// one last.
    Linked,
    /// Newest first.
    Created,
    /// Last changed first.
    Changed,
    /// Last contacted first; those never contacted last.
    Seen,
}

/// Returns a number that is smaller for a later time in milliseconds, and never the largest.
fn latest_first(millis: u64) -> u64 {
    (u64::MAX - 1).saturating_sub(millis)
}

impl Replica {
    /// Returns a kind's open records, in the order of its list: the tasks to do, the first due
    /// first. All records of a kind that nothing closes are open.
    pub fn open(&self, kind: KindId) -> &[Row] {
        let rows = self.list(kind);
        if self.schema(kind).and_then(Schema::closed_by).is_none() {
            return rows;
        }
        // The sort key of an open record begins with a zero byte.
        &rows[..rows.partition_point(|row| self.key(*row).first() == Some(&0))]
    }

    /// Returns a kind's open records that mention another one, in the order of its list.
    pub fn open_about(&self, kind: KindId, subject: RecordId) -> Vec<Row> {
        self.mentioning(self.open(kind), subject)
    }

    /// Returns the schema of a kind; `None` for a kind of a newer version.
    pub fn schema(&self, kind: KindId) -> Option<&Schema> {
        self.context().schemas.get(kind)
    }

    /// Returns the rows whose records mention another one.
    pub fn mentioning(&self, rows: &[Row], id: RecordId) -> Vec<Row> {
        let name = mention(id);
        let finder = Finder::new(&name);
        rows.iter().filter(|row| finder.find(self.text(**row)).is_some()).copied().collect()
    }

    /// Iterates over a kind's records that are linked to another one.
    pub fn under(&self, kind: KindId, id: RecordId) -> impl Iterator<Item = Row> + '_ {
        self.list(kind).iter().copied().filter(move |row| self.link(*row) == Some(id))
    }

    /// Returns a kind's records that match a selection, in its order.
    pub fn select(&self, kind: KindId, selection: &Selection) -> Vec<Row> {
        let order = self.order(kind, selection.sort, selection.is_reversed);
        let mut rows = match &selection.query {
            None => order.rows.clone(),
            Some(query) => self.search(kind, query, &order),
        };
        if selection.favorites {
            rows.retain(|row| self.is_favorite(*row));
        }
        if let Some(closed) = selection.closed {
            // The sort key of an open record begins with a zero byte.
            rows.retain(|row| (self.key(*row).first() != Some(&0)) == closed);
        }
        if let Some(under) = selection.under {
            rows.retain(|row| self.link(*row) == Some(under));
        }
        if !selection.filter.is_empty() {
            let passing = self.passing(kind, &selection.filter);
            rows.retain(|row| passing.marks.get(self.place_of(*row)) != 0);
        }
        rows
    }

    /// Returns a kind's list in an order. Orders are cached until the next change: a key typed in
    /// the search box must not sort 100,000 records.
    fn order(&self, kind: KindId, sort: Sort, is_reversed: bool) -> Rc<Order> {
        self.queries.order(kind, (sort, is_reversed), || Order {
            rows: self.sorted(kind, sort, is_reversed),
            ranks: OnceCell::new(),
        })
    }

    fn sorted(&self, kind: KindId, sort: Sort, is_reversed: bool) -> Vec<Row> {
        let rows = self.list(kind);
        let turned = |mut rows: Vec<Row>| {
            if is_reversed {
                rows.reverse();
            }
            rows
        };
        let ranked = |number: &dyn Fn(Row) -> Option<u64>| {
            self.ranked(rows, |row| match number(row) {
                // Those without a number come last, whatever the direction.
                None => u64::MAX,
                Some(number) if is_reversed => u64::MAX - 1 - number,
                Some(number) => number,
            })
        };
        match sort {
            Sort::Name => turned(rows.to_vec()),
            Sort::First => turned(self.led_by(rows, WhichFirst::Given)),
            Sort::Last => turned(self.led_by(rows, WhichFirst::Family)),
            Sort::Linked => {
                let above = self.schema(kind).and_then(Schema::parent_kind);
                let above = above.map(|above| self.list(above)).unwrap_or_default();
                let places = above.iter().map(|row| self.id(*row)).zip(0..);
                let places: HashMap<RecordId, u32, IdHashBuilder> = places.collect();
                ranked(&|row| self.link(row).and_then(|id| places.get(&id).copied()).map(u64::from))
            }
            // Ids begin with the millisecond of their creation (UUIDv7).
            Sort::Created => ranked(&|row| Some(latest_first(self.id(row).time()))),
            Sort::Changed => ranked(&|row| Some(latest_first(self.changed_millis(row)))),
            Sort::Seen => {
                let seen = self.schema(kind).and_then(|schema| schema.seen);
                ranked(&|row| {
                    let last = seen.and_then(|field| moment(&self.view(row), field))?;
                    Some(latest_first(last.cast_unsigned()))
                })
            }
        }
    }

    /// Sorts rows by a number; equal ones keep their order.
    fn ranked(&self, rows: &[Row], number: impl Fn(Row) -> u64) -> Vec<Row> {
        let numbered = rows.iter().zip(0u32..);
        let mut ranked: Vec<(u64, u32, Row)> =
            numbered.map(|(row, place)| (number(*row), place, *row)).collect();
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, _, row)| row).collect()
    }

    /// Marks the records of a kind that pass a filter; after a change, only those of changed pages
    /// are read again.
    fn passing(&self, kind: KindId, filter: &Filter) -> Rc<PassingMarks> {
        let states = self.states();
        self.queries.passing(kind, filter, states.clone(), |before| {
            let (mut marks, mut sieve) = (Marks::of(self, 0), filter.sieve());
            let texts = self.schema(kind).map(|schema| filter.texts_of(schema)).unwrap_or_default();
            // The longest is the rarest.
            let text = texts.iter().max_by_key(|text| text.len());
            let finder = text.map(|text| Finder::new(text.as_bytes()));
            for ((number, (_, page)), state) in (0..).zip(self.pages()).zip(&states) {
                if let Some(before) = before.filter(|it| it.states.get(number) == Some(state)) {
                    marks.of_page_mut(number).copy_from_slice(before.marks.of_page(number));
                    continue;
                }
                let marks = marks.of_page_mut(number);
                let mut check = |slot: usize| {
                    if page.kind(slot) == kind && sieve.passes(&page.view(slot)) {
                        marks[slot] = 1;
                    }
                };
                match &finder {
                    Some(finder) => slots_with(page, finder).for_each(&mut check),
                    None => (0..page.count()).for_each(&mut check),
                }
            }
            marks
        })
    }

    /// Returns the live records of these kinds that match a query, at most `most`: the best matches
    /// first, then by the order of the kinds, then by name. One scan serves all kinds; a key that
    /// lengthens the query searches only what the keys before it found.
    pub fn best_of(&self, kinds: &[KindId], query: &Query, most: usize) -> Vec<Row> {
        let Some(first) = kinds.first() else { return Vec::new() };
        let found = self.queries.found(*first, query, |among| self.matching(*first, query, among));
        let rank = |row: &Row| {
            let kind = self.kind(*row);
            let place = kinds.iter().position(|known| *known == kind)?;
            Some((found.marks.get(self.place_of(*row)), place))
        };
        if found.rows.len() > self.pages.len() {
            // One letter matches nearly everything: the lists are in order already.
            return self.best_in_lists(kinds, &found, most);
        }
        let live = found.rows.iter().filter(|row| !self.is_deleted(**row));
        let mut ranked: Vec<((u8, usize), Row)> =
            live.filter_map(|row| Some((rank(row)?, *row))).collect();
        let by = |one: &((u8, usize), Row), other: &((u8, usize), Row)| {
            one.0.cmp(&other.0).then_with(|| self.key(one.1).cmp(self.key(other.1)))
        };
        if ranked.len() > most && most > 0 {
            ranked.select_nth_unstable_by(most - 1, by);
            ranked.truncate(most);
        }
        ranked.sort_unstable_by(by);
        ranked.into_iter().map(|(_, row)| row).collect()
    }

    /// Does the same by looking through the lists for the best matches first, until there are enough.
    fn best_in_lists(&self, kinds: &[KindId], found: &Found, most: usize) -> Vec<Row> {
        let mut best = Vec::new();
        for mark in 1..=mark_of(Hit::Elsewhere) {
            for kind in kinds {
                let of_mark = |row: &&Row| found.marks.get(self.place_of(**row)) == mark;
                let rows = self.list(*kind).iter().filter(of_mark);
                best.extend(rows.take(most - best.len()));
                if best.len() == most {
                    return best;
                }
            }
        }
        best
    }

    /// Returns the matches, the best first, in the given order among equals.
    fn search(&self, kind: KindId, query: &Query, order: &Order) -> Vec<Row> {
        let found = self.queries.found(kind, query, |among| self.matching(kind, query, among));
        if found.rows.len() < order.rows.len() / FEW {
            return self.few(&found, order);
        }
        // Buckets keep the list's order among equal hits.
        let mut buckets = [const { Vec::new() }; 4];
        for row in &order.rows {
            let mark = found.marks.get(self.place_of(*row));
            if let Some(bucket) =
                usize::from(mark).checked_sub(1).and_then(|at| buckets.get_mut(at))
            {
                bucket.push(*row);
            }
        }
        let [mut rows, word, inside, elsewhere] = buckets;
        for more in [word, inside, elsewhere] {
            rows.extend(more);
        }
        rows
    }

    /// Does the same if matches are few: sorts them alone, without a look at other records.
    fn few(&self, found: &Found, order: &Order) -> Vec<Row> {
        let ranks = order.ranks.get_or_init(|| {
            let mut ranks = PerRecord::of(self, u32::MAX);
            for (rank, row) in (0..).zip(&order.rows) {
                ranks.set(self.place_of(*row), rank);
            }
            ranks
        });
        let places = found.rows.iter().map(|row| self.place_of(*row));
        let mut ranked: Vec<(u8, u32)> =
            places.map(|place| (found.marks.get(place), ranks.get(place))).collect();
        ranked.sort_unstable();
        // Records of other kinds have no rank in this order.
        ranked.into_iter().filter_map(|(_, rank)| order.rows.get(rank as usize)).copied().collect()
    }

    /// Finds the matches among all records, or among those of a wider query.
    fn matching(&self, kind: KindId, query: &Query, among: Option<&Found>) -> Found {
        let beside = self.beside(kind, query);
        let mut found = Found { marks: Marks::of(self, 0), rows: Vec::new() };
        if let Some(among) = among {
            self.scan_again(query, &beside, among, &mut found);
            return found;
        }
        self.scan(query, &beside, &mut found);
        if beside.any_rarest {
            self.scan_beside(query, &beside, &mut found);
        }
        found
    }

    /// Searches the matches of a wider query.
    fn scan_again(&self, query: &Query, beside: &ParentMatches, among: &Found, found: &mut Found) {
        for row in &among.rows {
            let words = |word| beside.holds(self.link(*row), word);
            if let Some(hit) = query.hit(self.text(*row), words) {
                found.add(*row, hit);
            }
        }
    }

    /// Scans each page's packed text once per needle, without touching most records. Only those
    /// that contain the rarest word, or the digits, are checked closely.
    fn scan(&self, query: &Query, beside: &ParentMatches, found: &mut Found) {
        let needles = std::iter::once(query.rarest()).chain(query.digits());
        let finders: Vec<Finder<'_>> = needles.map(Finder::new).collect();
        let rarest = query.rarest_place();
        for (number, held) in (0..).zip(&self.pages) {
            let page = &held.page;
            let texts = page.texts();
            for (needle, finder) in finders.iter().enumerate() {
                let (mut from, mut slot) = (0, 0);
                while let Some(at) = finder.find(texts.get(from..).unwrap_or_default()) {
                    slot = page.slot_from(slot, from + at);
                    if slot >= page.count() {
                        break;
                    }
                    let (start, end) = page.text_range(slot);
                    let words = |word| beside.holds(page.link(slot), word);
                    // The first needle is the rarest word, and this its first occurrence in the
                    // record.
                    let known =
                        (needle == 0).then_some((rarest, (from + at).saturating_sub(start)));
                    if let Some(hit) = query.hit_knowing(known, &texts[start..end], words) {
                        found.add(held.row(number, slot), hit);
                    }
                    from = end + 1;
                }
            }
        }
    }

    /// Finds the records that stand under one whose name contains the rarest word.
    fn scan_beside(&self, query: &Query, beside: &ParentMatches, found: &mut Found) {
        for (number, held) in (0..).zip(&self.pages) {
            let page = &held.page;
            for slot in 0..page.count() {
                if found.marks.get((number, slot)) != 0 {
                    continue;
                }
                let words = beside.words(page.link(slot));
                if words & beside.rarest != 0
                    && let Some(hit) = query.hit(page.text(slot), |word| words & bit(word) != 0)
                {
                    found.add(held.row(number, slot), hit);
                }
            }
        }
    }

    /// Finds the records whose names contain a word of the query, among those that records of the
    /// kind stand under and are found by: a contact is found by its company.
    fn beside(&self, kind: KindId, query: &Query) -> ParentMatches {
        let rarest = bit(query.rarest_place());
        let mut found: HashMap<RecordId, u32, IdHashBuilder> = HashMap::default();
        let mut any_rarest = false;
        let schema = self.schema(kind);
        let finds = |schema: &&Schema| schema.under.is_some_and(|it| schema.found_by.contains(&it));
        let above = schema.filter(finds).and_then(Schema::parent_kind);
        for row in above.map(|above| self.list(above)).unwrap_or_default() {
            let text = self.text(*row);
            let end = memchr::memchr(0x1e, text).unwrap_or(text.len());
            let words = (0..query.word_count().min(31))
                .filter(|word| query.word_in(*word, &text[..end]))
                .fold(0u32, |all, word| all | bit(word));
            if words != 0 {
                any_rarest |= words & rarest != 0;
                found.insert(self.id(*row), words);
            }
        }
        ParentMatches { found, rarest, any_rarest }
    }
}

/// Returns the slots of the records whose digest texts contain what is looked for.
fn slots_with<'a>(page: &'a Page, finder: &'a Finder<'_>) -> impl Iterator<Item = usize> + 'a {
    let (mut from, mut slot) = (0, 0);
    std::iter::from_fn(move || {
        let at = finder.find(page.texts().get(from..)?)?;
        slot = page.slot_from(slot, from + at);
        from = page.text_range(slot).1 + 1;
        (slot < page.count()).then_some(slot)
    })
}

fn bit(word: usize) -> u32 {
    1 << word.min(31)
}

fn mark_of(hit: Hit) -> u8 {
    match hit {
        Hit::NameStart => 1,
        Hit::NameWord => 2,
        Hit::NameInside => 3,
        Hit::Elsewhere => 4,
    }
}

/// Parents by id, with a bit for each word of the query that their name contains.
struct ParentMatches {
    found: HashMap<RecordId, u32, IdHashBuilder>,
    /// The rarest word's bit; `any_rarest` is true if a name contains that word.
    rarest: u32,
    any_rarest: bool,
}

impl ParentMatches {
    fn words(&self, parent: Option<RecordId>) -> u32 {
        if self.found.is_empty() {
            return 0;
        }
        parent.and_then(|id| self.found.get(&id).copied()).unwrap_or(0)
    }

    fn holds(&self, parent: Option<RecordId>, word: usize) -> bool {
        self.words(parent) & bit(word) != 0
    }
}

/// A kind's records in some order.
#[derive(Debug)]
pub(super) struct Order {
    rows: Vec<Row>,
    /// Each record's rank in the order, computed on first use.
    ranks: OnceCell<PerRecord<u32>>,
}

/// The matches of a search.
#[derive(Debug)]
pub(super) struct Found {
    /// How well each record matched; 0 if it did not.
    marks: Marks,
    /// Once each, in the order found.
    rows: Vec<Row>,
}

impl Found {
    /// Returns the number of matches.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    fn add(&mut self, row: Row, hit: Hit) {
        let place = (row.page, row.slot as usize);
        if self.marks.get(place) == 0 {
            self.rows.push(row);
        }
        self.marks.set(place, mark_of(hit));
    }
}

/// One byte per record: how well it matched, or 1 if it passes a filter.
pub(super) type Marks = PerRecord<u8>;

/// A value for each record, by its position in the pages.
#[derive(Debug)]
pub(super) struct PerRecord<T> {
    starts: Vec<usize>,
    values: Vec<T>,
}

impl<T: Copy> PerRecord<T> {
    fn of(replica: &Replica, value: T) -> Self {
        let mut starts = Vec::new();
        let mut count = 0;
        for (_, page) in replica.pages() {
            starts.push(count);
            count += page.count();
        }
        Self { starts, values: vec![value; count] }
    }

    fn set(&mut self, (page, slot): (u32, usize), value: T) {
        self.values[self.starts[page as usize] + slot] = value;
    }

    fn get(&self, (page, slot): (u32, usize)) -> T {
        self.values[self.starts[page as usize] + slot]
    }

    fn range(&self, page: usize) -> Range<usize> {
        let end = self.starts.get(page + 1).copied().unwrap_or(self.values.len());
        self.starts[page]..end
    }

    fn of_page(&self, page: usize) -> &[T] {
        &self.values[self.range(page)]
    }

    fn of_page_mut(&mut self, page: usize) -> &mut [T] {
        let range = self.range(page);
        &mut self.values[range]
    }
}
