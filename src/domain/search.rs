//! Search queries, and how well a digest's text matches one.

use memchr::memmem::Finder;

use super::digest::{DIGITS, REST};
use super::fold::{fold, fold_with_map};
use super::phone::digit_needles;

/// A parsed query: every word must occur in the text, in any order, even inside words.
#[derive(Clone, Debug)]
pub struct Query {
    words: Vec<SearchWord>,
    digits: Vec<Finder<'static>>,
}

/// One word of a query, folded.
#[derive(Clone, Debug)]
pub struct SearchWord {
    finder: Finder<'static>,
}

/// The quality of a match; smaller is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hit {
    /// The name begins with the first word.
    NameStart,
    /// A word of the name begins with the first word.
    NameWord,
    /// The first word is inside the name.
    NameInside,
    /// All words are found somewhere, or the digits are.
    Elsewhere,
}

impl PartialEq for Query {
    fn eq(&self, other: &Self) -> bool {
        let words = |query: &Self| -> Vec<Vec<u8>> {
            query.words.iter().map(|word| word.finder.needle().to_vec()).collect()
        };
        words(self) == words(other) && self.digits().eq(other.digits())
    }
}

impl Query {
    /// Parses the typed text; returns `None` if there is nothing to search for.
    pub fn parse(typed: &str) -> Option<Self> {
        let words: Vec<SearchWord> = fold(typed)
            .split_whitespace()
            // "Smith, John" as lists write it.
            .map(|word| {
                Some(word.trim_end_matches([',', ';'])).filter(|it| !it.is_empty()).unwrap_or(word)
            })
            .map(|word| SearchWord { finder: Finder::new(word).into_owned() })
            .collect();
        let is_number = typed.chars().any(char::is_numeric)
            && typed.chars().all(|c| c.is_numeric() || " +-./()\u{a0}".contains(c));
        let needles = if is_number { digit_needles(typed) } else { Vec::new() };
        let digits = needles.iter().map(|needle| Finder::new(needle).into_owned()).collect();
        (!words.is_empty()).then_some(Self { words, digits })
    }

    /// Returns the longest word: it is usually the rarest, and decides most texts.
    pub fn rarest(&self) -> &[u8] {
        self.words.get(self.rarest_place()).map(|word| word.finder.needle()).unwrap_or_default()
    }

    /// Returns the index of that word in the query.
    pub fn rarest_place(&self) -> usize {
        let words = self.words.iter().enumerate();
        words.max_by_key(|(_, word)| word.finder.needle().len()).map_or(0, |(place, _)| place)
    }

    /// Returns the digits to search for: texts with them may match without [`Query::rarest`].
    pub fn digits(&self) -> impl Iterator<Item = &[u8]> {
        self.digits.iter().map(Finder::needle)
    }

    /// True if all matches of this query also match the other, as when a letter was added. Never
    /// true with digits: they are searched for in several forms, and only from some length on.
    pub fn narrows(&self, other: &Self) -> bool {
        let inside = |word: &SearchWord| {
            let own = self.words.iter();
            own.map(|own| own.finder.needle()).any(|own| word.finder.find(own).is_some())
        };
        self.digits.is_empty() && other.digits.is_empty() && other.words.iter().all(inside)
    }

    /// Returns the number of words.
    pub fn word_count(&self) -> usize {
        self.words.len()
    }

    /// True if a text contains the word with this index.
    pub fn word_in(&self, word: usize, text: &[u8]) -> bool {
        self.words.get(word).is_some_and(|word| word.finder.find(text).is_some())
    }

    /// Returns how well a digest's text matches; `beside` tells if a word, by its index, occurs in
    /// a linked record, such as the company.
    pub fn hit(&self, text: &[u8], beside: impl Fn(usize) -> bool) -> Option<Hit> {
        self.hit_knowing(None, text, beside)
    }

