//! The lines around a table: titles above its header, totals and remarks below its last row, page
//! numbers and repeated headers between its rows. None of it is a row.

use std::sync::OnceLock;

use csv::StringRecord;

use super::looks::is_data;
use super::quoting::cells;
use super::records::{CsvRows, FoundRow};
use super::shape::{Shape, head};
use super::words::normal;
use crate::amounts::{parse_money, parse_number};
use crate::import::{SetAside, SetAsideReason, excerpt};
use domain::lexicon;

/// The words with which totals, page numbers and remarks begin, in twelve languages.
const WORDS: &str = include_str!("../words/margins.tsv");

/// Rows among which the header is looked for.
const TOP: usize = 40;
/// Lines below which a total or a remark is not looked for.
const BOTTOM: usize = 60;
/// Bytes of the end of a table in which they may stand.
const TAIL: usize = 16 * 1024;
/// A name of a column is no longer than this.
const LONGEST_NAME: usize = 80;
/// A page number with its words is no longer than this.
const LONGEST_PAGE: usize = 24;

/// Returns the offset at which the table begins: the first row that fills at least half as many
/// cells as the fullest one, if it reads like a header.
pub fn begin_of(text: &str, shape: Shape) -> usize {
    let mut records = CsvRows::new(text, shape);
    let mut record = StringRecord::new();
    let mut rows = Vec::new();
    while rows.len() < TOP
        && let FoundRow::Record = records.next(&mut record, None)
    {
        rows.push((records.begin(), filled(&record).count(), is_header(&record)));
    }
    let most = rows.iter().map(|(_, filled, _)| *filled).max().unwrap_or_default();
    let first = rows.iter().position(|(_, filled, _)| *filled > 1 && filled * 2 >= most);
    match first.map(|at| (at, rows[at])) {
        // The first row may be anything, as may all rows of a table without a header.
        Some((1.., (begin, _, true))) => begin,
        // A blank row ends the titles also above a table without a header.
        Some((at @ 1.., (begin, ..)))
            if is_below_blank(&text[..begin], shape)
                && rows[..at].iter().all(|(_, filled, _)| *filled < 2) =>
        {
            begin
        }
        _ => shape.base,
    }
}

/// True if the last line of a text has nothing but delimiters.
fn is_below_blank(text: &str, shape: Shape) -> bool {
    let line = text.strip_suffix('\n').unwrap_or(text);
    let line = line.rsplit(['\n', '\r']).find(|line| !line.is_empty());
    let is_blank = |line: &str| line.bytes().all(|byte| byte == shape.delimiter);
    text.ends_with("\n\n") || text.ends_with("\r\n\r\n") || line.is_some_and(is_blank)
}

fn filled(record: &StringRecord) -> impl Iterator<Item = &str> {
    record.iter().map(str::trim).filter(|cell| !cell.is_empty())
}

/// True if the cells of a row can be the names of columns.
fn is_header(record: &StringRecord) -> bool {
    let names: Vec<&str> = filled(record).collect();
    names.iter().all(|name| !is_data(name) && name.chars().count() <= LONGEST_NAME)
}

/// Returns the number of bytes below the table: its totals, and the remarks below its last row.
pub fn below(text: &str, shape: Shape) -> usize {
    let mut records = CsvRows::new(text, shape);
    let mut record = StringRecord::new();
    let FoundRow::Record = records.next(&mut record, None) else { return 0 };
    let rows = records.end().max(text.len().saturating_sub(TAIL));
    let rows = text.ceil_char_boundary(rows);
    let mut end = text.len();
    let mut lines: Vec<(usize, Line)> = Vec::new();
    let mut is_full = false;
    for line in text[rows..].rsplit('\n').take(BOTTOM) {
        let begin = end.saturating_sub(line.len());
        match Line::of(line, shape) {
            Line::Row(width) => {
                is_full = width == record.len();
                break;
            }
            other => lines.push((begin, other)),
        }
        end = begin.saturating_sub(1);
    }
    // A table that writes all cells of its rows ends at a line of one cell only.
    let bare = is_full && record.len() > 2;
    let is_sure = |at: &usize| match lines[*at].1 {
        Line::Margin => true,
        // Some programs leave out the blank cells of a row; a blank line ends the table.
        Line::Bare => bare && lines[*at..].iter().any(|(_, line)| *line == Line::Blank),
        Line::Lone | Line::Blank | Line::Row(_) => false,
    };
    let Some(highest) = (0..lines.len()).rev().find(is_sure) else { return 0 };
    let blank = lines[highest + 1..].iter().take_while(|(_, line)| *line == Line::Blank);
    text.len() - lines[highest + blank.count()].0
}

