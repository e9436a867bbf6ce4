//! What an import is made of, and what views read of it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::state::app_state::AppState;
use app::ImportOutcome;
use app::job::{ColumnTarget, Inspection, MatchChoice, PlanList, Planned, ReadOptions, Told, Why};
use browser::files::{self, Picked};
use browser::job::Job;
use domain::KindId;

/// How far an import is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportStep {
    /// No file was chosen yet.
    Choose,
    /// The files are being looked at for the first time.
    Reading,
    /// This is in them; nothing has come in yet.
    Ready,
    /// They are coming in.
    Running,
    /// They are in.
    Done(Box<ImportOutcome>),
    /// They did not come in; what was there is as it was. Why, and what to do.
    Failed(String),
}

/// A file that was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportFile {
    /// Its number: files come in in this order.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// What the rows of a table are.
    pub kind: KindId,
    /// What was chosen for it.
    pub options: ReadOptions,
    /// What is in it; of the last time that it could be read.
    pub found: Option<Arc<Inspection>>,
    /// Where its columns would go if nobody said anything, and why.
    pub suggested: Arc<Vec<(ColumnTarget, Why)>>,
    /// Whether its columns go where they went the last time.
    pub remembered: bool,
    /// Why it cannot be read as it was chosen.
    pub problem: Option<String>,
    /// Whether that is because its rows look like something else than contacts.
    pub refused: bool,
    pub(super) size: usize,
}

/// What is known of what will happen.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ImportPlan {
    /// It is being found out.
    #[default]
    Coming,
    /// This.
    Known(Arc<Planned>),
    /// Nothing can come in, for this reason.
    Failed(String),
}

/// How much has come in.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ImportProgress {
    /// How many rows.
    pub done: usize,
    /// Of how many.
    pub total: usize,
    /// Since when, in milliseconds since 1970, UTC.
    pub began: i64,
    /// When that was so.
    pub at: i64,
}

impl ImportProgress {
    /// Rows a second, and how many seconds are left; once there is something to go by.
    pub fn pace(self) -> Option<(usize, usize)> {
        let Self { done, total, began, at } = self;
        let millis = usize::try_from(at - began).ok().filter(|millis| *millis >= 500)?;
        let rate =
            (done > 0).then(|| done.saturating_mul(1000) / millis).filter(|rate| *rate > 0)?;
        Some((rate, total.saturating_sub(done).div_ceil(rate)))
    }
}

/// The import of files; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct ImportFlow {
    pub(super) step: RwSignal<ImportStep>,
    pub(super) files: RwSignal<Vec<ImportFile>>,
    pub(super) plan: RwSignal<ImportPlan>,
    /// What the plan tells one by one, as far as it was looked at: by list and first place.
    pub(super) told: RwSignal<BTreeMap<(PlanList, usize), Told>>,
    pub(super) matched: RwSignal<MatchChoice>,
    pub(super) progress: RwSignal<ImportProgress>,
    /// Whether the outcome was looked at.
    pub(super) seen: RwSignal<bool>,
    /// Files that the system opened with the app, until the screen takes them.
    pub(super) handed: RwSignal<Vec<Picked>, LocalStorage>,
    pub(super) hidden: StoredValue<Hidden, LocalStorage>,
}

/// What no view follows.
#[derive(Default)]
pub struct Hidden {
    pub(super) job: Option<Rc<Job>>,
    /// Whether the order of Chinese characters is to be found out.
    pub(super) asks_han: bool,
    /// Files that the worker does not have yet.
    pub(super) picked: BTreeMap<u32, Picked>,
    /// Files that are to be looked at, or looked at again.
    pub(super) stale: BTreeSet<u32>,
    /// Whether the plan is to be made anew.
    pub(super) replan: bool,
    /// What is to be told of the plan, and what was asked for already.
    pub(super) tell: BTreeSet<(PlanList, usize)>,
    pub(super) asked: BTreeSet<(PlanList, usize)>,
    /// Whether something that cannot be read may be readable in another way.
    pub(super) mendable: bool,
    /// Whether what is set aside is wanted as files.
    pub(super) keep: bool,
    /// Whether somebody asks the worker: one question at a time.
    pub(super) asking: bool,
    /// Whether to begin as soon as the plan is there.
    pub(super) wanted: bool,
    /// Whether to stop what is coming in.
    pub(super) stopped: bool,
    pub(super) planned_at: u64,
    pub(super) next: u32,
}

