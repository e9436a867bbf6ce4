//! An import as views see it.

use leptos::prelude::*;

use super::flow::{ImportFile, ImportPlan, ImportProgress, ImportStep};
use crate::ui::state::format::Formatter;
use crate::ui::state::session::Session;
use crate::ui::state::settings::Settings;
use app::job::MatchChoice;
use browser::files::{self, PickedFile};
use domain::{Schema, Trait};

/// The import of files. A cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct Imports {
    pub(in crate::ui::state) session: &'static Session,
    pub(in crate::ui::state) format: Formatter,
    pub(in crate::ui::state) settings: Settings,
}

impl Imports {
    /// Collects files that the system opens with the app or that are dropped on it, and calls
    /// `then`, which opens the import screen.
    pub fn on_opened_files(self, then: impl Fn() + Clone + 'static) {
        let take = move |picked: Vec<PickedFile>| {
            self.session.import.handed.update(|handed| handed.extend(picked));
            then();
        };
        files::on_launch(take.clone());
        // The component owns the listeners.
        StoredValue::new_local(files::on_drop(take));
    }

    /// Returns the kinds that a table's rows can be. Tracked.
    pub fn kinds(&self) -> Vec<Schema> {
        self.session.revision();
        let schemas = self.session.workspace().schemas();
        schemas.all().iter().filter(|schema| schema.is(Trait::Exchanged)).cloned().collect()
    }

    /// Returns the step of the import. Tracked.
    pub fn import_step(&self) -> ImportStep {
        self.session.import.step.get()
    }

    /// True while an import is running or its outcome was not yet seen. Tracked.
    pub fn import_is_under_way(&self) -> bool {
        match &*self.session.import.step.read() {
            ImportStep::Running => true,
            ImportStep::Done(_) | ImportStep::Failed(_) => !self.session.import.seen.get(),
            ImportStep::Choose | ImportStep::Reading | ImportStep::Ready => false,
        }
    }

    /// Marks the outcome as seen.
    pub fn import_is_seen(&self) {
        self.session.import.seen.set(true);
    }

    /// Returns the chosen files. Tracked.
    pub fn import_files(&self) -> Vec<ImportFile> {
        self.session.import.files.get()
    }

    /// Returns a chosen file by number. Tracked.
    pub fn import_file(&self, number: u32) -> Option<ImportFile> {
        self.session
            .import
            .files
            .with(|files| files.iter().find(|file| file.number == number).cloned())
    }

    /// Returns the plan. Tracked.
    pub fn import_plan(&self) -> ImportPlan {
        self.session.import.plan.get()
    }

    /// Returns how rows that match existing records are handled. Tracked.
    pub fn import_choice(&self) -> MatchChoice {
        self.session.import.matched.get()
    }

    /// Sets how rows that match existing records are handled.
    pub fn choose_matched(&self, choice: MatchChoice) {
        self.session.import.matched.set(choice);
    }

    /// Returns the progress. Tracked.
    pub fn import_progress(&self) -> ImportProgress {
        self.session.import.progress.get()
    }
}
