//! Workbooks of Excel (since 2007 and before) and OpenDocument, read with calamine.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{
    Cell, Data, DataRef, Dimensions, OdsError, Range, Reader, Sheet, SheetType, SheetVisible, Xls,
    XlsError, Xlsb, XlsbError, Xlsx, XlsxCellFormula, XlsxError,
};
use transfer::TransferError;

use super::cells;
use super::container::{Part, PartForm, Unpacked};
use super::number_format::NumberSign;
use super::open_document::OpenDocument;
use super::sheet_text::{Place, SheetText};

/// The format of a workbook in a ZIP archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookForm {
    /// Excel since 2007 (ECMA-376).
    Xlsx,
    /// The same, binary (MS-XLSB).
    Xlsb,
    /// OpenDocument 1.2 and later.
    Ods,
}

/// Gets the place and the text of each cell of a sheet.
type EachCell<'a> = dyn FnMut(Place, &str) -> Result<(), TransferError> + 'a;

/// A workbook of any format.
trait Book {
    /// Returns its sheets, in order.
    fn sheets(&self) -> Vec<Sheet>;

    /// Returns the first and the last of the cells that are merged in a sheet; none if the format
    /// does not say.
    fn merged(&mut self, sheet: &str) -> Vec<(Place, Place)>;

    /// Passes on the cells of a sheet.
    fn cells(&mut self, sheet: &str, each: &mut EachCell<'_>) -> Result<(), TransferError>;
}

/// Returns the sheets of a workbook that have cells, in order; those that are damaged are left.
/// `content` reads the text of an OpenDocument.
///
/// # Errors
/// As [`open`](super::open).
pub fn sheets(
    bytes: &[u8],
    form: BookForm,
    content: impl FnOnce() -> Option<Vec<u8>>,
    most: usize,
) -> Result<Unpacked, TransferError> {
    let cursor = Cursor::new(bytes);
    match form {
        BookForm::Xlsx => read(&mut Xlsx::new(cursor).map_err(xlsx_fault)?, most),
        BookForm::Xlsb => read(&mut Xlsb::new(cursor).map_err(xlsb_fault)?, most),
        BookForm::Ods => {
            let content = content().unwrap_or_default();
            read(&mut OpenDocument::new(bytes, &String::from_utf8_lossy(&content))?, most)
        }
    }
}

/// Returns the sheets of a compound file: a workbook of Excel before 2007, or a newer one that is
/// protected by a password (MS-OFFCRYPTO, 2.3).
///
/// # Errors
/// As [`open`](super::open).
pub fn old_sheets(bytes: &[u8], most: usize) -> Result<Unpacked, TransferError> {
    // The names of streams are UTF-16 (MS-CFB, 2.6.1).
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(encrypted.len()).any(|window| window == encrypted) {
        return Err(TransferError::Protected);
    }
    read(&mut Xls::new(Cursor::new(bytes)).map_err(xls_fault)?, most)
}

fn read(book: &mut impl Book, most: usize) -> Result<Unpacked, TransferError> {
    let mut opened = Unpacked::default();
    let mut room = most;
    for sheet in book.sheets().into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let bytes = match text_of(book, &sheet.name, room) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => continue,
            Err(TransferError::BrokenSheet) => {
                opened.left.push(sheet.name);
                continue;
            }
            Err(error) => return Err(error),
        };
        room = room.saturating_sub(bytes.len());
        let hidden = sheet.visible != SheetVisible::Visible;
        opened.parts.push(Part { name: sheet.name, form: PartForm::Sheet, hidden, bytes });
    }
    match (opened.parts.is_empty(), opened.left.is_empty()) {
        (false, _) => Ok(opened),
        (true, true) => Err(TransferError::Empty),
        (true, false) => Err(TransferError::BrokenSheet),
    }
}

fn text_of(
    book: &mut impl Book,
    sheet: &str,
    most: usize,
) -> Result<Option<Vec<u8>>, TransferError> {
    let merged = book.merged(sheet);
    let mut text = SheetText::new(most, &merged);
    book.cells(sheet, &mut |place, cell| text.add(place, cell))?;
    if !text.unordered {
        return text.finish();
    }
    // Rare: some programs write rows in another order, which takes the memory to sort them.
    let (mut cells, mut bytes) = (Vec::new(), 0);
    book.cells(sheet, &mut |place, cell| {
        bytes += cell.len();
        cells.push((place, cell.to_owned()));
        if bytes > most { Err(TransferError::Unfolds) } else { Ok(()) }
    })?;
    cells.sort_by_key(|(place, _)| *place);
    let mut text = SheetText::new(most, &merged);
    cells.iter().try_for_each(|(place, cell)| text.add(*place, cell))?;
    text.finish()
}

fn pairs(dimensions: impl IntoIterator<Item = Dimensions>) -> Vec<(Place, Place)> {
    dimensions.into_iter().map(|Dimensions { start, end }| (start, end)).collect()
}

/// Passes on the cells of a sheet that its format reads whole.
fn range_cells<'s>(
    range: &Range<Data>,
    sign: impl Fn(Place) -> Option<&'s NumberSign>,
    each: &mut EachCell<'_>,
) -> Result<(), TransferError> {
    let (top, left) = range.start().unwrap_or_default();
    // The places of cells in a range count from its first one, and stay below a million.
    let place = |row: usize, column: usize| (top + row as u32, left + column as u32);
    range.used_cells().try_for_each(|(row, column, cell)| {
        let place = place(row, column);
        let text = match (cell, sign(place)) {
            (Data::Float(number), Some(sign)) => sign.with(*number, cells::number_text),
            _ => cells::owned_text(cell),
        };
        each(place, &text)
    })
}

