//! What a column header means for a schema, by itself: our own headers, those of Google Contacts and
//! Outlook, and any other that names a field.

use std::collections::BTreeMap;

use super::words::{BARRED, FULL_NAMES, PARTS, PLACES, PROPERTIES, is_why, normal};
use crate::labels::{canonical_label, known_label};
use crate::options::{AddressPart as Part, ColumnTarget};
use domain::{CONTACT, Field, FieldType, Schema, Shown, common, contact};

/// What a header means.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning<'a> {
    /// A value of a field; for a list with the label of the element and its number. In a list of
    /// choices the label is the value, which stands where the cell says yes.
    Value(&'a Field, String, u32),
    /// The label of an element. One that names a service goes before one that names a place.
    Label(&'a Field, u32, Strength),
    /// A part of an address.
    Part(&'a Field, String, u32, Part),
    /// The whole name of a person.
    FullName,
    /// Nothing that is known.
    Unknown,
    /// Not to be read: chosen, or written by us for the eye.
    Nothing,
}

impl<'a> Meaning<'a> {
    /// What a target that was chosen means; a field that is gone means nothing known.
    pub fn of(target: &ColumnTarget, schema: &'a Schema) -> Self {
        let field = target.field_number().and_then(|number| schema.field(number));
        match (target, field) {
            (ColumnTarget::Value { label, number, .. }, Some(field)) => {
                Self::Value(field, label.clone(), *number)
            }
            (ColumnTarget::Label { number, service, .. }, Some(field)) if field.many => {
                let strength = if *service { Strength::Service } else { Strength::Type };
                Self::Label(field, *number, strength)
            }
            (ColumnTarget::Part { label, number, part, .. }, Some(field))
                if field.kind == FieldType::Address =>
            {
                Self::Part(field, label.clone(), *number, *part)
            }
            (ColumnTarget::FullName, _) => Self::FullName,
            (ColumnTarget::LeaveOut, _) => Self::Nothing,
            _ => Self::Unknown,
        }
    }

    /// The same as a target that can be chosen.
    pub fn target(&self) -> ColumnTarget {
        match self {
            Self::Value(field, label, number) => {
                ColumnTarget::Value { field: field.number, label: label.clone(), number: *number }
            }
            Self::Label(field, number, strength) => ColumnTarget::Label {
                field: field.number,
                number: *number,
                service: *strength == Strength::Service,
            },
            Self::Part(field, label, number, part) => ColumnTarget::Part {
                field: field.number,
                label: label.clone(),
                number: *number,
                part: *part,
            },
            Self::FullName => ColumnTarget::FullName,
            Self::Unknown => ColumnTarget::Keep,
            Self::Nothing => ColumnTarget::LeaveOut,
        }
    }
}

/// Which of two labels of one element counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Home, work.
    Type,
    /// The name of a service.
    Service,
}

/// The fields of a schema by the names that a header may have.
#[derive(Clone, Debug, PartialEq)]
pub struct Names<'a> {
    schema: &'a Schema,
    by_name: BTreeMap<String, &'a Field>,
}

impl<'a> Names<'a> {
    pub fn new(schema: &'a Schema) -> Self {
        let mut by_name = BTreeMap::new();
        let fields = || schema.fields.iter().filter(|field| field.is_exchanged());
        // A label goes before a key, and a key before an alias, whichever field has it.
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
        Self { schema, by_name }
    }

