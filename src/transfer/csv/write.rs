//! Writes a table with a column for every field, and for a list as many as the longest list needs.
//! Uses the headers of Google Contacts if possible (`Phone 1 - Label`, `Phone 1 - Value`, `Address
//! 1 - City`), so other programs can read them too.

use std::io::Write;

use csv::{Terminator, WriterBuilder};

use super::guard::guard;
use super::header::{FILE_NAMES, HeaderNames, Meaning, SURE_ID};
use super::row::SEPARATOR;
use super::words::normal;
use crate::cell::place_text;
use crate::export::Lookups;
use crate::labels::known_label;
use domain::{Address, Field, FieldType, Fields, RecordId, Schema, Shown, Trait, Value, files_of};

/// The parts of an address, each a column.
const PARTS: [&str; 8] =
    ["Street", "Extended", "PO Box", "City", "Region", "Postal Code", "Country", "Place"];

/// A table being written: first measure every record, then add every record, then finish.
pub struct Sheet<'a, W: Write = Vec<u8>> {
    schema: &'a Schema,
    lookups: Lookups<'a>,
    /// The fields to write, in order, with the columns each needs.
    fields: Vec<(&'a Field, Width)>,
    ids: IdColumns,
    writer: csv::Writer<W>,
    begun: bool,
}

/// The places of the columns with ids.
#[derive(Clone, Copy, PartialEq, Eq)]
enum IdColumns {
    /// None: the user chose the columns.
    Nowhere,
    /// The record's own first, that of a reference beside its name.
    Beside,
    /// All behind the others: phones and mail programs know these tables by their columns.
    Last,
}

/// The columns that a field needs.
#[derive(Clone, Copy, Default)]
struct Width {
    elements: usize,
    labels: bool,
}

impl<'a> Sheet<'a> {
    /// Creates an empty table of records of one kind with these fields in this order; `None` means
    /// all exchanged fields, with the ids of the records and of those that they refer to.
    pub fn new(schema: &'a Schema, chosen: Option<&[u32]>, lookups: Lookups<'a>) -> Self {
        Self::to(Vec::new(), schema, chosen, lookups)
    }

    /// Returns the bytes of the file, with a header even without records.
    pub fn finish(self) -> Vec<u8> {
        self.end().unwrap_or_default()
    }
}

impl<'a, W: Write> Sheet<'a, W> {
    /// Creates the same table, written to `out` as records are added.
    pub fn to(
        mut out: W,
        schema: &'a Schema,
        chosen: Option<&[u32]>,
        lookups: Lookups<'a>,
    ) -> Self {
        let fields: Vec<&Field> = match chosen {
            Some(numbers) => numbers.iter().filter_map(|number| schema.field(*number)).collect(),
            None => schema.fields.iter().filter(|field| field.is_exchanged()).collect(),
        };
        let width = |field: &Field| Width {
            elements: usize::from(!has_column_if_filled(field) || chosen.is_some()),
            labels: !field.choices.is_empty() && field.kind != FieldType::Choice,
        };
        let ids = match chosen {
            Some(_) => IdColumns::Nowhere,
            None if schema.is(Trait::Cards) => IdColumns::Last,
            None => IdColumns::Beside,
        };
        let mut builder = WriterBuilder::new();
        builder.terminator(Terminator::CRLF).flexible(true);
        // Excel recognizes UTF-8 only by this byte order mark. If it cannot be written, the rows
        // cannot either, and the end says so.
        out.write_all("\u{feff}".as_bytes()).unwrap_or_default();
        Self {
            schema,
            lookups,
            fields: fields.into_iter().map(|field| (field, width(field))).collect(),
            ids,
            writer: builder.from_writer(out),
            begun: false,
        }
    }

    /// Makes room for a record. Every record must be measured before the first is added.
    pub fn measure<F: Fields>(&mut self, record: &F) {
        for (field, width) in &mut self.fields {
            if has_column_if_filled(field) && !(field.many && field.about().is_some()) {
                width.elements |= usize::from(field.is_filled(record));
            } else if field.many && field.kind != FieldType::Tags {
                let elements = record.elements(field.number);
                width.elements = width.elements.max(elements.len());
                width.labels |= elements.iter().any(|element| !element.label.is_empty());
            }
        }
    }

    /// Adds a row; without an id, that of a record that has none yet.
    pub fn add<F: Fields>(&mut self, id: Option<RecordId>, record: &F) {
        self.begin();
        let own = id.map(|id| id.to_string()).unwrap_or_default();
        let mut cells = Vec::new();
        let mut ids = Vec::new();
        for (field, width) in &self.fields {
            push_cells(field, *width, record, &self.lookups, &mut cells);
            if self.ids != IdColumns::Nowhere && refers(field) {
                push_ids(field, *width, record, &mut cells, &mut ids);
            }
        }
        let cells = self.placed(own, cells, ids);
        self.write(&cells);
    }

