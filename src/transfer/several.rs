//! Several values in one cell: what people and programs put between phone numbers, email addresses
//! and links, the words that they write around them, and lists in JSON.

use serde_json::Value as Json;

use super::labels::known_label;
use domain::clean::{in_ascii, visible};
use domain::{EXTENSION_WORDS, Field, FieldType, fold, one_line};

/// A piece of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellPiece {
    /// A value, with the label that the cell gives it; empty if it gives none.
    Value {
        /// The key of the label's choice, or its words.
        label: String,
        /// The value.
        text: String,
    },
    /// Text that can be no value of the field.
    Not(String),
}

impl CellPiece {
    fn value(label: &str, text: &str) -> Self {
        Self::Value { label: label.to_owned(), text: one_line(text) }
    }
}

/// Takes a cell of a list apart. Numbers, addresses and links are recognized; of other fields the
/// whole cell is the value.
pub fn pieces(field: &Field, cell: &str) -> Vec<CellPiece> {
    let cell = visible(cell);
    let cell = cell.trim();
    if let Some(found) = from_json(field, cell) {
        return found;
    }
    match field.kind {
        FieldType::Phone => phones(field, cell),
        FieldType::Email => emails(cell),
        FieldType::Link => links(cell),
        FieldType::Tags => cell.split(',').map(|tag| CellPiece::value("", unquoted(tag))).collect(),
        _ => vec![CellPiece::value("", cell)],
    }
}

/// Returns a text without the quotation marks around it.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text)
}

/// The names under which programs put the value and its label into JSON.
const VALUES: [&str; 11] = [
    "value",
    "email",
    "emailAddress",
    "phone",
    "phoneNumber",
    "number",
    "address",
    "url",
    "primaryLinkUrl",
    "name",
    "uri",
];
const LABELS: [&str; 4] = ["label", "type", "kind", "category"];

/// Reads a cell that is a list or an object in JSON.
fn from_json(field: &Field, cell: &str) -> Option<Vec<CellPiece>> {
    if !cell.starts_with(['[', '{']) {
        return None;
    }
    let all = match serde_json::from_str(cell).ok()? {
        Json::Array(all) => all,
        one @ Json::Object(_) => vec![one],
        _ => return None,
    };
    let text = |json: &Json| match json {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let mut found = Vec::new();
    for one in all {
        let named = |names: &[&str]| names.iter().find_map(|name| text(one.get(name)?));
        let (label, value) = match &one {
            Json::Object(_) => {
                let value = named(&VALUES)?;
                let code = named(&["callingCode"]).filter(|_| !value.starts_with('+'));
                let value = code.map_or(value.clone(), |code| format!("{code} {value}"));
                (named(&LABELS).unwrap_or_default(), value)
            }
            plain => (String::new(), text(plain)?),
        };
        let known = known_label(field, &label).map_or(label.clone(), str::to_owned);
        found.extend(match pieces_of_plain(field, &value).as_slice() {
            [CellPiece::Value { label: own, text }] if own.is_empty() => {
                vec![CellPiece::value(&known, text)]
            }
            other => other.to_vec(),
        });
    }
    Some(found)
}

fn pieces_of_plain(field: &Field, text: &str) -> Vec<CellPiece> {
    if text.trim().starts_with(['[', '{']) {
        vec![CellPiece::Not(text.into())]
    } else {
        pieces(field, text)
    }
}

/// Words between two values.
const BETWEEN: [&str; 15] = [
    " or ",
    " and ",
    " oder ",
    " und ",
    " vagy ",
    " és ",
    " hoặc ",
    " và ",
    "或",
    "หรือ",
    " ou ",
    " et ",
    " o ",
    " ó ",
    " lub ",
];

/// Splits a cell where a mark or a word stands between values.
fn parted<'c>(cell: &'c str, marks: &[char]) -> Vec<&'c str> {
    let mut parts = vec![cell];
    for word in BETWEEN.iter().chain(&[":::"]) {
        parts = parts.into_iter().flat_map(|part| part.split(word)).collect();
    }
    let split = |part: &'c str| part.split(|letter| marks.contains(&letter));
    parts.into_iter().flat_map(split).map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn emails(cell: &str) -> Vec<CellPiece> {
    let ascii = in_ascii(cell);
    let mut found = Vec::new();
    // `"Nagy, Anna" <anna@example.com>, Béla <b@example.com>`: what stands before is the name.
    let inner: Vec<&str> =
        ascii.split('<').skip(1).filter_map(|rest| email_in(rest.split_once('>')?.0)).collect();
    if !inner.is_empty() && ascii.matches('@').count() == inner.len() {
        return inner.into_iter().map(|address| CellPiece::value("", address)).collect();
    }
    for part in parted(&ascii, &[';', ',', '\n', '\r', '\t', '|', '/']) {
        let addresses: Vec<&str> = part.split_whitespace().filter_map(email_in).collect();
        if addresses.is_empty() {
            found.push(CellPiece::Not(one_line(part)));
        }
        found.extend(addresses.into_iter().map(|address| CellPiece::value("", address)));
    }
    found
}

