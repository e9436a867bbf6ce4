//! Dates and times as other programs write them.

use serde::{Deserialize, Serialize};

use super::clock::parse_clock;
use domain::PartialDate;

/// The order of day and month in dates with slashes or hyphens, decided for a whole column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateOrder {
    /// 22/3/1980.
    DayFirst,
    /// 3/22/1980, as Outlook writes it; also the default if nothing decides.
    #[default]
    MonthFirst,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Parses a date: ISO 8601 in all its forms, `22.3.1980`, `1980.03.22.`, `22 Mar 1980`, and with
/// slashes or hyphens in the given order. Returns `None` for invalid dates.
pub fn parse_date(text: &str, order: DateOrder) -> Option<PartialDate> {
    let text = text.trim();
    if let Some(date) = PartialDate::parse(text).filter(|_| is_iso(text)) {
        return Some(date);
    }
    let day_part = without_time(text);
    let parts: Vec<&str> = day_part
        .split(|c: char| matches!(c, '.' | '/' | '-' | ',') || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .collect();
    let dotted = day_part.contains('.');
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => build(Some(year), month, day),
        [a, b, year] if a.starts_with(char::is_alphabetic) => build(Some(year), a, b),
        [a, b, year] if b.starts_with(char::is_alphabetic) || dotted => build(Some(year), b, a),
        [a, b, year] => match order {
            DateOrder::DayFirst => build(Some(year), b, a),
            DateOrder::MonthFirst => build(Some(year), a, b),
        },
        [a, b] if a.starts_with(char::is_alphabetic) => build(None, a, b),
        [a, b] if b.starts_with(char::is_alphabetic) || dotted => build(None, b, a),
        [a, b] if a.len() <= 2 && b.len() <= 2 => match order {
            DateOrder::DayFirst => build(None, b, a),
            DateOrder::MonthFirst => build(None, a, b),
        },
        _ => None,
    }
}

