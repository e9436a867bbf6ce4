//! The texts in the language of the screen. English is complete; what another language lacks is said
//! in English.
//!
//! Fields and choices declare their English labels; a language overrides them in two texts,
//! `fields.labels` and `fields.choices`, as `kind.field=label` separated by bars.

use std::sync::{Arc, OnceLock};

use super::steady_signal::SteadySignal;
use super::texts::{Catalog, ScreenText, TextArg, filled, known};
use browser::window;
use domain::{
    BUDDHIST_ERA, ChoiceTranslations, DeclaredView, Field, Schema, Section, TemplateNames,
};

/// The languages by tag, each with its own name.
pub const LANGUAGES: [(&str, &str); 5] = [
    (ENGLISH, "English"),
    ("hu", "Magyar"),
    ("th", "ไทย"),
    ("vi", "Tiếng Việt"),
    ("zh", "简体中文"),
];
/// The tag of the language that the program holds itself.
pub const ENGLISH: &str = "en";
/// The tag of the language whose dates may have Buddhist years.
const THAI: &str = "th";

/// Returns texts in the current language. Tracked when read in a view.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// `None` for English.
    catalog: SteadySignal<Option<Arc<Catalog>>>,
    /// True if years are those of the Buddhist era, in a language that counts so.
    buddhist_years: SteadySignal<bool>,
}

/// A text of the catalog: `t!(words, shell.save)`, `t!(words, shell.saved_named, name = name)`, which
/// goes where the text says `{name}`. A whole number is written with its groups, wherever it stands. A
/// place `{count}` comes first and takes a whole number, `t!(words, records.picked, count = 3)`, which
/// decides the form of the text: 1 record, 3 records. A text with forms takes it also if they do not
/// say the number: Remove it, Remove them. A text that is missing, or that has other places, does not
/// compile. `t!(words, raw room.key)` is a text whose places the user fills.
#[macro_export]
macro_rules! t {
    ($words:expr, $room:ident . $key:ident) => {{
        const TEXT: $crate::ui::state::ScreenText = $crate::ui::state::texts::known::$room::$key;
        const { assert!(TEXT.has_places(&[]), "the text has places") };
        const { assert!(!TEXT.is_counted(), "the text has forms for a count") };
        $words.text(&TEXT)
    }};
    ($words:expr, raw $room:ident . $key:ident) => {
        $words.text(&$crate::ui::state::texts::known::$room::$key)
    };
    ($words:expr, $room:ident . $key:ident, count = $count:expr $(, $name:ident = $value:expr)* $(,)?) => {{
        const TEXT: $crate::ui::state::ScreenText = $crate::ui::state::texts::known::$room::$key;
        const { assert!(TEXT.has_places(&["count" $(, stringify!($name))*]), "the text has other places") };
        let (words, count) = (&$words, $count);
        words.counted(&TEXT, $crate::ui::state::Count::count(&count), &[("count", words.said(&count)) $(, (stringify!($name), words.said(&$value)))*])
    }};
    ($words:expr, $room:ident . $key:ident, $($name:ident = $value:expr),+ $(,)?) => {{
        const TEXT: $crate::ui::state::ScreenText = $crate::ui::state::texts::known::$room::$key;
        const { assert!(TEXT.has_places(&[$(stringify!($name)),+]), "the text has other places") };
        const { assert!(!TEXT.is_counted(), "the count comes first") };
        let words = &$words;
        words.text_with(&TEXT, &[$((stringify!($name), words.said(&$value))),+])
    }};
}
pub use t;

impl Words {
    /// Begins with a language; `None` is English.
    pub fn new(catalog: Option<Catalog>) -> Self {
        let catalog = SteadySignal::new(catalog.map(Arc::new));
        Self { catalog, buddhist_years: SteadySignal::new(false) }
    }

    /// Begins in a language for a test.
    #[cfg(test)]
    pub fn of_test(tag: &'static str) -> Self {
        Self::new(Catalog::of_test(tag))
    }

    /// Changes the language; `None` is English. If it is the same, no text is written again.
    pub fn speak(&self, catalog: Option<Catalog>) {
        let tag = catalog.as_ref().map_or(ENGLISH, |catalog| catalog.tag);
        if self.tag() != tag {
            self.catalog.set(catalog.map(Arc::new));
        }
    }

