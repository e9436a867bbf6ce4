//! Iterates over the records of a table, tracks the lines on which they begin, and recovers from
//! quotation marks that are never closed.

use csv::{ReaderBuilder, StringRecord};
use memchr::{memchr, memchr2, memchr2_iter};

use super::margins::is_between;
use super::quoting::{cells, close};
use super::shape::Shape;
use crate::import::{SetAside, SetAsideReason, excerpt};
use crate::options::{LINE_BREAK, Quoting};

/// Unclosed quotation marks tolerated before all marks are read as literals: finding each takes
/// reading to the end. A cell that runs on into the next quoted one costs its own lines only, and
/// does not count here.
const MOST_REPAIRS: usize = 16;

/// The next part of a table.
#[derive(Debug)]
pub enum FoundRow {
    /// A record, whose cells are in the buffer.
    Record,
    /// A part that cannot be read.
    Aside(SetAside),
    /// The end of the table.
    End,
}

/// The records of a text.
pub struct CsvRows<'a> {
    text: &'a str,
    /// The offset at which the reader began.
    base: usize,
    reader: csv::Reader<&'a [u8]>,
    delimiter: u8,
    quoting: Quoting,
    /// True if cells may have [`LINE_BREAK`]s.
    sheet: bool,
    /// The offset up to which lines are counted, and their number.
    counted: (usize, usize),
    repairs: usize,
    /// After a repair, the only number of cells that a row may have.
    width: Option<usize>,
    line: usize,
    /// The start and end offsets of the last record.
    last: (usize, usize),
    /// The names of the columns.
    header: Option<StringRecord>,
}

impl<'a> CsvRows<'a> {
    pub fn new(text: &'a str, shape: Shape) -> Self {
        let Shape { delimiter, quoting, base, below, sheet } = shape;
        let text = &text[..text.len() - below];
        Self {
            text,
            base,
            reader: reader(&text[base..], delimiter, Some(quoting)),
            delimiter,
            quoting,
            sheet,
            counted: (0, 1),
            repairs: 0,
            width: None,
            line: 1,
            last: (base, base),
            header: None,
        }
    }

    /// Tells the names of the columns, so that they are no row when a page repeats them.
    pub fn set_header(&mut self, header: StringRecord) {
        self.header = Some(header);
    }

    /// Returns the offset at which the last record began.
    pub fn begin(&self) -> usize {
        self.last.0
    }

    /// Returns the offset at which the last record ended.
    pub fn end(&self) -> usize {
        self.last.1
    }

    /// Returns the line on which the last record began.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Reads the next non-blank record into the buffer. `width` is the header's number of cells,
    /// once it is known.
    pub fn next(&mut self, record: &mut StringRecord, width: Option<usize>) -> FoundRow {
        loop {
            // Cannot fail: the text is valid UTF-8 and records may have any length.
            if !self.reader.read_record(record).unwrap_or(false) {
                return FoundRow::End;
            }
            let start = self.start_of(record);
            self.line = self.line_at(start);
            let end = self.base + offset(self.reader.position());
            let marks = self.repairs < MOST_REPAIRS;
            if marks && end >= self.text.len() && self.is_unclosed(start) {
                self.repairs += 1;
                return self.repair(start, width);
            }
            self.last = (start, end);
            let raw = &self.text[start..end];
            if marks && self.runs_on(raw) {
                return self.repair(start, width);
            }
            if marks && self.quoting.escapes() && memchr(b'\\', raw.as_bytes()).is_some() {
                *record = cells(raw, self.delimiter, self.quoting);
            }
            if self.sheet && raw.contains(LINE_BREAK) {
                *record = record.iter().map(with_breaks).collect();
            }
            let believed = self.width.is_none_or(|width| record.len() == width);
            if !believed {
                let reason = SetAsideReason::OtherWidth;
                return FoundRow::Aside(SetAside { reason, ..self.aside(raw) });
            }
            if self.header.as_ref().is_some_and(|header| is_between(record, header)) {
                return FoundRow::Aside(self.aside_for(SetAsideReason::Margin));
            }
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                return FoundRow::Record;
            }
        }
    }

    /// Sets aside the line that opens the quotation mark and continues with the line below it.
    fn repair(&mut self, start: usize, width: Option<usize>) -> FoundRow {
        let rest = &self.text[start..];
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let aside = self.aside(&rest[..length]);
        // Without the column names the rest is meaningless.
        self.base = if width.is_some() { start + length } else { self.text.len() };
        // This many cannot be mistakes: quotation marks are literal here.
        let quoting = (self.repairs < MOST_REPAIRS).then_some(self.quoting);
        self.reader = reader(&self.text[self.base..], self.delimiter, quoting);
        self.width = width;
        FoundRow::Aside(aside)
    }

    /// True if a cell spans several lines and continues after its closing quotation mark: that mark
    /// then opens another cell, and this cell was never closed (RFC 4180, 2.5).
    fn runs_on(&self, raw: &str) -> bool {
        let bytes = raw.trim_end_matches(['\r', '\n']).as_bytes();
        if memchr2(b'\n', b'\r', bytes).is_none() {
            return false;
        }
        let (mut at, mut fresh) = (0, true);
        while let Some(byte) = bytes.get(at) {
            at += 1;
            if !(fresh && *byte == self.quoting.mark()) {
                fresh = *byte == self.delimiter;
                continue;
            }
            let opened = at;
            let Some(closed) = close(bytes, at, self.quoting) else { return false };
            at = closed;
            let ended = bytes.get(at).is_none_or(|next| *next == self.delimiter || *next == b' ');
            if !ended && memchr2(b'\n', b'\r', &bytes[opened..at]).is_some() {
                return true;
            }
            fresh = false;
        }
        false
    }

    /// Returns the last record as set aside because nothing of it maps to a field.
    pub fn unplaced(&self) -> SetAside {
        self.aside_for(SetAsideReason::Unplaced)
    }

    /// Returns the last record as set aside for this reason.
    pub fn aside_for(&self, reason: SetAsideReason) -> SetAside {
        let (start, end) = self.last;
        SetAside { reason, ..self.aside(&self.text[start..end]) }
    }

    fn aside(&self, raw: &str) -> SetAside {
        let raw = raw.trim_end_matches(['\r', '\n']);
        SetAside {
            line: self.line,
            reason: SetAsideReason::UnclosedQuote,
            text: excerpt(raw),
            raw: if self.sheet { with_breaks(raw) } else { raw.to_owned() },
        }
    }

    /// Returns the offset at which the record begins, after the line breaks that ended the previous
    /// one.
    fn start_of(&self, record: &StringRecord) -> usize {
        let start = self.base + record.position().map_or(0, offset);
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let breaks = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        start + breaks
    }

    fn line_at(&mut self, at: usize) -> usize {
        let (from, mut line) = self.counted;
        let bytes = self.text.as_bytes();
        for found in memchr2_iter(b'\n', b'\r', &bytes[from..at.max(from)]) {
            // `\r\n` is one line break, counted at its second half.
            let half = bytes[from + found] == b'\r' && bytes.get(from + found + 1) == Some(&b'\n');
            line += usize::from(!half);
        }
        self.counted = (at.max(from), line);
        line
    }

    /// True if the text from here on ends inside quotation marks.
    fn is_unclosed(&self, start: usize) -> bool {
        let bytes = &self.text.as_bytes()[start..];
        let mut at = 0;
        let mut fresh = true;
        while let Some(byte) = bytes.get(at) {
            at += 1;
            if fresh && *byte == self.quoting.mark() {
                let Some(closed) = close(bytes, at, self.quoting) else { return true };
                at = closed;
            }
            fresh = *byte == self.delimiter || matches!(byte, b'\r' | b'\n');
        }
        false
    }
}

