//! Writes rows that were not imported so that the user can correct them.

use std::collections::BTreeMap;

use csv::{StringRecord, Terminator, WriterBuilder};

use super::guard::{CellGuard, guard, unguard};
use super::header::HeaderNames;
use super::quoting::cells;
use super::read::{Table, widest};
use super::records::{CsvRows, FoundRow};
use super::shape::{Shape, has_header, sample};
use super::words::why_of;
use crate::import::{SetAside, SetAsideReason};
use crate::options::ReadOptions;
use domain::Schema;

/// Writes the header of the table and the rows, each with the reason it was not imported. The
/// quotation marks that broke a row become part of its cells, so the file is readable.
pub fn set_aside(
    text: &str,
    schema: &Schema,
    options: &ReadOptions,
    set_aside: &[&SetAside],
) -> Vec<u8> {
    let shape = Shape::of(text, options);
    let mut builder = WriterBuilder::new();
    builder.delimiter(shape.delimiter).terminator(Terminator::CRLF).flexible(true);
    let mut writer = builder.from_writer("\u{feff}".as_bytes().to_vec());
    let split = |aside: &&SetAside| -> Vec<String> {
        // The quotation marks of all other rows are closed.
        if aside.reason != SetAsideReason::UnclosedQuote {
            let record = cells(&aside.raw, shape.delimiter, shape.quoting);
            return record.iter().map(str::to_owned).collect();
        }
        aside.raw.split(char::from(shape.delimiter)).map(str::to_owned).collect()
    };
    let header = header(text, schema, shape, options);
    let mut rows: Vec<(Vec<String>, String)> =
        set_aside.iter().map(|aside| (split(aside), aside.why())).collect();
    if let Some(header) = header {
        rows.insert(0, (header.iter().map(str::to_owned).collect(), why_of(schema)));
    }
    // Aligns the reasons under their header, even with surplus cells in some rows.
    let width = rows.iter().map(|(cells, _)| cells.len()).max().unwrap_or_default();
    for (mut cells, last) in rows {
        cells.resize(width, String::new());
        cells.push(last);
        let guarded =
            cells.iter().map(|cell| guard(unguard(cell).into(), CellGuard::Protected).into_owned());
        // Writing to memory cannot fail.
        writer.write_record(guarded).unwrap_or_default();
    }
    writer.into_inner().unwrap_or_default()
}

/// Returns the rows that begin on these lines as set aside.
pub fn set_aside_lines(
    text: &str,
    schema: &Schema,
    options: &ReadOptions,
    reasons: &BTreeMap<usize, SetAsideReason>,
) -> Vec<SetAside> {
    let Ok(Table { shape, width, .. }) = Table::new(text, schema, options) else {
        return Vec::new();
    };
    let mut records = CsvRows::new(text, shape);
    let mut record = StringRecord::new();
    let mut found = Vec::new();
    while found.len() < reasons.len() {
        match records.next(&mut record, Some(width)) {
            FoundRow::Record => {
                let reason = reasons.get(&records.line());
                found.extend(reason.map(|reason| records.aside_for(*reason)));
            }
            FoundRow::Aside(_) => {}
            FoundRow::End => break,
        }
    }
    found
}

/// Returns the column names, blank ones for a table without a header; `None` if there are no rows.
fn header(
    text: &str,
    schema: &Schema,
    shape: Shape,
    options: &ReadOptions,
) -> Option<StringRecord> {
    let rows = sample(text, shape);
    let named = options.header.unwrap_or_else(|| has_header(&rows, &HeaderNames::new(schema)));
    let blank = StringRecord::from(vec![""; widest(&rows)]);
    rows.into_iter().next().map(|first| if named { first } else { blank })
}
