//! The state of an import: chosen files, plan, progress; plain handles.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use app::ImportOutcome;
use app::job::{
    ColumnTarget, FindingsSlice, Inspection, MatchChoice, PlanList, Planned, ReadOptions, Why,
};
use browser::files::PickedFile;
use browser::job::Job;
use browser::office::PartForm;
use domain::KindId;

/// The step an import has reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportStep {
    /// No file chosen yet.
    Choose,
    /// The files are being inspected for the first time.
    Reading,
    /// The files are inspected; nothing is imported yet.
    Ready,
    /// The import is running.
    Running,
    /// The import succeeded.
    Done(Box<ImportOutcome>),
    /// The import failed and changed nothing; a sentence with the reason and remedy.
    Failed(String),
}

/// A chosen file.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportFile {
    /// Its number; files are imported in this order.
    pub number: u32,
    /// Its name; that of a sheet or of a file in an archive.
    pub name: String,
    /// The spreadsheet or archive in which it lies, if it does.
    pub container: Option<InContainer>,
    /// The kind of record in a table's rows.
    pub kind: KindId,
    /// The options chosen for it.
    pub options: ReadOptions,
    /// Its contents as of the last successful read.
    pub found: Option<Arc<Inspection>>,
    /// The recognized mapping of its columns, with reasons.
    pub suggested: Arc<Vec<(ColumnTarget, Why)>>,
    /// True if the mapping was restored from an earlier import.
    pub remembered: bool,
    /// Why it cannot be read with these options.
    pub problem: Option<String>,
    /// True if the problem is that its rows do not look like contacts.
    pub refused: bool,
    pub(super) size: usize,
}

/// The spreadsheet or archive in which a table lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InContainer {
    /// Its name.
    pub name: String,
    /// The form of the table in it.
    pub form: PartForm,
    /// True if its program does not show the table.
    pub hidden: bool,
    /// True if the table is not imported.
    pub out: bool,
    /// True if somebody asked for it after it was left out.
    pub asked: bool,
    /// The names of what else lies in it and is no table; told with the first of its tables.
    pub left: Vec<String>,
}

impl ImportFile {
    /// True if the file is left out of the import, and may still be taken in.
    pub fn is_out(&self) -> bool {
        self.container.as_ref().is_some_and(|container| container.out)
    }
}

/// The plan of an import.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum ImportPlan {
    /// It is being computed.
    #[default]
    Coming,
    /// The plan is ready.
    Known(Arc<Planned>),
    /// Nothing can be imported, for this reason.
    Failed(String),
}

/// The progress of a running import.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ImportProgress {
    /// Rows written so far.
    pub done: usize,
    /// Total number of rows.
    pub total: usize,
    /// Start time, in milliseconds since 1970, UTC.
    pub began: i64,
    /// Time of this report, in milliseconds since 1970, UTC.
    pub at: i64,
}

impl ImportProgress {
    /// Returns rows per second and seconds left; `None` before half a second of progress.
    pub fn pace(self) -> Option<(usize, usize)> {
        let Self { done, total, began, at } = self;
        let millis = usize::try_from(at - began).ok().filter(|millis| *millis >= 500)?;
        let rate =
            (done > 0).then(|| done.saturating_mul(1000) / millis).filter(|rate| *rate > 0)?;
        Some((rate, total.saturating_sub(done).div_ceil(rate)))
    }
}

/// The import of files; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct ImportFlow {
    pub(super) step: RwSignal<ImportStep>,
    pub(super) files: RwSignal<Vec<ImportFile>>,
    pub(super) plan: RwSignal<ImportPlan>,
    /// The parts of the plan's lists loaded so far, by list and first index.
    pub(super) findings: RwSignal<BTreeMap<(PlanList, usize), FindingsSlice>>,
    pub(super) matched: RwSignal<MatchChoice>,
    pub(super) progress: RwSignal<ImportProgress>,
    /// True once the outcome was seen.
    pub(super) seen: RwSignal<bool>,
    /// Files the system opened with the app, until the screen takes them.
    pub(super) handed: RwSignal<Vec<PickedFile>, LocalStorage>,
    pub(super) hidden: StoredValue<Hidden, LocalStorage>,
}

/// Import state that no view tracks.
#[derive(Default)]
pub struct Hidden {
    pub(super) job: Option<Rc<Job>>,
    /// The worker that opens a spreadsheet or archive.
    pub(super) opener: Option<Rc<Job>>,
    /// True if the order of Chinese characters must be computed.
    pub(super) asks_han: bool,
    /// Files not yet sent to the worker.
    pub(super) picked: BTreeMap<u32, PickedFile>,
    /// Files to inspect, possibly again.
    pub(super) stale: BTreeSet<u32>,
    /// True if the plan must be recomputed.
    pub(super) replan: bool,
    /// Parts of the plan's lists still to query; `asked` holds all parts queried so far.
    pub(super) to_load: BTreeSet<(PlanList, usize)>,
    pub(super) asked: BTreeSet<(PlanList, usize)>,
    /// True if other options may make an unreadable file readable.
    pub(super) mendable: bool,
    /// True if the rows set aside are to be saved as files.
    pub(super) keep: bool,
    /// True while a loop queries the worker; requests are sent one at a time.
    pub(super) asking: bool,
    /// True if the import starts as soon as the plan is ready.
    pub(super) wanted: bool,
    /// True if the running import is to be stopped.
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
            findings: RwSignal::default(),
            matched: RwSignal::default(),
            progress: RwSignal::default(),
            seen: RwSignal::new(true),
            handed: RwSignal::new_local(Vec::new()),
            hidden: StoredValue::new_local(Hidden::default()),
        }
    }
}

impl ImportFlow {
    /// Resets everything but the step and the waiting files, and ends the worker.
    pub(super) fn reset(&self) {
        let old = self.hidden.try_update_value(std::mem::take);
        let jobs = old.into_iter().flat_map(|hidden| [hidden.job, hidden.opener]);
        jobs.flatten().for_each(|job| job.stop());
        self.files.set(Vec::new());
        self.plan.set(ImportPlan::Coming);
        self.findings.set(BTreeMap::new());
        self.matched.set(MatchChoice::default());
        self.seen.set(true);
    }

    pub(super) fn with<T>(&self, look: impl FnOnce(&mut Hidden) -> T) -> Option<T> {
        self.hidden.try_update_value(look)
    }

    /// True if this worker is still the current one.
    pub(super) fn is_with(&self, job: &Rc<Job>) -> bool {
        self.hidden.with_value(|hidden| hidden.job.as_ref().is_some_and(|it| Rc::ptr_eq(it, job)))
    }

    /// Returns the files that are not left out.
    pub(super) fn files_in(&self) -> Vec<ImportFile> {
        self.files.with_untracked(|all| all.iter().filter(|it| !it.is_out()).cloned().collect())
    }

    pub(super) fn update_file(&self, number: u32, change: impl FnOnce(&mut ImportFile)) {
        self.files.update(|files| {
            if let Some(file) = files.iter_mut().find(|file| file.number == number) {
                change(file);
            }
        });
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
