//! Compares the translations with the English texts: none is missing, no placeholder is lost or
//! added, and no text is left over from a removed key.

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
    for language in ["hu", "th", "vi", "zh"] {
        let own = texts(language);
        for (room, texts) in &own {
            for (key, text) in texts {
                match english.get(room).and_then(|texts| texts.get(key)) {
                    None => wrong.push(format!("{language}: {room}.{key} is no English text")),
                    Some(of) if places(of) != places(text) => {
                        wrong.push(format!("{language}: {room}.{key}: \"{of}\" and \"{text}\""));
                    }
                    Some(_) => {}
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
