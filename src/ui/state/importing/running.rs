//! Running an import: the worker builds pages, this thread writes them.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::flow::{ImportFile, ImportPlan, ImportProgress, ImportStep};
use super::imports::Imports;
use crate::ui::state::sentences::sentence;
use crate::ui::state::words::t;
use app::job::{Reply, reply_of};
use app::{AppError, ImportOrder, ImportOutcome, Importing};
use browser::job::Job;
use browser::window;
use domain::KindId;

impl Imports {
    /// Starts the import, or schedules it for when the plan is ready.
    pub fn start_import(self) {
        if self.session.import.step.get_untracked() != ImportStep::Ready {
            return;
        }
        let asking = self.session.import.hidden.with_value(|hidden| hidden.asking);
        let planned = match self.session.import.plan.get_untracked() {
            ImportPlan::Known(planned) if !asking => planned,
            ImportPlan::Known(_) | ImportPlan::Coming => {
                self.session.import.with(|hidden| hidden.wanted = true);
                return;
            }
            ImportPlan::Failed(_) => return,
        };
        let Some(job) = self.session.import.hidden.with_value(|hidden| hidden.job.clone()) else {
            return;
        };
        let began = self.format.now();
        let total = planned.rows;
        self.session.import.progress.set(ImportProgress { done: 0, total, began, at: began });
        self.session.import.seen.set(false);
        self.session.import.step.set(ImportStep::Running);
        spawn_local(async move {
            self.remember_mappings().await;
            match self.bring_in(&job, total).await {
                Ok(Some(outcome)) => self.is_in(outcome),
                Ok(None) => self.forget_import(),
                Err(error) => self.import_failed(&error),
            }
        });
    }

    fn is_in(self, outcome: ImportOutcome) {
        self.session.changed();
        if outcome.set_aside + outcome.barred == 0 {
            // The worker is no longer needed.
            self.session.import.with(|hidden| hidden.job = None);
        }
        self.session.import.step.set(ImportStep::Done(Box::new(outcome)));
        self.settings.ask_to_persist();
        self.session.tidy();
    }

    /// Stores the mappings that the user edited.
    async fn remember_mappings(self) {
        for file in self.session.import.files_in() {
            let known = file.found.zip(file.options.mapping);
            let Some((found, mut mapping)) = known.filter(|(found, _)| !found.signature.is_empty())
            else {
                continue;
            };
            mapping.truncate(found.own_columns().len());
            // Not worth failing the import: next time the user maps the columns again.
            let _kept = self.session.workspace().remember_mapping(&found.signature, &mapping).await;
        }
    }

    /// Stops the import and discards what it wrote.
    pub fn cancel_import(self) {
        if self.session.import.step.get_untracked() == ImportStep::Running {
            let stop = |hidden: &mut super::flow::Hidden| {
                hidden.stopped = true;
                hidden.job.clone()
            };
            // The next reply of the worker may be far away, or never come.
            if let Some(job) = self.session.import.with(stop).flatten() {
                job.stop();
            }
        } else {
            self.forget_import();
        }
    }

    /// Resets to the first step and takes the waiting files.
    pub fn forget_import(self) {
        self.session.import.reset();
        self.session.import.step.set(ImportStep::Choose);
        self.take_waiting();
    }

    pub(super) fn import_failed(self, error: &AppError) {
        self.say_not_in(sentence(&self.session.words, error));
    }

    pub(super) fn say_not_in(self, sentence: String) {
        let stop = |hidden: &mut super::flow::Hidden| std::mem::take(hidden).job;
        if let Some(job) = self.session.import.with(stop).flatten() {
            job.stop();
        }
        self.session.import.step.set(ImportStep::Failed(sentence));
    }

    /// Returns the import's label: the first file's name and the number of others. A spreadsheet is
    /// one file.
    pub fn import_name(&self) -> String {
        let mut names: Vec<String> = self.session.import.files.with(|files| {
            let name = |file: &ImportFile| match &file.container {
                Some(container) => container.name.clone(),
                None => file.name.clone(),
            };
            files.iter().filter(|file| !file.is_out()).map(name).collect()
        });
        names.dedup();
        match names.as_slice() {
            [] => String::new(),
            [name] => name.clone(),
            [name, more @ ..] => {
                t!(self.session.words, import.and_more, count = more.len(), name = name)
            }
        }
    }

    /// Writes the worker's pages; returns `None` if the user stopped the import.
    async fn bring_in(self, job: &Rc<Job>, rows: usize) -> Result<Option<ImportOutcome>, AppError> {
        let workspace = self.session.workspace();
        let files = self.session.import.files_in();
        let order = ImportOrder {
            label: untrack(|| self.import_name()),
            rows,
            bytes: files.iter().map(|file| file.size).sum(),
            matched: self.session.import.matched.get_untracked(),
            planned_at: self.session.import.hidden.with_value(|hidden| hidden.planned_at),
        };
        if order.planned_at != workspace.generation() {
            // The plan is made again, with what is here now.
            let kinds: Vec<KindId> = files.iter().map(|file| file.kind).collect();
            self.tell_beside(job, &kinds).await?;
        }
        let (mut importing, request) = workspace.begin_import(&order).await?;
        job.post(request);
        let outcome = loop {
            let replied = job.next().await;
            if self.session.import.hidden.with_value(|hidden| hidden.stopped) {
                workspace.abort_import(&importing).await?;
                return Ok(None);
            }
            match self.take_reply(reply_of(replied), &mut importing).await {
                Ok(Some(outcome)) => break outcome,
                Ok(None) => {}
                Err(error) => {
                    // If this fails too, the next start rolls the import back.
                    let _taken_back = workspace.abort_import(&importing).await;
                    return Err(error);
                }
            }
        };
        while workspace.show_import() {
            window::yield_now().await;
        }
        Ok(Some(outcome))
    }

    /// Processes one reply; returns the outcome with the last one.
    async fn take_reply(
        self,
        reply: Result<(Reply, Vec<Vec<u8>>), AppError>,
        importing: &mut Importing,
    ) -> Result<Option<ImportOutcome>, AppError> {
        let workspace = self.session.workspace();
        match reply? {
            (Reply::Pages { keys, done, total }, pages) => {
                workspace.write_import(importing, &keys, pages).await?;
                let at = self.format.now();
                self.session.import.progress.update(|now| {
                    *now = ImportProgress { done, total, at, ..*now };
                });
                Ok(None)
            }
            (Reply::Files { hashes }, parts) => {
                workspace.keep_files(importing, hashes, parts).await?;
                Ok(None)
            }
            (Reply::Built(built), known) => {
                workspace.end_import(importing, &built, &known).await.map(Some)
            }
            _ => Err(AppError::Interrupted),
        }
    }
}
