//! The text of a rule: `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=10`, with the parts of RFC 7529 that
//! say what becomes of a day that a month does not have: `RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD`.

use std::fmt;

use thiserror::Error;

use super::rule::{Frequency, OnWeekday, Repeat, RepeatEnd};
use crate::Day;

/// The reason that a text is not a rule; the faulty part is at the end.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RepeatError {
    /// No `FREQ`.
    #[error("a rule needs a frequency: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY")]
    NoFrequency,
    /// Hourly or more often.
    #[error("a task cannot repeat more often than daily: {0}")]
    TooOften(String),
    /// A part without name or value, or with an unknown name.
    #[error("unknown part of a rule: {0}")]
    UnknownPart(String),
    /// The same part twice.
    #[error("a rule cannot repeat a part: {0}")]
    Twice(&'static str),
    /// An interval or count of 0.
    #[error("this must be at least 1: {0}")]
    Zero(&'static str),
    /// An invalid value of a part.
    #[error("this part of a rule cannot have this value: {part}={value}")]
    BadValue {
        /// The part.
        part: &'static str,
        /// The value.
        value: String,
    },
    /// Both `COUNT` and `UNTIL`.
    #[error("a rule ends after a number of times or on a date, not both")]
    TwoEnds,
    /// A part that needs another one, or does not fit the frequency.
    #[error("this part does not fit the rest of the rule: {0}")]
    Unfitting(&'static str),
}

const FREQUENCIES: [(&str, Frequency); 4] = [
    ("DAILY", Frequency::Day),
    ("WEEKLY", Frequency::Week),
    ("MONTHLY", Frequency::Month),
    ("YEARLY", Frequency::Year),
];
const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const PARTS: [&str; 11] = [
    "RSCALE",
    "FREQ",
    "INTERVAL",
    "BYMONTH",
    "BYMONTHDAY",
    "BYDAY",
    "BYSETPOS",
    "WKST",
    "SKIP",
    "COUNT",
    "UNTIL",
];

impl Repeat {
    /// Parses a rule, with or without a leading `RRULE:`.
    pub fn parse(text: &str) -> Result<Self, RepeatError> {
        let upper = text.trim().to_ascii_uppercase();
        let parts = split(upper.strip_prefix("RRULE:").unwrap_or(&upper))?;
        let of = |name: &str| parts.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
        let mut rule = Self::every(1, frequency(of("FREQ").ok_or(RepeatError::NoFrequency)?)?);
        if let Some(text) = of("INTERVAL") {
            rule.interval = at_least_one("INTERVAL", text)?;
        }
        rule.months = list("BYMONTH", of("BYMONTH"), |text| within(text, 1, 12))?;
        rule.month_days = list("BYMONTHDAY", of("BYMONTHDAY"), |text| signed(text, 31))?;
        rule.weekdays = list("BYDAY", of("BYDAY"), on_weekday)?;
        rule.positions = list("BYSETPOS", of("BYSETPOS"), |text| signed(text, 366))?;
        if let Some(text) = of("WKST") {
            rule.week_start = weekday(text).ok_or_else(|| bad("WKST", text))?;
        }
        rule.backward = backward(of("RSCALE"), of("SKIP"))?;
        rule.end = match (of("COUNT"), of("UNTIL")) {
            (Some(_), Some(_)) => return Err(RepeatError::TwoEnds),
            (Some(text), None) => RepeatEnd::Count(at_least_one("COUNT", text)?),
            (None, Some(text)) => RepeatEnd::Until(until(text).ok_or_else(|| bad("UNTIL", text))?),
            (None, None) => RepeatEnd::Never,
        };
        rule.fits()
    }

    /// Rejects combinations that RFC 5545 does not allow.
    fn fits(self) -> Result<Self, RepeatError> {
        let ordinal = self.weekdays.iter().any(|on| on.ordinal != 0);
        let no_day = self.month_days.is_empty() && self.weekdays.is_empty();
        match self.frequency {
            Frequency::Day | Frequency::Week if ordinal => Err(RepeatError::Unfitting("BYDAY")),
            Frequency::Week if !self.month_days.is_empty() => {
                Err(RepeatError::Unfitting("BYMONTHDAY"))
            }
            _ if !self.positions.is_empty() && no_day && self.months.is_empty() => {
                Err(RepeatError::Unfitting("BYSETPOS"))
            }
            _ => Ok(self),
        }
    }
}

/// Writes the stored form: parts in a fixed order, defaults left out.
impl fmt::Display for Repeat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { frequency, interval, months, month_days, weekdays, positions, .. } = self;
        let name = FREQUENCIES.iter().find(|(_, known)| known == frequency).map(|(name, _)| *name);
        if self.backward {
            f.write_str("RSCALE=GREGORIAN;")?;
        }
        write!(f, "FREQ={}", name.unwrap_or_default())?;
        if *interval > 1 {
            write!(f, ";INTERVAL={interval}")?;
        }
        write_list(f, "BYMONTH", months)?;
        write_list(f, "BYMONTHDAY", month_days)?;
        write_list(f, "BYDAY", weekdays)?;
        write_list(f, "BYSETPOS", positions)?;
        if self.week_start > 0 {
            write!(f, ";WKST={}", WEEKDAYS[usize::from(self.week_start % 7)])?;
        }
        if self.backward {
            f.write_str(";SKIP=BACKWARD")?;
        }
        match self.end {
            RepeatEnd::Never => Ok(()),
            RepeatEnd::Count(count) => write!(f, ";COUNT={count}"),
            RepeatEnd::Until(day) => {
                let (year, month, day) = day.parts();
                write!(f, ";UNTIL={year:04}{month:02}{day:02}")
            }
        }
    }
}

