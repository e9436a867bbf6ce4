//! Questions about columns that only a person can answer, each asked once for the whole column.

use super::bars::bars;
use super::column::CellTarget;
use super::guard::unguard;
use super::lost_zeros::{is_sure, with_zero};
use super::read::Table;
use crate::import::excerpt;
use crate::inspect::{ColumnQuestion, Question, SAMPLE_CELLS};
use domain::{Home, Schema, Title, leads_with_family, name_is_open};

/// Returns the questions of a table. They stay while they are answered, so that the answer can be
/// changed.
pub fn questions(table: &Table<'_>, schema: &Schema) -> Vec<ColumnQuestion> {
    let columns = table.plan.columns.iter().enumerate();
    let found = columns.filter_map(|(at, column)| {
        let cells: Vec<&str> = match &column.target {
            CellTarget::FullName if schema.title == Title::Person => open_names(table, at),
            CellTarget::Bar(field, way, reading) => {
                let is_unclear = |cell: &&str| bars(field, way, *reading, cell).is_none();
                filled(table, at).filter(is_unclear).collect()
            }
            CellTarget::Value(_) | CellTarget::Part(..) if !table.plan.exact => {
                without_zeros(table, at)
            }
            _ => return None,
        };
        let question = match column.target {
            CellTarget::FullName => Question::Names,
            CellTarget::Bar(..) => Question::Bars,
            _ => Question::Zeros,
        };
        let mut sample: Vec<String> = Vec::new();
        for cell in cells.iter().map(|cell| excerpt(cell)) {
            if sample.len() < SAMPLE_CELLS && !sample.contains(&cell) {
                sample.push(cell);
            }
        }
        let count = cells.len();
        (count > 0).then_some(ColumnQuestion { column: at, question, count, sample })
    });
    found.collect()
}

fn filled<'t>(table: &'t Table<'_>, at: usize) -> impl Iterator<Item = &'t str> + Clone {
    let cells = table.first.iter().filter_map(move |row| row.get(at)).map(unguard);
    cells.filter(|cell| !cell.trim().is_empty())
}

/// Returns the cells of a column that lost the zero at their beginning.
fn without_zeros<'t>(table: &'t Table<'_>, at: usize) -> Vec<&'t str> {
    let rows = table.first.iter().filter_map(|row| Some((row, unguard(row.get(at)?))));
    let lost = rows.filter(|(row, cell)| with_zero(&table.plan, at, cell, row).is_some());
    let lost: Vec<&str> = lost.map(|(_, cell)| cell).collect();
    if is_sure(&table.plan, at, &table.first, lost.len()) { lost } else { Vec::new() }
}

