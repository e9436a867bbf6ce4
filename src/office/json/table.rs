//! A table that grows row by row, with columns in the order in which they first appear.

use std::collections::HashMap;
use std::ops::Range;

/// The most columns that values of one name in one row get.
const MOST_COLUMNS: usize = 16;

/// A table found in a JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonTable {
    /// The keys that lead to it, joined by dots: `contacts`, `account.data.contact`; empty at the
    /// top. A table of records inside records has the path of both: `contacts.notes`.
    pub path: String,
    /// The number of rows, without the header.
    pub rows: usize,
    /// The table as CSV: UTF-8, a header, commas, quotes as in RFC 4180. A row may be shorter than
    /// the header: the columns that it lacks are empty.
    pub csv: Vec<u8>,
}

/// A table in the making.
pub struct GrowingTable {
    pub path: String,
    pub rows: usize,
    columns: Vec<String>,
    by_name: HashMap<String, usize>,
    /// The rows so far as CSV; the header comes last, because only the last row completes it.
    body: Vec<u8>,
    /// The cells of the row in the making, by column: the places of their values in `text`.
    cells: Vec<Vec<Range<usize>>>,
    text: String,
}

impl GrowingTable {
    pub fn new(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            rows: 0,
            columns: Vec::new(),
            by_name: HashMap::new(),
            body: Vec::new(),
            cells: Vec::new(),
            text: String::new(),
        }
    }

    /// The size of the rows so far in bytes.
    pub fn size(&self) -> usize {
        self.body.len()
    }

    /// Puts a value into a column of the row in the making. Another value of the same name goes into
    /// a column `name 2`; the same value again is no news. The last of [`MOST_COLUMNS`] of one name
    /// takes all that are left, a line each.
    pub fn put(&mut self, name: &str, value: &str) {
        let mut at = self.column(name);
        let mut time = 2;
        while let Some(taken) = self.cells[at].first().cloned() {
            if value.is_empty() || &self.text[taken] == value {
                return;
            }
            if time > MOST_COLUMNS {
                break;
            }
            at = self.column(&format!("{name} {time}"));
            time += 1;
        }
        if !value.is_empty() {
            let from = self.text.len();
            self.text.push_str(value);
            self.cells[at].push(from..self.text.len());
        }
    }

    fn column(&mut self, name: &str) -> usize {
        if let Some(at) = self.by_name.get(name) {
            return *at;
        }
        self.columns.push(name.to_owned());
        self.cells.push(Vec::new());
        self.by_name.insert(name.to_owned(), self.columns.len() - 1);
        self.columns.len() - 1
    }

    /// Writes the row and begins the next one. A row without any value is no row.
    pub fn end_row(&mut self) {
        let filled =
            self.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        for (at, cell) in self.cells[..filled].iter_mut().enumerate() {
            if at > 0 {
                self.body.push(b',');
            }
            match cell.as_slice() {
                [] => {}
                [place] => write_cell(&self.text[place.clone()], &mut self.body),
                several => {
                    let lines: Vec<&str> =
                        several.iter().map(|it| &self.text[it.clone()]).collect();
                    write_cell(&lines.join("\n"), &mut self.body);
                }
            }
            cell.clear();
        }
        if filled > 0 {
            self.body.push(b'\n');
            self.rows += 1;
        }
        self.text.clear();
    }

    /// Completes the table; `name` is asked for the header of each column.
    pub fn finish(self, name: impl Fn(&str) -> String) -> JsonTable {
        let mut header = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            if at > 0 {
                header.push(b',');
            }
            write_cell(&name(column), &mut header);
        }
        header.push(b'\n');
        // In place: a second copy of the largest table may be more memory than there is.
        let mut csv = self.body;
        csv.reserve_exact(header.len());
        csv.extend_from_slice(&header);
        csv.rotate_right(header.len());
        JsonTable { path: self.path, rows: self.rows, csv }
    }
}

fn write_cell(text: &str, into: &mut Vec<u8>) {
    let is_plain = !text.bytes().any(|byte| matches!(byte, b'"' | b',' | b'\n' | b'\r'));
    if is_plain {
        into.extend_from_slice(text.as_bytes());
        return;
    }
    into.push(b'"');
    for (at, part) in text.split('"').enumerate() {
        if at > 0 {
            into.extend_from_slice(b"\"\"");
        }
        into.extend_from_slice(part.as_bytes());
    }
    into.push(b'"');
}
