//! A column of a table: what its cells mean, and how they are read.

use csv::StringRecord;

use super::currencies::Currencies;
use super::meaning::Strength;
use super::program_tables::ProgramColumn;
use super::words::normal;
use crate::cell::{parse_flag, parse_value};
use crate::clock::LengthUnit;
use crate::dates::DateOrder;
use crate::labels::known_label;
use crate::options::{
    AddressPart as Part, BarReading, ColumnFormat, ColumnTarget, DatePart, NumberPart, Why,
};
use domain::clean::in_ascii;
use domain::{Field, FieldType, PartialDate, Value, spelled_amount, written_number};

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
    /// A part of a date.
    DatePart(&'a Field, DatePart),
    /// A ban on a way of reaching somebody, on all ways if it names none.
    Bar(&'a Field, String, BarReading),
    /// A part of the number of an element, by group.
    NumberPart(usize, NumberPart),
    /// The id that another program gave the record.
    OtherId,
    /// The id that another program gave the record to which a field refers.
    OtherIdOf(&'a Field),
    /// This answer means that the row is of the other kind of the table: a company among people.
    OtherKind(bool),
}

/// A list element whose parts are in several columns.
#[derive(Clone, Debug, PartialEq)]
pub struct ElementColumns<'a> {
    pub field: &'a Field,
    /// The label that its headers name.
    pub label: String,
    pub number: u32,
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
    /// The person's answer to what unclear cells of bans mean: true if they bar.
    pub unclear_bars: Option<bool>,
    /// True if the person wants back the zeros that its numbers lost.
    pub zeros_back: bool,
    /// The currency of its amounts that name none.
    pub currencies: Currencies,
    /// The target in the form in which it can be chosen.
    pub chosen: ColumnTarget,
    /// The reason for the target.
    pub why: Why,
    /// The type of data that its first cells look like.
    pub looks: Option<ColumnFormat>,
    /// The program's words for choices: `Customer=customer|Partner=partner`; of numbers, `+` if they
    /// are written with the country code but without its sign.
    pub words: &'static str,
    /// Its place among the program's columns.
    pub place: Option<usize>,
    /// The last year in which somebody can be born, if it is known.
    pub this_year: Option<i16>,
}

impl<'a> Column<'a> {
    /// Creates a column with nothing chosen or decided yet.
    pub fn new(
        header: String,
        (target, chosen): (CellTarget<'a>, ColumnTarget),
        (why, looks): (Why, Option<ColumnFormat>),
        known: Option<ProgramColumn>,
    ) -> Self {
        let (words, place) = known.map_or(("", None), |it| (it.words, Some(it.place)));
        let (order, currencies) = (DateOrder::default(), Currencies::default());
        Self {
            header,
            target,
            order,
            has_comma: false,
            unclear_bars: None,
            zeros_back: false,
            currencies,
            chosen,
            why,
            looks,
            words,
            place,
            this_year: None,
        }
    }
}

impl Column<'_> {
    /// Parses a cell of a row as a value of the field; `None` if it is not a valid value.
    pub fn value(&self, field: &Field, cell: &str, row: &StringRecord) -> Option<Value> {
        let amount = || {
            let is_amount = field.kind == FieldType::Money;
            let currency = is_amount.then(|| self.currencies.of(row)).flatten()?;
            let of_country = || spelled_amount(cell, self.currencies.of_country);
            spelled_amount(cell, Some(currency)).or_else(of_country).map(Value::Money)
        };
        let grouped = self.has_comma && field.kind == FieldType::Number;
        let number = grouped.then(|| written_number(cell)).flatten();
        let number = number.map(Value::Number);
        let is_named = matches!(field.kind, FieldType::Choice | FieldType::Reference(_));
        if is_named
            && self.words.contains('=')
            && self.choice(cell).is_none()
            && known_label(field, cell.trim()).is_none()
        {
            // The program's words for other things.
            return None;
        }
        // A word for nothing is one in any field: Pipedrive writes 0 for a deal without a value.
        let word = self.choice(cell).filter(|key| is_named || key.is_empty());
        let choice = || Some(Value::Text(word?.to_owned()));
        let value = choice().or(number).or_else(|| parse_value(field, cell, self.order));
        match value.or_else(amount)? {
            Value::Date(date) => Some(Value::Date(self.born(field, cell, date))),
            Value::Text(text)
                if self.words == "+" && text.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                Some(Value::Text(format!("+{text}")))
            }
            value => Some(value),
        }
    }

    /// Returns a birthday with a year of two digits in the century in which somebody can be born.
    fn born(&self, field: &Field, cell: &str, date: PartialDate) -> PartialDate {
        let Some((year, this_year)) = date.year.zip(self.this_year) else { return date };
        let is_short = field.vcard == "BDAY" && !in_ascii(cell).contains(&year.to_string());
        let year = if is_short && year > this_year { year - 100 } else { year };
        PartialDate::new(Some(year), date.month, date.day).unwrap_or(date)
    }

    /// True if a cell says yes, in any language or in the program's words.
    pub fn says(&self, cell: &str) -> bool {
        match self.choice(cell) {
            Some(answer) => answer == "yes",
            None => parse_flag(cell).unwrap_or_default(),
        }
    }

    /// Returns the key of the choice that the program's word in a cell means; empty if it means none.
    fn choice(&self, cell: &str) -> Option<&'static str> {
        let mut words = self.words.split('|').filter_map(|pair| pair.split_once('='));
        let cell = normal(cell);
        words.find(|(word, _)| normal(word) == cell).map(|(_, key)| key)
    }
}
