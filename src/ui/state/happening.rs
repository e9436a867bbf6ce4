//! Activities in words: "Call, not reached", "Visit, 45 min", "3 days ago".

use super::format::Formatter;
use super::words::{Words, t};
use browser::intl;
use domain::{Due, FIRST_STAGE, Happened, STAGE_CHANGE, activity};

impl Formatter {
    /// Names a kind of activity.
    pub fn kind_word(&self, what: &str) -> String {
        kind_word(self.session.words, what)
    }

    /// Describes an activity in a few words.
    pub fn what_happened(&self, entry: &Happened) -> String {
        let words = self.session.words;
        if entry.what == STAGE_CHANGE {
            return match entry.result.as_str() {
                FIRST_STAGE => t!(words, log.made_in_stage, stage = entry.text),
                _ => t!(words, log.into_stage, stage = entry.text),
            };
        }
        let mut text = self.kind_word(&entry.what);
        let place = matches!(entry.what.as_str(), activity::VISIT | activity::MEETING);
        let how = match (entry.what.as_str(), entry.result.as_str()) {
            (activity::CALL, activity::REACHED) => Some(t!(words, log.was_reached)),
            (activity::CALL, activity::NOT_REACHED) => Some(t!(words, log.was_not_reached)),
            (activity::CALL, activity::LEFT_MESSAGE) => Some(t!(words, log.message_left)),
            (_, activity::NOT_REACHED) if place => Some(t!(words, log.was_not_there)),
            (activity::EMAIL | activity::MESSAGE | activity::LETTER | activity::GIFT, _)
                if entry.incoming =>
            {
                Some(t!(words, log.was_received))
            }
            _ => None,
        };
        let lasted = entry.until.map(|until| (until - entry.when) / 60_000);
        let lasted = lasted.filter(|minutes| *minutes > 0).map(|minutes| self.duration(minutes));
        for part in how.into_iter().chain(lasted) {
            text.push_str(", ");
            text.push_str(&part);
        }
        text
    }

    /// Lists further details: number of the attempt, incoming or not, outcome, participants, deal,
    /// place.
    pub fn about_it(&self, entry: &Happened) -> String {
        let words = self.session.words;
        let called = entry.incoming && entry.what == activity::CALL;
        let names: Vec<String> = entry.with.iter().map(|(_, name)| name.clone()).collect();
        let parts = [
            entry.attempt.filter(|number| *number > 1).map(|number| self.attempt(number)),
            called.then(|| t!(words, log.they_called)),
            Some(entry.outcome.clone()),
            (!names.is_empty()).then(|| t!(words, log.with, names = words.list(&names))),
            entry.deal.as_ref().map(|(_, name)| t!(words, log.about, deal = name)),
            entry.place.map(|_| t!(words, log.with_place)),
        ];
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" \u{b7} ")
    }

    /// Formats a duration: 45 min, 2 h 5 min.
    fn duration(&self, minutes: i64) -> String {
        let words = self.session.words;
        let (hours, rest) = (minutes / 60, minutes % 60);
        match (hours, rest) {
            (0, rest) => t!(words, log.minutes, count = rest),
            (hours, 0) => t!(words, log.hours, count = hours),
            (hours, rest) => t!(words, log.hours_minutes, hours = hours, minutes = rest),
        }
    }

    /// True if something is due today by the local clock.
    pub fn is_today(&self, due: &Due) -> bool {
        let workspace = self.session.workspace();
        due.here(workspace.env()).0 == workspace.today()
    }

    /// Formats the time of a moment: 15:42.
    pub fn time(&self, millis: i64) -> String {
        intl::time(self.session.words.region(), millis)
    }

    /// Formats an age in a few letters, for a row: 2 h, 3 d, 1 w, 5 mo.
    pub fn age(&self, millis: i64) -> String {
        let words = self.session.words;
        let hours = ((self.now() - millis) / 3_600_000).max(0);
        match hours / 24 {
            0 if hours == 0 => t!(words, log.age_now),
            0 => t!(words, log.age_hours, count = hours),
            days @ 1..7 => t!(words, log.age_days, count = days),
            days @ 7..60 => t!(words, log.age_weeks, count = days / 7),
            days @ 60..730 => t!(words, log.age_months, count = days / 30),
            days => t!(words, log.age_years, count = days / 365),
        }
    }
}

/// Names a kind of activity.
pub(super) fn kind_word(words: Words, what: &str) -> String {
    match what {
        activity::CALL => t!(words, log.call),
        activity::VISIT => t!(words, log.visit),
        activity::MEETING => t!(words, log.meeting),
        activity::EMAIL => t!(words, log.email),
        activity::MESSAGE => t!(words, log.message),
        activity::LETTER => t!(words, log.letter),
        activity::GIFT => t!(words, log.gift),
        activity::DONE => t!(words, log.log_done),
        _ => t!(words, log.note),
    }
}
