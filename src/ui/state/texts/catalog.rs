//! The texts of a language other than English, fetched when it is chosen.

#[cfg(all(test, not(target_arch = "wasm32")))]
use std::collections::BTreeMap;

use super::id::text_id;

/// The texts of a language. One that it lacks is said in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalog {
    /// The language's tag.
    pub tag: &'static str,
    /// By number, in order.
    texts: Vec<(u32, Box<str>)>,
}

/// The language in which the page begins, as a context of the application; `None` is English.
#[derive(Clone, Debug)]
pub struct FirstCatalog(pub Option<Catalog>);

impl Catalog {
    /// Takes in texts with their names, such as `shell.save`.
    pub fn new(tag: &'static str, texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let numbered = texts.into_iter().map(|(name, text)| (text_id(&name), text.into()));
        let mut texts: Vec<(u32, Box<str>)> = numbered.collect();
        texts.sort_unstable_by_key(|(id, _)| *id);
        Self { tag, texts }
    }

    /// Returns a text by its number.
    pub fn text(&self, id: u32) -> Option<&str> {
        let place = self.texts.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(&self.texts[place].1)
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

#[cfg(all(test, not(target_arch = "wasm32")))]
fn read(room: &str, file: &str) -> Vec<(String, String)> {
    let texts: BTreeMap<String, String> = serde_json::from_str(file).unwrap_or_default();
    texts.into_iter().map(|(key, text)| (format!("{room}.{key}"), text)).collect()
}

#[cfg(all(target_arch = "wasm32", any(test, feature = "screens")))]
fn read(room: &str, file: &str) -> Vec<(String, String)> {
    browser::catalog::read_room(room, file)
}
