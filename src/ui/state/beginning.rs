//! The first start: what was chosen, who the user is, and the sample data.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app_state::AppState;
use super::words::t;
use super::work;
use crate::domain::{Draft, Fields, settings};
use crate::store::Store;
use crate::ui::kit::Toast;

/// Under which it is kept what of the first start is over. An empty value is that of a version that
/// knew only [`WITH_NOTHING`].
const BEGUN: &str = "begun";
/// The user wanted to start with nothing.
const WITH_NOTHING: u8 = b'n';
/// The user was asked for name and country, and answered or not.
const INTRODUCED: u8 = b'i';

impl AppState {
    /// Whether Today and the list of contacts give way to the first start; followed when read in a
    /// view.
    pub fn is_first_start(&self) -> bool {
        self.watch().is_empty() && !self.begun.get()
    }

    /// Whether Today asks who the user is; followed when read in a view.
    pub fn asks_who_you_are(&self) -> bool {
        !self.introduced.get() && self.watch().settings().text(settings::ME).is_empty()
    }

    /// Reads what of the first start is over. Before the first screen.
    pub(super) async fn read_beginning(self) {
        let kept = self.small(BEGUN).await;
        let has = |what| kept.as_ref().is_some_and(|kept| kept.contains(&what));
        self.begun.set(kept.as_ref().is_some_and(Vec::is_empty) || has(WITH_NOTHING));
        self.introduced.set(has(INTRODUCED));
    }

    /// Starts with nothing.
    pub fn start_empty(self) {
        self.begun.set(true);
        spawn_local(async move {
            self.guess_country().await;
            self.keep_beginning().await;
        });
    }

    /// Keeps who the user is; `answer` fills fields of the settings.
    pub fn introduce(self, answer: Draft) {
        self.save_settings_then(answer, move || {
            self.toasts.show(Toast::new(t!(self.words, start.introduced)));
            self.end_introduction();
        });
    }

    /// Keeps what was typed by somebody who went on without saving it; without a name the question
    /// stays.
    pub fn keep_answer(self, answer: Draft) {
        if answer.text(settings::ME).is_empty() {
            self.save_settings_then(answer, || ());
        } else {
            self.introduce(answer);
        }
    }

    /// Does not ask again who the user is.
    pub fn end_introduction(self) {
        self.introduced.set(true);
        spawn_local(self.keep_beginning());
    }

    async fn keep_beginning(self) {
        let over = [(self.begun, WITH_NOTHING), (self.introduced, INTRODUCED)];
        let over = over.into_iter().filter(|(is_over, _)| is_over.get_untracked());
        let kept: Vec<u8> = over.map(|(_, what)| what).collect();
        if let Err(error) = self.satchel().store().put(BEGUN, Some(kept)).await {
            self.report(&error.into());
        }
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

    /// Takes the country from the device where none was chosen.
    pub(super) async fn guess_country(self) {
        match work::guess_country(self.satchel()).await {
            Ok(()) => self.tidy(),
            Err(error) => self.report(&error),
        }
    }
}
