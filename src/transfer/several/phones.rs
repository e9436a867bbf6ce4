//! Telephone numbers, with the words around them.

use super::CellPiece;
use super::parts::{NOISE, label_in, parted};
use domain::clean::in_ascii;
use domain::{EXTENSION_WORDS, Field, ends_with_extension, fold, one_line};

/// A number has at least this many digits if another number stands beside it.
const FEWEST: usize = 6;
/// No number has more digits (ITU-T E.164).
const MOST: usize = 15;

/// Reads the numbers of a cell.
pub fn phones(field: &Field, cell: &str) -> Vec<CellPiece> {
    let ascii = in_ascii(cell);
    let mut found = Vec::new();
    for part in parted(&shielded(&ascii), &[';', '\n', '\r', '\t', '|']) {
        for part in labels_apart(part).split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let numbers = numbers(&part.replace(SHIELD, ";")).into_iter();
            found.extend(numbers.map(|number| phone(field, &number)));
        }
    }
    found
}

/// Puts a semicolon before a word between two whole numbers: `office 212-555-0102 cell 212-555-0103`.
fn labels_apart(text: &str) -> String {
    let mut apart = String::with_capacity(text.len());
    let mut from = 0;
    let mut before = char::MIN;
    for (at, letter) in text.char_indices() {
        let begins = letter.is_alphabetic() && before.is_whitespace();
        if begins && digits(&text[from..at]) >= 7 && digits(&text[at..]) >= 7 {
            apart.push_str(&text[from..at]);
            apart.push(';');
            from = at;
        }
        before = letter;
    }
    apart.push_str(&text[from..]);
    apart
}

/// Stands for the semicolon before an extension while a cell is split at semicolons.
const SHIELD: char = '\u{1}';