/// A line of the end of a table.
#[derive(Debug, PartialEq)]
enum Line {
    /// No cell has anything.
    Blank,
    /// A total, a page number, a remark.
    Margin,
    /// One cell without the delimiters of others.
    Bare,
    /// One cell among empty ones.
    Lone,
    /// A row, with its number of cells.
    Row(usize),
}

impl Line {
    fn of(line: &str, shape: Shape) -> Self {
        let marks = line.bytes().filter(|byte| *byte == shape.quoting.mark()).count();
        let record = cells(line, shape.delimiter, shape.quoting);
        let all: Vec<&str> = filled(&record).collect();
        match all.as_slice() {
            // Part of a cell of several lines.
            _ if marks % 2 == 1 => Self::Row(record.len()),
            [] => Self::Blank,
            [only] if says_margin(only) => Self::Margin,
            [_] if record.len() == 1 => Self::Bare,
            [_] => Self::Lone,
            [first, rest @ ..] if is_total(first) && rest.iter().all(|cell| is_amount(cell)) => {
                Self::Margin
            }
            _ => Self::Row(record.len()),
        }
    }
}

fn is_amount(cell: &str) -> bool {
    // The total of a program that does not calculate is the formula: `=SUM(C2:C9)`.
    cell.starts_with('=') || parse_number(cell).is_some() || parse_money(cell).is_some()
}

/// The words of one meaning, folded.
fn said(what: &str) -> &'static [String] {
    static KNOWN: OnceLock<[Vec<String>; 3]> = OnceLock::new();
    const MEANINGS: [&str; 3] = ["total", "page", "remark"];
    let known = KNOWN.get_or_init(|| {
        MEANINGS.map(|wanted| {
            let words = lexicon::words(WORDS, 1).filter(|(means, _)| means[0] == wanted);
            words.map(|(_, word)| lexicon::folded(word)).collect()
        })
    });
    let at = MEANINGS.iter().position(|known| *known == what);
    at.map(|at| known[at].as_slice()).unwrap_or_default()
}

fn is_total(cell: &str) -> bool {
    let cell = lexicon::folded(cell);
    said("total").iter().any(|word| lexicon::begins_with(&cell, word))
}

fn is_page(cell: &str) -> bool {
    let short = cell.chars().count() <= LONGEST_PAGE && cell.contains(char::is_numeric);
    let words = || normal(cell).split(' ').map(str::to_owned).collect::<Vec<_>>();
    short && {
        let (words, cell) = (words(), lexicon::folded(cell));
        let is_there = |page: &String| {
            words.contains(page) || (!page.is_ascii() && cell.contains(page.as_str()))
        };
        said("page").iter().any(is_there)
    }
}

fn says_margin(cell: &str) -> bool {
    let folded = lexicon::folded(cell);
    is_total(cell)
        || is_page(cell)
        || said("remark").iter().any(|word| lexicon::begins_with(&folded, word))
}

/// True for a row that is none: a page number alone, the header once more, or a subtotal.
pub fn is_between(record: &StringRecord, header: &StringRecord) -> bool {
    let mut cells = filled(record);
    let Some(first) = cells.next() else { return false };
    match cells.next() {
        None => is_page(first),
        Some(_) if header.get(0) == record.get(0) && record == header => true,
        // A subtotal: the word alone, and amounts.
        Some(second) => {
            let word = lexicon::folded(first.trim_end_matches([':', '：', ' ']));
            let is_word = said("total").contains(&word);
            is_word && std::iter::once(second).chain(cells).all(is_amount)
        }
    }
}

/// Returns the lines around a table as set aside.
pub fn around(text: &str, shape: Shape) -> Vec<SetAside> {
    let end = text.len() - shape.below;
    let lines = |from: usize, to: usize| {
        let begin = line_of(text, from);
        let lines = text[from..to].split('\n').enumerate();
        lines.map(move |(at, raw)| (begin + at, raw.trim_end_matches('\r')))
    };
    let above = lines(0, shape.base).filter(|(line, raw)| *line > 1 || !raw.starts_with("sep="));
    above
        .chain(lines(end, text.len()))
        .filter_map(|(line, raw)| {
            let record = cells(raw, shape.delimiter, shape.quoting);
            let said = filled(&record).collect::<Vec<_>>().join(" · ");
            let text = excerpt(&said);
            let reason = SetAsideReason::Margin;
            (!said.is_empty()).then(|| SetAside { line, reason, text, raw: raw.to_owned() })
        })
        .collect()
}

