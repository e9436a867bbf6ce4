//! The plan of a table: the targets of its columns, decided from all headers together.

use csv::StringRecord;

use super::column::{CellTarget, Column, ElementColumns};
use super::columns_together::{
    first_of, home_of_headers, meanings_together, told_by, told_by_program, why_of,
};
use super::guess::{guess, guess_by_looks};
use super::header::HeaderNames;
use super::headless::names_in_cells;
use super::meaning::{Meaning, is_one_moment};
use super::program_tables::{ProgramTable, program_of};
use super::programs::{english_words, in_english};
use super::source::source_of;
use super::words::normal;
use crate::labels::canonical_label;
use crate::options::{AddressPart as Part, ColumnFormat, ColumnTarget, NameReading, Source, Why};
use domain::{Choice, Dialing, Field, FieldType, Home, Identity, Schema, WhichFirst};

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
    /// True for tables that this app wrote: their cells are taken as they stand.
    pub exact: bool,
    /// The user's country, to which numbers without a country code belong.
    pub dialing: Dialing,
    /// The user's country (ISO 3166), of rows that name none.
    pub country: Option<String>,
    /// The country of people of whom nothing else tells it, by the language of the headers.
    pub home: Option<Home>,
    /// The part with which whole names begin, if their header says so.
    pub name_first: Option<WhichFirst>,
    /// The person's answer to how whole names are read.
    pub reading_of_names: Option<NameReading>,
    /// The fields by name, for cells that name one.
    pub names: HeaderNames<'a>,
    /// The field that stands for all parts of a whole name.
    name: Option<&'a Field>,
    /// True if the cells of a table without headers are surely names of people.
    has_sure_names: bool,
    /// The meaning of all rows that do not say otherwise: `Call outcome` and `Call duration` are of calls,
    /// and a program's table of leads is of leads.
    pub told: Vec<(&'a Field, String)>,
}

/// The facts about a table from which its plan is made.
pub struct TableFacts<'k> {
    /// The headers as they stand; blank ones for a table without a header.
    pub headers: Vec<&'k str>,
    /// The type of data that each column's first cells look like.
    pub looks: Vec<Option<ColumnFormat>>,
    /// True for columns whose first cells are times of day.
    pub clocks: Vec<bool>,
    /// True for columns whose first cells are titles before names.
    pub titles: Vec<bool>,
    /// The first rows of a table without a header.
    pub headless: Option<&'k [StringRecord]>,
    /// The present year.
    pub year: Option<i16>,
    /// The chosen targets of the first columns.
    pub chosen: Option<&'k [ColumnTarget]>,
}

impl<'a> ColumnPlan<'a> {
    pub fn new(schema: &'a Schema, names: HeaderNames<'a>, known: &TableFacts<'_>) -> Self {
        let TableFacts { headers, looks, clocks, titles, headless, year, chosen } = known;
        let trimmed = headers.iter().any(|header| header.starts_with(' '));
        let headers: Vec<String> = headers.iter().map(|header| header.trim().to_owned()).collect();
        let own: Vec<&str> = headers.iter().map(String::as_str).collect();
        let called: Vec<String> = in_english(&own).into_iter().map(str::to_owned).collect();
        let table = ProgramTable::of(own.iter().copied()).map(|table| table.for_kind(&schema.key));
        let of_headers = || source_of(called.iter().map(String::as_str));
        let source = table.map(program_of).or_else(of_headers);
        let known = table.map(|table| table.columns_of(&own)).unwrap_or_default();
        let mut meanings = meanings_together(&called, (clocks, titles), &names);
        told_by_program(&mut meanings, &known, schema);
        let mut whys: Vec<Why> = meanings.iter().map(why_of).collect();
        let cells = headless.map(|rows| names_in_cells(rows, looks, schema, *year));
        let has_sure_names = cells.as_ref().is_some_and(|guessed| !guessed.columns.is_empty());
        let first_of_cells = cells.as_ref().and_then(|guessed| guessed.name_first);
        let guessed = match cells {
            _ if source.is_some() => Vec::new(),
            Some(cells) => {
                let mut guessed = guess_by_looks(&called, looks, &meanings, schema);
                guessed.extend(cells.columns);
                guessed
            }
            None => guess(&called, looks, &meanings, schema),
        };
        for (at, meaning) in guessed {
            (meanings[at], whys[at]) = (meaning, Why::Contents);
        }
        for (at, target) in chosen.unwrap_or_default().iter().enumerate().take(headers.len()) {
            (meanings[at], whys[at]) = (Meaning::of(target, schema), Why::Chosen);
        }
        let name = names.of_property("N/1");
        let mut plan = Self {
            columns: Vec::new(),
            groups: Vec::new(),
            reading: Vec::new(),
            trimmed,
            source,
            exact: source == Some(Source::Satchel),
            dialing: Dialing::default(),
            country: None,
            home: home_of_headers(&called),
            name_first: first_of_cells.or_else(|| called.iter().find_map(|it| first_of(it))),
            reading_of_names: None,
            names,
            name,
            has_sure_names,
            told: Vec::new(),
        };
        let known = known.into_iter().chain(std::iter::repeat(None));
        for (((header, meaning), (why, looks)), known) in
            headers.into_iter().zip(meanings).zip(whys.into_iter().zip(looks)).zip(known)
        {
            let (target, chosen) = plan.target(meaning);
            plan.columns.push(Column::new(header, (target, chosen), (why, *looks), known));
        }
        plan.reading = plan.best_first();
        plan.told = told_by(table, schema).chain(plan.told_by_all(schema)).collect();
        plan
    }

