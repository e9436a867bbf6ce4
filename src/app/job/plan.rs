//! Plans an import: looks in the files for new, known and repeated records, before anything is
//! written. Reads only the fields that rows are matched by.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use super::files::Files;
use super::matching::{PeopleIndex, TraitReader, Traits};
use super::message::Failure;
use super::packed::Packed;
use super::planned::{
    AT_A_TIME, Double, FindingsSlice, Match, MatchChoice, MatchedBy, PlanList, Planned, Trouble,
};
use domain::{
    DigestContext, Draft, Fields, Identity, RecordId, Schema, Schemas, Trait, company_identity,
};
use replica::{IdHashBuilder, PageKey, Replica, Row};
use transfer::{Depth, ImportRow, MOST_ROWS, SetAside, TransferError, read_each};

/// The treatment of a row that does not simply create a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// This many later rows will be merged into it.
    Awaits(u32),
    /// It is merged into this earlier row.
    Joins(RowPlace),
    /// It matches this existing record.
    Known(RecordId),
}

/// A row's position: the number of its file, and its line.
pub type RowPlace = (u32, usize);

/// The findings about all rows.
#[derive(Clone, Debug, Default)]
pub struct ImportFindings {
    /// The plan, with counts only.
    pub planned: Planned,
    /// Rows that match existing records.
    pub matches: Packed<Match>,
    /// Rows that match earlier rows.
    pub doubles: Packed<Double>,
    /// The treatment of rows; rows not listed create records.
    pub fates: HashMap<RowPlace, Fate>,
    /// Parts that are set aside, with the number of their file.
    pub set_aside: Vec<(u32, SetAside)>,
    /// Existing companies, by hash of the name.
    pub companies: HashMap<u64, RecordId, IdHashBuilder>,
    /// Hashes of the names of new companies that have their own rows.
    pub own_rows: HashSet<u64, IdHashBuilder>,
}

