//! The words of all languages from the files of the user interface, for tests.

use std::sync::LazyLock;

use super::reading::{QuickList, UnreadEntry};
use super::words::QuickWords;

/// The English words.
pub static ENGLISH: LazyLock<QuickWords> = LazyLock::new(|| words_of_test("en").0);

const FILES: [(&str, &str); 5] = [
    ("en", include_str!("../../ui/locales/en/quick.json")),
    ("hu", include_str!("../../ui/locales/hu/quick.json")),
    ("th", include_str!("../../ui/locales/th/quick.json")),
    ("vi", include_str!("../../ui/locales/vi/quick.json")),
    ("zh", include_str!("../../ui/locales/zh/quick.json")),
];

const LISTS: [(&str, QuickList); 25] = [
    ("kinds", QuickList::Kinds),
    ("verbs", QuickList::Verbs),
    ("days", QuickList::Days),
    ("weekdays", QuickList::Weekdays),
    ("months", QuickList::Months),
    ("weeks", QuickList::Weeks),
    ("spans", QuickList::Spans),
    ("units", QuickList::Units),
    ("numbers", QuickList::Numbers),
    ("parts", QuickList::Parts),
    ("times", QuickList::Times),
    ("frames", QuickList::Frames),
    ("marks", QuickList::Marks),
    ("rules", QuickList::Rules),
    ("currencies", QuickList::Currencies),
    ("scales", QuickList::Scales),
    ("priority", QuickList::Priority),
    ("joining", QuickList::Joining),
    ("ways", QuickList::Ways),
    ("people", QuickList::People),
    ("endings", QuickList::Endings),
    ("plain", QuickList::Plain),
    ("dividers", QuickList::Dividers),
    ("not_english", QuickList::NotEnglish),
    ("grammar", QuickList::Grammar),
];

/// Reads the words of a language, and what is left over of its file.
pub fn words_of_test(tag: &str) -> (QuickWords, Vec<UnreadEntry>) {
    let own = texts(tag);
    let english = if tag == "en" { Vec::new() } else { texts("en") };
    QuickWords::read(&own, &english)
}

/// The texts of a file: one in a line, and nothing in them is escaped.
fn texts(tag: &str) -> Vec<(QuickList, &'static str)> {
    let file = FILES.iter().find(|(known, _)| *known == tag).map_or("", |(_, file)| file);
    let pairs = file.lines().filter_map(|line| {
        let (key, text) = line.trim().trim_end_matches(',').split_once("\": \"")?;
        Some((key.trim_start_matches('"'), text.strip_suffix('"')?))
    });
    let list = |key: &str| LISTS.iter().find(|(name, _)| *name == key).map(|(_, list)| *list);
    pairs.filter_map(|(key, text)| Some((list(key)?, text))).collect()
}
