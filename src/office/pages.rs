//! Tables in web pages and in the XML of Excel 2003: many programs write one or the other and call it
//! `.xls`. Sources: HTML Living Standard, 4.9 (tables); Microsoft, "XML Spreadsheet Reference" (2001).

use std::collections::HashMap;

use transfer::{Binary, TransferError, decode_page};

use super::cells;
use super::container::{Part, PartForm, Unpacked};
use super::grid::{Grid, Spans};
use super::number_format::NumberSign;
use super::tags::{Markup, Tag, markup};

/// More tables inside tables are no page that anybody wrote.
const DEEPEST: usize = 32;

/// True if a text begins as a page or as XML does.
pub fn begins(beginning: &[u8]) -> bool {
    const FIRST: [&str; 10] =
        ["?xml", "!doctype html", "html", "head", "meta", "body", "style", "table", "div", "!--"];
    // The marks of UTF-8 and UTF-16, and the zeros of UTF-16, stand between the first signs.
    let is_filler = |byte: &u8| matches!(byte, 0xef | 0xbb | 0xbf | 0xfe | 0xff | 0);
    let signs: Vec<u8> = beginning.iter().copied().filter(|byte| !is_filler(byte)).collect();
    let text = String::from_utf8_lossy(&signs).trim_start().to_lowercase();
    let behind = |word: &&str| {
        let rest = text.strip_prefix('<').and_then(|rest| rest.strip_prefix(*word));
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    FIRST.iter().any(behind)
}

/// Opens a page. A table is called by its caption or the name of its sheet, else by the file's name.
/// Tables of one cell are there for the layout.
///
/// # Errors
/// As [`open`](super::open).
pub fn open(name: &str, bytes: &[u8], most: usize) -> Result<Unpacked, TransferError> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let text = decode_page(bytes, charset(&head))?;
    let is_book = ["<workbook", "<ss:workbook"].iter().any(|tag| head.contains(tag));
    let mut page = PageReading { room: most, is_book, ..PageReading::default() };
    for found in markup(&text, !is_book) {
        match found {
            Markup::Open(tag) => page.open(&tag)?,
            Markup::Close(tag) => page.close(&tag)?,
            Markup::Text(text) => page.text(&text)?,
        }
    }
    while !page.open.is_empty() {
        page.end_table()?;
    }
    let several = page.done.len() > 1;
    let named = |(at, mut part): (usize, Part)| {
        if part.name.is_empty() {
            let number = if several { format!(" · {}", at + 1) } else { String::new() };
            part.name = format!("{name}{number}");
        }
        part
    };
    let parts: Vec<Part> = page.done.into_iter().enumerate().map(named).collect();
    let none = TransferError::NotText(Binary::Archive);
    if parts.is_empty() { Err(none) } else { Ok(Unpacked { parts, left: Vec::new() }) }
}

/// Returns the encoding that the head of a page names.
fn charset(head: &str) -> Option<&str> {
    let (_, rest) = head.split_once("charset=").or_else(|| head.split_once("encoding="))?;
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    rest.split(|letter: char| !(letter.is_ascii_alphanumeric() || "-_".contains(letter))).next()
}

/// A page being read.
#[derive(Default)]
struct PageReading {
    /// The number of bytes that the tables to come may have.
    room: usize,
    done: Vec<Part>,
    /// The tables that have begun, the innermost last.
    open: Vec<OpenTable>,
    /// True if the page is XML of Excel, whose tables stand in sheets.
    is_book: bool,
    /// The signs that styles of Excel's XML add to numbers, and the style at hand.
    signs: HashMap<String, NumberSign>,
    style: String,
    /// The element at hand whose text is none of a cell.
    aside: Option<Aside>,
}

/// Elements with text that is none of the cell around them.
#[derive(Clone, Copy, PartialEq)]
enum Aside {
    Caption,
    Comment,
    /// Says if a sheet is visible.
    Visible,
    Script,
}

