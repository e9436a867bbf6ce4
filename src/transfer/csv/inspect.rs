//! Inspects a table.

use memchr::memchr3_iter;

use super::bars::bars;
use super::column::{CellTarget, Column};
use super::guard::unguard;
use super::margins::{first_lines, line_of};
use super::meaning::is_one_moment;
use super::questions::questions;
use super::quoting::close;
use super::read::{Table, has_days};
use super::records::{CsvRows, FoundRow};
use super::shape::{SAMPLE, Shape};
use super::words::{is_placeholder, is_why, normal};
use crate::amounts::parse_money;
use crate::cell::parse_flag;
use crate::dates::{depends_on_order, is_no_date};
use crate::error::TransferError;
use crate::import::{FileFormat, SetAside, SetAsideReason, excerpt};
use crate::inspect::{ColumnInspection, FIRST_ROWS, Inspection, SAMPLE_CELLS};
use crate::options::{ColumnFormat, ReadOptions};
use crate::several::{CellPiece, pieces};
use crate::text::Encoding;
use domain::{Field, FieldType, Schema, normalized_hash};

/// Inspects a table.
///
/// # Errors
/// `OnlyHeader` if there is nothing below the header; `UnknownFormat` if no column is recognized
/// and the text looks like prose: a single column, or rows of other widths than the first.
pub fn inspect(
    text: &str,
    schema: &Schema,
    options: &ReadOptions,
) -> Result<Inspection, TransferError> {
    let table = Table::new(text, schema, options)?;
    let chosen = options.are_chosen();
    let is_prose = table.width < 2 || table.first.iter().all(|row| row.len() != table.width);
    if !table.plan.knows_any() && !chosen && is_prose {
        return Err(TransferError::UnknownFormat);
    }
    let rows = count(text, table.shape).saturating_sub(usize::from(table.header));
    if rows == 0 {
        return Err(TransferError::OnlyHeader);
    }
    let cells = |row: &csv::StringRecord| row.iter().map(|cell| excerpt(unguard(cell))).collect();
    let columns = table.plan.columns.iter().enumerate();
    Ok(Inspection {
        format: FileFormat::Csv,
        source: table.plan.source,
        encoding: Encoding::Utf8,
        unreadable: 0,
        delimiter: Some(table.shape.delimiter),
        quoting: table.shape.quoting,
        header: table.header,
        first: table.first.iter().take(FIRST_ROWS).map(cells).collect(),
        columns: columns.map(|(at, column)| look_at(&table, at, column)).collect(),
        signature: signature(&table),
        rows,
        questions: questions(&table, schema),
        problems: problems(&table),
        begins: line_of(text, table.shape.base),
        lines: first_lines(text),
    })
}

fn look_at(table: &Table<'_>, at: usize, column: &Column<'_>) -> ColumnInspection {
    let cells = table.first.iter().filter_map(|row| row.get(at)).map(unguard);
    let filled = cells.filter(|cell| !cell.trim().is_empty());
    let field = match column.target {
        CellTarget::One(field) | CellTarget::Bar(field, ..) => Some(field),
        CellTarget::Value(group) => Some(table.plan.groups[group].field),
        _ => None,
    };
    let dated = field.is_some_and(has_days);
    let doubtful = dated && filled.clone().any(depends_on_order);
    let unread = field.map(|field| unread(table, (at, column), field)).unwrap_or_default();
    ColumnInspection {
        header: column.header.clone(),
        sample: filled.clone().take(SAMPLE_CELLS).map(excerpt).collect(),
        target: column.chosen.clone(),
        why: column.why,
        looks: column.looks,
        amounts: column.looks == Some(ColumnFormat::Money)
            && filled.clone().all(|cell| parse_money(cell).is_some()),
        order: doubtful.then_some(column.order),
        filled: filled.clone().count(),
        unread: unread.len(),
        unread_sample: unread.into_iter().take(SAMPLE_CELLS).collect(),
    }
}

