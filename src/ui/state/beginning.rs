//! The first start: whether it is over, who the user is, and the sample data.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::settings::Settings;
use super::words::t;
use super::work;
use domain::{Draft, Fields, settings};
use kit::Toast;
use store::SmallForm;

/// The user chose to start empty.
const WITH_NOTHING: u8 = b'n';
/// The user was asked for name and country, whether or not they answered.
const INTRODUCED: u8 = b'i';

impl Settings {
    /// True if Today and the contact list give way to the first start. Tracked.
    pub fn is_first_start(&self) -> bool {
        self.session.workspace_tracked().is_empty() && !self.session.begun.get()
    }

    /// True if Today asks who the user is. Tracked.
    pub fn asks_who_you_are(&self) -> bool {
        !self.session.introduced.get()
            && self.session.workspace_tracked().settings().text(settings::ME).is_empty()
    }

    /// Reads the completed steps of the first start, before the first screen is shown.
    pub(super) async fn read_beginning(self) {
        let kept = self.session.small(&SmallForm::Beginning.key()).await;
        let has = |what| kept.as_ref().is_some_and(|kept| kept.contains(&what));
        self.session.begun.set(kept.as_ref().is_some_and(Vec::is_empty) || has(WITH_NOTHING));
        self.session.introduced.set(has(INTRODUCED));
    }

    /// Starts without sample data.
    pub fn start_empty(self) {
        self.session.begun.set(true);
        spawn_local(async move {
            self.guess_country().await;
            self.keep_beginning().await;
        });
    }

    /// Saves who the user is; `answer` sets fields of the settings.
    pub fn introduce(self, answer: Draft) {
        self.save_settings_then(answer, move || {
            self.session.toasts.show(Toast::new(t!(self.session.words, start.introduced)));
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

    /// Stops asking who the user is.
    pub fn end_introduction(self) {
        self.session.introduced.set(true);
        spawn_local(self.keep_beginning());
    }

    async fn keep_beginning(self) {
        let over = [(self.session.begun, WITH_NOTHING), (self.session.introduced, INTRODUCED)];
        let over = over.into_iter().filter(|(is_over, _)| is_over.get_untracked());
        let kept: Vec<u8> = over.map(|(_, what)| what).collect();
        if let Err(error) = work::keep_beginning(self.session.workspace(), kept).await {
            self.session.report(&error);
        }
    }

    /// Fills the app with sample contacts, most of them of the screen's language. Calls `then` when
    /// done, even after a failure.
    pub fn try_sample(self, then: impl FnOnce() + 'static) {
        let label = t!(self.session.words, start.sample_label);
        let language = self.session.words.tag();
        spawn_local(async move {
            self.guess_country().await;
            match work::add_sample(self.session.workspace(), label, language).await {
                Ok(done) => {
                    self.session.changed();
                    self.session.say_done(t!(self.session.words, start.sample_done), done.stamp);
                }
                Err(error) => self.session.report(&error),
            }
            then();
        });
    }

    /// Sets the country from the device if none is chosen.
    pub(super) async fn guess_country(self) {
        match work::guess_country(self.session.workspace()).await {
            Ok(()) => self.session.tidy(),
            Err(error) => self.session.report(&error),
        }
    }
}
