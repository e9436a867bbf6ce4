//! Takes whole names apart: titles and degrees before and after them, particles of family names, the
//! order of the parts by script, syllables, country and letters. What cannot be taken apart with
//! confidence stays whole.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::contact::{FAMILY, GIVEN, MIDDLE, NICKNAME, PREFIX, SUFFIX};
use super::lexicon;
use super::name_signs::{Home, is_hungarian_given, is_vietnamese, is_vietnamese_turned};
use super::names::{WhichFirst, is_han_or_hangul};

/// The parts of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameParts {
    /// Titles before the name.
    pub prefix: String,
    /// Given name. The whole name, if it cannot be taken apart.
    pub given: String,
    /// Middle name.
    pub middle: String,
    /// Family name, with its particles.
    pub family: String,
    /// Degrees and the like behind the name.
    pub suffix: String,
    /// Nickname, in quotation marks within the name.
    pub nickname: String,
}

impl NameParts {
    /// Returns the fields of a contact with their parts.
    pub fn fields(self) -> [(u32, String); 6] {
        let Self { prefix, given, middle, family, suffix, nickname } = self;
        [
            (PREFIX, prefix),
            (GIVEN, given),
            (MIDDLE, middle),
            (FAMILY, family),
            (SUFFIX, suffix),
            (NICKNAME, nickname),
        ]
    }
}

/// The words before, behind and within names, in many languages.
const WORDS: &str = include_str!("names/titles.tsv");

/// The words of one meaning.
struct NameWords {
    prefixes: HashSet<String>,
    suffixes: HashSet<String>,
    particles: HashSet<String>,
}

fn known() -> &'static NameWords {
    static KNOWN: OnceLock<NameWords> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let of = |wanted: &str| {
            let words = lexicon::words(WORDS, 1).filter(|(means, _)| means[0] == wanted);
            words.map(|(_, word)| plain(word)).collect()
        };
        NameWords { prefixes: of("prefix"), suffixes: of("suffix"), particles: of("particle") }
    })
}

/// Returns a title in the form in which titles are compared: in lower case. Points and accents count:
/// M.A. is a degree and Ma a name, and a `văn` is no `van`.
fn plain(word: &str) -> String {
    let letters = word.chars().filter(|letter| !matches!(letter, '’' | '\'' | '®' | '™'));
    letters.flat_map(char::to_lowercase).collect::<String>().trim().to_owned()
}

fn is_in(words: &HashSet<String>, text: &str) -> bool {
    words.contains(&plain(text))
}

/// True for a title before names: Mrs., Dr., คุณ.
pub fn is_name_prefix(text: &str) -> bool {
    is_in(&known().prefixes, text.trim())
}

/// Splits a name that came as one text. `home` is the person's country, `first` the part that stands
/// first if the column says so.
pub fn split_name(text: &str, home: Option<Home>, first: Option<WhichFirst>) -> NameParts {
    let text = text.trim();
    if is_of_several(text) {
        return NameParts { given: text.to_owned(), ..NameParts::default() };
    }
    let mut parts = NameParts::default();
    let mut chunks: Vec<&str> =
        text.split([',', '、', '，']).map(str::trim).filter(|chunk| !chunk.is_empty()).collect();
    // `Weber, M.A.`, `John Smith, Jr., MBA`.
    let mut suffixes: Vec<String> = Vec::new();
    while chunks.len() > 1
        && let Some(last) = chunks.last()
        && (is_in(&known().suffixes, last)
            || last.split_whitespace().all(|word| is_in(&known().suffixes, word)))
    {
        suffixes.insert(0, chunks.pop().unwrap_or_default().to_owned());
    }
    let (family, rest) = match chunks.as_slice() {
        [] => return NameParts { given: text.to_owned(), ..NameParts::default() },
        [one] => (None, *one),
        [family, given] => (Some(*family), *given),
        // `Smith, Dr., John`: what else would stand between commas?
        [family, between @ .., given] if between.iter().all(|it| is_in(&known().prefixes, it)) => {
            parts.prefix = between.join(" ");
            (Some(*family), *given)
        }
        _ => return NameParts { given: text.to_owned(), ..NameParts::default() },
    };
    let (rest, nickname) = without_nickname(rest);
    parts.nickname = nickname;
    let words = strip(&rest, &mut parts, &mut suffixes);
    match family {
        Some(family) => {
            let family = strip(family, &mut parts, &mut suffixes).join(" ");
            parts.family = family;
            parts.given = words.join(" ");
        }
        None => in_order(&words, home, first, &mut parts),
    }
    parts.suffix = suffixes.join(", ");
    parts
}

