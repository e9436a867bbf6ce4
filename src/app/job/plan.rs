//! Plans an import: looks in the files for new, known and repeated records, before anything is
//! written. Reads only the fields that rows are matched by.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;

use super::super::pipelines::first_stage_in;
use super::super::settings::user_in;
use super::files::Files;
use super::matching::{PeopleIndex, TraitReader, Traits};
use super::message::Failure;
use super::naming::{KnownNames, Named, Names, NamesAbove, name_key, settle_references};
use super::packed::Packed;
use super::planned::{
    AT_A_TIME, Double, FindingsSlice, Match, MatchChoice, MatchedBy, PlanList, Planned, Trouble,
    Unclear,
};
use domain::{
    DigestContext, Draft, FieldType, Fields, Identity, KindId, RecordId, Schema, Schemas, Trait,
    Value,
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
    /// The existing records that names in reference fields stand for.
    pub names: Names,
    /// The ids in reference fields that are those of existing records.
    pub ids: HashSet<RecordId, IdHashBuilder>,
    /// The rows that bring an id of their own, which no record here has had.
    pub coming: HashMap<RecordId, (KindId, RowPlace), IdHashBuilder>,
    /// New records with rows of their own, by name, each with the id that its row brings. Only of
    /// kinds that rows refer to.
    pub own_rows: HashMap<u64, OwnRow, IdHashBuilder>,
    /// The kinds that rows refer to.
    pub referred: BTreeSet<KindId>,
    /// Names and ids that say too little.
    pub unclear: Vec<Unclear>,
    /// The same during the plan: an id may be that of a later row.
    doubtful: Vec<(Option<RecordId>, Unclear)>,
    /// The user's name.
    pub owner: String,
    /// The stage in which a new deal starts.
    pub first_stage: Option<RecordId>,
}

