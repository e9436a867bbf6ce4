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
        let often = match (&shape, count) {
            (RepeatShape::Days, 1) => t!(words, fields.repeat_day),
            (RepeatShape::Days, _) => t!(words, fields.repeat_days, count = count),
            (RepeatShape::Weeks(_), 1) => t!(words, fields.repeat_week),
            (RepeatShape::Weeks(_), _) => t!(words, fields.repeat_weeks, count = count),
            (RepeatShape::Months(_), 1) => t!(words, fields.repeat_month),
            (RepeatShape::Months(_), _) => t!(words, fields.repeat_months, count = count),
            (RepeatShape::Years, 1) => t!(words, fields.repeat_year),
            (RepeatShape::Years, _) => t!(words, fields.repeat_years, count = count),
        };
        let often = match shape {
            RepeatShape::Weeks(days) if !days.is_empty() => {
                let names = days.iter().map(|day| intl::weekday(words.region(), *day));
                let names = names.collect::<Vec<_>>().join(", ");
                t!(words, fields.repeat_on, often = often, days = names)
            }
            RepeatShape::Months(Some(-1)) => t!(words, fields.repeat_on_last, often = often),
            RepeatShape::Months(Some(day)) => {
                t!(words, fields.repeat_on_day, often = often, day = day)
            }
            _ => often,
        };
        match rule.end() {
            RepeatEnd::Never => often,
            RepeatEnd::Count(1) => t!(words, fields.repeat_once, often = often),
            RepeatEnd::Count(count) => {
                t!(words, fields.repeat_times, often = often, count = count)
            }
            RepeatEnd::Until(day) => {
                t!(words, fields.repeat_until, often = often, day = Self::date(self, day.date()))
            }
        }
    }
}
