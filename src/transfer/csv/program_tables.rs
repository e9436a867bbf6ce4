//! The tables that known programs export, as data: one file a program (`programs/*.tsv`), which says
//! for each table by which headers it is recognized and what each of its columns means.
//!
//! A line `! NAME` names the program, `= KIND` and headers begin a table, `* KEY` and a value say what
//! each of its rows means, and every other line is a header, its target and the program's words for
//! choices.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::source::source_of;
use super::words::normal;
use crate::options::Source;

/// The files, one a program.
const FILES: &[&str] = &[
    include_str!("programs/pipedrive.tsv"),
    include_str!("programs/hubspot.tsv"),
    include_str!("programs/salesforce.tsv"),
    include_str!("programs/zoho.tsv"),
    include_str!("programs/dynamics.tsv"),
    include_str!("programs/odoo.tsv"),
    include_str!("programs/freshsales.tsv"),
    include_str!("programs/suitecrm.tsv"),
    include_str!("programs/espocrm.tsv"),
    include_str!("programs/krayin.tsv"),
    include_str!("programs/copper.tsv"),
    include_str!("programs/insightly.tsv"),
    include_str!("programs/twenty.tsv"),
    include_str!("programs/atomic.tsv"),
    include_str!("programs/monica.tsv"),
    include_str!("programs/brevo.tsv"),
    include_str!("programs/mailchimp.tsv"),
    include_str!("programs/mautic.tsv"),
    include_str!("programs/linkedin.tsv"),
    include_str!("programs/act.tsv"),
    include_str!("programs/goldmine.tsv"),
    include_str!("programs/thunderbird.tsv"),
];

/// A table of a known program.
#[derive(Debug, PartialEq)]
pub struct ProgramTable {
    /// The program's name.
    pub program: &'static str,
    /// The key of the kind of its rows.
    pub kind: &'static str,
    /// The headers that only this table has, in the form of [`normal`].
    signs: Vec<String>,
    /// Its columns by their headers.
    columns: HashMap<String, Vec<ProgramColumn>>,
    /// The number of its columns.
    size: usize,
    /// The fields that every row means beside its columns, by key, with their values.
    pub told: Vec<(&'static str, &'static str)>,
}

/// A column of a known program.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProgramColumn {
    /// Its target, in the notation of [`super::target`].
    pub target: &'static str,
    /// The program's words for choices: `Customer=customer|Partner=partner`.
    pub words: &'static str,
    /// Its place in the file: of several columns for one value the first counts.
    pub place: usize,
}

impl ProgramTable {
    /// Returns the table that a program writes with these headers; of several the one with most
    /// columns.
    pub fn of<'h>(headers: impl Iterator<Item = &'h str>) -> Option<&'static Self> {
        let all: Vec<&str> = headers.collect();
        // A program that is known by other signs writes no table of another.
        let sure = source_of(all.iter().copied()).map(Source::name);
        let headers: HashSet<String> = all.into_iter().map(normal).collect();
        let known =
            |table: &Self| headers.iter().filter(|it| table.columns.contains_key(*it)).count();
        let is_it = |table: &&Self| {
            sure.is_none_or(|sure| sure == table.program)
                && table.signs.iter().all(|sign| headers.contains(sign))
                && known(table) * 2 >= headers.len()
        };
        let found = tables().iter().filter(is_it).map(|table| (known(table), table));
        let best = found.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map(|(_, table)| table)
    }

    /// Returns what the columns of these headers mean, `None` for those that the program does not
    /// write itself. A header of several columns stands for them in their order.
    pub fn columns_of(&self, headers: &[&str]) -> Vec<Option<ProgramColumn>> {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let of = |header: &&str| {
            let header = normal(header);
            let all = self.columns.get(&header)?;
            let time = seen.entry(header).or_default();
            let column = all.get(*time).or(all.last()).copied();
            *time += 1;
            column
        };
        headers.iter().map(of).collect()
    }

    /// Returns the table of the same program with the same signs for rows of a kind, else this one.
    pub fn for_kind(&'static self, kind: &str) -> &'static Self {
        let is_same = |table: &&Self| table.program == self.program && table.signs == self.signs;
        tables().iter().filter(is_same).find(|table| table.kind == kind).unwrap_or(self)
    }

    /// Returns the other kind of which rows of this table may be: that of another table of the same
    /// program with the same signs.
    pub fn other_kind(&self, kind: &str) -> Option<&'static str> {
        let is_same = |table: &&Self| table.program == self.program && table.signs == self.signs;
        tables().iter().filter(is_same).map(|table| table.kind).find(|other| *other != kind)
    }
}

