//! The plan of a table: where each of its columns goes, decided over all headers together.

use super::header::{Meaning, Names, Part, Strength};
use super::words::normal;
use crate::domain::{Field, FieldType, Schema};
use crate::transfer::dates::DateOrder;
use crate::transfer::labels::canonical_label;

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
}

/// An element of a list whose parts stand in several columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'a> {
    pub field: &'a Field,
    /// The label that its headers say.
    pub label: String,
    number: u32,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column<'a> {
    pub header: String,
    pub target: Target<'a>,
    /// How its dates are read.
    pub order: DateOrder,
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
    /// The field that stands for all parts of a whole name.
    name: Option<&'a Field>,
}

impl<'a> Plan<'a> {
    pub fn new<'h>(schema: &'a Schema, headers: impl Iterator<Item = &'h str>) -> Self {
        let names = Names::new(schema);
        let headers: Vec<&str> = headers.collect();
        let trimmed = headers.iter().any(|header| header.starts_with(' '));
        let headers: Vec<String> = headers.iter().map(|header| header.trim().to_owned()).collect();
        let mut meanings: Vec<Meaning<'a>> =
            headers.iter().map(|header| names.meaning(header)).collect();
        let name = names.of_property("N/1");
        mend_titles(&headers, &mut meanings, &names);
        mend_addresses(&mut meanings);
        let mut plan =
            Self { columns: Vec::new(), groups: Vec::new(), reading: Vec::new(), trimmed, name };
        for (header, meaning) in headers.into_iter().zip(meanings) {
            let target = plan.target(meaning);
            plan.columns.push(Column { header, target, order: DateOrder::default() });
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
            Target::Extra => None,
        }
    }

    /// Whether anything was recognized.
    pub fn knows_any(&self) -> bool {
        self.columns.iter().any(|column| column.target != Target::Extra)
    }

    fn target(&mut self, meaning: Meaning<'a>) -> Target<'a> {
        match meaning {
            Meaning::Value(field, ..) if field.kind == FieldType::File => Target::Extra,
            Meaning::Value(field, _, 1) if field.kind == FieldType::Tags => Target::Tags(field),
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