    /// Does the same if it is already known at which offset a word first occurs.
    pub fn hit_knowing(
        &self,
        known: Option<(usize, usize)>,
        text: &[u8],
        beside: impl Fn(usize) -> bool,
    ) -> Option<Hit> {
        let mut best: Option<usize> = None;
        let mut all = true;
        for (place, word) in self.words.iter().enumerate() {
            let found = match known {
                Some((word, at)) if word == place => Some(at),
                _ => word.finder.find(text),
            };
            match found {
                Some(at) if place == 0 => best = Some(at),
                Some(_) => {}
                None if beside(place) => {}
                None => {
                    all = false;
                    break;
                }
            }
        }
        if !all {
            return self.digits_in(text).then_some(Hit::Elsewhere);
        }
        let Some(at) = best else { return Some(Hit::Elsewhere) };
        let name_end = memchr::memchr(REST, text).unwrap_or(text.len());
        if at >= name_end {
            return Some(Hit::Elsewhere);
        }
        let name = &text[..name_end];
        let starts_word = |at: usize| at == 0 || !is_letter_before(name, at);
        let begins = |word: &SearchWord| word.finder.find_iter(name).any(starts_word);
        let first = match at {
            0 => Hit::NameStart,
            _ if begins(&self.words[0]) => Hit::NameWord,
            _ => Hit::NameInside,
        };
        // A name with all the words ranks before one that only contains them.
        let all_begin = self.words[1..].iter().all(begins);
        Some(match first {
            Hit::NameStart if !all_begin => Hit::NameWord,
            Hit::NameWord if !all_begin => Hit::NameInside,
            hit => hit,
        })
    }

    /// Returns the places of the words in a displayed text: byte ranges, in order, without
    /// overlaps.
    pub fn marks(&self, shown: &str) -> Vec<(usize, usize)> {
        let (folded, origins) = fold_with_map(shown);
        let mut found: Vec<(usize, usize)> = Vec::new();
        for word in &self.words {
            for at in word.finder.find_iter(folded.as_bytes()) {
                let end = at + word.finder.needle().len();
                found.push((origins[at], origins[end]));
            }
        }
        found.extend(self.digit_marks(shown));
        // Insertion sort: they are few, mostly in order already.
        let mut marks: Vec<(usize, usize)> = Vec::with_capacity(found.len());
        for mark in found {
            marks.insert(marks.partition_point(|known| *known <= mark), mark);
        }
        let mut merged: Vec<(usize, usize)> = Vec::with_capacity(marks.len());
        for (start, end) in marks {
            match merged.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => merged.push((start, end)),
            }
        }
        merged
    }

    fn digit_marks(&self, shown: &str) -> Option<(usize, usize)> {
        let at: Vec<usize> =
            shown.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
        let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
        let hit = self.digits.iter().find_map(|finder| {
            finder.find(digits.as_bytes()).map(|start| (start, start + finder.needle().len() - 1))
        });
        hit.map(|(start, end)| (at[start], at[end] + 1))
    }

    fn digits_in(&self, text: &[u8]) -> bool {
        if self.digits.is_empty() {
            return false;
        }
        let start = memchr::memrchr(DIGITS, text).unwrap_or(text.len());
        self.digits.iter().any(|finder| finder.find(&text[start..]).is_some())
    }
}

