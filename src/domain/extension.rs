//! Extensions of phone numbers: `+1 415 555 0100 ext. 227`, `440 Durchw. 15`, `5550102*227`.

use super::clean::ascii_digit;
use super::fold::fold;

/// Words before the digits of an extension, folded.
pub const EXTENSION_WORDS: &[&str] = &[
    "x",
    "ext",
    "extn",
    "extension",
    "durchwahl",
    "durchw",
    "dw",
    "app",
    "apparat",
    "nebenstelle",
    "mellek",
    "noi bo",
    "may le",
    "доб",
    "poste",
    "interno",
    "ramal",
    "wew",
    "分机",
    "内線",
    "ตอ",
];

/// A number has this many digits before an extension: an extension has no number before it alone.
const FEWEST: usize = 5;
/// An extension has at most this many digits; what has more is another number.
const MOST: usize = 7;

/// True for what a telephone takes as a command: `*100#`.
pub(super) fn is_code(text: &str) -> bool {
    text.trim_start().starts_with(['*', '#'])
}

/// True if a word for an extension ends a text: `+36 1 234 5679 (12-es mellék)`.
pub fn ends_with_extension(text: &str) -> bool {
    extension_behind(text).is_some()
}

/// Returns a number and its extension if the word for it stands behind both, as in Hungarian.
fn extension_behind(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end_matches([')', '.', ' ']);
    let before = text.trim_end_matches(char::is_alphabetic);
    let word = &text[before.len()..];
    // Most numbers end with a digit, and every digest reads numbers.
    if word.is_empty() || !EXTENSION_WORDS.contains(&fold(word).as_str()) {
        return None;
    }
    let before = before.trim_end();
    // `12-es`
    let bare = before.trim_end_matches(char::is_alphabetic);
    let before = if bare.ends_with('-') { bare.trim_end_matches('-') } else { before };
    let number = before.trim_end_matches(is_digit);
    let digits = &before[number.len()..];
    let is_one = (1..=MOST).contains(&digits.chars().count());
    let number = number.trim_end_matches(['(', '/', ',', ' ', '-', '.']);
    let is_whole = number.chars().filter(|it| is_digit(*it)).count() >= FEWEST;
    (is_one && is_whole && !number.contains(char::is_alphabetic)).then_some((number, digits))
}

/// Returns a number without its extension and without the words behind it.
pub(super) fn without_extension(text: &str) -> &str {
    if let Some((number, _)) = extension_behind(text) {
        return number;
    }
    let is_code = is_code(text);
    // Commas among the first digits group them: `0903,123,456`.
    let groups =
        |(before, _): (&str, &str)| before.chars().filter(|it| is_digit(*it)).count() < FEWEST;
    let is_grouped = text.split_once(',').is_some_and(groups);
    let mut count = 0;
    let ends = |(_, letter): &(usize, char)| {
        count += usize::from(is_digit(*letter));
        match letter {
            ';' => count > 0,
            ',' => !is_grouped,
            '#' => is_code || count >= FEWEST,
            '*' => !is_code && count >= FEWEST,
            letter => !is_code && count >= FEWEST && letter.is_alphabetic(),
        }
    };
    let end = text.char_indices().find(ends).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Returns the digits of a number's extension, if it has one.
pub(super) fn extension(text: &str) -> Option<String> {
    if let Some((_, digits)) = extension_behind(text) {
        return Some(digits.chars().filter_map(ascii_digit).collect());
    }
    let rest = &text[without_extension(text).len()..];
    let first = rest.find(is_digit).filter(|_| !is_code(text))?;
    let (before, after) = rest.split_at(first);
    let word = fold(before.trim_matches(|letter: char| !letter.is_alphabetic()));
    let (digits, more) =
        after.split_at(after.find(|letter| !is_digit(letter)).unwrap_or(after.len()));
    let is_one = (1..=MOST).contains(&digits.chars().count()) && !more.contains(is_digit);
    let is_named = word.is_empty() || EXTENSION_WORDS.contains(&word.as_str());
    (is_one && is_named).then(|| digits.chars().filter_map(ascii_digit).collect())
}

fn is_digit(letter: char) -> bool {
    ascii_digit(letter).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, number: &str, expect: Option<&str>) {
        assert_eq!(without_extension(text).trim_end(), number);
        assert_eq!(extension(text).as_deref(), expect, "{text}");
    }

    #[test]
    fn an_extension_is_told_from_its_number() {
        check("+1 415 555 0100 ext. 227", "+1 415 555 0100", Some("227"));
        check("(415) 555-0101 x9", "(415) 555-0101", Some("9"));
        check("+14155550102*227", "+14155550102", Some("227"));
        check("+14155550103,227", "+14155550103", Some("227"));
        check("+1-415-555-0155;ext=5555", "+1-415-555-0155", Some("5555"));
        check("+49 351 440 Durchw. 15", "+49 351 440", Some("15"));
        check("8 495 123-45-67 доб. 12", "8 495 123-45-67", Some("12"));
        check("024 3822 1111 (máy lẻ 12)", "024 3822 1111 (", Some("12"));
        check("555-0100 #12", "555-0100", Some("12"));
        check("+36 1 234 5679 (12-es mellék)", "+36 1 234 5679", Some("12"));
        check("234-5678/112 mellék", "234-5678", Some("112"));
        check("06 1 234 5679 / 12-es mellék", "06 1 234 5679", Some("12"));
    }

    #[test]
    fn commands_words_and_second_numbers_are_no_extensions() {
        check("*21*0912345678*11", "*21*0912345678*11", None);
        check("+49 4333 633333-543", "+49 4333 633333-543", None);
        check("0171 1234567 Büro 2", "0171 1234567", None);
        check("212-555-0102, 212-555-0103", "212-555-0102", None);
        check("1-800-FLOWERS", "1-800-FLOWERS", None);
        check("112", "112", None);
        check("0903,123,456", "0903,123,456", None);
        check("fax 030 5550100", "fax 030 5550100", None);
        check("Tel# 030 5550100 x9", "Tel# 030 5550100", Some("9"));
    }
}
