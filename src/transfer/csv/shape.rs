//! The shape of a table, detected before its columns: the delimiter, the quoting, the start, and if
//! the first row is a header.

use csv::StringRecord;

use super::guard::unguard;
use super::header::HeaderNames;
use super::headless::are_names;
use super::looks::{is_data, looks_of};
use super::margins::{begin_of, below, offset_of_line};
use super::meaning::Meaning;
use super::program_tables::ProgramTable;
use super::programs::in_english;
use super::quoting::quoting_of;
use super::records::{CsvRows, FoundRow};
use super::words::is_why;
use crate::options::{ColumnFormat, Quoting, ReadOptions};

/// Rows to examine.
pub const SAMPLE: usize = 200;

/// Bytes of a table that decide its delimiter.
const HEAD: usize = 64 * 1024;

/// Common delimiters, the most common first.
const USUAL: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Delimiters that are tried only if no common one yields columns.
const RARE: [u8; 5] = [b'^', b'~', b':', 0x1f, 0x01];

/// The delimiter, the quoting and the start of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// The delimiter.
    pub delimiter: u8,
    /// The quoting of cells.
    pub quoting: Quoting,
    /// The offset of the first row: after Excel's `sep=;`, and below the titles above the table.
    pub base: usize,
    /// The number of bytes below the last row: totals and remarks.
    pub below: usize,
    /// True if cells may have [`LINE_BREAK`](crate::options::LINE_BREAK)s.
    pub sheet: bool,
}

impl Shape {
    /// Returns the chosen shape, detecting whatever was not chosen.
    pub fn of(text: &str, options: &ReadOptions) -> Self {
        let sheet = options.sheet;
        let named = text.strip_prefix("sep=").and_then(|rest| rest.bytes().next());
        let named = named.filter(|byte| byte.is_ascii() && !sheet);
        let base = if named.is_some() { "sep=;".len() } else { 0 };
        let usable = |byte: &u8| byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n');
        let known = options.delimiter.filter(usable).or(named).or(sheet.then_some(b','));
        let table = &text[base..];
        let delimiter = |quoting| known.unwrap_or_else(|| delimiter_of(table, quoting));
        let known_quoting = options.quoting.or(sheet.then_some(Quoting::Double));
        let quoting = known_quoting.unwrap_or_else(|| quoting_of(table, &delimiter));
        let shape = Self { delimiter: delimiter(quoting), quoting, base, below: 0, sheet };
        let base = match options.top {
            Some(line) => offset_of_line(text, line),
            None if options.header == Some(false) => base,
            None => begin_of(text, shape),
        };
        let shape = Self { base, ..shape };
        Self { below: below(text, shape), ..shape }
    }
}

fn delimiter_of(text: &str, quoting: Quoting) -> u8 {
    let head = head(text, HEAD);
    let best = |marks: &[u8]| {
        let scored = marks.iter().map(|mark| {
            let shape = Shape { delimiter: *mark, quoting, ..Shape::default() };
            (score(head, shape), *mark)
        });
        // The first of those with the highest score.
        scored.rev().max_by_key(|(score, _)| *score).filter(|((_, rows, _), _)| *rows > 0)
    };
    let found = best(&USUAL).or_else(|| best(&RARE).filter(|((_, rows, _), _)| *rows > 2));
    found.map_or(b',', |(_, mark)| mark)
}

/// Returns the beginning of a text, at most `most` bytes.
pub fn head(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Returns true if the first row begins the table and not another below titles, how many of the first
/// rows have as many cells as the one that begins it, and that number of cells; zeros if all rows have
/// only one cell.
fn score(text: &str, shape: Shape) -> (bool, usize, usize) {
    const ROWS: usize = 30;
    const TITLES: usize = 12;
    let mut records = CsvRows::new(text, shape);
    let mut record = StringRecord::new();
    let mut widths = Vec::new();
    while widths.len() < ROWS
        && let FoundRow::Record = records.next(&mut record, None)
    {
        widths.push(record.len());
    }
    let of = |at: usize| {
        let width = widths[at];
        // Programs omit trailing cells; a row with more cells than the header belongs to another
        // table.
        let rows = widths[at..].iter().filter(|other| **other == width).count();
        (rows, width)
    };
    let first = widths.first().filter(|width| **width > 1).map(|_| of(0)).unwrap_or_default();
    let later = (1..widths.len().min(TITLES)).filter(|at| widths[*at] > 1).map(of);
    // The first of those with most rows; one that covers few is no table.
    let later = later.reduce(|best, next| if next.0 > best.0 { next } else { best });
    let later = later.filter(|(rows, _)| *rows > 2).unwrap_or_default();
    // Most tables begin with their first row; a first row without a second of its width may be a
    // title with a comma in it.
    let covers = first.0 * 2 >= widths.len();
    let is_first = covers || (first.0 > 1 && first.0 >= later.0);
    let (rows, width) = if is_first || first.0 >= later.0 { first } else { later };
    (is_first, rows, width)
}

/// Returns the first rows of a table.
pub fn sample(text: &str, shape: Shape) -> Vec<StringRecord> {
    let mut records = CsvRows::new(text, shape);
    let mut rows: Vec<StringRecord> = Vec::new();
    let mut record = StringRecord::new();
    while rows.len() <= SAMPLE {
        let width = rows.first().map(StringRecord::len);
        match records.next(&mut record, width) {
            FoundRow::Record => {
                if rows.is_empty() {
                    records.set_header(record.clone());
                }
                rows.push(record.clone());
            }
            FoundRow::Aside(_) => {}
            FoundRow::End => break,
        }
    }
    rows
}

/// True if the first row is a header: it has known names, at least as many as data cells, or it has
/// no data.
pub fn has_header(rows: &[StringRecord], names: &HeaderNames<'_>) -> bool {
    let Some((first, below)) = rows.split_first() else { return true };
    // In a file of set-aside rows we wrote a header, whatever the columns are called.
    if first.iter().next_back().is_some_and(is_why) {
        return true;
    }
    if ProgramTable::of(first.iter().map(unguard)).is_some() {
        return true;
    }
    let headers = in_english(&first.iter().map(unguard).collect::<Vec<_>>());
    let known = headers.iter().filter(|header| names.meaning(header) != Meaning::Unknown);
    let data = first.iter().filter(|cell| is_data(cell)).count();
    match known.filter(|cell| !is_data(cell)).count() {
        0 if data > 0 => {
            // Years may be column names: in a table without a header, numbers would stand above
            // numbers.
            let is_year = |cell: &str| matches!(cell.trim().parse::<u16>(), Ok(1900..=2100));
            let numbers = first.iter().filter(|cell| is_year(cell)).count();
            data == numbers && below.iter().any(|row| row.iter().any(looks))
        }
        // Names of people are no names of columns.
        0 => below.is_empty() || !(are_names(first.iter().map(unguard)) || has_gaps(first, below)),
        known => known >= data,
    }
}

/// True if the first row is blank where there are data below: columns without a name are blank or
/// hold anything.
fn has_gaps(first: &StringRecord, below: &[StringRecord]) -> bool {
    let is_gap = |at: usize| below.iter().any(|row| row.get(at).is_some_and(looks));
    first.iter().enumerate().any(|(at, cell)| cell.trim().is_empty() && is_gap(at))
}

fn looks(cell: &str) -> bool {
    matches!(
        looks_of(std::iter::once(cell)),
        Some(ColumnFormat::Email | ColumnFormat::Phone | ColumnFormat::Link)
    )
}
