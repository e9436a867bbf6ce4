//! The health of the data on this device: reports missing data and writes it off.

use leptos::task::spawn_local;

use super::app_state::AppState;
use super::settings::Settings;
use super::words::t;
use super::work;
use app::{Missing, Opening};
use browser::window;
use kit::Toast;

impl AppState {
    /// Waits until a user would start to wonder why nothing appears.
    pub async fn patience(self) {
        dom::patience().await;
    }

    /// Reloads the page.
    pub fn load_again(self) {
        window::reload();
    }
}

impl Settings {
    /// Reports what opening found.
    pub(super) fn report_health(self, opening: &Opening) {
        if opening.remade {
            self.session.toasts.show(Toast::new(t!(self.session.words, shell.remade)).danger());
        }
        if opening.clock_mended {
            self.session
                .toasts
                .show(Toast::new(t!(self.session.words, shell.clock_mended)).danger());
        }
        self.report_missing(&opening.missing);
    }

    /// Reports missing data.
    fn report_missing(self, missing: &Missing) {
        let text = match (missing.records, missing.parts) {
            (0, 0) => return,
            (0, parts) => t!(self.session.words, shell.damaged, count = parts),
            (records, _) => t!(self.session.words, shell.missing, count = records),
        };
        self.session.toasts.show(Toast::new(text).danger());
    }

    /// Checks the activities, which opening does not read, when the page is idle.
    pub(super) fn look_through_activities(self) {
        spawn_local(async move {
            window::idle().await;
            // On failure the next start checks again.
            if let Ok(missing) = work::look_through_activities(self.session.workspace()).await
                && !missing.is_nothing()
            {
                self.report_missing(&missing);
                self.session.changed_here();
            }
        });
    }

    /// Returns the amount of missing data. Tracked.
    pub fn missing(&self) -> Missing {
        self.session.workspace_tracked().missing()
    }

    /// Counts the records of kinds that this build does not know. Tracked.
    pub fn count_unknown(&self) -> usize {
        self.session.workspace_tracked().count_unknown()
    }

    /// Says how many records this build does not know, and that they are kept.
    pub fn say_unknown(&self, count: usize) -> String {
        t!(self.session.words, settings.unknown_records, count = count)
    }

    /// Writes off the missing data; calls `then` when done.
    pub fn give_up_missing(self, then: impl FnOnce() + 'static) {
        let work = work::give_up_missing(self.session.workspace());
        self.session.run(work, move |()| then());
    }
}
