//! Quoting of cells: detects it from the beginning of a table and reads cells with backslashes.

use csv::StringRecord;
use memchr::{memchr, memchr2, memchr3};

use super::shape::head;
use crate::options::Quoting;

/// Bytes of a table that decide its quoting: marks inside cells are rarer than delimiters.
const HEAD: usize = 1 << 20;

/// Returns the offset after the closing mark of a cell whose text begins at `at`.
pub fn close(bytes: &[u8], mut at: usize, quoting: Quoting) -> Option<usize> {
    let mark = quoting.mark();
    loop {
        let rest = bytes.get(at..)?;
        let found = if quoting.escapes() { memchr2(mark, b'\\', rest) } else { memchr(mark, rest) };
        at += found? + 1;
        if bytes[at - 1] == mark && bytes.get(at) != Some(&mark) {
            return Some(at);
        }
        // The second of a doubled mark, or the character that a backslash escapes.
        at += 1;
    }
}

/// Splits a raw record with backslash escapes into cells. A backslash before any other character is
/// literal (`C:\dir`), since not every program doubles it.
pub fn cells(raw: &str, delimiter: u8, quoting: Quoting) -> StringRecord {
    let raw = raw.trim_end_matches(['\r', '\n']);
    let bytes = raw.as_bytes();
    let mut cells = StringRecord::new();
    let mut at = 0;
    loop {
        let mut cell = String::new();
        let quoted = bytes.get(at) == Some(&quoting.mark());
        if quoted {
            let closed = close(bytes, at + 1, quoting);
            let inner = &raw[at + 1..closed.map_or(bytes.len(), |closed| closed - 1)];
            unescape(inner, quoting, &mut cell);
            at = closed.unwrap_or(bytes.len());
        }
        let end = memchr(delimiter, &bytes[at..]).map_or(bytes.len(), |found| at + found);
        cell.push_str(&raw[at..end]);
        // Databases write `\N` for null.
        cells.push_field(if !quoted && cell == "\\N" { "" } else { &cell });
        if end == bytes.len() {
            return cells;
        }
        at = end + 1;
    }
}

fn unescape(inner: &str, quoting: Quoting, cell: &mut String) {
    let mark = char::from(quoting.mark());
    let mut letters = inner.chars().peekable();
    while let Some(letter) = letters.next() {
        let means = |next: &char| match letter {
            '\\' => *next == mark || matches!(next, '\\' | '\n' | '\r'),
            letter => letter == mark && *next == mark,
        };
        cell.push(letters.next_if(means).unwrap_or(letter));
    }
}

/// Detects the quoting of a table from its beginning. Prefers double quotation marks if they read
/// well: in most tables apostrophes and backslashes are literal.
pub fn quoting_of(text: &str, delimiter: &dyn Fn(Quoting) -> u8) -> Quoting {
    let head = head(text, HEAD);
    let walk = |quoting| Walk::new(head, delimiter(quoting), quoting, head.len() < text.len());
    let escapes = |mark: &str| head.contains(&format!("\\{mark}"));
    if memchr(b'\'', head.as_bytes()).is_some() {
        let single = walk(Quoting::Single);
        if single.is_single(&|| walk(Quoting::Double)) {
            return Quoting::Single;
        }
        let escaped = escapes("'").then(|| walk(Quoting::SingleEscaped));
        if escaped.is_some_and(|walk| walk.is_single(&|| single)) {
            return Quoting::SingleEscaped;
        }
    }
    if escapes("\"") {
        let (plain, escaped) = (walk(Quoting::Double), walk(Quoting::DoubleEscaped));
        // Tolerates one row in twenty that is broken for another reason.
        let reads = escaped.broken() * 20 <= escaped.rows;
        if escaped.escaped > 0 && reads && escaped.broken() < plain.broken() {
            return Quoting::DoubleEscaped;
        }
    }
    Quoting::Double
}

/// Statistics of the beginning of a table under one quoting.
#[derive(Clone, Copy, Default)]
struct Walk {
    rows: usize,
    /// Cells of the first row; non-blank cells of all rows.
    width: usize,
    filled: usize,
    /// Quoted cells of the first row, if all of its non-blank cells are quoted; quoted cells of all
    /// rows.
    first_marked: usize,
    marked: usize,
    /// Marks inside cells that are doubled; those that are escaped with a backslash.
    doubled: usize,
    escaped: usize,
    /// Rows with fewer and with more cells than the first.
    narrow: usize,
    wide: usize,
    /// Rows in which a closing mark does not end the cell.
    torn: usize,
}

