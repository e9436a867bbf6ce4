//! The screen's languages and how complete each translation is; an incomplete one is marked in the
//! language choice.

use super::texts::known::TRANSLATED;
use super::words::LANGUAGES;

/// Languages in which choices, sample data and the words of quick add are still English, with the word
/// for that.
const PARTLY: [(&str, &str); 4] =
    [("hu", "részben"), ("th", "บางส่วน"), ("vi", "một phần"), ("zh", "部分")];

/// Lists the languages by tag and name; an incomplete one is marked.
pub fn languages() -> Vec<(&'static str, String)> {
    let share = |tag: &str| TRANSLATED.iter().find(|(known, _)| *known == tag).map(|(_, of)| *of);
    let all = LANGUAGES.iter();
    all.map(|(tag, name)| (*tag, marked(tag, name, share(tag).unwrap_or(100)))).collect()
}

/// The mark is bilingual, for readers of the language and for those who help them.
fn marked(tag: &str, name: &str, percent: usize) -> String {
    match PARTLY.iter().find(|(known, _)| *known == tag) {
        Some((_, partly)) if percent < 100 => format!("{name} ({partly} / partly, {percent}%)"),
        Some((_, partly)) => format!("{name} ({partly} / partly)"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    fn count(language: &str) -> usize {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui/locales").join(language);
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let texts = |path: std::path::PathBuf| -> BTreeMap<String, String> {
            serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
        };
        files.map(|path| texts(path).len()).sum()
    }

    #[test]
    fn a_language_is_marked_until_it_is_whole() {
        assert_eq!(marked("vi", "Tiếng Việt", 54), "Tiếng Việt (một phần / partly, 54%)");
        assert_eq!(marked("hu", "Magyar", 100), "Magyar (részben / partly)");
        assert_eq!(marked("en", "English", 100), "English");
        for (tag, shown) in languages() {
            assert_eq!(shown.contains('%'), count(tag) < count("en"), "{tag}");
        }
        let tags: Vec<&str> = TRANSLATED.iter().map(|(tag, _)| *tag).collect();
        let others: Vec<&str> = LANGUAGES.iter().skip(1).map(|(tag, _)| *tag).collect();
        assert_eq!(tags, others, "every folder is a language that can be chosen");
    }
}
