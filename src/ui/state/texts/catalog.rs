//! The texts of a language other than English, fetched when it is chosen.

#[cfg(all(test, not(target_arch = "wasm32")))]
use std::collections::BTreeMap;

#[cfg(all(test, not(target_arch = "wasm32")))]
use serde_json::Value;

use super::id::{longer_id, text_id};

/// The texts of a language. One that it lacks is said in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalog {
    /// The language's tag.
    pub tag: &'static str,
    /// By number, in order.
    texts: Vec<(u32, Box<str>)>,
    /// True if a text has a form for a plural category.
    has_categories: bool,
}

/// The mark between the name of a text and one of its forms: `import.done/few`.
const FORM: char = '/';
/// The form that is used if there is no other for a count: it has the name of the text.
const OTHER: &str = "other";
/// The form for exactly one, in a language in which one has no form of its own.
const EXACTLY_ONE: &str = "/=1";

/// The language in which the page begins, as a context of the application; `None` is English.
#[derive(Clone, Debug)]
pub struct FirstCatalog(pub Option<Catalog>);

impl Catalog {
    /// Takes in texts with their names, such as `shell.save`.
    pub fn new(tag: &'static str, texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut has_categories = false;
        let numbered = texts.into_iter().map(|(name, text)| {
            let id = match name.split_once(FORM) {
                Some((name, OTHER)) => text_id(name),
                Some(_) => {
                    has_categories |= !name.ends_with(EXACTLY_ONE);
                    text_id(&name)
                }
                None => text_id(&name),
            };
            (id, text.into())
        });
        let mut texts: Vec<(u32, Box<str>)> = numbered.collect();
        texts.sort_unstable_by_key(|(id, _)| *id);
        Self { tag, texts, has_categories }
    }

    /// Returns a text by its number.
    pub fn text(&self, id: u32) -> Option<&str> {
        let place = self.texts.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(&self.texts[place].1)
    }

    /// Returns the form of a text for a count, by its number.
    pub fn counted(&self, id: u32, count: u64) -> Option<&str> {
        let exactly = || (count == 1).then(|| self.text(longer_id(id, EXACTLY_ONE))).flatten();
        let of_category = || {
            let form = format!("{FORM}{}", category(self.tag, count));
            self.text(longer_id(id, &form))
        };
        // The browser's rules cost some time at their first use, and most languages have no such forms.
        let form = exactly().or_else(|| self.has_categories.then(of_category).flatten());
        form.or_else(|| self.text(id))
    }

    /// Fetches a language; `None` for English, or if that fails.
    #[cfg(not(any(test, feature = "screens")))]
    pub async fn fetch(tag: &'static str) -> Option<Self> {
        Some(Self::new(tag, browser::catalog::fetch(tag).await?))
    }

    /// Reads a language from the project's files: tests have no host.
    #[cfg(any(test, feature = "screens"))]
    #[expect(clippy::unused_async, reason = "it is a stand-in for one that waits")]
    pub async fn fetch(tag: &'static str) -> Option<Self> {
        Self::of_test(tag)
    }

    /// Reads a language from the project's files; `None` for English.
    #[cfg(any(test, feature = "screens"))]
    pub fn of_test(tag: &'static str) -> Option<Self> {
        let (_, texts) = FILES.iter().find(|(known, _)| *known == tag)?;
        Some(Self::new(tag, texts.iter().flat_map(|(room, text)| read(room, text))))
    }
}

/// The languages with their files, by room.
#[cfg(any(test, feature = "screens"))]
const FILES: &[(&str, &[(&str, &str)])] = include!(concat!(env!("OUT_DIR"), "/catalogs.rs"));

/// Returns the plural category of a count, such as `few`.
#[cfg(target_arch = "wasm32")]
fn category(tag: &str, count: u64) -> String {
    browser::intl::plural_category(tag, count)
}

/// Tests without a browser know the categories of the languages that we have.
#[cfg(not(target_arch = "wasm32"))]
fn category(_tag: &str, count: u64) -> String {
    (if count == 1 { "one" } else { OTHER }).to_owned()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
fn read(room: &str, file: &str) -> Vec<(String, String)> {
    let texts: BTreeMap<String, Value> = serde_json::from_str(file).unwrap_or_default();
    let named = texts.into_iter().flat_map(|(key, text)| {
        let name = format!("{room}.{key}");
        match text {
            Value::Object(forms) => {
                let form = |(form, text): (String, Value)| (format!("{name}{FORM}{form}"), text);
                forms.into_iter().map(form).collect()
            }
            text => vec![(name, text)],
        }
    });
    named.map(|(name, text)| (name, text.as_str().unwrap_or_default().to_owned())).collect()
}

#[cfg(all(target_arch = "wasm32", any(test, feature = "screens")))]
fn read(room: &str, file: &str) -> Vec<(String, String)> {
    browser::catalog::read_room(room, file)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_count_decides_the_form_of_a_text() {
        let texts = [
            ("a.done/one", "Eine"),
            ("a.done/other", "{count}"),
            ("a.made/=1", "Made"),
            ("a.made/other", "{count} made"),
            ("a.plain", "{count} plain"),
        ];
        let named = texts.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let catalog = Catalog::new("hu", named);
        let of = |name, count| catalog.counted(text_id(name), count);
        assert_eq!((of("a.done", 1), of("a.done", 2)), (Some("Eine"), Some("{count}")));
        assert_eq!((of("a.made", 1), of("a.made", 0)), (Some("Made"), Some("{count} made")));
        assert_eq!((of("a.plain", 1), of("a.none", 1)), (Some("{count} plain"), None));
    }
}
