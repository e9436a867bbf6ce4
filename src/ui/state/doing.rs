//! Doing: every action with what is said afterwards and the way back.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app_state::AppState;
use super::words::t;
use super::work;
use crate::app::{AppError, BulkChange, Done, RecordChange, Saved, Undone};
use crate::domain::{Draft, Fields, RecordId, SETTINGS, ToMake, Value, activity, contact};
use crate::replica::Stamp;
use crate::ui::kit::{Toast, Tone};

/// What a toast says after undoing.
pub fn after_undo(state: &AppState, undone: &Undone) -> Toast {
    Toast::new(match undone.skipped {
        0 => t!(state.words, shell.undone),
        1 => t!(state.words, shell.undone_but_one),
        skipped => t!(state.words, shell.undone_partly, count = state.number(skipped)),
    })
}

impl AppState {
    /// Runs something and hands on its outcome; views are told of changes, errors are said.
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

    /// Says that something was done, with a way back.
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

    /// Saves a draft. The outcome goes to the form: an `Invalid` belongs at the fields, and whatever
    /// else went wrong leaves the form open with what was typed.
    pub fn save(
        self,
        id: Option<RecordId>,
        draft: Draft,
        then: impl FnOnce(Result<Saved, AppError>) + 'static,
    ) {
        self.save_making(id, draft, ToMake::default(), then);
    }

    /// The same with records that are to be made.
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

    /// Changes many records at once, and says so.
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

    /// Turns the star of a record.
    pub fn toggle_favourite(self, id: RecordId) {
        let satchel = self.satchel();
        let Some(record) = satchel.record(id) else { return };
        let mut draft = Draft::new(record.kind);
        draft.set(contact::FAVOURITE, Value::Flag(!record.flag(contact::FAVOURITE)));
        self.run(async move { satchel.save(Some(id), draft).await }, |_saved| {});
    }

    /// Writes a note.
    pub fn add_note(self, home: RecordId, text: String, when: i64, then: impl FnOnce() + 'static) {
        let satchel = self.satchel();
        self.run(async move { satchel.add_note(home, &text, when).await }, move |saved: Saved| {
            let text = self.saved(&self.kind_word(activity::NOTE));
            self.say_done(text, saved.done.stamp);
            then();
        });
    }

    /// Moves something that happened to the bin.
    pub fn delete_activity(self, home: RecordId, id: RecordId) {
        let satchel = self.satchel();
        self.run(async move { satchel.delete_activity(home, id).await }, move |done| {
            self.say_done(t!(self.words, shell.deleted), done.stamp);
        });
    }

    /// Who changed what of a record when.
    pub async fn changes_of(self, id: RecordId) -> Result<Vec<RecordChange>, AppError> {
        self.satchel().changes_of(id).await
    }

    /// Sets fields of the settings; they hold at once.
    pub fn save_settings(self, draft: Draft) {
        self.save_settings_then(draft, || {});
    }

    /// Sets fields of the settings; `then` runs once they hold.
    pub fn save_settings_then(self, draft: Draft, then: impl FnOnce() + 'static) {
        let satchel = self.satchel();
        let draft = Draft { kind: SETTINGS, ..draft };
        self.run(async move { satchel.save_settings(draft).await }, move |_saved| {
            self.follow_settings();
            self.tidy();
            then();
        });
    }

    /// Says something that went wrong, in words that are ready.
    pub fn say_failed(&self, text: String) {
        self.toasts.show(Toast { text, action: None, tone: Tone::Danger });
    }
}