    /// Chooses the years of dates in a language in which there is a choice.
    pub fn count_years(&self, buddhist: bool) {
        if self.buddhist_years.with(|known| *known) != buddhist {
            self.buddhist_years.set(buddhist);
        }
    }

    /// True if the language's dates can have years of another era. Tracked.
    pub fn has_other_years(&self) -> bool {
        self.tag() == THAI
    }

    /// Returns how many years its dates are ahead of those that are stored. Tracked.
    pub fn era(&self) -> i32 {
        let is_other = self.has_other_years() && self.buddhist_years.with(|other| *other);
        if is_other { BUDDHIST_ERA } else { 0 }
    }

    /// Reads the language; followed when read in a view. What is said once something was done is said
    /// in the language of that moment: nothing is there that could follow it.
    fn with<T>(&self, read: impl FnOnce(Option<&Catalog>) -> T) -> T {
        self.catalog.with(|catalog| read(catalog.as_deref()))
    }

    /// Returns a text. Tracked.
    pub fn text(&self, text: &ScreenText) -> String {
        let find =
            |catalog: Option<&Catalog>| catalog.and_then(|it| it.text(text.id)).map(str::to_owned);
        self.with(find).unwrap_or_else(|| text.english.to_owned())
    }

    /// Looks up a name in a text that lists many; they are not copied for one. Tracked.
    fn named(&self, names: &ScreenText, wanted: &str) -> Option<String> {
        self.with(|catalog| {
            let own = catalog.and_then(|catalog| catalog.text(names.id));
            named_in(own.unwrap_or(names.english), wanted)
        })
    }

    /// Returns a text with values in its places. Tracked.
    pub fn text_with(&self, text: &ScreenText, values: &[(&str, String)]) -> String {
        filled(&self.text(text), values)
    }

    /// Returns the form of a text for a count, with values in its places. Tracked.
    pub fn counted(&self, text: &ScreenText, count: u64, values: &[(&str, String)]) -> String {
        let english = text.english_one.filter(|_| count == 1).unwrap_or(text.english);
        self.with(|catalog| {
            let own = catalog.and_then(|it| it.counted(text.id, count));
            filled(own.unwrap_or(english), values)
        })
    }

