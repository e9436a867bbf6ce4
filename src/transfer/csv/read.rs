//! Reads a table: its header, the order of its dates, its rows.

use std::cell::OnceCell;
use std::ops::ControlFlow;

use csv::StringRecord;

use super::column::{CellTarget, Column};
use super::column_plan::{ColumnPlan, TableFacts};
use super::currencies::decide_currencies;
use super::guard::unguard;
use super::header::HeaderNames;
use super::looks::{all_looks, are_clocks, are_titles, has_decimal_comma};
use super::margins::around;
use super::others::{has_name_parts, others};
use super::program_tables::ProgramTable;
use super::programs::in_english;
use super::records::{CsvRows, FoundRow};
use super::row::{ReadRow, read_row};
use super::shape::{SAMPLE, Shape, has_header, sample};
use super::source::source_of;
use crate::cell::parse_id;
use crate::dates::{DateOrder, depends_on_order, order_hint};
use crate::error::{OtherRows, TransferError};
use crate::import::{Depth, Each, ImportRow, SetAside, SetAsideReason};
use crate::options::ReadOptions;
use domain::clean::visible;
use domain::{
    Dialing, Draft, Field, FieldType, Fields, RecordId, Schema, Schemas, Title, Trait, any_kind,
    contact, currency_of,
};

/// Votes by which one date order must lead before reading stops.
const ENOUGH_VOTES: u32 = 500;

/// The set-aside parts, and the columns with the numbers of the fields they map to.
pub type RowResult = (Vec<SetAside>, Vec<(String, Option<u32>)>);

/// A table together with how it is read.
pub struct Table<'a> {
    pub text: &'a str,
    pub shape: Shape,
    pub header: bool,
    pub plan: ColumnPlan<'a>,
    /// The first rows, without the header.
    pub first: Vec<StringRecord>,
    /// The expected number of cells per row.
    pub width: usize,
}

impl<'a> Table<'a> {
    /// Detects everything that was not chosen.
    ///
    /// # Errors
    /// `UnknownFormat` if there are no rows; `NotContacts` if the rows are neither people nor
    /// companies.
    pub fn new(
        text: &'a str,
        schema: &'a Schema,
        options: &ReadOptions,
    ) -> Result<Self, TransferError> {
        let shape = Shape::of(text, options);
        let mut first = sample(text, shape);
        let names = HeaderNames::new(schema);
        refuse_others(first.first(), schema, &names, options)?;
        let header = options.header.unwrap_or_else(|| has_header(&first, &names));
        let top = match (header, first.is_empty()) {
            (_, true) => return Err(TransferError::UnknownFormat),
            (true, false) => first.remove(0),
            (false, false) => StringRecord::from(vec![""; widest(&first)]),
        };
        let cells = |at: usize| first.iter().map(move |row| row.get(at).unwrap_or_default());
        let known = TableFacts {
            headers: top.iter().map(unguard).collect(),
            looks: all_looks((0..top.len()).map(cells)),
            clocks: (0..top.len()).map(|at| are_clocks(cells(at))).collect(),
            titles: (0..top.len()).map(|at| are_titles(cells(at))).collect(),
            headless: (!header).then_some(first.as_slice()),
            year: options.year,
            chosen: options.mapping.as_deref(),
        };
        let mut plan = ColumnPlan::new(schema, names, &known);
        plan.country.clone_from(&options.country);
        plan.dialing = options.country.as_deref().map(Dialing::of_country).unwrap_or_default();
        let width = top.len();
        decide_orders(text, shape, &mut plan, &first);
        let of_country = options.country.as_deref().and_then(currency_of);
        let of_country = of_country.and_then(|code| code.as_bytes().try_into().ok());
        decide_currencies(&mut plan, &first, options.currency, of_country);
        plan.exact |= are_ours(&plan.columns, &first);
        for (at, column) in plan.columns.iter_mut().enumerate() {
            column.has_comma = has_decimal_comma(cells(at).map(unguard));
            column.this_year = options.year;
        }
        plan.reading_of_names = options.names;
        for (at, bars) in &options.unclear_bars {
            if let Some(column) = plan.columns.get_mut(*at) {
                column.unclear_bars = Some(*bars);
            }
        }
        for at in &options.zeros_back {
            if let Some(column) = plan.columns.get_mut(*at) {
                column.zeros_back = true;
            }
        }
        for (at, order) in &options.orders {
            if let Some(column) = plan.columns.get_mut(*at) {
                column.order = *order;
            }
        }
        Ok(Self { text, shape, header, plan, first, width })
    }
}

