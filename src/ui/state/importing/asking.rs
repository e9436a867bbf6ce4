//! Queries the worker about the files and the plan, one request at a time, always with the latest
//! choices.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::flow::{ImportFile, ImportPlan, ImportStep};
use super::imports::Imports;
use crate::ui::state::sentences::sentence;
use crate::ui::state::words::t;
use app::AppError;
use app::job::{Inspection, Message, PlanList, ReadOptions, Reply, Request, Why, reply_of};
use browser::files::PickedFile;
use browser::job::Job;
use browser::office;
use domain::KindId;
use transfer::{Binary, TransferError};

/// The next request to the worker.
enum InspectQuestion {
    File(u32),
    Plan,
    Findings((PlanList, usize)),
    Keep,
}

/// True if another encoding or delimiter, a mapping, or declaring the rows to be contacts may make
/// the file readable.
fn is_mendable(error: &AppError) -> bool {
    use TransferError::{NotText, UnknownFormat};
    let unread = matches!(error, AppError::Transfer(UnknownFormat | NotText(Binary::Other)));
    unread || is_refused(error)
}

/// True if the rows do not look like contacts.
fn is_refused(error: &AppError) -> bool {
    matches!(error, AppError::Transfer(TransferError::NotContacts(_)))
}

impl Imports {
    /// Sends the pending requests to the worker, unless a loop is already doing so.
    pub(super) fn ask_worker(self) {
        let may = self.session.import.with(|hidden| !std::mem::replace(&mut hidden.asking, true));
        if may == Some(true) {
            // The current plan is outdated.
            if self.session.import.with(|hidden| hidden.replan) == Some(true) {
                self.session.import.plan.set(ImportPlan::Coming);
            }
            spawn_local(async move {
                if let Err(error) = self.ask_all().await {
                    self.import_failed(&error);
                }
            });
        }
    }

    async fn ask_all(self) -> Result<(), AppError> {
        let job = match self.session.import.hidden.with_value(|hidden| hidden.job.clone()) {
            Some(job) => job,
            None => {
                self.settings.guess_country().await;
                let job = Rc::new(Job::start().ok_or(AppError::Interrupted)?);
                self.session.import.with(|hidden| hidden.job = Some(job.clone()));
                job
            }
        };
        while let Some(question) = self.next_question(&job) {
            let asked = match question {
                InspectQuestion::File(number) => self.look_at(&job, number).await,
                InspectQuestion::Plan => self.plan_import(&job).await,
                InspectQuestion::Findings(part) => self.load_findings(&job, part).await,
                InspectQuestion::Keep => self.take_set_aside(&job).await,
            };
            // Choosing other files meanwhile ended this worker; ignore its error.
            if self.session.import.is_with(&job) {
                asked?;
            }
        }
        if self.session.import.is_with(&job) {
            self.after_asking();
        }
        Ok(())
    }

    fn next_question(self, job: &Rc<Job>) -> Option<InspectQuestion> {
        if !self.session.import.is_with(job) {
            return None;
        }
        let next = |hidden: &mut super::flow::Hidden| match hidden.stale.pop_first() {
            Some(number) => Some(InspectQuestion::File(number)),
            None if std::mem::take(&mut hidden.replan) => Some(InspectQuestion::Plan),
            None if std::mem::take(&mut hidden.keep) => Some(InspectQuestion::Keep),
            None => {
                let part = hidden.to_load.pop_first();
                hidden.asking = part.is_some();
                part.map(InspectQuestion::Findings)
            }
        };
        self.session.import.with(next).flatten()
    }