impl Walk {
    fn new(head: &str, delimiter: u8, quoting: Quoting, is_cut: bool) -> Self {
        let mut walk = Self::default();
        let mut at = 0;
        while at < head.len() {
            let row = QuotedRow::new(&head.as_bytes()[at..], delimiter, quoting);
            let end = at + row.end;
            if is_cut && end >= head.len() {
                break;
            }
            walk.add(row);
            at = end;
        }
        walk
    }

    fn add(&mut self, row: QuotedRow) {
        let QuotedRow { end: _, width, filled, marked, doubled, escaped, is_torn } = row;
        if is_torn {
            self.torn += 1;
            return;
        }
        if filled == 0 {
            return;
        }
        if self.rows == 0 {
            self.width = width;
            // All of them or none.
            self.first_marked = if marked == filled { marked } else { 0 };
        }
        self.rows += 1;
        self.filled += filled;
        self.marked += marked;
        self.doubled += doubled;
        self.escaped += escaped;
        self.narrow += usize::from(width < self.width);
        self.wide += usize::from(width > self.width);
    }

    fn broken(&self) -> usize {
        self.torn + self.wide
    }

    /// True if cells are certainly quoted with apostrophes: the whole first row and at least half
    /// of all cells are, or those that need it. `otherwise` returns the statistics under the
    /// alternative quoting.
    fn is_single(&self, otherwise: &dyn Fn() -> Self) -> bool {
        if self.torn > 0 || self.marked == 0 || self.rows < 2 {
            return false;
        }
        let all = self.first_marked > 0 && self.marked * 2 >= self.filled;
        let needs = self.doubled + self.escaped > 0 && self.wide == 0;
        let mends = || {
            let Self { narrow, wide, .. } = otherwise();
            self.narrow + self.wide == 0 && narrow + wide > 0
        };
        all || needs || mends()
    }
}

/// Statistics of a row.
#[derive(Default)]
struct QuotedRow {
    /// The offset of the next row.
    end: usize,
    width: usize,
    filled: usize,
    marked: usize,
    doubled: usize,
    escaped: usize,
    is_torn: bool,
}