impl Default for ImportFlow {
    fn default() -> Self {
        Self {
            step: RwSignal::new(ImportStep::Choose),
            files: RwSignal::default(),
            plan: RwSignal::default(),
            told: RwSignal::default(),
            matched: RwSignal::default(),
            progress: RwSignal::default(),
            seen: RwSignal::new(true),
            handed: RwSignal::new_local(Vec::new()),
            hidden: StoredValue::new_local(Hidden::default()),
        }
    }
}

impl ImportFlow {
    /// Everything as before a file was chosen. Ends the worker.
    pub(super) fn reset(&self) {
        let old = self.hidden.try_update_value(std::mem::take);
        if let Some(job) = old.and_then(|hidden| hidden.job) {
            job.stop();
        }
        self.files.set(Vec::new());
        self.plan.set(ImportPlan::Coming);
        self.told.set(BTreeMap::new());
        self.matched.set(MatchChoice::default());
        self.seen.set(true);
    }

    pub(super) fn with<T>(&self, look: impl FnOnce(&mut Hidden) -> T) -> Option<T> {
        self.hidden.try_update_value(look)
    }

    /// Whether this worker is still the one that is asked.
    pub(super) fn is_with(&self, job: &Rc<Job>) -> bool {
        self.hidden.with_value(|hidden| hidden.job.as_ref().is_some_and(|it| Rc::ptr_eq(it, job)))
    }

    pub(super) fn update_file(&self, number: u32, change: impl FnOnce(&mut ImportFile)) {
        self.files.update(|files| {
            if let Some(file) = files.iter_mut().find(|file| file.number == number) {
                change(file);
            }
        });
    }
}

impl AppState {
    /// Keeps the files that the system opens with the app, or that are dropped on it, and calls `then`,
    /// which shows the screen that takes them.
    pub fn on_opened_files(self, then: impl Fn() + Clone + 'static) {
        let take = move |picked: Vec<Picked>| {
            self.import.handed.update(|handed| handed.extend(picked));
            then();
        };
        files::on_launch(take.clone());
        files::on_drop(take);
    }

    /// How far the import is; followed when read in a view.
    pub fn import_step(&self) -> ImportStep {
        self.import.step.get()
    }

    /// Whether files are coming in, or came in and nobody looked at the outcome; followed.
    pub fn import_is_under_way(&self) -> bool {
        match &*self.import.step.read() {
            ImportStep::Running => true,
            ImportStep::Done(_) | ImportStep::Failed(_) => !self.import.seen.get(),
            ImportStep::Choose | ImportStep::Reading | ImportStep::Ready => false,
        }
    }

    /// The outcome is on screen.
    pub fn import_is_seen(&self) {
        self.import.seen.set(true);
    }

    /// The files that were chosen; followed.
    pub fn import_files(&self) -> Vec<ImportFile> {
        self.import.files.get()
    }

    /// One of them; followed.
    pub fn import_file(&self, number: u32) -> Option<ImportFile> {
        self.import.files.with(|files| files.iter().find(|file| file.number == number).cloned())
    }

    /// What will happen; followed.
    pub fn import_plan(&self) -> ImportPlan {
        self.import.plan.get()
    }

    /// What happens with those who are here already; followed.
    pub fn import_choice(&self) -> MatchChoice {
        self.import.matched.get()
    }

    /// Chooses what happens with those who are here already.
    pub fn choose_matched(&self, choice: MatchChoice) {
        self.import.matched.set(choice);
    }

    /// How much has come in; followed.
    pub fn import_progress(&self) -> ImportProgress {
        self.import.progress.get()
    }
}

#[cfg(test)]
mod tests {
    use super::ImportProgress;

    #[test]
    fn the_pace_is_told_once_there_is_something_to_go_by() {
        let progress = |done, at| ImportProgress { done, total: 100_000, began: 1_000, at };
        assert_eq!(progress(0, 9_000).pace(), None);
        assert_eq!(progress(5_000, 1_100).pace(), None);
        assert_eq!(progress(40_000, 3_000).pace(), Some((20_000, 3)));
        assert_eq!(progress(100_000, 6_000).pace(), Some((20_000, 0)));
    }
}
