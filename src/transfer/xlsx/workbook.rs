//! A workbook that is compressed as its rows are added, so that none of its sheets is ever whole in
//! memory.

use super::names::SheetNames;
use super::parts::{
    FIRST_PARTS, WrittenSheet, relations_xml, sheet_begin, sheet_end, workbook_xml,
};
use super::rows::{RowWriter, column_name};
use super::styles::WorkbookStyles;
use crate::archive::Archive;
use crate::csv::{TableCell, TableLayout, length_of};
use crate::export::Lookups;
use domain::{Fields, LocalClock, RecordId, Schema};

/// Rows of a sheet, and its columns (Excel's specifications and limits).
const MOST_ROWS: usize = 1_048_576;
const MOST_COLUMNS: usize = 16_384;
/// Characters beside a name for the button of the filter.
const BUTTON: usize = 3;

/// A workbook being written.
pub struct Workbook {
    archive: Archive,
    names: SheetNames,
    sheets: Vec<WrittenSheet>,
    styles: WorkbookStyles,
    clock: LocalClock,
    most_rows: usize,
    cut: usize,
    is_whole: bool,
}

impl Workbook {
    /// Creates an empty workbook. A spreadsheet's times have no zone: moments are shown as this
    /// clock does.
    pub fn new(clock: LocalClock) -> Self {
        let mut archive = Archive::of_xml();
        let mut is_whole = true;
        for (name, contents) in FIRST_PARTS {
            is_whole &= write_part(&mut archive, name, contents).is_some();
        }
        Self {
            archive,
            names: SheetNames::new(),
            sheets: Vec::new(),
            styles: WorkbookStyles::default(),
            clock,
            most_rows: MOST_ROWS,
            cut: 0,
            is_whole,
        }
    }

    /// Limits the rows of a sheet, for tests.
    #[cfg(test)]
    pub fn with_rows(self, most_rows: usize) -> Self {
        Self { most_rows, ..self }
    }

    /// Returns the number of sheets so far.
    #[cfg(test)]
    pub fn sheets(&self) -> usize {
        self.sheets.len()
    }

    /// Adds records of a kind, as [`Sheet::new`](crate::Sheet::new) lays them out, on a sheet called
    /// `title` and as many more as they need. Iterates over the records twice. Returns their number.
    pub fn add<F: Fields, I: Iterator<Item = (Option<RecordId>, F)>>(
        &mut self,
        (schema, chosen): (&Schema, Option<&[u32]>),
        title: &str,
        records: impl Fn() -> I,
        lookups: Lookups<'_>,
    ) -> usize {
        let mut layout = TableLayout::new(schema, chosen, lookups);
        records().for_each(|(_, record)| layout.measure_texts(&record));
        let mut header = layout.header();
        let mut lengths = layout.lengths();
        for (length, name) in lengths.iter_mut().zip(&header) {
            *length = (length_of(name) + BUTTON).max(*length);
        }
        header.truncate(MOST_COLUMNS);
        lengths.truncate(MOST_COLUMNS);
        let mut records = records().peekable();
        let mut count = 0;
        loop {
            let rows = records.by_ref().take(self.most_rows - 1);
            let rows = rows.map(|(id, record)| layout.row(id, &record));
            let written = self.add_sheet(title, &header, &lengths, rows);
            self.is_whole &= written.is_some();
            count += written.unwrap_or_default();
            if written.is_none() || records.peek().is_none() {
                return count;
            }
        }
    }

    /// Adds one sheet and returns its number of rows below the header.
    fn add_sheet(
        &mut self,
        title: &str,
        header: &[String],
        lengths: &[usize],
        rows: impl Iterator<Item = Vec<TableCell>>,
    ) -> Option<usize> {
        let columns: Vec<String> = (0..header.len()).map(column_name).collect();
        let last = columns.last().cloned();
        let Self { clock, styles, cut, sheets, .. } = self;
        let is_first = sheets.is_empty();
        let mut writer = RowWriter { clock, styles, cut, columns };
        let span = |count: usize| Some(format!("$A$1:${}${}", last.as_ref()?, count + 1));
        let file = format!("xl/worksheets/sheet{}.xml", sheets.len() + 1);
        let count = self.archive.file(&file, |out| {
            let mut put = |text: String| out.write_all(text.as_bytes()).ok();
            put(sheet_begin(lengths, is_first))?;
            put(writer.header(header))?;
            let mut count = 0;
            for mut cells in rows {
                let left_out = cells.drain(MOST_COLUMNS.min(cells.len())..);
                *writer.cut += left_out.filter(|cell| *cell != TableCell::default()).count();
                count += 1;
                put(writer.row(count + 1, &cells))?;
            }
            put(sheet_end(span(count).as_deref()))?;
            Some(count)
        })?;
        let name = self.names.name_of(title);
        self.sheets.push(WrittenSheet { name, filtered: span(count) });
        Some(count)
    }

    /// Returns the number of cells that are not there whole: of texts that no cell holds, and beyond
    /// the last column.
    pub fn cut(&self) -> usize {
        self.cut
    }

    /// Returns the bytes of the file; `None` if they could not be written.
    pub fn finish(mut self) -> Option<Vec<u8>> {
        if self.sheets.is_empty() {
            // A workbook without a sheet cannot be opened.
            self.add_sheet("", &[], &[], std::iter::empty())?;
        }
        let Self { mut archive, sheets, styles, is_whole, .. } = self;
        write_part(&mut archive, "xl/workbook.xml", &workbook_xml(&sheets))?;
        write_part(&mut archive, "xl/_rels/workbook.xml.rels", &relations_xml(sheets.len()))?;
        write_part(&mut archive, "xl/styles.xml", &styles.xml())?;
        archive.finish().filter(|_| is_whole)
    }
}

fn write_part(archive: &mut Archive, name: &str, contents: &str) -> Option<()> {
    archive.file(name, |out| out.write_all(contents.as_bytes()).ok())
}