    /// Returns the country of people of whom nothing else tells it: that of the headers' language, else
    /// the user's.
    pub fn home_of_people(&self) -> Option<Home> {
        self.home.or(Home::of_dialing(self.dialing))
    }

    /// Returns the field that a column maps to; `None` if it is only kept or not read.
    pub fn field(&self, column: &Column<'a>) -> Option<&'a Field> {
        match &column.target {
            CellTarget::One(field)
            | CellTarget::Tags(field)
            | CellTarget::IdOf(field)
            | CellTarget::Time(field)
            | CellTarget::Length(field, _)
            | CellTarget::DatePart(field, _)
            | CellTarget::Bar(field, ..)
            | CellTarget::OtherIdOf(field) => Some(field),
            CellTarget::Value(group)
            | CellTarget::Label(group, _)
            | CellTarget::Part(group, _)
            | CellTarget::NumberPart(group, _)
            | CellTarget::ElementId(group) => Some(self.groups[*group].field),
            CellTarget::FullName => self.name,
            CellTarget::Extra
            | CellTarget::Nothing
            | CellTarget::Id
            | CellTarget::OtherId
            | CellTarget::OtherKind(_) => None,
        }
    }

    /// True if any column was recognized. Names alone do not count: any prose looks like names.
    pub fn knows_any(&self) -> bool {
        self.columns.iter().any(|column| match column.why {
            Why::Chosen => true,
            // Any program may call a column "ID".
            Why::Header => ![CellTarget::Nothing, CellTarget::Id].contains(&column.target),
            Why::Contents => self.has_sure_names || column.target != CellTarget::FullName,
            Why::Unknown => false,
        })
    }

    /// Returns the plan restricted to the columns that identify a record, and to those of whose
    /// cells some may not be understood.
    pub fn only_identity(mut self) -> Self {
        let mut reading = std::mem::take(&mut self.reading);
        reading.retain(|at| {
            let column = &self.columns[*at];
            self.identifies(column) || self.may_be_unread(column)
        });
        self.reading = reading;
        self
    }

    /// True if not every text is a value of the column: dates, numbers, choices, answers.
    fn may_be_unread(&self, column: &Column<'a>) -> bool {
        use FieldType::{Choice, Date, Due, Flag, Link, Moment, Money, Number, Repeat};
        let is_strict = |field: &Field| {
            matches!(
                field.kind,
                Date | Moment | Due | Repeat | Number | Money | Choice | Flag | Link
            )
        };
        match &column.target {
            CellTarget::One(field) => is_strict(field),
            CellTarget::Value(group) => {
                let group = &self.groups[*group];
                is_strict(group.field) || group.is_yes_or_no()
            }
            CellTarget::DatePart(..) | CellTarget::Time(_) | CellTarget::Length(..) => true,
            CellTarget::Bar(..) => true,
            _ => false,
        }
    }

    /// True if the column's cells identify a record, that is, if records are matched by them.
    fn identifies(&self, column: &Column<'a>) -> bool {
        use FieldType::{Email, NamePart, Phone, Reference};
        match &column.target {
            CellTarget::FullName | CellTarget::Id | CellTarget::OtherId => true,
            CellTarget::IdOf(_) | CellTarget::ElementId(_) => true,
            CellTarget::OtherIdOf(_) | CellTarget::OtherKind(_) => true,
            // Rows of other tables refer to a contact by its id in the other program.
            CellTarget::One(field) if field.vcard == "UID" => true,
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
            Meaning::DatePart(field, part) => CellTarget::DatePart(field, part),
            Meaning::Bar(field, way, reading) => CellTarget::Bar(field, way, reading),
            Meaning::NumberPart(field, label, number, part) => {
                CellTarget::NumberPart(self.group(field, label, number), part)
            }
            Meaning::OtherId => CellTarget::OtherId,
            Meaning::OtherIdOf(field) => CellTarget::OtherIdOf(field),
            Meaning::OtherKind(answer) => CellTarget::OtherKind(answer),
            Meaning::Time(field) => CellTarget::Time(field),
            Meaning::Length(field, unit) => CellTarget::Length(field, unit),
            Meaning::Unknown => CellTarget::Extra,
            Meaning::Nothing => CellTarget::Nothing,
        }
    }

    /// True if the headers are in another language than English.
    pub fn is_foreign(&self) -> bool {
        let is_foreign = |column: &Column<'_>| !english_words(&normal(&column.header)).is_empty();
        self.columns.iter().any(is_foreign)
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
                // Two columns of a program for one value: the first of its table counts.
                CellTarget::One(_) if column.place.is_some() => column.place.unwrap_or_default(),
                CellTarget::FullName => 2,
                CellTarget::One(field) if header == normal(&field.label) => 0,
                // When something happened is meant rather than when it was written down.
                CellTarget::One(field) if is_one_moment(field) => {
                    let words = english_words(&header);
                    let place = field.aliases.iter().position(|alias| {
                        let alias = normal(alias);
                        alias == header || words.iter().any(|english| normal(english) == alias)
                    });
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
