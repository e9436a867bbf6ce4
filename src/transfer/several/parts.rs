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
    let any = || words.split_whitespace().find_map(|word| known_label(field, word));
    of_letter.or_else(|| known_label(field, words)).or_else(any)
}
