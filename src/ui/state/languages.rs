//! The languages of the screen, and how much of each is translated: what is not whole says so where
//! it is chosen.

/// How many texts a file of the catalogue has. It is an object of texts: outside of quotation marks
/// each has one colon.
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

/// How many texts a language has in all files of the catalogue. Each file is counted by itself, for
/// the compiler does not like to count for long.
macro_rules! texts {
    ($language:literal) => {
        texts!($language: "companies" "contact" "contacts" "day" "deals" "errors" "fields" "filter"
            "form" "history" "import" "log" "selling" "settings" "shell" "start")
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

/// The part of the English texts that there is in Vietnamese, in percent; counted when the app is
/// built.
const VIETNAMESE: usize = sum(&texts!("vi")) * 100 / sum(&texts!("en"));

/// The languages that can be chosen, by tag and name. One that is not whole is marked.
pub fn languages() -> Vec<(&'static str, String)> {
    vec![("en", "English".to_owned()), ("vi", vietnamese(VIETNAMESE))]
}

/// Both the ones who read it and the ones who help them understand the mark.
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
