//! Matches runs of words with names: `acme` is Acme Foods, and `foods` is not.

use super::words::QuickWords;
use crate::fold;
use crate::names::is_han_or_hangul;

/// The fewest letters of an alphabetic word that can begin a name.
const FEWEST_LETTERS: usize = 3;
/// The fewest letters of a given or family name: An, Vy, Hà, 小明.
const FEWEST_OWN: usize = 2;

/// The share of a name that a run of words covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// A part that stands for it: its beginning, or a whole given or family name.
    Part,
    /// All of its words.
    Whole,
}

/// Matches a run of words with a record's `name` and `own` names, such as a person's given and
/// family name; `None` if it matches neither.
pub fn naming(run: &str, name: &str, own: &[String], known: &QuickWords) -> Option<Naming> {
    if !can_name(run, known) {
        return None;
    }
    let run = words_of(run);
    let name = words_of(name);
    let in_any_order = |mut words: Vec<String>| {
        words.sort_unstable();
        words
    };
    if in_any_order(run.clone()) == in_any_order(name.clone()) {
        return Some(Naming::Whole);
    }
    let is_own = || own.iter().any(|part| words_of(part) == run);
    let begins = || name.starts_with(&run) && !matches!(&run[..], [word] if is_short(word));
    (begins() || is_own()).then_some(Naming::Part)
}

/// True if words can name a record at all: a word of the grammar and a single letter cannot.
pub fn can_name(run: &str, known: &QuickWords) -> bool {
    let mut words = run.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    match (words.next(), words.next()) {
        (None, _) => false,
        (Some(word), None) => {
            let word = word.trim_matches(|letter: char| letter.is_ascii_punctuation());
            fold(word).chars().count() >= FEWEST_OWN && !known.is_function(word)
        }
        _ => true,
    }
}

/// True if a word is too short to begin a name; two letters are a whole one in Chinese and Korean.
fn is_short(word: &str) -> bool {
    let least = if word.chars().all(is_han_or_hangul) { 2 } else { FEWEST_LETTERS };
    word.chars().count() < least
}

/// Splits a text into folded words without the punctuation around them.
fn words_of(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split_whitespace();
    let bare = words.map(|word| word.trim_matches(|letter: char| letter.is_ascii_punctuation()));
    bare.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ENGLISH;

    fn person(run: &str, name: &str, own: &[&str]) -> Option<Naming> {
        let own: Vec<String> = own.iter().map(|part| (*part).to_owned()).collect();
        naming(run, name, &own, &ENGLISH)
    }

    fn company(run: &str, name: &str) -> Option<Naming> {
        person(run, name, &[])
    }

    #[test]
    fn one_word_names_somebody_where_the_name_begins_with_it() {
        assert_eq!(company("acme", "Acme, Inc."), Some(Naming::Part));
        for (run, name) in [
            ("foods", "Sample Harbour Foods"),
            ("tools", "Sample Outback Tools"),
            ("ban", "Cà phê Ban Mê Mẫu"),
            ("me", "Mê Coffee"),
            ("the", "The Body Shop"),
            ("from", "From Here"),
            ("&", "Brown & Sons"),
            ("acm", "Acme"),
        ] {
            assert_eq!(company(run, name), None, "{run}");
        }
    }

    #[test]
    fn a_person_is_named_by_a_whole_given_or_family_name() {
        let anh = |run| person(run, "Nguyễn Thị Ánh", &["Ánh", "Nguyễn"]);
        assert_eq!(anh("Ánh"), Some(Naming::Part));
        assert_eq!(anh("anh"), Some(Naming::Part));
        assert_eq!(anh("nguyen"), Some(Naming::Part));
        assert_eq!(anh("thi"), None);
        assert_eq!(anh("Nguyễn Thị Ánh"), Some(Naming::Whole));
        let wang = |run| person(run, "王小明", &["小明", "王"]);
        assert_eq!([wang("王小明"), wang("小明")], [Some(Naming::Whole), Some(Naming::Part)]);
        assert_eq!(wang("王"), None);
        assert_eq!(person("Vy", "Trần Vy", &["Vy", "Trần"]), Some(Naming::Part));
        let berg = person("van der berg", "Jan van der Berg", &["Jan", "van der Berg"]);
        assert_eq!(berg, Some(Naming::Part));
    }

    #[test]
    fn several_words_are_the_beginning_or_the_whole_name() {
        let minh = "Minh Long Trading";
        assert_eq!(company("Minh Long", minh), Some(Naming::Part));
        assert_eq!(company("trading minh long", minh), Some(Naming::Whole));
        assert_eq!(company("Long Trading", minh), None);
        assert_eq!(company("Acme Foods", "Sample Harbour Foods"), None);
        assert_eq!(company("the body", "The Body Shop"), Some(Naming::Part));
    }
}
