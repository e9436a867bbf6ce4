//! The plan of a table: where each of its columns goes, decided over all headers together.

use super::guess::guess;
use super::header::{Meaning, Names, Strength};
use super::source::source_of;
use super::words::normal;
use crate::cell::parse_value;
use crate::dates::DateOrder;
use crate::labels::canonical_label;
use crate::options::{AddressPart as Part, ColumnTarget, Looks, Source, Why};
use domain::{Field, FieldType, Schema, Value, written_number};

/// Where the cells of a column go.
#[derive(Clone, Debug, PartialEq)]
pub enum Target<'a> {
    /// A field that holds one value.
    One(&'a Field),
    /// Tags, several in a cell.
    Tags(&'a Field),
    /// The value of an element.
    Value(usize),
    /// Its label.
    Label(usize, Strength),
    /// A part of an address.
    Part(usize, Part),
    /// The whole name.
    FullName,
    /// What was imported and has no field.
    Extra,
    /// Nowhere.
    Nothing,
}

/// An element of a list whose parts stand in several columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'a> {
    pub field: &'a Field,
    /// The label that its headers say.
    pub label: String,
    number: u32,
}

impl Group<'_> {
    /// Whether a cell says yes or no to what the label is.
    pub fn is_yes_or_no(&self) -> bool {
        self.field.kind == FieldType::Choice && !self.label.is_empty()
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column<'a> {
    pub header: String,
    pub target: Target<'a>,
    /// How its dates are read.
    pub order: DateOrder,
    /// Whether its numbers have a decimal comma, so that `1.200` is more than a thousand.
    pub has_comma: bool,
    /// The target as it can be chosen.
    pub chosen: ColumnTarget,
    /// Why it is the target.
    pub why: Why,
    /// What its first cells look like.
    pub looks: Option<Looks>,
}

impl Column<'_> {
    /// What a cell says in a field; `None` where it cannot be its value.
    pub fn value(&self, field: &Field, cell: &str) -> Option<Value> {
        let grouped = self.has_comma && field.kind == FieldType::Number;
        let number = grouped.then(|| written_number(cell)).flatten();
        number.map(Value::Number).or_else(|| parse_value(field, cell, self.order))
    }
}

/// The plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan<'a> {
    pub columns: Vec<Column<'a>>,
    pub groups: Vec<Group<'a>>,
    /// The columns in the order in which they are read: those that name their field best come first.
    pub reading: Vec<usize>,
    /// Whether the program writes a blank after each delimiter, which is then no part of a cell.
    pub trimmed: bool,
    /// The program that writes such headers.
    pub source: Option<Source>,
    /// The fields by their names, for cells that name one.
    pub names: Names<'a>,
    /// The field that stands for all parts of a whole name.
    name: Option<&'a Field>,
}

/// What is known of a table before its plan is made.
pub struct Known<'k> {
    /// The headers, as they stand; blank ones for a table without.
    pub headers: Vec<&'k str>,
    /// For each column what its first cells look like.
    pub looks: Vec<Option<Looks>>,
    /// The targets that were chosen, for the first columns.
    pub chosen: Option<&'k [ColumnTarget]>,
}

