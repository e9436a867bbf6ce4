//! Labels of list elements: maps words of other programs to the keys of the schema's choices.

use std::collections::HashMap;
use std::sync::OnceLock;

use domain::{Choice, Field, fold, lexicon, one_line};

/// Synonyms of keys; used only if the field offers the key.
const SYNONYMS: &[(&str, &str)] = &[
    ("cell", "mobile"),
    ("cellular", "mobile"),
    ("cellphone", "mobile"),
    ("mobilephone", "mobile"),
    ("iphone", "mobile"),
    ("mobil", "mobile"),
    ("handy", "mobile"),
    ("business", "work"),
    ("office", "work"),
    ("job", "work"),
    ("personal", "home"),
    ("private", "home"),
    ("privat", "home"),
    ("companymain", "main"),
    ("primary", "main"),
    ("assistantphone", "assistant"),
    ("businessfax", "work fax"),
    ("workfax", "work fax"),
    ("faxwork", "work fax"),
    ("homefax", "home fax"),
    ("faxhome", "home fax"),
    ("facebookmessenger", "messenger"),
    ("weixin", "wechat"),
    ("coworker", "colleague"),
    ("phonecall", "call"),
    ("telephone", "call"),
    ("telephonecall", "call"),
    ("outboundcall", "call"),
    ("inboundcall", "call"),
    ("calls", "call"),
    ("cuocgoi", "call"),
    ("goi", "call"),
    ("goidien", "call"),
    ("emails", "email"),
    ("outgoingemail", "email"),
    ("incomingemail", "email"),
    ("meetings", "meeting"),
    ("appointment", "meeting"),
    ("event", "meeting"),
    ("lunch", "meeting"),
    ("demo", "meeting"),
    ("hop", "meeting"),
    ("cuochop", "meeting"),
    ("gapmat", "meeting"),
    ("visits", "visit"),
    ("sitevisit", "visit"),
    ("vieng", "visit"),
    ("viengtham", "visit"),
    ("notes", "note"),
    ("comment", "note"),
    ("memo", "note"),
    ("ghichu", "note"),
    ("textmessage", "message"),
    ("sms", "message"),
    ("text", "message"),
    ("whatsapp", "message"),
    ("zalo", "message"),
    ("tinnhan", "message"),
    ("thu", "letter"),
    ("qua", "gift"),
    ("quatang", "gift"),
    ("task", "done"),
    ("todo", "done"),
    ("connected", "reached"),
    ("answered", "reached"),
    ("completed", "reached"),
    ("held", "reached"),
    ("noanswer", "not_reached"),
    ("busy", "not_reached"),
    ("missed", "not_reached"),
    ("noshow", "not_reached"),
    ("notheld", "not_reached"),
    ("unreachable", "not_reached"),
    ("khongnghemay", "not_reached"),
    ("voicemail", "left_message"),
    ("leftvoicemail", "left_message"),
    ("leftlivemessage", "left_message"),
    ("delaitinnhan", "left_message"),
    ("outbound", "out"),
    ("sent", "out"),
    ("inbound", "in"),
    ("received", "in"),
    ("goidi", "out"),
    ("goiden", "in"),
    ("wedding", "anniversary"),
    ("weddinganniversary", "anniversary"),
];

/// Returns a label as the schema spells it: the key of the choice it names, else the text itself.
/// Also reads Apple's form `_$!<Anniversary>!$_`.
pub fn canonical_label(field: &Field, text: &str) -> String {
    let text = text.trim();
    if field.choices.iter().any(|choice| choice.key == text) {
        return text.to_owned();
    }
    let bare = text.strip_prefix("_$!<").and_then(|rest| rest.strip_suffix(">!$_"));
    let text = bare.unwrap_or(text);
    match known_label(field, text) {
        Some(key) => key.to_owned(),
        None => one_line(text),
    }
}