/// Returns the day-month order that one cell proves, if any.
pub fn order_hint(text: &str) -> Option<DateOrder> {
    let text = without_time(text.trim());
    let mut parts = text.split(['/', '-']);
    let mut small = || parts.next()?.trim().parse::<u8>().ok();
    let (first, second) = (small()?, small()?);
    match (first, second) {
        (13..=31, 1..=12) => Some(DateOrder::DayFirst),
        (1..=12, 13..=31) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// True for a zero date such as Outlook's `0/0/00`, which means "no date". A plain zero or a zero
/// amount is not one.
pub fn is_no_date(text: &str) -> bool {
    let text = text.trim();
    let is_zeros =
        |part: &&str| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|byte| byte == b'0');
    let is_empty_day = |mark: char| {
        let parts: Vec<&str> = text.split(mark).collect();
        parts.len() == 3 && parts.iter().all(is_zeros) && parts.iter().any(|part| part.len() > 1)
    };
    text.starts_with('0') && ['/', '-', '.'].into_iter().any(is_empty_day)
}

/// True if the other order would yield another day: `3/4/1980`.
pub fn depends_on_order(text: &str) -> bool {
    let day = parse_date(text, DateOrder::DayFirst);
    day.is_some() && day != parse_date(text, DateOrder::MonthFirst)
}

/// Formats a time as ISO 8601 in UTC, to the millisecond.
pub fn moment_text(millis: i64) -> String {
    let day = PartialDate::from_millis(millis);
    let rest = millis.rem_euclid(86_400_000);
    let (hours, minutes) = (rest / 3_600_000, rest / 60_000 % 60);
    let (seconds, thousandths) = (rest / 1000 % 60, rest % 1000);
    format!("{day}T{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}Z")
}

/// Parses a time: ISO 8601 with `Z`, an offset, or neither (taken as UTC), and days with times as
/// people write them, in either order. A date alone means its first moment.
pub fn parse_moment(text: &str, order: DateOrder) -> Option<i64> {
    let (day, time) = day_and_time(text.trim());
    let date = parse_date(day, order)?;
    let (year, month, day) = (date.year?, date.month?, date.day?);
    let (clock, offset) = clock_and_offset(time);
    let clock_millis = if clock.trim().is_empty() { 0 } else { parse_clock(clock)? };
    Some(days_since_1970(year, month, day) * 86_400_000 + clock_millis - offset_millis(offset)?)
}

/// True if a time says how far it is ahead of UTC.
pub fn has_zone(text: &str) -> bool {
    !clock_and_offset(day_and_time(text.trim()).1).1.is_empty()
}

/// Separates the day from the time, which may come first: `09:30 23/11/2026`.
fn day_and_time(text: &str) -> (&str, &str) {
    let Some(colon) = text.find(':') else {
        return match text.split_once('T') {
            Some((day, hour)) if hour.starts_with(|c: char| c.is_ascii_digit()) => (day, hour),
            _ => (text, ""),
        };
    };
    let hour = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let day = text[..hour].trim_end_matches(|c: char| c.is_whitespace() || c == ',' || c == 'T');
    if !day.is_empty() {
        return (day, &text[hour..]);
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (time, rest) = text.split_at(end);
    let rest = rest.trim_start();
    // A word for the half of the day belongs to the time.
    let word = rest.find(char::is_whitespace).unwrap_or(0);
    let half = &rest[..word];
    if !half.is_empty() && half.chars().all(|c| c.is_alphabetic() || c == '.') {
        let length = text.len() - rest.len() + word;
        return (rest[word..].trim_start(), &text[..length]);
    }
    (rest, time)
}

fn clock_and_offset(time: &str) -> (&str, &str) {
    match time.find(['Z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => (time, ""),
    }
}

fn offset_millis(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<i64>().ok());
    let minutes = match digits.len() {
        0 => return Some(0),
        1 | 2 => number(Some(&digits))? * 60,
        4 => number(digits.get(..2))? * 60 + number(digits.get(2..))?,
        _ => return None,
    };
    Some(if text.starts_with('-') { -minutes } else { minutes } * 60_000)
}

/// Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
fn days_since_1970(year: i16, month: u8, day: u8) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * shifted + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// True if a text begins like an ISO date: with `--` or four digits, such as `2001-2-3` or `1980`.
fn is_iso(text: &str) -> bool {
    text.starts_with("--") || text.bytes().take(4).filter(u8::is_ascii_digit).count() == 4
}

fn without_time(text: &str) -> &str {
    match text.split_once(char::is_whitespace) {
        Some((day, time)) if time.contains(':') && !time.contains(char::is_whitespace) => day,
        Some((day, time)) if time.contains(':') && day.contains(['/', '-', '.']) => day,
        _ => text.split_once('T').filter(|(_, time)| time.contains(':')).map_or(text, |(d, _)| d),
    }
}

fn build(year: Option<&&str>, month: &str, day: &str) -> Option<PartialDate> {
    let year = match year {
        None => None,
        Some(text) if text.len() == 2 => {
            let short = digits(text)?;
            // Dates of people are mostly in the past: 31 is 1931, 30 is 2030.
            Some(if short > 30 { 1900 + short } else { 2000 + short })
        }
        Some(text) if text.len() == 4 => Some(digits(text)?),
        Some(_) => return None,
    };
    let month = match month.get(..3).map(str::to_ascii_lowercase) {
        Some(word) if word.starts_with(char::is_alphabetic) => {
            u8::try_from(MONTHS.iter().position(|name| *name == word)? + 1).ok()?
        }
        _ => u8::try_from(digits(month)?).ok()?,
    };
    let day = u8::try_from(digits(day)?).ok()?;
    PartialDate::new(year, Some(month), Some(day))
}

fn digits(text: &str) -> Option<i16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, order: DateOrder, expect: Option<&str>) {
        let date = parse_date(text, order).map(|date| date.to_string());
        assert_eq!(date.as_deref(), expect, "{text}");
    }

    #[test]
    fn dates_are_read_as_programs_write_them() {
        let month = DateOrder::MonthFirst;
        check("1980-03-22", month, Some("1980-03-22"));
        check("19800322", month, Some("1980-03-22"));
        check(" --03-22", month, Some("--03-22"));
        check("22.3.1980", month, Some("1980-03-22"));
        check("1980.03.22.", month, Some("1980-03-22"));
        check("1980/3/22", month, Some("1980-03-22"));
        check("3/22/1980", month, Some("1980-03-22"));
        check("4/3/1980", DateOrder::DayFirst, Some("1980-03-04"));
        check("4/3/1980 0:00", month, Some("1980-04-03"));
        check("22 Mar 1980", month, Some("1980-03-22"));
        check("March 22, 1980", month, Some("1980-03-22"));
        check("22-Mar-80", month, Some("1980-03-22"));
        check("22.3.", month, Some("--03-22"));
        check("3/22", month, Some("--03-22"));
        check("1980", month, Some("1980"));
    }

    #[test]
    fn days_that_no_calendar_has_are_no_dates() {
        for text in ["30.2.1980", "2/30/1980", "1980-02-30", "0/0/00", "soon", "", "22/22/1980"] {
            check(text, DateOrder::MonthFirst, None);
        }
        for text in ["0/0/00", "00/00/0000", "0000-00-00", " 00.00.0000 "] {
            assert!(is_no_date(text), "{text}");
        }
        for text in ["1/0/00", "0", "00", "0.00", "-0.0", "0-0", "0.0.0", "0.0.0.0", "000-000-0000"]
        {
            assert!(!is_no_date(text), "{text}");
        }
    }

    #[test]
    fn a_cell_above_twelve_decides_the_order() {
        assert_eq!(order_hint("22/3/1980"), Some(DateOrder::DayFirst));
        assert_eq!(order_hint("3/22/1980 0:00"), Some(DateOrder::MonthFirst));
        assert_eq!(order_hint("3/4/1980"), None);
        assert_eq!(order_hint("1980-03-22"), None);
    }

    #[test]
    fn a_moment_is_read_as_people_write_it() {
        let moment = |text: &str| parse_moment(text, DateOrder::DayFirst).map(moment_text);
        let expect = Some("2026-11-23T14:30:00.000Z".to_owned());
        for text in [
            "23/11/2026 14:30",
            "23/11/2026 2:30 PM",
            "2:30 pm 23/11/2026",
            "14:30 23/11/2026",
            "Nov 23, 2026 2:30 PM",
            "23 Nov 2026, 14:30:00",
            "2026-11-23 14:30:00.000",
        ] {
            assert_eq!(moment(text), expect, "{text}");
        }
        assert_eq!(moment("23/11/2026 14:30 CH"), expect);
        assert!(has_zone("2026-11-23T14:30Z") && has_zone("2026-11-23 14:30 +07:00"));
        assert!(!has_zone("2026-11-23") && !has_zone("23/11/2026 2:30 PM"));
        assert_eq!(moment("23/11/2026 soon"), None);
    }

    #[test]
    fn a_moment_reads_back_and_knows_offsets() {
        for millis in [0, 1_795_305_600_123, -1, 951_827_696_789] {
            assert_eq!(parse_moment(&moment_text(millis), DateOrder::DayFirst), Some(millis));
        }
        assert_eq!(
            parse_moment("2026-11-22T08:00:00+07:00", DateOrder::DayFirst),
            parse_moment("2026-11-22 01:00", DateOrder::DayFirst)
        );
        assert_eq!(parse_moment("2026-11-22T25:00Z", DateOrder::DayFirst), None);
    }
}