    /// What a header means: as it stands, else as the words of which it is one.
    pub fn meaning(&self, header: &str) -> Meaning<'a> {
        let header = header.trim();
        match self.as_it_stands(header) {
            Meaning::Unknown => {
                apart(header).map_or(Meaning::Unknown, |words| self.as_it_stands(&words))
            }
            meaning => meaning,
        }
    }

    fn as_it_stands(&self, header: &str) -> Meaning<'a> {
        // Pipedrive tells first of whom a column is.
        if let Some(rest) = OF_WHOM.iter().find_map(|whom| header.strip_prefix(whom))
            && self.schema.kind == CONTACT
        {
            return self.meaning(rest);
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
        if let Some(field) = self.by_name.get(&name) {
            return self.named(field, &name, 1);
        }
        if let Some(meaning) = self.property(&name, 1).or_else(|| self.barred(&name)) {
            return meaning;
        }
        if FULL_NAMES.contains(&name.as_str()) {
            return Meaning::FullName;
        }
        let (name, number) = without_number(&name);
        if let Some(field) = self.by_name.get(&name).filter(|field| field.many) {
            return self.named(field, &name, number);
        }
        self.property(&name, number)
            .or_else(|| self.part(&name, number))
            .or_else(|| self.labelled(&name, number))
            .unwrap_or(Meaning::Unknown)
    }

    /// What the app finds out is found out again: it is not read.
    fn is_derived(&self, header: &str) -> bool {
        let derived = |field: &&Field| field.shown == Shown::Derived;
        self.schema.fields.iter().filter(derived).any(|field| field.label == header)
    }

    /// The field of a property, for the places that a header names by other words.
    pub fn of_property(&self, property: &str) -> Option<&'a Field> {
        self.schema.fields.iter().find(|field| field.vcard == property)
    }

    /// The field that exactly this name has: for columns whose label stands in a cell.
    pub fn of_name(&self, name: &str) -> Option<&'a Field> {
        self.by_name.get(&normal(name)).copied()
    }

    /// `Phone 1 - Value`, as Google and we write it.
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
            .or_else(|| custom_base(base).then(|| self.schema.field(common::EXTRA)).flatten())?;
        let suffix = normal(suffix);
        let part = PARTS.iter().find(|(word, _)| *word == suffix).map(|(_, part)| *part);
        match (suffix.as_str(), part) {
            ("value", _) => Some(Meaning::Value(field, String::new(), number)),
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

    /// `Notes [custom-0a1b2c3d]`, as we write a label that several fields have.
    fn by_key_in_brackets(&self, header: &str) -> Option<&'a Field> {
        let (_, key) = header.strip_suffix(']')?.rsplit_once('[')?;
        self.schema.field_by_key(key)
    }

    /// `Phone (work)`.
    fn with_label_in_brackets(&self, header: &str) -> Option<Meaning<'a>> {
        let (base, label) = header.strip_suffix(')')?.rsplit_once('(')?;
        let field = self.by_name.get(&normal(base)).filter(|field| field.many)?;
        Some(Meaning::Value(field, canonical_label(field, label), 1))
    }

    /// A field that a header names; where an alias says a label too (`mobile`), with that.
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

    /// `Do Not Call`, `Email Opt Out`: the way that a yes forbids, as a label of the list of such ways.
    fn barred(&self, name: &str) -> Option<Meaning<'a>> {
        let (_, way) = BARRED.iter().find(|(known, _)| *known == name)?;
        let field = self.schema.field(contact::DO_NOT_CONTACT);
        let field = field.filter(|_| self.schema.kind == CONTACT)?;
        Some(Meaning::Value(field, (*way).to_owned(), 1))
    }

    /// `Street`, `Home City`, `Business Address PO Box`.
    fn part(&self, name: &str, number: u32) -> Option<Meaning<'a>> {
        let field = self.of_property("ADR").filter(|field| field.kind == FieldType::Address)?;
        let find = |name: &str| PARTS.iter().find(|(word, _)| *word == name).map(|(_, part)| *part);
        let first = name.split(' ').next().filter(|word| PLACES.contains(word));
        // The first word of a postal code is no place.
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

    /// `Home Phone`, `Company Main Phone`, `Email Home`, `Business Fax`.
    fn labelled(&self, name: &str, number: u32) -> Option<Meaning<'a>> {
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

/// What Pipedrive writes before the name of a column of persons.
const OF_WHOM: [&str; 2] = ["Person - ", "Contact - "];

/// Lists whose elements may be named by any word before them.
fn is_reach(field: &Field) -> bool {
    use FieldType::{Address, Date, Email, Link, Phone};
    field.many && matches!(field.kind, Address | Date | Email | Link | Phone)
}

fn custom_base(base: &str) -> bool {
    matches!(normal(base).as_str(), "custom field" | "user defined field" | "jot" | "external id")
}

/// `MailingPostalCode`, as Salesforce writes it, as `Mailing Postal Code`; `None` for what is not
/// made of words like that.
fn apart(header: &str) -> Option<String> {
    let mut words = String::new();
    for letter in header.chars() {
        if letter.is_ascii_uppercase() && words.ends_with(|last: char| last.is_ascii_lowercase()) {
            words.push(' ');
        }
        words.push(letter);
    }
    // An `iPhone` is no phone.
    let are_words = words.split(' ').all(|word| word.len() > 1);
    (words.len() > header.len() && are_words).then_some(words)
}

/// A name without the number in it, and that number: `e mail 2 address`, `phone2`; 1 where there is
/// none.
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
