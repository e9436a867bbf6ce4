//! Repeat rules, and the few that people have words for.

use crate::Day;

/// The number of days that every month has.
const SHORTEST_MONTH: u8 = 28;

/// The unit that a rule counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// The end of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RepeatEnd {
    /// No end but the calendar's.
    Never,
    /// After so many times, including the first; at least one.
    Count(u32),
    /// After this day.
    Until(Day),
}

/// A weekday, or a certain one of the month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct OnWeekday {
    /// 0 means every one, 2 the second, -1 the last.
    pub(super) ordinal: i8,
    /// 0 is Monday.
    pub(super) weekday: u8,
}

/// A repeat rule. Its text is that of RFC 5545; only sensible rules can be parsed or built, so the
/// parts are not public.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Repeat {
    pub(super) frequency: Frequency,
    pub(super) interval: u32,
    pub(super) months: Vec<u8>,
    pub(super) month_days: Vec<i8>,
    pub(super) weekdays: Vec<OnWeekday>,
    pub(super) positions: Vec<i16>,
    pub(super) week_start: u8,
    /// True if the last day of a shorter month stands for a day that it does not have, as people
    /// mean it: `SKIP=BACKWARD` of RFC 7529. False leaves the month out, as RFC 5545 has it.
    pub(super) backward: bool,
    pub(super) end: RepeatEnd,
}

/// A rule that can be said in a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RepeatShape {
    /// Every so many days.
    Days,
    /// Every so many weeks, on these weekdays (0 is Monday) or on the start's.
    Weeks(Vec<u8>),
    /// Every so many months, on this day (-1 is the last) or on the start's.
    Months(Option<i8>),
    /// Every so many months, on such a weekday of the month: 1 is the first, -1 the last; 0 is
    /// Monday.
    MonthsOn(i8, u8),
    /// Every so many years.
    Years,
}

impl Repeat {
    /// Creates a rule for every so many days, weeks, months or years, without end. From the 31st on,
    /// months and years mean the last day of a shorter month.
    pub fn every(interval: u32, frequency: Frequency) -> Self {
        Self {
            frequency,
            interval: interval.max(1),
            months: Vec::new(),
            month_days: Vec::new(),
            weekdays: Vec::new(),
            positions: Vec::new(),
            week_start: 0,
            backward: matches!(frequency, Frequency::Month | Frequency::Year),
            end: RepeatEnd::Never,
        }
    }

    /// Creates a rule for every so many weeks on these weekdays; 0 is Monday.
    pub fn weekly(interval: u32, weekdays: &[u8]) -> Self {
        let mut rule = Self::every(interval, Frequency::Week);
        let known = weekdays.iter().filter(|weekday| **weekday < 7);
        rule.weekdays = known.map(|weekday| OnWeekday { ordinal: 0, weekday: *weekday }).collect();
        rule.weekdays.sort_unstable();
        rule.weekdays.dedup();
        rule
    }

    /// Creates a rule for every so many months on this day of the month, 1 to 31, or on the last
    /// day of a shorter month.
    pub fn monthly(interval: u32, day: u8) -> Self {
        let mut rule = Self::every(interval, Frequency::Month);
        rule.backward = day > SHORTEST_MONTH;
        rule.month_days = i8::try_from(day.clamp(1, 31)).into_iter().collect();
        rule
    }

    /// Creates a rule for every so many months on such a weekday of the month: 1 is the first, -1 the
    /// last; 0 is Monday.
    pub fn monthly_on(interval: u32, ordinal: i8, weekday: u8) -> Self {
        let mut rule = Self::every(interval, Frequency::Month);
        rule.weekdays = vec![OnWeekday { ordinal, weekday: weekday % 7 }];
        rule.backward = false;
        rule
    }

    /// Creates a rule for the last day of every so many months.
    pub fn at_month_end(interval: u32) -> Self {
        let mut rule = Self::every(interval, Frequency::Month);
        rule.month_days = vec![-1];
        rule.backward = false;
        rule
    }

    /// Returns the number of units from one time to the next.
    pub fn interval(&self) -> u32 {
        self.interval
    }

    /// Returns its end.
    pub fn end(&self) -> RepeatEnd {
        self.end
    }

    /// Returns its form in a few words, without its end; `None` for rules that words would not make
    /// clearer.
    pub fn shape(&self) -> Option<RepeatShape> {
        let Self { frequency, interval: _, months, month_days, weekdays, .. } = self;
        if let (Frequency::Year, true, [_], [_], []) =
            (frequency, self.backward, &**months, &**month_days, &**weekdays)
        {
            return Some(RepeatShape::Years);
        }
        if let (Frequency::Month, [], [], [on], []) =
            (frequency, &**months, &**month_days, &**weekdays, &*self.positions)
            && matches!(on.ordinal, -1 | 1..=4)
        {
            return Some(RepeatShape::MonthsOn(on.ordinal, on.weekday));
        }
        let plain = months.is_empty()
            && self.positions.is_empty()
            && weekdays.iter().all(|on| on.ordinal == 0);
        let weekdays: Vec<u8> = weekdays.iter().map(|on| on.weekday).collect();
        match (frequency, month_days.as_slice(), weekdays.as_slice()) {
            _ if !plain => None,
            (Frequency::Day, [], []) => Some(RepeatShape::Days),
            // In a rule for every two weeks, the first day of the week decides which weekdays go
            // together.
            (Frequency::Week, [], days) if self.week_start == 0 || days.len() < 2 => {
                Some(RepeatShape::Weeks(weekdays))
            }
            (Frequency::Month, [], []) => Some(RepeatShape::Months(None)),
            (Frequency::Month, [day @ (-1 | 1..)], []) => Some(RepeatShape::Months(Some(*day))),
            (Frequency::Year, [], []) => Some(RepeatShape::Years),
            _ => None,
        }
    }

    /// True if the rules differ at most in what becomes of days that a month does not have.
    pub fn is_like(&self, other: &Self) -> bool {
        *self == Self { backward: self.backward, ..other.clone() }
    }

    /// Puts the start's day into a rule that goes on from the last day of a shorter month, so that
    /// it returns to this day.
    fn keep_day(&mut self, start: Day) {
        let (_, month, day) = start.parts();
        let is_open = self.month_days.is_empty() && self.weekdays.is_empty();
        if !self.backward || !is_open || day <= SHORTEST_MONTH {
            return;
        }
        self.month_days = i8::try_from(day).into_iter().collect();
        if self.frequency == Frequency::Year && self.months.is_empty() {
            self.months = vec![month];
        }
    }

    /// Returns the next time after the first one, and the rule that holds from then on.
    pub fn after_one(&self, start: Day) -> Option<(Day, Self)> {
        let next = self.next(start, start)?;
        let mut rest = self.clone();
        if let RepeatEnd::Count(count) = self.end {
            rest.end = RepeatEnd::Count(count.saturating_sub(1).max(1));
        }
        rest.keep_day(start);
        Some((next, rest))
    }
}
