//! Interprets single column headers for a schema: our own headers, those of Google Contacts and
//! Outlook, and any others that name a field.

use std::collections::BTreeMap;

use super::bars::barred;
use super::currencies::named_in;
use super::meaning::{Meaning, Strength, refers};
use super::other_headers::is_called;
use super::programs::english_words;
use super::words::{FULL_NAMES, PARTS, PLACES, PROPERTIES, is_why, normal};
use crate::clock::LengthUnit;
use crate::labels::{canonical_label, known_label};
use crate::options::{AddressPart as Part, DatePart};
use domain::{Field, FieldType, Schema, Shown, Title, any_kind, contact};

/// The end of the header of a column that names files, for human readers: what it stands for cannot
/// be read back from a table.
pub const FILE_NAMES: &str = " (file names)";

/// The fields of a schema by the names that a header may use.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderNames<'a> {
    schema: &'a Schema,
    by_name: BTreeMap<String, &'a Field>,
}

impl<'a> HeaderNames<'a> {
    pub fn new(schema: &'a Schema) -> Self {
        let mut by_name = BTreeMap::new();
        let fields = || schema.fields.iter().filter(|field| field.is_exchanged());
        // Labels take precedence over keys, and keys over aliases, across all fields.
        for field in fields() {
            by_name.entry(normal(&field.label)).or_insert(field);
        }
        for field in fields() {
            by_name.entry(normal(&field.key)).or_insert(field);
        }
        for field in fields() {
            for alias in field.aliases {
                by_name.entry(normal(alias)).or_insert(field);
            }
        }
        // A table of machines may call the name of one "Machine".
        if let Title::Field(title) = schema.title
            && let Some(field) = schema.field(title)
        {
            by_name.entry(normal(&schema.label)).or_insert(field);
        }
        Self { schema, by_name }
    }

