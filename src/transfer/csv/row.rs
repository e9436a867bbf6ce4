//! Reads a row of a table into a draft, by the plan of its columns.

use std::borrow::Cow;

use csv::StringRecord;

use super::bars::{bars, ways_of};
use super::column::{CellTarget, ElementColumns};
use super::column_plan::ColumnPlan;
use super::guard::unguard;
use super::headless::is_company;
use super::lost_zeros::with_zero;
use super::meaning::{Strength, is_one_moment};
use super::moments::{Moments, says_moment};
use super::row_address::address;
use super::row_dates::{DatePieces, finish_dates, finish_due_times};
use super::words::{is_placeholder, normal, says_nothing};
use crate::cell::{parse_flag, parse_id};
use crate::dates::is_no_date;
use crate::import::ImportRow;
use crate::labels::{canonical_label, is_covered, known_label};
use crate::making::RowBuilder;
use crate::moment::{moment_text, since_1970};
use crate::options::{AddressPart as Part, BarReading, NameReading, NumberPart};
use crate::several::{CellPiece, pieces};
use domain::{
    Draft, DraftSlot, Field, FieldType, Fields, RecordId, Schema, Title, Value, WhichFirst,
    any_kind, contact, one_line,
};

/// Google's separator of several values in one cell.
pub const SEPARATOR: &str = ":::";

/// A row, and whether it says to be of the other kind of its table: a company among people.
pub struct ReadRow {
    pub row: ImportRow,
    pub other_kind: bool,
}

/// Reads a row; its draft may be blank.
pub fn read_row(
    line: usize,
    record: &StringRecord,
    plan: &ColumnPlan<'_>,
    schema: &Schema,
) -> ReadRow {
    let mut filling = Filling {
        plan,
        record,
        making: RowBuilder::new(schema),
        elements: vec![Pieces::default(); plan.groups.len()],
        full_name: None,
        id: None,
        ids: Vec::new(),
        moments: Moments::default(),
        dates: Vec::new(),
        due_times: Vec::new(),
        others: OtherIds::default(),
        other_kind: false,
    };
    for at in &plan.reading {
        if let Some(cell) = record.get(*at).filter(|cell| !cell.trim().is_empty()) {
            let cell = if plan.trimmed { cell.trim() } else { cell };
            if plan.exact || !is_placeholder(cell) {
                filling.cell(*at, unguard(cell));
            }
        }
    }
    let Filling { plan: _, record: _, mut making, elements, full_name, id, ids, moments, .. } =
        filling;
    let (dates, others, other_kind) = (filling.dates, filling.others, filling.other_kind);
    finish_dates(dates, plan, &mut making);
    finish_due_times(filling.due_times, plan, &mut making);
    let local = moments.finish(plan, &mut making);
    for (pieces, group) in elements.into_iter().zip(&plan.groups) {
        pieces.finish(group, RowPlan { plan, record }, &mut making);
    }
    for (field, id) in ids {
        with_id(field, id, &mut making);
    }
    if let Some((header, text)) = full_name {
        finish_name(header, &text, plan, &mut making);
    }
    making.place_names(plan.home_of_people());
    for (at, cell) in record.iter().enumerate().skip(plan.columns.len()) {
        making.keep(&format!("Column {}", at + 1), unguard(cell));
    }
    tell(plan, &mut making);
    for (field, id) in &others.of {
        with_id(field, *id, &mut making);
    }
    if !plan.exact {
        making.each_number_once(plan.dialing);
        making.suffix_of_family();
    }
    let RowBuilder { schema: _, draft, files, names, beside: _, problems } = making;
    let OtherIds { own: other, of: _, codes } = others;
    let row = ImportRow { line, id, other, draft, names, codes, problems, files, local };
    ReadRow { row, other_kind }
}

/// Adds what all rows of the table mean.
fn tell(plan: &ColumnPlan<'_>, making: &mut RowBuilder<'_>) {
    for (field, value) in &plan.told {
        let is_open = !making.draft.slots.contains_key(&field.number);
        if is_open && making.draft.slots.keys().any(|field| *field != any_kind::EXTRA) {
            making.put(field, "", Value::Text(value.clone()));
        }
    }
}

/// The ids that another program gave.
#[derive(Default)]
struct OtherIds<'p> {
    /// The record's own.
    own: Option<RecordId>,
    /// Those of records to which it refers.
    of: Vec<(&'p Field, RecordId)>,
    /// The same as they stand in the file.
    codes: Vec<(RecordId, String)>,
}

