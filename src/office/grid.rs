//! The places of cells in a table that gives them in rows, with cells that take several places.

use transfer::TransferError;

use super::sheet_text::SheetText;

/// No spreadsheet has more rows and columns (Excel since 2007).
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;

/// The further columns and rows that a cell takes.
#[derive(Clone, Copy, Debug)]
pub struct Spans {
    pub across: u32,
    pub down: u32,
}

/// A table being filled.
pub struct Grid {
    text: SheetText,
    /// The row of the next cells, and the next one; from 0.
    row: u32,
    next_row: u32,
    /// The column of the cell at hand, and of the next one.
    column: u32,
    next_column: u32,
    /// Columns that cells of earlier rows take: the first, the one behind, and the last row.
    taken: Vec<(u32, u32, u32)>,
    /// The number of cells that are not blank.
    pub filled: usize,
}

impl Grid {
    /// Creates an empty table of at most `most` bytes.
    pub fn new(most: usize) -> Self {
        Self {
            text: SheetText::new(most, &[]),
            row: 0,
            next_row: 0,
            column: 0,
            next_column: 0,
            taken: Vec::new(),
            filled: 0,
        }
    }

    /// Begins a row: the next, or the one of this number, from 1.
    ///
    /// # Errors
    /// `BrokenSheet` for more rows than a spreadsheet has.
    pub fn begin_row(&mut self, number: Option<u32>) -> Result<(), TransferError> {
        self.row = number.map_or(self.next_row, |number| number.saturating_sub(1));
        if self.row >= MOST_ROWS {
            return Err(TransferError::BrokenSheet);
        }
        self.next_row = self.row + 1;
        self.next_column = 0;
        let row = self.row;
        self.taken.retain(|(.., last)| *last >= row);
        Ok(())
    }

    /// Begins a cell: in the next column that is free, or in the one of this number, from 1.
    ///
    /// # Errors
    /// `BrokenSheet` for more columns than a spreadsheet has.
    pub fn begin_cell(&mut self, number: Option<u32>, spans: Spans) -> Result<(), TransferError> {
        // Cells without a row begin one.
        if self.next_row == 0 {
            self.begin_row(None)?;
        }
        self.column = number.map_or(self.next_column, |number| number.saturating_sub(1));
        let taken = |column: u32| {
            let of_other = |(from, end, _): &&(u32, u32, u32)| (*from..*end).contains(&column);
            self.taken.iter().find(of_other).map(|(_, end, _)| *end)
        };
        while let Some(end) = taken(self.column).filter(|_| number.is_none()) {
            self.column = end;
        }
        let end = self.column.saturating_add(spans.across).saturating_add(1);
        if end > MOST_COLUMNS {
            return Err(TransferError::BrokenSheet);
        }
        self.next_column = end;
        if spans.down > 0 {
            let last = self.row.saturating_add(spans.down);
            self.taken.push((self.column, end, last));
            self.text.merge((self.row, self.column), last);
        }
        Ok(())
    }

    /// Fills the cell at hand.
    ///
    /// # Errors
    /// `Unfolds` if the table becomes too large.
    pub fn put(&mut self, text: &str) -> Result<(), TransferError> {
        self.filled += usize::from(!text.trim().is_empty());
        self.text.add((self.row, self.column), text)
    }

    /// Returns the text; `None` if all cells are blank.
    ///
    /// # Errors
    /// `Unfolds` as above; `BrokenSheet` if rows stood in another order.
    pub fn finish(self) -> Result<Option<Vec<u8>>, TransferError> {
        if self.text.unordered { Err(TransferError::BrokenSheet) } else { self.text.finish() }
    }
}
