//! Saving records, notes and settings, each with a confirmation and, where possible, an undo.

use leptos::task::spawn_local;

use super::logging::Log;
use super::records::Records;
use super::settings::Settings;
use super::words::t;
use super::work;
use app::{AppError, BulkChange, Done, RecordChange, Saved};
use domain::{Draft, Fields, RecordId, SETTINGS, ToMake, Value, activity};

impl Records {
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
        let workspace = self.session.workspace();
        spawn_local(async move {
            let outcome = workspace.save_making(id, draft, &to_make).await;
            if let Ok(saved) = &outcome {
                self.session.changed();
                self.session.say_saved(saved);
            }
            then(outcome);
        });
    }

    /// Changes many records at once and confirms with a toast.
    pub fn change_many(self, ids: Vec<RecordId>, change: BulkChange) {
        let workspace = self.session.workspace();
        let work = work::change_many(workspace, ids, change.clone());
        self.session.run(work, move |Done { stamp, count }| {
            let words = self.session.words;
            let text = match change {
                BulkChange::AddTag(_) => t!(words, shell.tagged, count = count),
                BulkChange::RemoveTag(_) => t!(words, shell.untagged, count = count),
                BulkChange::Set(_) | BulkChange::RenameTag { .. } => {
                    t!(words, shell.changed, count = count)
                }
                BulkChange::Delete => t!(words, shell.deleted, count = count),
                BulkChange::Restore => t!(words, shell.restored),
            };
            self.session.say_done(text, stamp);
        });
    }

    /// Toggles the star of a record.
    pub fn toggle_favorite(self, id: RecordId) {
        let workspace = self.session.workspace();
        let Some(record) = workspace.record(id) else { return };
        let schema = workspace.schema(record.kind);
        let Some(favorite) = schema.and_then(|schema| schema.favorite) else { return };
        let mut draft = Draft::new(record.kind);
        draft.set(favorite, Value::Flag(!record.flag(favorite)));
        self.session.run(async move { workspace.save(Some(id), draft).await }, |_saved| {});
    }

    /// Reads the history of a record.
    pub async fn changes_of(self, id: RecordId) -> Result<Vec<RecordChange>, AppError> {
        self.session.workspace().changes_of(id).await
    }
}

impl Log {
    /// Adds a note to a record.
    pub fn add_note(self, home: RecordId, text: String, when: i64, then: impl FnOnce() + 'static) {
        let workspace = self.session.workspace();
        self.session.run(
            async move { workspace.add_note(home, &text, when).await },
            move |saved: Saved| {
                let text = self.session.saved(&self.format.kind_word(activity::NOTE));
                self.session.say_done(text, saved.done.stamp);
                then();
            },
        );
    }

    /// Moves an activity to the bin.
    pub fn delete_activity(self, home: RecordId, id: RecordId) {
        let workspace = self.session.workspace();
        self.session.run(async move { workspace.delete_activity(home, id).await }, move |done| {
            self.session.say_done(t!(self.session.words, shell.deleted, count = 1), done.stamp);
        });
    }
}

impl Settings {
    /// Saves fields of the settings; they apply at once.
    pub fn save_settings(self, draft: Draft) {
        self.save_settings_then(draft, || {});
    }

    /// Saves fields of the settings and calls `then` once they apply.
    pub fn save_settings_then(self, draft: Draft, then: impl FnOnce() + 'static) {
        let workspace = self.session.workspace();
        let draft = Draft { kind: SETTINGS, ..draft };
        self.session.run(async move { workspace.save_settings(draft).await }, move |_saved| {
            self.session.follow_settings();
            self.session.tidy();
            then();
        });
    }
}