/// A row with the plan by which its elements are read.
#[derive(Clone, Copy)]
pub struct RowPlan<'p> {
    pub plan: &'p ColumnPlan<'p>,
    pub record: &'p StringRecord,
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
    dates: DatePieces<'p, 'r>,
    /// Times of day of due dates whose day another column has.
    due_times: Vec<(&'p Field, usize, &'r str)>,
    others: OtherIds<'p>,
    other_kind: bool,
}

/// The cells of one element.
#[derive(Clone, Default)]
struct Pieces<'r> {
    label: Option<(Strength, &'r str)>,
    value: Option<(usize, &'r str)>,
    parts: Vec<(usize, Part, &'r str)>,
    id: Option<RecordId>,
    /// The calling code and the extension of a number.
    calling: Option<&'r str>,
    extension: Option<&'r str>,
}

impl<'p, 'r> Filling<'p, 'r> {
    fn cell(&mut self, at: usize, cell: &'r str) {
        let column = &self.plan.columns[at];
        match &column.target {
            CellTarget::One(field) if is_one_moment(field) => {
                self.moments.day((field, at, cell), self.plan, &mut self.making);
            }
            CellTarget::Time(field) if field.kind == FieldType::Due => {
                self.due_times.push((field, at, cell));
            }
            CellTarget::Time(field) => self.moments.clock((field, at, cell)),
            CellTarget::Length(field, unit) => self.moments.length((field, at, cell), *unit),
            CellTarget::One(field) if field.number == any_kind::OWNER && !self.plan.exact => {
                // Insightly writes the address behind the name.
                let name = cell.split([';', '<', '(']).next().unwrap_or_default();
                let name = if name.trim().is_empty() { cell } else { name };
                self.making.put(field, "", Value::Text(one_line(name)));
            }
            CellTarget::One(field) => self.one(field, at, cell),
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
            CellTarget::Extra => {
                let since = since_1970(cell).filter(|_| says_moment(&column.header));
                let text = since.map_or(Cow::Borrowed(cell), |millis| moment_text(millis).into());
                self.making.keep(&name_of(&column.header, at), &text);
            }
            CellTarget::Nothing => {}
            CellTarget::NumberPart(group, NumberPart::Calling) => {
                self.elements[*group].calling = Some(cell);
            }
            CellTarget::NumberPart(group, NumberPart::Extension) => {
                self.elements[*group].extension = Some(cell);
            }
            CellTarget::DatePart(field, part) => self.dates.push((field, *part, at, cell)),
            CellTarget::Bar(field, way, reading) => self.bar((field, way, *reading), at, cell),
            CellTarget::OtherId => self.other_id(at, cell),
            CellTarget::OtherIdOf(field) => self.other_id_of(field, at, cell),
            CellTarget::OtherKind(answer) => self.other_kind |= column.says(cell) == *answer,
            target => self.id_in(target, at, cell),
        }
    }

    /// Takes an id: one of this app, or one of a program that is not known, because those link the
    /// tables of one import, too.
    fn id_in(&mut self, target: &'p CellTarget<'p>, at: usize, cell: &str) {
        let is_exact = self.plan.exact;
        match (target, parse_id(cell)) {
            (CellTarget::Id, Some(id)) if self.id.is_none() => self.id = Some(id),
            (CellTarget::IdOf(field), Some(id)) => self.ids.push((field, id)),
            (CellTarget::ElementId(group), Some(id)) => self.elements[*group].id = Some(id),
            (CellTarget::Id, None) if !is_exact => self.other_id(at, cell),
            (CellTarget::IdOf(field), None) if !is_exact => self.other_id_of(field, at, cell),
            (CellTarget::ElementId(group), None) if self.links(*group) => {
                self.other_id_of(self.plan.groups[*group].field, at, cell);
            }
            _ => self.making.keep(&name_of(&self.plan.columns[at].header, at), cell),
        }
    }

    /// True for a group of columns whose ids may be those of another program.
    fn links(&self, group: usize) -> bool {
        let field = self.plan.groups[group].field;
        !self.plan.exact && matches!(field.kind, FieldType::Reference(_))
    }

    /// Puts the value of a field that holds one.
    fn one(&mut self, field: &Field, at: usize, cell: &str) {
        if field.kind == FieldType::Date && is_no_date(cell) {
            return;
        }
        let column = &self.plan.columns[at];
        if field.vcard == "UID" && !self.plan.exact {
            let kind = self.making.schema.kind.0;
            self.others.own.get_or_insert_with(|| RecordId::of_other(kind, cell.trim()));
        }
        let name = name_of(&column.header, at);
        match column.value(field, cell, self.record).map(|value| self.making.put(field, "", value))
        {
            Some(true) => {}
            // A second value of a field is no problem, only one too many.
            Some(false) => self.making.keep(&name, cell),
            None => self.making.keep_problem(&name, cell),
        }
    }

    /// Adds the ways that a cell bars.
    fn bar(&mut self, (field, way, reading): (&Field, &str, BarReading), at: usize, cell: &str) {
        let said = bars(field, way, reading, cell);
        // The person's answer about cells like this one.
        let answered = |bars_them: bool| if bars_them { ways_of(field, way) } else { Vec::new() };
        let said = said.or_else(|| self.plan.columns[at].unclear_bars.map(answered));
        let Some(ways) = said else {
            return self.making.keep_problem(&name_of(&self.plan.columns[at].header, at), cell);
        };
        for way in ways {
            let value = Value::Text(way.to_owned());
            let known = self.making.elements_mut(field.number).iter().any(|it| it.value == value);
            if !known {
                self.making.put(field, "", value);
            }
        }
    }

    /// Takes the id that another program gave the record.
    fn other_id(&mut self, at: usize, cell: &str) {
        let schema = self.making.schema;
        self.others.own = Some(RecordId::of_other(schema.kind.0, cell.trim()));
        match schema.fields.iter().find(|field| field.vcard == "UID") {
            Some(field) => drop(self.making.put(field, "", Value::Text(one_line(cell)))),
            None => self.making.keep(&name_of(&self.plan.columns[at].header, at), cell),
        }
    }

    /// Takes the id that another program gave the record to which a field refers.
    fn other_id_of(&mut self, field: &'p Field, at: usize, cell: &str) {
        let FieldType::Reference(kind) = field.kind else { return };
        // `[12, 13]`, as lists stand in JSON.
        let list = cell.trim().strip_prefix('[').and_then(|it| it.strip_suffix(']'));
        let codes =
            list.unwrap_or(cell).split(|mark| mark == ';' || (mark == ',' && list.is_some()));
        let codes = codes.map(|code| code.trim().trim_matches('"'));
        for code in codes.filter(|code| !code.is_empty()) {
            let is_taken = self.others.of.iter().any(|(of, _)| of.number == field.number);
            if is_taken && !field.many {
                self.making.keep(&name_of(&self.plan.columns[at].header, at), code);
                continue;
            }
            let id = RecordId::of_other(kind.0, code);
            self.others.of.push((field, id));
            self.others.codes.push((id, one_line(code)));
        }
    }

    fn tags(&mut self, field: &Field, cell: &str) {
        if !self.plan.exact && cell.starts_with(['[', '"']) {
            let pieces = pieces(field, cell).into_iter();
            let tags = pieces.filter_map(|it| {
                if let CellPiece::Value { text, .. } = it { Some(text) } else { None }
            });
            for tag in tags {
                self.making.put(field, "", Value::Text(tag));
            }
            return;
        }
        let separator = [SEPARATOR, ";", ","].into_iter().find(|mark| cell.contains(mark));
        for tag in cell.split(separator.unwrap_or(SEPARATOR)) {
            // Google's system groups begin with a star; "My Contacts" is meaningless.
            let system = tag.trim().strip_prefix("* ");
            match (system, normal(system.unwrap_or(tag)).as_str()) {
                (_, "mycontacts") => {}
                (_, "starred") if self.making.schema.field_by_key("favourite").is_some() => {
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
        let Self { label, value, parts, id, calling, extension } = self;
        let whole = value.map(|(at, cell)| (at, with_parts(cell, calling, extension)));
        let value = whole.as_ref().map(|(at, cell)| (*at, cell.as_ref()));
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
            address(group.field, &label, &parts, row, making);
        }
    }
}

/// Returns a number with its calling code and its extension.
fn with_parts<'r>(cell: &'r str, calling: Option<&str>, extension: Option<&str>) -> Cow<'r, str> {
    let calling = calling.map(|code| code.trim().trim_start_matches('+')).unwrap_or_default();
    let begins = calling.is_empty() || cell.trim_start().starts_with('+');
    let extension = extension.map(str::trim).filter(|it| !it.is_empty());
    match (begins, extension) {
        (true, None) => Cow::Borrowed(cell),
        (true, Some(extension)) => Cow::Owned(format!("{cell} x{extension}")),
        (false, None) => Cow::Owned(format!("+{calling} {cell}")),
        (false, Some(extension)) => Cow::Owned(format!("+{calling} {cell} x{extension}")),
    }
}

/// Puts the id beside the name that the same row gives, which is kept for an id that is not known.
fn with_id(field: &Field, id: RecordId, making: &mut RowBuilder<'_>) {
    let slots = &mut making.draft.slots;
    match slots.get_mut(&field.number) {
        // The names of a list stand in the order of the ids.
        Some(DraftSlot::Many(elements)) => {
            if let Some(element) = elements.iter_mut().find(|it| it.value.as_text().is_some()) {
                let name = std::mem::replace(&mut element.value, Value::Reference(id));
                making.names.extend(name.as_text().map(|name| (id, name.to_owned())));
                return;
            }
        }
        Some(DraftSlot::One(Some(Value::Text(name)))) => {
            making.names.push((id, std::mem::take(name)));
            slots.remove(&field.number);
        }
        _ => {}
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
    let restored = column.zeros_back.then(|| with_zero(row.plan, at, cell, row.record)).flatten();
    let cell = restored.as_deref().unwrap_or(cell);
    if field.number == any_kind::EXTRA {
        return extra(label, cell, at, row, making);
    }
    if field.kind == FieldType::Date && is_no_date(cell) {
        return;
    }
    let refers = matches!(field.kind, FieldType::Reference(_));
    let is_reach = matches!(field.kind, FieldType::Phone | FieldType::Email | FieldType::Link);
    let separator = if refers && !cell.contains(SEPARATOR) { ";" } else { SEPARATOR };
    let found = match !row.plan.exact && (is_reach || cell.starts_with('[')) {
        true => pieces(field, cell),
        false => {
            let whole =
                |text: &str| CellPiece::Value { label: String::new(), text: text.to_owned() };
            cell.split(separator).map(whole).collect()
        }
    };
    let mut keep = |text: &str| match labeled {
        false => making.keep_problem(&name_of(&column.header, at), text),
        true => making.keep_problem(label, text),
    };
    let (mut values, mut beside) = (Vec::new(), Vec::new());
    for piece in found {
        match piece {
            CellPiece::Value { label: own, text } => match column.value(field, &text, row.record) {
                Some(value) => values.push((own, value)),
                None => keep(&text),
            },
            CellPiece::Not(text) => keep(&text),
            CellPiece::Name(name) => beside.push(name),
        }
    }
    for (own, value) in values {
        let label = if own.is_empty() { label } else { &own };
        if let Some((of_service, service)) = service_of(field, label, making.schema) {
            making.put(of_service, service, value.clone());
        }
        making.put(field, label, value);
    }
    let name = name_of(&column.header, at);
    making.beside.extend(beside.into_iter().map(|text| (name.clone(), text)));
}

/// Returns the service by which people write to a number with this label, with its field: Zalo.
fn service_of<'s>(field: &Field, label: &str, schema: &'s Schema) -> Option<(&'s Field, &'s str)> {
    let is_open = field.kind == FieldType::Phone && known_label(field, label).is_none();
    let services = schema.fields.iter().find(|field| field.vcard == "IMPP");
    let services = services.filter(|_| is_open)?;
    Some((services, known_label(services, label)?))
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
        None => making.keep_problem(&name_of(&plan.columns[at].header, at), cell),
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
    // The number of a customer is no id by which other files know the record.
    let named = plan.names.of_name(label).filter(|field| !ours && field.vcard != "UID");
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

/// Finishes a person's whole name: splits it if the name parts have no columns or cells, keeps it
/// if it differs from them.
fn finish_name(header: &str, text: &str, plan: &ColumnPlan<'_>, making: &mut RowBuilder<'_>) {
    let text = one_line(text);
    if making.schema.title != Title::Person {
        return making.keep(header, &text);
    }
    if !plan.exact && is_company(&text) {
        // A company among people; one that stands in a column of its own is known already.
        let field = making.schema.field(contact::COMPANY);
        let known = making.draft.said(contact::COMPANY).into_owned();
        if let Some(field) = field.filter(|_| known.is_empty()) {
            making.put(field, "", Value::Text(text));
            return;
        }
    }
    let part = |field: u32, draft: &Draft| draft.text(field);
    let names = [contact::GIVEN, contact::MIDDLE, contact::FAMILY];
    let names: Vec<String> = names.iter().map(|field| part(*field, &making.draft)).collect();
    let [given, middle, family] = names.as_slice() else { return };
    // The whole name tells the part that has no column.
    if given.is_empty()
        && middle.is_empty()
        && (family.is_empty() || text.contains(family.as_str()))
    {
        let first = plan.name_first.filter(|_| family.is_empty());
        let first = first.or_else(|| {
            text.starts_with(family.as_str())
                .then_some(WhichFirst::Family)
                .filter(|_| !family.is_empty())
        });
        let first = match plan.reading_of_names {
            Some(NameReading::GivenFirst) => Some(WhichFirst::Given),
            Some(NameReading::FamilyFirst) => Some(WhichFirst::Family),
            Some(NameReading::Whole) => return making.whole_name(&text),
            None => first,
        };
        return making.split_name(&text, plan.home_of_people(), first);
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
