//! Languages that nobody speaks, made from the English texts: each text stands in brackets and is
//! longer, so that what is cut is seen, and so is a text that comes from no catalog. One of them runs
//! from right to left.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::host::Host;
use crate::wire::{Failure, Outcome};

/// The texts of a room by their keys.
type Texts = BTreeMap<String, Text>;

/// A text, or its forms for a count.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
enum Text {
    Plain(String),
    Forms(BTreeMap<String, String>),
}

/// The direction of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

/// Puts such a language in the place of one that the host offers.
pub fn replace(host: &mut Host, tag: &str, direction: Direction) -> Outcome {
    let name = format!("{tag}-");
    let folder = host.own_folder()?;
    let is_catalog = |path: &PathBuf| {
        let own = path.file_name().and_then(|it| it.to_str()).unwrap_or_default();
        own.starts_with(&name) && own.ends_with(".json")
    };
    let paths = fs::read_dir(&folder)?.flatten().map(|entry| entry.path());
    let catalogs: Vec<PathBuf> = paths.filter(is_catalog).collect();
    let [catalog] = catalogs.as_slice() else {
        return Err(Failure::Broken(format!("{} catalogs of {tag}", catalogs.len())));
    };
    let text = serde_json::to_string(&texts(tag, direction)?);
    fs::write(catalog, text.map_err(|error| Failure::Broken(error.to_string()))?)?;
    host.rebase()
}

/// Makes all texts. What English declares beside its catalog, such as the names of fields, is made
/// from another language, which has them all, and the words of quick add stay those of `tag`.
fn texts(tag: &str, direction: Direction) -> Outcome<BTreeMap<String, Texts>> {
    let (english, declared, own) = (read("en")?, read("hu")?, read(tag)?);
    let mut all = BTreeMap::new();
    for (room, texts) in english {
        let made = texts.into_iter().map(|(key, text)| {
            let of = |rooms: &BTreeMap<String, Texts>| rooms.get(&room)?.get(&key).cloned();
            let made = match (room.as_str(), text) {
                ("quick", text) => of(&own).unwrap_or(text),
                ("shell", _) if key == "direction" => Text::Plain(direction.written().to_owned()),
                (_, Text::Plain(text)) if text.trim().is_empty() => {
                    of(&declared).unwrap_or(Text::Plain(text)).each(|list| names(list, direction))
                }
                (_, text) => text.each(|text| pseudo(text, direction)),
            };
            (key, made)
        });
        let made = made.collect();
        all.insert(room, made);
    }
    Ok(all)
}

/// Reads the texts of a language of the project.
fn read(tag: &str) -> Outcome<BTreeMap<String, Texts>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/ui/locales").join(tag);
    let mut rooms = BTreeMap::new();
    for path in fs::read_dir(folder)?.flatten().map(|entry| entry.path()) {
        let texts = serde_json::from_str(&fs::read_to_string(&path)?);
        let texts =
            texts.map_err(|error| Failure::Broken(format!("{}: {error}", path.display())))?;
        let room = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        rooms.insert(room.unwrap_or_default(), texts);
    }
    Ok(rooms)
}

impl Text {
    /// Makes each form anew. The language that is replaced has no form for one, but may have a text
    /// for exactly one.
    fn each(&self, make: impl Fn(&str) -> String) -> Self {
        let named = |form: &str| if form == "one" { "=1" } else { form }.to_owned();
        match self {
            Self::Plain(text) => Self::Plain(make(text)),
            Self::Forms(forms) => {
                Self::Forms(forms.iter().map(|(form, text)| (named(form), make(text))).collect())
            }
        }
    }

    #[cfg(test)]
    fn letters(&self) -> usize {
        match self {
            Self::Plain(text) => text.chars().count(),
            Self::Forms(forms) => forms.values().map(|text| text.chars().count()).sum(),
        }
    }
}

impl Direction {
    /// As the catalogs say it.
    fn written(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// Makes a text: its vowels are doubled, which makes it about 40 % longer, and its places stay.
pub fn pseudo(text: &str, direction: Direction) -> String {
    if !text.chars().any(char::is_alphabetic) {
        return text.to_owned();
    }
    // A text of several lines is a list, whose lines are shown apart.
    let lines = text.split('\n').map(|line| match line.trim_start() {
        "" => line.to_owned(),
        rest => format!("{}[{}]", &line[..line.len() - rest.len()], longer(rest)),
    });
    let longer = lines.collect::<Vec<_>>().join("\n");
    match direction {
        Direction::LeftToRight => longer,
        // Written backwards, as a text of a script that runs that way.
        Direction::RightToLeft => format!("\u{202e}{longer}\u{202c}"),
    }
}

/// Doubles the vowels of a text.
pub fn longer(text: &str) -> String {
    let mut longer = String::new();
    let mut is_place = false;
    for letter in text.chars() {
        is_place = (is_place || letter == '{') && letter != '}';
        longer.push(letter);
        if !is_place && "aeiouAEIOU".contains(letter) {
            longer.extend(letter.to_lowercase());
        }
    }
    longer
}

/// Makes the names of a list such as `contact=Contact/Contacts|company=Company`.
fn names(list: &str, direction: Direction) -> String {
    let pairs = list.split('|').filter_map(|pair| pair.split_once('='));
    let made = pairs.map(|(key, names)| {
        let names: Vec<String> =
            names.split('/').map(|name| pseudo(name.trim(), direction)).collect();
        format!("{key}={}", names.join("/"))
    });
    made.collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_longer_and_in_brackets_and_keeps_its_places() {
        let made = pseudo("{count} of {total} contacts", Direction::LeftToRight);
        assert_eq!(made, "[{count} oof {total} coontaacts]");
        assert_eq!(
            pseudo(", {count}", Direction::LeftToRight),
            ", {count}".replace(',', "[,") + "]"
        );
        assert_eq!(pseudo(",", Direction::LeftToRight), ",");
        assert_eq!(pseudo("Hi\n  you\n", Direction::LeftToRight), "[Hii]\n  [yoouu]\n");
        assert_eq!(pseudo("Go", Direction::RightToLeft), "\u{202e}[Goo]\u{202c}");
        assert_eq!(names("a=Cég/Cégek|b=Név", Direction::LeftToRight), "a=[Cég]/[Cégeek]|b=[Név]");
    }

    #[test]
    fn every_text_is_made() {
        let texts = texts("zh", Direction::RightToLeft).unwrap();
        let plain = |text: &str| Text::Plain(text.to_owned());
        assert!(texts.len() > 9 && texts["shell"]["direction"] == plain("rtl"));
        let english = read("en").unwrap();
        let letters = |texts: &Texts| texts.values().map(Text::letters).sum::<usize>();
        let (long, short) = (letters(&texts["settings"]), letters(&english["settings"]));
        assert!(long * 100 > short * 135, "{long} of {short}");
        let Text::Plain(labels) = &texts["fields"]["labels"] else { panic!("forms") };
        assert!(labels.contains("contact.given="));
        let forms = texts["files"]["added"].each(str::to_owned);
        let is_added = |text: &str| text.contains("[Fiilee aaddeed]");
        assert!(matches!(&forms, Text::Forms(forms) if is_added(&forms["=1"])), "{forms:?}");
    }
}