/// True for a name of several words that gives no sign of its order: no comma, no script, syllables,
/// given names or capitals that tell it. `home` is the person's country.
pub fn name_is_open(text: &str, home: Option<Home>) -> bool {
    let words = bare_words(text);
    words.len() > 1 && !is_family_first(&words, home, None)
}

/// True for a name of Latin letters that shows by its own signs that the family name stands first.
pub fn leads_with_family(text: &str, home: Option<Home>) -> bool {
    let words = bare_words(text);
    let is_latin = text.chars().filter(|letter| letter.is_alphabetic()).all(|it| it < '\u{2000}');
    is_latin && words.len() > 1 && is_family_first(&words, home, None)
}

/// Returns the words of a name without titles and degrees; none if a comma divides it or it is of
/// several people.
fn bare_words(text: &str) -> Vec<&str> {
    if is_of_several(text) || text.contains([',', '、', '，', '"', '“', '„', '«']) {
        return Vec::new();
    }
    strip(text.trim(), &mut NameParts::default(), &mut Vec::new())
}

/// True for a name of several people or of something else: `Kinder-, Jugend- und Elterntelefon`,
/// `Anna & Béla Nagy`.
fn is_of_several(text: &str) -> bool {
    const JOINED: [&str; 12] =
        ["und", "and", "&", "+", "és", "et", "oder", "or", "och", "en", "и", "và"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let joins = words.iter().skip(1).any(|word| JOINED.contains(word));
    joins || words.iter().any(|word| word.trim_end_matches(',').ends_with('-'))
}

/// Takes a nickname in quotation marks out of a name: `Robert "Bob" Marlow`.
fn without_nickname(text: &str) -> (String, String) {
    const MARKS: [(char, char); 4] = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»')];
    for (open, close) in MARKS {
        let Some((before, rest)) = text.split_once(open) else { continue };
        if let Some((inner, after)) = rest.split_once(close).filter(|_| !before.trim().is_empty()) {
            return (format!("{before}{after}"), inner.trim().to_owned());
        }
    }
    (text.to_owned(), String::new())
}

/// Takes the titles before and the degrees behind a name away and returns its words.
fn strip<'t>(text: &'t str, parts: &mut NameParts, suffixes: &mut Vec<String>) -> Vec<&'t str> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let mut titles = Vec::new();
    attached(&mut words, &mut titles, suffixes);
    while words.len() > 1
        && let Some(count) = (1..=3.min(words.len() - 1))
            .rev()
            .find(|count| is_in(&known().prefixes, &words[..*count].join(" ")))
    {
        titles.extend(words.drain(..count));
    }
    if !titles.is_empty() {
        let before = std::mem::take(&mut parts.prefix);
        let all: Vec<&str> =
            [before.as_str()].into_iter().filter(|it| !it.is_empty()).chain(titles).collect();
        parts.prefix = all.join(" ");
    }
    let mut behind = Vec::new();
    while words.len() > 1
        && let Some(count) = (1..=3.min(words.len() - 1))
            .rev()
            .find(|count| is_in(&known().suffixes, &words[words.len() - count..].join(" ")))
    {
        behind.insert(0, words.split_off(words.len() - count).join(" "));
    }
    suffixes.splice(0..0, behind);
    words
}

/// Divides titles from names that they are written together with: นายสมชาย, 王先生.
fn attached<'t>(words: &mut [&'t str], titles: &mut Vec<&'t str>, suffixes: &mut Vec<String>) {
    let unspaced = |title: &&String| !title.is_ascii() && !title.contains(' ');
    if let Some(first) = words.first_mut().filter(|first| first.starts_with(is_thai)) {
        let found = known().prefixes.iter().filter(unspaced).filter(|title| {
            let rest = first.strip_prefix(title.as_str()).unwrap_or_default();
            title.starts_with(is_thai) && rest.starts_with(is_thai_letter)
        });
        if let Some(title) = found.max_by_key(|title| title.len()) {
            let (title, rest) = first.split_at(title.len());
            titles.push(title);
            *first = rest;
        }
    }
    if let Some(last) =
        words.last_mut().filter(|last| last.ends_with(is_han_or_hangul) || last.ends_with(is_kana))
    {
        let found = known().suffixes.iter().filter(unspaced);
        let found =
            found.filter(|title| last.len() > title.len() && last.ends_with(title.as_str()));
        if let Some(title) = found.max_by_key(|title| title.len()) {
            let (rest, title) = last.split_at(last.len() - title.len());
            suffixes.push(title.to_owned());
            *last = rest;
        }
    }
}

