//! Protects against formula injection: a cell that a spreadsheet would take for a formula gets a
//! leading apostrophe, which reading removes. Phones, amounts and dates are no formulas, whatever
//! sign they begin with.

use std::borrow::Cow;

use domain::PartialDate;
use serde::{Deserialize, Serialize};

/// The two ways in which cells that could be formulas are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CellGuard {
    /// With an apostrophe, for spreadsheets.
    #[default]
    Protected,
    /// As they are, for programs that compute nothing.
    Exact,
}

/// True if a cell begins with a sign of a formula.
fn begins_with_sign(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// True if reading removes the first apostrophe of a cell. Wider than what writing protects:
/// earlier builds wrote every sign with an apostrophe, phones too.
fn is_unguarded(cell: &str) -> bool {
    cell.starts_with('\'') && begins_with_sign(cell.trim_start_matches('\''))
}

/// True if a spreadsheet could compute a cell.
pub fn could_be_formula(cell: &str) -> bool {
    match cell.strip_prefix(['+', '-']) {
        Some(rest) if rest.trim().is_empty() || is_amount(rest) => false,
        Some(rest) if cell.starts_with('+') => !is_phone(rest),
        Some(_) => !is_date(cell),
        None => begins_with_sign(cell),
    }
}

/// Returns a cell as it is written. A text that has apostrophes before a sign itself gets one more
/// in both ways, because reading removes one.
pub fn guard(cell: Cow<'_, str>, how: CellGuard) -> Cow<'_, str> {
    let guarded = match how {
        CellGuard::Protected => is_unguarded(&cell) || could_be_formula(&cell),
        CellGuard::Exact => is_unguarded(&cell),
    };
    if guarded { format!("'{cell}").into() } else { cell }
}

/// Returns a cell without our apostrophe.
pub fn unguard(cell: &str) -> &str {
    if is_unguarded(cell) { &cell[1..] } else { cell }
}

/// True for `--05-12`, `---12` and `--05`.
fn is_date(cell: &str) -> bool {
    let plain = cell.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
    plain && cell.starts_with("--") && PartialDate::parse(cell).is_some()
}

/// True for the digits of an international number, without its plus, and an extension: `ext. 5`,
/// `;ext=5`, `x5`, `#5`.
fn is_phone(rest: &str) -> bool {
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_part =
        |letter: char| letter.is_ascii_digit() || is_gap(letter) || "-.()/,".contains(letter);
    let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
    let (number, extension) = rest.split_at(end);
    let begins = number.starts_with(|first: char| first.is_ascii_digit() || first == '(');
    // A name behind an operator would be computed.
    let ends = number
        .trim_end_matches(is_gap)
        .ends_with(|last: char| last.is_ascii_digit() || last == ')');
    let extension = extension.to_ascii_lowercase();
    let known = [";ext=", "ext.", "ext", "x", "#"].into_iter();
    let extended = known.filter_map(|word| extension.strip_prefix(word));
    let holds = number.contains(|letter: char| letter.is_ascii_digit());
    let is_extension = extension.is_empty() || extended.map(str::trim).any(is_digits);
    begins && ends && holds && is_extension
}

/// True for a number, a share or an amount without its sign: `5`, `1,200.50 EUR`, `€ 5`, `5 %`.
fn is_amount(rest: &str) -> bool {
    let is_part = |letter: char| {
        letter.is_ascii_digit() || is_gap(letter) || matches!(letter, '.' | ',' | '\'' | '\u{2019}')
    };
    let Some(first) = rest.find(|letter: char| letter.is_ascii_digit()) else { return false };
    let (before, number) = rest.split_at(first);
    let end = number.find(|letter| !is_part(letter)).unwrap_or(number.len());
    let (number, after) = number.split_at(end);
    // Letters that touch digits could name a cell.
    let apart = |gap: bool, code: &str| {
        code.is_empty() || is_sign_of_money(code) || (gap && is_code_of_money(code))
    };
    let (decimal, code) = (before.trim_end_matches(['.', ',']), after.trim());
    apart(decimal.ends_with(is_gap), decimal.trim())
        && (code == "%" || apart(number.ends_with(is_gap), code))
}

/// True for a space, also one that does not break.
fn is_gap(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

fn is_sign_of_money(code: &str) -> bool {
    code == "$" || code.chars().all(|letter| !letter.is_ascii() && !letter.is_alphanumeric())
}

fn is_code_of_money(code: &str) -> bool {
    code.len() <= 4 && code.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [CellGuard; 2] = [CellGuard::Protected, CellGuard::Exact];

    #[test]
    fn formulas_are_made_harmless_and_come_back() {
        for text in [
            "=1+1",
            "+84 912",
            "-5",
            "@x",
            "\tx",
            "\rx",
            "\nx",
            "'=1",
            "''+",
            "'+84 912",
            "'tis",
            "plain",
            "'",
            "",
            "-",
            "--05-12",
            "- a line",
            "'--05-12",
            "''-5.00 EUR",
        ] {
            for how in BOTH {
                assert_eq!(unguard(&guard(text.into(), how)), text, "{how:?}");
            }
        }
        for text in ["=HYPERLINK(\"x\")", "@SUM(A1)", "-2+3+cmd|' /C calc'!A0", "+A1", "\t=1"] {
            assert_eq!(guard(text.into(), CellGuard::Protected), format!("'{text}"));
            assert_eq!(guard(text.into(), CellGuard::Exact), text);
        }
        assert_eq!(guard("'tis".into(), CellGuard::Protected), "'tis");
        assert_eq!(guard("'=1".into(), CellGuard::Exact), "''=1");
    }

    #[test]
    fn what_earlier_builds_protected_reads_back() {
        for (written, text) in
            [("'+84 912", "+84 912"), ("'--05-12", "--05-12"), ("'-", "-"), ("''=1", "'=1")]
        {
            assert_eq!(unguard(written), text);
        }
    }

    #[test]
    fn phones_amounts_and_dates_are_no_formulas() {
        for text in [
            "+84 912 345 678",
            "+36 (30) 123-4567",
            "+1 555.0100 ext. 5",
            "+1-555-0100;ext=12",
            "+15550100x5",
            "+84\u{a0}912",
            "-5",
            "+5",
            "-5.25",
            "-1,200.50 EUR",
            "-1 200 Ft",
            "-€5",
            "-$5",
            "-5 ₫",
            "-EUR 5",
            "- 5",
            "-12.5%",
            "-12.345678,45.000000",
            "-.5",
            "--05-12",
            "--0512",
            "---12",
            "--05",
            "-",
            "+",
            "a",
            "",
        ] {
            assert!(!could_be_formula(text), "{text}");
        }
        for text in [
            "=1",
            "@x",
            "\t1",
            "\r1",
            "\n1",
            "-1+2",
            "+1-x5",
            "+1 call me",
            "-A1",
            "-EUR5",
            "-5EUR",
            "--1",
            "--05-12x",
            "---",
            "+x",
            "-5 A1",
            "-1*2",
            "+SUM(1)",
            "-\"a\"",
            "+1!A1",
            "+()",
            "-- a",
            "-5-3",
        ] {
            assert!(could_be_formula(text), "{text}");
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig {
            failure_persistence: None,
            ..proptest::prelude::ProptestConfig::default()
        })]

        #[test]
        fn every_text_comes_back_and_only_what_could_be_a_formula_changes(
            text in "['=+@\\t\\r\\n-]{0,3}(\\PC{0,8}|[0-9 ().,;extEUR%-]{0,12})"
        ) {
            for how in BOTH {
                let written = guard(text.as_str().into(), how);
                assert_eq!(unguard(&written), text);
                let changes = is_unguarded(&text)
                    || (how == CellGuard::Protected && could_be_formula(&text));
                assert_eq!(written != text, changes);
            }
            assert!(!could_be_formula(&guard(text.as_str().into(), CellGuard::Protected)));
        }
    }
}
