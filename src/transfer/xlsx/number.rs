//! Numbers of cells: those of days and moments, and what a number of a spreadsheet holds exactly.

use domain::{Day, LocalClock, Money, PartialDate, Zones};

/// The decimal digits that a spreadsheet keeps.
const MOST_DIGITS: usize = 15;
/// The size of the smallest and the largest number of Excel.
const SIZES: std::ops::RangeInclusive<f64> = f64::MIN_POSITIVE..=9.999_999_999_999_99e307;
const DAY_MILLIS: i64 = 86_400_000;

/// Returns the serial number of a day counted from 1970-01-01 (ECMA-376, part 1, 18.17.4.1): 1 is
/// 1900-01-01, and 60 the 29 February 1900 that never was. `None` before 1900 and after 9999.
pub fn serial_of(day: i64) -> Option<i64> {
    const FIRST: i64 = -25_567;
    const MARCH: i64 = -25_508;
    const LAST: i64 = 2_932_896;
    let serial = day - FIRST + 1 + i64::from(day >= MARCH);
    (FIRST..=LAST).contains(&day).then_some(serial)
}

/// Returns the number of a date; `None` if a part of it is missing.
pub fn date_number(date: PartialDate) -> Option<String> {
    let day = Day::of(date)?;
    serial_of(i64::from(day.number())).map(|serial| serial.to_string())
}

/// Returns the number of a moment (milliseconds since 1970, UTC), as a clock of these offsets
/// showed it.
pub fn moment_number(millis: i64, clock: &LocalClock) -> Option<String> {
    let offset = clock.offset_minutes("", millis).unwrap_or(0);
    let shown = millis.checked_add(i64::from(offset) * 60_000)?;
    let day = serial_of(shown.div_euclid(DAY_MILLIS))? as f64;
    let part = shown.rem_euclid(DAY_MILLIS) as f64 / DAY_MILLIS as f64;
    Some((day + part).to_string())
}

/// Returns the number of a number; `None` if a spreadsheet would round it.
pub fn plain_number(number: f64) -> Option<String> {
    let fits = number == 0.0 || SIZES.contains(&number.abs());
    let short = format!("{number:e}");
    let mantissa = short.split('e').next().unwrap_or_default();
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).count();
    let plain = number.to_string();
    let shorter = if plain.len() < short.len() + MOST_DIGITS { plain } else { short };
    (fits && digits <= MOST_DIGITS).then_some(shorter)
}

/// Returns the number of an amount in whole units; `None` if a spreadsheet would round it, or knows
/// no such currency.
pub fn amount_number(money: Money) -> Option<String> {
    let is_exact = money.minor.unsigned_abs() < 10_u64.pow(MOST_DIGITS as u32);
    let is_known = money.currency.iter().all(u8::is_ascii_uppercase);
    let text = money.to_string();
    let (amount, _currency) = text.rsplit_once(' ')?;
    (is_exact && is_known).then(|| amount.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_the_numbers_of_the_standard() {
        for (date, expected) in [
            ("1900-01-01", Some("1")),
            ("1900-02-28", Some("59")),
            ("1900-03-01", Some("61")),
            ("1970-01-01", Some("25569")),
            ("2026-11-28", Some("46354")),
            ("9999-12-31", Some("2958465")),
            ("1899-12-31", None),
            ("--05-12", None),
            ("1980-03", None),
        ] {
            let found = date_number(PartialDate::parse(date).unwrap());
            assert_eq!(found.as_deref(), expected, "{date}");
        }
    }

    #[test]
    fn moments_are_shown_by_the_clock_of_the_user() {
        let clock = LocalClock { changes: vec![(0, 7 * 60)] };
        // 2026-11-27 23:00 UTC is six in the morning in Vietnam.
        let millis = 1_795_820_400_000;
        assert_eq!(moment_number(millis, &clock).as_deref(), Some("46354.25"));
        let utc = moment_number(millis, &LocalClock::default());
        assert_eq!(utc.as_deref(), Some("46353.958333333336"));
        assert_eq!(moment_number(i64::MIN, &clock), None);
    }

    #[test]
    fn numbers_that_a_spreadsheet_would_round_are_none() {
        let exact = [0.0, -1.5, 123_456_789_012_345.0, 1e300, 0.1, 1e-300, -0.07];
        for number in exact {
            assert_eq!(plain_number(number).unwrap().parse(), Ok(number));
        }
        assert_eq!(plain_number(12.5).as_deref(), Some("12.5"));
        let rounded = [0.1 + 0.2, 1_234_567_890_123_456.0, f64::NAN, f64::INFINITY, 1e308, 5e-324];
        assert_eq!(rounded.map(plain_number), [const { None }; 6]);
    }

    #[test]
    fn amounts_are_exact_to_the_last_minor_unit() {
        let check = |minor, currency, expected: Option<&str>| {
            assert_eq!(amount_number(Money { minor, currency }).as_deref(), expected);
        };
        check(-5, *b"EUR", Some("-0.05"));
        check(50_000_000, *b"VND", Some("50000000"));
        check(1, *b"KWD", Some("0.001"));
        check(999_999_999_999_999, *b"EUR", Some("9999999999999.99"));
        check(1_000_000_000_000_000, *b"EUR", None);
        check(i64::MIN, *b"EUR", None);
        check(5, *b"e]0", None);
    }
}