/// Returns the key of the choice that a word names, if the field offers one.
pub fn known_label<'a>(field: &'a Field, word: &str) -> Option<&'a str> {
    if word.is_empty() {
        return None;
    }
    let plain = |choice: &&Choice| {
        word.eq_ignore_ascii_case(&choice.key) || word.eq_ignore_ascii_case(&choice.label)
    };
    if let Some(choice) = field.choices.iter().find(plain) {
        return Some(choice.key.as_ref());
    }
    let word = squash(word);
    if word.is_empty() {
        return None;
    }
    let of = |word: &str| {
        let named =
            |choice: &&Choice| is_squashed(&choice.key, word) || is_squashed(&choice.label, word);
        field.choices.iter().find(named).map(|choice| choice.key.as_ref())
    };
    of(&word)
        .or_else(|| {
            let (_, key) = SYNONYMS.iter().find(|(synonym, _)| *synonym == word)?;
            offered(field, key)
        })
        .or_else(|| in_other_words(field, &word))
}

fn offered<'f>(field: &'f Field, key: &str) -> Option<&'f str> {
    field.choices.iter().find(|choice| choice.key == key).map(|choice| choice.key.as_ref())
}

/// The words for choices in twelve languages, by the kind and field, and the key.
const WORDS: &str = include_str!("words/choices.tsv");

/// Returns the key of the choice that a squashed word of another language names.
fn in_other_words<'f>(field: &'f Field, word: &str) -> Option<&'f str> {
    static KNOWN: OnceLock<HashMap<String, Vec<(&str, &str)>>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let mut known: HashMap<String, Vec<(&str, &str)>> = HashMap::new();
        for (means, word) in lexicon::words(WORDS, 2) {
            // Kinds that have a field of one name have the same choices in it, or others.
            let field = means[0].split_once('.').map_or(means[0], |(_, field)| field);
            known.entry(squash(word)).or_default().push((field, means[1]));
        }
        known
    });
    let of_field = known.get(word)?.iter().filter(|(of, _)| *of == field.key);
    of_field.filter_map(|(_, key)| offered(field, key)).next()
}

/// Reduces a text to its folded letters and digits, for comparing words and names.
pub fn squash(text: &str) -> String {
    fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// True if a text squashes to `squashed`; allocates nothing for ASCII.
fn is_squashed(text: &str, squashed: &str) -> bool {
    if !text.is_ascii() {
        return squash(text) == squashed;
    }
    let letters = text.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase());
    letters.eq(squashed.bytes())
}

/// True if the other texts cover everything in a text, in any order: `Bo`, `Anna` and `Dr.` cover
/// `Dr. Anna Bo`. Avoids keeping data twice that programs write twice.
pub fn is_covered<'a>(text: &str, by: impl IntoIterator<Item = &'a str>) -> bool {
    let mut rest = squash(text);
    let mut pieces: Vec<String> = Vec::new();
    for part in by {
        pieces.push(squash(part));
        pieces.extend(part.split(|c: char| !c.is_alphanumeric()).map(squash));
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
    for piece in &pieces {
        if rest.is_empty() {
            break;
        }
        // A space replaces each match, so that its neighbors do not join.
        rest = rest.replace(piece.as_str(), " ");
    }
    rest.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::contact;

    #[test]
    fn words_of_other_programs_become_keys() {
        let phones = contact::SCHEMA.field(contact::PHONES).unwrap();
        assert_eq!(canonical_label(phones, "CELL"), "mobile");
        assert_eq!(canonical_label(phones, "Work Fax"), "work fax");
        assert_eq!(canonical_label(phones, "homeFax"), "home fax");
        assert_eq!(canonical_label(phones, "_$!<AssistantPhone>!$_"), "assistant");
        assert_eq!(canonical_label(phones, " Skihütte\n"), "Skihütte");
        let dates = contact::SCHEMA.field(contact::DATES).unwrap();
        assert_eq!(canonical_label(dates, "_$!<Anniversary>!$_"), "anniversary");
        assert_eq!(canonical_label(dates, "cell"), "cell");
    }

    #[test]
    fn a_text_is_covered_by_its_parts_in_any_order() {
        assert!(is_covered(
            "Mr. John Richter, James Doe Sr.",
            ["Doe", "John", "Richter, James", "Mr.", "Sr."]
        ));
        assert!(is_covered("王小明", ["小明", "王"]));
        assert!(!is_covered("Big John", ["John"]));
        assert!(is_covered("--", ["x"]));
    }
}
