//! Selecting: which records a list shows and in which order, for a search, a filter and a sort.

use memchr::memmem::Finder;

use crate::domain::{Filter, Hit, KindId, Query, RecordId};

use super::in_memory::{Replica, Row};

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
    /// By the name of what they stand under, then by name.
    Company,
    /// The newest first.
    Created,
    /// The last changed first.
    Changed,
}

impl Replica {
    /// The records of a kind that a selection asks for.
    pub fn select(&self, kind: KindId, selection: &Selection) -> Vec<Row> {
        let mut rows = match &selection.query {
            None => self.sorted(kind, selection.sort),
            Some(query) => self.search(kind, query, selection.sort),
        };
        if selection.favourites {
            rows.retain(|row| self.is_favourite(*row));
        }
        if let Some(under) = selection.under {
            rows.retain(|row| self.link(*row) == Some(under));
        }
        if !selection.filter.is_empty() {
            rows.retain(|row| selection.filter.passes(&self.view(*row)));
        }
        rows
    }

    /// The list of a kind in an order.
    fn sorted(&self, kind: KindId, sort: Sort) -> Vec<Row> {
        let mut rows = self.list(kind).to_vec();
        match sort {
            Sort::Name => {}
            Sort::Company => rows.sort_by_cached_key(|row| {
                let company = self.link(*row).and_then(|id| self.row(id));
                // Who has no company comes after those that have one.
                company.map_or_else(|| vec![0xff], |company| self.key(company).to_vec())
            }),
            Sort::Created => rows.sort_by_key(|row| std::cmp::Reverse(self.id(*row))),
            Sort::Changed => rows.sort_by_key(|row| std::cmp::Reverse(self.changed_millis(*row))),
        }
        rows
    }

    /// The records that match, the best first, in the order of the sort among equals.
    fn search(&self, kind: KindId, query: &Query, sort: Sort) -> Vec<Row> {
        let order = self.sorted(kind, sort);
        let beside = self.beside(kind, query);
        let mut ranks = if beside.is_some() || query.rarest().is_empty() {
            self.look_at_each(&order, query, beside.as_ref())
        } else {
            self.scan(&order, query)
        };
        // Buckets keep the order of the list among equal hits.
        let mut rows = Vec::with_capacity(ranks.len());
        for wanted in [Hit::NameStart, Hit::NameWord, Hit::NameInside, Hit::Elsewhere] {
            rows.extend(ranks.iter().filter(|(hit, _)| *hit == wanted).map(|(_, row)| *row));
        }
        ranks.clear();
        rows
    }

    /// One look at the packed text of each page: most records are never touched.
    fn scan(&self, order: &[Row], query: &Query) -> Vec<(Hit, Row)> {
        let mut marks = Marks::of(self);
        let needles = std::iter::once(query.rarest()).chain(query.digits());
        let finders: Vec<Finder<'_>> = needles.map(Finder::new).collect();
        for number in 0..marks.pages() {
            let Some(page) = self.page_number(number) else { continue };
            let texts = page.texts();
            for finder in &finders {
                let mut from = 0;
                while let Some(at) = finder.find(texts.get(from..).unwrap_or_default()) {
                    let slot = page.slot_at(from + at);
                    if slot >= page.count() {
                        break;
                    }
                    if let Some(hit) = query.hit(page.text(slot), |_| false) {
                        marks.set(number, slot, hit);
                    }
                    from = page.text_range(slot).1 + 1;
                }
            }
        }
        order
            .iter()
            .filter_map(|row| marks.get(self.place_of(*row)).map(|hit| (hit, *row)))
            .collect()
    }

    /// Every record by itself: needed where a word may be found in the company's name.
    fn look_at_each(
        &self,
        order: &[Row],
        query: &Query,
        beside: Option<&Beside>,
    ) -> Vec<(Hit, Row)> {
        let hit = |row: &Row| {
            let company = beside.and_then(|beside| beside.words(self.link(*row)?));
            query.hit(self.text(*row), |word| {
                company.is_some_and(|words| words & (1 << word.min(31)) != 0)
            })
        };
        order.iter().filter_map(|row| hit(row).map(|hit| (hit, *row))).collect()
    }

    /// The companies whose names hold a word of the query; `None` where there are none.
    fn beside(&self, kind: KindId, query: &Query) -> Option<Beside> {
        let mut found = Vec::new();
        if kind == crate::domain::CONTACT {
            for row in self.list(crate::domain::COMPANY) {
                let text = self.text(*row);
                let end = memchr::memchr(0x1e, text).unwrap_or(text.len());
                let words = (0..query.word_count().min(31))
                    .filter(|word| query.word_in(*word, &text[..end]))
                    .fold(0u32, |all, word| all | (1 << word));
                if words != 0 {
                    found.push((self.id(*row), words));
                }
            }
        }
        found.sort_unstable_by_key(|(id, _)| *id);
        (!found.is_empty()).then_some(Beside { found })
    }
}

/// Companies by id, with the words of the query that their names hold.
struct Beside {
    found: Vec<(RecordId, u32)>,
}

impl Beside {
    fn words(&self, company: RecordId) -> Option<u32> {
        let place = self.found.binary_search_by_key(&company, |(id, _)| *id).ok()?;
        Some(self.found[place].1)
    }
}

/// One byte a record: how well it matched.
struct Marks {
    starts: Vec<usize>,
    hits: Vec<u8>,
}

impl Marks {
    fn of(replica: &Replica) -> Self {
        let mut starts = Vec::new();
        let mut count = 0;
        for (_, page) in replica.pages() {
            starts.push(count);
            count += page.count();
        }
        Self { starts, hits: vec![0; count] }
    }

    fn pages(&self) -> u32 {
        self.starts.len() as u32
    }

    fn set(&mut self, page: u32, slot: usize, hit: Hit) {
        self.hits[self.starts[page as usize] + slot] = match hit {
            Hit::NameStart => 1,
            Hit::NameWord => 2,
            Hit::NameInside => 3,
            Hit::Elsewhere => 4,
        };
    }

    fn get(&self, (page, slot): (u32, usize)) -> Option<Hit> {
        match self.hits[self.starts[page as usize] + slot] {
            1 => Some(Hit::NameStart),
            2 => Some(Hit::NameWord),
            3 => Some(Hit::NameInside),
            4 => Some(Hit::Elsewhere),
            _ => None,
        }
    }
}
