//! The corpus of files that people import, varied: with its columns in another order, in other
//! encodings, and without headers. The share of values that are placed rightly may only rise.

use std::collections::BTreeSet;

use encoding_rs::Encoding as Coder;
use serde_json::{Map, Value as Json};

use super::corpus_tests::{
    Case, Imported, KEPT, Placement, Told, cases, expected, plain, records, values_by_field,
    values_of,
};
use domain::{Field, FieldType, KindId, Schema};
use transfer::{ColumnInspection, ColumnTarget, FileFormat, Inspection, Quoting, TransferError};

use super::Failure;

#[path = "../../transfer/text/vietnamese.rs"]
mod vietnamese;

/// The shares of values that are placed rightly, in thousandths. They may only rise.
const SHUFFLED: usize = 993;
const ENCODED: usize = 995;
const HEADLESS: usize = 980;

type NamedFile = (String, Vec<u8>);

/// The files of a case in the forms of a variation, and what each of them is called.
type Variants = Vec<(String, Vec<NamedFile>)>;

/// Compares what is there after an import of varied files with what the case means; the import of the
/// plain ones says what their headers tell.
type Placing = dyn Fn(&Case, &Imported, Vec<NamedFile>, &mut dyn FnMut(String)) -> Placement;

#[test]
fn a_corpus_with_its_columns_shuffled_is_read_alike() {
    varied("columns shuffled", SHUFFLED, &shuffled, &whole);
}

#[test]
fn a_corpus_in_other_encodings_is_read_alike() {
    varied("in another encoding", ENCODED, &encoded, &whole);
}

#[test]
fn a_corpus_without_headers_is_placed_rightly_or_kept() {
    varied("without headers", HEADLESS, &headless, &kept_or_right);
}

/// Imports all variants of all cases, prints the share, and holds it.
#[expect(clippy::print_stdout, reason = "its line is for those who read the output of the tests")]
fn varied(what: &str, floor: usize, vary: &dyn Fn(&[FileText]) -> Variants, place: &Placing) {
    let told = std::env::var("CASE").unwrap_or_default();
    let mut all = Placement::default();
    for case in cases() {
        let files = case.files();
        if files.iter().any(|(name, _)| name.ends_with(".json")) {
            continue;
        }
        let Ok(plain) = case.import(files.clone()) else { continue };
        let written: Vec<FileText> = files
            .iter()
            .zip(&plain.looks)
            .map(|(file, look)| FileText::new(file, &look.1))
            .collect();
        for (variant, files) in vary(&written) {
            let mut tell = |it: String| {
                if !told.is_empty() && case.name().contains(&told) {
                    println!("{what}: {}: {variant}: {it}", case.name());
                }
            };
            let tally = place(&case, &plain, files, &mut tell);
            if !told.is_empty() && tally.share() < 1000 {
                println!("{what}: {}: {variant}: {} {tally:?}", case.name(), tally.share());
            }
            all.add(tally);
        }
    }
    let share = all.share();
    let Placement { expected, shown, .. } = all;
    println!(
        "{what}: {}.{}% of {expected} values, {shown} of them in tables that stay out until somebody \
         says what a column is",
        share / 10,
        share % 10
    );
    assert!(share >= floor, "{share} of 1000 are placed rightly {what}, before {floor}");
}

/// A file as text, and how it is written.
struct FileText<'a> {
    name: &'a str,
    text: String,
    look: &'a Inspection,
}

impl<'a> FileText<'a> {
    fn new((name, bytes): &'a NamedFile, look: &'a Inspection) -> Self {
        let coder = Coder::for_label(look.encoding.label().as_bytes()).unwrap();
        let text = coder.decode_with_bom_removal(bytes).0;
        let text = if look.encoding.label() == "windows-1258" {
            vietnamese::compose(&text)
        } else {
            text.into_owned()
        };
        Self { name, text, look }
    }

    /// Returns the same text in its own encoding.
    fn file(&self, text: &str) -> NamedFile {
        let bytes = bytes_of(text, self.look.encoding.label());
        (self.name.to_owned(), bytes.unwrap_or_else(|| panic!("{} cannot be written", self.name)))
    }

