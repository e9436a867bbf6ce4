//! Compares the translations with the English texts: none is missing, no placeholder is lost or
//! added, no text is left over from a removed key, and each has the forms of its language.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

/// The languages with their forms: the plural categories of `Intl.PluralRules`, and `=1` where one has
/// no category of its own.
const FORMS: [(&str, &[&str]); 5] = [
    ("en", &["one", OTHER]),
    ("hu", &["one", OTHER]),
    ("th", &[EXACTLY_ONE, OTHER]),
    ("vi", &[EXACTLY_ONE, OTHER]),
    ("zh", &[EXACTLY_ONE, OTHER]),
];
const OTHER: &str = "other";
const EXACTLY_ONE: &str = "=1";

type Texts = BTreeMap<String, Text>;

/// A text, or its forms by plural category.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Plain(String),
    Forms(BTreeMap<String, String>),
}

impl Text {
    /// Returns the form that is used where no other is.
    fn other(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Forms(forms) => forms.get(OTHER).map_or("", String::as_str),
        }
    }

    /// Returns what is wrong with the forms, in a language that has these.
    fn wrong_forms(&self, known: &[&str]) -> Option<String> {
        let Self::Forms(forms) = self else { return None };
        if let Some(form) = forms.keys().find(|form| !known.contains(&form.as_str())) {
            return Some(format!("\"{form}\" is no form of this language, which has {known:?}"));
        }
        (!forms.contains_key(OTHER)).then(|| format!("the form \"{OTHER}\" is missing"))
    }

    /// Returns the first form whose places are not those of the English text. One need not be said.
    fn wrong_places(&self, english: &str) -> Option<&str> {
        let wanted = places(english);
        let forms = match self {
            Self::Plain(text) => vec![(OTHER, text.as_str())],
            Self::Forms(forms) => forms.iter().map(|(form, it)| (&**form, &**it)).collect(),
        };
        let fits = |form: &str, text: &str| {
            let own = places(text);
            let unsaid = |place: &str| place == "count" && matches!(form, "one" | EXACTLY_ONE);
            own.iter().all(|place| wanted.contains(place))
                && wanted.iter().all(|place| own.contains(place) || unsaid(place))
        };
        forms.into_iter().find(|(form, text)| !fits(form, text)).map(|(_, text)| text)
    }
}

fn texts(language: &str) -> BTreeMap<String, Texts> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui/locales").join(language);
    let read = |path: &Path| {
        let text = fs::read_to_string(path).unwrap_or_default();
        let texts = serde_json::from_str(&text);
        texts.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let files = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let room = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    files.filter_map(|path| Some((room(&path)?, read(&path)))).collect()
}

/// Returns the placeholders of a text (`{count}`), sorted, each once.
fn places(text: &str) -> Vec<&str> {
    let mut places: Vec<&str> =
        text.split('{').skip(1).filter_map(|it| it.split('}').next()).collect();
    places.sort_unstable();
    places.dedup();
    places
}

#[test]
fn every_language_has_every_text_with_the_same_places() {
    let english = texts("en");
    assert!(english.len() > 9);
    let mut wrong = Vec::new();
    for (language, _) in FORMS {
        let own = texts(language);
        for (room, texts) in &own {
            for (key, text) in texts {
                let Some(of) = english.get(room).and_then(|texts| texts.get(key)) else {
                    wrong.push(format!("{language}: {room}.{key} is no English text"));
                    continue;
                };
                if let Some(text) = text.wrong_places(of.other()) {
                    wrong.push(format!(
                        "{language}: {room}.{key}: \"{}\" and \"{text}\"",
                        of.other()
                    ));
                }
            }
        }
        for (room, texts) in &english {
            let has = |key: &String| own.get(room).is_some_and(|own| own.contains_key(key));
            let missing = texts.keys().filter(|key| !has(key));
            wrong.extend(missing.map(|key| format!("{language}: {room}.{key} is missing")));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_text_has_the_forms_of_its_language() {
    let mut wrong = Vec::new();
    for (language, known) in FORMS {
        for (room, texts) in texts(language) {
            let of = |(key, text): (String, Text)| {
                Some(format!("{language}: {room}.{key}: {}", text.wrong_forms(known)?))
            };
            wrong.extend(texts.into_iter().filter_map(of));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_text_for_one_and_for_many_is_one_text_with_forms() {
    let mut wrong = Vec::new();
    for (room, texts) in texts("en") {
        for key in texts.keys() {
            let stem = key.strip_suffix("_one").or_else(|| key.strip_suffix("_many"));
            let Some(stem) = stem else { continue };
            let others = [stem.to_owned(), format!("{stem}_one"), format!("{stem}_many")];
            let beside = others.iter().find(|other| *other != key && texts.contains_key(*other));
            wrong.extend(beside.map(|other| {
                format!("{room}.{key} and {room}.{other}: make them one text with forms")
            }));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