/// A new record that has a row of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnRow {
    /// One, with its id if the row brings one.
    One(Option<RecordId>),
    /// Several of one name.
    Several,
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
        claimed: HashSet::default(),
        reading,
        names: &|id| name_in(&replica, id, context),
        known_names: KnownNames::new(&replica, context),
        context,
        rows: PeopleIndex::new(),
        found: ImportFindings {
            referred: referred(files, &context.schemas),
            owner: user_in(&replica),
            first_stage: first_stage_in(&replica),
            ..ImportFindings::default()
        },
    };
    planner.found.planned.unreadable = unreadable;
    for (number, file) in files.in_order() {
        let mut full = false;
        let depth = depth_of(context.schemas.get(file.kind));
        let summary = read_each(&file.view(), &context.schemas, depth, &mut |row| {
            planner.row(number, row);
            full = planner.found.planned.rows > MOST_ROWS;
            if full { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        if full {
            let rows = planner.found.planned.rows;
            return Err(TransferError::TooMany { rows, most: MOST_ROWS }.into());
        }
        planner.set_aside(number, summary.set_aside);
        planner.claimed.clear();
    }
    Ok(planner.finish())
}

/// Returns how much of each row the plan reads: people and companies are many, and recognized by a
/// few columns.
fn depth_of(schema: Option<&Schema>) -> Depth {
    match schema.map(|schema| schema.identity) {
        Some(Identity::Person | Identity::Company) | None => Depth::Identity,
        Some(Identity::Title | Identity::Unknown) => Depth::Whole,
    }
}

/// Returns the kinds that rows of these files may refer to, and rows about whom they name.
fn referred(files: &Files, schemas: &Schemas) -> BTreeSet<KindId> {
    let mut referred = BTreeSet::new();
    let mut next: Vec<KindId> = files.in_order().map(|(_, file)| file.kind).collect();
    while let Some(kind) = next.pop() {
        let fields = schemas.get(kind).map(|schema| schema.fields.as_ref()).unwrap_or_default();
        let kinds = fields.iter().filter_map(|field| match field.kind {
            FieldType::Reference(kind) => Some(kind),
            _ => None,
        });
        next.extend(kinds.filter(|kind| referred.insert(*kind)));
    }
    referred
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

fn name_in(replica: &Replica, id: RecordId, context: &DigestContext) -> String {
    let name = |row: Row| context.title_of(replica.kind(row), &replica.view(row));
    replica.row(id).map(name).unwrap_or_default()
}

struct Planner<'a> {
    reading: TraitReader,
    known: PeopleIndex<RecordId>,
    /// Existing records that a row of the file matched by no more than its title.
    claimed: HashSet<RecordId, IdHashBuilder>,
    names: &'a dyn Fn(RecordId) -> String,
    known_names: KnownNames<'a>,
    context: &'a DigestContext,
    rows: PeopleIndex<RowPlace>,
    found: ImportFindings,
}

impl Planner<'_> {
    fn row(&mut self, file: u32, row: ImportRow) {
        let ImportRow { line, id, mut draft, names, files: _ } = row;
        let place = (file, line);
        self.found.planned.rows += 1;
        let Some(schema) = self.context.schemas.get(draft.kind) else { return };
        let works_for = self.employer(schema, &draft, &names);
        self.look_up(place, schema, &mut draft, &names);
        if let Some(id) = id.filter(|id| self.known_names.holds(schema, *id)) {
            return self.matched(place, &draft, id, MatchedBy::Id);
        }
        let id = id.filter(|id| id.is_ours() && self.known_names.is_free(*id));
        if let Some((_, first)) = id.and_then(|id| self.found.coming.get(&id)).copied() {
            let name = self.name(&draft);
            return self.join(place, first, MatchedBy::Id, name);
        }
        let traits = self.reading.traits(schema, &draft, &works_for);
        // Several records may have one title: each is that of one row.
        let by_title = matches!(schema.identity, Identity::Title | Identity::Unknown);
        let taken = |id: RecordId| by_title && self.claimed.contains(&id);
        if let Some((known, by)) = self.known.find(&traits, taken) {
            if by_title {
                self.claimed.insert(known);
            }
            return self.matched(place, &draft, known, by);
        }
        // Rows of one file are mostly different people; rows of different files are compared like
        // existing records.
        if let Some((of, by)) = self.rows.find(&traits, |known| known.0 == file) {
            let name = self.name(&draft);
            self.join(place, of, by, name);
            return;
        }
        if let Some(id) = id {
            self.found.coming.insert(id, (schema.kind, place));
        }
        self.new_row(schema, &draft, id);
        self.rows.add(traits, place);
    }

    fn new_row(&mut self, schema: &Schema, draft: &Draft, id: Option<RecordId>) {
        let planned = &mut self.found.planned;
        planned.new += 1;
        if planned.sample.len() < SAMPLE {
            planned.sample.push(schema.title_of(draft, self.context.names()));
        }
        if self.found.referred.contains(&schema.kind)
            && let Some(key) = name_key(schema, &schema.title_of(draft, self.context.names()))
        {
            let rows = self.found.own_rows.entry(key);
            rows.and_modify(|known| *known = OwnRow::Several).or_insert(OwnRow::One(id));
        }
    }

    fn matched(&mut self, (file, line): RowPlace, draft: &Draft, id: RecordId, by: MatchedBy) {
        self.found.planned.matched += 1;
        let (name, known) = (self.name(draft), (self.names)(id));
        self.found.matches.push(&Match { file, line, name, id: id.to_bytes(), known, by });
        self.found.fates.insert((file, line), Fate::Known(id));
    }

    /// Returns the name of a person's company, as far as the row has it.
    fn employer(&self, schema: &Schema, draft: &Draft, names: &[(RecordId, String)]) -> String {
        let field = schema.under.filter(|_| schema.identity == Identity::Person);
        let Some(field) = field else { return String::new() };
        let Some(id) = draft.reference(field) else { return draft.said(field).into_owned() };
        let beside = names.iter().find(|(known, _)| *known == id);
        beside.map_or_else(|| (self.names)(id), |(_, name)| name.clone())
    }

    /// Looks up the records that a row refers to, and puts those that are clear into the draft.
    fn look_up(
        &mut self,
        place: RowPlace,
        schema: &Schema,
        draft: &mut Draft,
        names: &[(RecordId, String)],
    ) {
        let schemas = &self.context.schemas;
        let (known, found) = (&mut self.known_names, &mut self.found);
        let above = NamesAbove::of(schema, schemas, draft);
        settle_references(schema, draft, |field, value| {
            let FieldType::Reference(kind) = field.kind else { return None };
            let of = schemas.get(kind)?;
            let text = match value {
                Value::Reference(id) if known.holds(of, *id) => {
                    found.ids.insert(*id);
                    return None;
                }
                // It may be that of a later row.
                Value::Reference(id) => match names.iter().find(|(known, _)| known == id) {
                    Some((_, name)) => name.clone(),
                    None => id.to_string(),
                },
                Value::Text(text) => text.clone(),
                _ => return None,
            };
            let id = if let Value::Reference(id) = value { Some(*id) } else { None };
            let several = match known.find(of, &text, above.above(field)) {
                Some((key, named)) => {
                    found.names.insert(key, named);
                    let Named::One(id) = named else {
                        return found.doubt(id, place, text, of, true);
                    };
                    *value = Value::Reference(id);
                    return None;
                }
                None => found.own_rows_of(of, &text) == Some(OwnRow::Several),
            };
            let is_id = id.is_some_and(|id| id.to_string() == text);
            let made = of.is(Trait::MadeByName) && !is_id;
            if several || !made { found.doubt(id, place, text, of, several) } else { None }
        });
    }

    /// Ends the plan: ids of later rows have turned up by now.
    fn finish(self) -> ImportFindings {
        let mut found = self.found;
        let doubtful = std::mem::take(&mut found.doubtful).into_iter();
        let open = doubtful.filter(|(id, _)| id.is_none_or(|id| !found.coming.contains_key(&id)));
        found.unclear = open.map(|(_, unclear)| unclear).collect();
        found.planned.unclear = found.unclear.len();
        found
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
    /// Returns the new record of a name that has a row of its own.
    pub fn own_rows_of(&self, schema: &Schema, name: &str) -> Option<OwnRow> {
        self.own_rows.get(&name_key(schema, name)?).copied()
    }

    /// Notes a name or an id that says too little, which is kept beside the fields.
    fn doubt(
        &mut self,
        id: Option<RecordId>,
        (file, line): RowPlace,
        text: String,
        of: &Schema,
        several: bool,
    ) -> Option<String> {
        let kind = of.kind.0;
        self.doubtful.push((id, Unclear { file, line, text: text.clone(), kind, several }));
        Some(text)
    }

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
            PlanList::Unclear => {
                let some = self.unclear.iter().skip(from).take(AT_A_TIME);
                FindingsSlice::Unclear(some.cloned().collect())
            }
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