/// Returns the email address that a word is.
fn email_in(word: &str) -> Option<&str> {
    let word =
        word.trim_matches(|letter| matches!(letter, '(' | ')' | '<' | '>' | '"' | '\'' | '.'));
    let scheme = "mailto:".len();
    let is_named = word.get(..scheme).is_some_and(|head| head.eq_ignore_ascii_case("mailto:"));
    let word = if is_named { &word[scheme..] } else { word };
    let word = word.split('?').next().unwrap_or_default();
    is_email(word).then_some(word)
}

/// True for a text that can be an email address.
pub fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        let is_outside = |letter: char| letter.is_whitespace() || ",;<>()[]\"".contains(letter);
        !name.is_empty()
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !host.contains('@')
            && host.contains('.')
            && !host.contains("..")
            && !text.contains(is_outside)
    })
}

fn links(cell: &str) -> Vec<CellPiece> {
    let parts: Vec<&str> = cell.split([' ', '\n', '\r', '\t', ';', '|']).collect();
    let begins = |part: &&&str| {
        let part = part.to_ascii_lowercase();
        ["http://", "https://", "www."].iter().any(|scheme| part.starts_with(scheme))
    };
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 && parts.iter().filter(begins).count() == parts.len() {
        return parts
            .into_iter()
            .map(|part| CellPiece::value("", part.trim_end_matches(',')))
            .collect();
    }
    let mut all = cell.split(", ").collect::<Vec<_>>();
    if all.len() > 1 && all.iter().filter(begins).count() != all.len() {
        all = vec![cell];
    }
    all.into_iter().map(|part| CellPiece::value("", part)).collect()
}

/// A number has at least this many digits if another number stands beside it.
const FEWEST: usize = 6;
/// No number has more digits (ITU-T E.164).
const MOST: usize = 15;

