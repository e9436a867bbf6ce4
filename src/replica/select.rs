//! Selecting: which records a list shows and in which order, for a search, a filter and a sort.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use memchr::memmem::Finder;

use domain::{
    COMPANY, CONTACT, Filter, Hit, KindId, Query, RecordId, TASK, WhichFirst, contact, mention,
    moment,
};

use super::in_memory::{Replica, Row};
use super::spreading::Spreading;

/// Where fewer than one in so many are found, they are put in order by themselves.
const FEW: usize = 8;

/// What a list is asked to show.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The search; `None` shows everything.
    pub query: Option<Query>,
    /// The filter; an empty one lets everything through.
    pub filter: Filter,
    /// Only favourites.
    pub favourites: bool,
    /// Only records under this one, such as the people of a company.
    pub under: Option<RecordId>,
    /// The order; hits of a search are ordered by how well they match first.
    pub sort: Sort,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By name.
    #[default]
    Name,
    /// By the given name of people, then by the family's.
    First,
    /// By the family's name, then by the given one.
    Last,
    /// By the name of what they stand under, then by name.
    Company,
    /// The newest first.
    Created,
    /// The last changed first.
    Changed,
    /// Who was spoken to last first, and then those who never were.
    Contacted,
}

impl Replica {
    /// The tasks that are to be done, the first due first.
    pub fn open_tasks(&self) -> &[Row] {
        let tasks = self.list(TASK);
        // The sort key of a task begins with nothing where it is not done.
        &tasks[..tasks.partition_point(|row| self.key(*row).first() == Some(&0))]
    }

    /// The tasks that are to be done for a record, the first due first.
    pub fn open_tasks_of(&self, subject: RecordId) -> Vec<Row> {
        self.mentioning(self.open_tasks(), subject)
    }

    /// The rows of which the records name another one.
    pub fn mentioning(&self, rows: &[Row], id: RecordId) -> Vec<Row> {
        let name = mention(id);
        let finder = Finder::new(&name);
        rows.iter().filter(|row| finder.find(self.text(**row)).is_some()).copied().collect()
    }