/// Keeps `;ext=227` together.
fn shielded(text: &str) -> String {
    let mut shielded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(';') {
        shielded.push_str(&rest[..at]);
        let after = rest[at + 1..].trim_start().to_ascii_lowercase();
        let belongs =
            after.starts_with("ext") || after.starts_with("postd") || after.starts_with("isub");
        shielded.push(if belongs { SHIELD } else { ';' });
        rest = &rest[at + 1..];
    }
    shielded + rest
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Splits a part at commas, slashes and spaces between whole numbers, and completes the last digits
/// of an alternative: `0987 555 666/777`.
fn numbers(part: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut rest = part;
    let mut before = None;
    while let Some(at) =
        rest.char_indices().find_map(|(at, letter)| is_break(rest, before, at, letter))
    {
        before = before.filter(|_| digits(&rest[..at]) < FEWEST).or(Some(&rest[..at]));
        found.push(rest[..at].to_owned());
        rest = &rest[at + 1..];
    }
    found.push(rest.to_owned());
    let mut whole: Vec<String> = Vec::new();
    for number in found {
        let number = number.trim();
        match whole.last().and_then(|before| completed(before, number)) {
            Some(number) => whole.push(number),
            None => whole.extend(apart(number)),
        }
    }
    whole.retain(|number| !number.is_empty());
    whole
}

/// Returns the offset if a comma or slash there ends a number; `whole` is the one before.
fn is_break(text: &str, whole: Option<&str>, at: usize, letter: char) -> Option<usize> {
    let is_grouping = letter == ',' && groups_with_commas(text);
    if is_grouping || !matches!(letter, ',' | '/') {
        return None;
    }
    let (before, after) = (&text[..at], &text[at + 1..]);
    // Behind an alternative, the number before it counts.
    let before = whole.filter(|_| digits(before) < FEWEST).unwrap_or(before);
    let next = after.split([',', '/']).next().unwrap_or_default();
    let is_whole = |text: &str| digits(text) >= FEWEST;
    let is_alternative = || completed(before, next.trim()).is_some();
    (is_whole(before) && (is_whole(next) || is_alternative())).then_some(at)
}

/// True if commas stand among the first digits: `0903,123,456`.
fn groups_with_commas(text: &str) -> bool {
    text.split_once(',').is_some_and(|(before, _)| (1..FEWEST).contains(&digits(before)))
}

/// Completes an alternative that gives the last group of digits only: 666 after 0987 555 555.
fn completed(before: &str, number: &str) -> Option<String> {
    let count = number.len();
    let is_short = (2..FEWEST).contains(&count) && digits(number) == count;
    let last = before.trim_end();
    let group = last.len() - last.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    (is_short && group == count && digits(before) > FEWEST)
        .then(|| format!("{}{number}", &last[..last.len() - count]))
}

/// Splits two numbers that only a space parts.
fn apart(text: &str) -> Vec<String> {
    let is_start = |rest: &str| rest.starts_with(['0', '+', '(']);
    let mut breaks = text.match_indices(' ').map(|(at, _)| at).filter(|at| {
        let (before, after) = (&text[..*at], text[at + 1..].trim_start());
        let (before, after_count) = (digits(before), digits(after));
        let are_whole = (8..=MOST).contains(&before) && (8..=MOST).contains(&after_count);
        are_whole && (is_start(after) || before == after_count)
    });
    match breaks.next_back() {
        Some(at) if digits(text) > MOST => {
            vec![text[..at].trim().to_owned(), text[at + 1..].trim().to_owned()]
        }
        _ => vec![text.to_owned()],
    }
}

/// Reads one number with the words around it.
fn phone(field: &Field, part: &str) -> CellPiece {
    let count = digits(part);
    if count == 0 || is_destroyed(part) || part.contains('@') {
        return CellPiece::Not(one_line(part));
    }
    if ends_with_extension(part)
        && part.starts_with(|it: char| it.is_ascii_digit() || "+(".contains(it))
    {
        return CellPiece::value("", part);
    }
    let Some(first) = part.find(|letter: char| letter.is_ascii_digit() || "+(*#".contains(letter))
    else {
        return CellPiece::Not(one_line(part));
    };
    let (before, number) = part.split_at(first);
    let last =
        number.rfind(|letter: char| letter.is_ascii_digit() || letter == '#').unwrap_or_default();
    let (number, after) = number.split_at(last + 1);
    // A bracket that was opened is closed again.
    let (number, after) = match after.strip_prefix(')').filter(|_| number.contains('(')) {
        Some(rest) if number.matches('(').count() > number.matches(')').count() => {
            (format!("{number})"), rest)
        }
        _ => (number.to_owned(), after),
    };
    let is_extension = |words: &str| EXTENSION_WORDS.contains(&words);
    let mut labels = Vec::new();
    for words in [before, after] {
        let words = words.trim_matches(|letter: char| !letter.is_alphanumeric());
        let folded = fold(words);
        let folded = folded.trim_matches(|letter: char| !letter.is_alphanumeric());
        if !folded.is_empty() && !NOISE.contains(&folded) && !is_extension(folded) {
            labels.push(words.to_owned());
        }
    }
    let known: Vec<&str> = labels.iter().filter_map(|words| label_in(field, words)).collect();
    match (labels.as_slice(), known.as_slice()) {
        ([], _) => CellPiece::value("", &number),
        ([_], [key]) => CellPiece::value(key, &number),
        ([_, _], [key, ..]) => CellPiece::value(key, &one_line(part)),
        // Words that are no label: nobody should lose them.
        ([words], []) if words.chars().count() <= 24 => CellPiece::value(words, &number),
        _ => CellPiece::value("", part),
    }
}
/// True for a number that a spreadsheet has destroyed: `8.49123E+10`, `########`, `#NAME?`.
fn is_destroyed(text: &str) -> bool {
    let text = text.trim();
    let is_rounded = text.split_once(['e', 'E']).is_some_and(|(number, power)| {
        let is_number = |text: &str| {
            !text.is_empty()
                && text.bytes().all(|byte| byte.is_ascii_digit() || b".,+".contains(&byte))
        };
        is_number(number) && is_number(power) && power.len() <= 4
    });
    is_rounded
        || text.starts_with("##")
        || (text.starts_with('#') && text.ends_with(['?', '!', 'A']))
}
