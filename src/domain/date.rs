//! Dates with missing parts: a birthday without a year, a year alone.

use std::fmt;

use super::day::{civil_from_days, days_of_month};

/// A date of the proleptic Gregorian calendar; any part may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    /// Year, 1 to 9999.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month, 1 to 31.
    pub day: Option<u8>,
}

impl PartialDate {
    /// Creates a date if that day exists; without a year, 29 February does.
    pub fn new(year: Option<i16>, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let year_exists = year.is_none_or(|year| (1..=9999).contains(&year));
        let month_exists = month.is_none_or(|month| (1..=12).contains(&month));
        let day_exists = day.is_none_or(|day| {
            // 2000 is a leap year.
            let last = month.map_or(31, |month| days_of_month(year.map_or(2000, i32::from), month));
            (1..=last).contains(&day)
        });
        (year_exists && month_exists && day_exists).then_some(Self { year, month, day })
    }

    /// Parses ISO 8601 as used in vCards and forms: `1980-03-22`, `19800322`, `--03-22`, `--0322`,
    /// `1980-03`, `1980`, `---22`; ignores a time after `T` or a space.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.split(['T', ' ']).next().unwrap_or_default();
        let number = |part: &str| -> Option<i16> {
            (!part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse().ok())
                .flatten()
        };
        let small = |part: &str| number(part).and_then(|n| u8::try_from(n).ok());
        if !text.is_ascii() {
            return None;
        }
        if let Some(day) = text.strip_prefix("---") {
            return Self::new(None, None, Some(small(day)?));
        }
        if let Some(rest) = text.strip_prefix("--") {
            let rest = rest.replace('-', "");
            return match rest.len() {
                2 => Self::new(None, Some(small(&rest)?), None),
                4 => Self::new(None, Some(small(&rest[..2])?), Some(small(&rest[2..])?)),
                _ => None,
            };
        }
        let parts: Vec<&str> = text.split('-').collect();
        match parts.as_slice() {
            [year, month, day] if year.len() == 4 => {
                Self::new(Some(number(year)?), Some(small(month)?), Some(small(day)?))
            }
            [year, month] if year.len() == 4 => {
                Self::new(Some(number(year)?), Some(small(month)?), None)
            }
            [year] if year.len() == 4 => Self::new(Some(number(year)?), None, None),
            [all] if all.len() == 8 => Self::new(
                Some(number(&all[..4])?),
                Some(small(&all[4..6])?),
                Some(small(&all[6..])?),
            ),
            _ => None,
        }
    }

    /// True if no part is known.
    pub fn is_blank(self) -> bool {
        self == Self::default()
    }

    /// Returns the UTC day of a moment (milliseconds since 1970).
    pub fn from_millis(millis: i64) -> Self {
        let (year, month, day) = civil_from_days(millis.div_euclid(86_400_000));
        Self { year: i16::try_from(year).ok(), month: Some(month), day: Some(day) }
    }
}

/// Writes the ISO 8601 form that [`PartialDate::parse`] reads.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => write!(f, "{year:04}-{month:02}-{day:02}"),
            (Some(year), Some(month), None) => write!(f, "{year:04}-{month:02}"),
            (Some(year), None, _) => write!(f, "{year:04}"),
            (None, Some(month), Some(day)) => write!(f, "--{month:02}-{day:02}"),
            (None, Some(month), None) => write!(f, "--{month:02}"),
            (None, None, Some(day)) => write!(f, "---{day:02}"),
            (None, None, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(
            PartialDate::parse(text).map(|date| date.to_string()).as_deref(),
            expect,
            "{text}"
        );
    }

    #[test]
    fn every_iso_form_reads_and_writes_back() {
        check("1980-03-22", Some("1980-03-22"));
        check("19800322", Some("1980-03-22"));
        check("--0322", Some("--03-22"));
        check("--03-22", Some("--03-22"));
        check("1980", Some("1980"));
        check("1980-03", Some("1980-03"));
        check("---22", Some("---22"));
        check("1953-10-15T23:10:00Z", Some("1953-10-15"));
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        check("2023-02-30", None);
        check("2023-02-29", None);
        check("1900-02-29", None);
        check("2000-02-29", Some("2000-02-29"));
        check("--02-29", Some("--02-29"));
        check("--02-30", None);
        check("1980-13-01", None);
        check("next week", None);
        check("１９８０", None);
        check("0000-01-01", None);
    }

    #[test]
    fn a_moment_falls_on_its_day() {
        assert_eq!(PartialDate::from_millis(0).to_string(), "1970-01-01");
        assert_eq!(PartialDate::from_millis(1_795_305_600_000).to_string(), "2026-11-22");
        assert_eq!(PartialDate::from_millis(-1).to_string(), "1969-12-31");
    }
}
