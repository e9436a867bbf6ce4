//! The styles of cells: of text, dates, moments, and one for each currency.

use std::fmt::Write;

use domain::digits_of;

/// The first number format that a file may define itself (ECMA-376, part 1, 18.8.30).
const FIRST_FORMAT: usize = 164;
const DATE_FORMAT: usize = FIRST_FORMAT;
const MOMENT_FORMAT: usize = FIRST_FORMAT + 1;
const FIRST_MONEY_FORMAT: usize = FIRST_FORMAT + 2;
/// The built-in format of text.
const TEXT_FORMAT: usize = 49;

/// The index of a cell's style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StyleIndex(pub usize);

/// A number in its usual form.
pub const GENERAL: StyleIndex = StyleIndex(0);
/// A name of a column.
pub const HEADER: StyleIndex = StyleIndex(1);
/// A text, which stays one if it is edited.
pub const TEXT: StyleIndex = StyleIndex(2);
/// A day.
pub const DATE: StyleIndex = StyleIndex(3);
/// A day and a time.
pub const MOMENT: StyleIndex = StyleIndex(4);
const FIRST_MONEY: usize = 5;

/// The styles of a workbook.
#[derive(Default)]
pub struct WorkbookStyles {
    /// The currencies that have a style, in the order of their styles.
    currencies: Vec<[u8; 3]>,
}

impl WorkbookStyles {
    /// Returns the style of amounts in a currency.
    pub fn money(&mut self, currency: [u8; 3]) -> StyleIndex {
        let known = self.currencies.iter().position(|known| *known == currency);
        let at = known.unwrap_or_else(|| {
            self.currencies.push(currency);
            self.currencies.len() - 1
        });
        StyleIndex(FIRST_MONEY + at)
    }

    /// Returns the part of the file that describes them.
    pub fn xml(&self) -> String {
        let money = |currency: &[u8; 3]| {
            let digits = digits_of(*currency);
            let point = if digits > 0 { "." } else { "" };
            let code = String::from_utf8_lossy(currency);
            format!("#,##0{point}{:0<digits$} [${code}]", "")
        };
        let dates = ["yyyy-mm-dd".to_owned(), "yyyy-mm-dd hh:mm".to_owned()];
        let formats: Vec<String> =
            dates.into_iter().chain(self.currencies.iter().map(money)).collect();
        let mut out = String::from(concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
        ));
        // Writing to a text does not fail.
        let mut push = |part: std::fmt::Arguments<'_>| out.write_fmt(part).unwrap_or_default();
        push(format_args!(r#"<numFmts count="{}">"#, formats.len()));
        for (code, id) in formats.iter().zip(FIRST_FORMAT..) {
            push(format_args!(r#"<numFmt numFmtId="{id}" formatCode="{code}"/>"#));
        }
        push(format_args!("{}", FONTS_AND_FILLS));
        push(format_args!(r#"<cellXfs count="{}">"#, FIRST_MONEY + self.currencies.len()));
        let mut style = |format: usize, font: usize| {
            push(format_args!(
                r#"<xf numFmtId="{format}" fontId="{font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>"#
            ));
        };
        for (format, font) in
            [(0, 0), (TEXT_FORMAT, 1), (TEXT_FORMAT, 0), (DATE_FORMAT, 0), (MOMENT_FORMAT, 0)]
        {
            style(format, font);
        }
        (FIRST_MONEY_FORMAT..).take(self.currencies.len()).for_each(|format| style(format, 0));
        out.push_str(concat!(
            r#"</cellXfs><cellStyles count="1">"#,
            r#"<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#,
        ));
        out
    }
}

/// A plain font and a bold one, the two fills that every file has, no border.
const FONTS_AND_FILLS: &str = concat!(
    r#"</numFmts><fonts count="2">"#,
    r#"<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>"#,
    r#"<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>"#,
    r#"<fills count="2"><fill><patternFill patternType="none"/></fill>"#,
    r#"<fill><patternFill patternType="gray125"/></fill></fills>"#,
    r#"<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"#,
    r#"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#,
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_currency_has_one_style_with_its_digits_and_its_code() {
        let mut styles = WorkbookStyles::default();
        let all = [*b"EUR", *b"VND", *b"EUR", *b"KWD"].map(|currency| styles.money(currency).0);
        assert_eq!(all, [5, 6, 5, 7]);
        let xml = styles.xml();
        for format in ["#,##0.00 [$EUR]", "#,##0 [$VND]", "#,##0.000 [$KWD]"] {
            assert_eq!(xml.matches(&format!("formatCode=\"{format}\"")).count(), 1, "{xml}");
        }
        assert!(xml.contains(r#"<cellXfs count="8">"#));
    }
}
