//! The days of a rule: visits every so many periods (days, weeks, months or years), and tests each
//! of their days against the rule.

use super::rule::{Frequency, OnWeekday, Repeat, RepeatEnd};
use crate::Day;
use crate::day::{days_from_civil, days_of_month, is_leap};

impl Repeat {
    /// Returns the first day after `after` that the rule gives to something that starts on `start`.
    /// The start itself is always the first time, and counts as one, even if the rule does not
    /// match it.
    pub fn next(&self, start: Day, after: Day) -> Option<Day> {
        let (last, mut left) = match self.end {
            RepeatEnd::Never => (Day::LAST, u32::MAX),
            RepeatEnd::Count(count) => (Day::LAST, count.saturating_sub(1)),
            RepeatEnd::Until(day) => (day, u32::MAX),
        };
        if after < start {
            return (start <= last).then_some(start);
        }
        let interval = i64::from(self.interval);
        let first = self.period(start);
        // Times can only be counted from the start; without a count, past periods are skipped.
        let counts = matches!(self.end, RepeatEnd::Count(_));
        let skipped = if counts { 0 } else { (self.period(after) - first) / interval };
        let (mut period, mut barren) = (first + skipped * interval, 0);
        let mut days = Vec::new();
        while left > 0 && barren < self.periods_of_cycle() {
            self.collect(start, period, &mut days)?;
            barren = if days.is_empty() { barren + 1 } else { 0 };
            for day in days.drain(..).filter(|day| *day > start) {
                if left == 0 || day > last {
                    return None;
                }
                if day > after {
                    return Some(day);
                }
                left -= 1;
            }
            period += interval;
        }
        None
    }

    /// Returns the first day that the rule names, from this one on: of weekly on Friday the next
    /// Friday. If it names no days, it begins at once.
    pub fn first(&self, from: Day) -> Day {
        if self.weekdays.is_empty() && self.month_days.is_empty() {
            return from;
        }
        // The days of a rule in words are within two months.
        (0..64).map(|more| from.plus(more)).find(|day| self.holds(from, *day)).unwrap_or(from)
    }

    /// True if the rule matches any day of the calendar, regardless of its end, interval and start.
    pub fn can_occur(&self) -> bool {
        let every = Self { interval: 1, end: RepeatEnd::Never, ..self.clone() };
        // The start supplies what a rule leaves open: every month has a first.
        let start = Day::new(2000, 1, 1).unwrap_or(Day::LAST);
        every.next(start, start).is_some()
    }

    /// Returns the number of periods in the calendar's cycle of 400 years. A rule that matches none
    /// of so many in a row never matches again.
    fn periods_of_cycle(&self) -> u32 {
        match self.frequency {
            Frequency::Day => 146_097,
            Frequency::Week => 20_871,
            Frequency::Month => 4_800,
            Frequency::Year => 400,
        }
    }

    /// Returns the number of the period that contains a day.
    fn period(&self, day: Day) -> i64 {
        let (year, month, _) = day.parts();
        match self.frequency {
            Frequency::Day => i64::from(day.number()),
            // 1970-01-01 was a Thursday.
            Frequency::Week => (i64::from(day.number()) + 3 - self.week_offset()).div_euclid(7),
            Frequency::Month => i64::from(year) * 12 + i64::from(month) - 1,
            Frequency::Year => i64::from(year),
        }
    }

    fn week_offset(&self) -> i64 {
        i64::from(self.week_start)
    }

    /// Returns the first day of a period, as a number, and the period's number of days.
    fn span(&self, period: i64) -> (i64, u16) {
        match self.frequency {
            Frequency::Day => (period, 1),
            Frequency::Week => (period * 7 - 3 + self.week_offset(), 7),
            Frequency::Month => {
                let (year, month) = (period.div_euclid(12), period.rem_euclid(12) as u8 + 1);
                let length = days_of_month((year % 400) as i32, month);
                (days_from_civil(year, month, 1), u16::from(length))
            }
            Frequency::Year => {
                let length = if is_leap((period % 400) as i32) { 366 } else { 365 };
                (days_from_civil(period, 1, 1), length)
            }
        }
    }

    /// Collects the days of a period that the rule matches; returns `None` beyond the calendar.
    fn collect(&self, start: Day, period: i64, days: &mut Vec<Day>) -> Option<()> {
        let (first, length) = self.span(period);
        if first > i64::from(Day::LAST.number()) {
            return None;
        }
        for number in first..first + i64::from(length) {
            // A week may extend beyond an end of the calendar.
            let day = i32::try_from(number).ok().map(Day::from_number);
            let day = day.filter(|day| i64::from(day.number()) == number);
            days.extend(day.filter(|day| self.holds(start, *day)));
        }
        if !self.positions.is_empty() {
            let count = days.len() as i64;
            let mut at = 0;
            days.retain(|_| {
                at += 1;
                let is_at = |position: &i16| [at, at - count - 1].contains(&i64::from(*position));
                self.positions.iter().any(is_at)
            });
        }
        Some(())
    }

    /// True if the rule matches a day of one of its periods. The start's day supplies what it
    /// leaves open.
    fn holds(&self, start: Day, day: Day) -> bool {
        let (year, month, of_month) = day.parts();
        let (_, start_month, start_of_month) = start.parts();
        if !self.months.is_empty() && !self.months.contains(&month) {
            return false;
        }
        if self.month_days.is_empty() && self.weekdays.is_empty() {
            return match self.frequency {
                Frequency::Day => true,
                Frequency::Week => day.weekday() == start.weekday(),
                Frequency::Month => self.is_day(i16::from(start_of_month), (year, month, of_month)),
                Frequency::Year => {
                    (!self.months.is_empty() || month == start_month)
                        && self.is_day(i16::from(start_of_month), (year, month, of_month))
                }
            };
        }
        let is_day = |wanted: &i8| self.is_day(i16::from(*wanted), (year, month, of_month));
        (self.month_days.is_empty() || self.month_days.iter().any(is_day))
            && (self.weekdays.is_empty() || self.weekdays.iter().any(|on| self.falls_on(*on, day)))
    }

    /// True if a day is this one of its month, counted from the start, or with a minus from the end.
    fn is_day(&self, wanted: i16, (year, month, of_month): (i32, u8, u8)) -> bool {
        let (day, length) = (i16::from(of_month), i16::from(days_of_month(year, month)));
        let is_moved = self.backward && day == length && wanted > length;
        is_moved || [day, day - length - 1].contains(&wanted)
    }

    /// True if a day is this weekday, such as the second Monday of the month or of the year.
    fn falls_on(&self, on: OnWeekday, day: Day) -> bool {
        if day.weekday() != on.weekday {
            return false;
        }
        let (year, month, of_month) = day.parts();
        let (index, length) = if self.frequency == Frequency::Year && self.months.is_empty() {
            let first = days_from_civil(i64::from(year), 1, 1);
            (i64::from(day.number()) - first, if is_leap(year) { 366 } else { 365 })
        } else {
            (i64::from(of_month) - 1, i64::from(days_of_month(year, month)))
        };
        let (from_start, from_end) = (index / 7 + 1, -((length - 1 - index) / 7 + 1));
        on.ordinal == 0 || [from_start, from_end].contains(&i64::from(on.ordinal))
    }
}
