//! Parses numbers and amounts of money in cells of a table.

use domain::{Money, digits_of, spelled_amount, written_number};

/// Parses a number: as programs write it, else with a decimal comma or grouped thousands; a sign for
/// percent behind it says no more.
pub fn parse_number(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches(['%', '％']).trim_end();
    let plain = text.parse().ok().filter(|number: &f64| number.is_finite());
    plain.or_else(|| written_number(text))
}

/// Parses an amount of money: as the app writes it, else as people do (`$1,200.50`, `1.200 €`).
/// Returns `None` without a known currency.
pub fn parse_money(text: &str) -> Option<Money> {
    exact(text).or_else(|| spelled_amount(text, None))
}

fn exact(text: &str) -> Option<Money> {
    let (amount, code) = text.trim().rsplit_once(' ')?;
    let currency: [u8; 3] = code.as_bytes().try_into().ok()?;
    if !currency.iter().all(u8::is_ascii_uppercase) {
        return None;
    }
    let digits = digits_of(currency);
    let (whole, part) = amount.trim().split_once('.').unwrap_or((amount.trim(), ""));
    if part.len() > digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{whole}{part:0<digits$}").parse().ok().map(|minor| Money { minor, currency })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = parse_money(text).map(|money| money.to_string());
        assert_eq!(found.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn money_reads_back_to_the_last_minor_unit() {
        for (minor, code) in
            [(1250, b"EUR"), (-5, b"USD"), (1250, b"JPY"), (7, b"KWD"), (0, b"HUF")]
        {
            let money = Money { minor, currency: *code };
            assert_eq!(parse_money(&money.to_string()), Some(money));
        }
        assert_eq!(Money { minor: -5, currency: *b"USD" }.to_string(), "-0.05 USD");
    }

    #[test]
    fn money_is_read_as_people_write_it() {
        check("$1,200.50", "1200.50 USD");
        check("-$5", "-5.00 USD");
        check("€ -5", "-5.00 EUR");
        check("1.200,50 €", "1200.50 EUR");
        check("1.200 EUR", "1200.00 EUR");
        check("eur 12", "12.00 EUR");
        check("12EUR", "12.00 EUR");
        check("1.200.000 ₫", "1200000 VND");
        check("500.000đ", "500000 VND");
        check("12 000 Ft", "12000.00 HUF");
        check("CHF 1'200.50", "1200.50 CHF");
        check("5k €", "5000.00 EUR");
    }

    #[test]
    fn what_has_no_currency_or_is_not_exact_is_no_money() {
        for text in
            ["", "12", "EUR", "1200.505 EUR", "¥500", "500 kr", "$5 EUR", "5 apples", "1.2.3 €"]
        {
            check(text, "");
        }
    }

    #[test]
    fn numbers_of_programs_stay_what_they_are() {
        for (text, number) in [("1.200", 1.2), ("1e3", 1000.0), ("12,5", 12.5), ("1,200", 1200.0)] {
            assert_eq!(parse_number(text), Some(number), "{text}");
        }
        assert_eq!(parse_number("inf"), None);
    }
}