/// Returns the name of a program by the place of its first table.
pub fn program_name(at: u16) -> &'static str {
    tables().get(usize::from(at)).map(|table| table.program).unwrap_or_default()
}

/// Returns the program that writes a table.
pub fn program_of(table: &ProgramTable) -> Source {
    let at = tables().iter().position(|other| other.program == table.program);
    Source::of(table.program, at.unwrap_or_default())
}

/// All tables of all programs.
pub fn tables() -> &'static [ProgramTable] {
    static TABLES: OnceLock<Vec<ProgramTable>> = OnceLock::new();
    TABLES.get_or_init(|| FILES.iter().flat_map(|file| tables_in(file)).collect())
}

fn tables_in(file: &'static str) -> Vec<ProgramTable> {
    let mut program = "";
    let mut found: Vec<ProgramTable> = Vec::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let first = cells.next().unwrap_or_default();
        if let Some(name) = first.strip_prefix("! ") {
            program = name;
        } else if let Some(kind) = first.strip_prefix("= ") {
            let signs = cells.map(normal).collect();
            let (columns, told, size) = (HashMap::new(), Vec::new(), 0);
            found.push(ProgramTable { program, kind, signs, columns, size, told });
        } else if let Some(table) = found.last_mut() {
            let (target, words) =
                (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
            match first.strip_prefix("* ") {
                Some(key) => table.told.push((key, target)),
                None => {
                    let column = ProgramColumn { target, words, place: table.size };
                    table.size += 1;
                    table.columns.entry(normal(first)).or_default().push(column);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::target::meaning_of;
    use super::*;
    use domain::{FieldType, built_in};

    #[test]
    fn every_column_of_every_program_means_something_that_its_kind_or_the_other_kind_has() {
        let schemas = built_in();
        assert!(tables().len() > 100, "{}", tables().len());
        for table in tables() {
            let schema = schemas.by_key(table.kind).unwrap();
            assert!(table.signs.len() > 1, "{}: {:?}", table.program, table.signs);
            assert!(table.signs.iter().all(|sign| table.columns.contains_key(sign)), "{table:?}");
            let mut columns: Vec<_> = table.columns.iter().collect();
            columns.sort_by_key(|(header, _)| header.as_str());
            for (header, columns) in columns {
                for column in columns {
                    let of_kind = meaning_of(column.target, schema).is_some();
                    let of_any =
                        || schemas.all().iter().any(|it| meaning_of(column.target, it).is_some());
                    assert!(of_kind || of_any(), "{}: {header}: {}", table.program, column.target);
                }
            }
            for (key, value) in &table.told {
                let field = schema.field_by_key(key).unwrap();
                let is_choice = field.choices.iter().any(|choice| choice.key == *value);
                assert!(field.choices.is_empty() || is_choice, "{key}: {value}");
            }
        }
    }

    #[test]
    fn words_of_programs_stand_for_choices_that_the_field_has() {
        let schemas = built_in();
        for table in tables() {
            let schema = schemas.by_key(table.kind).unwrap();
            for column in table.columns.values().flatten() {
                let field = schema.field_by_key(column.target);
                // A language may be any.
                let is_closed = |field: &&domain::Field| {
                    field.kind == FieldType::Choice && field.key != "language"
                };
                let Some(field) = field.filter(is_closed) else {
                    continue;
                };
                for (word, key) in column.words.split('|').filter_map(|pair| pair.split_once('=')) {
                    let is_choice = field.choices.iter().any(|choice| choice.key == key);
                    assert!(key.is_empty() || is_choice, "{}: {word}={key}", table.program);
                }
            }
        }
    }

    #[test]
    fn a_table_is_known_by_all_of_its_signs() {
        let of = |headers: &[&str]| {
            ProgramTable::of(headers.iter().copied()).map(|table| (table.program, table.kind))
        };
        let deals = ["Deal - ID", "Deal - Title", "Deal - Value", "Deal - Stage", "Deal - Status"];
        assert_eq!(of(&deals), Some(("Pipedrive", "deal")));
        assert_eq!(of(&["Name", "Email", "Phone"]), None);
        assert_eq!(of(&["First name", "Last name", "Company", "Notes"]), None);
    }
}