impl Aside {
    fn of(tag: &[u8]) -> Option<Self> {
        Some(match tag {
            b"caption" => Self::Caption,
            b"comment" | b"ss:comment" => Self::Comment,
            b"visible" | b"x:visible" => Self::Visible,
            b"style" | b"script" | b"title" => Self::Script,
            _ => return None,
        })
    }
}

/// A table that has begun.
struct OpenTable {
    name: String,
    hidden: bool,
    grid: Grid,
    cell: Option<OpenCell>,
}

/// A cell that has begun.
struct OpenCell {
    text: String,
    /// The form that the XML of Excel gives the value.
    form: String,
    style: String,
    /// The number behind a text that shows it rounded.
    exact: Option<String>,
}

impl PageReading {
    fn open(&mut self, tag: &Tag) -> Result<(), TransferError> {
        // A style element of Excel's XML holds formats.
        let is_format = self.is_book && tag.name() == b"style";
        self.aside = Aside::of(tag.name()).filter(|_| !is_format).or(self.aside);
        let plain = tag.name().strip_prefix(b"ss:").unwrap_or(tag.name());
        match plain {
            b"worksheet" => {
                self.begin_table(tag.attribute("ss:name").unwrap_or_default().into())?
            }
            b"table" if !self.is_book => self.begin_table(String::new())?,
            b"style" if self.is_book => {
                self.style = tag.attribute("ss:id").unwrap_or_default().into();
            }
            b"numberformat" => {
                let format = tag.attribute("ss:format").unwrap_or_default();
                if let Some(sign) = NumberSign::of_named(&format) {
                    self.signs.insert(self.style.clone(), sign);
                }
            }
            b"tr" | b"row" => {
                self.end_cell()?;
                if let Some(table) = self.open.last_mut() {
                    table.grid.begin_row(tag.number("ss:index"))?;
                }
            }
            b"td" | b"th" | b"cell" => self.begin_cell(tag)?,
            b"data" => self.with_cell(|cell| {
                cell.form = tag.attribute("ss:type").unwrap_or_default().into();
            }),
            b"br" | b"p" | b"div" | b"li" => self.with_cell(|cell| {
                if !cell.text.trim().is_empty() {
                    cell.text.push('\n');
                }
            }),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, tag: &[u8]) -> Result<(), TransferError> {
        if Aside::of(tag).is_some() {
            self.aside = None;
        }
        match tag.strip_prefix(b"ss:").unwrap_or(tag) {
            b"td" | b"th" | b"cell" | b"tr" | b"row" => self.end_cell(),
            b"table" if !self.is_book => self.end_table(),
            b"worksheet" => self.end_table(),
            _ => Ok(()),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), TransferError> {
        let (room, is_book) = (self.room, self.is_book);
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        match (self.aside, &mut table.cell) {
            (Some(Aside::Caption), _) => table.name.push_str(text.trim()),
            (Some(Aside::Visible), _) => table.hidden |= text.trim() != "SheetVisible",
            (Some(Aside::Comment | Aside::Script), _) | (None, None) => {}
            (None, Some(cell)) if is_book => cell.text.push_str(text),
            (None, Some(cell)) => push_flowing(&mut cell.text, text),
        }
        let size = table.cell.as_ref().map_or(0, |cell| cell.text.len());
        if size > room { Err(TransferError::Unfolds) } else { Ok(()) }
    }

    fn begin_table(&mut self, name: String) -> Result<(), TransferError> {
        if self.open.len() == DEEPEST {
            return Err(TransferError::BrokenSheet);
        }
        let grid = Grid::new(self.room);
        self.open.push(OpenTable { name, hidden: false, grid, cell: None });
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), TransferError> {
        self.end_cell()?;
        let Some(OpenTable { name, hidden, grid, .. }) = self.open.pop() else { return Ok(()) };
        let is_layout = grid.filled < 2;
        let Some(bytes) = grid.finish()?.filter(|_| !is_layout) else { return Ok(()) };
        self.room = self.room.saturating_sub(bytes.len());
        self.done.push(Part { name, form: PartForm::Sheet, hidden, bytes });
        Ok(())
    }

    fn begin_cell(&mut self, tag: &Tag) -> Result<(), TransferError> {
        self.end_cell()?;
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        let spanned = |name| tag.number(name).unwrap_or(1).max(1) - 1;
        let merged = |name| tag.number(name).unwrap_or(0);
        let spans = if self.is_book {
            Spans { across: merged("ss:mergeacross"), down: merged("ss:mergedown") }
        } else {
            Spans { across: spanned("colspan"), down: spanned("rowspan") }
        };
        table.grid.begin_cell(tag.number("ss:index"), spans)?;
        let text = |name| tag.attribute(name).map(|it| it.into_owned());
        table.cell = Some(OpenCell {
            text: String::new(),
            form: String::new(),
            style: text("ss:styleid").unwrap_or_default(),
            exact: text("x:num").or_else(|| text("sdval")),
        });
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), TransferError> {
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        let Some(cell) = table.cell.take() else { return Ok(()) };
        table.grid.put(&cell.value(&self.signs))
    }

    fn with_cell(&mut self, change: impl FnOnce(&mut OpenCell)) {
        if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            change(cell);
        }
    }
}

impl OpenCell {
    /// Returns the text of the value.
    fn value(self, signs: &HashMap<String, NumberSign>) -> String {
        let text = self.text.trim();
        match (self.form.as_str(), text.parse::<f64>()) {
            ("Number", Ok(number)) => match signs.get(&self.style) {
                Some(sign) => sign.with(number, cells::number_text),
                None => cells::number_text(number),
            },
            // A time of day is one of the day before the first (ECMA-376, part 1, 18.17.4.1).
            ("DateTime", _) => {
                let moment = cells::iso_moment(text);
                moment.strip_prefix("1899-12-31T").unwrap_or(&moment).to_owned()
            }
            ("Boolean", _) => if text == "1" { "true" } else { "false" }.to_owned(),
            _ => {
                let is_rounded = text.contains("E+") || text.starts_with("##");
                let exact = self.exact.filter(|_| is_rounded);
                exact.and_then(|it| it.parse().ok()).map_or(text.to_owned(), cells::number_text)
            }
        }
    }
}

/// Appends a text in which breaks and blanks are all one blank, as a page shows it.
fn push_flowing(to: &mut String, text: &str) {
    for letter in text.chars() {
        let is_blank = letter.is_whitespace();
        if !is_blank {
            to.push(letter);
        } else if !to.is_empty() && !to.ends_with([' ', '\n']) {
            to.push(' ');
        }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    fn tables(page: impl AsRef<[u8]>) -> Vec<(String, String)> {
        let opened = open("list.xls", page.as_ref(), 1 << 20).unwrap();
        let text = |part: Part| {
            let name = if part.hidden { format!("({})", part.name) } else { part.name };
            (name, String::from_utf8(part.bytes).unwrap())
        };
        opened.parts.into_iter().map(text).collect()
    }

    fn check(page: impl AsRef<[u8]>, expect: &[(&str, &str)]) {
        let found = tables(page);
        let found: Vec<(&str, &str)> =
            found.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn a_page_is_its_tables() {
        let page = "<html><head><meta charset=utf-8><style>td{mso-number-format:'a'}</style></head>\
            <table border=1><tr><th>Name<th>Phone<th>Note</tr>\n<tr><td>Nguy&#7877;n &amp; Co</td>\
            <td x:num=\"849012345678\">8.49E+11</td><td>a<br>b,  c\n d &nbsp;</td></tr></table></html>";
        check(
            page,
            &[("list.xls", "Name,Phone,Note\nNguyễn & Co,849012345678,\"a\u{2028}b, c d\"\n")],
        );
    }

    #[test]
    fn cells_that_span_take_their_places() {
        let page = "<table><tr><td rowspan=2>Acme<td>Ann<td colspan=2>x<td>y<tr><td>Bob<td><td><td>z\
            </table>";
        check(page, &[("list.xls", "Acme,Ann,x,,y\nAcme,Bob,,,z\n")]);
        let page = "<TABLE><TR><TD>a</TD><TD>b</TD></TR></TABLE><table><caption>People</caption>\
            <tr><td>c</td></tr><tr><td>d</td></tr></table>";
        check(page, &[("list.xls · 1", "a,b\n"), ("People", "c\nd\n")]);
        // A table for the layout with the one that counts.
        let page = "<table><tr><td><table><tr><td>a<td>b</table></table>";
        check(page, &[("list.xls", "a,b\n")]);
    }

    #[test]
    fn xml_of_excel_is_its_sheets() {
        let page = r##"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="s1"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="s2"><NumberFormat ss:Format="#,##0.00 [$€-407]"/></Style></Styles>
<Worksheet ss:Name="People"><Table><Column ss:Width="80"/>
<Row><Cell><Data ss:Type="String">Name</Data></Cell><Cell ss:Index="3"><Data ss:Type="String">Born</Data><Comment ss:Author="x"><ss:Data>no</ss:Data></Comment></Cell></Row>
<Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">Acme &amp; Sons</Data></Cell><Cell><Data ss:Type="Number">849012345678</Data></Cell><Cell><Data ss:Type="DateTime">1980-03-22T00:00:00.000</Data></Cell><Cell ss:StyleID="s1"><Data ss:Type="Number">0.5</Data></Cell></Row>
<Row><Cell ss:Index="2" ss:StyleID="s2"><Data ss:Type="Number">12.5</Data></Cell><Cell><Data ss:Type="DateTime">1899-12-31T14:30:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
</Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
<Worksheet ss:Name="Empty"><Table></Table></Worksheet></Workbook>"##;
        check(
            page,
            &[(
                "(People)",
                "Name,,Born\n\nAcme & Sons,849012345678,1980-03-22,50%\n\
                 Acme & Sons,12.5 €,14:30:00,true\n",
            )],
        );
    }

    #[test]
    fn encodings_are_those_that_the_page_names() {
        let mut page =
            b"<html><meta http-equiv=Content-Type content=\"text/html; charset=windows-1250\">\
            <table><tr><td>Gy\xf5r<td>b</table>"
                .to_vec();
        check(&page, &[("list.xls", "Győr,b\n")]);
        page =
            "<table><tr><td>Győr<td>b</table>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        page.splice(0..0, [0xff, 0xfe]);
        assert!(begins(&page));
        check(&page, &[("list.xls", "Győr,b\n")]);
    }

    #[test]
    fn only_pages_begin_as_pages() {
        for page in ["<table>", "\n <HTML xmlns:x=1>", "<?xml version", "\u{feff}<!DOCTYPE html>"] {
            assert!(begins(page.as_bytes()), "{page}");
        }
        for other in ["Name,Email", "<anna@x.org>,1", "<tablet>", "BEGIN:VCARD", "", "<"] {
            assert!(!begins(other.as_bytes()), "{other}");
        }
    }

    #[test]
    fn pages_without_tables_and_tables_without_end_are_refused() {
        let refused = |page: &str| open("x", page.as_bytes(), 1000).map(drop).unwrap_err();
        assert_eq!(refused("<html><p>Hello"), TransferError::NotText(Binary::Archive));
        assert_eq!(refused("<table><tr><td>a</table>"), TransferError::NotText(Binary::Archive));
        assert_eq!(refused(&"<table>".repeat(100)), TransferError::BrokenSheet);
        let long = format!("<table><tr><td>{}<td>b</table>", "x".repeat(2000));
        assert_eq!(refused(&long), TransferError::Unfolds);
        let far = "<table><tr ss:index=99999999><td>a<td>b</table>";
        assert_eq!(refused(far), TransferError::BrokenSheet);
        let wide = "<table><tr><td colspan=4000000000>a<td>b</table>";
        assert_eq!(refused(wide), TransferError::BrokenSheet);
    }
}
