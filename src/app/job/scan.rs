//! Going through files before they come in: who is new, who is known, who is in them twice. Only what
//! rows are recognized by is read.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use super::files::Files;
use super::matching::{Known, Reading, Traits};
use super::message::Failure;
use super::planned::{
    AT_A_TIME, Double, Match, MatchChoice, MatchedBy, PlanList, Planned, Told, Trouble,
};
use super::told::Packed;
use crate::actions::name_of;
use domain::{
    COMPANY, CONTACT, Draft, Fields, Lens, NameHabits, RecordId, company, contact,
    identity_of_company,
};
use replica::{PageKey, Replica, Row, Spreading};
use transfer::{Depth, MOST_ROWS, Row as FileRow, SetAside, TransferError, read_each};

/// What becomes of a row that does not simply make a new record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// So many later rows say more of the same.
    Awaits(u32),
    /// It says more of what this row said.
    Joins(Place),
    /// The record is there already.
    Known(RecordId),
}

/// Where a row stands: the number of its file, and its line.
pub type Place = (u32, usize);

/// What was found out about all rows of some files.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// What is to be told.
    pub planned: Planned,
    /// Rows about somebody who is in the app already.
    pub matches: Packed<Match>,
    /// Rows that say more of what an earlier row says.
    pub doubles: Packed<Double>,
    /// What becomes of rows; those that are not here make new records.
    pub fates: HashMap<Place, Fate>,
    /// What is set aside, with the number of its file.
    pub set_aside: Vec<(u32, SetAside)>,
    /// The companies that are in the app, by their names.
    pub companies: HashMap<u64, RecordId, Spreading>,
    /// The names of new companies that have rows of their own.
    pub own_rows: HashSet<u64, Spreading>,
}

