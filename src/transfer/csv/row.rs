//! Reads a row of a table into a draft, by the plan of its columns.

use std::borrow::Cow;

use csv::StringRecord;

use super::column_plan::{CellTarget, ColumnPlan, ElementColumns};
use super::guard::unguard;
use super::header::{Strength, is_one_moment};
use super::moments::Moments;
use super::words::{normal, says_nothing};
use crate::cell::{parse_flag, parse_id, parse_place};
use crate::dates::is_no_date;
use crate::import::ImportRow;
use crate::labels::{canonical_label, is_covered};
use crate::making::RowBuilder;
use crate::options::AddressPart as Part;
use domain::{
    Address, Draft, DraftSlot, Field, FieldType, Fields, RecordId, Schema, Title, Value, any_kind,
    contact, many_lines, one_line,
};

/// Google's separator of several values in one cell.
pub const SEPARATOR: &str = ":::";

/// Reads a row; its draft may be blank.
pub fn read_row(
    line: usize,
    record: &StringRecord,
    plan: &ColumnPlan<'_>,
    schema: &Schema,
) -> ImportRow {
    let mut filling = Filling {
        plan,
        record,
        making: RowBuilder::new(schema),
        elements: vec![Pieces::default(); plan.groups.len()],
        full_name: None,
        id: None,
        ids: Vec::new(),
        moments: Moments::default(),
    };
    for at in &plan.reading {
        if let Some(cell) = record.get(*at).filter(|cell| !cell.trim().is_empty()) {
            let cell = if plan.trimmed { cell.trim() } else { cell };
            filling.cell(*at, unguard(cell));
        }
    }
    let Filling { plan: _, record: _, mut making, elements, full_name, id, ids, moments } = filling;
    let local = moments.finish(plan, &mut making);
    for (pieces, group) in elements.into_iter().zip(&plan.groups) {
        pieces.finish(group, RowPlan { plan, record }, &mut making);
    }
    for (field, id) in ids {
        with_id(field, id, &mut making);
    }
    if let Some((header, text)) = full_name {
        finish_name(header, &text, &mut making);
    }
    for (at, cell) in record.iter().enumerate().skip(plan.columns.len()) {
        making.keep(&format!("Column {}", at + 1), unguard(cell));
    }
    if let Some((field, choice)) = &plan.told
        && making.draft.slots.keys().any(|field| *field != any_kind::EXTRA)
    {
        making.draft.set_text(field.number, choice.as_str());
    }
    let RowBuilder { schema: _, draft, files, names } = making;
    ImportRow { line, id, draft, names, files, local }
}

/// A row with the plan by which its elements are read.
#[derive(Clone, Copy)]
struct RowPlan<'p> {
    plan: &'p ColumnPlan<'p>,
    record: &'p StringRecord,
}

