//! The text of a sheet as a CSV: a line for each row of the sheet, so that a line's number is the
//! row's, and cells without trailing blanks.

use std::collections::HashMap;

use transfer::{LINE_BREAK, TransferError};

/// The place of a cell: row and column, from 0.
pub type Place = (u32, u32);

/// The text of a sheet being written, cell by cell. A value that stands in merged cells of several
/// rows is repeated in each of these rows that has other cells.
pub struct SheetText {
    text: String,
    most: usize,
    /// The last rows of merged cells that cover several, by the first of these cells.
    merged: HashMap<Place, u32>,
    /// Values of merged cells that count below: their column and last row.
    repeated: Vec<(u32, u32, String)>,
    /// The row of the cells that are not written yet, from 0, and these cells.
    row: u32,
    cells: Vec<(u32, String)>,
    /// The bytes of these cells.
    row_bytes: usize,
    /// The number of line breaks in the text.
    lines: u32,
    /// True if a row came before an earlier one: the text is of no use then.
    pub unordered: bool,
}

impl SheetText {
    /// Creates an empty sheet of at most `most` bytes in which these cells are merged, from the first
    /// to the last.
    pub fn new(most: usize, merged: &[(Place, Place)]) -> Self {
        let several = merged.iter().filter(|(first, last)| last.0 > first.0);
        Self {
            text: String::new(),
            most,
            merged: several.map(|(first, last)| (*first, last.0)).collect(),
            repeated: Vec::new(),
            row: 0,
            cells: Vec::new(),
            row_bytes: 0,
            lines: 0,
            unordered: false,
        }
    }

    /// Says that the cells from this one down to this row are merged, before its text is added.
    pub fn merge(&mut self, first: Place, last_row: u32) {
        self.merged.insert(first, last_row);
    }

    /// Adds the text of a cell. Rows come in order.
    ///
    /// # Errors
    /// `Unfolds` if the sheet becomes too large.
    pub fn add(&mut self, (row, column): Place, cell: &str) -> Result<(), TransferError> {
        let cell = cell.trim_end();
        if cell.is_empty() {
            return Ok(());
        }
        if row != self.row {
            self.write_row()?;
            self.row_bytes = 0;
            self.unordered |= row < self.row;
            self.row = row;
        }
        if let Some(last) = self.merged.get(&(row, column)) {
            self.repeated.push((column, *last, cell.to_owned()));
        }
        self.row_bytes += cell.len();
        if self.row_bytes > self.most {
            return Err(TransferError::Unfolds);
        }
        self.cells.push((column, cell.to_owned()));
        Ok(())
    }

    /// Returns the text; `None` if the sheet has no cells.
    ///
    /// # Errors
    /// `Unfolds` as above.
    pub fn finish(mut self) -> Result<Option<Vec<u8>>, TransferError> {
        self.write_row()?;
        if self.text.is_empty() {
            return Ok(None);
        }
        self.text.push('\n');
        Ok(Some(self.text.into_bytes()))
    }

    fn write_row(&mut self) -> Result<(), TransferError> {
        if self.unordered {
            self.cells.clear();
        }
        if self.cells.is_empty() {
            return Ok(());
        }
        let row = self.row;
        self.repeated.retain(|(_, last, _)| *last >= row);
        self.cells.extend(self.repeated.iter().map(|(column, _, value)| (*column, value.clone())));
        // A cell of its own stands before a repeated one of the same column, and the sort is stable.
        self.cells.sort_by_key(|(column, _)| *column);
        self.cells.dedup_by_key(|(column, _)| *column);
        let (last, _) = self.cells.last().cloned().unwrap_or_default();
        // Each mark is doubled, and a break takes three bytes.
        let letters: usize = self.cells.iter().map(|(_, cell)| 3 * cell.len() + 2).sum();
        let breaks = (row - self.lines) as usize;
        if self.text.len() + breaks + last as usize + letters >= self.most {
            return Err(TransferError::Unfolds);
        }
        self.text.extend(std::iter::repeat_n('\n', breaks));
        self.lines = row;
        let mut at = 0;
        for (column, cell) in self.cells.drain(..) {
            self.text.extend(std::iter::repeat_n(',', (column - at) as usize));
            push_quoted(&mut self.text, &cell);
            at = column;
        }
        Ok(())
    }
}

/// Appends a cell, in quotation marks if its text needs them (RFC 4180, 2.5 to 2.7). Breaks become
/// [`LINE_BREAK`].
fn push_quoted(text: &mut String, cell: &str) {
    let plain = |letter: char| !matches!(letter, ',' | '"' | '\n' | '\r' | LINE_BREAK);
    if cell.chars().all(plain) {
        return text.push_str(cell);
    }
    text.push('"');
    let mut letters = cell.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => text.push_str("\"\""),
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\n' => text.push(LINE_BREAK),
            other => text.push(other),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(merged: &[(Place, Place)], cells: &[(Place, &str)]) -> String {
        let mut sheet = SheetText::new(1000, merged);
        for (place, cell) in cells {
            sheet.add(*place, cell).unwrap();
        }
        assert!(!sheet.unordered);
        String::from_utf8(sheet.finish().unwrap().unwrap_or_default()).unwrap()
    }

    #[test]
    fn a_line_is_a_row() {
        let cells =
            [((1, 0), "Name"), ((1, 1), "Note"), ((3, 1), "a\r\nb\nc"), ((4, 0), "x, \"y\"")];
        let expect = "\nName,Note\n\n,\"a\u{2028}b\u{2028}c\"\n\"x, \"\"y\"\"\"\n";
        assert_eq!(written(&[], &cells), expect);
        assert_eq!(written(&[], &[((0, 0), "  "), ((2, 2), "z")]), "\n\n,,z\n");
        assert_eq!(written(&[], &[((0, 1), "b"), ((0, 0), "a"), ((0, 1), "c")]), "a,b\n");
        assert_eq!(written(&[], &[((0, 0), "\n")]), "");
    }

    #[test]
    fn a_value_of_merged_cells_counts_for_each_of_their_rows() {
        let cells =
            [((0, 0), "Acme"), ((0, 1), "Ann"), ((1, 1), "Bob"), ((3, 0), "x"), ((4, 1), "Eve")];
        let merged = [((0, 0), (2, 0)), ((3, 0), (3, 5)), ((7, 0), (9, 0))];
        assert_eq!(written(&merged, &cells), "Acme,Ann\nAcme,Bob\n\nx\n,Eve\n");
    }

    #[test]
    fn a_sheet_that_grows_without_end_stops() {
        let mut sheet = SheetText::new(1000, &[]);
        sheet.add((0, 900), "x").unwrap();
        sheet.add((1, 900), "x").unwrap();
        assert_eq!(sheet.finish(), Err(TransferError::Unfolds));
        let mut sheet = SheetText::new(1000, &[]);
        sheet.add((1_048_575, 16_383), "x").unwrap();
        assert_eq!(sheet.finish(), Err(TransferError::Unfolds));
    }

    #[test]
    fn a_row_before_an_earlier_one_is_noticed() {
        let mut sheet = SheetText::new(1000, &[]);
        sheet.add((1, 0), "x").unwrap();
        sheet.add((0, 5), "y").unwrap();
        assert!(sheet.unordered);
    }
}