/// Goes through the files. `pages` is what is in the app.
///
/// # Errors
/// What is wrong with a file; `TooMany` where all together have too many rows.
pub fn scan(files: &Files, lens: &Lens, pages: Vec<Vec<u8>>) -> Result<Scan, Failure> {
    let mut replica = Replica::default();
    replica.take_in(pages.into_iter().zip(0..).map(|(page, key)| (PageKey::hot(key), page)));
    replica.sort();
    let mut reading = Reading::new(lens.dialling);
    let mut unreadable = replica.damaged().len();
    let mut scanner = Scanner {
        known: known(&replica, &mut reading, &mut unreadable),
        reading,
        names: &|id| name_in(&replica, id, lens.names()),
        habits: lens.names(),
        rows: Known::new(),
        found: Scan { companies: companies(&replica), ..Scan::default() },
    };
    scanner.found.planned.unreadable = unreadable;
    for (number, file) in files.in_order() {
        let mut full = false;
        let summary = read_each(&file.view(), &lens.schemas, Depth::Identity, &mut |row| {
            scanner.row(number, &row);
            full = scanner.found.planned.rows > MOST_ROWS;
            if full { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        if full {
            let rows = scanner.found.planned.rows;
            return Err(TransferError::TooMany { rows, most: MOST_ROWS }.into());
        }
        scanner.set_aside(number, summary.set_aside);
    }
    Ok(scanner.found)
}

/// The contacts and companies that are in the app; those that cannot be read are counted.
fn known(replica: &Replica, reading: &mut Reading, unreadable: &mut usize) -> Known<RecordId> {
    let mut known = Known::new();
    let mut add = |traits: Traits, row: Row| {
        // Only a record with nothing to compare by can be one whose bytes make no sense.
        if traits.keys().next().is_none() && replica.record(row).is_none() {
            *unreadable += 1;
        } else {
            known.add(traits, replica.id(row));
        }
    };
    for row in replica.list(CONTACT) {
        let works_for = replica.link(*row).map(|id| name_in(replica, id, NameHabits::default()));
        let works_for = works_for.unwrap_or_default();
        let view = replica.view(*row);
        add(reading.traits(CONTACT, &view, &works_for), *row);
    }
    for row in replica.list(COMPANY) {
        let traits = reading.traits(COMPANY, &replica.view(*row), "");
        add(traits, *row);
    }
    known
}

/// Where several have one name, the first stands for them.
fn companies(replica: &Replica) -> HashMap<u64, RecordId, Spreading> {
    let is_named = |row: &&Row| !replica.view(**row).text(company::NAME).trim().is_empty();
    let rows = replica.list(COMPANY).iter().rev().filter(is_named);
    rows.map(|row| (identity_of_company(&replica.view(*row)), replica.id(*row))).collect()
}

fn name_in(replica: &Replica, id: RecordId, habits: NameHabits) -> String {
    let name = |row: Row| name_of(replica.kind(row), &replica.view(row), habits);
    replica.row(id).map(name).unwrap_or_default()
}

struct Scanner<'a> {
    reading: Reading,
    known: Known<RecordId>,
    names: &'a dyn Fn(RecordId) -> String,
    habits: NameHabits,
    rows: Known<Place>,
    found: Scan,
}

impl Scanner<'_> {
    fn row(&mut self, file: u32, row: &FileRow) {
        let FileRow { line, draft, files: _ } = row;
        let place = (file, *line);
        self.found.planned.rows += 1;
        let works_for = draft.said(contact::COMPANY);
        let works_for = if draft.kind == CONTACT { works_for.as_ref() } else { "" };
        let traits = self.reading.traits(draft.kind, draft, works_for);
        let planned = &mut self.found.planned;
        if let Some((id, by)) = self.known.find(&traits, |_| false) {
            planned.matched += 1;
            let (name, known) = (self.name(draft), (self.names)(id));
            let told = Match { file, line: *line, name, id: id.to_bytes(), known, by };
            self.found.matches.push(&told);
            self.found.fates.insert(place, Fate::Known(id));
            return;
        }
        // Rows of one file are most often different people; those of another file are compared as
        // with what is in the app.
        if let Some((of, by)) = self.rows.find(&traits, |known| known.0 == file) {
            let name = self.name(draft);
            self.join(place, of, by, name);
            return;
        }
        planned.new += 1;
        if planned.sample.len() < SAMPLE {
            let name = name_of(draft.kind, draft, self.habits);
            planned.sample.push(name);
        }
        if draft.kind == COMPANY {
            self.found.own_rows.insert(identity_of_company(draft));
        }
        self.rows.add(traits, place);
    }

    fn name(&self, draft: &Draft) -> String {
        name_of(draft.kind, draft, self.habits)
    }

    fn join(&mut self, place: Place, of: Place, by: MatchedBy, name: String) {
        self.found.planned.doubled += 1;
        let ((file, line), (of_file, of_line)) = (place, of);
        self.found.doubles.push(&Double { file, line, name, of_file, of_line, by });
        match self.found.fates.entry(of).or_insert(Fate::Awaits(0)) {
            Fate::Awaits(count) => *count += 1,
            // Who joins another or is known was never offered to be joined.
            Fate::Joins(_) | Fate::Known(_) => {}
        }
        self.found.fates.insert(place, Fate::Joins(of));
    }

    fn set_aside(&mut self, file: u32, set_aside: Vec<SetAside>) {
        self.found.planned.set_aside += set_aside.len();
        self.found.set_aside.extend(set_aside.into_iter().map(|aside| (file, aside)));
    }
}

/// How many names are shown.
const SAMPLE: usize = 5;

impl Scan {
    /// A part of what was found.
    pub fn tell(&self, list: PlanList, from: usize) -> Told {
        let trouble = |(file, aside): &(u32, SetAside)| Trouble {
            file: *file,
            line: aside.line,
            reason: aside.reason,
            text: aside.text.clone(),
        };
        match list {
            PlanList::Matches => Told::Matches(self.matches.some(from, AT_A_TIME)),
            PlanList::Doubles => Told::Doubles(self.doubles.some(from, AT_A_TIME)),
            PlanList::Troubles => {
                let some = self.set_aside.iter().skip(from).take(AT_A_TIME);
                Told::Troubles(some.map(trouble).collect())
            }
        }
    }

    /// What becomes of a row, as the user chose it for those that are known.
    pub fn fate(&self, place: Place, choice: MatchChoice) -> Option<Fate> {
        let fate = self.fates.get(&place).copied();
        fate.filter(|fate| choice != MatchChoice::MakeNew || !matches!(fate, Fate::Known(_)))
    }
}
