//! Amounts of money as people type them: 12000, 12,000.50, 12.000,50, 12 000, -5, 1.2e4. Exact to
//! the minor unit, without floating point.

use super::decimal::parse_scaled;
use super::money::{digits_of, unit_of};
use super::{Money, fold, parse_decimal};

/// The currencies in national use today, by ISO 4217 code.
pub const CURRENCIES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL \
    BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD \
    FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS \
    KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK \
    MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD \
    SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD \
    UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// More digits than any 64-bit amount has.
const MOST_DIGITS: usize = 30;

/// Parses an amount in a currency; returns `None` if the text is not an amount, is not a whole number
/// of minor units, or does not fit. A lone mark before three digits separates thousands, unless it
/// is a point and the currency has three decimals.
pub fn typed_amount(text: &str, currency: [u8; 3]) -> Option<Money> {
    let text = fold(text);
    // 1.5e6, as spreadsheets write it.
    let Some((number, exponent)) = text.trim().split_once('e') else {
        return amount(&text, 1, currency);
    };
    let digits = exponent.strip_prefix('+').unwrap_or(exponent);
    let fits = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let exponent: u32 = fits.then(|| digits.parse().ok()).flatten()?;
    amount(number, 10_i128.checked_pow(exponent)?, currency)
}

/// Parses a folded text that counts in thousands or millions.
pub(super) fn scaled_amount(text: &str, factor: u32, currency: [u8; 3]) -> Option<Money> {
    amount(text, i128::from(factor), currency)
}

fn amount(text: &str, factor: i128, currency: [u8; 3]) -> Option<Money> {
    let Written { negative, whole, part } = Written::read(text, digits_of(currency))?;
    let minor = factor.checked_mul(unit_of(currency))?;
    let scaled = (whole + part).parse::<i128>().ok()?.checked_mul(minor)?;
    let divisor = 10_i128.checked_pow(u32::try_from(part.len()).ok()?)?;
    let minor = if scaled % divisor == 0 { scaled / divisor } else { return None };
    Money::of_minor(if negative { -minor } else { minor }, currency).ok()
}

/// A written number, split into its parts.
struct Written<'a> {
    negative: bool,
    /// The digits before the decimal mark; `part` has those after it.
    whole: String,
    part: &'a str,
}

impl<'a> Written<'a> {
    /// Returns `None` if the text is not a number: thousands must be separated everywhere or nowhere.
    fn read(text: &'a str, places: usize) -> Option<Self> {
        let text = text.trim();
        let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text),
        };
        let mark = decimal_mark(text, places);
        let (whole, part) = match mark {
            Some(at) => (&text[..at], &text[at + 1..]),
            None => (text, ""),
        };
        let groups: Vec<&str> = whole.split([',', '.', ' ', '\'']).collect();
        let grouped = match groups.as_slice() {
            [one] => mark.is_some() || !one.is_empty(),
            [first, middle @ .., last] => {
                (1..=3).contains(&first.len())
                    && middle.iter().all(|group| (2..=3).contains(&group.len()))
                    && last.len() == 3
            }
            [] => false,
        };
        let whole = groups.concat();
        let fits = (1..=MOST_DIGITS).contains(&(whole.len() + part.len()));
        let all_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        let is_number = grouped && fits && all_digits(&whole) && all_digits(part);
        is_number.then_some(Self { negative, whole, part })
    }
}

/// Parses a number with separated thousands or a decimal comma (`1.200,50`), by the rules of
/// amounts; returns `None` if it is none.
pub fn written_number(text: &str) -> Option<f64> {
    let text = fold(text);
    let Written { negative, whole, part } = Written::read(&text, 2)?;
    let sign = if negative { "-" } else { "" };
    parse_decimal(&format!("{sign}{whole}.{part}"))
}

/// Formats an amount for an input field: `12400.50`, without the currency.
pub fn amount_text(money: Money) -> String {
    let text = money.to_string();
    let number = text.split(' ').next().unwrap_or_default();
    let bare = number.trim_end_matches('0').strip_suffix('.');
    bare.unwrap_or(number).to_owned()
}

/// Parses a number with either decimal mark. Unlike [`written_number`], accepts thousands
/// separators anywhere.
pub fn typed_number(text: &str) -> Option<f64> {
    parse_decimal(&plain(text))
}

/// Parses the same texts as a whole number of parts; see [`parse_scaled`].
pub(super) fn typed_scaled(text: &str, places: u32) -> Option<i128> {
    parse_scaled(&plain(text), places)
}

/// Writes a typed number with a point and without thousands separators.
fn plain(text: &str) -> String {
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let (whole, part) = match decimal_mark(&text, 2) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text.as_str(), ""),
    };
    let whole = whole.replace(['.', ','], "");
    if part.is_empty() { whole } else { format!("{whole}.{part}") }
}

