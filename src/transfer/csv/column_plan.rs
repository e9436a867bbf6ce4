//! The plan of a table: the targets of its columns, decided from all headers together.

use csv::StringRecord;

use super::currencies::Currencies;
use super::guess::guess;
use super::header::{HeaderNames, Meaning, Strength, is_one_moment};
use super::programs::in_english;
use super::source::source_of;
use super::words::normal;
use crate::cell::parse_value;
use crate::clock::LengthUnit;
use crate::dates::DateOrder;
use crate::labels::canonical_label;
use crate::options::{AddressPart as Part, ColumnFormat, ColumnTarget, Source, Why};
use domain::{Choice, Field, FieldType, Identity, Schema, Value, typed_amount, written_number};

/// The target of a column's cells.
#[derive(Clone, Debug, PartialEq)]
pub enum CellTarget<'a> {
    /// A field that holds one value.
    One(&'a Field),
    /// Tags, several per cell.
    Tags(&'a Field),
    /// The value of an element, by group.
    Value(usize),
    /// The label of an element, by group.
    Label(usize, Strength),
    /// A part of an address, by group.
    Part(usize, Part),
    /// The whole name.
    FullName,
    /// "Also imported": no field takes it.
    Extra,
    /// Not read.
    Nothing,
    /// The record's own id.
    Id,
    /// The id beside the name in a field that holds one value.
    IdOf(&'a Field),
    /// The id beside the name in an element, by group.
    ElementId(usize),
    /// The time of day of a moment.
    Time(&'a Field),
    /// How long something took that a moment ends.
    Length(&'a Field, LengthUnit),
}

/// A list element whose parts are in several columns.
#[derive(Clone, Debug, PartialEq)]
pub struct ElementColumns<'a> {
    pub field: &'a Field,
    /// The label that its headers name.
    pub label: String,
    number: u32,
}

impl ElementColumns<'_> {
    /// True if a cell says yes or no to the choice that is the label.
    pub fn is_yes_or_no(&self) -> bool {
        self.field.kind == FieldType::Choice && !self.label.is_empty()
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column<'a> {
    pub header: String,
    pub target: CellTarget<'a>,
    /// The day-month order of its dates.
    pub order: DateOrder,
    /// True if its numbers have a decimal comma, so `1.200` is more than a thousand.
    pub has_comma: bool,
    /// The currency of its amounts that name none.
    pub currencies: Currencies,
    /// The target in the form in which it can be chosen.
    pub chosen: ColumnTarget,
    /// The reason for the target.
    pub why: Why,
    /// The type of data that its first cells look like.
    pub looks: Option<ColumnFormat>,
}

impl Column<'_> {
    /// Parses a cell of a row as a value of the field; `None` if it is not a valid value.
    pub fn value(&self, field: &Field, cell: &str, row: &StringRecord) -> Option<Value> {
        let amount = || {
            let is_amount = field.kind == FieldType::Money;
            let currency = is_amount.then(|| self.currencies.of(row)).flatten()?;
            typed_amount(cell, currency).map(Value::Money)
        };
        let grouped = self.has_comma && field.kind == FieldType::Number;
        let number = grouped.then(|| written_number(cell)).flatten();
        let number = number.map(Value::Number);
        number.or_else(|| parse_value(field, cell, self.order)).or_else(amount)
    }
}

/// The plan of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnPlan<'a> {
    pub columns: Vec<Column<'a>>,
    pub groups: Vec<ElementColumns<'a>>,
    /// The columns in reading order: those that name their field best come first.
    pub reading: Vec<usize>,
    /// True if the program writes a space after each delimiter, which does not belong to the cell.
    pub trimmed: bool,
    /// The program that writes such headers.
    pub source: Option<Source>,
    /// The fields by name, for cells that name one.
    pub names: HeaderNames<'a>,
    /// The field that stands for all parts of a whole name.
    name: Option<&'a Field>,
    /// The choice that all headers tell, for rows that do not say so themselves: `Call outcome` and
    /// `Call duration` are of calls.
    pub told: Option<(&'a Field, String)>,
}

/// The facts about a table from which its plan is made.
pub struct TableFacts<'k> {
    /// The headers as they stand; blank ones for a table without a header.
    pub headers: Vec<&'k str>,
    /// The type of data that each column's first cells look like.
    pub looks: Vec<Option<ColumnFormat>>,
    /// True for columns whose first cells are times of day.
    pub clocks: Vec<bool>,
    /// The chosen targets of the first columns.
    pub chosen: Option<&'k [ColumnTarget]>,
}

impl<'a> ColumnPlan<'a> {
    pub fn new(schema: &'a Schema, names: HeaderNames<'a>, known: &TableFacts<'_>) -> Self {
        let TableFacts { headers, looks, clocks, chosen } = known;
        let trimmed = headers.iter().any(|header| header.starts_with(' '));
        let headers: Vec<String> = headers.iter().map(|header| header.trim().to_owned()).collect();
        let own: Vec<&str> = headers.iter().map(String::as_str).collect();
        let called: Vec<String> = in_english(&own).into_iter().map(str::to_owned).collect();
        let source = source_of(called.iter().map(String::as_str));
        let mut meanings: Vec<Meaning<'a>> =
            called.iter().map(|header| names.meaning(header)).collect();
        mend_titles(&called, &mut meanings, &names);
        mend_halves(&called, &mut meanings, &names);
        mend_names(&mut meanings, &names);
        mend_addresses(&mut meanings);
        mend_times(&mut meanings, clocks);
        let mut whys: Vec<Why> = meanings.iter().map(why_of).collect();
        if source.is_none() {
            for (at, meaning) in guess(&called, looks, &meanings, schema) {
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
        let reading = Vec::new();
        let told = None;
        let mut plan = Self { columns, groups, reading, trimmed, source, names, name, told };
        for ((header, meaning), (why, looks)) in
            headers.into_iter().zip(meanings).zip(whys.into_iter().zip(looks))
        {
            let (target, chosen) = plan.target(meaning);
            let order = DateOrder::default();
            let (has_comma, currencies, looks) = (false, Currencies::default(), *looks);
            let column =
                Column { header, target, order, has_comma, currencies, chosen, why, looks };
            plan.columns.push(column);
        }
        plan.reading = plan.best_first();
        plan.told = plan.told_by_all(schema);
        plan
    }

    /// Returns the field that a column maps to; `None` if it is only kept or not read.
    pub fn field(&self, column: &Column<'a>) -> Option<&'a Field> {
        match &column.target {
            CellTarget::One(field)
            | CellTarget::Tags(field)
            | CellTarget::IdOf(field)
            | CellTarget::Time(field)
            | CellTarget::Length(field, _) => Some(field),
            CellTarget::Value(group)
            | CellTarget::Label(group, _)
            | CellTarget::Part(group, _)
            | CellTarget::ElementId(group) => Some(self.groups[*group].field),
            CellTarget::FullName => self.name,
            CellTarget::Extra | CellTarget::Nothing | CellTarget::Id => None,
        }
    }

    /// True if any column was recognized. Names alone do not count: any prose looks like names.
    pub fn knows_any(&self) -> bool {
        self.columns.iter().any(|column| match column.why {
            Why::Chosen => true,
            // Any program may call a column "ID".
            Why::Header => ![CellTarget::Nothing, CellTarget::Id].contains(&column.target),
            Why::Contents => column.target != CellTarget::FullName,
            Why::Unknown => false,
        })
    }

    /// Returns the plan restricted to the columns that identify a record.
    pub fn only_identity(mut self) -> Self {
        let mut reading = std::mem::take(&mut self.reading);
        reading.retain(|at| self.identifies(&self.columns[*at]));
        self.reading = reading;
        self
    }

    /// True if the column's cells identify a record, that is, if records are matched by them.
    fn identifies(&self, column: &Column<'a>) -> bool {
        use FieldType::{Email, NamePart, Phone, Reference};
        match &column.target {
            CellTarget::FullName | CellTarget::Id => true,
            CellTarget::IdOf(_) | CellTarget::ElementId(_) => true,
            CellTarget::One(field) => matches!(field.kind, NamePart | Reference(_) | Email | Phone),
            CellTarget::Value(group) => {
                matches!(self.groups[*group].field.kind, Email | Phone | Reference(_))
            }
            _ => false,
        }
    }

    /// Returns the target of a meaning and its choosable form. An element whose value another
    /// column already holds becomes the next element, so neither column loses its cells.
    fn target(&mut self, mut meaning: Meaning<'a>) -> (CellTarget<'a>, ColumnTarget) {
        let mut target = self.target_of(meaning.clone());
        while self.is_taken(&target) {
            match &mut meaning {
                Meaning::Value(_, _, number)
                | Meaning::Part(_, _, number, _)
                | Meaning::IdOf(_, number) => *number += 1,
                _ => break,
            }
            target = self.target_of(meaning.clone());
        }
        (target, meaning.target())
    }

    fn is_taken(&self, target: &CellTarget<'a>) -> bool {
        match target {
            CellTarget::Value(_) | CellTarget::Part(..) | CellTarget::ElementId(_) => {
                self.columns.iter().any(|column| column.target == *target)
            }
            _ => false,
        }
    }

    fn target_of(&mut self, meaning: Meaning<'a>) -> CellTarget<'a> {
        match meaning {
            Meaning::Value(field, ..) if field.kind == FieldType::File => CellTarget::Extra,
            Meaning::Value(field, ..) if field.kind == FieldType::Tags => CellTarget::Tags(field),
            Meaning::Value(field, label, 1) if !field.many && field.kind == FieldType::Address => {
                CellTarget::Part(self.group(field, label, 1), Part::Street(0))
            }
            Meaning::Value(field, _, 1) if !field.many => CellTarget::One(field),
            Meaning::Value(field, ..) if !field.many => CellTarget::Extra,
            Meaning::Value(field, label, number) if field.kind == FieldType::Address => {
                let group = self.group(field, label, number);
                CellTarget::Part(group, Part::Street(0))
            }
            Meaning::Value(field, label, number) => {
                CellTarget::Value(self.group(field, label, number))
            }
            Meaning::Label(field, number, strength) => {
                CellTarget::Label(self.group(field, String::new(), number), strength)
            }
            Meaning::Part(field, label, number, part) => {
                CellTarget::Part(self.group(field, label, number), part)
            }
            Meaning::FullName => CellTarget::FullName,
            Meaning::Id => CellTarget::Id,
            Meaning::IdOf(field, 1) if !field.many => CellTarget::IdOf(field),
            Meaning::IdOf(field, _) if !field.many => CellTarget::Extra,
            Meaning::IdOf(field, number) => {
                CellTarget::ElementId(self.group(field, String::new(), number))
            }
            Meaning::Time(field) => CellTarget::Time(field),
            Meaning::Length(field, unit) => CellTarget::Length(field, unit),
            Meaning::Unknown => CellTarget::Extra,
            Meaning::Nothing => CellTarget::Nothing,
        }
    }

    /// True if a column has the times of a field's days.
    pub fn has_clock(&self, field: &Field) -> bool {
        let is_it = |target: &CellTarget<'_>| match target {
            CellTarget::Time(of) => of.number == field.number,
            _ => false,
        };
        self.columns.iter().any(|column| is_it(&column.target))
    }

    /// Returns the kind of something that happened as the words before most headers tell it.
    fn told_by_all(&self, schema: &'a Schema) -> Option<(&'a Field, String)> {
        let Identity::Values(fields) = schema.identity else { return None };
        let choices = |number: &u32| {
            schema.field(*number).filter(|field| field.kind == FieldType::Choice && !field.many)
        };
        let field = fields.iter().find_map(choices)?;
        if self.columns.iter().any(|column| column.target == CellTarget::One(field)) {
            return None;
        }
        let told = |choice: &&Choice| {
            let word = format!("{} ", normal(&choice.label));
            let names = self.columns.iter().map(|column| normal(&column.header));
            names.filter(|name| name.starts_with(&word)).count()
        };
        let most = field.choices.iter().map(|choice| (told(&choice), choice));
        let (count, choice) = most.max_by_key(|(count, _)| *count)?;
        (count > 1).then(|| (field, choice.key.to_string()))
    }

    fn group(&mut self, field: &'a Field, label: String, number: u32) -> usize {
        let group = ElementColumns { field, label: canonical_label(field, &label), number };
        match self.groups.iter().position(|known| *known == group) {
            Some(at) => at,
            None => {
                self.groups.push(group);
                self.groups.len() - 1
            }
        }
    }

    /// Orders columns that map to one field (`Company` and `Account name`): the one with the
    /// field's own label is read first; differing values of the other are kept.
    fn best_first(&self) -> Vec<usize> {
        let rank = |at: &usize| {
            let column = &self.columns[*at];
            let header = normal(&column.header);
            match &column.target {
                CellTarget::FullName => 2,
                CellTarget::One(field) if header == normal(&field.label) => 0,
                // When something happened is meant rather than when it was written down.
                CellTarget::One(field) if is_one_moment(field) => {
                    let place = field.aliases.iter().position(|alias| normal(alias) == header);
                    1 + place.unwrap_or(field.aliases.len())
                }
                CellTarget::One(_) => 1,
                _ => 0,
            }
        };
        let mut order: Vec<usize> = (0..self.columns.len()).collect();
        order.sort_by_key(rank);
        order
    }
}

/// Reads times of day as those of the days in another column.
fn mend_times(meanings: &mut [Meaning<'_>], clocks: &[bool]) {
    for (meaning, is_clock) in meanings.iter_mut().zip(clocks) {
        if let Meaning::Value(field, _, 1) = meaning
            && *is_clock
            && is_one_moment(field)
        {
            *meaning = Meaning::Time(field);
        }
    }
}

fn why_of(meaning: &Meaning<'_>) -> Why {
    if *meaning == Meaning::Unknown { Why::Unknown } else { Why::Header }
}

/// Reads the column of first names as whole names if no column has the last name: in some languages
/// one word means both.
fn mend_names<'a>(meanings: &mut [Meaning<'a>], names: &HeaderNames<'a>) {
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

/// Reads a column of names as the half of a name whose other half has a column of its own: in German
/// and the Romance languages one word is the whole name, the last name or the first name.
fn mend_halves<'a>(headers: &[String], meanings: &mut [Meaning<'a>], names: &HeaderNames<'a>) {
    let Some((given, family)) = names.of_property("N/1").zip(names.of_property("N/0")) else {
        return;
    };
    let has = |meanings: &[Meaning<'a>], wanted: &Field| {
        meanings.iter().any(|it| matches!(it, Meaning::Value(field, ..) if *field == wanted))
    };
    let missing = match (has(meanings, given), has(meanings, family)) {
        (true, false) => family,
        (false, true) => given,
        _ => return,
    };
    for (header, meaning) in headers.iter().zip(meanings) {
        if *meaning == Meaning::FullName && HALVES.contains(&normal(header).as_str()) {
            *meaning = Meaning::Value(missing, String::new(), 1);
        }
    }
}

/// The words for a whole name that may be half of one.
const HALVES: [&str; 4] = ["name", "nom", "nombre", "nome"];

/// Reads "Title" beside "Job Title" as the name prefix, as in Outlook.
fn mend_titles<'a>(headers: &[String], meanings: &mut [Meaning<'a>], names: &HeaderNames<'a>) {
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

/// Makes `Address 1`, `Address 2` two lines of one address if a city, region or postcode has a
/// column of its own; otherwise they are two addresses.
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