    /// Interprets a header as it stands, else with its camel-case words separated, else in another
    /// language.
    pub fn meaning(&self, header: &str) -> Meaning<'a> {
        let header = header.trim();
        let known = |meaning: &Meaning<'_>| *meaning != Meaning::Unknown;
        // The currency of the amounts says nothing about the field: `Wert (EUR)`.
        if named_in(header).is_some()
            && let Some((name, _)) = header.rsplit_once(['(', '[', ','])
            && !name.trim().is_empty()
        {
            let found = self.meaning(name);
            if known(&found) {
                return found;
            }
        }
        let in_words = || apart(header).map(|words| self.as_it_stands(&words)).filter(known);
        let exactly = || {
            let name = normal(header);
            let known = self.by_name.contains_key(&name) || FULL_NAMES.contains(&name.as_str());
            let english = english_words(&name).iter().filter(|_| !known);
            english.map(|english| self.as_it_stands(english)).find(|it| *it != Meaning::Unknown)
        };
        if let Some(found) = exactly() {
            return found;
        }
        let found = Some(self.as_it_stands(header)).filter(known).or_else(in_words);
        found.or_else(|| self.in_other_words(header)).unwrap_or(Meaning::Unknown)
    }

    /// Interprets a header in another language: `Фамилия`, `Telefon 2`, `E-Mail geschäftlich`.
    fn in_other_words(&self, header: &str) -> Option<Meaning<'a>> {
        let (name, number) = without_number(&normal(header));
        let english = english_words(&name).iter().map(|english| match number {
            1 => self.as_it_stands(english),
            number => self.as_it_stands(&format!("{english} {number}")),
        });
        let found = english.into_iter().find(|meaning| *meaning != Meaning::Unknown);
        found.or_else(|| self.labeled_in_other_words(&name, number))
    }

    /// Interprets a name whose first or last words are the label of an element.
    fn labeled_in_other_words(&self, name: &str, number: u32) -> Option<Meaning<'a>> {
        let words: Vec<&str> = name.split(' ').collect();
        let parted = (1..words.len()).flat_map(|at| {
            let (before, after) = words.split_at(at);
            [(before.join(" "), after.join(" ")), (after.join(" "), before.join(" "))]
        });
        parted.into_iter().find_map(|(base, label)| {
            let english = english_words(&base).iter().map(|english| self.as_it_stands(english));
            let found = english.into_iter().find_map(|meaning| match meaning {
                Meaning::Value(field, own, 1) if is_reach(field) && own.is_empty() => Some(field),
                _ => None,
            })?;
            let label = known_label(found, &label)?;
            Some(Meaning::Value(found, label.to_owned(), number))
        })
    }

    fn as_it_stands(&self, header: &str) -> Meaning<'a> {
        // Pipedrive prefixes headers with the kind of record.
        if let Some(rest) = OF_WHOM.iter().find_map(|whom| header.strip_prefix(whom))
            && self.schema.title == Title::Person
        {
            return self.meaning(rest);
        }
        if self.names_files(header) {
            return Meaning::Nothing;
        }
        if let Some(meaning) = self.with_suffix(header) {
            return meaning;
        }
        if let Some(field) = self.by_key_in_brackets(header) {
            return Meaning::Value(field, String::new(), 1);
        }
        if let Some(meaning) = self.with_label_in_brackets(header) {
            return meaning;
        }
        let name = normal(header);
        if is_why(header) || self.is_derived(header) {
            return Meaning::Nothing;
        }
        let own_label = |field: &Field| name == normal(&field.label);
        if let Some(meaning) =
            self.barred(&name).filter(|_| !self.schema.fields.iter().any(own_label))
        {
            return meaning;
        }
        if let Some(field) = self.by_name.get(&name) {
            return self.named(field, &name, 1);
        }
        if name == "id" || header == SURE_ID || self.is_own_id(&name) {
            return Meaning::Id;
        }
        if let Some(field) = self.reference_of_id(header, &name) {
            return Meaning::IdOf(field, 1);
        }
        if let Some(meaning) = self.property(&name, 1) {
            return meaning;
        }
        if FULL_NAMES.contains(&name.as_str()) {
            return Meaning::FullName;
        }
        self.part_of_birthday(&name).unwrap_or_else(|| self.in_parts(&name))
    }

    /// Interprets a name by the words that it is made of.
    fn in_parts(&self, name: &str) -> Meaning<'a> {
        // `Phone type` beside `Phone`.
        let labeled = name.strip_suffix(" type").or_else(|| name.strip_suffix(" label"));
        let with_type =
            |field: &&&Field| matches!(field.kind, FieldType::Phone | FieldType::Address);
        if let Some((name, number)) = labeled.map(without_number)
            && let Some(field) = self.by_name.get(&name).filter(with_type)
        {
            return Meaning::Label(field, number, Strength::Type);
        }
        let (name, number) = without_number(name);
        if let Some(field) = self.by_name.get(&name).filter(|field| field.many) {
            return self.named(field, &name, number);
        }
        self.property(&name, number)
            .or_else(|| self.length(&name))
            .or_else(|| self.part(&name, number))
            .or_else(|| self.labeled(&name, number))
            .unwrap_or(Meaning::Unknown)
    }

    /// Interprets `Birth Year`, `Geburtsmonat`.
    fn part_of_birthday(&self, name: &str) -> Option<Meaning<'a>> {
        let (_, part) = BIRTHS.iter().find(|(known, _)| *known == name)?;
        Some(Meaning::DatePart(self.of_property("BDAY")?, *part))
    }

    /// True if the column names files, as we write it.
    fn names_files(&self, header: &str) -> bool {
        let label = header.strip_suffix(FILE_NAMES);
        let is_it = |field: &Field| field.kind == FieldType::File && label == Some(&*field.label);
        self.schema.fields.iter().any(is_it)
    }

    /// True if the header names a derived field; those are recomputed and not read.
    fn is_derived(&self, header: &str) -> bool {
        let derived = |field: &&Field| field.shown == Shown::Derived;
        self.schema.fields.iter().filter(derived).any(|field| field.label == header)
    }

    /// Returns the field of a vCard property, for headers that use other words.
    pub fn of_property(&self, property: &str) -> Option<&'a Field> {
        self.schema.fields.iter().find(|field| field.vcard == property)
    }

    /// Returns the field of exactly this name, for columns whose label is in a cell.
    pub fn of_name(&self, name: &str) -> Option<&'a Field> {
        self.by_name.get(&normal(name)).copied()
    }

    /// Interprets `Phone 1 - Value`, as Google and this app write it.
    fn with_suffix(&self, header: &str) -> Option<Meaning<'a>> {
        let (base, suffix) = header.rsplit_once(" - ")?;
        let (number, base) = match base.rsplit_once(' ') {
            Some((base, digits)) if digits.bytes().all(|b| b.is_ascii_digit()) => {
                (digits.parse().unwrap_or(1), base)
            }
            _ => (1, base),
        };
        let field = self
            .by_key_in_brackets(base)
            .or_else(|| self.by_name.get(&normal(base)).copied())
            .or_else(|| custom_base(base).then(|| self.schema.field(any_kind::EXTRA)).flatten())?;
        let suffix = normal(suffix);
        let part = PARTS.iter().find(|(word, _)| *word == suffix).map(|(_, part)| *part);
        match (suffix.as_str(), part) {
            ("value", _) => Some(Meaning::Value(field, String::new(), number)),
            ("id", _) if refers(field) => Some(Meaning::IdOf(field, number)),
            ("label" | "type", _) if field.many => {
                Some(Meaning::Label(field, number, Strength::Type))
            }
            ("service", _) if field.many => Some(Meaning::Label(field, number, Strength::Service)),
            (_, Some(part)) if field.kind == FieldType::Address => {
                Some(Meaning::Part(field, String::new(), number, part))
            }
            (word, _) if is_reach(field) => {
                let label = known_label(field, word)?;
                Some(Meaning::Value(field, label.to_owned(), number))
            }
            _ => None,
        }
    }

    /// True for the id of the records themselves: `Person ID` in a table of people.
    fn is_own_id(&self, name: &str) -> bool {
        let Some(base) = name.strip_suffix(" id") else { return false };
        let is_own = |label: &str| normal(label) == base;
        is_own(&self.schema.label) || is_own(&self.schema.key) || is_called(base, self.schema)
    }

    /// Finds the reference field of `Company ID`, `Company [company] ID`.
    fn reference_of_id(&self, header: &str, name: &str) -> Option<&'a Field> {
        let keyed = header.strip_suffix(" ID").and_then(|base| self.by_key_in_brackets(base));
        let named = || self.by_name.get(name.strip_suffix(" id")?).copied();
        keyed.or_else(named).filter(|field| refers(field))
    }

    /// Finds the field in `Notes [custom-0a1b2c3d]`, our form of a label that several fields share.
    fn by_key_in_brackets(&self, header: &str) -> Option<&'a Field> {
        let (_, key) = header.strip_suffix(']')?.rsplit_once('[')?;
        self.schema.field_by_key(key)
    }

    /// Interprets `Phone (work)`.
    fn with_label_in_brackets(&self, header: &str) -> Option<Meaning<'a>> {
        let (base, label) = header.strip_suffix(')')?.rsplit_once('(')?;
        let field = self.by_name.get(&normal(base)).filter(|field| field.many)?;
        Some(Meaning::Value(field, canonical_label(field, label), 1))
    }

    /// Interprets the name of a field; an alias such as `mobile` also provides the label.
    fn named(&self, field: &'a Field, name: &str, number: u32) -> Meaning<'a> {
        let is_label = name == normal(&field.label);
        let label = name.split(' ').find_map(|word| known_label(field, word));
        let label = label.filter(|_| field.many && !is_label && field.kind != FieldType::Choice);
        Meaning::Value(field, label.unwrap_or_default().to_owned(), number)
    }

    fn property(&self, name: &str, number: u32) -> Option<Meaning<'a>> {
        let (_, property, label) = PROPERTIES.iter().find(|(known, _, _)| *known == name)?;
        let field = self.of_property(property)?;
        Some(Meaning::Value(field, (*label).to_owned(), number))
    }

    /// Interprets `Duration`, `Call duration (seconds)`.
    fn length(&self, name: &str) -> Option<Meaning<'a>> {
        let field = self.schema.fields.iter().find(|field| field.begins.is_some())?;
        let is_length = LENGTHS.iter().any(|word| {
            let rest = name.find(word).map(|at| (&name[..at], &name[at + word.len()..]));
            rest.is_some_and(|(before, after)| {
                let ends = |c: char| !c.is_alphanumeric();
                (before.is_empty() || before.ends_with(ends))
                    && (after.is_empty() || after.starts_with(ends))
            })
        });
        let unit = name.split(' ').find_map(LengthUnit::named).unwrap_or_default();
        is_length.then_some(Meaning::Length(field, unit))
    }

    /// Interprets `Do Not Call`, `Email Opt Out`, `OK to call`.
    fn barred(&self, name: &str) -> Option<Meaning<'a>> {
        let field = self.schema.field(contact::DO_NOT_CONTACT);
        let field = field.filter(|_| self.schema.title == Title::Person)?;
        let (way, reading) = barred(name)?;
        Some(Meaning::Bar(field, way.to_owned(), reading))
    }

    /// Interprets `Street`, `Home City`, `Business Address PO Box`.
    fn part(&self, name: &str, number: u32) -> Option<Meaning<'a>> {
        let field = self.of_property("ADR").filter(|field| field.kind == FieldType::Address)?;
        let find = |name: &str| PARTS.iter().find(|(word, _)| *word == name).map(|(_, part)| *part);
        let first = name.split(' ').next().filter(|word| PLACES.contains(word));
        // The first word of a "postal code" is not a label.
        let first = first.filter(|_| find(name).is_none());
        let rest = first.map_or(name, |word| name[word.len()..].trim_start());
        let part = find(rest).or_else(|| find(rest.strip_prefix("address ")?))?;
        let label = first.map(|word| canonical_label(field, word)).unwrap_or_default();
        let (number, part) = match part {
            Part::Street(_) => (1, Part::Street(u8::try_from(number - 1).unwrap_or(u8::MAX))),
            part => (number, part),
        };
        Some(Meaning::Part(field, label, number, part))
    }

    /// Interprets `Home Phone`, `Company Main Phone`, `Email Home`, `Business Fax`.
    fn labeled(&self, name: &str, number: u32) -> Option<Meaning<'a>> {
        let words: Vec<&str> = name.split(' ').collect();
        for count in 1..words.len().min(3) {
            let (before, after) = words.split_at(count);
            let base = after.join(" ");
            if let Some(field) = self.by_name.get(&base).filter(|field| is_reach(field)) {
                let label = canonical_label(field, &before.join(" "));
                return Some(Meaning::Value(field, label, number));
            }
            if base == "fax" || base == "fax number" {
                let field = self.of_property("TEL")?;
                let label = canonical_label(field, &format!("{} fax", before.join(" ")));
                return Some(Meaning::Value(field, label, number));
            }
        }
        let (last, first) = words.split_last()?;
        let field = self.by_name.get(&first.join(" ")).filter(|field| is_reach(field))?;
        let label = known_label(field, last)?;
        Some(Meaning::Value(field, label.to_owned(), number))
    }
}