    /// The records of a kind that stand under another one.
    pub fn under(&self, kind: KindId, id: RecordId) -> impl Iterator<Item = Row> + '_ {
        self.list(kind).iter().copied().filter(move |row| self.link(*row) == Some(id))
    }

    /// The records of a kind that a selection asks for.
    pub fn select(&self, kind: KindId, selection: &Selection) -> Vec<Row> {
        let order = self.order(kind, selection.sort);
        let mut rows = match &selection.query {
            None => order.rows.clone(),
            Some(query) => self.search(kind, query, &order),
        };
        if selection.favourites {
            rows.retain(|row| self.is_favourite(*row));
        }
        if let Some(under) = selection.under {
            rows.retain(|row| self.link(*row) == Some(under));
        }
        if !selection.filter.is_empty() {
            let passing = self.passing(kind, &selection.filter);
            rows.retain(|row| passing.get(self.place_of(*row)) != 0);
        }
        rows
    }

    /// The list of a kind in an order. Orders other than that of names are kept until the next
    /// change: a key typed in the search box must not sort 100,000 records.
    fn order(&self, kind: KindId, sort: Sort) -> Rc<Order> {
        self.kept
            .order(kind, sort, || Order { rows: self.sorted(kind, sort), ranks: OnceCell::new() })
    }

    fn sorted(&self, kind: KindId, sort: Sort) -> Vec<Row> {
        let rows = self.list(kind);
        match sort {
            Sort::Name => rows.to_vec(),
            Sort::First => self.led_by(rows, WhichFirst::Given),
            Sort::Last => self.led_by(rows, WhichFirst::Family),
            Sort::Company => {
                let places = self.list(COMPANY).iter().map(|row| self.id(*row)).zip(0..);
                let places: HashMap<RecordId, u32, Spreading> = places.collect();
                // Who has no company comes after those that have one.
                self.ranked(rows, |row| {
                    let place = self.link(row).and_then(|id| places.get(&id).copied());
                    place.map_or(u64::MAX, u64::from)
                })
            }
            // Ids begin with the millisecond in which they were made (UUIDv7).
            Sort::Created => self.ranked(rows, |row| !self.id(row).time()),
            Sort::Changed => self.ranked(rows, |row| !self.changed_millis(row)),
            Sort::Contacted => self.ranked(rows, |row| {
                let last = moment(&self.view(row), contact::LAST_CONTACT);
                last.map_or(u64::MAX, |millis| !millis.cast_unsigned())
            }),
        }
    }

    /// Rows by a number of theirs; equal ones keep their order.
    fn ranked(&self, rows: &[Row], number: impl Fn(Row) -> u64) -> Vec<Row> {
        let numbered = rows.iter().zip(0u32..);
        let mut ranked: Vec<(u64, u32, Row)> =
            numbered.map(|(row, place)| (number(*row), place, *row)).collect();
        ranked.sort_unstable();
        ranked.into_iter().map(|(_, _, row)| row).collect()
    }

    /// Which records of a kind pass a filter, kept like the orders.
    fn passing(&self, kind: KindId, filter: &Filter) -> Rc<Marks> {
        self.kept.passing(kind, filter, || {
            let mut marks = Marks::of(self, 0);
            for (number, (_, page)) in (0..).zip(self.pages()) {
                for slot in (0..page.count()).filter(|slot| page.kind(*slot) == kind) {
                    if filter.passes(&page.view(slot)) {
                        marks.set((number, slot), 1);
                    }
                }
            }
            marks
        })
    }

    /// The records that match, the best first, in the given order among equals.
    fn search(&self, kind: KindId, query: &Query, order: &Order) -> Vec<Row> {
        let found = self.kept.found(kind, query, |among| self.matching(kind, query, among));
        if found.rows.len() < order.rows.len() / FEW {
            return self.few(&found, order);
        }
        // Buckets keep the order of the list among equal hits.
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

    /// The same where few are found: they are put in order, and nobody else is looked at.
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
        // What is of another kind has no place in this order.
        ranked.into_iter().filter_map(|(_, rank)| order.rows.get(rank as usize)).copied().collect()
    }

    /// What matches: of everything, or of what a wider query found.
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

    /// A look at the records that a wider query found.
    fn scan_again(&self, query: &Query, beside: &Beside, among: &Found, found: &mut Found) {
        for row in &among.rows {
            let words = |word| beside.holds(self.link(*row), word);
            if let Some(hit) = query.hit(self.text(*row), words) {
                found.add(*row, hit);
            }
        }
    }

    /// One look at the packed text of each page: most records are never touched. What holds the
    /// rarest word, or the digits, is looked at closely.
    fn scan(&self, query: &Query, beside: &Beside, found: &mut Found) {
        let needles = std::iter::once(query.rarest()).chain(query.digits());
        let finders: Vec<Finder<'_>> = needles.map(Finder::new).collect();
        let rarest = query.rarest_place();
        for (number, (_, page)) in (0..).zip(self.pages()) {
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
                    // The first needle is the rarest word, found here for the first time.
                    let known =
                        (needle == 0).then_some((rarest, (from + at).saturating_sub(start)));
                    if let Some(hit) = query.hit_knowing(known, &texts[start..end], words) {
                        found.add(Row { page: number, slot: slot as u32 }, hit);
                    }
                    from = end + 1;
                }
            }
        }
    }

    /// The records that stand under one whose name holds the rarest word.
    fn scan_beside(&self, query: &Query, beside: &Beside, found: &mut Found) {
        for (number, (_, page)) in (0..).zip(self.pages()) {
            for slot in 0..page.count() {
                if found.marks.get((number, slot)) != 0 {
                    continue;
                }
                let words = beside.words(page.link(slot));
                if words & beside.rarest != 0
                    && let Some(hit) = query.hit(page.text(slot), |word| words & bit(word) != 0)
                {
                    found.add(Row { page: number, slot: slot as u32 }, hit);
                }
            }
        }
    }

    /// The companies whose names hold a word of the query.
    fn beside(&self, kind: KindId, query: &Query) -> Beside {
        let rarest = bit(query.rarest_place());
        let mut found: HashMap<RecordId, u32, Spreading> = HashMap::default();
        let mut any_rarest = false;
        if kind == CONTACT {
            for row in self.list(COMPANY) {
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
        }
        Beside { found, rarest, any_rarest }
    }
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

/// Companies by id, with the words of the query that their names hold.
struct Beside {
    found: HashMap<RecordId, u32, Spreading>,
    /// The bit of the rarest word, and whether a name holds it.
    rarest: u32,
    any_rarest: bool,
}

impl Beside {
    fn words(&self, company: Option<RecordId>) -> u32 {
        if self.found.is_empty() {
            return 0;
        }
        company.and_then(|id| self.found.get(&id).copied()).unwrap_or(0)
    }

    fn holds(&self, company: Option<RecordId>, word: usize) -> bool {
        self.words(company) & bit(word) != 0
    }
}

/// The records of a kind in an order.
#[derive(Debug)]
pub(super) struct Order {
    rows: Vec<Row>,
    /// The place of each record in it, once somebody asks.
    ranks: OnceCell<PerRecord<u32>>,
}

/// What a search found.
#[derive(Debug)]
pub(super) struct Found {
    /// How well it matched.
    marks: Marks,
    /// Once each, as they stand in the pages.
    rows: Vec<Row>,
}

impl Found {
    /// How many were found.
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

/// One byte a record: how well it matched, or whether it passes.
pub(super) type Marks = PerRecord<u8>;

/// A value for each record, by where it stands.
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
}