/// True if a column of ids has in each row one that this app made.
fn are_ours(columns: &[Column<'_>], rows: &[StringRecord]) -> bool {
    let at = columns.iter().position(|column| column.target == CellTarget::Id);
    let id = |row: &StringRecord| parse_id(unguard(row.get(at?)?));
    !rows.is_empty() && rows.iter().all(|row| id(row).is_some_and(RecordId::is_ours))
}

/// Fails if the first row names columns of something other than people and companies, unless the
/// user chose to import it all the same, or they are records of another kind anyway.
fn refuse_others(
    first: Option<&StringRecord>,
    schema: &Schema,
    names: &HeaderNames<'_>,
    options: &ReadOptions,
) -> Result<(), TransferError> {
    let told = options.as_told || options.header == Some(false);
    if told || !schema.is(Trait::Cards) {
        return Ok(());
    }
    let headers = first.map(|row| in_english(&row.iter().map(unguard).collect::<Vec<_>>()));
    let Some(headers) = headers else { return Ok(()) };
    let table = first.and_then(|first| ProgramTable::of(first.iter().map(unguard)));
    let of_program = || {
        let table = table.filter(|_| !has_name_parts(&headers, names))?;
        OtherRows::of_kind(table.kind)
    };
    let others = others(headers.iter().copied(), names).or_else(of_program);
    others.map_or(Ok(()), |rows| Err(TransferError::NotContacts(rows)))
}

/// Returns the number of columns of a table without a header.
pub fn widest(rows: &[StringRecord]) -> usize {
    rows.iter().take(20).map(StringRecord::len).max().unwrap_or_default()
}

/// Reads a table whose rows are records of the schema's kind.
///
/// # Errors
/// `OnlyHeader` if there are no rows, `UnknownFormat` if no column is recognized, `NotContacts` as
/// [`Table::new`].
pub fn read(
    text: &str,
    (schema, schemas): (&Schema, &Schemas),
    options: &ReadOptions,
    depth: Depth,
    each: &mut Each<'_>,
) -> Result<RowResult, TransferError> {
    let Table { plan: whole, shape, header, width, .. } = Table::new(text, schema, options)?;
    if !whole.knows_any() {
        return Err(TransferError::UnknownFormat);
    }
    let identity = (depth == Depth::Identity).then(|| whole.clone().only_identity());
    let plan = identity.as_ref().unwrap_or(&whole);
    let headers: Vec<&str> = whole.columns.iter().map(|column| column.header.as_str()).collect();
    let others = OtherRowsOf::new((text, &headers), (schema, schemas), options, depth);
    let mut records = CsvRows::new(text, shape);
    let mut record = StringRecord::new();
    if header {
        records.next(&mut record, None);
        records.set_header(record.clone());
    }
    let mut set_aside = around(text, shape);
    let mut rows = 0;
    loop {
        match records.next(&mut record, Some(width)) {
            FoundRow::Record => {
                if !plan.exact && has_unseen(&record) {
                    record = record.iter().map(|cell| visible(cell).into_owned()).collect();
                }
                let read = read_row(records.line(), &record, plan, schema);
                let row = if plan.exact { read.row } else { others.of(read, &record) };
                rows += 1;
                // A row with an id that we wrote is a record, whatever it has beside.
                let ours = row.id.is_some_and(RecordId::is_ours);
                if !ours && (row.draft.is_blank() || is_only_kept(&row.draft)) {
                    let all = read_row(row.line, &record, &whole, schema).row.draft;
                    if is_only_kept(&all) {
                        set_aside.push(records.unplaced());
                        continue;
                    }
                }
                let blank = row.draft.is_blank() && !is_partly_read(depth, &record);
                if !blank && each(row) == ControlFlow::Break(()) {
                    break;
                }
            }
            FoundRow::Aside(aside) => set_aside.push(aside),
            FoundRow::End => break,
        }
    }
    if rows == 0 && set_aside.iter().all(|aside| aside.reason == SetAsideReason::Margin) {
        return Err(TransferError::OnlyHeader);
    }
    let number = |column| whole.field(column).map(|field| field.number);
    let columns =
        whole.columns.iter().map(|column| (column.header.clone(), number(column))).collect();
    Ok((set_aside, columns))
}

/// True if a row may have characters that cannot be seen: the first bytes of theirs are there.
fn has_unseen(record: &StringRecord) -> bool {
    memchr::memchr3(0xe2, 0xef, 0xc2, record.as_slice().as_bytes()).is_some()
}

/// The rows of the other kind of a table: companies among people, by a column or because a row names
/// nobody; tasks that are done among those that are not.
struct OtherRowsOf<'a> {
    text: &'a str,
    /// The other kind.
    schema: Option<&'a Schema>,
    /// The field in which people name what they belong to.
    under: Option<u32>,
    /// True if a known program wrote the table.
    is_program: bool,
    options: ReadOptions,
    depth: Depth,
    plan: OnceCell<Option<ColumnPlan<'a>>>,
}