impl QuotedRow {
    fn new(bytes: &[u8], delimiter: u8, quoting: Quoting) -> Self {
        let mut row = Self::default();
        let mark = quoting.mark();
        loop {
            let cell = &bytes[row.end..];
            let ends = |at: usize| {
                cell.get(at).is_none_or(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r'))
            };
            let mut at = 0;
            if cell.first() == Some(&mark) {
                let Some(closed) = close(cell, 1, quoting) else {
                    return Self { end: bytes.len(), is_torn: true, ..row };
                };
                row.marked += 1;
                row.look_inside(&cell[1..closed - 1], quoting);
                row.is_torn |= !ends(closed);
                at = if ends(closed) { closed } else { 0 };
            }
            // If apostrophes quote cells, no cell begins with a double quotation mark.
            row.is_torn |= mark == b'\'' && cell.first() == Some(&b'"');
            let found = memchr3(delimiter, b'\n', b'\r', &cell[at..]);
            let end = found.map_or(cell.len(), |found| at + found);
            row.width += 1;
            row.filled += usize::from(!cell[..end].trim_ascii().is_empty());
            row.end += end + usize::from(end < cell.len());
            if cell.get(end) != Some(&delimiter) {
                return row;
            }
        }
    }

    fn look_inside(&mut self, inner: &[u8], quoting: Quoting) {
        let mut bytes = inner.iter();
        while let Some(byte) = bytes.next() {
            if *byte == quoting.mark() {
                self.doubled += 1;
                bytes.next();
            } else if *byte == b'\\' && quoting.escapes() {
                self.escaped += usize::from(bytes.next() == Some(&quoting.mark()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csv::records::{CsvRows, FoundRow};
    use crate::csv::shape::Shape;
    use crate::options::ReadOptions;

    fn rows(text: &str, options: &ReadOptions) -> Vec<String> {
        let mut records = CsvRows::new(text, Shape::of(text, options));
        let (mut record, mut rows) = (StringRecord::new(), Vec::new());
        loop {
            match records.next(&mut record, (!rows.is_empty()).then_some(2)) {
                FoundRow::Record => rows.push(record.iter().collect::<Vec<_>>().join("/")),
                FoundRow::Aside(aside) => rows.push(format!("aside {}", aside.raw)),
                FoundRow::End => return rows,
            }
        }
    }

    fn check(text: &str, quoting: Quoting, expect: &[&str]) {
        let options = ReadOptions::default();
        assert_eq!(Shape::of(text, &options).quoting, quoting, "{text}");
        assert_eq!(rows(text, &options), expect, "{text}");
    }

    #[test]
    fn apostrophes_around_cells_are_recognized() {
        let single = Quoting::Single;
        check("'n','t'\n'Lee, A','it''s'\n'\"B\"',7\n", single, &["n/t", "Lee, A/it's", "\"B\"/7"]);
        check("'n';'t'\r\n'a\r\n;b';''\r\n'c';'d'", single, &["n/t", "a\r\n;b/", "c/d"]);
        check("n,t\nO,'a, b'\nP,c\n", single, &["n/t", "O/a, b", "P/c"]);
        check("n,t\n'O''Brien',1\nP,2\n", single, &["n/t", "O'Brien/1", "P/2"]);
        check(
            "'n','t'\n'O\\'Brien','C:\\dir'\n'b','c'\n",
            Quoting::SingleEscaped,
            &["n/t", "O'Brien/C:\\dir", "b/c"],
        );
    }

    #[test]
    fn apostrophes_that_are_letters_stay() {
        for (text, expect) in [
            ("n,t\nO'Brien,it's\n'Abd al-Rahman,x\n", ["n/t", "O'Brien/it's", "'Abd al-Rahman/x"]),
            ("n,t\n'Abd,'Umar\n'Ali,y\n", ["n/t", "'Abd/'Umar", "'Ali/y"]),
            ("n,t\n'Abd,a'\nb',c\n", ["n/t", "'Abd/a'", "b'/c"]),
            ("n,t\nRobert,'Bob'\nAnna,'Annie'\n", ["n/t", "Robert/'Bob'", "Anna/'Annie'"]),
            ("n,t\n'+84 1,'=1\n'+84 2,'-\n", ["n/t", "'+84 1/'=1", "'+84 2/'-"]),
            ("n,t\n''quoted'',b\n'n' roll,c\n", ["n/t", "''quoted''/b", "'n' roll/c"]),
            ("\"n\",\"t\"\n\"x,'y',z\",b\n\"'a'\",'b'\n", ["n/t", "x,'y',z/b", "'a'/'b'"]),
        ] {
            check(text, Quoting::Double, &expect);
        }
    }

    #[test]
    fn backslashes_before_quotation_marks_are_recognized() {
        let escaped = Quoting::DoubleEscaped;
        check(
            "n,t\n\"say \\\"hi\\\", she said\",\"5\\\"\"\n\"C:\\dir\",\"a\\\\b \"\"c\"\"\"\n",
            escaped,
            &["n/t", "say \"hi\", she said/5\"", "C:\\dir/a\\b \"c\""],
        );
        check(
            "\"n\";\"t\"\n\"a\\\n\\\"b\\\"\";\\N\n\"\\\\\";\"\"\n",
            escaped,
            &["n/t", "a\n\"b\"/", "\\/"],
        );
    }

    #[test]
    fn a_broken_row_among_many_decides_nothing() {
        let row = "\"\\\"A\\\"\",1\n";
        let text = format!("n,t\n{}\"b,2\nc,3\n", row.repeat(20));
        let expect = [vec!["n/t"], vec!["\"A\"/1"; 20], vec!["aside \"b,2", "c/3"]].concat();
        check(&text, Quoting::DoubleEscaped, &expect);
    }

    #[test]
    fn backslashes_that_are_letters_stay() {
        for (text, expect) in [
            (
                "n,t\n\"C:\\dir\\\",x\n\"ends with \\\",\"y\"\n",
                ["n/t", "C:\\dir\\/x", "ends with \\/y"],
            ),
            ("n,t\n\\\\host\\a,5\\\"\nb,\\N\n", ["n/t", "\\\\host\\a/5\\\"", "b/\\N"]),
            ("n,t\n\"say \\\"\"hi\\\"\"\",x\n\"D:\\\",z\n", ["n/t", "say \\\"hi\\\"/x", "D:\\/z"]),
        ] {
            check(text, Quoting::Double, &expect);
        }
    }

    #[test]
    fn the_quoting_that_was_chosen_counts() {
        let text = "n,t\nRobert,'Bob'\n\"C:\\\",b\n";
        let with =
            |quoting| rows(text, &ReadOptions { quoting: Some(quoting), ..ReadOptions::default() });
        assert_eq!(with(Quoting::Single), ["n/t", "Robert/Bob", "\"C:\\\"/b"]);
        assert_eq!(with(Quoting::DoubleEscaped), ["n/t", "Robert/'Bob'", "aside \"C:\\\",b"]);
        assert_eq!(with(Quoting::Double), ["n/t", "Robert/'Bob'", "C:\\/b"]);
    }

    #[test]
    fn a_beginning_that_ends_within_a_cell_decides_all_the_same() {
        let row = format!("'{}','it''s'\n", "a, b\n".repeat(50));
        let text = format!("'n','t'\n{}", row.repeat(HEAD / row.len() + 9));
        let shape = Shape::of(&text, &ReadOptions::default());
        assert_eq!(shape, Shape { delimiter: b',', quoting: Quoting::Single, ..Shape::default() });
    }
}