fn is_letter_before(name: &[u8], at: usize) -> bool {
    let before = name[at - 1];
    // A byte above ASCII belongs to a letter; scripts without spaces have no word starts.
    before.is_ascii_alphanumeric() || before >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CONTACT, DigestContext, Draft, Value, built_in, contact};

    fn text(given: &str, family: &str, phone: &str) -> Vec<u8> {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::GIVEN, given);
        draft.set_text(contact::FAMILY, family);
        draft.push(contact::PHONES, "", Value::Text(phone.into()));
        let context = DigestContext { schemas: built_in(), ..DigestContext::default() };
        context.digest(CONTACT, &draft).text
    }

    fn hit(typed: &str, text: &[u8]) -> Option<Hit> {
        Query::parse(typed).unwrap().hit(text, |_| false)
    }

    #[test]
    fn names_are_found_as_people_type_them() {
        // The queries of which a trial with real names found no one.
        let cases = [
            (("Sean", "O'Brien"), vec!["obrien", "o'brien", "sean obrien", "O’Brien"]),
            (("Maeve", "O’Hara"), vec!["ohara", "o'hara"]),
            (("Luca", "D'Amico"), vec!["damico", "amico"]),
            (("Jean-Pierre", "Roux"), vec!["jeanpierre", "jean-pierre", "jean pierre"]),
            (
                ("Heinz", "Müller-Lüdenscheidt"),
                vec!["mueller", "muller", "Müller", "luedenscheidt"],
            ),
            (("Øystein", "Åsen"), vec!["oeystein", "aasen", "asen"]),
            (("John", "Smith"), vec!["smith, john", "Smith,", "john; smith"]),
        ];
        for ((given, family), queries) in cases {
            let text = text(given, family, "");
            for query in queries {
                assert!(hit(query, &text).is_some(), "{query} in {given} {family}");
            }
        }
        assert_eq!(hit(",", &text("John", "Smith", "")), None);
        assert_eq!(hit("mueller", &text("Karl", "Muller", "")), None);
    }

    #[test]
    fn a_longer_word_narrows_what_was_found_and_digits_do_not() {
        let query = |typed: &str| Query::parse(typed).unwrap();
        for (longer, shorter) in [("nguy", "ngu"), ("anh nguyen", "nguy"), ("nguyễn", "uye")] {
            assert!(query(longer).narrows(&query(shorter)), "{longer} {shorter}");
            assert!(!query(shorter).narrows(&query(longer)), "{shorter} {longer}");
        }
        assert!(!query("0912").narrows(&query("091")));
        assert!(query("anh 0912").narrows(&query("anh")));
    }

    #[test]
    fn one_person_is_found_by_accents_case_infix_and_digits() {
        let international = text("Thị Ánh", "Nguyễn", "+84 912 345 678");
        let national = text("Thị Ánh", "Nguyễn", "0912345678");
        for typed in ["nguyễn", "nguyen", "GUYEN", "0912 345", "anh nguyen", "+84 912 345"] {
            assert!(hit(typed, &international).is_some(), "{typed}");
            assert!(hit(typed, &national).is_some(), "{typed}");
        }
        assert_eq!(hit("0913", &international), None);
        assert_eq!(hit("nguyen binh", &international), None);
    }

    #[test]
    fn chinese_and_thai_are_found_inside() {
        assert_eq!(hit("王", &text("王", "小", "")), Some(Hit::NameInside));
        assert!(hit("ชาย", &text("สมชาย", "ใจดี", "")).is_some());
        assert!(hit("ใจ", &text("สมชาย", "ใจดี", "")).is_some());
    }

    #[test]
    fn the_beginning_of_a_name_ranks_before_a_word_and_a_word_before_the_inside() {
        assert_eq!(hit("an", &text("Anna", "Miller", "")), Some(Hit::NameStart));
        assert_eq!(hit("mil", &text("Anna", "Miller", "")), Some(Hit::NameWord));
        assert_eq!(hit("nna", &text("Anna", "Miller", "")), Some(Hit::NameInside));
        assert_eq!(hit("bana", &text("Urbana", "Xbana", "")), Some(Hit::NameInside));
        assert_eq!(hit("912", &text("Anna", "Miller", "0912")), Some(Hit::Elsewhere));
        assert!(Hit::NameStart < Hit::NameWord && Hit::NameWord < Hit::NameInside);
    }

    #[test]
    fn who_is_called_by_all_the_words_comes_before_who_has_them_somewhere() {
        let called = text("Thị Ánh", "Nguyễn", "");
        let other = text("Minh Khánh", "Nguyễn", "");
        assert_eq!(hit("nguyễn ánh", &called), Some(Hit::NameStart));
        assert_eq!(hit("nguyen anh", &other), Some(Hit::NameWord));
    }

    #[test]
    fn hits_are_marked_in_the_text_as_it_is_shown() {
        let marked = |typed: &str, shown: &str| -> Vec<String> {
            let query = Query::parse(typed).unwrap();
            query.marks(shown).into_iter().map(|(a, b)| shown[a..b].to_owned()).collect()
        };
        assert_eq!(marked("nguyen", "Nguyễn Thị Ánh"), ["Nguyễn"]);
        assert_eq!(marked("anh thi", "Nguyễn Thị Ánh"), ["Thị", "Ánh"]);
        assert_eq!(marked("0912 345", "+84 912 345 678"), ["912 345"]);
        assert_eq!(marked("ss", "Straße"), ["ß"]);
        assert_eq!(Query::parse("  ").map(|_| ()), None);
    }
}