    /// Returns the rows as they are written, each with its line and its end.
    fn rows(&self) -> Vec<WrittenRow<'_>> {
        let delimiter = char::from(self.look.delimiter.unwrap_or(b','));
        let mark = char::from(self.look.quoting.mark());
        let escapes = matches!(self.look.quoting, Quoting::DoubleEscaped | Quoting::SingleEscaped);
        let text = self.text.as_str();
        let (mut rows, mut cells) = (Vec::new(), Vec::new());
        let (mut begin, mut line, mut first) = (0, 1, 1);
        let (mut is_open, mut is_escaped) = (false, false);
        for (at, letter) in text.char_indices() {
            let is_end = letter == '\n' || (letter == '\r' && !text[at + 1..].starts_with('\n'));
            if is_escaped {
                is_escaped = false;
            } else if is_open && escapes && letter == '\\' {
                is_escaped = true;
            } else if letter == mark && (is_open || text[begin..at].trim().is_empty()) {
                is_open = !is_open;
            } else if letter == mark && text[begin..at].ends_with(mark) {
                is_open = true;
            } else if !is_open && letter == delimiter {
                cells.push(&text[begin..at]);
                begin = at + 1;
            } else if !is_open && is_end {
                let cell = &text[begin..at];
                let own = cell.strip_suffix('\r').unwrap_or(cell);
                cells.push(own);
                let end = &text[begin + own.len()..=at];
                rows.push(WrittenRow { line: first, cells: std::mem::take(&mut cells), end });
                begin = at + 1;
                first = line + 1;
            }
            line += usize::from(is_end);
        }
        if begin < text.len() || !cells.is_empty() {
            cells.push(&text[begin..]);
            rows.push(WrittenRow { line: first, cells, end: "" });
        }
        rows
    }

    fn is_table(&self) -> bool {
        self.look.format == FileFormat::Csv && self.look.header
    }
}

/// A row as it is written, with the quotation marks of its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
struct WrittenRow<'a> {
    line: usize,
    cells: Vec<&'a str>,
    end: &'a str,
}

/// Returns the bytes of a text in an encoding; `None` if it has not all of its characters.
fn bytes_of(text: &str, label: &str) -> Option<Vec<u8>> {
    match label {
        "utf-16le" => {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            Some(units.flat_map(u16::to_le_bytes).collect())
        }
        "utf-16be" => {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            Some(units.flat_map(u16::to_be_bytes).collect())
        }
        _ => {
            let coder = Coder::for_label(label.as_bytes())?;
            let apart = (label == "windows-1258").then(|| vietnamese::decompose(text));
            let (bytes, _, lacks) = coder.encode(apart.as_deref().unwrap_or(text));
            (!lacks).then(|| bytes.into_owned())
        }
    }
}

/// The tables of a case with the columns of each in another order, always the same.
fn shuffled(files: &[FileText]) -> Variants {
    if !files.iter().any(FileText::is_table) {
        return Vec::new();
    }
    let shuffle = |file: &FileText| {
        if !file.is_table() {
            return file.file(&file.text);
        }
        let delimiter = char::from(file.look.delimiter.unwrap_or(b',')).to_string();
        let rows = file.rows();
        let begins = |row: &&WrittenRow| row.line >= file.look.begins;
        let width = rows.iter().find(begins).map_or(0, |row| row.cells.len());
        let order = order_of(width);
        let text: String = rows
            .iter()
            .map(|row| {
                if row.line < file.look.begins || row.cells.len() < 2 {
                    return format!("{}{}", row.cells.join(&delimiter), row.end);
                }
                let cell = |at: &usize| row.cells.get(*at).copied().unwrap_or_default();
                let surplus = row.cells.iter().skip(width).copied();
                let cells: Vec<&str> = order.iter().map(cell).chain(surplus).collect();
                format!("{}{}", cells.join(&delimiter), row.end)
            })
            .collect();
        file.file(&text)
    };
    vec![("shuffled".to_owned(), files.iter().map(shuffle).collect())]
}

/// Returns the numbers below `count` in an order that looks random and never changes.
fn order_of(count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut seed: u32 = 20_261_129;
    for at in (1..count).rev() {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        order.swap(at, (seed >> 8) as usize % (at + 1));
    }
    order
}

