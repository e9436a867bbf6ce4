//! What is worked out of every record of a page is kept with the page: a page never changes, it is
//! replaced, and after an edit only what stands in one page is worked out again.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::rc::Rc;

use super::in_memory::{Replica, Row};
use super::page::{Page, RecordView};

/// Facts about the records of a page, by their type.
#[derive(Debug, Default)]
pub(super) struct WorkedOut(RefCell<Vec<(TypeId, Rc<dyn Any>)>>);

/// Something that is worked out of a record alone and is small.
pub trait WorkOut: Copy + 'static {
    /// Works it out.
    fn of(view: &RecordView<'_>) -> Self;
}

impl WorkedOut {
    fn get<T: WorkOut>(&self, page: &Page, slot: usize) -> Option<T> {
        let wanted = TypeId::of::<T>();
        let known = |(of, facts): &(TypeId, Rc<dyn Any>)| (*of == wanted).then(|| facts.clone());
        let known = self.0.borrow().iter().find_map(known);
        let facts = known.unwrap_or_else(|| {
            let all: Vec<T> = (0..page.count()).map(|slot| T::of(&page.view(slot))).collect();
            let facts: Rc<dyn Any> = Rc::new(all);
            self.0.borrow_mut().push((wanted, facts.clone()));
            facts
        });
        facts.downcast_ref::<Vec<T>>()?.get(slot).copied()
    }
}

impl Replica {
    /// What is worked out of a record; the first time of all that stand in its page.
    pub fn worked_out<T: WorkOut>(&self, row: Row) -> T {
        let (page, facts) = self.page_and_facts(row);
        let (_, slot) = self.place_of(row);
        facts.get(page, slot).unwrap_or_else(|| T::of(&page.view(slot)))
    }
}
