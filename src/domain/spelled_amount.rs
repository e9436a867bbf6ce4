//! Amounts as people spell them, with what they write around the number: €, $1,200, 12k, 1,2 Mio. €,
//! 50 triệu, 120万円, (1.250,00), 980,-. One reader for forms, tables and what is pasted.

use super::amount::{CURRENCIES, scaled_amount, typed_amount};
use super::clean::in_ascii;
use super::{Money, fold};

/// Names and signs of currencies beside their codes, folded, the longest first where one begins with
/// another. Without `¥` and `kr`, which several countries share.
const NAMES: &[(&str, [u8; 3])] = &[
    ("us$", *b"USD"),
    ("r$", *b"BRL"),
    ("a$", *b"AUD"),
    ("au$", *b"AUD"),
    ("c$", *b"CAD"),
    ("ca$", *b"CAD"),
    ("nt$", *b"TWD"),
    ("hk$", *b"HKD"),
    ("s$", *b"SGD"),
    ("€", *b"EUR"),
    ("euros", *b"EUR"),
    ("euro", *b"EUR"),
    ("$", *b"USD"),
    ("dollars", *b"USD"),
    ("£", *b"GBP"),
    ("₫", *b"VND"),
    ("vnđ", *b"VND"),
    ("vnd", *b"VND"),
    ("dong", *b"VND"),
    ("d", *b"VND"),
    ("฿", *b"THB"),
    ("บาท", *b"THB"),
    ("元", *b"CNY"),
    ("人民币", *b"CNY"),
    ("rmb", *b"CNY"),
    ("円", *b"JPY"),
    ("ft", *b"HUF"),
    ("forint", *b"HUF"),
    ("zł", *b"PLN"),
    ("zl", *b"PLN"),
    ("kc", *b"CZK"),
    ("руб", *b"RUB"),
    ("р", *b"RUB"),
    ("₽", *b"RUB"),
    ("fr", *b"CHF"),
    ("sfr", *b"CHF"),
    ("₹", *b"INR"),
    ("rs", *b"INR"),
    ("₩", *b"KRW"),
];

/// Signs that several currencies share, with these.
const SHARED: &[(&str, &[[u8; 3]])] = &[
    ("¥", &[*b"JPY", *b"CNY"]),
    ("￥", &[*b"JPY", *b"CNY"]),
    ("kr", &[*b"SEK", *b"NOK", *b"DKK", *b"ISK"]),
];

/// Words for thousands and more behind a number, folded, the longest first where one begins with
/// another.
const SCALES: &[(&str, u32)] = &[
    ("thousand", 1_000),
    ("tsd", 1_000),
    ("tausend", 1_000),
    ("ezer", 1_000),
    ("nghin", 1_000),
    ("ngan", 1_000),
    ("tys", 1_000),
    ("тыс", 1_000),
    ("mil", 1_000),
    ("พน", 1_000),
    ("พัน", 1_000),
    ("千", 1_000),
    ("k", 1_000),
    ("หมืน", 10_000),
    ("万", 10_000),
    ("萬", 10_000),
    ("แสน", 100_000),
    ("lakh", 100_000),
    ("millions", 1_000_000),
    ("million", 1_000_000),
    ("millio", 1_000_000),
    ("millionen", 1_000_000),
    ("milhoes", 1_000_000),
    ("millones", 1_000_000),
    ("trieu", 1_000_000),
    ("tr", 1_000_000),
    ("mio", 1_000_000),
    ("mln", 1_000_000),
    ("млн", 1_000_000),
    ("ลาน", 1_000_000),
    ("百万", 1_000_000),
    ("mm", 1_000_000),
    ("m", 1_000_000),
    ("crore", 10_000_000),
    ("亿", 100_000_000),
    ("億", 100_000_000),
    ("billion", 1_000_000_000),
    ("milliard", 1_000_000_000),
    ("milliarden", 1_000_000_000),
    ("mrd", 1_000_000_000),
    ("млрд", 1_000_000_000),
    ("mld", 1_000_000_000),
    ("ty", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("b", 1_000_000_000),
];

/// Parses an amount as people spell it. `usual` is the currency of amounts that name none. Returns
/// `None` if the text is no amount, names no currency and there is no usual one, or is not exact to
/// the minor unit.
pub fn spelled_amount(text: &str, usual: Option<[u8; 3]>) -> Option<Money> {
    if let Some(money) = usual.and_then(|usual| typed_amount(text, usual)) {
        return Some(money);
    }
    let folded = fold(&in_ascii(text));
    let text = folded.trim();
    // A negative amount in books stands in brackets; a minus may stand behind.
    let (text, in_brackets) = match text.strip_prefix('(').and_then(|it| it.strip_suffix(')')) {
        Some(inner) => (inner.trim(), true),
        None => (text, false),
    };
    let first = text.find(|letter: char| letter.is_ascii_digit())?;
    let last = text.rfind(|letter: char| letter.is_ascii_digit())?;
    let (before, number, after) = (&text[..first], &text[first..=last], &text[last + 1..]);
    // A decimal point before the first digit.
    let (before, number) =
        match before.strip_suffix('.').filter(|it| !it.ends_with(char::is_alphabetic)) {
            Some(before) => (before, &text[first - 1..=last]),
            None => (before, number),
        };
    let minus = ['-', '\u{2212}'];
    let (before, is_before) = match before.contains(minus) {
        true => (before.replace(minus, ""), true),
        false => (before.to_owned(), false),
    };
    // 980,- and 980,-- are whole amounts.
    let after = after.trim_start_matches(',').trim_start_matches(".-");
    let (after, is_behind) = match after.trim_start().strip_prefix('-') {
        Some(rest) if text[last + 1..].starts_with([',', '.']) => {
            (rest.trim_start_matches('-'), false)
        }
        Some(rest) => (rest, true),
        None => (after, false),
    };
    let (scale, after) = scaled(after);
    let names = [before.trim().trim_end_matches('.'), after.trim().trim_end_matches('.')];
    let mut named = names.into_iter().filter(|name| !name.is_empty());
    let currency = match (named.next(), named.next()) {
        (None, _) => usual?,
        (Some(name), None) => currency_called(name, usual)?,
        (Some(one), Some(other)) => {
            let (one, other) = (currency_called(one, usual)?, currency_called(other, usual)?);
            // `$1,200 USD`.
            (one == other).then_some(one)?
        }
    };
    let sign = if is_before || is_behind || in_brackets { "-" } else { "" };
    scaled_amount(&format!("{sign}{number}"), scale, currency)
}

/// Takes the word for thousands and more from the beginning of what stands behind a number.
fn scaled(after: &str) -> (u32, &str) {
    let text = after.trim_start();
    let rest = |word: &str| {
        let rest = text.strip_prefix(word)?;
        // The word ends there, or a currency follows it that is known.
        let rest = rest.trim_start_matches('.').trim_start();
        let ends = !rest.starts_with(char::is_alphabetic)
            || currency_named(rest.trim_end_matches('.')).is_some();
        // Of one letter only before nothing or a space: `5 m` and `5m EUR`, not `5 members`.
        ends.then_some(rest)
    };
    let found = SCALES.iter().filter_map(|(word, scale)| Some((word.len(), *scale, rest(word)?)));
    match found.max_by_key(|(length, ..)| *length) {
        // `d` is đồng: `5 md` is nothing.
        Some((_, scale, rest)) => (scale, rest),
        None => (1, after),
    }
}

/// Returns the currency of a folded code, sign or name.
pub fn currency_named(name: &str) -> Option<[u8; 3]> {
    let code = CURRENCIES.split(' ').find(|code| code.eq_ignore_ascii_case(name));
    let code = code.and_then(|code| code.as_bytes().try_into().ok());
    code.or_else(|| NAMES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code))
}

