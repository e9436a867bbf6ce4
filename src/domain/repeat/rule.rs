//! A rule, and the few rules that people have words for.

use crate::Day;

/// By what a rule counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// By days.
    Day,
    /// By weeks.
    Week,
    /// By months.
    Month,
    /// By years.
    Year,
}

/// When a rule comes to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RepeatEnd {
    /// Not before the calendar does.
    Never,
    /// After so many times, the first one among them; at least one.
    Count(u32),
    /// After this day.
    Until(Day),
}

/// A weekday, or a certain one within the month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct OnWeekday {
    /// 0 is every one, 2 the second, -1 the last.
    pub(super) ordinal: i8,
    /// 0 is Monday.
    pub(super) weekday: u8,
}

/// A rule by which something comes back. Its text is that of RFC 5545; only rules that make sense
/// can be read or built, so the parts are not public.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Repeat {
    pub(super) frequency: Frequency,
    pub(super) interval: u32,
    pub(super) months: Vec<u8>,
    pub(super) month_days: Vec<i8>,
    pub(super) weekdays: Vec<OnWeekday>,
    pub(super) positions: Vec<i16>,
    pub(super) week_start: u8,
    pub(super) end: RepeatEnd,
}

/// The rules that can be said in a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RepeatShape {
    /// Every so many days.
    Days,
    /// Every so many weeks, on these weekdays (0 is Monday) or on that of the start.
    Weeks(Vec<u8>),
    /// Every so many months on this day, of which -1 is the last, or on that of the start.
    Months(Option<i8>),
    /// Every so many years.
    Years,
}

impl Repeat {
    /// Every so many days, weeks, months or years, without end.
    pub fn every(interval: u32, frequency: Frequency) -> Self {
        Self {
            frequency,
            interval: interval.max(1),
            months: Vec::new(),
            month_days: Vec::new(),
            weekdays: Vec::new(),
            positions: Vec::new(),
            week_start: 0,
            end: RepeatEnd::Never,
        }
    }

    /// Every so many weeks on these weekdays; 0 is Monday.
    pub fn weekly(interval: u32, weekdays: &[u8]) -> Self {
        let mut rule = Self::every(interval, Frequency::Week);
        let known = weekdays.iter().filter(|weekday| **weekday < 7);
        rule.weekdays = known.map(|weekday| OnWeekday { ordinal: 0, weekday: *weekday }).collect();
        rule.weekdays.sort_unstable();
        rule.weekdays.dedup();
        rule
    }

    /// Every so many months on this day of the month, 1 to 31.
    pub fn monthly(interval: u32, day: u8) -> Self {
        let mut rule = Self::every(interval, Frequency::Month);
        rule.month_days = i8::try_from(day.clamp(1, 31)).into_iter().collect();
        rule
    }

    /// How many of its units lie between one time and the next.
    pub fn interval(&self) -> u32 {
        self.interval
    }

    /// When it comes to its end.
    pub fn end(&self) -> RepeatEnd {
        self.end
    }

    /// What it is in words, its end aside; `None` for rules that words would not make clearer.
    pub fn shape(&self) -> Option<RepeatShape> {
        let Self { frequency, interval: _, months, month_days, weekdays, .. } = self;
        let plain = months.is_empty()
            && self.positions.is_empty()
            && weekdays.iter().all(|on| on.ordinal == 0);
        let weekdays: Vec<u8> = weekdays.iter().map(|on| on.weekday).collect();
        match (frequency, month_days.as_slice(), weekdays.as_slice()) {
            _ if !plain => None,
            (Frequency::Day, [], []) => Some(RepeatShape::Days),
            // In weeks of two, the day on which they begin tells which weekdays go together.
            (Frequency::Week, [], days) if self.week_start == 0 || days.len() < 2 => {
                Some(RepeatShape::Weeks(weekdays))
            }
            (Frequency::Month, [], []) => Some(RepeatShape::Months(None)),
            (Frequency::Month, [day @ (-1 | 1..)], []) => Some(RepeatShape::Months(Some(*day))),
            (Frequency::Year, [], []) => Some(RepeatShape::Years),
            _ => None,
        }
    }

    /// The next time after the first one, and the rule that holds from then on.
    pub fn after_one(&self, start: Day) -> Option<(Day, Self)> {
        let next = self.next(start, start)?;
        let mut rest = self.clone();
        if let RepeatEnd::Count(count) = self.end {
            rest.end = RepeatEnd::Count(count.saturating_sub(1).max(1));
        }
        Some((next, rest))
    }
}