/// Headers of the parts of a birthday, in the form of [`normal`].
const BIRTHS: &[(&str, DatePart)] = &[
    ("birth year", DatePart::Year),
    ("birthday year", DatePart::Year),
    ("year of birth", DatePart::Year),
    ("birth month", DatePart::Month),
    ("month of birth", DatePart::Month),
    ("birth day", DatePart::Day),
    ("day of birth", DatePart::Day),
    ("geburtsjahr", DatePart::Year),
    ("geburtsmonat", DatePart::Month),
    ("annee de naissance", DatePart::Year),
    ("mois de naissance", DatePart::Month),
    ("jour de naissance", DatePart::Day),
    ("ano de nacimiento", DatePart::Year),
    ("mes de nacimiento", DatePart::Month),
    ("dia de nacimiento", DatePart::Day),
    ("ano de nascimento", DatePart::Year),
    ("mes de nascimento", DatePart::Month),
    ("dia de nascimento", DatePart::Day),
    ("rok urodzenia", DatePart::Year),
    ("miesiac urodzenia", DatePart::Month),
    ("dzien urodzenia", DatePart::Day),
    ("год рождения", DatePart::Year),
    ("месяц рождения", DatePart::Month),
    ("день рождения день", DatePart::Day),
    ("szuletesi ev", DatePart::Year),
    ("szuletesi honap", DatePart::Month),
    ("szuletesi nap", DatePart::Day),
    ("nam sinh", DatePart::Year),
    ("thang sinh", DatePart::Month),
    ("出生年", DatePart::Year),
    ("出生月", DatePart::Month),
    ("出生日", DatePart::Day),
    ("ปีเกด", DatePart::Year),
    ("เดอนเกด", DatePart::Month),
];

