//! Calendar days, to count and compare; dates with missing parts are [`PartialDate`].

use std::fmt;

use super::PartialDate;

/// A day of the years 1 to 9999, as the number of days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// 0001-01-01.
const FIRST: i32 = -719_162;
/// 9999-12-31.
const LAST: i32 = 2_932_896;

impl Day {
    /// The last day, 9999-12-31.
    pub const LAST: Self = Self(LAST);

    /// Creates a day, if it exists.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_of_month(year, month)).contains(&day);
        exists.then(|| Self::clamped(days_from_civil(i64::from(year), month, day)))
    }

    /// Returns the day of a date, if all its parts are known.
    pub fn of(date: PartialDate) -> Option<Self> {
        Self::new(i32::from(date.year?), date.month?, date.day?)
    }

    /// Returns the day of this number; numbers beyond the calendar give its first or last day.
    pub fn from_number(number: i32) -> Self {
        Self(number.clamp(FIRST, LAST))
    }

    /// Returns the UTC day of a moment (milliseconds since 1970).
    pub fn from_millis(millis: i64) -> Self {
        Self::clamped(millis.div_euclid(86_400_000))
    }

    /// Parses `2026-11-23`, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let all_in_place = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !all_in_place {
            return None;
        }
        Self::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?)
    }

    /// Returns the days since 1970-01-01.
    pub fn number(self) -> i32 {
        self.0
    }

    /// Returns the day as a date with all its parts.
    pub fn date(self) -> PartialDate {
        let (year, month, day) = self.parts();
        PartialDate { year: i16::try_from(year).ok(), month: Some(month), day: Some(day) }
    }

    /// Returns year, month and day of the month.
    pub fn parts(self) -> (i32, u8, u8) {
        let (year, month, day) = civil_from_days(i64::from(self.0));
        // All days of this type have years of at most four digits.
        (year as i32, month, day)
    }

    /// Returns the day of the week: Monday is 0, Sunday is 6.
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        (self.0 + 3).rem_euclid(7) as u8
    }

    /// Returns the day so many days later, or earlier; never beyond the calendar.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self::from_number(self.0.saturating_add(days))
    }

    /// Returns the same day so many months later, or the month's last if it is too short.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let (year, month, day) = self.parts();
        let count = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) as u8 + 1);
        match i32::try_from(year).unwrap_or(0) {
            year if year < 1 => Self(FIRST),
            year if year > 9999 => Self(LAST),
            year => Self::new(year, month, day.min(days_of_month(year, month))).unwrap_or(self),
        }
    }

    fn clamped(number: i64) -> Self {
        Self(number.clamp(i64::from(FIRST), i64::from(LAST)) as i32)
    }
}

/// Writes the form that [`Day::parse`] reads.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

/// Returns the number of days in a month.
pub fn days_of_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// True if a year has a 29 February.
pub fn is_leap(year: i32) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

/// Returns the days since 1970-01-01; a 29 February that does not exist counts as 1 March. Howard
/// Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
pub fn days_from_civil(year: i64, month: u8, day: u8) -> i64 {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted = (month + 9) % 12;
    let day_of_year = (153 * shifted + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Returns year, month and day of a number of days: the inverse, civil_from_days.
pub fn civil_from_days(days: i64) -> (i64, u8, u8) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month as u8, day as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn a_day_reads_and_writes_as_iso() {
        assert_eq!(day("1970-01-01").number(), 0);
        assert_eq!(day("2026-11-23").to_string(), "2026-11-23");
        assert_eq!(day("0001-01-01").number(), FIRST);
        assert_eq!(day("9999-12-31"), Day::LAST);
        for text in
            ["", "2026-11", "2026-11-3", "2026-02-29", "0000-01-01", "2026-11-23 ", "2026年1-1"]
        {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_week_begins_on_monday() {
        assert_eq!(day("2026-11-23").weekday(), 0);
        assert_eq!(day("1900-01-01").weekday(), 0);
        assert_eq!(day("1969-12-28").weekday(), 6);
    }

    #[test]
    fn a_month_later_is_the_last_day_where_the_month_is_too_short() {
        assert_eq!(day("2026-01-31").plus_months(1), day("2026-02-28"));
        assert_eq!(day("2028-01-31").plus_months(1), day("2028-02-29"));
        assert_eq!(day("2026-11-23").plus_months(-11), day("2025-12-23"));
        assert_eq!(day("9999-11-30").plus_months(2), Day::LAST);
        assert_eq!(day("0001-01-31").plus_months(-1), day("0001-01-01"));
        assert_eq!(day("2026-01-01").plus_months(i32::MAX), Day::LAST);
    }

    #[test]
    fn counting_ends_with_the_calendar() {
        assert_eq!(Day::LAST.plus(1), Day::LAST);
        assert_eq!(day("0001-01-01").plus(i32::MIN), day("0001-01-01"));
        assert_eq!(day("2026-12-31").plus(1), day("2027-01-01"));
        assert_eq!(Day::from_millis(i64::MAX), Day::LAST);
        assert_eq!(Day::from_millis(-1), day("1969-12-31"));
    }

    #[test]
    fn a_date_is_a_day_where_all_its_parts_are_known() {
        let of = |text| PartialDate::parse(text).and_then(Day::of);
        assert_eq!(of("2026-11-23"), Some(day("2026-11-23")));
        assert_eq!(of("--11-23"), None);
        assert_eq!(of("2026-11"), None);
    }

    proptest! {
        #[test]
        fn every_day_has_parts_that_give_it_back(number in FIRST..=LAST) {
            let known = Day::from_number(number);
            let (year, month, day) = known.parts();
            prop_assert_eq!(Day::new(year, month, day), Some(known));
            prop_assert_eq!(Day::parse(&known.to_string()), Some(known));
            prop_assert_eq!(Day::of(known.date()), Some(known));
        }
    }
}