/// Returns the first cells of a column that are no values of its field.
fn unread(table: &Table<'_>, (at, column): (usize, &Column<'_>), field: &Field) -> Vec<String> {
    let flag = match column.target {
        CellTarget::Value(group) => table.plan.groups[group].is_yes_or_no(),
        _ => false,
    };
    let is_reach = matches!(field.kind, FieldType::Phone | FieldType::Email | FieldType::Link);
    let is_read = |row: &csv::StringRecord, cell: &str| match &column.target {
        CellTarget::Bar(field, way, reading) => {
            column.unclear_bars.is_some() || bars(field, way, *reading, cell).is_some()
        }
        _ if flag => parse_flag(cell).is_some(),
        _ if is_one_moment(field) && parse_flag(cell).is_some() => true,
        _ if is_reach && !table.plan.exact => {
            pieces(field, cell).iter().all(|piece| !matches!(piece, CellPiece::Not(_)))
        }
        _ if field.kind == FieldType::Date && is_no_date(cell) => true,
        _ => column.value(field, cell, row).is_some(),
    };
    let rows = table.first.iter().filter_map(|row| Some((row, unguard(row.get(at)?))));
    let filled = rows.filter(|(_, cell)| !cell.trim().is_empty() && !is_placeholder(cell));
    filled.filter(|(row, cell)| !is_read(row, cell)).map(|(_, cell)| excerpt(cell)).collect()
}

/// Returns a text that is equal for tables with the same columns. Tables without a header are equal
/// if they have as many columns. A file of set-aside rows equals its source: its unnamed columns of
/// surplus cells and its column of reasons do not count.
fn signature(table: &Table<'_>) -> String {
    let mut headers: Vec<String> =
        table.plan.columns.iter().map(|column| normal(&column.header)).collect();
    if headers.last().is_some_and(|last| is_why(last)) {
        headers.pop();
    }
    if let Some(last) = headers.iter().rposition(|header| !header.is_empty()) {
        headers.truncate(last + 1);
    }
    let hash = normalized_hash(headers.join("\u{1f}").as_bytes());
    format!("{}-{hash:016x}", headers.len())
}

fn problems(table: &Table<'_>) -> usize {
    let mut records = CsvRows::new(table.text, table.shape);
    let mut record = csv::StringRecord::new();
    let mut problems = 0;
    for _ in 0..SAMPLE {
        match records.next(&mut record, Some(table.width)) {
            FoundRow::Record => {}
            FoundRow::Aside(SetAside { reason: SetAsideReason::Margin, .. }) => {}
            FoundRow::Aside(_) => problems += 1,
            FoundRow::End => break,
        }
    }
    problems
}

/// Counts the rows of a table by its line breaks outside of quotation marks.
fn count(text: &str, shape: Shape) -> usize {
    let bytes = &text.as_bytes()[shape.base..text.len() - shape.below];
    let begins_cell = |at: usize| {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        before.is_none_or(|byte| byte == shape.delimiter || matches!(byte, b'\n' | b'\r'))
    };
    let mark = shape.quoting.mark();
    let (mut rows, mut start, mut closed) = (0, 0, 0);
    for at in memchr3_iter(mark, b'\n', b'\r', bytes) {
        if at < closed {
            continue;
        }
        if bytes[at] != mark {
            rows += usize::from(at > start);
            start = at + 1;
        } else if begins_cell(at) {
            closed = close(bytes, at + 1, shape.quoting).unwrap_or(bytes.len());
        }
    }
    rows + usize::from(start < bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_without_being_read() {
        let count = |text: &str| count(text, Shape { delimiter: b',', ..Shape::default() });
        assert_eq!(count("a,b\n1,2\r\n\r\n3,4"), 3);
        assert_eq!(count("a,b\r1,2\r3,4\r"), 3);
        assert_eq!(count("a,b\n\"1\n\"\"x\"\"\n\",2\n5\" pipe,4\n"), 3);
        assert_eq!(count("\n\n"), 0);
    }
}
