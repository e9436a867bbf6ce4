//! Caches selections over all records of a kind until the next change: orders, filter results and
//! search results.

use std::cell::RefCell;
use std::rc::Rc;

use domain::{Filter, KindId, Query};

use super::select::{Found, Marks, Order, Sort};

/// The number of cached filters: the list's, and the one being edited.
const FILTERS: usize = 2;

/// The number of cached searches: those of a word that is typed and deleted again.
const SEARCHES: usize = 12;

/// The caches. Empty after every change of the replica.
#[derive(Debug, Default)]
pub(super) struct QueryCache {
    orders: RefCell<Vec<(KindId, Sort, Rc<Order>)>>,
    passing: RefCell<Vec<(KindId, Filter, Rc<Marks>)>>,
    found: RefCell<Vec<(KindId, Query, Rc<Found>)>>,
}

impl QueryCache {
    /// Clears the caches.
    pub fn clear(&mut self) {
        self.orders.get_mut().clear();
        self.passing.get_mut().clear();
        self.found.get_mut().clear();
    }

    /// Returns an order, cached or computed now.
    pub fn order(&self, kind: KindId, sort: Sort, find: impl FnOnce() -> Order) -> Rc<Order> {
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

    /// Returns the records that pass a filter, cached or computed now.
    pub fn passing(
        &self,
        kind: KindId,
        filter: &Filter,
        find: impl FnOnce() -> Marks,
    ) -> Rc<Marks> {
        let known = self
            .passing
            .borrow()
            .iter()
            .find_map(|(of, by, marks)| (*of == kind && by == filter).then(|| marks.clone()));
        known.unwrap_or_else(|| {
            let marks = Rc::new(find());
            let mut passing = self.passing.borrow_mut();
            if passing.len() == FILTERS {
                passing.remove(0);
            }
            passing.push((kind, filter.clone(), marks.clone()));
            marks
        })
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