/// Returns the currency of a name; of a shared sign the usual one, if it has that sign.
fn currency_called(name: &str, usual: Option<[u8; 3]>) -> Option<[u8; 3]> {
    let shared = || {
        let (_, all) = SHARED.iter().find(|(sign, _)| *sign == name)?;
        usual.filter(|usual| all.contains(usual))
    };
    currency_named(name).or_else(shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, usual: Option<&[u8; 3]>, expect: &str) {
        let found = spelled_amount(text, usual.copied()).map(|money| money.to_string());
        assert_eq!(found.unwrap_or_default(), expect, "{text}");
    }

    #[test]
    fn an_amount_is_read_as_people_spell_it() {
        for text in
            ["4.711,98 €", "€4,711.98", "EUR 4 711,98", "4711.98 Euro", "4'711.98", "4 711,98"]
        {
            check(text, Some(b"EUR"), "4711.98 EUR");
        }
        for text in [
            "12k",
            "12 k",
            "12 tsd.",
            "12,000",
            "12.000,00",
            "12000,-",
            "12000.-",
            "0.012 mio",
            "12 ezer",
        ] {
            check(text, Some(b"EUR"), "12000.00 EUR");
        }
        check("$1,200", Some(b"EUR"), "1200.00 USD");
        check("R$ 1.234,56", None, "1234.56 BRL");
        check("50 triệu", Some(b"VND"), "50000000 VND");
        check("1,2 tỷ", Some(b"VND"), "1200000000 VND");
        check("35.000.000đ", None, "35000000 VND");
        check("2,5tr", Some(b"VND"), "2500000 VND");
        check("120万円", None, "1200000 JPY");
        check("￥350,000", Some(b"JPY"), "350000 JPY");
        check("¥350", Some(b"EUR"), "");
        check("1,2 Mio. €", None, "1200000.00 EUR");
        check("12k EUR", None, "12000.00 EUR");
        check("12ke", Some(b"EUR"), "");
        check("1 200 руб.", None, "1200.00 RUB");
        check("980,-", Some(b"CZK"), "980.00 CZK");
        check("$1,200 USD", None, "1200.00 USD");
        check("$1,200 EUR", None, "");
    }

    #[test]
    fn negative_amounts_have_many_signs() {
        for text in
            ["-1.250,00", "1.250,00-", "(1.250,00)", "-€1,250", "€ -1250", "(€1,250.00)", "−1250"]
        {
            check(text, Some(b"EUR"), "-1250.00 EUR");
        }
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for text in
            ["", "-", "about 500", "5 apples", "5 members", "1.2.3", "12k5", "on request", "500"]
        {
            check(text, None, "");
        }
        check("1200.505 EUR", None, "");
    }
}
