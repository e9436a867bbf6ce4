//! Columns in other languages: programs that call those of their exports otherwise in each language,
//! and the words that people use for them.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::words::normal;

/// The headers of Outlook in 35 languages. A file of the same form for another program goes into
/// [`PROGRAMS`].
const OUTLOOK: &str = include_str!("programs/outlook.tsv");
const PROGRAMS: [&str; 1] = [OUTLOOK];
/// A table is of a program if it has this many of its headers, and they are half of its own.
const ENOUGH: usize = 6;

/// The words for columns in twelve languages.
const WORDS: &str = include_str!("programs/headers.tsv");

/// Returns the English headers that a header may stand for, in the form of [`normal`].
pub fn english_words(header: &str) -> &'static [&'static str] {
    static KNOWN: OnceLock<HashMap<String, Vec<&str>>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let mut known: HashMap<String, Vec<&str>> = HashMap::new();
        for row in rows(WORDS) {
            let mut cells = row.split('\t');
            let english = cells.next().unwrap_or_default();
            for word in cells.flat_map(|cell| cell.split('|')).filter(|word| !word.is_empty()) {
                let all = known.entry(normal(word)).or_default();
                if !all.contains(&english) {
                    all.push(english);
                }
            }
        }
        known
    });
    known.get(header).map(Vec::as_slice).unwrap_or_default()
}

/// True if a header is one of another language that is known.
pub fn is_known_header(header: &str) -> bool {
    !english_words(&normal(header)).is_empty()
}

/// The rows of a file of headers, below the line that names the languages.
fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#')).skip(1)
}

/// Returns the headers of a table as the program that wrote it calls them in English; those of other
/// tables, and of English ones, as they stand.
pub fn in_english<'h>(headers: &[&'h str]) -> Vec<&'h str> {
    let known = PROGRAMS.iter().find_map(|program| Language::of(program, headers));
    let Some(language) = known else { return headers.to_vec() };
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let in_english = |header: &&'h str| {
        let time = seen.entry(header.trim()).or_default();
        *time += 1;
        language.english(header.trim(), *time).unwrap_or(header)
    };
    headers.iter().map(in_english).collect()
}

/// A program in one of its languages.
struct Language {
    /// Its headers with the English ones; a header of two columns stands here twice, in their order.
    headers: Vec<(&'static str, &'static str)>,
}

impl Language {
    /// Returns the language of a table's headers; `None` if they are English, or another program's.
    fn of(program: &'static str, headers: &[&str]) -> Option<Self> {
        let own: HashSet<&str> =
            headers.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
        let rows = || rows(program);
        let languages = rows().next()?.split('\t').count();
        let mut found = vec![HashSet::new(); languages];
        for row in rows() {
            for (header, found) in row.split('\t').zip(&mut found) {
                if own.contains(header) {
                    found.insert(header);
                }
            }
        }
        // Of those with the most the first: English, if it is among them.
        let counts = found.iter().map(HashSet::len).enumerate();
        let (language, count) =
            counts.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        let is_known = language > 0 && count >= ENOUGH && count * 2 >= own.len();
        is_known.then(|| {
            let pair = |row: &'static str| {
                let mut cells = row.split('\t');
                let english = cells.next()?;
                Some((cells.nth(language - 1).filter(|header| !header.is_empty())?, english))
            };
            Self { headers: rows().filter_map(pair).collect() }
        })
    }

    /// Returns the English header of the column that has this one for the `time`th time, from 1.
    fn english(&self, header: &str, time: usize) -> Option<&'static str> {
        let mut all =
            self.headers.iter().filter(|(own, _)| *own == header).map(|(_, english)| *english);
        let first = all.next()?;
        let later = time.checked_sub(2).and_then(|more| all.nth(more));
        Some(later.unwrap_or(first))
    }
}

#[cfg(test)]
mod tests {
    use super::super::header::HeaderNames;
    use super::super::meaning::Meaning;
    use super::*;

    fn columns() -> Vec<Vec<&'static str>> {
        rows(OUTLOOK).map(|row| row.split('\t').collect()).collect()
    }

    #[test]
    fn every_language_is_recognized_by_all_of_its_headers_and_by_some() {
        let rows = columns();
        let languages = rows[0].len();
        assert_eq!(languages, 35);
        for language in 1..languages {
            let pairs: Vec<(&str, &str)> = rows
                .iter()
                .map(|row| (row[language], row[0]))
                .filter(|(own, _)| !own.is_empty())
                .collect();
            for some in [1, 4] {
                let part: Vec<(&str, &str)> = pairs.iter().copied().step_by(some).collect();
                let own: Vec<&str> = part.iter().map(|(own, _)| *own).collect();
                let english: Vec<&str> = part.iter().map(|(_, english)| *english).collect();
                let found = in_english(&own);
                let wrong = found.iter().zip(&english).filter(|(found, wanted)| found != wanted);
                // Some languages call two columns alike, and part of their headers may not say which.
                assert!(wrong.count() <= 1, "language {language}: {found:?}");
            }
        }
    }

    #[test]
    fn other_tables_stay_as_they_stand() {
        for headers in [
            vec!["First Name", "Last Name", "Company", "E-mail Address", "Business Phone", "Notes"],
            vec!["Vorname", "Nachname", "E-Mail"],
            vec![
                "Name", "Ort", "Beruf", "Firma", "Position", "Hobby", "a", "b", "c", "d", "e", "f",
                "g",
            ],
            Vec::new(),
        ] {
            assert_eq!(in_english(&headers), headers);
        }
    }

    #[test]
    fn a_header_of_two_columns_stands_for_both_in_their_order() {
        let headers = [
            "Titre",
            "Prénom",
            "Nom",
            "Société",
            "Service",
            "Titre",
            "Adresse de messagerie",
            "Notes",
        ];
        let found = in_english(&headers);
        assert_eq!((found[0], found[5]), ("Title", "Job Title"), "{found:?}");
    }

    #[test]
    fn words_of_twelve_languages_stand_for_headers_that_some_kind_has() {
        let schemas = domain::built_in();
        let is_known = |english: &str| {
            schemas
                .all()
                .iter()
                .any(|schema| HeaderNames::new(schema).meaning(english) != Meaning::Unknown)
        };
        for row in rows(WORDS) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 12, "{row}");
            assert!(is_known(cells[0]), "{} is the header of no field", cells[0]);
        }
        assert_eq!(english_words("geburtsdatum"), ["Birthday"]);
        assert_eq!(english_words("фамилия"), ["Last name"]);
        assert_eq!(english_words("会社名"), ["Company"]);
        assert!(english_words("nothing of the kind").is_empty());
    }
}
