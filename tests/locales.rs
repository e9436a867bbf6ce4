//! Compares the translations with the English texts: no placeholder is lost or added, and no text
//! is left over from a removed key.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

type Texts = BTreeMap<String, String>;

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

/// Returns the placeholders of a text (`{count}`), sorted.
fn places(text: &str) -> Vec<&str> {
    let mut places: Vec<&str> =
        text.split('{').skip(1).filter_map(|it| it.split('}').next()).collect();
    places.sort_unstable();
    places
}

#[test]
fn a_text_has_the_same_places_in_every_language() {
    let english = texts("en");
    assert!(english.len() > 9);
    let mut wrong = Vec::new();
    for (room, texts) in texts("vi") {
        for (key, text) in texts {
            match english[&room].get(&key) {
                None => wrong.push(format!("{room}.{key} is no text of the English catalogue")),
                Some(of) if places(of) != places(&text) => {
                    wrong.push(format!("{room}.{key}: \"{of}\" and \"{text}\""));
                }
                Some(_) => {}
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_import_and_selling_are_whole_in_vietnamese() {
    let (english, vietnamese) = (texts("en"), texts("vi"));
    for room in ["import", "day", "deals", "log"] {
        let missing: Vec<&String> =
            english[room].keys().filter(|key| !vietnamese[room].contains_key(*key)).collect();
        assert_eq!(missing, Vec::<&String>::new(), "{room}");
    }
}
