//! The import of a file, step by step. It goes on while other screens are open.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app_state::AppState;
use super::sentences::sentence;
use super::words::t;
use crate::app::job::{Inspection, MatchChoice, ReadOptions, Reply, Summary, reply_of};
use crate::app::{AppError, ImportOrder, ImportOutcome};
use crate::browser::job::Job;
use crate::browser::{files, window};
use crate::domain::CONTACT;
use crate::store::Store;

/// How far an import is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportStep {
    /// No file was chosen yet.
    Choose,
    /// The file is being looked at.
    Reading {
        /// Its name.
        name: String,
    },
    /// This is in it; nothing has come in yet.
    Ready {
        /// Its name.
        name: String,
        /// What is in it.
        summary: Summary,
    },
    /// It is coming in.
    Running {
        /// Its name.
        name: String,
        /// How many rows are done.
        done: usize,
        /// How many there are.
        total: usize,
    },
    /// It is in.
    Done {
        /// Its name.
        name: String,
        /// What came in.
        outcome: ImportOutcome,
        /// What was in the file.
        summary: Summary,
    },
    /// It did not come in; what was there is as it was.
    Failed {
        /// Its name.
        name: String,
        /// Why, and what to do.
        sentence: String,
    },
}

/// The import of a file.
#[derive(Clone, Copy)]
pub struct ImportFlow {
    step: RwSignal<ImportStep>,
    job: StoredValue<Option<Rc<Job>>, LocalStorage>,
    length: StoredValue<usize>,
    planned_at: StoredValue<u64>,
}

impl Default for ImportFlow {
    fn default() -> Self {
        Self {
            step: RwSignal::new(ImportStep::Choose),
            job: StoredValue::new_local(None),
            length: StoredValue::new(0),
            planned_at: StoredValue::new(0),
        }
    }
}

impl AppState {
    /// How far the import is; followed when read in a view.
    pub fn import_step(&self) -> ImportStep {
        self.import.step.get()
    }

    /// A file was chosen: looks what is in it.
    pub fn choose_import(self, event: leptos::ev::Event) {
        spawn_local(async move {
            if let Some(file) = files::chosen(&event).await {
                self.read_import(file.name, file.bytes).await;
            }
        });
    }

    async fn read_import(self, name: String, bytes: Vec<u8>) {
        self.import.step.set(ImportStep::Reading { name: name.clone() });
        self.import.length.set_value(bytes.len());
        self.guess_country().await;
        let Some(job) = Job::start().map(Rc::new) else {
            return self.import_failed(&name, &AppError::Interrupted);
        };
        self.import.job.set_value(Some(job.clone()));
        let options = ReadOptions::default();
        job.post(self.satchel().ask_to_inspect(0, &name, CONTACT, options, bytes));
        match reply_of(job.next().await) {
            Ok((Reply::Inspected { found, .. }, parts)) => {
                if let Some(ranks) = parts.first() {
                    // Without them the order is that of the characters' codes; nothing is lost.
                    if let Err(error) = self.satchel().learn_han(ranks).await {
                        self.report(&error);
                    }
                }
                self.plan_import(&job, name, &found).await;
            }
            Ok(_) => self.import_failed(&name, &AppError::Interrupted),
            Err(error) => self.import_failed(&name, &error),
        }
    }

    async fn plan_import(self, job: &Job, name: String, found: &Inspection) {
        self.import.planned_at.set_value(self.satchel().generation());
        job.post(self.satchel().ask_to_plan(&[0]));
        match reply_of(job.next().await) {
            Ok((Reply::Planned(planned), _)) => {
                let summary = Summary::new(found, &planned);
                self.import.step.set(ImportStep::Ready { name, summary });
            }
            Ok(_) => self.import_failed(&name, &AppError::Interrupted),
            Err(error) => self.import_failed(&name, &error),
        }
    }

