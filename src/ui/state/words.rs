//! The translated texts: the only module that uses leptos_i18n. English is complete; keys missing
//! in another language fall back to it.
//!
//! Fields declare their English labels; a language overrides them in the single text
//! `fields.labels`, as `kind.key=label` separated by bars.

#![expect(
    deprecated,
    reason = "load_locales is enough here; the build-script form pulls ICU's data exporter with networking"
)]

use std::sync::OnceLock;

use leptos::prelude::*;
use leptos::reactive::graph::Observer;

use browser::window;
use domain::{Choice, DeclaredView, Field, Schema, Section};

leptos_i18n::load_locales!();

pub use i18n::Locale;
use leptos_i18n::td_string;

/// Returns texts in the current language. Tracked when read in a view.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    locale: RwSignal<Locale>,
}

/// A text of the catalog: `t!(words, shell.save)`, `t!(words, records.count, count = "3")`,
/// which goes where the text says `{count}`. A count is written with its groups, wherever it stands.
/// (The crate's own places need its build script.)
#[macro_export]
macro_rules! t {
    ($words:expr, $room:ident . $key:ident) => {
        leptos_i18n::td_string!($words.locale(), $room.$key).to_string()
    };
    ($words:expr, $room:ident . $key:ident, $($name:ident = $value:expr),+) => {{
        let mut text = leptos_i18n::td_string!($words.locale(), $room.$key).to_string();
        $(text = text.replace(concat!("{", stringify!($name), "}"), &$words.said(&$value));)+
        text
    }};
}
pub use t;

impl Words {
    /// Creates texts in the available language closest to a tag.
    pub fn new(tag: &str) -> Self {
        Self { locale: RwSignal::new(locale_of(tag)) }
    }

    /// Changes the language, by its tag. If it is the same, no text is written again.
    pub fn set(&self, tag: &str) {
        let locale = locale_of(tag);
        if self.locale.get_untracked() != locale {
            self.locale.set(locale);
        }
    }

    /// The language; followed when read in a view. What is said once something was done is said in the
    /// language of that moment: nothing is there that could follow it.
    pub fn locale(&self) -> Locale {
        match Observer::get() {
            Some(_) => self.locale.get(),
            None => self.locale.get_untracked(),
        }
    }

    /// Returns the language's tag. Tracked.
    pub fn tag(&self) -> &'static str {
        match self.locale() {
            Locale::en => "en",
            Locale::vi => "vi",
        }
    }

    /// Returns the tag for formatting dates, times and amounts: the browser's if it is the same
    /// language, since regions differ in their conventions.
    pub fn region(&self) -> &'static str {
        static BROWSER: OnceLock<String> = OnceLock::new();
        let browser = BROWSER.get_or_init(window::language);
        let tag = self.tag();
        if browser.starts_with(tag) { browser } else { tag }
    }

    /// Formats a placeholder's value.
    pub fn said(&self, value: &impl TextArg) -> String {
        value.said(self)
    }

    /// A count with its groups: 12,408. The first use of the browser's own formats takes it 25 ms,
    /// and the first screen says how many contacts there are.
    pub fn number(&self, number: usize) -> String {
        self.grouped(&number.to_string())
    }

    /// A whole number with something between each three of its digits.
    fn grouped(&self, number: &str) -> String {
        let separator = t!(self, shell.thousands);
        let mut text = String::with_capacity(number.len() * 2);
        let digits = number.strip_prefix('-').unwrap_or(number);
        text.push_str(&number[..number.len() - digits.len()]);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(&separator);
            }
            text.push(digit);
        }
        text
    }

    /// Returns the heading of a form section.
    pub fn section(&self, section: Section) -> String {
        match section {
            Section::Identity => t!(self, form.identity),
            Section::Parties => t!(self, form.parties),
            Section::Offer => t!(self, form.offer),
            Section::Reach => t!(self, form.reach),
            Section::Dates => t!(self, form.dates),
            Section::Work => t!(self, form.work),
            Section::Custom => t!(self, form.custom),
            Section::More => t!(self, form.more),
        }
    }

    /// Returns a field's label.
    pub fn field(&self, schema: &Schema, field: &Field) -> String {
        let name = format!("{}.{}", schema.key, field.key);
        let found = named_in(td_string!(self.locale(), fields.labels), &name);
        // Facts of every record have one name in all kinds.
        let anywhere =
            || named_in(td_string!(self.locale(), fields.labels), &format!("any.{}", field.key));
        found.or_else(anywhere).unwrap_or_else(|| field.label.to_string())
    }

    /// Returns the name of a view that comes with the app.
    pub fn view(&self, view: &DeclaredView) -> String {
        let found = named_in(td_string!(self.locale(), fields.views), view.key);
        found.unwrap_or_else(|| view.label.to_owned())
    }

    /// Returns the name of a type of custom fields.
    pub fn field_type(&self, of: &Choice) -> String {
        named_in(td_string!(self.locale(), kinds.types), &of.key)
            .unwrap_or_else(|| of.label.to_string())
    }

    /// Returns the name of an icon that a kind of the user can have.
    pub fn icon(&self, of: &Choice) -> String {
        named_in(td_string!(self.locale(), kinds.icons), &of.key)
            .unwrap_or_else(|| of.label.to_string())
    }

    /// Returns the name of a kind of record.
    pub fn kind(&self, schema: &Schema) -> String {
        let found = named_in(td_string!(self.locale(), fields.kinds), &schema.key);
        found.unwrap_or_else(|| schema.label.to_string())
    }

    /// Returns a kind's names as titles and sentences need them. Tracked.
    pub fn kind_names(&self, schema: &Schema) -> KindNames {
        // Languages whose catalog names kinds use the same word for one and many.
        let found = named_in(td_string!(self.locale(), fields.kinds), &schema.key);
        let one = found.clone().unwrap_or_else(|| schema.label.to_string());
        let title = found.unwrap_or_else(|| schema.label_many.to_string());
        KindNames { one: within(&one), many: within(&title), title }
    }

    /// Formats a number of records: 47 contacts. `count` is already formatted.
    pub fn records(&self, schema: &Schema, many: bool, count: &str) -> String {
        // Languages whose catalog names kinds use the same word for one and many.
        let found = named_in(td_string!(self.locale(), fields.kinds), &schema.key);
        let own = if many { &schema.label_many } else { &schema.label };
        format!("{count} {}", within(found.as_deref().unwrap_or(own)))
    }
}

