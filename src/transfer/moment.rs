//! Moments as other programs write them: a day with a time, and how far it is ahead of UTC.

use super::clock::parse_clock;
use super::dates::{DateOrder, parse_date};
use domain::PartialDate;

/// Formats a time as ISO 8601 in UTC, to the millisecond.
pub fn moment_text(millis: i64) -> String {
    let day = PartialDate::from_millis(millis);
    let rest = millis.rem_euclid(86_400_000);
    let (hours, minutes) = (rest / 3_600_000, rest / 60_000 % 60);
    let (seconds, thousandths) = (rest / 1000 % 60, rest % 1000);
    format!("{day}T{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}Z")
}

/// The milliseconds since 1970 that programs write: those of the years 2000 to 2099.
const SINCE_1970: std::ops::Range<i64> = 946_684_800_000..4_102_444_800_000;

/// Parses a time in milliseconds or seconds since 1970: 13 or 10 digits.
pub fn since_1970(text: &str) -> Option<i64> {
    let text = text.trim();
    let unit = match text.len() {
        10 => 1000,
        13 => 1,
        _ => return None,
    };
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let millis = is_number.then(|| text.parse::<i64>().ok()).flatten()? * unit;
    SINCE_1970.contains(&millis).then_some(millis)
}

/// Parses a time: ISO 8601 with `Z`, an offset, or neither (taken as UTC), and days with times as
/// people write them, in either order, or as in [`since_1970`]. A date alone means its first moment.
pub fn parse_moment(text: &str, order: DateOrder) -> Option<i64> {
    if let Some(millis) = since_1970(text) {
        return Some(millis);
    }
    let (day, time) = day_and_time(text.trim());
    let date = parse_date(day, order)?;
    let (year, month, day) = (date.year?, date.month?, date.day?);
    let (clock, offset) = clock_and_offset(time);
    let clock_millis = if clock.trim().is_empty() { 0 } else { parse_clock(clock)? };
    Some(days_since_1970(year, month, day) * 86_400_000 + clock_millis - offset_millis(offset)?)
}

/// True if a time says how far it is ahead of UTC.
pub fn has_zone(text: &str) -> bool {
    since_1970(text).is_some() || !clock_and_offset(day_and_time(text.trim()).1).1.is_empty()
}

/// Separates the day from the time, which may come first: `09:30 23/11/2026`. The time is blank if
/// there is none.
pub fn day_and_time(text: &str) -> (&str, &str) {
    let Some(colon) = text.find(':') else {
        return match text.split_once('T') {
            Some((day, hour)) if hour.starts_with(|c: char| c.is_ascii_digit()) => (day, hour),
            _ => hour_behind(text).unwrap_or((text, "")),
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

/// Separates an hour with the half of its day from the day before it: `23/11/2026 2 PM`.
fn hour_behind(text: &str) -> Option<(&str, &str)> {
    let is_hour = |at: &usize| {
        let hour = text[*at..].trim_start();
        hour.starts_with(|letter: char| letter.is_ascii_digit()) && parse_clock(hour).is_some()
    };
    let at = text.rmatch_indices(' ').map(|(at, _)| at).take(2).find(is_hour)?;
    Some((text[..at].trim_end_matches([',', ' ']), text[at..].trim_start()))
}

fn clock_and_offset(time: &str) -> (&str, &str) {
    // As Rails and many servers print times: `14:22:11 UTC`.
    for zone in [" UTC", " GMT"] {
        if let Some(clock) = time.strip_suffix(zone) {
            return (clock, "Z");
        }
    }
    match time.find(['Z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => (time, ""),
    }
}

fn offset_millis(text: &str) -> Option<i64> {
    // `14:30 - 15:30` is a span of time.
    if text.len() > 1 && !text[1..].starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<i64>().ok());
    let minutes = match digits.len() {
        0 => return Some(0),
        1 | 2 => number(Some(&digits))? * 60,
        4 => number(digits.get(..2))? * 60 + number(digits.get(2..))?,
        _ => return None,
    };
    // No zone is farther away.
    let is_zone = minutes <= 14 * 60;
    is_zone.then_some(if text.starts_with('-') { -minutes } else { minutes } * 60_000)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_people_write_it() {
        let moment = |text: &str| parse_moment(text, DateOrder::DayFirst).map(moment_text);
        let expect = Some("2026-11-23T14:30:00.000Z".to_owned());
        for text in [
            "23/11/2026 14:30",
            "23/11/2026 2:30 PM",
            "2026. 11. 23. 14:30",
            "2:30 pm 23/11/2026",
            "14:30 23/11/2026",
            "Nov 23, 2026 2:30 PM",
            "23 Nov 2026, 14:30:00",
            "2026-11-23 14:30:00.000",
        ] {
            assert_eq!(moment(text), expect, "{text}");
        }
        assert_eq!(moment("23/11/2026 14:30 CH"), expect);
        let whole = Some("2026-11-23T14:00:00.000Z".to_owned());
        for text in ["23/11/2026 2 PM", "Nov 23, 2026, 2pm", "2026. 11. 23. 2 p.m."] {
            assert_eq!(moment(text), whole, "{text}");
        }
        assert!(has_zone("2026-11-23T14:30Z") && has_zone("2026-11-23 14:30 +07:00"));
        assert!(!has_zone("2026-11-23") && !has_zone("23/11/2026 2:30 PM"));
        assert_eq!(moment("23/11/2026 soon"), None);
    }

    #[test]
    fn a_time_since_1970_is_one_of_this_century() {
        for (text, expect) in [
            ("1768469412000", Some("2026-01-15T09:30:12.000Z")),
            (" 1768469412 ", Some("2026-01-15T09:30:12.000Z")),
            ("4102444800000", None),
            ("4102444800", None),
            ("0491760000", None),
            ("0491711112222", None),
            ("176846941", None),
            ("17684694120", None),
            ("+176846941", None),
        ] {
            assert_eq!(since_1970(text).map(moment_text).as_deref(), expect, "{text}");
        }
        assert!(has_zone("1768469412000"));
        let day = parse_moment("1768469412", DateOrder::DayFirst);
        assert_eq!(day, parse_moment("2026-01-15 09:30:12", DateOrder::DayFirst));
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