/// Returns the line of an offset, from 1.
pub fn line_of(text: &str, offset: usize) -> usize {
    1 + text[..offset].matches('\n').count()
}

/// Returns the offset of a line of a text, from 1.
pub fn offset_of_line(text: &str, line: usize) -> usize {
    let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(breaks).nth(line.saturating_sub(1)).unwrap_or_default()
}

/// Returns the first lines of a text, for somebody who says where the table begins.
pub fn first_lines(text: &str) -> Vec<String> {
    const LINES: usize = 12;
    head(text, TAIL).lines().take(LINES).map(excerpt).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::ReadOptions;

    /// Checks the rows of a text that are the table, and the lines around it.
    fn check(text: &str, rows: &[&str], lines: &[usize]) {
        let shape = Shape::of(text, &ReadOptions::default());
        let mut records = CsvRows::new(text, shape);
        let mut record = StringRecord::new();
        let mut found = Vec::new();
        loop {
            match records.next(&mut record, None) {
                FoundRow::Record => {
                    if found.is_empty() {
                        records.set_header(record.clone());
                    }
                    found.push(filled(&record).collect::<Vec<_>>().join("|"));
                }
                FoundRow::Aside(_) => {}
                FoundRow::End => break,
            }
        }
        assert_eq!(found, rows, "{text}");
        let around: Vec<usize> = around(text, shape).iter().map(|aside| aside.line).collect();
        assert_eq!(around, lines, "{text}");
    }

    #[test]
    fn titles_above_and_totals_below_are_no_rows() {
        check(
            "Kundenliste 2026;;\nStand: 28.11.2026;;\n;;\nName;Firma;Ort\nRita;Falk OHG;Berlin\n;;\nSumme: 1;;\n",
            &["Name|Firma|Ort", "Rita|Falk OHG|Berlin"],
            &[1, 2, 7],
        );
        check(
            "Customers, prospects\nName;Company;City\nRita;Falk;Berlin\nOlaf;Hahn;Bonn\nUte;Berg;Kiel\n",
            &["Name|Company|City", "Rita|Falk|Berlin", "Olaf|Hahn|Bonn", "Ute|Berg|Kiel"],
            &[1],
        );
        check(
            "Nom;Ville;CA\nH\u{e9}l\u{e8}ne;Lyon;12 450,00 \u{20ac}\nTotal : 1 client;;12 450,00 \u{20ac}\n",
            &["Nom|Ville|CA", "H\u{e9}l\u{e8}ne|Lyon|12 450,00 \u{20ac}"],
            &[3],
        );
        check(
            "Name;Ort;Umsatz\nRita;Bonn;12\nSumme;;=SUM(C2:C2)\n",
            &["Name|Ort|Umsatz", "Rita|Bonn|12"],
            &[3],
        );
    }

    #[test]
    fn lines_of_one_cell_end_a_table_whose_rows_are_full() {
        check(
            "a,b,c\n1,2,3\n4,5,6\n\nMailing list\nAll rights reserved\n",
            &["a|b|c", "1|2|3", "4|5|6"],
            &[5, 6],
        );
    }

    #[test]
    fn pages_repeat_the_header_and_tell_their_number() {
        check(
            "Lp.;Nazwisko;Miasto\n1;Kowalska;Lublin\nStrona 1 z 2;;\nLp.;Nazwisko;Miasto\n2;Nowak;Radom\n",
            &["Lp.|Nazwisko|Miasto", "1|Kowalska|Lublin", "2|Nowak|Radom"],
            &[],
        );
    }

    #[test]
    fn people_of_whom_only_the_name_is_known_stay() {
        for text in [
            "Name,Phone,City\nAnna,1,Bonn\nBella,,\nCara,,\n",
            "Name,Phone,City\nAnna,1,Bonn\n,,\nBella,,\n",
            "Name,Phone,City\nAnna,1,Bonn\nBella\nCara\n",
            "Name\nAnna\nTotalina\n",
        ] {
            let shape = Shape::of(text, &ReadOptions::default());
            assert_eq!((shape.base, shape.below), (0, 0), "{text}");
        }
    }

    #[test]
    fn somebody_may_say_where_the_table_begins() {
        let text = "a,b\nc,d\nName,Phone\nAnna,1\n";
        let options = ReadOptions { top: Some(3), ..ReadOptions::default() };
        assert_eq!(Shape::of(text, &options).base, 8);
        assert_eq!(Shape::of(text, &ReadOptions::default()).base, 0);
        assert_eq!((line_of(text, 8), first_lines(text)[2].as_str()), (3, "Name,Phone"));
    }
}
