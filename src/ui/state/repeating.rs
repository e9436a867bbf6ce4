//! Recurrence rules in the screen's language.

use super::format::Formatter;
use super::words::t;
use browser::intl;
use domain::{Repeat, RepeatEnd, RepeatShape};

impl Formatter {
    /// Formats a rule: every 2 weeks on Mon, Thu. Complex rules are shown as written.
    pub fn repeat(&self, rule: &Repeat) -> String {
        let words = &self.session.words;
        let count = rule.interval();
        let Some(shape) = rule.shape() else { return rule.to_string() };
        let often = match &shape {
            RepeatShape::Days => t!(words, fields.repeat_days, count = count),
            RepeatShape::Weeks(_) => t!(words, fields.repeat_weeks, count = count),
            RepeatShape::Months(_) | RepeatShape::MonthsOn(..) => {
                t!(words, fields.repeat_months, count = count)
            }
            RepeatShape::Years => t!(words, fields.repeat_years, count = count),
        };
        let often = match shape {
            RepeatShape::Weeks(days) if !days.is_empty() => {
                let names = days.iter().map(|day| intl::weekday(words.region(), *day));
                let names = words.list(&names.collect::<Vec<_>>());
                t!(words, fields.repeat_on, often = often, days = names)
            }
            RepeatShape::MonthsOn(ordinal, weekday) => {
                let which = match ordinal {
                    1 => t!(words, fields.nth_first),
                    2 => t!(words, fields.nth_second),
                    3 => t!(words, fields.nth_third),
                    4 => t!(words, fields.nth_fourth),
                    _ => t!(words, fields.nth_last),
                };
                let day = intl::weekday(words.region(), weekday);
                t!(words, fields.repeat_on_nth, often = often, which = which, day = day)
            }
            RepeatShape::Months(Some(-1)) => t!(words, fields.repeat_on_last, often = often),
            RepeatShape::Months(Some(day)) => {
                t!(words, fields.repeat_on_day, often = often, day = day)
            }
            _ => often,
        };
        match rule.end() {
            RepeatEnd::Never => often,
            RepeatEnd::Count(count) => {
                t!(words, fields.repeat_times, count = count, often = often)
            }
            RepeatEnd::Until(day) => {
                t!(words, fields.repeat_until, often = often, day = Self::date(self, day.date()))
            }
        }
    }
}
