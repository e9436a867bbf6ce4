//! Reads a table: its header, the order of its dates, its rows.

use std::ops::ControlFlow;

use csv::StringRecord;

use super::column_plan::{CellTarget, ColumnPlan, TableFacts};
use super::currencies::decide_currencies;
use super::guard::unguard;
use super::header::HeaderNames;
use super::looks::{are_clocks, has_decimal_comma, looks_of};
use super::others::others;
use super::programs::in_english;
use super::records::{CsvRows, FoundRow};
use super::row::read_row;
use super::shape::{SAMPLE, Shape, has_header, sample};
use crate::dates::{DateOrder, depends_on_order, order_hint};
use crate::error::TransferError;
use crate::import::{Depth, Each, SetAside};
use crate::options::ReadOptions;
use domain::{Draft, Field, FieldType, RecordId, Schema, Trait, any_kind};

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
            looks: (0..top.len()).map(|at| looks_of(cells(at))).collect(),
            clocks: (0..top.len()).map(|at| are_clocks(cells(at))).collect(),
            chosen: options.mapping.as_deref(),
        };
        let mut plan = ColumnPlan::new(schema, names, &known);
        let width = top.len();
        decide_orders(text, shape, &mut plan, &first);
        decide_currencies(&mut plan, &first, options.currency);
        for (at, column) in plan.columns.iter_mut().enumerate() {
            column.has_comma = has_decimal_comma(cells(at).map(unguard));
        }
        for (at, order) in &options.orders {
            if let Some(column) = plan.columns.get_mut(*at) {
                column.order = *order;
            }
        }
        Ok(Self { text, shape, header, plan, first, width })
    }
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
    let named = first.filter(|_| schema.is(Trait::Cards) && !told);
    let headers = named.map(|row| in_english(&row.iter().map(unguard).collect::<Vec<_>>()));
    let others = headers.and_then(|headers| others(headers.into_iter(), names));
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
    schema: &Schema,
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
    let mut records = CsvRows::new(text, shape);
    let mut record = StringRecord::new();
    if header {
        records.next(&mut record, None);
    }
    let mut set_aside = Vec::new();
    let mut rows = 0;
    loop {
        match records.next(&mut record, Some(width)) {
            FoundRow::Record => {
                let row = read_row(records.line(), &record, plan, schema);
                rows += 1;
                // A row with an id that we wrote is a record, whatever it has beside.
                let ours = row.id.is_some_and(RecordId::is_ours);
                if !ours && (row.draft.is_blank() || is_only_kept(&row.draft)) {
                    let all = read_row(row.line, &record, &whole, schema).draft;
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
    if rows == 0 && set_aside.is_empty() {
        return Err(TransferError::OnlyHeader);
    }
    let number = |column| whole.field(column).map(|field| field.number);
    let columns =
        whole.columns.iter().map(|column| (column.header.clone(), number(column))).collect();
    Ok((set_aside, columns))
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
    for (at, vote) in votes {
        if vote > 0 || vote == 0 && all > 0 {
            plan.columns[at].order = DateOrder::DayFirst;
        }
    }
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