impl<'a> Plan<'a> {
    pub fn new(schema: &'a Schema, names: Names<'a>, known: &Known<'_>) -> Self {
        let Known { headers, looks, chosen } = known;
        let trimmed = headers.iter().any(|header| header.starts_with(' '));
        let headers: Vec<String> = headers.iter().map(|header| header.trim().to_owned()).collect();
        let source = source_of(headers.iter().map(String::as_str));
        let mut meanings: Vec<Meaning<'a>> =
            headers.iter().map(|header| names.meaning(header)).collect();
        mend_titles(&headers, &mut meanings, &names);
        mend_names(&mut meanings, &names);
        mend_addresses(&mut meanings);
        let mut whys: Vec<Why> = meanings.iter().map(why_of).collect();
        if source.is_none() {
            for (at, meaning) in guess(&headers, looks, &meanings, schema) {
                meanings[at] = meaning;
                whys[at] = Why::Contents;
            }
        }
        for (at, target) in chosen.unwrap_or_default().iter().enumerate().take(headers.len()) {
            meanings[at] = Meaning::of(target, schema);
            whys[at] = Why::Chosen;
        }
        let name = names.of_property("N/1");
        let (columns, groups) = (Vec::new(), Vec::new());
        let mut plan = Self { columns, groups, reading: Vec::new(), trimmed, source, names, name };
        for ((header, meaning), (why, looks)) in
            headers.into_iter().zip(meanings).zip(whys.into_iter().zip(looks))
        {
            let (target, chosen) = plan.target(meaning);
            let order = DateOrder::default();
            let (has_comma, looks) = (false, *looks);
            plan.columns.push(Column { header, target, order, has_comma, chosen, why, looks });
        }
        plan.reading = plan.best_first();
        plan
    }

    /// The field that a column goes to; `None` for one that is only kept.
    pub fn field(&self, column: &Column<'a>) -> Option<&'a Field> {
        match &column.target {
            Target::One(field) | Target::Tags(field) => Some(field),
            Target::Value(group) | Target::Label(group, _) | Target::Part(group, _) => {
                Some(self.groups[*group].field)
            }
            Target::FullName => self.name,
            Target::Extra | Target::Nothing => None,
        }
    }

    /// Whether anything was recognized: what only looks like names is in any prose.
    pub fn knows_any(&self) -> bool {
        self.columns.iter().any(|column| match column.why {
            Why::Chosen => true,
            Why::Header => column.target != Target::Nothing,
            Why::Contents => column.target != Target::FullName,
            Why::Unknown => false,
        })
    }

    /// The same plan, by which only those columns are read that say who a record is about.
    pub fn only_identity(mut self) -> Self {
        let mut reading = std::mem::take(&mut self.reading);
        reading.retain(|at| self.identifies(&self.columns[*at]));
        self.reading = reading;
        self
    }

    /// Whether the cells of a column say who a record is about: what two records are compared by.
    fn identifies(&self, column: &Column<'a>) -> bool {
        use FieldType::{Email, NamePart, Phone, Reference};
        match &column.target {
            Target::FullName => true,
            Target::One(field) => matches!(field.kind, NamePart | Reference(_) | Email | Phone),
            Target::Value(group) => matches!(self.groups[*group].field.kind, Email | Phone),
            _ => false,
        }
    }

    /// The target of a meaning, and how it would be chosen: an element that another column has the
    /// value of already is the next one, so that neither loses its cells.
    fn target(&mut self, mut meaning: Meaning<'a>) -> (Target<'a>, ColumnTarget) {
        let mut target = self.target_of(meaning.clone());
        while self.is_taken(&target) {
            match &mut meaning {
                Meaning::Value(_, _, number) | Meaning::Part(_, _, number, _) => *number += 1,
                _ => break,
            }
            target = self.target_of(meaning.clone());
        }
        (target, meaning.target())
    }

    fn is_taken(&self, target: &Target<'a>) -> bool {
        match target {
            Target::Value(_) | Target::Part(..) => {
                self.columns.iter().any(|column| column.target == *target)
            }
            _ => false,
        }
    }

    fn target_of(&mut self, meaning: Meaning<'a>) -> Target<'a> {
        match meaning {
            Meaning::Value(field, ..) if field.kind == FieldType::File => Target::Extra,
            Meaning::Value(field, ..) if field.kind == FieldType::Tags => Target::Tags(field),
            Meaning::Value(field, _, 1) if !field.many => Target::One(field),
            Meaning::Value(field, ..) if !field.many => Target::Extra,
            Meaning::Value(field, label, number) if field.kind == FieldType::Address => {
                let group = self.group(field, label, number);
                Target::Part(group, Part::Street(0))
            }
            Meaning::Value(field, label, number) => Target::Value(self.group(field, label, number)),
            Meaning::Label(field, number, strength) => {
                Target::Label(self.group(field, String::new(), number), strength)
            }
            Meaning::Part(field, label, number, part) => {
                Target::Part(self.group(field, label, number), part)
            }
            Meaning::FullName => Target::FullName,
            Meaning::Unknown => Target::Extra,
            Meaning::Nothing => Target::Nothing,
        }
    }

    fn group(&mut self, field: &'a Field, label: String, number: u32) -> usize {
        let group = Group { field, label: canonical_label(field, &label), number };
        match self.groups.iter().position(|known| *known == group) {
            Some(at) => at,
            None => {
                self.groups.push(group);
                self.groups.len() - 1
            }
        }
    }

    /// Two columns may mean one field (`Company` and `Account name`): the one with the field's own
    /// label is read first, and what the other says otherwise is kept.
    fn best_first(&self) -> Vec<usize> {
        let rank = |at: &usize| {
            let column = &self.columns[*at];
            match &column.target {
                Target::FullName => 2,
                Target::One(field) => u8::from(normal(&column.header) != normal(&field.label)),
                _ => 0,
            }
        };
        let mut order: Vec<usize> = (0..self.columns.len()).collect();
        order.sort_by_key(rank);
        order
    }
}

fn why_of(meaning: &Meaning<'_>) -> Why {
    if *meaning == Meaning::Unknown { Why::Unknown } else { Why::Header }
}

/// In some languages the word for a first name means the whole name too: it does where no column has
/// the last name.
fn mend_names<'a>(meanings: &mut [Meaning<'a>], names: &Names<'a>) {
    let Some((given, family)) = names.of_property("N/1").zip(names.of_property("N/0")) else {
        return;
    };
    let is = |meaning: &Meaning<'a>, wanted: &Field| match meaning {
        Meaning::Value(field, ..) => *field == wanted,
        meaning => *meaning == Meaning::FullName,
    };
    if meanings.iter().any(|meaning| is(meaning, family)) {
        return;
    }
    for meaning in meanings.iter_mut().filter(|meaning| is(meaning, given)) {
        *meaning = Meaning::FullName;
    }
}

