//! OpenDocument (OASIS, version 1.3, part 3): what calamine reads, and what its text says beside that: the
//! currencies of amounts, percent signs, and merged cells.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, Ods, Range, Reader, Sheet};
use transfer::TransferError;

use super::number_format::NumberSign;
use super::sheet_text::Place;
use super::tags::{Markup, Tag, markup};
use super::workbook::ods_fault;

/// More signs of numbers are not remembered: a repeated row may stand for a million.
const MOST_SIGNS: usize = 1_000_000;

/// The marks that a sheet's cells have beside their values.
#[derive(Debug, Default, PartialEq)]
struct SheetMarks {
    signs: HashMap<Place, NumberSign>,
    merged: Vec<(Place, Place)>,
}

/// An OpenDocument of sheets.
pub struct OpenDocument<'a> {
    book: Ods<Cursor<&'a [u8]>>,
    marks: HashMap<String, SheetMarks>,
}

impl<'a> OpenDocument<'a> {
    /// Opens a document whose text, `content.xml`, is this.
    ///
    /// # Errors
    /// `BrokenSheet`, `Protected`, or `Unfolds` for more cells than there may be.
    pub fn new(bytes: &'a [u8], content: &str) -> Result<Self, TransferError> {
        let book = Ods::new(Cursor::new(bytes)).map_err(ods_fault)?;
        Ok(Self { book, marks: marks(content) })
    }

    pub fn sheets(&self) -> Vec<Sheet> {
        self.book.sheets_metadata().to_vec()
    }

    pub fn range(&mut self, sheet: &str) -> Result<Range<Data>, TransferError> {
        self.book.worksheet_range(sheet).map_err(ods_fault)
    }

    pub fn merged(&self, sheet: &str) -> Vec<(Place, Place)> {
        self.marks.get(sheet).map(|marks| marks.merged.clone()).unwrap_or_default()
    }

    pub fn sign(&self, sheet: &str, place: Place) -> Option<&NumberSign> {
        self.marks.get(sheet)?.signs.get(&place)
    }
}

/// Returns the marks of each sheet by its name.
fn marks(content: &str) -> HashMap<String, SheetMarks> {
    let mut all: HashMap<String, SheetMarks> = HashMap::new();
    let mut sheet = None;
    let (mut row, mut rows, mut column) = (0_u32, 1_u32, 0_u32);
    for found in markup(content, false) {
        match found {
            Markup::Open(tag) => match tag.name() {
                b"table:table" => {
                    sheet = tag.attribute("table:name").map(|name| name.into_owned());
                    row = 0;
                }
                b"table:table-row" => {
                    rows = tag.number("table:number-rows-repeated").unwrap_or(1);
                    column = 0;
                }
                b"table:table-cell" | b"table:covered-table-cell" => {
                    let columns = tag.number("table:number-columns-repeated").unwrap_or(1);
                    let known = sheet.as_ref().map(|name| all.entry(name.clone()).or_default());
                    if let Some(marks) = known {
                        let across = column..column.saturating_add(columns);
                        marks.add(&tag, row..row.saturating_add(rows), across);
                    }
                    column = column.saturating_add(columns);
                }
                _ => {}
            },
            Markup::Close(name) if name == b"table:table-row" => row = row.saturating_add(rows),
            Markup::Close(_) | Markup::Text(_) => {}
        }
    }
    all
}

impl SheetMarks {
    /// Adds what a cell says, which stands in all these rows and columns.
    fn add(&mut self, tag: &Tag, rows: std::ops::Range<u32>, columns: std::ops::Range<u32>) {
        let span = |name| tag.number(name).unwrap_or(1).max(1) - 1;
        let (down, across) =
            (span("table:number-rows-spanned"), span("table:number-columns-spanned"));
        let first = (rows.start, columns.start);
        if down > 0 || across > 0 {
            let last = (first.0.saturating_add(down), first.1.saturating_add(across));
            self.merged.push((first, last));
        }
        let sign = match tag.attribute("office:value-type").as_deref() {
            Some("percentage") => NumberSign::Percent,
            Some("currency") => match tag.attribute("office:currency") {
                Some(code) => NumberSign::Currency(code.into_owned()),
                None => return,
            },
            _ => return,
        };
        let places = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
        let room = MOST_SIGNS.saturating_sub(self.signs.len());
        self.signs.extend(places.take(room).map(|place| (place, sign.clone())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_merged_cells_are_found_at_their_places() {
        let content = r#"<table:table table:name="A"><table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="currency" office:currency="EUR" office:value="5"><text:p>5 €</text:p></table:table-cell><table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1" office:value-type="string"/></table:table-row></table:table><table:table table:name="B"><table:table-row><table:table-cell office:value-type="percentage" office:value="0.5" table:number-columns-repeated="2"/></table:table-row></table:table>"#;
        let marks = marks(content);
        let euro = NumberSign::Currency("EUR".to_owned());
        assert_eq!(marks["A"].signs, HashMap::from([((2, 2), euro)]));
        assert_eq!(marks["A"].merged, [((2, 3), (3, 3))]);
        let percent = [((0, 0), NumberSign::Percent), ((0, 1), NumberSign::Percent)];
        assert_eq!(marks["B"].signs, HashMap::from(percent));
    }
}
