//! The screen's languages and how complete each translation is; an incomplete one is marked in the
//! language choice.

/// Counts the texts of a catalog file: a flat object of strings, with one colon outside quotes per
/// text.
const fn texts_in(file: &str) -> usize {
    let bytes = file.as_bytes();
    let (mut at, mut count, mut quoted) = (0, 0, false);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'"' => quoted = !quoted,
            b':' if !quoted => count += 1,
            _ => {}
        }
        at += 1;
    }
    count
}

/// Counts a language's texts per catalog file. Each file has its own constant to stay within the
/// compiler's evaluation limit.
macro_rules! texts {
    ($language:literal) => {
        texts!($language: "companies" "contact" "day" "deals" "errors" "fields" "files" "filter"
            "form" "history" "import" "kinds" "log" "records" "selling" "settings" "shell" "start")
    };
    ($language:literal: $($room:literal)+) => {
        [$({
            const COUNT: usize =
                texts_in(include_str!(concat!("../locales/", $language, "/", $room, ".json")));
            COUNT
        }),+]
    };
}

const fn sum(counts: &[usize]) -> usize {
    let (mut at, mut sum) = (0, 0);
    while at < counts.len() {
        sum += counts[at];
        at += 1;
    }
    sum
}

/// Share of the English texts that are translated to Vietnamese, in percent; computed at compile
/// time.
const VIETNAMESE: usize = sum(&texts!("vi")) * 100 / sum(&texts!("en"));

/// Lists the languages by tag and name; an incomplete one is marked.
pub fn languages() -> Vec<(&'static str, String)> {
    vec![("en", "English".to_owned()), ("vi", vietnamese(VIETNAMESE))]
}

/// The mark is bilingual, for readers of Vietnamese and for those who help them.
fn vietnamese(percent: usize) -> String {
    match percent {
        100.. => "Tiếng Việt".to_owned(),
        percent => format!("Tiếng Việt (một phần / partly, {percent}%)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    fn counted(language: &str) -> Vec<usize> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui/locales").join(language);
        let mut files: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let texts = |path: &std::path::PathBuf| -> BTreeMap<String, String> {
            serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
        };
        files.iter().map(|path| texts(path).len()).collect()
    }

    #[test]
    fn the_compiler_counts_every_text_of_every_file() {
        assert_eq!(counted("en"), texts!("en"));
        assert_eq!(counted("vi"), texts!("vi"));
        assert_eq!(texts_in(r#"{ "a": "b: \" c: \\", "d": "{e}: 1" }"#), 2);
    }

    #[test]
    fn a_language_is_marked_until_it_is_whole() {
        assert_eq!(vietnamese(54), "Tiếng Việt (một phần / partly, 54%)");
        assert_eq!(vietnamese(99), "Tiếng Việt (một phần / partly, 99%)");
        assert_eq!(vietnamese(100), "Tiếng Việt");
        let shown = languages().swap_remove(1).1;
        let whole = counted("vi").iter().sum::<usize>() == counted("en").iter().sum::<usize>();
        assert_eq!(shown.contains("partly"), !whole);
    }
}
