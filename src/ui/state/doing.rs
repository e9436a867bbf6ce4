//! Performing actions, each with a confirmation and an undo.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app_state::AppState;
use super::words::t;
use super::work;
use app::{AppError, BulkChange, Done, RecordChange, Saved, Undone};
use domain::{Draft, Fields, RecordId, SETTINGS, ToMake, Value, activity, contact};
use kit::{Toast, Tone};
use replica::Stamp;

/// Returns the toast shown after an undo.
pub fn after_undo(state: &AppState, undone: &Undone) -> Toast {
    Toast::new(match undone.skipped {
        0 => t!(state.words, shell.undone),
        1 => t!(state.words, shell.undone_but_one),
        skipped => t!(state.words, shell.undone_partly, count = state.number(skipped)),
    })
}

impl AppState {
    /// Runs an operation and passes its result to `then`; notifies views of the change, reports
    /// errors.
    pub fn run<T: 'static>(
        self,
        work: impl Future<Output = Result<T, AppError>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        spawn_local(async move {
            match work.await {
                Ok(outcome) => {
                    self.changed();
                    then(outcome);
                }
                Err(error) => self.report(&error),
            }
        });
    }

    /// Confirms an action with a toast; a stamp adds an undo button.
    pub fn say_done(self, text: String, stamp: Option<Stamp>) {
        let toast = Toast::new(text);
        self.toasts.show(match stamp {
            Some(stamp) => {
                let undo = Callback::new(move |()| self.undo(stamp));
                toast.with_action(t!(self.words, shell.undo), undo)
            }
            None => toast,
        });
    }

    /// Says which record was saved, with a way back.
    pub fn say_saved(self, saved: &Saved) {
        let text = self.saved(&self.satchel().name(saved.id));
        self.say_done(text, saved.done.stamp);
    }

    /// That something of this name was saved.
    pub fn saved(&self, name: &str) -> String {
        match name.trim() {
            "" => t!(self.words, shell.saved),
            name => t!(self.words, shell.saved_named, name = name),
        }
    }

    /// Undoes an action.
    pub fn undo(self, stamp: Stamp) {
        let satchel = self.satchel();
        self.run(work::undo(satchel, stamp), move |undone| {
            self.follow_settings();
            self.tidy();
            self.toasts.show(after_undo(&self, &undone));
        });
    }

    /// Saves a draft. The form gets the result: it shows an `Invalid` at the fields, and any other
    /// error leaves the form open with its input.
    pub fn save(
        self,
        id: Option<RecordId>,
        draft: Draft,
        then: impl FnOnce(Result<Saved, AppError>) + 'static,
    ) {
        self.save_making(id, draft, ToMake::default(), then);
    }

    /// Saves a draft together with the linked records that must be created.
    pub fn save_making(
        self,
        id: Option<RecordId>,
        draft: Draft,
        to_make: ToMake,
        then: impl FnOnce(Result<Saved, AppError>) + 'static,
    ) {
        let satchel = self.satchel();
        spawn_local(async move {
            let outcome = satchel.save_making(id, draft, &to_make).await;
            if let Ok(saved) = &outcome {
                self.changed();
                self.say_saved(saved);
            }
            then(outcome);
        });
    }

    /// Changes many records at once and confirms with a toast.
    pub fn change_many(self, ids: Vec<RecordId>, change: BulkChange) {
        let satchel = self.satchel();
        let work = work::change_many(satchel, ids, change.clone());
        self.run(work, move |Done { stamp, count }| {
            let many = self.number(count);
            let text = match change {
                BulkChange::AddTag(_) => t!(self.words, shell.tagged, count = many),
                BulkChange::RemoveTag(_) => t!(self.words, shell.untagged, count = many),
                BulkChange::Set(_) | BulkChange::RenameTag { .. } => {
                    t!(self.words, shell.changed_many, count = many)
                }
                BulkChange::Delete if count == 1 => t!(self.words, shell.deleted),
                BulkChange::Delete => t!(self.words, shell.deleted_many, count = many),
                BulkChange::Restore => t!(self.words, shell.restored),
            };
            self.say_done(text, stamp);
        });
    }

    /// Toggles the star of a record.
    pub fn toggle_favourite(self, id: RecordId) {
        let satchel = self.satchel();
        let Some(record) = satchel.record(id) else { return };
        let mut draft = Draft::new(record.kind);
        draft.set(contact::FAVOURITE, Value::Flag(!record.flag(contact::FAVOURITE)));
        self.run(async move { satchel.save(Some(id), draft).await }, |_saved| {});
    }

    /// Adds a note to a record.
    pub fn add_note(self, home: RecordId, text: String, when: i64, then: impl FnOnce() + 'static) {
        let satchel = self.satchel();
        self.run(async move { satchel.add_note(home, &text, when).await }, move |saved: Saved| {
            let text = self.saved(&self.kind_word(activity::NOTE));
            self.say_done(text, saved.done.stamp);
            then();
        });
    }

    /// Moves an activity to the bin.
    pub fn delete_activity(self, home: RecordId, id: RecordId) {
        let satchel = self.satchel();
        self.run(async move { satchel.delete_activity(home, id).await }, move |done| {
            self.say_done(t!(self.words, shell.deleted), done.stamp);
        });
    }

    /// Reads the history of a record.
    pub async fn changes_of(self, id: RecordId) -> Result<Vec<RecordChange>, AppError> {
        self.satchel().changes_of(id).await
    }

    /// Saves fields of the settings; they apply at once.
    pub fn save_settings(self, draft: Draft) {
        self.save_settings_then(draft, || {});
    }

    /// Saves fields of the settings and calls `then` once they apply.
    pub fn save_settings_then(self, draft: Draft, then: impl FnOnce() + 'static) {
        let satchel = self.satchel();
        let draft = Draft { kind: SETTINGS, ..draft };
        self.run(async move { satchel.save_settings(draft).await }, move |_saved| {
            self.follow_settings();
            self.tidy();
            then();
        });
    }

    /// Shows a localized error message.
    pub fn say_failed(&self, text: String) {
        self.toasts.show(Toast { text, action: None, tone: Tone::Danger });
    }
}
