//! The lists of a plan, which may be long: the worker holds them and sends the part on screen.

use super::imports::Imports;
use std::rc::Rc;

use leptos::prelude::*;

use app::AppError;
use app::job::{
    AT_A_TIME, Double, FindingsSlice, Match, Message, PlanList, Reply, Request, Trouble, reply_of,
};
use browser::job::Job;

impl Imports {
    /// Returns a row that matches an existing record; `None` until loaded. Tracked.
    pub fn import_match(self, index: usize) -> Option<Match> {
        self.told(PlanList::Matches, index, |told, at| match told {
            FindingsSlice::Matches(matches) => matches.get(at).cloned(),
            FindingsSlice::Doubles(_) | FindingsSlice::Troubles(_) => None,
        })
    }

    /// Returns a row that repeats an earlier row's record; `None` until loaded. Tracked.
    pub fn import_double(self, index: usize) -> Option<Double> {
        self.told(PlanList::Doubles, index, |told, at| match told {
            FindingsSlice::Doubles(doubles) => doubles.get(at).cloned(),
            FindingsSlice::Matches(_) | FindingsSlice::Troubles(_) => None,
        })
    }

    /// Returns a row that is set aside; `None` until loaded. Tracked.
    pub fn import_trouble(self, index: usize) -> Option<Trouble> {
        self.told(PlanList::Troubles, index, |told, at| match told {
            FindingsSlice::Troubles(troubles) => troubles.get(at).cloned(),
            FindingsSlice::Matches(_) | FindingsSlice::Doubles(_) => None,
        })
    }

    fn told<T>(
        self,
        list: PlanList,
        index: usize,
        find: impl FnOnce(&FindingsSlice, usize) -> Option<T>,
    ) -> Option<T> {
        let at = index % AT_A_TIME;
        let part = (list, index - at);
        let found = self.session.import.told.with(|all| all.get(&part).map(|told| find(told, at)));
        if found.is_none() {
            let new = self
                .session
                .import
                .with(|hidden| hidden.asked.insert(part) && hidden.tell.insert(part));
            if new == Some(true) {
                self.ask_worker();
            }
        }
        found.flatten()
    }

    /// Loads a part of a list.
    pub(super) async fn tell(
        self,
        job: &Rc<Job>,
        (list, from): (PlanList, usize),
    ) -> Result<(), AppError> {
        job.post(Message::new(&Request::Tell { list, from }, Vec::new()));
        match reply_of(job.next().await)? {
            (Reply::Told(told), _) => {
                self.session.import.told.update(|all| {
                    all.insert((list, from), told);
                });
                Ok(())
            }
            _ => Err(AppError::Interrupted),
        }
    }

    /// Drops the loaded parts, which belong to an outdated plan.
    pub(super) fn forget_told(self) {
        self.session.import.with(|hidden| {
            hidden.tell.clear();
            hidden.asked.clear();
        });
        self.session.import.told.update(|all| all.clear());
    }
}