    /// Brings the file in that was looked at.
    pub fn start_import(self) {
        let ImportStep::Ready { name, summary } = self.import.step.get_untracked() else { return };
        let Some(job) = self.import.job.get_value() else { return };
        let total = summary.rows;
        self.import.step.set(ImportStep::Running { name: name.clone(), done: 0, total });
        spawn_local(async move {
            match self.bring_in(&job, &name, &summary).await {
                Ok(Some(outcome)) => {
                    self.changed();
                    self.import.step.set(ImportStep::Done { name, outcome, summary });
                    self.ask_to_persist();
                    self.tidy();
                }
                Ok(None) => self.import.step.set(ImportStep::Choose),
                Err(error) => self.import_failed(&name, &error),
            }
            self.import.job.set_value(None);
        });
    }

    /// Stops the import; nothing of it stays.
    pub fn cancel_import(self) {
        let running = matches!(self.import.step.get_untracked(), ImportStep::Running { .. });
        self.import.job.set_value(None);
        if !running {
            self.import.step.set(ImportStep::Choose);
        }
    }

    /// Writes what the worker makes; `None` where the user stopped it.
    async fn bring_in(
        self,
        job: &Rc<Job>,
        name: &str,
        summary: &Summary,
    ) -> Result<Option<ImportOutcome>, AppError> {
        let satchel = self.satchel();
        let order = ImportOrder {
            label: name.to_owned(),
            rows: summary.rows,
            bytes: self.import.length.get_value(),
            matched: MatchChoice::FillGaps,
            planned_at: self.import.planned_at.get_value(),
        };
        let (mut importing, request) = satchel.begin_import(&order).await?;
        job.post(request);
        let outcome = loop {
            if self.import.job.with_value(Option::is_none) {
                satchel.abort_import(&importing).await?;
                return Ok(None);
            }
            let step = match reply_of(job.next().await) {
                Ok((Reply::Pages { keys, done, total }, pages)) => {
                    let written = satchel.write_import(&mut importing, &keys, pages).await;
                    self.show_progress(name, done, total);
                    written
                }
                Ok((Reply::Files { hashes }, parts)) => {
                    let files = hashes.into_iter().zip(parts).collect();
                    satchel.store().put_files(files).await.map_err(AppError::from)
                }
                Ok((Reply::Built(built), known)) => {
                    match satchel.end_import(&mut importing, &built, &known).await {
                        Ok(outcome) => break outcome,
                        Err(error) => Err(error),
                    }
                }
                Ok(_) => Err(AppError::Interrupted),
                Err(error) => Err(error),
            };
            if let Err(error) = step {
                // Where that fails too, the next start takes it back.
                let _taken_back = satchel.abort_import(&importing).await;
                return Err(error);
            }
        };
        while satchel.show_import(&mut importing) {
            window::breathe().await;
        }
        Ok(Some(outcome))
    }

    fn show_progress(self, name: &str, done: usize, total: usize) {
        if self.import.job.with_value(Option::is_some) {
            self.import.step.set(ImportStep::Running { name: name.to_owned(), done, total });
        }
    }

    /// Takes an import back that has come in.
    pub fn undo_import(self, outcome: &ImportOutcome) {
        for stamp in &outcome.stamps {
            self.undo(*stamp);
        }
        self.import.step.set(ImportStep::Choose);
    }

    /// Ready for the next file.
    pub fn forget_import(self) {
        self.cancel_import();
        self.import.step.set(ImportStep::Choose);
    }

    fn import_failed(self, name: &str, error: &AppError) {
        let sentence = sentence(&self.words, error);
        self.import.job.set_value(None);
        self.import.step.set(ImportStep::Failed { name: name.to_owned(), sentence });
    }

    /// What did not come in, as a text that can be kept.
    pub fn keep_set_aside(&self, summary: &Summary) {
        let lines = summary.set_aside.iter().map(|aside| {
            format!(
                "{} {}: {}\n{}\n",
                t!(self.words, import.line),
                aside.line,
                aside.reason,
                aside.text
            )
        });
        let text: String = lines.collect();
        if files::download("not-imported.txt", "text/plain", text.as_bytes()).is_none() {
            self.report(&AppError::Interrupted);
        }
    }
}
