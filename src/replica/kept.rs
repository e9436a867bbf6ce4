//! What selecting found out about all records of a kind, kept until the next change: orders, and
//! which records pass a filter.

use std::cell::RefCell;
use std::rc::Rc;

use crate::domain::{Filter, KindId};

use super::in_memory::Row;
use super::select::{Marks, Sort};

/// How many filters are kept: the one of the list, and the one that is being made.
const FILTERS: usize = 2;

/// The order of a kind by a sort.
type Order = (KindId, Sort, Rc<[Row]>);

/// What is kept. Empty after every change of the replica.
#[derive(Debug, Default)]
pub(super) struct Kept {
    orders: RefCell<Vec<Order>>,
    passing: RefCell<Vec<(KindId, Filter, Rc<Marks>)>>,
}

impl Kept {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.orders.get_mut().clear();
        self.passing.get_mut().clear();
    }

    /// An order, as it was found or is found now.
    pub fn order(&self, kind: KindId, sort: Sort, find: impl FnOnce() -> Vec<Row>) -> Rc<[Row]> {
        let known = self
            .orders
            .borrow()
            .iter()
            .find_map(|(of, by, rows)| (*of == kind && *by == sort).then(|| rows.clone()));
        known.unwrap_or_else(|| {
            let rows: Rc<[Row]> = find().into();
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
}
