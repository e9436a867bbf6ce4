//! Phone numbers: stored as written, compared by their digits.

use super::Fields;
use super::clean::ascii_digit;
use super::extension::{extension, is_code, without_extension};
use super::settings;

/// The calling code of the user's country, for numbers without a country code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dialing {
    /// The calling code without the plus; `None` if no country was chosen.
    pub code: Option<&'static str>,
}

impl Dialing {
    /// Returns the calling code of a country, by its ISO 3166 code.
    pub fn of_country(iso: &str) -> Self {
        let found = COUNTRIES.iter().find(|(country, _)| *country == iso);
        Self { code: found.map(|(_, code)| *code) }
    }

    /// Returns the calling code of the country in the settings.
    pub fn of_settings(settings: &impl Fields) -> Self {
        Self::of_country(&settings.text(settings::COUNTRY))
    }
}

/// Returns the countries with their calling codes (ITU-T E.164), by ISO 3166 code.
pub fn country_codes() -> &'static [(&'static str, &'static str)] {
    COUNTRIES
}

/// Returns a number's digits in international form without the plus, if the country is known or
/// written; else the digits as they are. Leaves out an extension. Empty if there is no digit.
pub fn phone_digits(text: &str, dialing: Dialing) -> String {
    let text = text.trim();
    let number = without_extension(text);
    let digits: String = number.chars().filter_map(ascii_digit).collect();
    let plus = number.starts_with(['+', '＋']);
    if plus {
        // A zero in brackets after the code, as in +44 (0)20, is not dialed from abroad.
        return if number.contains("(0)") { digits.replacen('0', "", 1) } else { digits };
    }
    if let Some(international) = digits.strip_prefix("00") {
        return international.to_owned();
    }
    match dialing.code {
        Some(code) if digits.len() > 5 => {
            let national = trunk(code).and_then(|trunk| digits.strip_prefix(trunk));
            [code, national.unwrap_or(&digits)].concat()
        }
        _ => digits,
    }
}

/// Calls `see` with the forms in which a number is compared with differently written ones if no
/// country was chosen: trunk prefix, and digits after the country code; for a number without a
/// country code, a form for each way in which countries dial. Returns whether it has a country
/// code.
///
/// Numbers of which at most one has a country code can be the same if they share a form:
/// `0903 123 456` can be `+84 903 123 456` and `+66 903 123 456`, which are two. Numbers of fewer
/// than eight digits have no form. `digits` is the result of [`phone_digits`] without a country.
pub fn national_forms(text: &str, digits: &str, see: &mut dyn FnMut(&str, &str)) -> bool {
    let mut show = |code: &str, national: &str| {
        let lengths = match code {
            "1" | "7" => 10..=10,
            "36" => 8..=9,
            _ => 8..=12,
        };
        if lengths.contains(&national.len()) {
            see(trunk(code).unwrap_or_default(), national);
        }
    };
    let says_country = text.trim_start().starts_with(['+', '＋'])
        || text.chars().filter_map(ascii_digit).take(2).eq("00".chars());
    if says_country {
        let (code, national) = digits.split_at_checked(code_length(digits)).unwrap_or_default();
        let zero = if code == "39" { None } else { national.strip_prefix('0') };
        show(code, zero.unwrap_or(national));
    } else {
        // One country for each way of dialing.
        for code in ["84", "39", "36", "7", "1"] {
            let national = trunk(code).and_then(|trunk| digits.strip_prefix(trunk));
            show(code, national.unwrap_or(digits));
        }
    }
    says_country
}

/// True if two numbers of one person are one in two writings: with and without the country code (which
/// may be another than the user's), with other spaces. Their extensions must be the same, too.
pub fn is_same_number(a: &str, b: &str, dialing: Dialing) -> bool {
    let (of_a, of_b) = (phone_digits(a, dialing), phone_digits(b, dialing));
    if of_a.is_empty() || is_code(a) != is_code(b) || extension(a) != extension(b) {
        return false;
    }
    if of_a == of_b {
        return true;
    }
    let forms = |text: &str| {
        let mut forms = Vec::new();
        let digits = phone_digits(text, Dialing::default());
        let says_country = national_forms(text, &digits, &mut |trunk, national| {
            forms.push((trunk.to_owned(), national.to_owned()));
        });
        (says_country, forms)
    };
    let ((of_country, forms_a), (abroad, forms_b)) = (forms(a), forms(b));
    of_country != abroad && forms_a.iter().any(|form| forms_b.contains(form))
}

/// Returns the length of the country code that a number begins with (ITU-T E.164: no code is a
/// prefix of another, and the first two digits decide).
fn code_length(digits: &str) -> usize {
    match digits.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [b'2', b'0' | b'7', ..]
        | [b'3', b'0'..=b'4' | b'6' | b'9', ..]
        | [b'4', b'0' | b'1' | b'3'..=b'9', ..]
        | [b'5', b'1'..=b'8', ..]
        | [b'6', b'0'..=b'6', ..]
        | [b'8', b'1' | b'2' | b'4' | b'6', ..]
        | [b'9', b'0'..=b'5' | b'8', ..] => 2,
        _ => 3,
    }
}

