//! Marks and words between values, and words that label them.

use crate::labels::known_label;
use domain::{Field, fold};

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
pub fn parted<'c>(cell: &'c str, marks: &[char]) -> Vec<&'c str> {
    let mut parts = vec![cell];
    for word in BETWEEN.iter().chain(&[":::"]) {
        parts = parts.into_iter().flat_map(|part| part.split(word)).collect();
    }
    let split = |part: &'c str| part.split(|letter| marks.contains(&letter));
    parts.into_iter().flat_map(split).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Words around a number that say no more than that it is one.
pub const NOISE: [&str; 28] = [
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
    "preferred",
    "pref",
];

/// Returns the label that words name: `Mobile`, `M`, `private mobile`.
pub fn label_in<'f>(field: &'f Field, words: &str) -> Option<&'f str> {
    let letter = match fold(words).as_str() {
        "w" | "o" => Some("work"),
        "h" => Some("home"),
        "m" | "c" => Some("mobile"),
        "f" => Some("fax"),
        _ => None,
    };
    let of_letter = letter.and_then(|key| known_label(field, key));
    // Words that are no labels say more than a label: `mobile of his wife`.
    let each = || {
        let words = words.split_whitespace().filter(|word| !NOISE.contains(&fold(word).as_str()));
        let labels: Option<Vec<&str>> = words.map(|word| known_label(field, word)).collect();
        labels?.first().copied()
    };
    of_letter.or_else(|| known_label(field, words)).or_else(each)
}