fn phones(field: &Field, cell: &str) -> Vec<CellPiece> {
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
    if !matches!(letter, ',' | '/') {
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

/// Words around a number that say no more than that it is one.
const NOISE: [&str; 26] = [
    "tel",
    "telefon",
    "telephone",
    "phone",
    "ph",
    "t",
    "p",
    "no",
    "number",
    "nr",
    "fon",
    "sdt",
    "dt",
    "so",
    "電話",
    "电话",
    "โทร",
    "тел",
    "телефон",
    "tlf",
    "telef",
    "telefono",
    "tfno",
    "call",
    "whatsapp",
    "ring",
];
/// Reads one number with the words around it.
fn phone(field: &Field, part: &str) -> CellPiece {
    let count = digits(part);
    if count == 0 || is_destroyed(part) || part.contains('@') {
        return CellPiece::Not(one_line(part));
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

/// Returns the label that words name: `Mobile`, `M`, `private mobile`.
fn label_in<'f>(field: &'f Field, words: &str) -> Option<&'f str> {
    let letter = match fold(words).as_str() {
        "w" | "o" => Some("work"),
        "h" => Some("home"),
        "m" | "c" => Some("mobile"),
        "f" => Some("fax"),
        _ => None,
    };
    let of_letter = letter.and_then(|key| known_label(field, key));
    let any = || words.split_whitespace().find_map(|word| known_label(field, word));
    of_letter.or_else(|| known_label(field, words)).or_else(any)
}

/// True for a number that a spreadsheet has destroyed: `8.49123E+10`, `########`, `#NAME?`.
pub fn is_destroyed(text: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::contact;

    fn check(field: u32, cell: &str, expect: &[&str]) {
        let schema = contact::SCHEMA.clone();
        let found =
            pieces(schema.field(field).unwrap(), cell).into_iter().map(|piece| match piece {
                CellPiece::Value { label, text } if label.is_empty() => text,
                CellPiece::Value { label, text } => format!("{label}: {text}"),
                CellPiece::Not(text) => format!("not {text}"),
            });
        assert_eq!(found.collect::<Vec<_>>(), expect, "{cell:?}");
    }

    #[test]
    fn numbers_in_one_cell_are_several() {
        let check = |cell, expect| check(contact::PHONES, cell, expect);
        check("+36 1 234 5678; +36 30 765 4321", &["+36 1 234 5678", "+36 30 765 4321"]);
        check("0903 123 456 / 028 3822 1111", &["0903 123 456", "028 3822 1111"]);
        check("555-0100, 555-0101", &["555-0100", "555-0101"]);
        check("W 212 555-0102, M 212 555-0103", &["work: 212 555-0102", "mobile: 212 555-0103"]);
        check("+49 30 555 0110\n+49 170 555 0111", &["+49 30 555 0110", "+49 170 555 0111"]);
        check("089 555 0113 02 555 0114", &["089 555 0113", "02 555 0114"]);
        check("0987 555 555/666/777", &["0987 555 555", "0987 555 666", "0987 555 777"]);
        check("555 0101 (home) or 555 0102", &["home: 555 0101", "555 0102"]);
        check(r#"[{"label": "work", "value": "912255500101"}]"#, &["work: 912255500101"]);
        check(r#"["555 0101", "555 0102"]"#, &["555 0101", "555 0102"]);
    }

    #[test]
    fn one_number_stays_one() {
        let check = |cell: &str, expect: &[&str]| check(contact::PHONES, cell, expect);
        for number in [
            "030/123456",
            "+49 (0)351 440-15",
            "(512) 555-0161",
            "+1 415 555 0102 ext. 227",
            "+1 415 555 0102;ext=227",
            "+1 415 555 0102,,227",
            "0351/440 Durchw. 15",
            "*100#",
            "112",
            "+14155550102*227",
            "1-800-555-0100 x12",
        ] {
            check(number, &[number]);
        }
        check("Tel.: 030 5550163", &["030 5550163"]);
        check("(030) 5550163 (private)", &["home: (030) 5550163"]);
        check("ask Bob 555 0101", &["ask Bob: 555 0101"]);
    }

    #[test]
    fn what_is_no_number_is_said_to_be_none() {
        let check = |cell, expect| check(contact::PHONES, cell, expect);
        check("8.49123E+10", &["not 8.49123E+10"]);
        check("4,93021E+11", &["not 4,93021E+11"]);
        check("########", &["not ########"]);
        check("#NAZWA?", &["not #NAZWA?"]);
        check("see email", &["not see email"]);
        check("cy@example.org", &["not cy@example.org"]);
    }

    #[test]
    fn addresses_are_found_in_what_stands_around_them() {
        let check = |cell, expect| check(contact::EMAILS, cell, expect);
        check("a@x.org; b@x.org", &["a@x.org", "b@x.org"]);
        check("a@x.org b@x.org", &["a@x.org", "b@x.org"]);
        check("Anna Nagy <a@x.org>", &["a@x.org"]);
        check("\"Nagy, Anna\" <a@x.org>, Béla <b@x.org>", &["a@x.org", "b@x.org"]);
        check("mailto:a@x.org", &["a@x.org"]);
        check("call first", &["not call first"]);
        check("di@@example.com", &["not di@@example.com"]);
        check("ｓ@ｅxample．org", &["s@example.org"]);
        check(r#"["a@x.org","b@x.org"]"#, &["a@x.org", "b@x.org"]);
    }

    #[test]
    fn links_are_several_only_if_all_are_links() {
        let check = |cell, expect| check(contact::LINKS, cell, expect);
        check("https://a.org https://b.org", &["https://a.org", "https://b.org"]);
        check("https://a.org, www.b.org", &["https://a.org", "www.b.org"]);
        check("https://a.org/x,y", &["https://a.org/x,y"]);
        check("orchard.example.com", &["orchard.example.com"]);
    }
}