    /// Writes the header unless it is there.
    fn begin(&mut self) {
        if !self.begun {
            self.begun = true;
            self.fields.retain(|(_, width)| width.elements > 0);
            let names = HeaderNames::new(self.schema);
            let mut headers = Vec::new();
            let mut ids = Vec::new();
            for (field, width) in &self.fields {
                push_headers(field, *width, &names, &mut headers);
                if self.ids != IdColumns::Nowhere && refers(field) {
                    push_id_headers(field, *width, &names, &mut headers, &mut ids);
                }
            }
            let sure = names.meaning("ID") == Meaning::Id;
            let own = if sure { "ID" } else { SURE_ID }.to_owned();
            let headers = self.placed(own, headers, ids);
            self.write(&headers);
        }
    }

    /// Puts the ids into their places. `cells` has one for every column, `ids` the index at which
    /// those of ids stand.
    fn placed(&self, own: String, cells: Vec<String>, ids: Vec<usize>) -> Vec<String> {
        match self.ids {
            IdColumns::Nowhere => cells,
            IdColumns::Beside => std::iter::once(own).chain(cells).collect(),
            IdColumns::Last => {
                let (mut first, mut last) = (Vec::with_capacity(cells.len() + 1), Vec::new());
                for (at, cell) in cells.into_iter().enumerate() {
                    if ids.contains(&at) { last.push(cell) } else { first.push(cell) }
                }
                first.append(&mut last);
                first.push(own);
                first
            }
        }
    }

    /// Ends the table, with a header even without records, and returns where it was written to.
    pub fn end(mut self) -> Option<W> {
        self.begin();
        self.writer.into_inner().ok()
    }

    fn write(&mut self, cells: &[String]) {
        let guarded = cells.iter().map(|cell| guard(cell).into_owned());
        // In memory this cannot fail, as rows may have any length; elsewhere the end fails, too.
        self.writer.write_record(guarded).unwrap_or_default();
    }
}

/// Writes drafts of one kind as a table with the chosen fields; iterates over them twice.
pub fn write_csv<F: Fields>(
    schema: &Schema,
    chosen: Option<&[u32]>,
    records: impl Iterator<Item = F> + Clone,
    lookups: &Lookups<'_>,
) -> Vec<u8> {
    let mut sheet = Sheet::new(schema, chosen, *lookups);
    records.clone().for_each(|record| sheet.measure(&record));
    records.for_each(|record| sheet.add(None, &record));
    sheet.finish()
}

/// True for a field that has a column only if a record fills it: a table cannot hold files, and a
/// record can be about those of a kind that is gone.
fn has_column_if_filled(field: &Field) -> bool {
    field.kind == FieldType::File || (field.about().is_some() && field.shown == Shown::Never)
}

fn refers(field: &Field) -> bool {
    matches!(field.kind, FieldType::Reference(_))
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
    if field.kind == FieldType::File {
        return headers.push(format!("{}{FILE_NAMES}", field.label));
    }
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

/// Pushes the headers of a reference's ids, and where they stand. Those of a list follow its
/// elements.
fn push_id_headers(
    field: &Field,
    width: Width,
    names: &HeaderNames<'_>,
    headers: &mut Vec<String>,
    places: &mut Vec<usize>,
) {
    if field.many {
        let name = name_of(field, names);
        for number in 1..=width.elements {
            places.push(headers.len());
            headers.push(format!("{name} {number} - ID"));
        }
        return;
    }
    let plain = format!("{} ID", field.label);
    let sure = match names.meaning(&plain) {
        Meaning::IdOf(found, 1) => found.number == field.number,
        _ => false,
    };
    places.push(headers.len());
    headers.push(if sure { plain } else { format!("{} [{}] ID", field.label, field.key) });
}

fn push_ids<F: Fields>(
    field: &Field,
    width: Width,
    record: &F,
    cells: &mut Vec<String>,
    places: &mut Vec<usize>,
) {
    let id = |value: Option<&Value>| match value {
        Some(Value::Reference(id)) => id.to_string(),
        _ => String::new(),
    };
    let mut push = |cell: String| {
        places.push(cells.len());
        cells.push(cell);
    };
    if field.many {
        let elements = record.elements(field.number);
        (0..width.elements).for_each(|at| push(id(elements.get(at).map(|it| &it.value))));
    } else {
        push(id(record.value(field.number).as_ref()));
    }
}

/// Returns the text of a value: a choice is called by its label, if that reads back.
fn text_of(field: &Field, value: &Value, lookups: &Lookups<'_>) -> Option<String> {
    let text = lookups.text(value)?;
    if field.kind != FieldType::Choice {
        return Some(text);
    }
    let label = field.choices.iter().find(|choice| choice.key == text).map(|choice| &choice.label);
    let label = label.filter(|label| known_label(field, label) == Some(text.as_str()));
    Some(label.map_or(text, ToString::to_string))
}

fn push_cells<F: Fields>(
    field: &Field,
    width: Width,
    record: &F,
    lookups: &Lookups<'_>,
    cells: &mut Vec<String>,
) {
    if field.kind == FieldType::File {
        let names = files_of(record, field).into_iter().map(|file| file.name);
        return cells.push(names.collect::<Vec<_>>().join("; "));
    }
    if !field.many {
        let value = record.value(field.number);
        if field.kind == FieldType::Address {
            return cells.extend(address_cells(value.as_ref()));
        }
        return cells
            .push(value.and_then(|value| text_of(field, &value, lookups)).unwrap_or_default());
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
            let text = element.and_then(|element| text_of(field, &element.value, lookups));
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