/// The names of a kind of record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KindNames {
    /// As a title: Contacts.
    pub title: String,
    /// One, within a sentence: contact.
    pub one: String,
    /// Several, within a sentence: contacts.
    pub many: String,
}

/// A placeholder's value: text as is, or a number in the language's format.
pub trait TextArg {
    /// Formats it.
    fn said(&self, words: &Words) -> String;
}

impl TextArg for str {
    fn said(&self, _words: &Words) -> String {
        self.to_owned()
    }
}

impl TextArg for String {
    fn said(&self, _words: &Words) -> String {
        self.clone()
    }
}

impl<T: TextArg + ?Sized> TextArg for &T {
    fn said(&self, words: &Words) -> String {
        (**self).said(words)
    }
}

macro_rules! counts {
    ($($number:ty),+) => {
        $(impl TextArg for $number {
            fn said(&self, words: &Words) -> String {
                words.grouped(&self.to_string())
            }
        })+
    };
}

counts!(u8, u16, u32, u64, usize, i8, i32, i64);

/// Looks up a name in a text such as `contact=Liên hệ|company=Công ty`.
fn named_in(names: impl AsRef<str>, wanted: &str) -> Option<String> {
    names.as_ref().split('|').find_map(|pair| {
        let (key, label) = pair.split_once('=')?;
        (key.trim() == wanted).then(|| label.trim().to_owned())
    })
}

/// Lowercases the first letter of a label for use within a sentence, unless it is an abbreviation.
pub fn within(label: &str) -> String {
    let mut letters = label.chars();
    let (first, second) = (letters.next(), letters.next());
    match first {
        Some(first) if second.is_none_or(|second| !second.is_uppercase()) => {
            first.to_lowercase().chain(label.chars().skip(1)).collect()
        }
        _ => label.to_owned(),
    }
}

/// Capitalizes the first letter of a text, for a kind's name that begins a sentence.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn locale_of(tag: &str) -> Locale {
    if tag.starts_with("vi") { Locale::vi } else { Locale::en }
}

#[cfg(test)]
mod tests {
    use super::{Words, within};
    use domain::{DEAL, built_in};

    #[test]
    fn a_label_within_a_sentence_has_no_capital_but_an_abbreviation_keeps_its_own() {
        assert_eq!(within("Phone"), "phone");
        assert_eq!(within("Địa chỉ"), "địa chỉ");
        assert_eq!(within("VAT number"), "VAT number");
        assert_eq!(within(""), "");
    }

    #[test]
    fn a_count_in_a_text_is_written_with_its_groups() {
        let owner = leptos::prelude::Owner::new();
        owner.with(|| {
            let (english, vietnamese) = (Words::new("en"), Words::new("vi"));
            assert_eq!(t!(english, shell.tagged, count = 5000), "Tag added to 5,000 records");
            assert_eq!(vietnamese.number(1_234_567), "1.234.567");
            assert_eq!(english.number(999), "999");
            assert_eq!(english.said(&-123_456_i64), "-123,456");
            assert_eq!(t!(english, shell.saved_named, name = "5000"), "Saved: 5000");
        });
    }

    #[test]
    fn kinds_are_called_in_the_language_of_the_screen() {
        let schemas = built_in();
        let deal = schemas.get(DEAL).unwrap();
        let owner = leptos::prelude::Owner::new();
        owner.with(|| {
            assert_eq!(Words::new("en").records(deal, true, "3"), "3 deals");
            assert_eq!(Words::new("vi").records(deal, true, "3"), "3 cơ hội");
            assert_eq!(Words::new("vi").kind(deal), "Cơ hội");
        });
    }
}