/// Returns the trunk prefix: the digits dialed before a number within a country.
fn trunk(code: &str) -> Option<&'static str> {
    match code {
        // Italy keeps its zero.
        "39" => None,
        "36" => Some("06"),
        "7" => Some("8"),
        "1" => Some("1"),
        _ => Some("0"),
    }
}

/// Returns the digits to search for when somebody types a number: without the trunk zero, and for
/// an international form also without the country code.
pub fn digit_needles(text: &str) -> Vec<String> {
    let text = text.trim();
    let digits: String = text.chars().filter_map(ascii_digit).collect();
    let international = text.starts_with(['+', '＋']) || digits.starts_with("00");
    let bare = digits.trim_start_matches('0').to_owned();
    if bare.is_empty() {
        return if digits.is_empty() { Vec::new() } else { vec![digits] };
    }
    let mut needles = vec![bare.clone()];
    if international {
        let code = (1..=3).rev().find_map(|length| {
            let head = bare.get(..length)?;
            COUNTRIES.iter().any(|(_, code)| *code == head).then_some(length)
        });
        if let Some(rest) =
            code.and_then(|length| bare.get(length..)).filter(|rest| rest.len() >= 3)
        {
            needles.push(rest.trim_start_matches('0').to_owned());
        }
    }
    needles
}

