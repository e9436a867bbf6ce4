//! Checks tables of lines in a language. It is Monday, 23 November 2026, 10:00.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::tests::told;
use super::*;
use crate::{COMPANY, CONTACT, Day, RecordId};

const TAGS: [&str; 5] = ["en", "hu", "th", "vi", "zh"];
/// The fewest lines of a language's tables.
const FEWEST: usize = 40;

/// A user with a language, and the names in the records: contacts before companies.
pub(super) struct Rep {
    pub(super) tag: &'static str,
    pub(super) currency: &'static [u8; 3],
    pub(super) contacts: &'static [&'static str],
    pub(super) companies: &'static [&'static str],
}

impl Rep {
    pub(super) fn read(&self, words: &QuickWords, line: &str) -> QuickAdd {
        let company = |run: &str| self.one(run, words).filter(|found| found.kind == COMPANY);
        let context = QuickContext {
            words,
            today: Day::parse("2026-11-23").unwrap(),
            now_minutes: 10 * 60,
            currency: *self.currency,
            month_first: matches!(self.tag, "hu" | "zh"),
            company: Some(&company),
        };
        quick_add(line, &context, &|run| self.one(run, words).into_iter().collect())
    }

    /// Finds a record by its whole name, or by a word of a contact's.
    fn one(&self, run: &str, words: &QuickWords) -> Option<NameMatch> {
        let all = self.contacts.iter().chain(self.companies);
        let at = all.clone().position(|name| {
            let own = name.split(' ').filter(|_| self.contacts.contains(name));
            let own: Vec<String> = own.map(str::to_owned).collect();
            naming(run, name, &own, words).is_some()
        })?;
        let kind = if at < self.contacts.len() { CONTACT } else { COMPANY };
        let id = RecordId::from_bytes([u8::try_from(at).unwrap(); 16]);
        Some(NameMatch { kind, id, name: (*all.clone().nth(at)?).to_owned() })
    }

    /// Checks the tables of the language, and that they are long enough together.
    pub(super) fn check_tables(&self, tables: &[&[(&str, &str)]]) {
        let lines: usize = tables.iter().map(|lines| self.check(lines)).sum();
        assert!(lines >= FEWEST);
    }

    /// Checks lines; returns their number.
    pub(super) fn check(&self, lines: &[(&str, &str)]) -> usize {
        let (words, left) = words_of_test(self.tag);
        assert_eq!(left, [], "{}", self.tag);
        let wrong: Vec<String> = lines
            .iter()
            .map(|(line, expected)| (line, told(&self.read(&words, line)), expected))
            .filter(|(_, found, expected)| found != **expected)
            .map(|(line, found, expected)| format!("{line}\n    {found}\n    {expected}"))
            .collect();
        assert!(wrong.is_empty(), "line, meaning, expected:\n{}", wrong.join("\n"));
        lines.len()
    }

    /// Parses a line about a new contact: name | phones | addresses | company | about.
    pub(super) fn check_contact(&self, lines: &[(&str, &str)]) -> usize {
        let (words, _) = words_of_test(self.tag);
        for (line, expected) in lines {
            let found = self.read(&words, line);
            let person = found.person.unwrap_or_default();
            let labeled = |found: Vec<(&'static str, String)>| {
                let all = found.into_iter().map(|(label, text)| format!("{label}:{text}"));
                all.collect::<Vec<_>>().join(", ")
            };
            let company = person.company.map_or(String::new(), |(name, _)| name);
            let parts = [
                person.name,
                labeled(person.phones),
                labeled(person.emails),
                company,
                person.about,
            ];
            assert_eq!((found.what, parts.join("|").as_str()), (QuickKind::Contact, *expected));
        }
        lines.len()
    }
}

#[test]
fn every_entry_of_every_language_means_something() {
    for tag in TAGS {
        assert_eq!(words_of_test(tag).1, [], "{tag}");
    }
    let (_, left) = QuickWords::read(
        &[
            (QuickList::Days, "tomorrow=+1|soon=+x|?one day=w1@9:00"),
            (QuickList::Kinds, "dance=dance"),
        ],
        &[],
    );
    let left: Vec<&str> = left.iter().map(|it| it.entry.as_str()).collect();
    assert_eq!(left, ["soon=+x", "?one day=w1@9:00", "dance=dance"]);
}

/// The words of all languages.
static ALL: LazyLock<Vec<QuickWords>> =
    LazyLock::new(|| TAGS.iter().map(|tag| words_of_test(tag).0).collect());

/// Texts between the known words of a line.
const BETWEEN: [&str; 24] = [
    "", "", "", " ", " ", " ", ", ", "，", "、", "9", "15", "10:30", "2026", "12/1", "๙", "#",
    "！", "。", "王", "小明", "สม", "ใจ", "Ánh", "\u{301}",
];

proptest! {
    #[test]
    fn a_line_of_known_words_is_taken(
        language in 0..TAGS.len(),
        parts in prop::collection::vec((any::<prop::sample::Index>(), 0..BETWEEN.len()), 0..16)
    ) {
        let words = &ALL[language];
        let parts = parts.iter().map(|(at, between)| {
            format!("{}{}", at.get(&words.terms).exact, BETWEEN[*between])
        });
        check_any(words, &parts.collect::<String>())?;
    }

    #[test]
    fn any_letters_are_taken_in_every_language(line in any::<String>()) {
        for words in &*ALL {
            check_any(words, &line)?;
        }
    }
}

/// Checks what is true of every line.
fn check_any(words: &QuickWords, line: &str) -> Result<(), TestCaseError> {
    let rep =
        Rep {
            tag: "zh", currency: b"EUR", contacts: &["王小明", "สม ใจ", "Ánh"], companies: &[]
        };
    let found = rep.read(words, line);
    let mut end = 0;
    for (range, _) in &found.understood {
        prop_assert!(range.start >= end && line.get(range.clone()).is_some(), "{:?}", found);
        end = range.end;
    }
    prop_assert!(found.day.is_some() || (found.minutes.is_none() && found.repeat.is_none()));
    let is_nobody = found.what == QuickKind::Contact && found.person.is_none();
    let marked = !found.tags.is_empty() || found.priority_high || is_nobody;
    prop_assert!(!found.text.is_empty() || marked || line.trim().is_empty(), "{:?}", found);
    Ok(())
}

#[test]
fn the_examples_beside_the_line_are_understood() {
    for (tag, file) in [
        ("en", include_str!("../../ui/locales/en/day.json")),
        ("hu", include_str!("../../ui/locales/hu/day.json")),
        ("th", include_str!("../../ui/locales/th/day.json")),
        ("vi", include_str!("../../ui/locales/vi/day.json")),
        ("zh", include_str!("../../ui/locales/zh/day.json")),
    ] {
        let hint = file.lines().find(|line| line.contains("\"quick_hint\"")).unwrap();
        let examples: Vec<&str> = hint.split(['“', '”', '„']).skip(1).step_by(2).collect();
        let rep = Rep { tag, currency: b"EUR", contacts: &[], companies: &[] };
        let read = |line: &str| rep.read(&words_of_test(tag).0, line);
        let (call, deal) = (read(examples[0]), read(examples[1]));
        let time = (call.what, call.day.map(|it| it.to_string()), call.minutes, call.tags.len());
        assert_eq!(time, (QuickKind::Call, Some("2026-11-24".into()), Some(9 * 60), 1), "{tag}");
        assert!(deal.what == QuickKind::Deal && deal.amount.is_some(), "{tag}: {deal:?}");
    }
}
