//! The first start: what was chosen, and the sample data.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app_state::AppState;
use super::words::t;
use super::work;
use crate::store::Store;

/// Under which it is kept that the user wanted to start with nothing.
const BEGUN: &str = "begun";

impl AppState {
    /// Whether the list of contacts gives way to the first start; followed when read in a view.
    pub fn is_first_start(&self) -> bool {
        self.watch().is_empty() && !self.begun.get()
    }

    /// Reads whether the user has begun already. Before the first screen.
    pub(super) async fn read_beginning(self) {
        self.begun.set(self.small(BEGUN).await.is_some());
    }

    /// Starts with nothing.
    pub fn start_empty(self) {
        self.begun.set(true);
        let satchel = self.satchel();
        spawn_local(async move {
            self.guess_country().await;
            if let Err(error) = satchel.store().put(BEGUN, Some(Vec::new())).await {
                self.report(&error.into());
            }
        });
    }

    /// Fills the app with sample contacts. `then` is called when it is done, also if it failed.
    pub fn try_sample(self, then: impl FnOnce() + 'static) {
        let label = t!(self.words, start.sample_label);
        spawn_local(async move {
            self.guess_country().await;
            match work::add_sample(self.satchel(), label).await {
                Ok(done) => {
                    self.changed();
                    self.say_done(t!(self.words, start.sample_done), done.stamp);
                }
                Err(error) => self.report(&error),
            }
            then();
        });
    }

    /// Takes the country from the browser's language where none was chosen.
    pub(super) async fn guess_country(self) {
        match work::guess_country(self.satchel()).await {
            Ok(()) => self.tidy(),
            Err(error) => self.report(&error),
        }
    }
}
