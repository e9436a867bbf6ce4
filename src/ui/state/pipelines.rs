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
        let satchel = self.session.satchel();
        spawn_local(async move {
            let outcome = satchel.add_pipeline(&name, template).await;
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
        let satchel = self.session.satchel();
        spawn_local(async move {
            let outcome = satchel.add_stage(pipeline, draft).await;
            if let Ok(saved) = &outcome {
                self.session.changed();
                let name = satchel.name(saved.id);
                self.session
                    .say_done(t!(self.session.words, selling.added, name = name), saved.done.stamp);
            }
            then(outcome);
        });
    }

    /// Reorders pipelines, or the stages of one, and calls `then` when done.
    pub fn put_in_order(self, ids: Vec<RecordId>, then: impl FnOnce() + 'static) {
        let satchel = self.session.satchel();
        self.session.run(async move { satchel.put_in_order(&ids).await }, move |done| {
            self.session.say_done(t!(self.session.words, selling.order_changed), done.stamp);
            then();
        });
    }

    /// Counts the deals in a stage, or in all stages of a pipeline. Tracked.
    pub fn deals_in(&self, id: RecordId) -> usize {
        self.session.watch().deals_in(id)
    }

    /// Removes a stage, or a pipeline with its stages; its deals move to stage `into`.
    pub fn remove_place(self, id: RecordId, into: Option<RecordId>) {
        let satchel = self.session.satchel();
        let name = satchel.name(id);
        let work = async move {
            if satchel.stage(id).is_some() {
                satchel.remove_stage(id, into).await
            } else {
                satchel.remove_pipeline(id, into).await
            }
        };
        self.session.run(work, move |done| {
            self.session.say_done(t!(self.session.words, selling.removed, name = name), done.stamp);
        });
    }
}