/// The files of a case in each encoding in which somebody may have them: one that has all of their
/// characters, and that is of their script. A file that is not UTF-8 comes in UTF-8.
fn encoded(files: &[FileText]) -> Variants {
    let here = || files.iter().map(|file| file.look.encoding.label());
    // Cards may name their encoding, which would then be wrong.
    if files.iter().any(|file| file.text.contains("CHARSET=")) {
        return Vec::new();
    }
    if here().any(|label| label != "utf-8") {
        let file = |file: &FileText| (file.name.to_owned(), file.text.clone().into_bytes());
        return vec![("utf-8".to_owned(), files.iter().map(file).collect())];
    }
    let mut found: Variants = Vec::new();
    for label in [
        "utf-16le",
        "windows-1252",
        "windows-1250",
        "windows-1258",
        "windows-874",
        "gb18030",
        "shift_jis",
        "windows-1251",
    ] {
        let encode = |file: &FileText| {
            let fits = file.text.is_ascii() || is_of(label, &file.text);
            Some((file.name.to_owned(), bytes_of(&file.text, label).filter(|_| fits)?))
        };
        let all: Option<Vec<NamedFile>> = files.iter().map(encode).collect();
        // Letters of many languages are the same bytes in several encodings.
        let is_new = |all: &Vec<NamedFile>| {
            let is_ascii = |(_, bytes): &NamedFile| bytes.is_ascii();
            !all.iter().all(is_ascii) && found.iter().all(|(_, known)| known != all)
        };
        found.extend(all.filter(is_new).map(|all| (label.to_owned(), all)));
    }
    found
}

/// True if somebody who writes such a text may do it in this encoding.
fn is_of(label: &str, text: &str) -> bool {
    let has = |from: char, to: char| text.contains(|letter: char| (from..=to).contains(&letter));
    let has_kana = has('\u{3041}', '\u{30ff}');
    match label {
        "windows-1251" => has('А', 'я'),
        "shift_jis" => has_kana,
        "gb18030" => has('\u{4e00}', '\u{9fff}') && !has_kana && !has('\u{e01}', '\u{e5b}'),
        "windows-874" => has('\u{e01}', '\u{e5b}'),
        // Only Vietnamese puts letters together with marks.
        "windows-1258" => text.contains(['ă', 'ơ', 'ư', 'đ', 'Ă', 'Ơ', 'Ư', 'Đ']),
        _ => true,
    }
}

/// The tables of a case without their headers.
fn headless(files: &[FileText]) -> Variants {
    if !files.iter().all(FileText::is_table) {
        return Vec::new();
    }
    let behead = |file: &FileText| {
        let delimiter = char::from(file.look.delimiter.unwrap_or(b',')).to_string();
        let rows = file.rows();
        let is_header = |row: &&WrittenRow| {
            row.line >= file.look.begins && !row.cells.concat().starts_with("sep=")
        };
        let header = rows.iter().find(is_header).map(|row| &row.cells);
        let rest = rows.iter().filter(|row| Some(&row.cells) != header);
        let text: String =
            rest.map(|row| format!("{}{}", row.cells.join(&delimiter), row.end)).collect();
        file.file(&text)
    };
    vec![("headless".to_owned(), files.iter().map(behead).collect())]
}

/// Compares what is there with what the files mean.
fn whole(
    case: &Case,
    _: &Imported,
    files: Vec<NamedFile>,
    tell: &mut dyn FnMut(String),
) -> Placement {
    match case.import(files) {
        Ok(there) => case.compare(&there.app, tell),
        Err(failure) => {
            tell(format!("{failure:?}"));
            Placement { expected: case.expected(), ..Placement::default() }
        }
    }
}

/// Compares what is there without headers with what the files mean. The person says of which kind the
/// rows are, where they are no people; nothing else is told. A value is right if it is in its field,
/// under any label, or if it is kept with its record and its column is in no field. These do not
/// count: choices and flags that stand in no cell, because the header told them; in cases of several
/// files the links between them.
fn kept_or_right(
    case: &Case,
    plain: &Imported,
    files: Vec<NamedFile>,
    tell: &mut dyn FnMut(String),
) -> Placement {
    let count = files.len();
    let kinds = plain.looks.iter().map(|(kind, _)| *kind);
    let files = files.into_iter().zip(kinds).map(|((name, bytes), kind)| (name, bytes, kind));
    let there = match case.import_as(files.collect()) {
        Ok(there) => there,
        Err(failure) => {
            tell(format!("{failure:?}"));
            return Placement { expected: case.expected(), ..Placement::default() };
        }
    };
    there.looks.iter().for_each(|(_, look)| tell(columns_of(look)));
    if let Some(Failure::Transfer(TransferError::UnknownFormat)) = &there.refused {
        return only_shown(case, &there);
    }
    let mut rest = records(&there.app);
    let mut tally = Placement::default();
    let open = OpenFields::new(&there.app, plain, &there);
    for wanted in case.list("records").filter_map(Json::as_object) {
        let kind = wanted.get("kind").and_then(Json::as_str).unwrap_or_default();
        let schema = there.app.schemas().by_key(kind).cloned().unwrap();
        let judge = |told: &Told, tell: &mut dyn FnMut(String)| {
            let judging = Judging { app: &there.app, schema: &schema, open: &open, told };
            judging.compare(wanted, count > 1, tell)
        };
        let likeness = |(own, told): &(KindId, Told)| {
            (*own == schema.kind).then(|| judge(told, &mut |_| {}).right)
        };
        let found = rest.iter().map(likeness).enumerate();
        let best = found.filter_map(|(at, right)| Some((right.filter(|it| *it > 0)?, at)));
        let told = match best.max_by_key(|(right, _)| *right) {
            Some((_, at)) => rest.remove(at).1,
            // It may be kept with the record whose column named it.
            None => Told([(KEPT.to_owned(), open.kept.clone())].into()),
        };
        tally.add(judge(&told, tell));
    }
    for (kind, told) in rest {
        let own = told.0.iter().filter(|(key, _)| !["name", KEPT].contains(&key.as_str()));
        let surplus = own.map(|(_, values)| values.len()).sum();
        tell(format!("a {} too many: {:?}", there.app.schema(kind).unwrap().key, told.0));
        tally.add(Placement { surplus, ..Placement::default() });
    }
    tally
}

