//! Caches selections over all records of a kind: orders and search results until the next change;
//! of filter results, after a change, those of the pages that stayed.

use std::cell::RefCell;
use std::rc::Rc;

use domain::{Filter, KindId, Query};

use super::select::{Found, Marks, Order, Sort};

/// The number of cached filters: the list's, and the one being edited.
const FILTERS: usize = 2;

/// The number of cached searches: those of a word that is typed and deleted again.
const SEARCHES: usize = 12;

/// The order of a kind, or its reverse.
type KnownOrder = (KindId, (Sort, bool), Rc<Order>);

/// The caches.
#[derive(Debug, Default)]
pub(super) struct QueryCache {
    orders: RefCell<Vec<KnownOrder>>,
    passing: RefCell<Vec<(KindId, Filter, Rc<PassingMarks>)>>,
    found: RefCell<Vec<(KindId, Query, Rc<Found>)>>,
}

/// The records that pass a filter, and the states of the pages in which they were found.
#[derive(Debug)]
pub(super) struct PassingMarks {
    pub marks: Marks,
    pub states: Vec<u32>,
}

impl QueryCache {
    /// Clears what a change of any page makes wrong.
    pub fn clear(&mut self) {
        self.orders.get_mut().clear();
        self.found.get_mut().clear();
    }

    /// Clears everything.
    pub fn clear_all(&mut self) {
        self.clear();
        self.passing.get_mut().clear();
    }

    /// Returns an order or its reverse, cached or computed now.
    pub fn order(
        &self,
        kind: KindId,
        sort: (Sort, bool),
        find: impl FnOnce() -> Order,
    ) -> Rc<Order> {
        let known = self
            .orders
            .borrow()
            .iter()
            .find_map(|(of, by, rows)| (*of == kind && *by == sort).then(|| rows.clone()));
        known.unwrap_or_else(|| {
            let rows = Rc::new(find());
            self.orders.borrow_mut().push((kind, sort, rows.clone()));
            rows
        })
    }

    /// Returns the records that pass a filter, cached or computed now from those that passed in
    /// earlier states of the pages.
    pub fn passing(
        &self,
        kind: KindId,
        filter: &Filter,
        states: Vec<u32>,
        find: impl FnOnce(Option<&PassingMarks>) -> Marks,
    ) -> Rc<PassingMarks> {
        let mut passing = self.passing.borrow_mut();
        let place = passing.iter().position(|(of, by, _)| *of == kind && by == filter);
        let known = place.map(|place| passing.remove(place).2);
        let marks = match known {
            Some(known) if known.states == states => known,
            known => Rc::new(PassingMarks { marks: find(known.as_deref()), states }),
        };
        if passing.len() == FILTERS {
            passing.remove(0);
        }
        passing.push((kind, filter.clone(), marks.clone()));
        marks
    }

    /// Returns a query's matches, cached or computed now; searches only among the matches of a
    /// wider cached query if there is one.
    pub fn found(
        &self,
        kind: KindId,
        query: &Query,
        find: impl FnOnce(Option<&Found>) -> Found,
    ) -> Rc<Found> {
        let among = {
            let found = self.found.borrow();
            let of_kind = || found.iter().rev().filter(|(of, ..)| *of == kind);
            if let Some((.., known)) = of_kind().find(|(_, known, _)| known == query) {
                return known.clone();
            }
            let wider = of_kind().filter(|(_, known, _)| query.narrows(known));
            wider.map(|(.., known)| known.clone()).min_by_key(|known| known.len())
        };
        let fresh = Rc::new(find(among.as_deref()));
        let mut found = self.found.borrow_mut();
        if found.len() == SEARCHES {
            found.remove(0);
        }
        found.push((kind, query.clone(), fresh.clone()));
        fresh
    }
}