struct Filling<'p, 'r> {
    plan: &'p ColumnPlan<'p>,
    record: &'r StringRecord,
    making: RowBuilder<'p>,
    elements: Vec<Pieces<'r>>,
    full_name: Option<(&'p str, Cow<'r, str>)>,
    /// The record's own id.
    id: Option<RecordId>,
    /// The ids beside names.
    ids: Vec<(&'p Field, RecordId)>,
    moments: Moments<'p, 'r>,
}

/// The cells of one element.
#[derive(Clone, Default)]
struct Pieces<'r> {
    label: Option<(Strength, &'r str)>,
    value: Option<(usize, &'r str)>,
    parts: Vec<(usize, Part, &'r str)>,
    id: Option<RecordId>,
}

impl<'p, 'r> Filling<'p, 'r> {
    fn cell(&mut self, at: usize, cell: &'r str) {
        let column = &self.plan.columns[at];
        match &column.target {
            CellTarget::One(field) if is_one_moment(field) => {
                self.moments.day((field, at, cell), self.plan, &mut self.making);
            }
            CellTarget::Time(field) => self.moments.clock((field, at, cell)),
            CellTarget::Length(field, unit) => self.moments.length((field, at, cell), *unit),
            CellTarget::One(field) => {
                if field.kind == FieldType::Date && is_no_date(cell) {
                    return;
                }
                let placed = match column.value(field, cell, self.record) {
                    Some(value) => self.making.put(field, "", value),
                    None => false,
                };
                if !placed {
                    self.making.keep(&name_of(&column.header, at), cell);
                }
            }
            CellTarget::Tags(field) => self.tags(field, cell),
            CellTarget::Value(group) => self.elements[*group].value = Some((at, cell)),
            CellTarget::Label(group, strength) => {
                let label = &mut self.elements[*group].label;
                if label.is_none_or(|(known, _)| known <= *strength) {
                    *label = Some((*strength, cell));
                }
            }
            CellTarget::Part(group, part) => self.elements[*group].parts.push((at, *part, cell)),
            CellTarget::FullName => {
                let text = Cow::Borrowed(cell);
                match self.full_name {
                    None => self.full_name = Some((&column.header, text)),
                    Some(_) => self.making.keep(&name_of(&column.header, at), cell),
                }
            }
            CellTarget::Extra if says_nothing(self.plan.source, &column.header, cell) => {}
            CellTarget::Extra if is_no_date(cell) => {}
            CellTarget::Extra => self.making.keep(&name_of(&column.header, at), cell),
            CellTarget::Nothing => {}
            target => match (target, parse_id(cell)) {
                (CellTarget::Id, Some(id)) if self.id.is_none() => self.id = Some(id),
                (CellTarget::IdOf(field), Some(id)) => self.ids.push((field, id)),
                (CellTarget::ElementId(group), Some(id)) => self.elements[*group].id = Some(id),
                _ => self.making.keep(&name_of(&column.header, at), cell),
            },
        }
    }

    fn tags(&mut self, field: &Field, cell: &str) {
        let separator = [SEPARATOR, ";", ","].into_iter().find(|mark| cell.contains(mark));
        for tag in cell.split(separator.unwrap_or(SEPARATOR)) {
            // Google's system groups begin with a star; "My Contacts" is meaningless.
            let system = tag.trim().strip_prefix("* ");
            match (system, system.map(normal).as_deref()) {
                (_, Some("mycontacts")) => {}
                (_, Some("starred")) if self.making.schema.field_by_key("favourite").is_some() => {
                    if let Some(field) = self.making.schema.field_by_key("favourite") {
                        self.making.put(field, "", Value::Flag(true));
                    }
                }
                (system, _) => {
                    let tag = one_line(system.unwrap_or(tag));
                    self.making.put(field, "", Value::Text(tag));
                }
            }
        }
    }
}

impl Pieces<'_> {
    fn finish(self, group: &ElementColumns<'_>, row: RowPlan<'_>, making: &mut RowBuilder<'_>) {
        let Self { label, value, parts, id } = self;
        let said = label.map(|(_, text)| text.trim()).unwrap_or_default();
        // Google marks the preferred element with a star before its label.
        let said = if group.field.number == any_kind::EXTRA {
            said
        } else {
            said.strip_prefix("* ").unwrap_or(if said == "*" { "" } else { said })
        };
        let label =
            if said.is_empty() { group.label.clone() } else { canonical_label(group.field, said) };
        if let Some(id) = id {
            making.put(group.field, &label, Value::Reference(id));
            making.names.extend(value.map(|(_, name)| (id, one_line(name))));
        } else if let Some((at, cell)) = value.filter(|_| said.is_empty() && group.is_yes_or_no()) {
            flag(group, (at, cell), row.plan, making);
        } else if let Some((at, cell)) = value {
            element(group.field, &label, (at, cell), !said.is_empty(), row, making);
        }
        if !parts.is_empty() {
            address(group.field, &label, &parts, row.plan, making);
        }
    }
}

/// Puts the id beside the name that the same row gives, which is kept for an id that is not known.
fn with_id(field: &Field, id: RecordId, making: &mut RowBuilder<'_>) {
    let slots = &mut making.draft.slots;
    if let Some(DraftSlot::One(Some(Value::Text(name)))) = slots.remove(&field.number) {
        making.names.push((id, name));
    }
    making.put(field, "", Value::Reference(id));
}

/// Adds an element from its value cell, or several if Google put several into one cell.
fn element(
    field: &Field,
    label: &str,
    (at, cell): (usize, &str),
    labeled: bool,
    row: RowPlan<'_>,
    making: &mut RowBuilder<'_>,
) {
    let column = &row.plan.columns[at];
    if field.number == any_kind::EXTRA {
        return extra(label, cell, at, row, making);
    }
    if field.kind == FieldType::Date && is_no_date(cell) {
        return;
    }
    let refers = matches!(field.kind, FieldType::Reference(_));
    let separator = if refers && !cell.contains(SEPARATOR) { ";" } else { SEPARATOR };
    for text in cell.split(separator) {
        match column.value(field, text, row.record) {
            Some(value) => {
                making.put(field, label, value);
            }
            None if !labeled => making.keep(&name_of(&column.header, at), text),
            None => making.keep(label, text),
        }
    }
}

/// Adds a choice to a list if the cell says yes. Two columns may say so; a no adds nothing.
fn flag(
    group: &ElementColumns<'_>,
    (at, cell): (usize, &str),
    plan: &ColumnPlan<'_>,
    making: &mut RowBuilder<'_>,
) {
    let ElementColumns { field, label, .. } = group;
    let value = Value::Text(label.clone());
    let known = making.elements_mut(field.number).iter().any(|element| element.value == value);
    match parse_flag(cell) {
        Some(true) if !known => {
            making.put(field, "", value);
        }
        Some(_) => {}
        None => making.keep(&name_of(&plan.columns[at].header, at), cell),
    }
}

/// Adds another program's custom field: to the schema's field of that name, if there is one.
fn extra(label: &str, cell: &str, at: usize, row: RowPlan<'_>, making: &mut RowBuilder<'_>) {
    let RowPlan { plan, record } = row;
    let column = &plan.columns[at];
    let ours = making
        .schema
        .field(any_kind::EXTRA)
        .is_some_and(|field| column.header.starts_with(field.label.as_ref()));
    let named = plan.names.of_name(label).filter(|_| !ours);
    let placed = match named.filter(|field| field.kind != FieldType::File) {
        Some(field) => match column.value(field, cell, record) {
            Some(value) => making.put(field, "", value),
            None => false,
        },
        None => false,
    };
    if !placed {
        let name =
            if label.is_empty() && !ours { name_of(&column.header, at) } else { label.into() };
        making.keep(&name, cell);
    }
}

fn address(
    field: &Field,
    label: &str,
    parts: &[(usize, Part, &str)],
    plan: &ColumnPlan<'_>,
    making: &mut RowBuilder<'_>,
) {
    let mut address = Address::default();
    let mut number = String::new();
    let mut streets: Vec<(u8, String)> = Vec::new();
    let mut whole = None;
    for (at, part, cell) in parts {
        match part {
            Part::Street(line) => streets.push((*line, many_lines(cell))),
            Part::Number => number = one_line(cell),
            Part::City => address.city = one_line(cell),
            Part::Region => address.region = one_line(cell),
            Part::Postcode => address.postcode = one_line(cell),
            Part::Country => address.country = one_line(cell),
            Part::Box => address.box_number = one_line(cell),
            Part::Extended => address.extended = many_lines(cell),
            Part::Whole => whole = Some((*at, many_lines(cell))),
            Part::Place => match parse_place(cell) {
                Some(place) => address.place = Some(place),
                None => making.keep(&name_of(&plan.columns[*at].header, *at), cell),
            },
        }
    }
    streets.sort_by_key(|(line, _)| *line);
    let lines: Vec<String> = streets.into_iter().map(|(_, line)| line).collect();
    let street = lines.join("\n");
    address.street = match (number.is_empty(), street.is_empty()) {
        (false, false) => format!("{number} {street}"),
        _ => number + &street,
    };
    match whole {
        Some((_, text)) if address.lines().is_empty() => address.street = text,
        Some((at, text)) if !is_covered(&text, address.lines().iter().map(String::as_str)) => {
            making.keep(&name_of(&plan.columns[at].header, at), &text);
        }
        _ => {}
    }
    making.put(field, label, Value::Address(Box::new(address)));
}

/// Finishes a person's whole name: splits it if the name parts have no columns or cells, keeps it
/// if it differs from them.
fn finish_name(header: &str, text: &str, making: &mut RowBuilder<'_>) {
    let text = one_line(text);
    if making.schema.title != Title::Person {
        return making.keep(header, &text);
    }
    let part = |field: u32, draft: &Draft| draft.text(field);
    let names = [contact::GIVEN, contact::MIDDLE, contact::FAMILY];
    let names: Vec<String> = names.iter().map(|field| part(*field, &making.draft)).collect();
    if names.iter().all(String::is_empty) {
        return making.split_name(&text);
    }
    let rest = [contact::PREFIX, contact::SUFFIX, contact::NICKNAME, contact::COMPANY];
    let rest: Vec<String> = rest.iter().map(|field| part(*field, &making.draft)).collect();
    if !is_covered(&text, names.iter().chain(&rest).map(String::as_str)) {
        making.keep(header, &text);
    }
}

/// Returns the name of a column.
pub fn name_of(header: &str, at: usize) -> String {
    if header.is_empty() { format!("Column {}", at + 1) } else { unguard(header).to_owned() }
}
