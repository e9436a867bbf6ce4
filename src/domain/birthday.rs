//! Yearly days: somebody's age, and the days until the next occurrence.

use super::PartialDate;
use super::day::days_from_civil;

/// Returns the whole years between a date and today; `None` if the year is unknown or the date lies
/// in the future.
pub fn years_since(date: PartialDate, today: PartialDate) -> Option<u16> {
    let years = i32::from(today.year?) - i32::from(date.year?);
    let later_this_year = match (date.month, today.month) {
        (Some(month), Some(now)) => {
            (month, date.day) > (now, today.day.filter(|_| date.day.is_some()))
        }
        _ => false,
    };
    u16::try_from(years - i32::from(later_this_year)).ok()
}

/// Returns the days until the next occurrence: 0 is today. `None` if day or month is missing.
pub fn days_until(date: PartialDate, today: PartialDate) -> Option<u16> {
    let (year, month, day) = (today.year?, date.month?, date.day?);
    let now = days_from_civil(i64::from(year), today.month?, today.day?);
    let next = |year: i16| days_from_civil(i64::from(year), month, day) - now;
    let this_year = next(year);
    u16::try_from(if this_year < 0 { next(year + 1) } else { this_year }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    #[test]
    fn somebody_is_a_year_older_on_the_day_itself() {
        let years = |today| years_since(date("1980-03-22"), date(today));
        assert_eq!(years("2026-03-21"), Some(45));
        assert_eq!(years("2026-03-22"), Some(46));
        assert_eq!(years_since(date("--03-22"), date("2026-03-22")), None);
        assert_eq!(years_since(date("1980"), date("2026-03-22")), Some(46));
        assert_eq!(years_since(date("2030-01-01"), date("2026-03-22")), None);
        assert_eq!(years_since(date("1980-03"), date("2026-03-22")), Some(46));
    }

    #[test]
    fn the_next_time_may_be_in_the_next_year() {
        let days = |text, today| days_until(date(text), date(today));
        assert_eq!(days("--03-22", "2026-03-22"), Some(0));
        assert_eq!(days("1980-03-22", "2026-03-20"), Some(2));
        assert_eq!(days("--01-01", "2026-12-31"), Some(1));
        assert_eq!(days("--02-29", "2026-02-28"), Some(1));
        assert_eq!(days("1980-03", "2026-03-20"), None);
    }
}