/// Returns the names of a column that can be read in two ways: those without any sign of their order,
/// if people here or others in the column have the family name first.
fn open_names<'t>(table: &'t Table<'_>, at: usize) -> Vec<&'t str> {
    let plan = &table.plan;
    if plan.name_first.is_some() {
        return Vec::new();
    }
    let home = plan.home_of_people();
    let cells = filled(table, at);
    let open: Vec<&str> = cells.clone().filter(|cell| name_is_open(cell, home)).collect();
    let is_east = matches!(home, Some(Home::Hungary | Home::Vietnam));
    let is_mixed = cells.filter(|cell| leads_with_family(cell, home)).count() * 10;
    if is_east || is_mixed >= open.len().max(1) { open } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use crate::{File, NameReading, ReadOptions, inspect, read};
    use domain::{CONTACT, Fields, any_kind, built_in, contact};

    /// Reads people: the questions about them, and their given names, family names and bans.
    fn read_people(text: &str, options: &ReadOptions) -> (Vec<String>, Vec<String>) {
        let schemas = built_in();
        let file = File { name: "x.csv", bytes: text.as_bytes(), kind: CONTACT, options };
        let asked = inspect(&file, &schemas).unwrap().questions;
        let asked = asked.iter().map(|it| format!("{} {}", it.count, it.sample.join(", ")));
        let rows = read(&file, &schemas).unwrap().rows;
        let person = |row: &crate::ImportRow| {
            let bans = row.draft.texts(contact::DO_NOT_CONTACT).join("+");
            let kept = row.draft.texts(any_kind::EXTRA).join("+");
            let (given, family) = (row.draft.text(contact::GIVEN), row.draft.text(contact::FAMILY));
            format!("{given}|{family}|{bans}|{kept}")
        };
        (asked.collect(), rows.iter().map(person).collect())
    }

    #[test]
    fn names_that_can_be_read_in_two_ways_are_asked_about_once() {
        let text = "Name,Email\nKovács István,a@b.hu\nVarga Ferrari,c@d.hu\nSmith John,e@f.hu\n";
        let country = Some("HU".to_owned());
        let mut options = ReadOptions { country, ..ReadOptions::default() };
        let (asked, people) = read_people(text, &options);
        assert_eq!(asked, ["2 Varga Ferrari, Smith John"]);
        assert_eq!(people, ["István|Kovács||", "Varga|Ferrari||", "Smith|John||"]);
        options.names = Some(NameReading::FamilyFirst);
        let (asked, people) = read_people(text, &options);
        assert_eq!(asked.len(), 1);
        assert_eq!(people, ["István|Kovács||", "Ferrari|Varga||", "John|Smith||"]);
        options.names = Some(NameReading::Whole);
        assert_eq!(read_people(text, &options).1[2], "Smith John|||");
        // Nobody else has the family name first: there is nothing to ask.
        let text = "Name,Email\nAnna Weber,a@b.de\nJohn Smith,c@d.de\n";
        assert!(read_people(text, &ReadOptions::default()).0.is_empty());
        let text = "\"Last name, first name\",Email\nWeber Anna,a@b.hu\n";
        assert!(read_people(text, &options).0.is_empty());
    }

    #[test]
    fn zeros_that_numbers_lost_are_offered_back() {
        let text = "First name,Mobile,Zip,Country\nAnn,639980041,1000,\nBob,0639980042,69001,FR\n\
            Eve,639980043,1001,Austria\n";
        let country = Some("FR".to_owned());
        let mut options = ReadOptions { country, ..ReadOptions::default() };
        let schemas = built_in();
        let read_all = |options: &ReadOptions| {
            let file = File { name: "x.csv", bytes: text.as_bytes(), kind: CONTACT, options };
            let asked = inspect(&file, &schemas).unwrap().questions;
            let asked = asked.iter().map(|it| format!("{} {}", it.column, it.sample.join(",")));
            let rows = read(&file, &schemas).unwrap().rows;
            let told = rows.iter().map(|row| {
                let address = row.draft.elements(contact::ADDRESSES).pop().map(|it| it.value);
                let postcode = match address {
                    Some(domain::Value::Address(address)) => address.postcode,
                    _ => String::new(),
                };
                format!("{} {postcode}", row.draft.texts(contact::PHONES).join("+"))
            });
            (asked.collect::<Vec<_>>(), told.collect::<Vec<_>>())
        };
        let (asked, told) = read_all(&options);
        assert_eq!(asked, ["1 639980041", "2 1000"]);
        assert_eq!(told, ["639980041 1000", "0639980042 69001", "639980043 1001"]);
        options.zeros_back = vec![1, 2];
        let (asked, told) = read_all(&options);
        assert_eq!(asked.len(), 2);
        assert_eq!(told, ["0639980041 01000", "0639980042 69001", "639980043 1001"]);
        options.country = None;
        assert!(read_all(&options).0.is_empty());
    }

    #[test]
    fn values_that_neither_forbid_nor_permit_are_asked_about_once() {
        let text = "First name,Do Not Call\nAnn,Yes\nBob,perhaps\nEve,on Mondays\nDan,no\n";
        let mut options = ReadOptions::default();
        let (asked, people) = read_people(text, &options);
        assert_eq!(asked, ["2 perhaps, on Mondays"]);
        assert_eq!(people, ["Ann||call|", "Bob|||perhaps", "Eve|||on Mondays", "Dan|||"]);
        options.unclear_bars = vec![(1, true)];
        let (asked, people) = read_people(text, &options);
        assert_eq!(asked.len(), 1);
        assert_eq!(people[1..], ["Bob||call|", "Eve||call|", "Dan|||"]);
        options.unclear_bars = vec![(1, false)];
        assert_eq!(read_people(text, &options).1[1..], ["Bob|||", "Eve|||", "Dan|||"]);
    }
}
