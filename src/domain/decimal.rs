//! Decimal numbers as people type and read them. The standard library's conversions are exact to
//! the last bit of any number, which takes tables of 15 KB; these cover what fits in a field.

/// The largest exponent of a power of ten that a 53-bit number can be divided by with a single
/// rounding.
const POWERS: u32 = 22;
/// The number of decimals shown at most.
const PLACES: u32 = 9;

/// Parses digits with an optional sign and a point. Returns `None` for anything else, including
/// exponents, which nobody types into a field.
///
/// Exact for up to 15 digits, at most 22 of them after the point (W. Clinger, "How to read floating
/// point numbers accurately", 1990, the fast path); longer ones lose their last digits.
pub fn parse_decimal(text: &str) -> Option<f64> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mut mantissa, mut shift, mut any, mut after_point) = (0_u64, 0_i32, false, false);
    for letter in digits.chars() {
        match letter.to_digit(10) {
            Some(digit) => {
                any = true;
                if mantissa < 10_u64.pow(16) {
                    mantissa = mantissa * 10 + u64::from(digit);
                    shift -= i32::from(after_point);
                } else {
                    shift += i32::from(!after_point);
                }
            }
            None if letter == '.' && !after_point => after_point = true,
            None => return None,
        }
    }
    if !any {
        return None;
    }
    let mut number = mantissa as f64;
    while shift < 0 {
        let step = shift.unsigned_abs().min(POWERS);
        number /= power(step);
        shift += step as i32;
    }
    while shift > 0 {
        let step = shift.unsigned_abs().min(POWERS);
        number *= power(step);
        shift -= step as i32;
    }
    number.is_finite().then_some(if negative { -number } else { number })
}

/// Formats a number with a point and as many decimals as it needs, at most nine: `1200`, `-0.25`.
pub fn decimal_text(number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let sign = if number < 0.0 { "-" } else { "" };
    let size = number.abs();
    // Larger numbers have no decimals and are written as integers.
    if size >= 9e15 {
        return format!("{sign}{}", size as u128);
    }
    let places = (0..PLACES).find(|places| {
        let shifted = size * power(*places);
        shifted >= 9e15 || (shifted - shifted.round()).abs() < shifted.max(1.0) * 1e-15
    });
    let places = places.unwrap_or(PLACES);
    let shifted = (size * power(places)).round() as u64;
    let (whole, rest) = (shifted / 10_u64.pow(places), shifted % 10_u64.pow(places));
    let sign = if shifted == 0 { "" } else { sign };
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let rest = format!("{rest:0width$}", width = places as usize);
    format!("{sign}{whole}.{}", rest.trim_end_matches('0'))
}

/// Parses the same texts as [`parse_decimal`] as a whole number of parts: tenths for one place.
/// Exact; more places are rounded, half up by size. A number beyond 128 bits is the largest there is.
pub fn parse_scaled(text: &str, places: u32) -> Option<i128> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = !(whole.is_empty() && part.is_empty())
        && whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit());
    if !is_number {
        return None;
    }
    let places = places as usize;
    let kept = part.bytes().chain(std::iter::repeat(b'0')).take(places);
    let add = |sum: i128, digit: u8| {
        sum.saturating_mul(10).saturating_add(i128::from(digit.saturating_sub(b'0')))
    };
    let number = whole.bytes().chain(kept).fold(0, add);
    let is_up = part.as_bytes().get(places).is_some_and(|digit| *digit >= b'5');
    let number = number.saturating_add(i128::from(is_up));
    Some(if negative { -number } else { number })
}

/// Formats a whole number of parts with a point and as many decimals as it needs.
pub fn scaled_text(parts: i64, places: u32) -> String {
    let unit = 10_u64.pow(places);
    let (whole, rest) = (parts.unsigned_abs() / unit, parts.unsigned_abs() % unit);
    let sign = if parts < 0 { "-" } else { "" };
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let rest = format!("{rest:0width$}", width = places as usize);
    format!("{sign}{whole}.{}", rest.trim_end_matches('0'))
}

fn power(exponent: u32) -> f64 {
    // Exact up to 10^22.
    (0..exponent).fold(1.0, |power, _| power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_people_type_is_understood() {
        for (text, number) in [
            ("0", 0.0),
            ("1200", 1200.0),
            (" -0.25 ", -0.25),
            ("+7", 7.0),
            (".5", 0.5),
            ("3.", 3.0),
            ("0.1", 0.1),
            ("123456789.125", 123_456_789.125),
        ] {
            assert_eq!(parse_decimal(text), Some(number), "{text}");
        }
        for text in ["", "-", ".", "1e3", "1,5", "NaN", "inf", "1.2.3", "--1", "twelve"] {
            assert_eq!(parse_decimal(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_written_with_the_places_that_they_need() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1200.0, "1200"),
            (-0.25, "-0.25"),
            (0.1, "0.1"),
            (19.99, "19.99"),
            (1.0 / 3.0, "0.333333333"),
            (1e20, "100000000000000000000"),
            (-1e-12, "0"),
        ] {
            assert_eq!(decimal_text(number), text);
        }
        assert_eq!(decimal_text(f64::NAN), "");
    }

    #[test]
    fn parts_are_exact_and_rounded_half_up_by_size() {
        for (text, places, parts) in [
            ("12.5", 3, 12_500),
            (" -0.25 ", 2, -25),
            ("+7", 0, 7),
            (".5", 1, 5),
            ("3.", 2, 300),
            ("0.005", 2, 1),
            ("-0.005", 2, -1),
            ("0.0049999", 2, 0),
            ("0.29", 2, 29),
            ("12345678901234567.89", 2, 1_234_567_890_123_456_789),
        ] {
            assert_eq!(parse_scaled(text, places), Some(parts), "{text}");
        }
        for text in ["", "-", ".", "1e3", "1,5", "1.2.3", "--1", "١", "+-1"] {
            assert_eq!(parse_scaled(text, 2), None, "{text}");
        }
        assert_eq!(parse_scaled(&"9".repeat(99), 2), Some(i128::MAX));
        let texts = [(1_200, 3), (-25, 2), (125, 1), (0, 4), (i64::MIN, 4)];
        let texts = texts.map(|(parts, places)| scaled_text(parts, places));
        assert_eq!(texts, ["1.2", "-0.25", "12.5", "0", "-922337203685477.5808"]);
    }

    proptest! {
        #[test]
        fn parts_read_back(parts in any::<i64>(), places in 0_u32..5) {
            prop_assert_eq!(parse_scaled(&scaled_text(parts, places), places), Some(parts.into()));
        }

        #[test]
        fn a_price_comes_back_as_it_was(cents in -1_000_000_000_000_i64..1_000_000_000_000) {
            let number = cents as f64 / 100.0;
            prop_assert_eq!(parse_decimal(&decimal_text(number)), Some(number));
            prop_assert_eq!(decimal_text(number), number.to_string());
        }

        #[test]
        fn parsing_agrees_with_the_standard_library(text in "-?[0-9]{1,9}\\.[0-9]{0,6}") {
            prop_assert_eq!(parse_decimal(&text), text.parse::<f64>().ok());
        }
    }
}
