//! Lays out the table of an export, for every format that has rows: a column for every field, and
//! for a list as many as the longest list needs. Uses the headers of Google Contacts if possible
//! (`Phone 1 - Label`, `Phone 1 - Value`, `Address 1 - City`), so other programs can read them too.

use super::header::{FILE_NAMES, HeaderNames, SURE_ID};
use super::meaning::Meaning;
use super::row::SEPARATOR;
use super::table_cell::TableCell;
use super::words::normal;
use crate::cell::place_text;
use crate::export::Lookups;
use crate::labels::known_label;
use domain::{Address, Field, FieldType, Fields, RecordId, Schema, Shown, Trait, Value, files_of};

/// The parts of an address, each a column.
const PARTS: [&str; 8] =
    ["Street", "Extended", "PO Box", "City", "Region", "Postal Code", "Country", "Place"];
/// The length of an id, in characters.
const ID_LENGTH: usize = 36;

/// The columns of a table: first measure every record, then ask for the header and the rows.
pub struct TableLayout<'a> {
    schema: &'a Schema,
    lookups: Lookups<'a>,
    /// The fields to write, in order, with the columns each needs.
    fields: Vec<(&'a Field, Width)>,
    /// The longest texts of each field.
    longest: Vec<LongestTexts>,
    ids: IdColumns,
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

/// The lengths of the longest texts of a field, in characters.
#[derive(Clone, Default)]
struct LongestTexts {
    /// At each place; a field of many has places for the labels of its elements.
    cells: Vec<usize>,
    /// Of the ids that it refers to.
    id: usize,
}

impl<'a> TableLayout<'a> {
    /// Creates the layout of records of one kind with these fields in this order; `None` means all
    /// exchanged fields, with the ids of the records and of those that they refer to.
    pub fn new(schema: &'a Schema, chosen: Option<&[u32]>, lookups: Lookups<'a>) -> Self {
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
        let longest = vec![LongestTexts::default(); fields.len()];
        let fields = fields.into_iter().map(|field| (field, width(field))).collect();
        Self { schema, lookups, fields, longest, ids }
    }

    /// Makes room for a record.
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

    /// Measures the texts of a record, too, for formats in which columns have a width.
    pub fn measure_texts<F: Fields>(&mut self, record: &F) {
        self.measure(record);
        let mut cells = Vec::new();
        for ((field, _), longest) in self.fields.iter().zip(&mut self.longest) {
            let own = if is_list(field) { record.elements(field.number).len() } else { 1 };
            cells.clear();
            let width = Width { elements: own, labels: true };
            push_cells(field, width, record, &self.lookups, &mut cells);
            longest.cells.resize(longest.cells.len().max(cells.len()), 0);
            for (most, cell) in longest.cells.iter_mut().zip(&cells) {
                *most = cell.length().max(*most);
            }
            if refers(field) {
                cells.clear();
                push_ids(field, width, record, &mut cells, &mut Vec::new());
                let length = cells.iter().map(TableCell::length).max().unwrap_or(0);
                longest.id = longest.id.max(length);
            }
        }
    }

    /// Ends the measuring and returns the header.
    pub fn header(&mut self) -> Vec<String> {
        let kept = |(_, width): &(&Field, Width)| width.elements > 0;
        let mut are_kept = self.fields.iter().map(kept).collect::<Vec<_>>().into_iter();
        self.longest.retain(|_| are_kept.next().unwrap_or(true));
        self.fields.retain(kept);
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
        self.placed(own, headers, &ids)
    }

    /// Returns the length of the longest measured text of every column, in the order of the header.
    pub fn lengths(&self) -> Vec<usize> {
        let (mut all, mut ids) = (Vec::new(), Vec::new());
        for ((field, width), longest) in self.fields.iter().zip(&self.longest) {
            let at = |place: usize| longest.cells.get(place).copied().unwrap_or(0);
            let parts = if field.kind == FieldType::Address { PARTS.len() } else { 1 };
            if is_list(field) {
                for element in 0..width.elements {
                    let label = element * (parts + 1);
                    let from = if width.labels { label } else { label + 1 };
                    all.extend((from..=label + parts).map(at));
                }
            } else {
                all.extend((0..parts).map(at));
            }
            if self.ids != IdColumns::Nowhere && refers(field) {
                let elements = if field.many { width.elements } else { 1 };
                ids.extend(all.len()..all.len() + elements);
                all.extend(std::iter::repeat_n(longest.id, elements));
            }
        }
        self.placed(ID_LENGTH, all, &ids)
    }

    /// Returns the cells of a record, as many as the header has; without an id, of one that has none
    /// yet.
    pub fn row<F: Fields>(&self, id: Option<RecordId>, record: &F) -> Vec<TableCell> {
        let own = TableCell::Text(id.map(|id| id.to_string()).unwrap_or_default());
        let mut cells = Vec::new();
        let mut ids = Vec::new();
        for (field, width) in &self.fields {
            push_cells(field, *width, record, &self.lookups, &mut cells);
            if self.ids != IdColumns::Nowhere && refers(field) {
                push_ids(field, *width, record, &mut cells, &mut ids);
            }
        }
        self.placed(own, cells, &ids)
    }

    /// Puts the ids into their places. `cells` has one for every column, `ids` the index at which
    /// those of ids stand.
    fn placed<T>(&self, own: T, cells: Vec<T>, ids: &[usize]) -> Vec<T> {
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
}

/// True for a field with columns for each of its elements.
fn is_list(field: &Field) -> bool {
    field.many && !matches!(field.kind, FieldType::Tags | FieldType::File)
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
    cells: &mut Vec<TableCell>,
    places: &mut Vec<usize>,
) {
    let id = |value: Option<&Value>| match value {
        Some(Value::Reference(id)) => id.to_string(),
        _ => String::new(),
    };
    let mut push = |cell: String| {
        places.push(cells.len());
        cells.push(TableCell::Text(cell));
    };
    if field.many {
        let elements = record.elements(field.number);
        (0..width.elements).for_each(|at| push(id(elements.get(at).map(|it| &it.value))));
    } else {
        push(id(record.value(field.number).as_ref()));
    }
}

/// Returns the cell of a value: a choice is called by its label, if that reads back.
fn cell_of(field: &Field, value: Option<&Value>, lookups: &Lookups<'_>) -> TableCell {
    let Some(value) = value else { return TableCell::default() };
    match (field.kind, value) {
        (FieldType::Choice, Value::Text(key)) => TableCell::Text(choice_text(field, key)),
        (FieldType::Due, Value::Text(text)) => TableCell::of_due(text),
        (_, Value::Reference(id)) => TableCell::Text((lookups.name)(*id).unwrap_or_default()),
        (_, value) => TableCell::of(value),
    }
}

fn choice_text(field: &Field, text: &str) -> String {
    let label = field.choices.iter().find(|choice| choice.key == text).map(|choice| &choice.label);
    let label = label.filter(|label| known_label(field, label) == Some(text));
    label.map_or(text, |label| label.as_ref()).to_owned()
}

fn push_cells<F: Fields>(
    field: &Field,
    width: Width,
    record: &F,
    lookups: &Lookups<'_>,
    cells: &mut Vec<TableCell>,
) {
    if field.kind == FieldType::File {
        let names = files_of(record, field).into_iter().map(|file| file.name);
        return cells.push(TableCell::Text(names.collect::<Vec<_>>().join("; ")));
    }
    if !field.many {
        let value = record.value(field.number);
        if field.kind == FieldType::Address {
            return cells.extend(address_cells(value.as_ref()));
        }
        return cells.push(cell_of(field, value.as_ref(), lookups));
    }
    if field.kind == FieldType::Tags {
        return cells.push(TableCell::Text(tags_text(&record.texts(field.number))));
    }
    let elements = record.elements(field.number);
    for number in 0..width.elements {
        let element = elements.get(number);
        if width.labels {
            let label = element.map(|element| element.label.clone());
            cells.push(TableCell::Text(label.unwrap_or_default()));
        }
        if field.kind == FieldType::Address {
            cells.extend(address_cells(element.map(|element| &element.value)));
        } else {
            cells.push(cell_of(field, element.map(|element| &element.value), lookups));
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

fn address_cells(value: Option<&Value>) -> [TableCell; 8] {
    let Some(Value::Address(address)) = value else { return Default::default() };
    let Address { box_number, extended, street, city, region, postcode, country, place } =
        address.as_ref().clone();
    let place = place.map(place_text).unwrap_or_default();
    [street, extended, box_number, city, region, postcode, country, place].map(TableCell::Text)
}
