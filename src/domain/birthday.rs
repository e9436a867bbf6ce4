//! Days that come back every year: how old somebody is, and how long until the next time.

use super::PartialDate;

/// How many whole years lie between a date and today; `None` where the year is not known or is
/// still to come.
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

/// How many days it is until the day comes back: 0 is today. `None` where day or month are missing.
pub fn days_until(date: PartialDate, today: PartialDate) -> Option<u16> {
    let (year, month, day) = (today.year?, date.month?, date.day?);
    let now = day_number(year, today.month?, today.day?);
    let next = |year: i16| day_number(year, month, day) - now;
    let this_year = next(year);
    u16::try_from(if this_year < 0 { next(year + 1) } else { this_year }).ok()
}

/// A running number of days; 29 February is 1 March where there is none.
fn day_number(year: i16, month: u8, day: u8) -> i64 {
    // Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
    let (month, day) = (i64::from(month), i64::from(day));
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted = (month + 9) % 12;
    let day_of_year = (153 * shifted + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
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
