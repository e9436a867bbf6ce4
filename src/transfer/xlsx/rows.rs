//! The rows of a sheet as XML.

use std::fmt::Write;

use super::number::{amount_number, date_number, moment_number, plain_number};
use super::styles::{DATE, GENERAL, HEADER, MOMENT, StyleIndex, TEXT, WorkbookStyles};
use super::xml::{fitting, push_text};
use crate::csv::TableCell;
use domain::LocalClock;

/// Writes the rows of one sheet after another.
pub struct RowWriter<'a> {
    /// The clock by which moments are shown.
    pub clock: &'a LocalClock,
    /// The styles of the workbook.
    pub styles: &'a mut WorkbookStyles,
    /// Number of texts so far that were longer than a cell.
    pub cut: &'a mut usize,
    /// The names of the columns: A, B, … AA.
    pub columns: Vec<String>,
}

impl RowWriter<'_> {
    /// Returns the row of names. Rows are numbered from 1.
    pub fn header(&mut self, names: &[String]) -> String {
        let mut out = String::from(r#"<row r="1">"#);
        for (at, name) in names.iter().enumerate() {
            self.push_string(&mut out, (at, 1), name, HEADER);
        }
        out.push_str("</row>");
        out
    }

    /// Returns a row; blank cells are left out.
    pub fn row(&mut self, number: usize, cells: &[TableCell]) -> String {
        let mut out = format!(r#"<row r="{number}">"#);
        for (at, cell) in cells.iter().enumerate() {
            self.push_cell(&mut out, (at, number), cell);
        }
        out.push_str("</row>");
        out
    }

    fn push_cell(&mut self, out: &mut String, at: (usize, usize), cell: &TableCell) {
        let number = match cell {
            TableCell::Text(_) => None,
            TableCell::Flag(flag) => return self.push_flag(out, at, *flag),
            TableCell::Number(number) => plain_number(*number).map(|text| (text, GENERAL)),
            TableCell::Date(date) => date_number(*date).map(|text| (text, DATE)),
            TableCell::Moment(millis) => {
                moment_number(*millis, self.clock).map(|text| (text, MOMENT))
            }
            TableCell::Money(money) => {
                amount_number(*money).map(|text| (text, self.styles.money(money.currency)))
            }
        };
        match number {
            Some((text, style)) => {
                self.begin(out, at, style);
                push(out, format_args!("><v>{text}</v></c>"));
            }
            // A number that a spreadsheet would change stays the text that it is in other tables.
            None => self.push_string(out, at, &cell.text(), TEXT),
        }
    }

    fn push_flag(&self, out: &mut String, at: (usize, usize), flag: bool) {
        self.begin(out, at, GENERAL);
        push(out, format_args!(r#" t="b"><v>{}</v></c>"#, u8::from(flag)));
    }

    fn push_string(&mut self, out: &mut String, at: (usize, usize), text: &str, style: StyleIndex) {
        if text.is_empty() {
            return;
        }
        let (text, is_cut) = fitting(text);
        *self.cut += usize::from(is_cut);
        self.begin(out, at, style);
        // Without this, blanks at the ends are dropped.
        let is_plain = text.trim() == text && !text.contains('\n');
        let space = if is_plain { "" } else { r#" xml:space="preserve""# };
        push(out, format_args!(r#" t="inlineStr"><is><t{space}>"#));
        push_text(out, &text);
        out.push_str("</t></is></c>");
    }

    fn begin(
        &self,
        out: &mut String,
        (column, row): (usize, usize),
        StyleIndex(style): StyleIndex,
    ) {
        let column = self.columns.get(column).map_or("", String::as_str);
        push(out, format_args!(r#"<c r="{column}{row}" s="{style}""#));
    }
}

/// Appends to a text, which does not fail.
fn push(out: &mut String, part: std::fmt::Arguments<'_>) {
    out.write_fmt(part).unwrap_or_default();
}

/// Returns the name of a column, which is counted from 0: A to Z, AA and so on.
pub fn column_name(mut column: usize) -> String {
    let mut name = Vec::new();
    loop {
        name.insert(0, b'A' + (column % 26) as u8);
        if column < 26 {
            return String::from_utf8_lossy(&name).into_owned();
        }
        column = column / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_by_letters() {
        let names = [0, 25, 26, 51, 52, 701, 702, 16_383].map(column_name);
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }
}
