//! Reads times of day and lengths of time as programs and people write them.

use serde::{Deserialize, Serialize};

use domain::fold;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// The unit of plain numbers in a column of lengths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LengthUnit {
    /// Hours.
    Hours,
    /// Minutes.
    #[default]
    Minutes,
    /// Seconds.
    Seconds,
}

impl LengthUnit {
    /// All units, the most common first.
    pub const ALL: [Self; 3] = [Self::Minutes, Self::Hours, Self::Seconds];

    fn millis(self) -> i64 {
        match self {
            Self::Hours => HOUR,
            Self::Minutes => MINUTE,
            Self::Seconds => 1_000,
        }
    }

    /// Returns the unit that a word names.
    pub fn named(word: &str) -> Option<Self> {
        Some(match word {
            "h" | "hr" | "hrs" | "hour" | "hours" | "std" | "gio" | "tieng" | "ora" => Self::Hours,
            "m" | "min" | "mins" | "minute" | "minutes" | "phut" | "perc" => Self::Minutes,
            "s" | "sec" | "secs" | "second" | "seconds" | "giay" | "mp" => Self::Seconds,
            _ => return None,
        })
    }
}

/// Parses a time of day: `9:30`, `09:30:15`, `2:30 PM`, `2 p.m.`. Returns milliseconds since
/// midnight.
pub fn parse_clock(text: &str) -> Option<i64> {
    let folded = fold(text.trim());
    let (clock, half) = halved(&folded);
    if !clock.contains(':') && half.is_none() {
        return None;
    }
    let mut parts = clock.split(':');
    let mut next = || parts.next().map_or(Some(0.0), |part| part.trim().parse::<f64>().ok());
    let (hours, minutes, seconds) = (next()?, next()?, next()?);
    let hours = match half {
        Some(half) if (1.0..=12.0).contains(&hours) => hours % 12.0 + if half { 12.0 } else { 0.0 },
        // `14:30 PM` says the same twice.
        _ => hours,
    };
    let whole = hours.fract() == 0.0 && minutes.fract() == 0.0;
    let inside = (0.0..24.0).contains(&hours)
        && (0.0..60.0).contains(&minutes)
        && (0.0..61.0).contains(&seconds);
    (whole && inside && parts.next().is_none())
        .then(|| ((hours * 60.0 + minutes) * 60_000.0 + seconds * 1000.0).round() as i64)
}

/// Separates the words for the halves of a day; true for the second half.
fn halved(folded: &str) -> (&str, Option<bool>) {
    const HALVES: [(&str, bool); 8] = [
        ("a.m.", false),
        ("p.m.", true),
        ("am", false),
        ("pm", true),
        // Vietnamese: sang, chieu.
        ("sa", false),
        ("ch", true),
        ("de", false),
        ("du", true),
    ];
    let found = HALVES.iter().find_map(|(word, half)| Some((folded.strip_suffix(word)?, *half)));
    found.map_or((folded, None), |(clock, half)| (clock.trim_end(), Some(half)))
}

/// Parses a length of time: `15`, in the unit of the column, `0:15`, `00:15:30`, `1h 30m`, `45 min`,
/// `PT15M`. Returns milliseconds.
pub fn parse_length(text: &str, unit: LengthUnit) -> Option<i64> {
    let folded = fold(text.trim());
    if folded.contains(':') {
        let parts: Option<Vec<f64>> =
            folded.split(':').map(|part| part.trim().parse().ok().filter(is_some_time)).collect();
        return match parts?.as_slice() {
            [hours, minutes] => Some(millis(hours * 60.0 + minutes, MINUTE)),
            [hours, minutes, seconds] => {
                Some(millis((hours * 60.0 + minutes) * 60.0 + seconds, 1_000))
            }
            _ => None,
        };
    }
    let mut rest = folded.strip_prefix("pt").unwrap_or(&folded).trim_start();
    let mut total = None;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
        let (number, after) = rest.split_at(digits.unwrap_or(rest.len()));
        let number = number.replace(',', ".").parse::<f64>().ok().filter(is_some_time)?;
        let after = after.trim_start();
        let letters = after.find(|c: char| !(c.is_alphabetic() || c == '.'));
        let (word, next) = after.split_at(letters.unwrap_or(after.len()));
        let word = word.trim_end_matches('.');
        let unit = if word.is_empty() { unit } else { LengthUnit::named(word)? };
        total = Some(total.unwrap_or(0) + millis(number, unit.millis()));
        rest = next.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    }
    total
}

fn is_some_time(number: &f64) -> bool {
    (0.0..10_000_000.0).contains(number)
}

fn millis(number: f64, unit: i64) -> i64 {
    (number * unit as f64).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_read_as_people_write_them() {
        let minutes = |text| parse_clock(text).map(|millis| millis / MINUTE);
        assert_eq!(minutes("9:30"), Some(570));
        assert_eq!(minutes(" 09:30:59"), Some(570));
        assert_eq!(minutes("2:30 PM"), Some(14 * 60 + 30));
        assert_eq!(minutes("12:05 a.m."), Some(5));
        assert_eq!(minutes("2 pm"), Some(14 * 60));
        assert_eq!(minutes("2:30 CH"), Some(14 * 60 + 30));
        for text in ["", "9", "25:00", "9:61", "9:30:10:1", "noon", "1.5:10"] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }

    #[test]
    fn lengths_of_time_are_read_as_people_write_them() {
        let check = |text: &str, unit, seconds: Option<i64>| {
            assert_eq!(parse_length(text, unit).map(|it| it / 1_000), seconds, "{text}");
        };
        let unit = LengthUnit::Minutes;
        check("15", unit, Some(900));
        check("0:15", unit, Some(900));
        check("00:15:30", unit, Some(930));
        check("1h 30m", unit, Some(5_400));
        check("1 hour, 5 mins", unit, Some(3_900));
        check("45 phút", unit, Some(2_700));
        check("PT1H5M", unit, Some(3_900));
        check("1,5", LengthUnit::Hours, Some(5_400));
        check("90", LengthUnit::Seconds, Some(90));
        check("soon", unit, None);
        check("-5", unit, None);
        check("", unit, None);
        check("5 parsecs", unit, None);
    }
}
