//! The views of lists: reading and changing them, each change with a confirmation and an undo.

use leptos::task::spawn_local;

use super::records::Records;
use super::words::t;
use app::{AppError, Done, ListView, Saved, ViewContents, ViewId};
use domain::{KindId, RecordId};

impl Records {
    /// Returns the views of a kind in their order, named in the user's language. Tracked.
    pub fn views(&self, kind: KindId) -> Vec<ListView> {
        let mut views = self.session.workspace_of(&[domain::VIEW]).views(kind);
        for view in &mut views {
            if let Some(declared) = &view.declared {
                view.name = self.session.words.view(declared);
            }
        }
        views
    }

    /// Saves a new view. The form gets the result, and shows what is wrong with the name.
    pub fn save_view(
        self,
        kind: KindId,
        name: String,
        contents: ViewContents,
        then: impl FnOnce(Result<Saved, AppError>) + 'static,
    ) {
        let workspace = self.session.workspace();
        let work = async move { workspace.save_view(kind, &name, &contents, false).await };
        self.report_view(work, then);
    }

    /// Pins a view that comes with the app, as one of the user's own.
    pub fn pin_declared_view(self, kind: KindId, name: String, contents: ViewContents) {
        let workspace = self.session.workspace();
        let work = async move { workspace.save_view(kind, &name, &contents, true).await };
        self.session.run(work, move |saved: Saved| self.session.say_saved(&saved));
    }

    /// Renames a view. The form gets the result, and shows what is wrong with the name.
    pub fn rename_view(
        self,
        id: RecordId,
        name: String,
        then: impl FnOnce(Result<Saved, AppError>) + 'static,
    ) {
        let workspace = self.session.workspace();
        self.report_view(async move { workspace.rename_view(id, &name).await }, then);
    }

    fn report_view(
        self,
        work: impl Future<Output = Result<Saved, AppError>> + 'static,
        then: impl FnOnce(Result<Saved, AppError>) + 'static,
    ) {
        spawn_local(async move {
            let outcome = work.await;
            if let Ok(saved) = &outcome {
                self.session.changed();
                self.session.say_saved(saved);
            }
            then(outcome);
        });
    }

    /// Gives a view new contents.
    pub fn overwrite_view(self, kind: KindId, id: RecordId, contents: ViewContents) {
        let workspace = self.session.workspace();
        let work = async move { workspace.overwrite_view(kind, id, &contents).await };
        self.session.run(work, move |saved: Saved| self.session.say_saved(&saved));
    }

    /// Pins or unpins a view.
    pub fn pin_view(self, id: RecordId, pin: bool) {
        let workspace = self.session.workspace();
        let work = async move { workspace.pin_view(id, pin).await };
        self.session.run(work, move |saved: Saved| {
            let text = if pin {
                t!(self.session.words, records.view_was_pinned)
            } else {
                t!(self.session.words, records.view_was_unpinned)
            };
            self.session.say_done(text, saved.done.stamp);
        });
    }

    /// Puts the pinned views in this order.
    pub fn order_views(self, ids: Vec<RecordId>) {
        let workspace = self.session.workspace();
        let work = async move { workspace.order_views(&ids).await };
        self.session.run(work, move |done: Done| {
            self.session.say_done(t!(self.session.words, selling.order_changed), done.stamp);
        });
    }

    /// Opens the list with a view from now on, or with everything.
    pub fn start_with_view(self, kind: KindId, start: Option<RecordId>) {
        let workspace = self.session.workspace();
        let work = async move { workspace.start_with_view(kind, start).await };
        self.session.run(work, move |done: Done| {
            self.session.say_done(t!(self.session.words, records.view_start_changed), done.stamp);
        });
    }

    /// Opens the list with a view that comes with the app from now on.
    pub fn start_with_declared_view(self, kind: KindId, view: ViewId, name: String) {
        let workspace = self.session.workspace();
        let work = async move { workspace.start_with_declared_view(kind, view, &name).await };
        self.session.run(work, move |done: Done| {
            self.session.say_done(t!(self.session.words, records.view_start_changed), done.stamp);
        });
    }

    /// Deletes a view.
    pub fn delete_view(self, id: RecordId) {
        let workspace = self.session.workspace();
        let name = workspace.name(id);
        self.session.run(async move { workspace.delete_view(id).await }, move |done: Done| {
            self.session.say_deleted(&name, done.stamp);
        });
    }
}