const COUNTRIES: &[(&str, &str)] = &[
    ("AF", "93"),
    ("AL", "355"),
    ("DZ", "213"),
    ("AD", "376"),
    ("AO", "244"),
    ("AR", "54"),
    ("AM", "374"),
    ("AU", "61"),
    ("AT", "43"),
    ("AZ", "994"),
    ("BH", "973"),
    ("BD", "880"),
    ("BY", "375"),
    ("BE", "32"),
    ("BZ", "501"),
    ("BJ", "229"),
    ("BT", "975"),
    ("BO", "591"),
    ("BA", "387"),
    ("BW", "267"),
    ("BR", "55"),
    ("BN", "673"),
    ("BG", "359"),
    ("BF", "226"),
    ("BI", "257"),
    ("KH", "855"),
    ("CM", "237"),
    ("CA", "1"),
    ("CV", "238"),
    ("CF", "236"),
    ("TD", "235"),
    ("CL", "56"),
    ("CN", "86"),
    ("CO", "57"),
    ("CD", "243"),
    ("CG", "242"),
    ("CR", "506"),
    ("HR", "385"),
    ("CU", "53"),
    ("CY", "357"),
    ("CZ", "420"),
    ("DK", "45"),
    ("DJ", "253"),
    ("DO", "1"),
    ("EC", "593"),
    ("EG", "20"),
    ("SV", "503"),
    ("EE", "372"),
    ("SZ", "268"),
    ("ET", "251"),
    ("FJ", "679"),
    ("FI", "358"),
    ("FR", "33"),
    ("GA", "241"),
    ("GM", "220"),
    ("GE", "995"),
    ("DE", "49"),
    ("GH", "233"),
    ("GR", "30"),
    ("GT", "502"),
    ("GN", "224"),
    ("HT", "509"),
    ("HN", "504"),
    ("HK", "852"),
    ("HU", "36"),
    ("IS", "354"),
    ("IN", "91"),
    ("ID", "62"),
    ("IR", "98"),
    ("IQ", "964"),
    ("IE", "353"),
    ("IL", "972"),
    ("IT", "39"),
    ("CI", "225"),
    ("JM", "1"),
    ("JP", "81"),
    ("JO", "962"),
    ("KZ", "7"),
    ("KE", "254"),
    ("KR", "82"),
    ("KW", "965"),
    ("KG", "996"),
    ("LA", "856"),
    ("LV", "371"),
    ("LB", "961"),
    ("LR", "231"),
    ("LY", "218"),
    ("LI", "423"),
    ("LT", "370"),
    ("LU", "352"),
    ("MO", "853"),
    ("MG", "261"),
    ("MW", "265"),
    ("MY", "60"),
    ("MV", "960"),
    ("ML", "223"),
    ("MT", "356"),
    ("MR", "222"),
    ("MU", "230"),
    ("MX", "52"),
    ("MD", "373"),
    ("MC", "377"),
    ("MN", "976"),
    ("ME", "382"),
    ("MA", "212"),
    ("MZ", "258"),
    ("MM", "95"),
    ("NA", "264"),
    ("NP", "977"),
    ("NL", "31"),
    ("NZ", "64"),
    ("NI", "505"),
    ("NE", "227"),
    ("NG", "234"),
    ("MK", "389"),
    ("NO", "47"),
    ("OM", "968"),
    ("PK", "92"),
    ("PA", "507"),
    ("PG", "675"),
    ("PY", "595"),
    ("PE", "51"),
    ("PH", "63"),
    ("PL", "48"),
    ("PT", "351"),
    ("PR", "1"),
    ("QA", "974"),
    ("RO", "40"),
    ("RU", "7"),
    ("RW", "250"),
    ("SA", "966"),
    ("SN", "221"),
    ("RS", "381"),
    ("SC", "248"),
    ("SL", "232"),
    ("SG", "65"),
    ("SK", "421"),
    ("SI", "386"),
    ("SO", "252"),
    ("ZA", "27"),
    ("SS", "211"),
    ("ES", "34"),
    ("LK", "94"),
    ("SD", "249"),
    ("SR", "597"),
    ("SE", "46"),
    ("CH", "41"),
    ("SY", "963"),
    ("TW", "886"),
    ("TJ", "992"),
    ("TZ", "255"),
    ("TH", "66"),
    ("TG", "228"),
    ("TT", "1"),
    ("TN", "216"),
    ("TR", "90"),
    ("TM", "993"),
    ("UG", "256"),
    ("UA", "380"),
    ("AE", "971"),
    ("GB", "44"),
    ("US", "1"),
    ("UY", "598"),
    ("UZ", "998"),
    ("VE", "58"),
    ("VN", "84"),
    ("YE", "967"),
    ("ZM", "260"),
    ("ZW", "263"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_is_known_in_all_its_writings() {
        let germany = Dialing::of_country("DE");
        let same = |a, b, dialing| is_same_number(a, b, dialing);
        for other in
            ["030/23125011", "0049 30 23125-011", "(030) 23 12 50 11", "+49 (0)30 23125 011"]
        {
            assert!(same("+49 30 23125 011", other, germany), "{other}");
        }
        assert!(same("+84 912 000 111", "0912 000 111", Dialing::default()));
        assert!(same("912345678", "+84 912 345 678", Dialing::of_country("VN")));
        assert!(same("0912 000 111", "+84 912 000 111", germany));
        assert!(!same("+84 912 000 111", "+66 912 000 111", Dialing::default()));
        assert!(!same("030 23125011", "030 23125012", germany));
        assert!(!same("555 0100 x12", "555 0100 x13", Dialing::default()));
        assert!(same("555 0100 x12", "555-0100 ext. 12", Dialing::default()));
        assert!(!same("*100#", "100", Dialing::default()));
    }

    fn check(country: &str, text: &str, expect: &str) {
        assert_eq!(phone_digits(text, Dialing::of_country(country)), expect, "{text}");
    }

    #[test]
    fn one_number_has_the_same_digits_however_it_is_written() {
        for text in ["+84 912 345 678", "0912345678", "0084 912-345-678", "(0912) 345.678"] {
            check("VN", text, "84912345678");
        }
        check("GB", "+44 (0)20 7946 0000", "442079460000");
        check("HU", "06 30 123 4567", "36301234567");
        check("IT", "06 1234 5678", "390612345678");
        check("US", "(905) 555-1234 x12", "19055551234");
        check("US", "(905) 555-1234*12", "19055551234");
        check("DE", "0351 440 Durchw. 15", "49351440");
        check("TH", "๐๘๑ ๒๓๔ ๕๖๗๘", "66812345678");
        check("", "0912 345 678", "0912345678");
        check("US", "911", "911");
        check("US", "none", "");
    }

    fn forms(text: &str) -> Vec<String> {
        let digits = phone_digits(text, Dialing::default());
        let mut forms = Vec::new();
        national_forms(text, &digits, &mut |way, national| forms.push(format!("{way} {national}")));
        forms
    }

    #[test]
    fn numbers_share_a_form_where_one_may_be_the_other_as_it_is_dialed_at_home() {
        let share = |one: &str, other: &str| {
            let other = forms(other);
            forms(one).iter().any(|form| other.contains(form))
        };
        for (home, abroad) in [
            ("0903 123 456", "+84 903 123 456"),
            ("903123456", "0084 903 123 456"),
            ("(415) 555-0132", "+1-415-555-0132"),
            ("1 415 555 0132", "+1 415 555 0132"),
            ("06 30 123 4567", "+36 30 123 4567"),
            ("8 912 345-67-89", "+7 912 345 67 89"),
            ("06 1234 5678", "+39 06 1234 5678"),
            ("020 7946 0000", "+44 (0)20 7946 0000"),
            ("0903123456", "903123456"),
        ] {
            assert!(share(home, abroad), "{home} {abroad}");
        }
        for (home, other) in [
            ("0903 123 456", "+84 903 123 457"),
            ("8 912 345-67-89", "+84 912 345 67 89"),
            ("123 4567", "+84 123 4567"),
            ("555 0132", "+1 415 555 0132"),
        ] {
            assert!(!share(home, other), "{home} {other}");
        }
    }

    #[test]
    fn the_length_of_a_countrys_code_is_told_by_its_first_digits() {
        for (country, code) in country_codes() {
            assert_eq!(code_length(&format!("{code}123456")), code.len(), "{country}");
        }
    }

    #[test]
    fn what_is_typed_is_found_in_either_form() {
        assert_eq!(digit_needles("0912 345"), ["912345"]);
        assert_eq!(digit_needles("+84 912 345"), ["84912345", "912345"]);
        assert_eq!(digit_needles("0"), ["0"]);
        assert_eq!(digit_needles("anh"), Vec::<String>::new());
    }
}
