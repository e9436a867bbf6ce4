//! Caches values derived from the records of a page along with the page. A page never changes, it
//! is replaced: after an edit only the values of one page are derived again.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::rc::Rc;

use super::in_memory::{Replica, Row};
use super::page::{Page, RecordView};

/// Values derived from the records of a page, by type.
#[derive(Debug, Default)]
pub(super) struct DerivedCache(RefCell<Vec<(TypeId, Rc<dyn Any>)>>);

/// A small value derived from a record alone.
pub trait Derive: Copy + 'static {
    /// Derives it.
    fn of(view: &RecordView<'_>) -> Self;
}

impl DerivedCache {
    fn get<T: Derive>(&self, page: &Page, slot: usize) -> Option<T> {
        let wanted = TypeId::of::<T>();
        let known = |(of, values): &(TypeId, Rc<dyn Any>)| (*of == wanted).then(|| values.clone());
        let known = self.0.borrow().iter().find_map(known);
        let values = known.unwrap_or_else(|| {
            let all: Vec<T> = (0..page.count()).map(|slot| T::of(&page.view(slot))).collect();
            let values: Rc<dyn Any> = Rc::new(all);
            self.0.borrow_mut().push((wanted, values.clone()));
            values
        });
        values.downcast_ref::<Vec<T>>()?.get(slot).copied()
    }
}

impl Replica {
    /// Returns a value derived from a record; the first call derives it for the whole page.
    pub fn derived_value<T: Derive>(&self, row: Row) -> T {
        let found = self.page_and_derived(row);
        let known = found.and_then(|(page, slot, values)| values.get(page, slot));
        known.unwrap_or_else(|| T::of(&self.view(row)))
    }
}
