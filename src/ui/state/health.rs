//! The state of the data on this device: what is missing, how it is told, and what can be done.

use leptos::task::spawn_local;

use super::app_state::AppState;
use super::words::t;
use super::work;
use app::{Missing, Opening};
use browser::{dom, window};
use kit::Toast;

impl AppState {
    /// Waits as long as somebody waits for the data before they wonder.
    pub async fn patience(self) {
        dom::patience().await;
    }

    /// Loads the page anew.
    pub fn load_again(self) {
        window::reload();
    }

    /// Says what opening found.
    pub(super) fn tell_health(self, opening: &Opening) {
        if opening.remade {
            self.toasts.show(Toast::new(t!(self.words, shell.remade)).danger());
        }
        if opening.clock_mended {
            self.toasts.show(Toast::new(t!(self.words, shell.clock_mended)).danger());
        }
        self.tell_missing(&opening.missing);
    }

    /// Says that something is missing.
    fn tell_missing(self, missing: &Missing) {
        let text = match (missing.records, missing.parts) {
            (0, 0) => return,
            (0, 1) => t!(self.words, shell.damaged_one),
            (0, parts) => t!(self.words, shell.damaged_many, count = self.number(parts)),
            (1, _) => t!(self.words, shell.missing_one),
            (records, _) => t!(self.words, shell.missing_many, count = self.number(records)),
        };
        self.toasts.show(Toast::new(text).danger());
    }

    /// Looks through the activities, which opening does not read. In a quiet moment.
    pub(super) fn look_through_activities(self) {
        spawn_local(async move {
            window::quiet().await;
            // The next start looks again where that fails.
            if let Ok(missing) = work::look_through_activities(self.satchel()).await
                && !missing.is_nothing()
            {
                self.tell_missing(&missing);
                self.changed_here();
            }
        });
    }

    /// What is missing of the data; followed when read in a view.
    pub fn missing(&self) -> Missing {
        self.watch().missing()
    }

    /// Gives up what is missing; `then` is called when it is done.
    pub fn give_up_missing(self, then: impl FnOnce() + 'static) {
        let work = work::give_up_missing(self.satchel());
        self.run(work, move |()| then());
    }
}
