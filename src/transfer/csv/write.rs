//! Writes a table as CSV, as it is laid out for all formats.

use std::borrow::Cow;
use std::io::Write;

use csv::{Terminator, WriterBuilder};

use super::guard::{CellGuard, could_be_formula, guard};
use super::layout::TableLayout;
use super::table_cell::TableCell;
use crate::export::Lookups;
use domain::{Fields, RecordId, Schema};

/// A table being written: first measure every record, then add every record, then finish.
pub struct Sheet<'a, W: Write = Vec<u8>> {
    layout: TableLayout<'a>,
    writer: csv::Writer<W>,
    begun: bool,
    guard: CellGuard,
    formulas: usize,
}

impl<'a> Sheet<'a> {
    /// Creates an empty table of records of one kind with these fields in this order; `None` means
    /// all exchanged fields, with the ids of the records and of those that they refer to.
    pub fn new(schema: &'a Schema, chosen: Option<&[u32]>, lookups: Lookups<'a>) -> Self {
        Self::to(Vec::new(), schema, chosen, lookups)
    }

    /// Returns the bytes of the file, with a header even without records.
    pub fn finish(self) -> Vec<u8> {
        self.end().unwrap_or_default()
    }
}

impl<'a, W: Write> Sheet<'a, W> {
    /// Creates the same table, written to `out` as records are added.
    pub fn to(
        mut out: W,
        schema: &'a Schema,
        chosen: Option<&[u32]>,
        lookups: Lookups<'a>,
    ) -> Self {
        let mut builder = WriterBuilder::new();
        builder.terminator(Terminator::CRLF).flexible(true);
        // Excel recognizes UTF-8 only by this byte order mark. If it cannot be written, the rows
        // cannot either, and the end says so.
        out.write_all("\u{feff}".as_bytes()).unwrap_or_default();
        Self {
            layout: TableLayout::new(schema, chosen, lookups),
            writer: builder.from_writer(out),
            begun: false,
            guard: CellGuard::default(),
            formulas: 0,
        }
    }

    /// Writes cells that could be formulas in this way.
    pub fn guarded(self, guard: CellGuard) -> Self {
        Self { guard, ..self }
    }

    /// Makes room for a record. Every record must be measured before the first is added.
    pub fn measure<F: Fields>(&mut self, record: &F) {
        self.layout.measure(record);
    }

    /// Adds a row; without an id, that of a record that has none yet.
    pub fn add<F: Fields>(&mut self, id: Option<RecordId>, record: &F) {
        self.begin();
        let cells = self.layout.row(id, record);
        self.write(&cells);
    }

    /// Returns the number of cells so far that a spreadsheet could take for formulas.
    pub fn formulas(&mut self) -> usize {
        self.begin();
        self.formulas
    }

    /// Writes the header unless it is there.
    fn begin(&mut self) {
        if !self.begun {
            self.begun = true;
            let header: Vec<TableCell> =
                self.layout.header().into_iter().map(TableCell::Text).collect();
            self.write(&header);
        }
    }

    /// Ends the table, with a header even without records, and returns where it was written to.
    pub fn end(mut self) -> Option<W> {
        self.begin();
        self.writer.into_inner().ok()
    }

    fn write(&mut self, cells: &[TableCell]) {
        let (how, formulas) = (self.guard, &mut self.formulas);
        let guarded = cells.iter().map(|cell| {
            let text = cell.text();
            // Numbers, amounts and dates compute nothing.
            if !matches!(cell, TableCell::Text(_)) {
                return text;
            }
            *formulas += usize::from(could_be_formula(&text));
            guard(text, how)
        });
        // In memory this cannot fail, as rows may have any length; elsewhere the end fails, too.
        self.writer.write_record(guarded.map(Cow::into_owned)).unwrap_or_default();
    }
}

/// Writes drafts of one kind as a table with the chosen fields; iterates over them twice.
pub fn write_csv<F: Fields>(
    schema: &Schema,
    chosen: Option<&[u32]>,
    records: impl Iterator<Item = F> + Clone,
    lookups: &Lookups<'_>,
) -> Vec<u8> {
    let mut sheet = Sheet::new(schema, chosen, *lookups);
    records.clone().for_each(|record| sheet.measure(&record));
    records.for_each(|record| sheet.add(None, &record));
    sheet.finish()
}