/// The header of the records' own ids if a field of theirs is called "ID".
pub const SURE_ID: &str = "ID [id]";

/// Pipedrive's prefixes of headers in a table of persons.
const OF_WHOM: [&str; 3] = ["Person - ", "Contact - ", "URN:"];

/// True for lists whose elements can be labeled with any word before the field's name.
fn is_reach(field: &Field) -> bool {
    use FieldType::{Address, Date, Email, Link, Phone};
    field.many && matches!(field.kind, Address | Date | Email | Link | Phone)
}

/// Words for how long something took.
const LENGTHS: [&str; 7] =
    ["duration", "length", "thoi luong", "thoi gian goi", "时长", "idotartam", "ระยะเวลา"];

fn custom_base(base: &str) -> bool {
    matches!(normal(base).as_str(), "custom field" | "user defined field" | "jot" | "external id")
}

/// Separates camel-case words, as in Salesforce's `MailingPostalCode`; `None` for headers not made
/// of such words.
pub fn apart(header: &str) -> Option<String> {
    let mut words = String::new();
    for letter in header.chars() {
        if letter.is_ascii_uppercase() && words.ends_with(|last: char| last.is_ascii_lowercase()) {
            words.push(' ');
        }
        words.push(letter);
    }
    // An `iPhone` is not a phone.
    let are_words = words.split(' ').all(|word| word.len() > 1);
    (words.len() > header.len() && are_words).then_some(words)
}

/// Returns a name without its number, and the number: `e mail 2 address`, `phone2`. The number is 1
/// if there is none.
fn without_number(name: &str) -> (String, u32) {
    let mut number = 1;
    let mut words: Vec<&str> = Vec::new();
    for word in name.split(' ') {
        let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
        match word[stem.len()..].parse() {
            Ok(found) if (1..=99).contains(&found) => number = found,
            _ => {
                words.push(word);
                continue;
            }
        }
        if !stem.is_empty() {
            words.push(stem);
        }
    }
    (words.join(" "), number)
}