fn is_thai(letter: char) -> bool {
    matches!(letter, '\u{e01}'..='\u{e4e}')
}

/// True for consonants and the vowels before them, with which Thai words begin.
fn is_thai_letter(letter: char) -> bool {
    matches!(letter, '\u{e01}'..='\u{e2e}' | '\u{e40}'..='\u{e44}')
}

/// Splits words without commas.
fn in_order(words: &[&str], home: Option<Home>, first: Option<WhichFirst>, parts: &mut NameParts) {
    match words {
        [] => {}
        [word] => {
            let NameParts { family, given, .. } = split_word(word);
            (parts.family, parts.given) = (family, given);
        }
        [..] if is_family_first(words, home, first) => {
            let begin = words.iter().take_while(|word| is_particle(word)).count();
            let begin = begin.min(words.len() - 2);
            let (family, rest) = words.split_at(begin + 1);
            parts.family = family.join(" ");
            match rest {
                // In Vietnamese the given name stands last: Nguyễn Thị Ánh.
                [middle @ .., given] if is_vietnamese(words[0], &words[1..], home) => {
                    parts.middle = middle.join(" ");
                    parts.given = (*given).to_owned();
                }
                // In Hungary all given names are given names, and the family name may be of two
                // words: Nagyné Tóth Éva.
                rest if home == Some(Home::Hungary) => {
                    let is_given = |word: &&&str| is_hungarian_given(word);
                    let given = rest.iter().rev().take_while(is_given).count().max(1);
                    let (more, given) = rest.split_at(rest.len() - given);
                    parts.given = given.join(" ");
                    parts.family = [family, more].concat().join(" ");
                }
                rest => given_and_middle(rest, parts),
            }
        }
        [..] => {
            let count = family_words(words);
            let (rest, family) = words.split_at(words.len() - count);
            parts.family = family.join(" ");
            given_and_middle(rest, parts);
        }
    }
}

/// The first word is the given name, the others are middle names.
fn given_and_middle(words: &[&str], parts: &mut NameParts) {
    let Some((given, middle)) = words.split_first() else { return };
    parts.given = (*given).to_owned();
    parts.middle = middle.join(" ");
}

fn is_particle(word: &str) -> bool {
    // `[van]`, and `d'`.
    is_in(&known().particles, word.trim_matches(['[', ']', '(', ')']))
}

/// Returns how many of the last words are the family name: the last with the particles before it.
fn family_words(words: &[&str]) -> usize {
    let before = words.len() - 1;
    // The first word is a given name, whatever it is.
    1 + words[1..before.max(1)].iter().rev().take_while(|word| is_particle(word)).count()
}

/// True if the first word is the family name: if the column says so, the name is written in Chinese
/// characters, kana or Hangul, or it is Vietnamese, if the last word is a given name of somebody in
/// Hungary, if the first alone is in capitals, or if a patronymic ends the name.
fn is_family_first(words: &[&str], home: Option<Home>, order: Option<WhichFirst>) -> bool {
    let [first, rest @ ..] = words else { return false };
    if let Some(order) = order {
        return order == WhichFirst::Family;
    }
    let is_east_asian = |word: &&str| word.chars().all(|it| is_han_or_hangul(it) || is_kana(it));
    if words.iter().all(is_east_asian) {
        return true;
    }
    let hungarian =
        home == Some(Home::Hungary) && rest.last().is_some_and(|it| is_hungarian_given(it));
    let capitals = is_capital(first) && !rest.iter().any(|word| is_capital(word));
    let vietnamese = is_vietnamese(first, rest, home) && !is_vietnamese_turned(first, rest);
    let patronymic = matches!(rest, [_, last] if is_patronymic(last));
    hungarian || vietnamese || capitals || patronymic
}

/// True for a Russian or Ukrainian patronymic: Иванович, Петровна. It stands behind the given name.
fn is_patronymic(word: &str) -> bool {
    const ENDS: [&str; 8] = ["ович", "евич", "льич", "мич", "овна", "евна", "ична", "івна"];
    let word = word.to_lowercase();
    ENDS.iter().any(|end| word.ends_with(end))
}

fn is_kana(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '々')
}

