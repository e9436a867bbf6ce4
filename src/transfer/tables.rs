//! Writes everything as tables: a ZIP archive with a CSV file for each kind, and a text that says
//! what each file is.

use std::collections::BTreeSet;

use super::archive::Archive;
use super::csv::{CellGuard, Sheet};
use super::export::Lookups;
use domain::{Fields, RecordId, Schema, fold};

/// An archive of tables being written. Each table is compressed as its rows are added, so that no
/// table is ever whole in memory.
pub struct Tables {
    archive: Archive,
    names: BTreeSet<String>,
    about: String,
    guard: CellGuard,
    formulas: usize,
    is_whole: bool,
}

impl Tables {
    /// Creates an empty archive. `about` are the lines with which its text begins, in the user's
    /// language; cells that could be formulas are written as `guard` says.
    pub fn new(about: &[String], guard: CellGuard) -> Self {
        let archive = Archive::of_texts();
        let mut all: String = about.iter().map(|line| format!("{line}\r\n")).collect();
        all.push_str("\r\n");
        let names = BTreeSet::new();
        Self { archive, names, about: all, guard, formulas: 0, is_whole: true }
    }

    /// Adds the table of a kind, which the text calls `title`; iterates over its records twice.
    pub fn add<F: Fields, I: Iterator<Item = (RecordId, F)>>(
        &mut self,
        schema: &Schema,
        title: &str,
        records: impl Fn() -> I,
        lookups: Lookups<'_>,
    ) -> usize {
        let name = self.name_of(schema);
        let mut count = 0;
        let (guard, formulas) = (self.guard, &mut self.formulas);
        let written = self.archive.file(&name, |out| {
            let mut sheet = Sheet::to(out, schema, None, lookups).guarded(guard);
            records().for_each(|(_, record)| sheet.measure(&record));
            for (id, record) in records() {
                sheet.add(Some(id), &record);
                count += 1;
            }
            *formulas += sheet.formulas();
            sheet.end().map(drop)
        });
        self.is_whole &= written.is_some();
        self.about.push_str(&format!("{name}: {title} ({count})\r\n"));
        count
    }

    /// Returns the number of cells so far that a spreadsheet could take for formulas.
    pub fn formulas(&self) -> usize {
        self.formulas
    }

    /// Returns the archive; `None` if it could not be written.
    pub fn finish(mut self) -> Option<Vec<u8>> {
        let about = std::mem::take(&mut self.about);
        self.archive.file("README.txt", |out| out.write_all(about.as_bytes()).ok())?;
        let Self { archive, is_whole, .. } = self;
        archive.finish().filter(|_| is_whole)
    }

    /// Returns the name of a kind's file: its plural in plain letters, else its key.
    fn name_of(&mut self, schema: &Schema) -> String {
        let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { ' ' };
        let words: String = fold(&schema.label_many).chars().map(plain).collect();
        let mut stem = words.split_whitespace().collect::<Vec<_>>().join("-");
        if stem.is_empty() {
            stem = schema.key.to_string();
        }
        let numbered = (2..).map(|number| format!("{stem}-{number}.csv"));
        let mut all = std::iter::once(format!("{stem}.csv")).chain(numbered);
        let name = all.find(|name| !self.names.contains(name)).unwrap_or(stem);
        self.names.insert(name.clone());
        name
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::testing::{read, unzip};
    use domain::{CONTACT, Draft, Value, built_in, company, contact};

    #[test]
    fn every_kind_is_a_table_in_the_archive() {
        let mut tables = Tables::new(
            &["Mọi thứ trong Satchel".into(), "Second line".into()],
            CellGuard::default(),
        );
        let id = RecordId::new(1_795_000_000_000, [7; 10]);
        let mut ann = Draft::new(CONTACT);
        ann.set_text(contact::GIVEN, "Ánh");
        ann.set(contact::COMPANY, Value::Reference(id));
        let name = |_| Some("Acme".to_owned());
        let lookups = Lookups { name: &name, ..Lookups::NONE };
        let one = || std::iter::once((id, ann.clone()));
        assert_eq!(tables.add(&contact::SCHEMA, "Liên hệ", one, lookups), 1);
        let none = || std::iter::empty::<(RecordId, Draft)>();
        for label in ["Companies", "Máy móc & xe", "机器", "companies"] {
            let schema = Schema { label_many: label.into(), ..company::SCHEMA.clone() };
            assert_eq!(tables.add(&schema, "", none, Lookups::NONE), 0);
        }
        let bytes = tables.finish().unwrap();
        let files = unzip(&bytes);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let expect = ["contacts.csv", "companies.csv", "may-moc-xe.csv", "company.csv"];
        assert_eq!(names, [&expect[..], &["companies-2.csv", "README.txt"]].concat());
        let back = read(&files[0].1, "contacts.csv", &built_in(), CONTACT).unwrap();
        assert_eq!((back.rows[0].id, &back.rows[0].draft), (Some(id), &ann));
        let about = String::from_utf8(files[5].1.clone()).unwrap();
        let begin = "Mọi thứ trong Satchel\r\nSecond line\r\n\r\ncontacts.csv: Liên hệ (1)\r\n";
        assert!(about.starts_with(begin), "{about}");
    }
}