    async fn look_at(self, job: &Rc<Job>, number: u32) -> Result<(), AppError> {
        let file = untrack(|| self.import_file(number));
        let Some(ImportFile { name, container, kind, options, .. }) = file else {
            return Ok(());
        };
        let picked = self.session.import.with(|hidden| hidden.picked.remove(&number)).flatten();
        if let Some(picked) = &picked
            && container.is_none()
            && office::is_container(picked).await
        {
            self.open_container(job, (number, &name), picked).await;
            return Ok(());
        }
        let workspace = self.session.workspace();
        match &picked {
            Some(picked) => {
                let ask =
                    workspace.ask_to_inspect(number, &name, kind, options.clone(), Vec::new());
                job.post_file(ask, picked);
            }
            None => job.post(workspace.ask_to_inspect_again(number, &name, kind, options.clone())),
        }
        match reply_of(job.next().await) {
            Ok((Reply::Inspected { found, kind: said, asks_han, .. }, _)) => {
                self.session.import.with(|hidden| hidden.asks_han |= asks_han);
                self.session.import.update_file(number, |file| {
                    // A kind chosen meanwhile takes precedence.
                    if file.kind == kind {
                        file.kind = KindId(said);
                    }
                });
                self.looked_at(number, *found, &options).await;
                Ok(())
            }
            Ok(_) => Err(AppError::Interrupted),
            Err(error @ AppError::Transfer(_)) => {
                self.is_not_read(number, &error);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// Opens a spreadsheet or archive and puts its tables into its place.
    async fn open_container(self, job: &Rc<Job>, (number, name): (u32, &str), picked: &PickedFile) {
        let opened = match office::start().map(Rc::new) {
            Some(opener) => {
                self.session.import.with(|hidden| hidden.opener = Some(opener.clone()));
                let opened = office::open(&opener, picked).await;
                opener.stop();
                opened
            }
            None => Err(AppError::PartMissing),
        };
        // Meanwhile somebody may have canceled the import, or removed the file.
        let is_wanted = untrack(|| self.import_file(number)).is_some();
        match opened {
            _ if !is_wanted || !self.session.import.is_with(job) => {}
            Ok(opened) => self.take_parts(number, name, opened),
            Err(error) => {
                // With other options it is opened once more.
                self.session.import.with(|hidden| hidden.picked.insert(number, picked.clone()));
                self.is_not_read(number, &error);
            }
        }
    }

    /// Says why a file cannot be read.
    fn is_not_read(self, number: u32, error: &AppError) {
        self.session.import.with(|hidden| hidden.mendable |= is_mendable(error));
        let problem = sentence(&self.session.words, error);
        self.session.import.update_file(number, |file| {
            file.problem = Some(problem);
            file.refused = is_refused(error);
        });
        self.leave_out_of_others(number);
    }

    /// Leaves a part of a spreadsheet or archive out, if others of it are left: instructions, lists of
    /// choices.
    fn leave_out_of_others(self, number: u32) {
        if self.session.import.files_in().len() > 1 {
            self.session.import.update_file(number, |file| {
                if let Some(container) = file.container.as_mut().filter(|it| !it.asked) {
                    container.out = true;
                }
            });
        }
    }

    /// Passes the collation order of Chinese characters, computed by another worker, to the
    /// workspace and to the worker that builds the pages.
    async fn learn_han(self, job: &Job, sorter: &Job) {
        // Without the ranks, characters sort by code point; nothing is lost.
        let Ok((Reply::Han, ranks)) = reply_of(sorter.next().await) else { return };
        let Some(known) = ranks.first().filter(|ranks| !ranks.is_empty()) else { return };
        if let Err(error) = self.session.workspace().learn_han(known).await {
            self.session.report(&error);
        }
        job.post(Message::new(&Request::Learn, ranks));
    }

    async fn looked_at(self, number: u32, found: Inspection, options: &ReadOptions) {
        let known = match options.mapping {
            None => self.known_mapping(&found).await,
            Some(_) => None,
        };
        let found = Arc::new(found);
        let first = untrack(|| self.import_file(number)).is_some_and(|file| file.found.is_none());
        let says_nothing = found.columns.iter().all(|column| column.why == Why::Unknown);
        if first && known.is_none() && found.delimiter.is_some() && says_nothing {
            self.leave_out_of_others(number);
        }
        self.session.import.update_file(number, |file| {
            file.problem = None;
            file.refused = false;
            if options.mapping.is_none() {
                let columns = found.columns.iter();
                file.suggested =
                    Arc::new(columns.map(|column| (column.target.clone(), column.why)).collect());
            }
            // Restored only on the first read: afterwards the user may have reset the mapping on
            // purpose.
            if file.found.is_none() && known.is_some() {
                file.remembered = true;
                file.options.mapping = known;
                self.session.import.with(|hidden| hidden.stale.insert(number));
            }
            file.found = Some(found);
        });
    }

    /// Returns the last mapping of a table like this one, if it differs from the recognized one.
    async fn known_mapping(self, found: &Inspection) -> Option<Vec<app::job::ColumnTarget>> {
        if found.signature.is_empty() {
            return None;
        }
        // An unreadable mapping counts as unknown; the columns are recognized afresh.
        let mut known =
            self.session.workspace().known_mapping(&found.signature).await.ok().flatten()?;
        // The number of unnamed trailing columns may differ from last time.
        let own = found.own_columns();
        known.truncate(own.len());
        let same = own.iter().map(|column| &column.target).take(known.len()).eq(&known);
        (!same).then_some(known)
    }

    async fn plan_import(self, job: &Rc<Job>) -> Result<(), AppError> {
        let files = self.session.import.files_in();
        let usable = files.iter().filter(|file| file.problem.is_none() && file.found.is_some());
        let usable: Vec<(u32, KindId)> = usable.map(|file| (file.number, file.kind)).collect();
        let (usable, kinds): (Vec<u32>, Vec<KindId>) = usable.into_iter().unzip();
        if usable.is_empty() {
            let problem = self
                .session
                .import
                .files
                .with_untracked(|files| files.iter().find_map(|file| file.problem.clone()));
            let problem = problem.unwrap_or_else(|| t!(self.session.words, import.sheet_out));
            self.session.import.plan.set(ImportPlan::Failed(problem));
            return Ok(());
        }
        // The files show at once; their plan follows.
        if self.session.import.step.get_untracked() == ImportStep::Reading {
            self.session.import.step.set(ImportStep::Ready);
        }
        let workspace = self.session.workspace();
        self.tell_beside(job, &kinds).await?;
        self.session.import.with(|hidden| hidden.planned_at = workspace.generation());
        let ask: Message = workspace.ask_to_plan(&usable);
        job.post(ask);
        // Ordering the Chinese characters takes as long as the plan, so both run in parallel.
        let asks_han = self.session.import.with(|hidden| std::mem::take(&mut hidden.asks_han));
        let sorter = asks_han.filter(|asks| *asks).and_then(|_| Job::start());
        if let Some(sorter) = &sorter {
            sorter.post(Message::new(&Request::Han, Vec::new()));
        }
        let planned = reply_of(job.next().await);
        if let Some(sorter) = sorter.as_ref().filter(|_| planned.is_ok()) {
            self.learn_han(job, sorter).await;
        }
        match planned {
            Ok((Reply::Planned(planned), _)) => {
                self.forget_findings();
                self.session.import.plan.set(ImportPlan::Known(Arc::new(*planned)));
                Ok(())
            }
            Ok(_) => Err(AppError::Interrupted),
            Err(error @ AppError::Transfer(_)) => {
                self.session.import.with(|hidden| hidden.mendable |= is_mendable(&error));
                self.session
                    .import
                    .plan
                    .set(ImportPlan::Failed(sentence(&self.session.words, &error)));
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// Tells the worker of records that are not in memory, in portions, if the import brings records
    /// of such kinds: it recognizes those that are here already.
    pub(super) async fn tell_beside(self, job: &Rc<Job>, kinds: &[KindId]) -> Result<(), AppError> {
        let workspace = self.session.workspace();
        let mut after = None;
        while workspace.asks_beside(kinds) {
            let Some((message, last)) = workspace.tell_beside(after).await? else { break };
            job.post(message);
            match reply_of(job.next().await)? {
                (Reply::Heard, _) => after = Some(last),
                _ => return Err(AppError::Interrupted),
            }
        }
        Ok(())
    }

    fn after_asking(self) {
        let first = self.session.import.step.get_untracked() == ImportStep::Reading;
        let mendable = self.session.import.with(|hidden| std::mem::take(&mut hidden.mendable));
        if matches!(self.session.import.plan.get_untracked(), ImportPlan::Failed(_)) {
            self.session.import.with(|hidden| hidden.wanted = false);
        }
        match self.session.import.plan.get_untracked() {
            ImportPlan::Failed(problem) if first && mendable != Some(true) => {
                self.say_not_in(problem);
            }
            ImportPlan::Known(_)
                if self.session.import.with(|h| std::mem::take(&mut h.wanted)) == Some(true) =>
            {
                self.start_import();
            }
            _ if first => self.session.import.step.set(ImportStep::Ready),
            _ => {}
        }
    }
}
