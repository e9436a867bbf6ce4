//! Outcomes of restoring a backup and of exports, in sentences.

use leptos::task::spawn_local;

use super::records::Records;
use super::settings::Settings;
use super::words::t;
use super::work;
use app::Joined;
use app::RestoreOutcome;
use app::job::Amiss;
use kit::Toast;

/// How long the note about merged duplicates is shown, in milliseconds: thirty days.
const TOLD_MILLIS: i64 = 30 * 24 * 60 * 60 * 1_000;

impl Settings {
    /// Shows the outcome of restoring a backup, and a warning about data that was changed or
    /// refused.
    pub fn say_restored(self, text: String, outcome: RestoreOutcome) {
        spawn_local(async move {
            if let Err(error) = work::say_restored(self, text, outcome).await {
                self.session.report(&error);
            }
        });
    }

    /// Does the same at once; its sentences are no part of the first download.
    pub(super) fn tell_restored(self, text: String, outcome: &RestoreOutcome) {
        self.session.toasts.show(Toast::new(text));
        let unknown = self.session.workspace().count_unknown();
        if unknown != 0 {
            self.session.toasts.show(Toast::new(self.say_unknown(unknown)));
        }
        let amiss = self.amiss(&outcome.amiss);
        if !amiss.is_empty() {
            self.session.toasts.show(Toast::new(amiss.join(" ")).danger());
        }
    }

    /// Returns a note that records stored twice were merged; `None` if that was long ago.
    pub async fn joined(self) -> Option<String> {
        // An unreadable note counts as missing.
        let Joined { records, when_millis } =
            self.session.workspace().joined().await.ok().flatten()?;
        let when = self.format.day_and_time(when_millis);
        (self.format.now() - when_millis < TOLD_MILLIS)
            .then(|| t!(self.session.words, settings.joined_records, count = records, when = when))
    }

    fn amiss(self, amiss: &Amiss) -> Vec<String> {
        let words = self.session.words;
        let Amiss { postdated, unreadable, refused, refused_of, damaged_here } = amiss;
        let say =
            |count: &usize, text: &dyn Fn(usize) -> String| (*count > 0).then(|| text(*count));
        let sentences = [
            say(postdated, &|count| t!(words, settings.restored_future, count = count)),
            say(refused, &|count| {
                let what = t!(words, settings.restored_refused, count = count);
                if refused_of.is_empty() {
                    return what;
                }
                let names = words.list(refused_of);
                t!(words, settings.restored_refused_of, count = count, what = what, names = names)
            }),
            say(unreadable, &|count| t!(words, settings.restored_unreadable, count = count)),
            say(damaged_here, &|count| t!(words, settings.restored_damaged, count = count)),
        ];
        sentences.into_iter().flatten().collect()
    }
}

impl Records {
    /// Warns about parts of the data missing from an exported file.
    pub(super) fn say_left_out(self, count: usize) {
        if count == 0 {
            return;
        }
        let text = t!(self.session.words, settings.left_out, count = count);
        self.session.toasts.show(Toast::new(text).danger());
    }
}