/// Returns what a table shows of its columns.
fn columns_of(look: &Inspection) -> String {
    let column =
        |it: &ColumnInspection| format!("{:?} {:?} {:?}", it.sample.first(), it.looks, it.target);
    let told: Vec<String> = look.columns.iter().map(column).collect();
    format!("header {}; {}", look.header, told.join("\n    "))
}

/// A table of which no column tells is shown with all of its columns in no field, and nothing of it
/// comes in before somebody says what one of them is: nothing is wrong, and nothing is lost.
fn only_shown(case: &Case, there: &Imported) -> Placement {
    let is_open = |look: &Inspection| look.columns.iter().all(|it| it.target == ColumnTarget::Keep);
    let expected = case.expected();
    let right = if there.looks.iter().any(|(_, look)| is_open(look)) { expected } else { 0 };
    Placement { expected, right, surplus: 0, shown: right }
}

/// The fields of whose columns some are in no field without headers.
struct OpenFields {
    /// The fields that have a column with headers.
    known: BTreeSet<(KindId, u32)>,
    /// Those of them that have a column that is kept without headers.
    open: BTreeSet<(KindId, u32)>,
    /// Everything that is kept with any record.
    kept: Vec<String>,
}

impl OpenFields {
    fn new(app: &crate::stories::App, plain: &Imported, there: &Imported) -> Self {
        let (mut known, mut open) = (BTreeSet::new(), BTreeSet::new());
        for ((kind, with), (_, without)) in plain.looks.iter().zip(&there.looks) {
            for (at, column) in with.columns.iter().enumerate() {
                let Some(field) = column.target.field_number() else { continue };
                known.insert((*kind, field));
                let target = without.columns.get(at).map(|it| &it.target);
                if target.is_none_or(|it| *it == ColumnTarget::Keep) {
                    open.insert((*kind, field));
                }
            }
        }
        let kept = records(app).into_iter().filter_map(|(_, mut told)| told.0.remove(KEPT));
        Self { known, open, kept: kept.flatten().collect() }
    }
}

/// A record beside what is expected of it.
struct Judging<'a> {
    app: &'a crate::stories::App,
    schema: &'a Schema,
    open: &'a OpenFields,
    told: &'a Told,
}

