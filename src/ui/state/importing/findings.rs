//! The lists of a plan, which may be long: the worker holds them and sends the part on screen.

use super::imports::Imports;
use std::rc::Rc;

use leptos::prelude::*;

use app::AppError;
use app::job::{
    AT_A_TIME, Barred, Double, FindingsSlice, Match, Message, PlanList, Reply, Request, Trouble,
    Unclear, ValueKept, reply_of,
};
use browser::job::Job;

impl Imports {
    /// Returns a row that matches an existing record; `None` until loaded. Tracked.
    pub fn import_match(self, index: usize) -> Option<Match> {
        self.finding(PlanList::Matches, index, |slice, at| match slice {
            FindingsSlice::Matches(matches) => matches.get(at).cloned(),
            _ => None,
        })
    }

    /// Returns a row that repeats an earlier row's record; `None` until loaded. Tracked.
    pub fn import_double(self, index: usize) -> Option<Double> {
        self.finding(PlanList::Doubles, index, |slice, at| match slice {
            FindingsSlice::Doubles(doubles) => doubles.get(at).cloned(),
            _ => None,
        })
    }

    /// Returns a row that is set aside; `None` until loaded. Tracked.
    pub fn import_trouble(self, index: usize) -> Option<Trouble> {
        self.finding(PlanList::Troubles, index, |slice, at| match slice {
            FindingsSlice::Troubles(troubles) => troubles.get(at).cloned(),
            _ => None,
        })
    }

    /// Returns a line around a table; `None` until loaded. Tracked.
    pub fn import_margin(self, index: usize) -> Option<Trouble> {
        self.finding(PlanList::Margins, index, |slice, at| match slice {
            FindingsSlice::Troubles(margins) => margins.get(at).cloned(),
            _ => None,
        })
    }

    /// Returns somebody who is not to be contacted; `None` until loaded. Tracked.
    pub fn import_barred(self, index: usize) -> Option<Barred> {
        self.finding(PlanList::Barred, index, |slice, at| match slice {
            FindingsSlice::Barred(all) => all.get(at).cloned(),
            _ => None,
        })
    }

    /// Returns a value that is not what its column says; `None` until loaded. Tracked.
    pub fn import_misfit(self, index: usize) -> Option<ValueKept> {
        self.finding(PlanList::Misfits, index, |slice, at| match slice {
            FindingsSlice::Misfits(all) => all.get(at).cloned(),
            _ => None,
        })
    }

    /// Returns a name or an id that says too little; `None` until loaded. Tracked.
    pub fn import_unclear(self, index: usize) -> Option<Unclear> {
        self.finding(PlanList::Unclear, index, |slice, at| match slice {
            FindingsSlice::Unclear(all) => all.get(at).cloned(),
            _ => None,
        })
    }

    fn finding<T>(
        self,
        list: PlanList,
        index: usize,
        find: impl FnOnce(&FindingsSlice, usize) -> Option<T>,
    ) -> Option<T> {
        let at = index % AT_A_TIME;
        let part = (list, index - at);
        let found =
            self.session.import.findings.with(|all| all.get(&part).map(|slice| find(slice, at)));
        if found.is_none() {
            let new = self
                .session
                .import
                .with(|hidden| hidden.asked.insert(part) && hidden.to_load.insert(part));
            if new == Some(true) {
                self.ask_worker();
            }
        }
        found.flatten()
    }

    /// Loads a part of a list.
    pub(super) async fn load_findings(
        self,
        job: &Rc<Job>,
        (list, from): (PlanList, usize),
    ) -> Result<(), AppError> {
        job.post(Message::new(&Request::Findings { list, from }, Vec::new()));
        match reply_of(job.next().await)? {
            (Reply::Findings(slice), _) => {
                self.session.import.findings.update(|all| {
                    all.insert((list, from), slice);
                });
                Ok(())
            }
            _ => Err(AppError::Interrupted),
        }
    }

    /// Drops the loaded parts, which belong to an outdated plan.
    pub(super) fn forget_findings(self) {
        self.session.import.with(|hidden| {
            hidden.to_load.clear();
            hidden.asked.clear();
        });
        self.session.import.findings.update(|all| all.clear());
    }
}
