//! Near days and times as people say them: "tomorrow", "Thursday", "2 days ago", "in 12 min". The
//! rules for the whole app; the words come from the screen's language.

use super::day::days_of_month;
use super::{DAY_MILLIS, Day, PartialDate};

/// The way to say a day, seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NearDay {
    /// So many days from today, from six days ago to tomorrow: yesterday, 3 days ago. The name of a
    /// weekday is for days to come.
    Days(i32),
    /// Two to six days ahead: Thursday.
    Weekday,
    /// Any other day: Thu 10 Dec.
    Date {
        /// With the weekday, which is of no use more than half a year away.
        weekday: bool,
        /// With the year, if it is not today's.
        year: bool,
    },
}

/// The days before and after today that are said without a date.
const WEEK: i32 = 6;
/// The most days from today for which the weekday is said.
const HALF_A_YEAR: i32 = 183;

impl NearDay {
    /// Returns the way to say a day.
    pub fn of(day: Day, today: Day) -> Self {
        match day.number().saturating_sub(today.number()) {
            2..=WEEK => Self::Weekday,
            ahead if (-WEEK..=1).contains(&ahead) => Self::Days(ahead),
            ahead => Self::Date {
                weekday: ahead.abs() <= HALF_A_YEAR,
                year: day.parts().0 != today.parts().0,
            },
        }
    }

    /// Returns the way to say a day before a time: "Thu 26 Nov 10:30", because "2 days ago 10:30"
    /// is not a time.
    pub fn with_time(day: Day, today: Day) -> Self {
        match Self::of(day, today) {
            Self::Days(..-1) => {
                Self::Date { weekday: true, year: day.parts().0 != today.parts().0 }
            }
            near => near,
        }
    }
}

/// The distance of a time less than a day away, negative if it is past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NearTime {
    /// Less than an hour, in minutes; 0 is now.
    Minutes(i64),
    /// In hours.
    Hours(i64),
}

impl NearTime {
    /// Returns the distance of a moment, both in milliseconds since 1970; `None` from a day on.
    pub fn of(moment: i64, now: i64) -> Option<Self> {
        const MINUTE: i64 = 60_000;
        let ahead = moment.saturating_sub(now);
        if ahead.saturating_abs() >= DAY_MILLIS {
            return None;
        }
        // Rounds up: half a minute ahead is one, half a minute ago is now.
        let minutes = ahead.div_euclid(MINUTE) + i64::from(ahead.rem_euclid(MINUTE) > 0);
        Some(match minutes {
            -59..60 => Self::Minutes(minutes),
            _ => Self::Hours(minutes / 60),
        })
    }
}

/// True if a date is over: its day, its month if it has no day, its year if it has neither. A date
/// without a year recurs and is never over.
pub fn is_over(date: PartialDate, today: Day) -> bool {
    let Some(year) = date.year.map(i32::from) else { return false };
    let month = date.month.unwrap_or(12);
    let day = date.day.filter(|_| date.month.is_some());
    let last = Day::new(year, month, day.unwrap_or_else(|| days_of_month(year, month)));
    last.is_some_and(|last| last < today)
}

#[cfg(test)]
mod tests {
    use super::NearDay::{Date, Days, Weekday};
    use super::NearTime::{Hours, Minutes};
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn the_name_of_a_weekday_is_for_days_to_come_only() {
        // Saturday.
        let today = day("2026-11-28");
        let near = |text| NearDay::of(day(text), today);
        assert_eq!(near("2026-11-28"), Days(0));
        assert_eq!(near("2026-11-29"), Days(1));
        assert_eq!(near("2026-11-27"), Days(-1));
        assert_eq!(near("2026-11-26"), Days(-2), "last Thursday");
        assert_eq!(near("2026-12-03"), Weekday, "next Thursday");
        assert_eq!(near("2026-12-04"), Weekday);
        assert_eq!(near("2026-11-22"), Days(-6));
        let date = Date { weekday: true, year: false };
        assert_eq!(near("2026-11-21"), date, "a week ago");
        assert_eq!(near("2026-12-05"), date, "in a week");
        assert_eq!(near("2026-12-10"), date);
        assert_eq!(near("2026-02-01"), Date { weekday: false, year: false });
    }

    #[test]
    fn before_a_time_a_day_that_is_past_has_its_date() {
        let today = day("2026-11-28");
        let near = |text| NearDay::with_time(day(text), today);
        assert_eq!(near("2026-11-26"), Date { weekday: true, year: false });
        assert_eq!(near("2026-11-27"), Days(-1));
        assert_eq!(near("2026-11-28"), Days(0));
        assert_eq!(near("2026-12-03"), Weekday);
    }

    #[test]
    fn the_year_is_said_where_it_is_another_one() {
        let today = day("2027-01-02");
        let near = |text| NearDay::of(day(text), today);
        assert_eq!(near("2027-01-01"), Days(-1));
        assert_eq!(near("2026-12-31"), Days(-2));
        assert_eq!(near("2026-12-24"), Date { weekday: true, year: true });
        assert_eq!(near("2025-12-24"), Date { weekday: false, year: true });
        let timed = NearDay::with_time(day("2026-12-31"), today);
        assert_eq!(timed, Date { weekday: true, year: true });
        let eve = day("2026-12-28");
        assert_eq!(NearDay::of(day("2027-01-03"), eve), Weekday);
        assert_eq!(NearDay::of(day("2027-01-04"), eve), Date { weekday: true, year: true });
        assert_eq!(NearDay::of(day("0001-01-01"), Day::LAST), Date { weekday: false, year: true });
    }

    #[test]
    fn a_time_is_near_by_minutes_then_by_hours_then_not_at_all() {
        const MINUTE: i64 = 60_000;
        let near = |minutes: i64| NearTime::of(minutes * MINUTE, 0);
        assert_eq!(near(12), Some(Minutes(12)));
        assert_eq!(near(-35), Some(Minutes(-35)));
        assert_eq!(near(0), Some(Minutes(0)));
        assert_eq!(near(60), Some(Hours(1)));
        assert_eq!(near(-60), Some(Hours(-1)));
        assert_eq!(near(-750), Some(Hours(-12)));
        assert_eq!(near(24 * 60), None);
        assert_eq!(near(-24 * 60), None);
        assert_eq!(NearTime::of(30_000, 0), Some(Minutes(1)));
        assert_eq!(NearTime::of(-30_000, 0), Some(Minutes(0)));
        assert_eq!(NearTime::of(i64::MIN, i64::MAX), None);
    }

    #[test]
    fn a_date_is_over_after_its_last_day() {
        let today = day("2026-11-28");
        let over = |text| is_over(PartialDate::parse(text).unwrap(), today);
        assert!(over("2026-11-27") && over("2026-10") && over("2025"));
        assert!(!over("2026-11-28") && !over("2026-11") && !over("2026") && !over("2026-11-29"));
        assert!(!over("--01-01"), "a date without a year comes back");
    }
}