/// Finds the decimal mark; `None` if there is none.
fn decimal_mark(text: &str, places: usize) -> Option<usize> {
    let at = text.rfind(['.', ','])?;
    let (before, after) = (&text[..at], &text[at + 1..]);
    let own = &text[at..=at];
    if before.contains(own) {
        // A repeated mark separates thousands.
        return None;
    }
    let others = before.contains([',', '.', ' ', '\'']);
    let three_places = places == 3 && own == ".";
    let looks_grouped = after.len() == 3 && (1..=3).contains(&before.len()) && before != "0";
    (others || three_places || !looks_grouped).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, currency: &[u8; 3], expected: &str) {
        let found = typed_amount(text, *currency).map(|money| money.to_string());
        assert_eq!(found.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn amounts_are_understood_as_every_country_writes_them() {
        for text in
            ["12000.5", "12,000.50", "12.000,50", "12 000,5", "12'000.50", "１２，０００．５０"]
        {
            check(text, b"EUR", "12000.50 EUR");
        }
        for text in ["1234567", "1,234,567", "1.234.567", "12,34,567", "1 234 567"] {
            check(text, b"VND", "1234567 VND");
        }
        check("12,000", b"EUR", "12000.00 EUR");
        check("12.000", b"EUR", "12000.00 EUR");
        check("12,5", b"EUR", "12.50 EUR");
        check("0.500", b"EUR", "0.50 EUR");
        check(".5", b"EUR", "0.50 EUR");
        check("1.250", b"KWD", "1.250 KWD");
        check("1,250", b"KWD", "1250.000 KWD");
        check("-500", b"EUR", "-500.00 EUR");
        check("1000000000000000", b"EUR", "1000000000000000.00 EUR");
        check("-1.234,56", b"EUR", "-1234.56 EUR");
        check("\u{2212}12,5", b"EUR", "-12.50 EUR");
    }

    #[test]
    fn a_power_of_ten_is_an_amount_too() {
        check("1e15", b"EUR", "1000000000000000.00 EUR");
        check("1.5E6", b"EUR", "1500000.00 EUR");
        check("-2e3", b"VND", "-2000 VND");
        check("1,25e1", b"JPY", "");
        check("1,25e2", b"JPY", "125 JPY");
    }

    #[test]
    fn what_is_no_amount_or_not_exact_is_refused() {
        for text in [
            "",
            "-",
            ".",
            ",",
            "1e99",
            "1e-3",
            "e5",
            "12e",
            "1e5e5",
            "12 EUR",
            "twelve",
            "12.345.6",
            "1,2,3",
            "1..2",
            "12,0000,000",
            "12.505.50",
            "0.125",
            "--5",
            "é",
            "999999999999999999999",
            "5 -",
        ] {
            check(text, b"EUR", "");
        }
        check("12.5", b"JPY", "");
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed(minor in any::<i64>(), at in 0_usize..4) {
            let money = Money { minor, currency: [*b"EUR", *b"VND", *b"KWD", *b"HUF"][at] };
            let shown = money.to_string();
            let amount = shown.split_once(' ').unwrap().0;
            prop_assert_eq!(typed_amount(amount, money.currency), Some(money));
        }

        #[test]
        fn no_text_is_too_much(text in "[-0-9., 'é\u{2212}]{0,40}") {
            let _amount = typed_amount(&text, *b"EUR");
        }
    }

    #[test]
    fn an_amount_in_a_field_reads_back() {
        for typed in ["12400", "12400.5", "-0.05", "1000000000000000"] {
            let money = typed_amount(typed, *b"EUR").unwrap();
            assert_eq!(typed_amount(&amount_text(money), *b"EUR"), Some(money), "{typed}");
        }
        assert_eq!(amount_text(Money { minor: 100, currency: *b"VND" }), "100");
        assert_eq!(typed_number("12,5"), Some(12.5));
        assert_eq!(typed_number("1.000"), Some(1000.0));
        assert_eq!(typed_number("many"), None);
    }

    #[test]
    fn numbers_are_understood_as_every_country_writes_them() {
        for (text, number) in [
            ("1.200,50", 1200.5),
            ("1,200.5", 1200.5),
            ("0,125", 0.125),
            ("-2,7555", -2.7555),
            ("1.200", 1200.0),
            ("1\u{a0}200 000", 1_200_000.0),
            ("12", 12.0),
            (",5", 0.5),
        ] {
            assert_eq!(written_number(text), Some(number), "{text}");
        }
        for text in ["", ",", "1,2,3", "1.2.2020", "12 EUR", "5 apples", "a,5", "09 123 4567"] {
            assert_eq!(written_number(text), None, "{text}");
        }
    }
}