/// Returns the text of a sheet's cell with its line breaks.
fn with_breaks(cell: &str) -> String {
    cell.replace(LINE_BREAK, "\n")
}

fn offset(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// Builds a reader; without a quoting, quotation marks are literal.
fn reader(text: &str, delimiter: u8, quoting: Option<Quoting>) -> csv::Reader<&[u8]> {
    let marks = quoting.unwrap_or_default();
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(quoting.is_some())
        .quote(marks.mark())
        .escape(marks.escapes().then_some(b'\\'))
        .from_reader(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::ReadOptions;

    fn check(text: &str, expect: &[&str]) {
        let mut records = CsvRows::new(text, Shape::of(text, &ReadOptions::default()));
        let mut record = StringRecord::new();
        let mut found = Vec::new();
        loop {
            let width = (!found.is_empty()).then_some(2);
            match records.next(&mut record, width) {
                FoundRow::Record => {
                    let cells: Vec<&str> = record.iter().collect();
                    found.push(format!("{} {}", records.line(), cells.join("/")));
                }
                FoundRow::Aside(SetAside { line, reason, text, .. }) => {
                    let reason =
                        if reason == SetAsideReason::OtherWidth { "width" } else { "mark" };
                    found.push(format!("{reason} {line} {text}"));
                }
                FoundRow::End => break,
            }
        }
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn delimiters_breaks_and_quotation_marks_are_recognized() {
        check("a,b\r\n1,2\r\n\r\n3,4", &["1 a/b", "2 1/2", "4 3/4"]);
        check("a;b\n\"1;\n\"\"x\"\"\";2\n3;4\n", &["1 a/b", "2 1;\n\"x\"/2", "4 3/4"]);
        check("a\tb\r1\t2\r3\t4", &["1 a/b", "2 1/2", "3 3/4"]);
        check("a|b\n1|2\r\n3|4\r5|6", &["1 a/b", "2 1/2", "3 3/4", "4 5/6"]);
        check("sep=;\na;b\n1;2", &["2 a/b", "3 1/2"]);
        check("a\n1\n", &["1 a", "2 1"]);
    }

    #[test]
    fn a_line_of_a_sheet_is_a_row_with_its_breaks() {
        let text = "Name,Note\n\nAnn,\"one\u{2028}two\"\n\"sep=;\",x\n";
        let options = ReadOptions { sheet: true, ..ReadOptions::default() };
        let mut records = CsvRows::new(text, Shape::of(text, &options));
        let mut record = StringRecord::new();
        let mut found = Vec::new();
        while let FoundRow::Record = records.next(&mut record, None) {
            let cells: Vec<&str> = record.iter().collect();
            found.push(format!("{} {}", records.line(), cells.join("/")));
        }
        assert_eq!(found, ["1 Name/Note", "3 Ann/one\ntwo", "4 sep=;/x"]);
    }

    #[test]
    fn an_unclosed_quotation_mark_costs_its_own_line_only() {
        check("a,b\n1,2\n\"3,4\n5,6\n", &["1 a/b", "2 1/2", "mark 3 \"3,4", "4 5/6"]);
        check(
            "a,b\n1,2\n3,\"a note\nthat is cut",
            &["1 a/b", "2 1/2", "mark 3 3,\"a note", "width 4 that is cut"],
        );
        check("a,\"b\n1,2", &["mark 1 a,\"b"]);
        check(
            "a,b\n\"1,2\n3,4\n5\n\"6,7\n",
            &["1 a/b", "mark 2 \"1,2", "3 3/4", "width 4 5", "mark 5 \"6,7"],
        );
    }
}