/// Passes on the cells that a reader gives one by one.
fn streamed<E>(
    mut next: impl FnMut() -> Result<Option<(Place, String)>, E>,
    fault: impl Fn(E) -> TransferError,
    each: &mut EachCell<'_>,
) -> Result<(), TransferError> {
    while let Some((place, text)) = next().map_err(&fault)? {
        each(place, &text)?;
    }
    Ok(())
}

fn said(cell: &Cell<DataRef<'_>>) -> (Place, String) {
    (cell.get_position(), cells::text(cell.get_value()))
}

impl Book for Xlsx<Cursor<&[u8]>> {
    fn sheets(&self) -> Vec<Sheet> {
        self.sheets_metadata().to_vec()
    }

    fn merged(&mut self, sheet: &str) -> Vec<(Place, Place)> {
        // Without them, a value counts for its first row only.
        pairs(self.merge_cells_by_sheet_name(sheet).unwrap_or_default())
    }

    fn cells(&mut self, sheet: &str, each: &mut EachCell<'_>) -> Result<(), TransferError> {
        let signs = signs_of(self, sheet)?;
        let mut reader = self.worksheet_cells_reader(sheet).map_err(xlsx_fault)?;
        let next = || {
            let cell = reader.next_cell_with_formula()?;
            Ok(cell.map(|XlsxCellFormula { pos, value, formula }| {
                // A program that does not calculate writes formulas without their values.
                let bare = formula.filter(|_| value == DataRef::Empty);
                let sign = signs.get(&pos);
                let text = match (&value, sign, bare) {
                    (DataRef::Float(number), Some(sign), _) => {
                        sign.with(*number, cells::number_text)
                    }
                    (_, _, Some(formula)) => format!("={formula}"),
                    _ => cells::text(&value),
                };
                (pos, text)
            }))
        };
        streamed(next, xlsx_fault, each)
    }
}

/// Returns the signs of numbers by the places of their cells. A sheet is read for them only if the
/// workbook has a format with one.
fn signs_of(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
) -> Result<HashMap<Place, NumberSign>, TransferError> {
    let mut signs = HashMap::new();
    let mut reader = book.worksheet_cells_reader(sheet).map_err(xlsx_fault)?;
    let known: Vec<Option<NumberSign>> = reader.styles().iter().map(NumberSign::of).collect();
    if known.iter().all(Option::is_none) {
        return Ok(signs);
    }
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(xlsx_fault)? {
        let sign = known.get(style).cloned().flatten();
        let is_number = matches!(cell.get_value(), DataRef::Float(_));
        signs.extend(sign.filter(|_| is_number).map(|sign| (cell.get_position(), sign)));
    }
    Ok(signs)
}

impl Book for Xlsb<Cursor<&[u8]>> {
    fn sheets(&self) -> Vec<Sheet> {
        self.sheets_metadata().to_vec()
    }

    fn merged(&mut self, _sheet: &str) -> Vec<(Place, Place)> {
        Vec::new()
    }

    fn cells(&mut self, sheet: &str, each: &mut EachCell<'_>) -> Result<(), TransferError> {
        let mut reader = self.worksheet_cells_reader(sheet).map_err(xlsb_fault)?;
        streamed(|| Ok(reader.next_cell()?.map(|cell| said(&cell))), xlsb_fault, each)
    }
}

impl Book for Xls<Cursor<&[u8]>> {
    fn sheets(&self) -> Vec<Sheet> {
        self.sheets_metadata().to_vec()
    }

    fn merged(&mut self, sheet: &str) -> Vec<(Place, Place)> {
        pairs(self.merge_cells_by_sheet_name(sheet).unwrap_or_default())
    }

    fn cells(&mut self, sheet: &str, each: &mut EachCell<'_>) -> Result<(), TransferError> {
        range_cells(&self.worksheet_range(sheet).map_err(xls_fault)?, |_| None, each)
    }
}

impl Book for OpenDocument<'_> {
    fn sheets(&self) -> Vec<Sheet> {
        Self::sheets(self)
    }

    fn merged(&mut self, sheet: &str) -> Vec<(Place, Place)> {
        Self::merged(self, sheet)
    }

    fn cells(&mut self, sheet: &str, each: &mut EachCell<'_>) -> Result<(), TransferError> {
        let range = self.range(sheet)?;
        range_cells(&range, |place| self.sign(sheet, place), each)
    }
}

fn xlsx_fault(fault: XlsxError) -> TransferError {
    match fault {
        XlsxError::Password => TransferError::Protected,
        _ => TransferError::BrokenSheet,
    }
}

fn xlsb_fault(fault: XlsbError) -> TransferError {
    match fault {
        XlsbError::Password => TransferError::Protected,
        _ => TransferError::BrokenSheet,
    }
}

fn xls_fault(fault: XlsError) -> TransferError {
    match fault {
        XlsError::Password => TransferError::Protected,
        _ => TransferError::BrokenSheet,
    }
}

pub fn ods_fault(fault: OdsError) -> TransferError {
    match fault {
        OdsError::Password => TransferError::Protected,
        OdsError::CellLimitExceeded { .. } => TransferError::Unfolds,
        _ => TransferError::BrokenSheet,
    }
}