/// Outlook calls the job "Job Title" and what stands before the name "Title".
fn mend_titles<'a>(headers: &[String], meanings: &mut [Meaning<'a>], names: &Names<'a>) {
    let Some((job, prefix)) = names.of_property("TITLE").zip(names.of_property("N/3")) else {
        return;
    };
    let is = |header: &String, name: &str| normal(header) == name;
    if headers.iter().any(|header| is(header, "job title")) {
        for (header, meaning) in headers.iter().zip(meanings) {
            if is(header, "title") && matches!(meaning, Meaning::Value(f, ..) if *f == job) {
                *meaning = Meaning::Value(prefix, String::new(), 1);
            }
        }
    }
}

/// `Address 1`, `Address 2` are two lines of one address where a city or a postcode has a column of
/// its own, else two addresses.
fn mend_addresses(meanings: &mut [Meaning<'_>]) {
    let parted: Vec<(u32, String)> = meanings
        .iter()
        .filter_map(|meaning| match meaning {
            Meaning::Part(field, label, 1, Part::City | Part::Postcode | Part::Region) => {
                Some((field.number, label.clone()))
            }
            _ => None,
        })
        .collect();
    for meaning in meanings {
        let Meaning::Value(field, label, number) = meaning else { continue };
        let of_parts = parted.iter().any(|(known, of)| *known == field.number && of == label);
        if field.kind == FieldType::Address && of_parts {
            let line = Part::Street(u8::try_from(*number - 1).unwrap_or(u8::MAX));
            *meaning = Meaning::Part(field, std::mem::take(label), 1, line);
        }
    }
}