impl fmt::Display for OnWeekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ordinal != 0 {
            write!(f, "{}", self.ordinal)?;
        }
        f.write_str(WEEKDAYS[usize::from(self.weekday % 7)])
    }
}

fn write_list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, part: &str, of: &[T]) -> fmt::Result {
    for (at, value) in of.iter().enumerate() {
        match at {
            0 => write!(f, ";{part}={value}")?,
            _ => write!(f, ",{value}")?,
        }
    }
    Ok(())
}

/// Splits a rule into names and values.
fn split(text: &str) -> Result<Vec<(&'static str, &str)>, RepeatError> {
    let mut parts: Vec<(&'static str, &str)> = Vec::new();
    for part in text.split(';').filter(|part| !part.trim().is_empty()) {
        let unknown = || RepeatError::UnknownPart(part.to_owned());
        let (name, value) = part.split_once('=').ok_or_else(unknown)?;
        let known = PARTS.iter().find(|known| **known == name.trim()).ok_or_else(unknown)?;
        if parts.iter().any(|(before, _)| before == known) {
            return Err(RepeatError::Twice(known));
        }
        parts.push((known, value.trim()));
    }
    Ok(parts)
}

/// Parses the parts of RFC 7529: other calendars and the first day of the next month are not
/// supported.
fn backward(calendar: Option<&str>, skip: Option<&str>) -> Result<bool, RepeatError> {
    match (calendar, skip) {
        (Some("GREGORIAN") | None, None | Some("OMIT")) => Ok(false),
        (Some("GREGORIAN") | None, Some("BACKWARD")) => Ok(true),
        (Some("GREGORIAN") | None, Some(other)) => Err(bad("SKIP", other)),
        (Some(other), _) => Err(bad("RSCALE", other)),
    }
}

fn frequency(text: &str) -> Result<Frequency, RepeatError> {
    if matches!(text, "HOURLY" | "MINUTELY" | "SECONDLY") {
        return Err(RepeatError::TooOften(text.to_owned()));
    }
    let known = FREQUENCIES.iter().find(|(name, _)| *name == text);
    known.map(|(_, frequency)| *frequency).ok_or_else(|| bad("FREQ", text))
}

/// Parses the values of a list; sorts them and removes duplicates.
fn list<T: Ord>(
    part: &'static str,
    text: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, RepeatError> {
    let one = |one: &str| read(one.trim()).ok_or_else(|| bad(part, one));
    let mut values: Vec<T> = match text {
        Some(text) => text.split(',').map(one).collect::<Result<_, _>>()?,
        None => Vec::new(),
    };
    values.sort_unstable();
    values.dedup();
    Ok(values)
}

fn at_least_one(part: &'static str, text: &str) -> Result<u32, RepeatError> {
    match within::<u32>(text, 0, u32::MAX) {
        Some(0) => Err(RepeatError::Zero(part)),
        Some(number) => Ok(number),
        None => Err(bad(part, text)),
    }
}

/// Parses a number of digits only.
fn within<T: std::str::FromStr + PartialOrd>(text: &str, low: T, high: T) -> Option<T> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: T = digits.then(|| text.parse().ok()).flatten()?;
    (low <= number && number <= high).then_some(number)
}

/// Parses a number counted from the start, or with a minus from the end; never 0.
fn signed<T: TryFrom<i16>>(text: &str, high: i16) -> Option<T> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    T::try_from(within(digits, 1, high)? * sign).ok()
}

fn weekday(text: &str) -> Option<u8> {
    (0..7).find(|weekday| WEEKDAYS[usize::from(*weekday)] == text)
}

fn on_weekday(text: &str) -> Option<OnWeekday> {
    let (ordinal, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let ordinal = if ordinal.is_empty() { 0 } else { signed(ordinal, 53)? };
    Some(OnWeekday { ordinal, weekday: weekday(name)? })
}

/// Parses `20261224`, or a time on that day.
fn until(text: &str) -> Option<Day> {
    let (day, _) = text.split_once('T').unwrap_or((text, ""));
    let digits = day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| Day::parse(&format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]))).flatten()
}

fn bad(part: &'static str, value: &str) -> RepeatError {
    RepeatError::BadValue { part, value: value.to_owned() }
}