    /// Returns the language's tag. Tracked.
    pub fn tag(&self) -> &'static str {
        self.with(|catalog| catalog.map_or(ENGLISH, |catalog| catalog.tag))
    }

    /// Returns the tag for formatting dates, times and amounts: the browser's if it is the same
    /// language, since regions differ in their conventions.
    pub fn region(&self) -> &'static str {
        static BROWSER: OnceLock<String> = OnceLock::new();
        let browser = BROWSER.get_or_init(window::language);
        match self.tag() {
            THAI if self.era() > 0 => "th-TH-u-ca-buddhist",
            // Thai dates have Buddhist years otherwise.
            THAI => "th-TH-u-ca-gregory",
            tag if browser.starts_with(tag) => browser,
            tag => tag,
        }
    }

    /// Formats a placeholder's value.
    pub fn said(&self, value: &impl TextArg) -> String {
        value.said(self)
    }

    /// Joins texts as the language lists them: Anna, Béla and Cili.
    pub fn list(&self, texts: &[String]) -> String {
        match texts {
            // The first use of the browser's own formats takes it some time.
            [only] => only.clone(),
            texts => joined(self, texts),
        }
    }

    /// A count with its groups: 12,408. The first use of the browser's own formats takes it 25 ms,
    /// and the first screen says how many contacts there are.
    pub fn number(&self, number: usize) -> String {
        self.grouped(&number.to_string())
    }

    /// A whole number with something between each three of its digits.
    pub(super) fn grouped(&self, number: &str) -> String {
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
        let found = self.named(&known::fields::labels, &name);
        // Facts of every record have one name in all kinds.
        let anywhere = || self.named(&known::fields::labels, &format!("any.{}", field.key));
        found.or_else(anywhere).unwrap_or_else(|| field.label.to_string())
    }

    /// Returns the name of a view that comes with the app.
    pub fn view(&self, view: &DeclaredView) -> String {
        let found = self.named(&known::fields::views, view.key);
        found.unwrap_or_else(|| view.label.to_owned())
    }

    /// Returns the names of the choices of built-in fields. English ones are declared with them.
    pub fn choice_translations(&self) -> ChoiceTranslations {
        self.with(|catalog| {
            let names = catalog.and_then(|catalog| catalog.text(known::fields::choices.id));
            let pairs = names.into_iter().flat_map(pairs);
            ChoiceTranslations::new(pairs.map(|(key, name)| (key.to_owned(), name.to_owned())))
        })
    }

    /// Returns the names of the templates of pipelines and of their stages. Tracked.
    pub fn template_names(&self) -> TemplateNames {
        self.with(|catalog| {
            let names = catalog.and_then(|catalog| catalog.text(known::selling::templates.id));
            let pairs = names.into_iter().flat_map(pairs);
            TemplateNames::new(pairs.map(|(key, name)| (key.to_owned(), name.to_owned())))
        })
    }

    /// Returns the name of a kind of record.
    pub fn kind(&self, schema: &Schema) -> String {
        self.one_and_title(schema).0
    }

    /// Returns a kind's names as titles and sentences need them. Tracked.
    pub fn kind_names(&self, schema: &Schema) -> KindNames {
        let (one, title) = self.one_and_title(schema);
        let many = if self.has_plural() { within(&title) } else { within(&one) };
        KindNames { one: within(&one), many, title }
    }

    /// Formats a number of records: 47 contacts.
    pub fn records(&self, schema: &Schema, count: usize) -> String {
        t!(self, records.count, count = count, kinds = self.kind_names(schema).counted(count))
    }

    /// Returns the name of a kind, and its title of several. A catalog has both as `Cég/Cégek`, or one
    /// word for both.
    fn one_and_title(&self, schema: &Schema) -> (String, String) {
        match self.named(&known::fields::kinds, &schema.key) {
            Some(names) => {
                let (one, title) = names.split_once('/').unwrap_or((&names, &names));
                (one.to_owned(), title.to_owned())
            }
            None => (schema.label.to_string(), schema.label_many.to_string()),
        }
    }

    /// True if a number is followed by another word for several than for one.
    fn has_plural(&self) -> bool {
        self.tag() == ENGLISH
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

impl KindNames {
    /// Returns the name after a number: 1 contact, 2 contacts.
    pub fn counted(self, count: usize) -> String {
        if count == 1 { self.one } else { self.many }
    }
}

#[cfg(target_arch = "wasm32")]
fn joined(words: &Words, texts: &[String]) -> String {
    browser::intl::list(words.region(), texts)
}

/// Tests without a browser have no formats of its own.
#[cfg(not(target_arch = "wasm32"))]
fn joined(_words: &Words, texts: &[String]) -> String {
    texts.join(", ")
}

/// Looks up a name in a text such as `contact=Liên hệ|company=Công ty`.
fn named_in(names: &str, wanted: &str) -> Option<String> {
    pairs(names).find_map(|(key, name)| (key == wanted).then(|| name.to_owned()))
}

/// Divides such a text into keys and names.
fn pairs(names: &str) -> impl Iterator<Item = (&str, &str)> {
    names
        .split('|')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, name)| (key.trim(), name.trim()))
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