/// True for a word of capitals: `DUPONT`. A single letter is an initial.
fn is_capital(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic());
    letters.clone().count() > 2 && letters.clone().all(char::is_uppercase)
}

/// Splits a name without spaces: Chinese and Korean ones have the family name first.
fn split_word(word: &str) -> NameParts {
    let letters: Vec<char> = word.chars().collect();
    let han = letters.iter().all(|letter| is_han_or_hangul(*letter));
    // Two-character family names are rare: only the most frequent are known here.
    let double = ["欧阳", "司马", "上官", "诸葛", "东方", "尉迟", "公孙", "慕容", "司徒", "歐陽"];
    let family = match letters.len() {
        2..=3 if han => 1,
        4 if han => 2,
        _ => 0,
    };
    let family =
        if letters.len() == 3 && double.iter().any(|d| word.starts_with(d)) { 2 } else { family };
    NameParts {
        family: letters.iter().take(family).collect(),
        given: letters.iter().skip(family).collect(),
        ..NameParts::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, home: Option<Home>, first: Option<WhichFirst>, expect: &str) {
        let NameParts { prefix, given, middle, family, suffix, nickname } =
            split_name(text, home, first);
        let parts = [prefix, given, middle, family, suffix, nickname];
        assert_eq!(parts.join("|"), expect, "{text}");
    }

    #[test]
    fn titles_degrees_and_nicknames_have_places_of_their_own() {
        for (text, expect) in [
            ("Dr. Anna Weber", "Dr.|Anna||Weber||"),
            ("Prof. Dr. med. Hans-Peter Müller, MBA", "Prof. Dr. med.|Hans-Peter||Müller|MBA|"),
            ("Smith, John, Jr.", "|John||Smith|Jr.|"),
            ("Dr. Ellen de la Cruz, PhD", "Dr.|Ellen||de la Cruz|PhD|"),
            ("Robert \"Bob\" Marlow III", "|Robert||Marlow|III|Bob"),
            ("Frau Dr. Käthe Böhm-Lüdtke", "Frau Dr.|Käthe||Böhm-Lüdtke||"),
            ("นายสมชาย ใจดี", "นาย|สมชาย||ใจดี||"),
            ("王小明先生", "|小明||王|先生|"),
            ("Lan Do", "|Lan||Do||"),
            ("Jack Ma", "|Jack||Ma||"),
        ] {
            check(text, None, None, expect);
        }
    }

    #[test]
    fn particles_belong_to_the_last_name() {
        for (text, expect) in [
            ("Ludwig van Beethoven", "|Ludwig||van Beethoven||"),
            ("Karl von der Heide", "|Karl||von der Heide||"),
            ("João da Silva", "|João||da Silva||"),
            ("Nguyễn Văn An", "|An|Văn|Nguyễn||"),
        ] {
            check(text, None, None, expect);
        }
    }

    #[test]
    fn the_order_is_that_of_the_column_the_script_or_the_letters() {
        check("Kowalska Anna", None, Some(WhichFirst::Family), "|Anna||Kowalska||");
        check("DUPONT Marie", None, None, "|Marie||DUPONT||");
        check("Marie DUPONT", None, None, "|Marie||DUPONT||");
        check("山田 太郎", None, None, "|太郎||山田||");
        check("Lan Do", Some(Home::Vietnam), None, "|Lan||Do||");
        check("Sen Mai Lan", Some(Home::Vietnam), None, "|Lan|Mai|Sen||");
        check("Dr. Kovács Béla", Some(Home::Hungary), None, "Dr.|Béla||Kovács||");
        check("Nagy Éva Katalin", Some(Home::Hungary), None, "|Éva Katalin||Nagy||");
        check("Nagyné Tóth Éva", Some(Home::Hungary), None, "|Éva||Nagyné Tóth||");
        check("Иванов Иван Иванович", None, None, "|Иван|Иванович|Иванов||");
        check("Анна Петровна Смирнова", None, None, "|Анна|Петровна|Смирнова||");
        check("Nguyễn Thị Ánh", None, Some(WhichFirst::Family), "|Ánh|Thị|Nguyễn||");
    }

    #[test]
    fn what_cannot_be_taken_apart_stays_whole() {
        for text in ["Kinder-, Jugend- und Elterntelefon", "Mr. & Mrs. Brown", "Anna und Béla Nagy"]
        {
            check(text, None, None, &format!("|{text}||||"));
        }
    }
}
