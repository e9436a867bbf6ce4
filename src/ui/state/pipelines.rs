//! Editing pipelines and stages in the settings, each with undo.

use leptos::task::spawn_local;

use super::deals::Deals;
use super::words::t;
use app::{AppError, Saved};
use domain::{Draft, RecordId, Template};

impl Deals {
    /// Creates a pipeline from a template; passes the result to the form.
    pub fn add_pipeline(
        self,
        name: String,
        template: &'static Template,
        then: impl FnOnce(Result<Saved, AppError>) + 'static,
    ) {
        let workspace = self.session.workspace();
        spawn_local(async move {
            let outcome = workspace.add_pipeline(&name, template).await;
            if let Ok(saved) = &outcome {
                self.session.changed();
                self.session
                    .say_done(t!(self.session.words, selling.added, name = name), saved.done.stamp);
            }
            then(outcome);
        });
    }

    /// Adds a stage to a pipeline; passes the result to the form.
    pub fn add_stage(
        self,
        pipeline: RecordId,
        draft: Draft,
        then: impl FnOnce(Result<Saved, AppError>) + 'static,
    ) {
        let workspace = self.session.workspace();
        spawn_local(async move {
            let outcome = workspace.add_stage(pipeline, draft).await;
            if let Ok(saved) = &outcome {
                self.session.changed();
                let name = workspace.name(saved.id);
                self.session
                    .say_done(t!(self.session.words, selling.added, name = name), saved.done.stamp);
            }
            then(outcome);
        });
    }

    /// Reorders pipelines, or the stages of one, and calls `then` when done.
    pub fn put_in_order(self, ids: Vec<RecordId>, then: impl FnOnce() + 'static) {
        let workspace = self.session.workspace();
        self.session.run(async move { workspace.put_in_order(&ids).await }, move |done| {
            self.session.say_done(t!(self.session.words, selling.order_changed), done.stamp);
            then();
        });
    }

    /// Counts the deals in a stage, or in all stages of a pipeline. Tracked.
    pub fn deals_in(&self, id: RecordId) -> usize {
        self.session.workspace_tracked().deals_in(id)
    }

    /// Removes a stage, or a pipeline with its stages; its deals move to stage `into`.
    pub fn remove_place(self, id: RecordId, into: Option<RecordId>) {
        let workspace = self.session.workspace();
        let name = workspace.name(id);
        let work = async move {
            if workspace.stage(id).is_some() {
                workspace.remove_stage(id, into).await
            } else {
                workspace.remove_pipeline(id, into).await
            }
        };
        self.session.run(work, move |done| {
            self.session.say_done(t!(self.session.words, selling.removed, name = name), done.stamp);
        });
    }
}
