//! Writes a table with a column for every field, and for a list as many as the longest list needs.
//! Uses the headers of Google Contacts if possible (`Phone 1 - Label`, `Phone 1 - Value`, `Address
//! 1 - City`), so other programs can read them too.

use csv::{Terminator, WriterBuilder};

use super::guard::guard;
use super::header::{HeaderNames, Meaning};
use super::row::SEPARATOR;
use super::words::normal;
use crate::cell::place_text;
use crate::export::Lookups;
use domain::{Address, Field, FieldType, Fields, Schema, Value};

/// The parts of an address, each a column.
const PARTS: [&str; 8] =
    ["Street", "Extended", "PO Box", "City", "Region", "Postal Code", "Country", "Place"];

/// A table being written: first measure every record, then add every record, then finish.
pub struct Sheet<'a> {
    schema: &'a Schema,
    lookups: Lookups<'a>,
    /// The fields to write, in order, with the columns each needs.
    fields: Vec<(&'a Field, Width)>,
    writer: csv::Writer<Vec<u8>>,
    begun: bool,
}

/// The columns that a field needs.
#[derive(Clone, Copy, Default)]
struct Width {
    elements: usize,
    labels: bool,
}

impl<'a> Sheet<'a> {
    /// Creates an empty table of records of one kind with these fields in this order; `None` means
    /// all exchanged fields.
    pub fn new(schema: &'a Schema, chosen: Option<&[u32]>, lookups: Lookups<'a>) -> Self {
        let fields: Vec<&Field> = match chosen {
            Some(numbers) => numbers.iter().filter_map(|number| schema.field(*number)).collect(),
            None => schema.fields.iter().filter(|field| field.is_exchanged()).collect(),
        };
        // A table cannot hold files.
        let written = fields.into_iter().filter(|field| field.kind != FieldType::File);
        let width = |field: &Field| Width {
            elements: 1,
            labels: !field.choices.is_empty() && field.kind != FieldType::Choice,
        };
        let mut builder = WriterBuilder::new();
        builder.terminator(Terminator::CRLF).flexible(true);
        Self {
            schema,
            lookups,
            fields: written.map(|field| (field, width(field))).collect(),
            // Excel recognizes UTF-8 only by this byte order mark.
            writer: builder.from_writer("\u{feff}".as_bytes().to_vec()),
            begun: false,
        }
    }

    /// Makes room for a record. Every record must be measured before the first is added.
    pub fn measure<F: Fields>(&mut self, record: &F) {
        for (field, width) in &mut self.fields {
            if field.many && field.kind != FieldType::Tags {
                let elements = record.elements(field.number);
                width.elements = width.elements.max(elements.len());
                width.labels |= elements.iter().any(|element| !element.label.is_empty());
            }
        }
    }

    /// Adds a row.
    pub fn add<F: Fields>(&mut self, record: &F) {
        self.begin();
        let mut cells = Vec::new();
        for (field, width) in &self.fields {
            push_cells(field, *width, record, &self.lookups, &mut cells);
        }
        self.write(&cells);
    }

    /// Writes the header unless it is there.
    fn begin(&mut self) {
        if !self.begun {
            self.begun = true;
            let names = HeaderNames::new(self.schema);
            let mut headers = Vec::new();
            for (field, width) in &self.fields {
                push_headers(field, *width, &names, &mut headers);
            }
            self.write(&headers);
        }
    }

    /// Returns the bytes of the file, with a header even without records.
    pub fn finish(mut self) -> Vec<u8> {
        self.begin();
        // Writing to memory cannot fail.
        self.writer.into_inner().unwrap_or_default()
    }

    fn write(&mut self, cells: &[String]) {
        let guarded = cells.iter().map(|cell| guard(cell).into_owned());
        // Cannot fail: writes to memory, and rows may have any length.
        self.writer.write_record(guarded).unwrap_or_default();
    }
}

/// Writes records of one kind as a table with the chosen fields; iterates over them twice.
pub fn write_csv<F: Fields>(
    schema: &Schema,
    chosen: Option<&[u32]>,
    records: impl Iterator<Item = F> + Clone,
    lookups: &Lookups<'_>,
) -> Vec<u8> {
    let mut sheet = Sheet::new(schema, chosen, *lookups);
    records.clone().for_each(|record| sheet.measure(&record));
    records.for_each(|record| sheet.add(&record));
    sheet.finish()
}

/// Returns the header for a field: its label, plus its key if the label alone would be read as
/// another field.
fn name_of(field: &Field, names: &HeaderNames<'_>) -> String {
    // Derived fields are not read back, so their names need not be unique.
    if !field.is_exchanged() {
        return field.label.to_string();
    }
    let own = match names.meaning(&field.label) {
        Meaning::Value(found, label, 1) => found.number == field.number && label.is_empty(),
        _ => false,
    };
    let found = names.of_name(&field.label).is_some_and(|found| found.number == field.number);
    // A label that would be guarded, or that contains our own delimiters, is safer with its key.
    let plain = !field.label.contains([']', ')', '\'']) && !field.label.contains(" - ");
    let named = own && found && plain && !normal(&field.label).is_empty();
    if named { field.label.to_string() } else { format!("{} [{}]", field.label, field.key) }
}

fn push_headers(field: &Field, width: Width, names: &HeaderNames<'_>, headers: &mut Vec<String>) {
    let name = name_of(field, names);
    if field.kind == FieldType::Address && !field.many {
        return headers.extend(PARTS.iter().map(|part| format!("{name} 1 - {part}")));
    }
    if !field.many || field.kind == FieldType::Tags {
        return headers.push(name);
    }
    for number in 1..=width.elements {
        if width.labels {
            headers.push(format!("{name} {number} - Label"));
        }
        if field.kind == FieldType::Address {
            headers.extend(PARTS.iter().map(|part| format!("{name} {number} - {part}")));
        } else {
            headers.push(format!("{name} {number} - Value"));
        }
    }
}

fn push_cells<F: Fields>(
    field: &Field,
    width: Width,
    record: &F,
    lookups: &Lookups<'_>,
    cells: &mut Vec<String>,
) {
    if !field.many {
        let value = record.value(field.number);
        if field.kind == FieldType::Address {
            return cells.extend(address_cells(value.as_ref()));
        }
        return cells.push(value.and_then(|value| lookups.text(&value)).unwrap_or_default());
    }
    if field.kind == FieldType::Tags {
        return cells.push(tags_text(&record.texts(field.number)));
    }
    let elements = record.elements(field.number);
    for number in 0..width.elements {
        let element = elements.get(number);
        if width.labels {
            cells.push(element.map(|element| element.label.clone()).unwrap_or_default());
        }
        if field.kind == FieldType::Address {
            cells.extend(address_cells(element.map(|element| &element.value)));
        } else {
            let text = element.and_then(|element| lookups.text(&element.value));
            cells.push(text.unwrap_or_default());
        }
    }
}

fn tags_text(tags: &[String]) -> String {
    match tags {
        // A single tag that contains a comma must not become two.
        [only] if only.contains([',', ';']) => format!("{only} {SEPARATOR}"),
        tags => tags.join(&format!(" {SEPARATOR} ")),
    }
}

fn address_cells(value: Option<&Value>) -> [String; 8] {
    let Some(Value::Address(address)) = value else { return Default::default() };
    let Address { box_number, extended, street, city, region, postcode, country, place } =
        address.as_ref().clone();
    let place = place.map(place_text).unwrap_or_default();
    [street, extended, box_number, city, region, postcode, country, place]
}