impl Judging<'_> {
    fn compare(
        &self,
        wanted: &Map<String, Json>,
        has_links: bool,
        tell: &mut dyn FnMut(String),
    ) -> Placement {
        let mut tally = Placement::default();
        let title = wanted.values().find_map(Json::as_str).unwrap_or_default();
        for (key, values) in values_by_field(wanted) {
            let field = self.schema.field_by_key(key);
            let links = |field: &Field| matches!(field.kind, FieldType::Reference(_));
            if !has_links || !field.is_some_and(links) {
                tally.add(self.compare_field(key, &values_of(values), &mut |it| {
                    tell(format!("{title}: {key} {it}"));
                }));
            }
        }
        let follows = |key: &str| {
            ["name", KEPT].contains(&key) || (key == "home" && !wanted.contains_key(key))
        };
        let others = self.told.0.iter().filter(|(key, _)| !follows(key));
        for (key, own) in others.filter(|(key, _)| !wanted.contains_key(*key)) {
            let part = self.schema.field_by_key(key).map(|field| field.kind);
            if part == Some(FieldType::NamePart) && wanted.contains_key("name") {
                continue;
            }
            tally.surplus += own.len();
            tell(format!("{title}: {key} has {own:?}, none expected"));
        }
        tally
    }

    /// Compares the values of a field.
    fn compare_field(
        &self,
        key: &str,
        values: &[String],
        tell: &mut dyn FnMut(String),
    ) -> Placement {
        let field = self.schema.field_by_key(key);
        let mut tally = Placement::default();
        let mut rest = self.own(key);
        let mut missing = Vec::new();
        for value in values {
            let value = unlabeled(field, &expected(self.app, field, value));
            if let Some(at) = rest.iter().position(|it| *it == value) {
                rest.remove(at);
                tally.right += 1;
            } else if !self.is_only_told(field) || !rest.is_empty() {
                missing.push(value);
            }
        }
        // An address may be placed in part, the rest of it is kept.
        rest.retain(|own| {
            let is_part = |whole: &String| {
                own.split(" | ").all(|it| whole.split(" | ").any(|part| part.ends_with(it)))
            };
            field.is_none_or(|it| it.kind != FieldType::Address) || !values.iter().any(is_part)
        });
        let (kept, lost): (Vec<&String>, Vec<&String>) =
            missing.iter().partition(|value| self.is_kept(field, value));
        // The name of a record follows from other values.
        let wrong = if key == "name" { 0 } else { rest.len() };
        if wrong > 0 || !lost.is_empty() {
            tell(format!("is {rest:?}, expected {missing:?}"));
        }
        tally.expected = tally.right + missing.len();
        tally.right += kept.len().min(missing.len() - wrong.min(missing.len()));
        tally.surplus += wrong.saturating_sub(missing.len());
        tally
    }

    fn own(&self, key: &str) -> Vec<String> {
        let field = self.schema.field_by_key(key);
        let own = self.told.0.get(key).into_iter().flatten();
        own.map(|value| unlabeled(field, value)).collect()
    }

    /// True for values that headers alone tell.
    fn is_only_told(&self, field: Option<&Field>) -> bool {
        field.is_some_and(|field| {
            matches!(field.kind, FieldType::Choice | FieldType::Flag)
                && !self.open.known.contains(&(self.schema.kind, field.number))
        })
    }

    /// True if a value is kept with the record.
    fn is_kept(&self, field: Option<&Field>, value: &str) -> bool {
        let kept = self.told.0.get(KEPT).map(Vec::as_slice).unwrap_or_default();
        let kind = field.map(|field| field.kind);
        let is_written = matches!(
            kind,
            Some(
                FieldType::Choice
                    | FieldType::Flag
                    | FieldType::Date
                    | FieldType::Moment
                    | FieldType::Due
                    | FieldType::Repeat
                    | FieldType::Money
                    | FieldType::Number
                    | FieldType::Tags
            )
        );
        let number = field.map(|field| (self.schema.kind, field.number));
        if is_written && number.is_some_and(|number| self.open.open.contains(&number)) {
            return !kept.is_empty();
        }
        let form = |text: &str| {
            let letters = text.chars().filter(|letter| letter.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect::<String>()
        };
        // Parts of an address or of a name may be placed where others are kept.
        let beside = self.told.0.iter().filter(|(key, _)| {
            let of = self.schema.field_by_key(key).map(|field| field.kind);
            matches!(of, Some(FieldType::NamePart)) && (kind.is_none() || kind == of)
                || of == Some(FieldType::Address) && of == kind
        });
        let beside = beside.flat_map(|(_, values)| values).map(|it| form(it));
        let all: Vec<String> = kept.iter().map(|it| form(it)).chain(beside).collect();
        let is_there = |part: &str| {
            let part = form(part);
            let has = |text: &String| {
                text.contains(&part)
                    || (kind == Some(FieldType::Phone) && is_one_number(text, &part))
            };
            part.is_empty() || all.iter().any(has)
        };
        match kind {
            None | Some(FieldType::NamePart | FieldType::Reference(_)) => {
                plain(value).split(' ').all(is_there)
            }
            Some(FieldType::Address) => {
                value.split(" | ").all(|part| part.split(' ').all(is_there))
            }
            _ => is_there(value),
        }
    }
}

/// True if the digits are of one number, once with and once without the code of its country.
fn is_one_number(text: &str, other: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (text, other) = (digits(text), digits(other));
    let end = &other[other.len().saturating_sub(7)..];
    other.len() > 5 && text.contains(end)
}

/// Returns a value of a list without its label, which headers tell.
fn unlabeled(field: Option<&Field>, value: &str) -> String {
    let parted = field.filter(|field| field.many).and_then(|_| value.split_once(": "));
    parted.filter(|(label, _)| label.len() <= 40).map_or(value, |(_, value)| value).to_owned()
}
