//! What selecting found out about all records of a kind, kept until the next change: orders, and
//! which records pass a filter.

use std::cell::RefCell;
use std::rc::Rc;

use domain::{Filter, KindId, Query};

use super::select::{Found, Marks, Order, Sort};

/// How many filters are kept: the one of the list, and the one that is being made.
const FILTERS: usize = 2;

/// How many searches are kept: those of a word that is being typed, and taken back.
const SEARCHES: usize = 12;

/// What is kept. Empty after every change of the replica.
#[derive(Debug, Default)]
pub(super) struct Kept {
    orders: RefCell<Vec<(KindId, Sort, Rc<Order>)>>,
    passing: RefCell<Vec<(KindId, Filter, Rc<Marks>)>>,
    found: RefCell<Vec<(KindId, Query, Rc<Found>)>>,
}

impl Kept {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.orders.get_mut().clear();
        self.passing.get_mut().clear();
        self.found.get_mut().clear();
    }

    /// An order, as it was found or is found now.
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

    /// Who passes a filter, as it was found or is found now.
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

    /// What matches a query, as it was found or is found now: among what another query found, where
    /// nothing else can match.
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