/// Returns the tag of the available language closest to a tag, such as `vi-VN`.
pub fn language_of(tag: &str) -> &'static str {
    let known = LANGUAGES.iter().find(|(known, _)| tag.starts_with(known));
    known.map_or(ENGLISH, |(known, _)| known)
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGES, Words, within};
    use domain::{DEAL, TEMPLATES, TemplateNames, built_in};

    /// The choices that are called alike everywhere: brands, languages by their own names, numbers.
    const ALIKE: [&str; 18] = [
        "English",
        "Tiếng Việt",
        "中文",
        "Magyar",
        "ไทย",
        "WhatsApp",
        "Zalo",
        "LINE",
        "Telegram",
        "Viber",
        "Skype",
        "Messenger",
        "Facebook",
        "Instagram",
        "1–9",
        "10–49",
        "50–249",
        "250–999",
    ];

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
            let (english, vietnamese) = (Words::of_test("en"), Words::of_test("vi"));
            assert_eq!(t!(english, shell.tagged, count = 5000), "Tag added to 5,000 records");
            assert_eq!(vietnamese.number(1_234_567), "1.234.567");
            assert_eq!(english.number(999), "999");
            assert_eq!(english.said(&-123_456_i64), "-123,456");
            assert_eq!(t!(english, shell.saved_named, name = "5000"), "Saved: 5000");
        });
    }

    #[test]
    fn a_count_decides_the_form_of_a_text_in_every_language() {
        let owner = leptos::prelude::Owner::new();
        owner.with(|| {
            let added = |tag, count| t!(Words::of_test(tag), files.added, count = count);
            assert_eq!(
                (added("en", 1), added("en", 2)),
                ("File added".into(), "2 files added".into())
            );
            assert_eq!(
                (added("hu", 1), added("hu", 0)),
                ("Fájl hozzáadva".into(), "0 fájl hozzáadva".into())
            );
            assert_eq!(
                (added("vi", 1), added("vi", 1000)),
                ("Đã thêm tệp".into(), "Đã thêm 1.000 tệp".into())
            );
            let removed = |count| t!(Words::of_test("en"), records.remove_gone, count = count);
            assert_eq!(
                (removed(1), removed(2)),
                ("Remove the condition".into(), "Remove these conditions".into())
            );
        });
    }

    #[test]
    fn one_name_is_listed_as_it_is() {
        let owner = leptos::prelude::Owner::new();
        owner.with(|| {
            let words = Words::of_test("en");
            assert_eq!(words.list(&["Anna".to_owned()]), "Anna");
            assert_eq!(words.list(&[]), "");
        });
    }

    #[test]
    fn every_folder_of_texts_is_a_language_that_can_be_chosen() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/ui/locales");
        let folders = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let name = |path: std::path::PathBuf| path.file_name().unwrap().to_owned();
        let mut found: Vec<_> = folders.filter(|path| path.is_dir()).map(name).collect();
        found.sort();
        assert_eq!(found, LANGUAGES.map(|(tag, _)| tag));
    }

    #[test]
    fn every_choice_that_comes_with_the_app_is_called_in_every_language() {
        let schemas = built_in();
        let owner = leptos::prelude::Owner::new();
        owner.with(|| {
            let mut missing = Vec::new();
            for (tag, _) in &LANGUAGES[1..] {
                let translations = Words::of_test(tag).choice_translations();
                for schema in schemas.all() {
                    for field in schema.fields.iter() {
                        for choice in field.choices.iter() {
                            let is_alike = ALIKE.contains(&choice.label.as_ref());
                            if !is_alike && translations.of(schema, field, &choice.key).is_none() {
                                let (kind, field) = (&schema.key, &field.key);
                                missing.push(format!("{tag}: {kind}.{field}.{}", choice.key));
                            }
                        }
                    }
                }
            }
            assert_eq!(missing, Vec::<String>::new());
        });
    }

    #[test]
    fn every_template_and_stage_of_a_pipeline_is_called_in_every_language() {
        let owner = leptos::prelude::Owner::new();
        owner.with(|| {
            let names = |tag| Words::of_test(tag).template_names();
            let none = TemplateNames::default();
            assert_eq!(names("en"), none, "the declared names are English");
            let mut missing = Vec::new();
            for (tag, _) in &LANGUAGES[1..] {
                let names = names(tag);
                for template in &TEMPLATES {
                    if names.of(template) == none.of(template) {
                        missing.push(format!("{tag}: {}", template.key));
                    }
                    for stage in template.stages {
                        if names.of_stage(template, stage) == none.of_stage(template, stage) {
                            missing.push(format!("{tag}: {}.{}", template.key, stage.key));
                        }
                    }
                }
            }
            assert_eq!(missing, Vec::<String>::new());
        });
    }

    #[test]
    fn kinds_are_called_in_the_language_of_the_screen() {
        let schemas = built_in();
        let deal = schemas.get(DEAL).unwrap();
        let owner = leptos::prelude::Owner::new();
        owner.with(|| {
            assert_eq!(Words::of_test("en").records(deal, 3), "3 deals");
            assert_eq!(Words::of_test("en").records(deal, 1), "1 deal");
            assert_eq!(Words::of_test("vi").records(deal, 3), "3 cơ hội");
            assert_eq!(Words::of_test("th").records(deal, 3), "ดีล 3 รายการ");
            assert_eq!(Words::of_test("vi").kind(deal), "Cơ hội");
            let names = Words::of_test("hu").kind_names(deal);
            assert_eq!((names.title.as_str(), names.many.as_str()), ("Ügyletek", "ügylet"));
        });
    }
}