/// Finds out what each row is. `pages` are the app's hot pages.
///
/// # Errors
/// Errors in a file; `TooMany` if there are too many rows in total.
pub fn plan(
    files: &Files,
    context: &DigestContext,
    pages: Vec<Vec<u8>>,
) -> Result<ImportFindings, Failure> {
    let mut replica = Replica::default();
    replica.take_in(pages.into_iter().zip(0..).map(|(page, key)| (PageKey::hot(key), page)));
    replica.sort();
    let mut reading = TraitReader::new(context.dialing);
    let mut unreadable = replica.damaged().len();
    let mut planner = Planner {
        known: known(&replica, context, &mut reading, &mut unreadable),
        reading,
        names: &|id| name_in(&replica, id, context),
        context,
        rows: PeopleIndex::new(),
        found: ImportFindings {
            companies: companies(&replica, context),
            ..ImportFindings::default()
        },
    };
    planner.found.planned.unreadable = unreadable;
    for (number, file) in files.in_order() {
        let mut full = false;
        let summary = read_each(&file.view(), &context.schemas, Depth::Identity, &mut |row| {
            planner.row(number, &row);
            full = planner.found.planned.rows > MOST_ROWS;
            if full { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        if full {
            let rows = planner.found.planned.rows;
            return Err(TransferError::TooMany { rows, most: MOST_ROWS }.into());
        }
        planner.set_aside(number, summary.set_aside);
    }
    Ok(planner.found)
}

/// Indexes the existing records of the kinds that imports bring, and counts the unreadable ones.
fn known(
    replica: &Replica,
    context: &DigestContext,
    reading: &mut TraitReader,
    unreadable: &mut usize,
) -> PeopleIndex<RecordId> {
    let mut known = PeopleIndex::new();
    let mut add = |traits: Traits, row: Row| {
        // Only a record without any traits can be unreadable; this avoids decoding all.
        if traits.keys().next().is_none() && replica.record(row).is_none() {
            *unreadable += 1;
        } else {
            known.add(traits, replica.id(row));
        }
    };
    for schema in context.schemas.all().iter().filter(|schema| schema.is(Trait::Exchanged)) {
        for row in replica.list(schema.kind) {
            let works_for = match schema.identity {
                Identity::Person => replica.link(*row),
                Identity::Company | Identity::Title | Identity::Unknown => None,
            };
            let works_for = works_for.map(|id| name_in(replica, id, context)).unwrap_or_default();
            add(reading.traits(schema, &replica.view(*row), &works_for), *row);
        }
    }
    known
}

/// Indexes companies by name; the first of several with the same name wins.
fn companies(replica: &Replica, context: &DigestContext) -> HashMap<u64, RecordId, IdHashBuilder> {
    let mut companies = HashMap::default();
    for schema in recognized_by_name(&context.schemas) {
        for row in replica.list(schema.kind).iter().rev() {
            let name = schema.title_of(&replica.view(*row), context.names());
            if !name.trim().is_empty() {
                companies.insert(company_identity(&name), replica.id(*row));
            }
        }
    }
    companies
}

/// Iterates over the kinds whose records other rows refer to by name.
fn recognized_by_name(schemas: &Schemas) -> impl Iterator<Item = &Schema> {
    schemas.all().iter().filter(|schema| schema.identity == Identity::Company)
}

fn name_in(replica: &Replica, id: RecordId, context: &DigestContext) -> String {
    let name = |row: Row| context.title_of(replica.kind(row), &replica.view(row));
    replica.row(id).map(name).unwrap_or_default()
}

struct Planner<'a> {
    reading: TraitReader,
    known: PeopleIndex<RecordId>,
    names: &'a dyn Fn(RecordId) -> String,
    context: &'a DigestContext,
    rows: PeopleIndex<RowPlace>,
    found: ImportFindings,
}

impl Planner<'_> {
    fn row(&mut self, file: u32, row: &ImportRow) {
        let ImportRow { line, draft, files: _ } = row;
        let place = (file, *line);
        self.found.planned.rows += 1;
        let Some(schema) = self.context.schemas.get(draft.kind) else { return };
        let is_person = schema.identity == Identity::Person;
        let works_for = schema.under.filter(|_| is_person).map(|field| draft.said(field));
        let traits = self.reading.traits(schema, draft, works_for.as_deref().unwrap_or_default());
        let planned = &mut self.found.planned;
        if let Some((id, by)) = self.known.find(&traits, |_| false) {
            planned.matched += 1;
            let (name, known) = (self.name(draft), (self.names)(id));
            let matched = Match { file, line: *line, name, id: id.to_bytes(), known, by };
            self.found.matches.push(&matched);
            self.found.fates.insert(place, Fate::Known(id));
            return;
        }
        // Rows of one file are mostly different people; rows of different files are compared like
        // existing records.
        if let Some((of, by)) = self.rows.find(&traits, |known| known.0 == file) {
            let name = self.name(draft);
            self.join(place, of, by, name);
            return;
        }
        planned.new += 1;
        if planned.sample.len() < SAMPLE {
            planned.sample.push(schema.title_of(draft, self.context.names()));
        }
        if schema.identity == Identity::Company {
            let name = schema.title_of(draft, self.context.names());
            self.found.own_rows.insert(company_identity(&name));
        }
        self.rows.add(traits, place);
    }

    fn name(&self, draft: &Draft) -> String {
        self.context.title_of(draft.kind, draft)
    }

    fn join(&mut self, place: RowPlace, of: RowPlace, by: MatchedBy, name: String) {
        self.found.planned.doubled += 1;
        let ((file, line), (of_file, of_line)) = (place, of);
        self.found.doubles.push(&Double { file, line, name, of_file, of_line, by });
        match self.found.fates.entry(of).or_insert(Fate::Awaits(0)) {
            Fate::Awaits(count) => *count += 1,
            // A row that joins another or is known is not in the index.
            Fate::Joins(_) | Fate::Known(_) => {}
        }
        self.found.fates.insert(place, Fate::Joins(of));
    }

    fn set_aside(&mut self, file: u32, set_aside: Vec<SetAside>) {
        self.found.planned.set_aside += set_aside.len();
        self.found.set_aside.extend(set_aside.into_iter().map(|aside| (file, aside)));
    }
}

/// Number of names in the preview.
const SAMPLE: usize = 5;

impl ImportFindings {
    /// Returns a part of the findings.
    pub fn slice(&self, list: PlanList, from: usize) -> FindingsSlice {
        let trouble = |(file, aside): &(u32, SetAside)| Trouble {
            file: *file,
            line: aside.line,
            reason: aside.reason,
            text: aside.text.clone(),
        };
        match list {
            PlanList::Matches => FindingsSlice::Matches(self.matches.some(from, AT_A_TIME)),
            PlanList::Doubles => FindingsSlice::Doubles(self.doubles.some(from, AT_A_TIME)),
            PlanList::Troubles => {
                let some = self.set_aside.iter().skip(from).take(AT_A_TIME);
                FindingsSlice::Troubles(some.map(trouble).collect())
            }
        }
    }

    /// Returns the treatment of a row, given the user's choice for matching rows.
    pub fn fate(&self, place: RowPlace, choice: MatchChoice) -> Option<Fate> {
        let fate = self.fates.get(&place).copied();
        fate.filter(|fate| choice != MatchChoice::MakeNew || !matches!(fate, Fate::Known(_)))
    }
}
