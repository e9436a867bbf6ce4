//! The texts on screen: the one place that knows leptos_i18n. English is complete; a key that another
//! language does not have falls back to it.
//!
//! The labels of fields are declared with the fields; a language overrides them in the one text
//! `fields.labels`, as `kind.key=label` parted by bars.

#![expect(
    deprecated,
    reason = "load_locales is enough here; the build-script form pulls ICU's data exporter with networking"
)]

use std::sync::OnceLock;

use leptos::prelude::*;

use crate::browser::window;
use crate::domain::{Field, Schema, Section};

leptos_i18n::load_locales!();

pub use i18n::Locale;
use leptos_i18n::td_string;

/// Hands out texts in the language that is set. Reading a text in a view follows the language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    locale: RwSignal<Locale>,
}

/// A text of the catalogue: `t!(words, contacts.title)`, `t!(words, contacts.count, count = "3")`,
/// which goes where the text says `{count}`. (The crate's own places need its build script.)
#[macro_export]
macro_rules! t {
    ($words:expr, $room:ident . $key:ident) => {
        leptos_i18n::td_string!($words.locale(), $room.$key).to_string()
    };
    ($words:expr, $room:ident . $key:ident, $($name:ident = $value:expr),+) => {{
        let mut text = leptos_i18n::td_string!($words.locale(), $room.$key).to_string();
        $(text = text.replace(concat!("{", stringify!($name), "}"), &$value.to_string());)+
        text
    }};
}
pub use t;

impl Words {
    /// Texts in this language, by its tag; the nearest there is.
    pub fn new(tag: &str) -> Self {
        Self { locale: RwSignal::new(locale_of(tag)) }
    }

    /// Changes the language, by its tag.
    pub fn set(&self, tag: &str) {
        self.locale.set(locale_of(tag));
    }

    /// The language; followed when read in a view.
    pub fn locale(&self) -> Locale {
        self.locale.get()
    }

    /// The language's tag.
    pub fn tag(&self) -> &'static str {
        match self.locale.get() {
            Locale::en => "en",
            Locale::vi => "vi",
        }
    }

    /// The tag by which dates, times and amounts are written: that of the browser where it is the
    /// same language, for a region has habits of its own.
    pub fn region(&self) -> &'static str {
        static BROWSER: OnceLock<String> = OnceLock::new();
        let browser = BROWSER.get_or_init(window::language);
        let tag = self.tag();
        if browser.starts_with(tag) { browser } else { tag }
    }

    /// The heading of a part of a form.
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

    /// What a field is called.
    pub fn field(&self, schema: &Schema, field: &Field) -> String {
        let overridden = td_string!(self.locale(), fields.labels);
        let name = format!("{}.{}", schema.key, field.key);
        let found = overridden.split('|').find_map(|pair| {
            let (key, label) = pair.split_once('=')?;
            (key.trim() == name).then(|| label.trim().to_owned())
        });
        found.unwrap_or_else(|| field.label.to_string())
    }
}

fn locale_of(tag: &str) -> Locale {
    if tag.starts_with("vi") { Locale::vi } else { Locale::en }
}