impl<'a> OtherRowsOf<'a> {
    fn new(
        (text, headers): (&'a str, &[&str]),
        (schema, schemas): (&Schema, &'a Schemas),
        options: &ReadOptions,
        depth: Depth,
    ) -> Self {
        let under = schema.under.filter(|_| schema.title == Title::Person);
        let above = under.and_then(|field| schemas.get(schema.kind_referred_to(field)?));
        let table = ProgramTable::of(headers.iter().copied());
        let beside = table.and_then(|table| table.other_kind(&schema.key));
        let schema = beside.and_then(|kind| schemas.by_key(kind)).or(above);
        let options = ReadOptions { mapping: None, as_told: true, ..options.clone() };
        let is_program = table.is_some() || source_of(headers.iter().copied()).is_some();
        Self { text, schema, under, is_program, options, depth, plan: OnceCell::new() }
    }

    /// Returns the row as it was read, or as a record of the other kind if it is one.
    fn of(&self, read: ReadRow, record: &StringRecord) -> ImportRow {
        let ReadRow { row, other_kind } = read;
        let Some(schema) = self.schema else { return row };
        let is_nobody = || self.under.is_some_and(|under| self.names_only(&row.draft, under));
        if !other_kind && !is_nobody() {
            return row;
        }
        let plan = self.plan.get_or_init(|| {
            let plan = Table::new(self.text, schema, &self.options).ok()?.plan;
            Some(if self.depth == Depth::Identity { plan.only_identity() } else { plan })
        });
        let Some(plan) = plan else { return row };
        let mut other = read_row(row.line, record, plan, schema).row;
        if let (Some(under), Title::Field(title)) = (self.under, schema.title)
            && other.draft.said(title).is_empty()
        {
            let name = row.draft.said(under).into_owned();
            other.draft.set_text(title, name);
        }
        if other.draft.is_blank() { row } else { other }
    }

    /// True if a person's row names no person, only the record above. Somebody with an address is
    /// a desk of it in a table by hand; programs write companies so.
    fn names_only(&self, draft: &Draft, above: u32) -> bool {
        names_only(draft, above) && (self.is_program || draft.elements(contact::EMAILS).is_empty())
    }
}

/// True if a person's row names no person, only the record above.
fn names_only(draft: &Draft, above: u32) -> bool {
    let says = |field: &u32| matches!(draft.said(*field), text if !text.trim().is_empty());
    let is_somebody = [
        contact::GIVEN,
        contact::FAMILY,
        contact::MIDDLE,
        contact::NICKNAME,
        contact::PHONETIC_GIVEN,
        contact::PHONETIC_FAMILY,
    ];
    says(&above) && !is_somebody.iter().any(says)
}

/// Decides the date order of each column. Whether `3/4/1980` is in March or April depends on the
/// column's other cells, so all of them are examined first if there are such dates.
fn decide_orders(text: &str, shape: Shape, plan: &mut ColumnPlan<'_>, first: &[StringRecord]) {
    let is_date = |target: &CellTarget<'_>| match target {
        CellTarget::One(field) => has_days(field),
        CellTarget::Value(group) => has_days(plan.groups[*group].field),
        _ => false,
    };
    let dates = plan.columns.iter().enumerate().filter(|(_, column)| is_date(&column.target));
    let mut votes: Vec<(usize, i32)> = dates.map(|(at, _)| (at, 0)).collect();
    let cell = |row: &StringRecord, at: usize| row.get(at).is_some_and(depends_on_order);
    let doubtful = first.iter().any(|row| votes.iter().any(|(at, _)| cell(row, *at)));
    // A table longer than the sample may still have such dates further down.
    if votes.is_empty() || (!doubtful && first.len() < SAMPLE) {
        return;
    }
    let mut records = CsvRows::new(text, shape);
    let mut record = StringRecord::new();
    let width = Some(plan.columns.len());
    let mut rows = 0;
    loop {
        // Stops early once all columns are certain, or if no such dates have turned up.
        rows += 1;
        let sure = votes.iter().all(|(_, vote)| vote.unsigned_abs() >= ENOUGH_VOTES);
        if sure || (!doubtful && rows > 2_000) {
            break;
        }
        match records.next(&mut record, width) {
            FoundRow::Record => {
                for (at, vote) in &mut votes {
                    match record.get(*at).and_then(order_hint) {
                        Some(DateOrder::DayFirst) => *vote += 1,
                        Some(DateOrder::MonthFirst) => *vote -= 1,
                        None => {}
                    }
                }
            }
            FoundRow::Aside(_) => {}
            FoundRow::End => break,
        }
    }
    // A column without evidence follows the other columns of its file.
    let all: i32 = votes.iter().map(|(_, vote)| vote.signum()).sum();
    // Of the languages that are known here only English has the month first.
    let all = match all {
        0 if has_halves(first) => -1,
        0 if plan.is_foreign() => 1,
        all => all,
    };
    for (at, vote) in votes {
        if vote > 0 || vote == 0 && all > 0 {
            plan.columns[at].order = DateOrder::DayFirst;
        }
    }
}

/// True if times of day are written as in countries that put the month first: `9:05 AM`.
fn has_halves(rows: &[StringRecord]) -> bool {
    let has_half = |cell: &str| {
        let cell = cell.trim().to_ascii_uppercase();
        cell.contains(':') && (cell.ends_with("AM") || cell.ends_with("PM"))
    };
    rows.iter().flat_map(StringRecord::iter).any(has_half)
}

/// True for fields whose values are days, or times on days.
pub fn has_days(field: &Field) -> bool {
    matches!(field.kind, FieldType::Date | FieldType::Moment | FieldType::Due)
}

/// True if nothing of a row maps to a field: such data alone makes no record.
fn is_only_kept(draft: &Draft) -> bool {
    !draft.is_blank() && draft.slots.keys().all(|field| *field == any_kind::EXTRA)
}

/// True if only the identity of a row was read and its other cells are not blank.
fn is_partly_read(depth: Depth, record: &StringRecord) -> bool {
    depth == Depth::Identity && record.iter().any(|cell| !cell.trim().is_empty())
}
