//! The shape of a table before anything is known of its columns: what separates the cells, how they
//! are quoted, where it begins, whether its first row names the columns.

use csv::StringRecord;

use super::guard::unguard;
use super::header::{Meaning, Names};
use super::looks::{is_data, looks_of};
use super::quoting::quoting_of;
use super::records::{Found, Records};
use super::words::is_why;
use crate::options::{Looks, Quoting, ReadOptions};

/// How many rows are looked at.
pub const SAMPLE: usize = 200;

/// How much of a table decides on its delimiter.
const HEAD: usize = 64 * 1024;

/// Separators that programs use, the most usual first.
const USUAL: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Separators that are looked for only where none of the usual ones makes columns.
const RARE: [u8; 5] = [b'^', b'~', b':', 0x1f, 0x01];

/// What separates the cells, how they are quoted, and where the table begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// The delimiter.
    pub delimiter: u8,
    /// The marks around cells.
    pub quoting: Quoting,
    /// The first byte: after Excel's `sep=;` if that is there.
    pub base: usize,
}

impl Shape {
    /// The shape as it was chosen, else as the text shows it.
    pub fn of(text: &str, options: &ReadOptions) -> Self {
        let named = text.strip_prefix("sep=").and_then(|rest| rest.bytes().next());
        let named = named.filter(u8::is_ascii);
        let base = if named.is_some() { "sep=;".len() } else { 0 };
        let usable = |byte: &u8| byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n');
        let known = options.delimiter.filter(usable).or(named);
        let table = &text[base..];
        let delimiter = |quoting| known.unwrap_or_else(|| delimiter_of(table, quoting));
        let quoting = options.quoting.unwrap_or_else(|| quoting_of(table, &delimiter));
        Self { delimiter: delimiter(quoting), quoting, base }
    }
}

fn delimiter_of(text: &str, quoting: Quoting) -> u8 {
    let head = head(text, HEAD);
    let best = |marks: &[u8]| {
        let scored = marks.iter().map(|mark| {
            let shape = Shape { delimiter: *mark, quoting, base: 0 };
            (score(head, shape), *mark)
        });
        // The first of those with the highest score.
        scored.rev().max_by_key(|(score, _)| *score).filter(|((rows, _), _)| *rows > 0)
    };
    let found = best(&USUAL).or_else(|| best(&RARE).filter(|((rows, _), _)| *rows > 2));
    found.map_or(b',', |(_, mark)| mark)
}

/// The beginning of a text, of at most so many bytes.
pub fn head(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// How many of the first rows have as many cells as the first one, if that has more than one; and
/// how many that are.
fn score(text: &str, shape: Shape) -> (usize, usize) {
    let mut records = Records::new(text, shape);
    let mut record = StringRecord::new();
    let mut width = 0;
    let mut rows = 0;
    for _ in 0..20 {
        match records.next(&mut record, None) {
            Found::Record if width == 0 => {
                width = record.len();
                rows = 1;
            }
            // Programs leave out cells at the end; more than there are names is another table.
            Found::Record => rows += usize::from(record.len() == width),
            _ => break,
        }
    }
    if width > 1 { (rows, width) } else { (0, 0) }
}

/// The first rows of a table.
pub fn sample(text: &str, shape: Shape) -> Vec<StringRecord> {
    let mut records = Records::new(text, shape);
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    while rows.len() <= SAMPLE {
        let width = rows.first().map(StringRecord::len);
        match records.next(&mut record, width) {
            Found::Record => rows.push(record.clone()),
            Found::Aside(_) => {}
            Found::End => break,
        }
    }
    rows
}

/// Whether the first row names the columns: where it has names that are known, or where there is
/// data below it and none in it.
pub fn has_header(rows: &[StringRecord], names: &Names<'_>) -> bool {
    let Some((first, below)) = rows.split_first() else { return true };
    // Of a file of what was set aside we wrote it, whatever the columns are called.
    if first.iter().next_back().is_some_and(is_why) {
        return true;
    }
    let known = first.iter().filter(|cell| names.meaning(unguard(cell)) != Meaning::Unknown);
    let data = first.iter().filter(|cell| is_data(cell)).count();
    match known.filter(|cell| !is_data(cell)).count() {
        0 if data > 0 => {
            // Years as names of columns: numbers stand above numbers in a table without a header.
            let numbers = first.iter().filter(|cell| cell.trim().parse::<f64>().is_ok()).count();
            data == numbers && below.iter().any(|row| row.iter().any(looks))
        }
        0 => true,
        known => known >= data,
    }
}

fn looks(cell: &str) -> bool {
    matches!(looks_of(std::iter::once(cell)), Some(Looks::Email | Looks::Phone | Looks::Link))
}
