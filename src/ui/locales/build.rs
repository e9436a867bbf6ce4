//! Makes constants of the English texts, so that the compiler reports a text that is missing and one
//! that nothing uses.

#[path = "../state/texts/id.rs"]
mod id;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use id::text_id;

const LOCALES: &str = "src/ui/locales";

/// The texts of a language, by room and key.
type Texts = BTreeMap<String, BTreeMap<String, CatalogText>>;

/// A text of the catalogs.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum CatalogText {
    Plain(String),
    /// Its words depend on a count.
    Forms(Forms),
}

/// The English forms of a text: others, such as `few`, are in other languages only.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Forms {
    one: String,
    other: String,
}

fn main() {
    println!("cargo::rerun-if-changed={LOCALES}");
    let english = texts(&Path::new(LOCALES).join("en"));
    let mut written = String::new();
    let mut known = HashMap::new();
    for (room, texts) in &english {
        let _written = writeln!(written, "pub(crate) mod {room} {{\n    use super::ScreenText;");
        for (key, text) in texts {
            let (text, one) = match text {
                CatalogText::Plain(text) => (text, None),
                CatalogText::Forms(forms) => (&forms.other, Some(&forms.one)),
            };
            let name = format!("{room}.{key}");
            let id = text_id(&name);
            if let Some(other) = known.insert(id, name.clone()) {
                panic!("{name} and {other} have one number: rename one of them");
            }
            let _written = writeln!(
                written,
                "    pub(crate) const {key}: ScreenText = ScreenText {{ id: {id}, english: {text:?}, english_one: {one:?} }};"
            );
        }
        written.push_str("}\n");
    }
    write("texts.rs", &written);
    write("catalogs.rs", &catalogs());
}

fn write(name: &str, text: &str) {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join(name), text).unwrap_or_else(|error| panic!("{error}"));
}

fn other_languages() -> impl Iterator<Item = PathBuf> {
    let folders = paths(Path::new(LOCALES)).into_iter().filter(|path| path.is_dir());
    folders.filter(|path| stem(path) != "en")
}

/// Writes the other languages with their files, for tests.
fn catalogs() -> String {
    let mut list = String::from("&[\n");
    for folder in other_languages() {
        let _written = writeln!(list, "    ({:?}, &[", stem(&folder));
        for path in paths(&folder) {
            let full = fs::canonicalize(&path).unwrap_or_else(|error| panic!("{error}"));
            let _written = writeln!(list, "        ({:?}, include_str!({full:?})),", stem(&path));
        }
        list.push_str("    ]),\n");
    }
    list.push(']');
    list
}

fn texts(folder: &Path) -> Texts {
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    paths(folder).iter().map(|path| (stem(path), read(path))).collect()
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{error}"));
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
