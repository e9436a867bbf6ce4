//! Zeros at the beginning of telephone numbers and postcodes, which spreadsheets take for those of a
//! number and drop.

use std::ops::RangeInclusive;

use super::Address;

/// National numbers without their trunk zero, by ISO 3166 country: the digits with which they begin,
/// and their lengths. Only plans in which no other number looks like that (the national numbering
/// plans as notified to ITU-T under E.129).
const NUMBERS: &[(&str, &str, RangeInclusive<usize>)] = &[
    ("AU", "23478", 9..=9),
    ("BE", "4", 9..=9),
    ("CH", "234567", 9..=9),
    ("DE", "1", 10..=11),
    ("FR", "1234567", 9..=9),
    ("GB", "127", 10..=10),
    ("HU", "6", 9..=10),
    ("JP", "789", 10..=10),
    ("KR", "1", 10..=10),
    ("NL", "12345678", 9..=9),
    ("RO", "237", 9..=9),
    ("SK", "9", 9..=9),
    ("TH", "689", 9..=9),
    ("TR", "5", 10..=10),
    ("TW", "9", 9..=9),
    ("UA", "35679", 9..=9),
    ("VN", "35789", 9..=9),
    ("VN", "2", 10..=10),
    ("ZA", "678", 9..=9),
];

/// The lengths of postcodes that are digits alone and may begin with a zero, by ISO 3166 country
/// (Universal Postal Union, "Postal addressing systems").
const POSTCODES: &[(&str, usize)] = &[
    ("AU", 4),
    ("BR", 8),
    ("CN", 6),
    ("DE", 5),
    ("ES", 5),
    ("FI", 5),
    ("FR", 5),
    ("IT", 5),
    ("JP", 7),
    ("KR", 5),
    ("KZ", 6),
    ("MX", 5),
    ("MY", 5),
    ("NO", 4),
    ("RO", 6),
    ("SG", 6),
    ("SK", 5),
    ("TR", 5),
    ("UA", 5),
    ("US", 5),
];

/// Returns a telephone number with the zero that it lost, if its country makes that certain: in
/// France, 639980041 is 0639980041. `None` if none is missing, or it may be another number.
pub fn number_with_zero(text: &str, country: &str) -> Option<String> {
    let digits = whole(text)?;
    let is_known = |(of, first, lengths): &&(&str, &str, RangeInclusive<usize>)| {
        *of == country
            && digits.starts_with(|it| first.contains(it))
            && lengths.contains(&digits.len())
    };
    NUMBERS.iter().any(|plan| is_known(&plan)).then(|| format!("0{digits}"))
}

/// Returns a postcode with the zero that it lost, if its country makes that certain: in France, 1000
/// is 01000.
pub fn postcode_with_zero(text: &str, country: &str) -> Option<String> {
    let digits = whole(text)?;
    let is_one_short = |(of, length): &(&str, usize)| *of == country && digits.len() + 1 == *length;
    POSTCODES.iter().any(is_one_short).then(|| format!("0{digits}"))
}

/// True for digits that are a whole postcode of a country whose postcodes may begin with a zero.
pub fn is_whole_postcode(text: &str, country: &str) -> bool {
    let text = text.trim();
    let is_whole = |(of, length): &(&str, usize)| *of == country && text.len() == *length;
    text.bytes().all(|byte| byte.is_ascii_digit()) && POSTCODES.iter().any(is_whole)
}

/// Returns a text of digits that a spreadsheet can take for a number as it stands.
fn whole(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    is_number.then_some(text).filter(|text| !text.is_empty())
}

/// True if an address is the other one without the zero with which its postcode begins.
pub fn is_without_zero(address: &Address, other: &Address) -> bool {
    let lost = other.postcode.strip_prefix('0').filter(|rest| !rest.is_empty());
    lost == Some(address.postcode.as_str())
        && Address { postcode: String::new(), ..address.clone() }
            == Address { postcode: String::new(), ..other.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_comes_back_only_if_the_country_is_sure() {
        for (text, country, expect) in [
            ("639980041", "FR", Some("0639980041")),
            ("912345678", "VN", Some("0912345678")),
            ("2838221111", "VN", Some("02838221111")),
            ("1701234567", "DE", Some("01701234567")),
            ("6301234567", "HU", Some("06301234567")),
            ("7911123456", "GB", Some("07911123456")),
            ("0639980041", "FR", None),
            ("33639980041", "FR", None),
            ("+639980041", "FR", None),
            ("639980041", "IT", None),
            ("3512345", "DE", None),
            ("4155550100", "US", None),
            ("", "FR", None),
        ] {
            assert_eq!(number_with_zero(text, country).as_deref(), expect, "{text} {country}");
        }
        for (text, country, expect) in [
            ("1000", "FR", Some("01000")),
            ("2134", "US", Some("02134")),
            ("150", "NO", Some("0150")),
            ("69001", "FR", None),
            ("100", "FR", None),
            ("1000", "HU", None),
            ("2134-1000", "US", None),
            ("01000", "FR", None),
        ] {
            assert_eq!(postcode_with_zero(text, country).as_deref(), expect, "{text} {country}");
        }
    }

    #[test]
    fn an_address_that_lost_a_zero_is_the_same() {
        let of = |postcode: &str, city: &str| Address {
            postcode: postcode.to_owned(),
            city: city.to_owned(),
            ..Address::default()
        };
        assert!(is_without_zero(&of("1000", "Bourg"), &of("01000", "Bourg")));
        assert!(!is_without_zero(&of("01000", "Bourg"), &of("1000", "Bourg")));
        assert!(!is_without_zero(&of("1000", "Bourg"), &of("01000", "Lyon")));
        assert!(!is_without_zero(&of("", "Bourg"), &of("0", "Bourg")));
    }
}
