//! Plans an import: looks in the files for new, known and repeated records, before anything is
//! written. Reads only the fields that rows are matched by.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;

use super::super::pipelines::{NewStages, first_stage_in};
use super::super::settings::user_in;
use super::beside::{Beside, HappenedKeys};
use super::files::Files;
use super::homes::{NamedHome, OpenHome, has_known_home, set_homeless_aside};
use super::local_times::at_home;
use super::matching::{PeopleIndex, TraitReader, Traits};
use super::message::Failure;
use super::naming::{
    BesideIds, KnownNames, Named, Names, NamesAbove, makes_one, name_key, schemas_referred_to,
    settle_references,
};
use super::packed::Packed;
use super::planned::{
    AT_A_TIME, Barred, Double, FindingsSlice, Match, MatchChoice, MatchedBy, PlanList, Planned,
    Trouble, Unclear, ValueKept,
};
use domain::{
    DigestContext, Draft, FieldType, Fields, Identity, Kept, KindId, LocalClock, Presets, RecordId,
    Schema, Schemas, Trait, Value, bans_of, preset,
};
use replica::{IdHashBuilder, PageKey, Replica, Row};
use transfer::{
    Depth, ImportRow, MOST_ROWS, Misfit, SetAside, SetAsideReason, TransferError, read_each,
};

/// The treatment of a row that does not simply create a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// This many later rows will be merged into it.
    Awaits(u32),
    /// It is merged into this earlier row.
    Joins(RowPlace),
    /// It matches this existing record.
    Known(RecordId),
    /// It is set aside.
    Aside,
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
    /// Rows of people who are not to be contacted.
    pub barred: Packed<Barred>,
    /// Values that are not what their column says.
    pub misfits: Packed<ValueKept>,
    /// The treatment of rows; rows not listed create records.
    pub fates: HashMap<RowPlace, Fate>,
    /// Parts that are set aside, with the number of their file.
    pub set_aside: Vec<(u32, SetAside)>,
    /// Lines around tables, with the number of their file.
    pub margins: Vec<(u32, SetAside)>,
    /// The existing records that names in reference fields stand for.
    pub names: Names,
    /// The ids in reference fields that are those of existing records.
    pub ids: HashSet<RecordId, IdHashBuilder>,
    /// The rows that bring an id of their own, which no record here has had.
    pub coming: HashMap<RecordId, (KindId, RowPlace), IdHashBuilder>,
    /// The rows to which another program gave an id.
    pub others: HashMap<RecordId, (KindId, RowPlace), IdHashBuilder>,
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
    /// The places of new stages.
    pub new_stages: NewStages,
    /// The user's clock, by which local times in the rows are read.
    pub clock: LocalClock,
}

/// A new record that has a row of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnRow {
    /// One, with its id if the row brings one.
    One(Option<RecordId>, RowPlace),
    /// Several of one name.
    Several,
}

/// Finds out what each row is. `pages` are the app's hot pages, `beside` the records that are kept
/// with their parties.
///
/// # Errors
/// Errors in a file; `TooMany` if there are too many rows in total.
pub fn plan(
    files: &Files,
    context: &DigestContext,
    (pages, beside): (Vec<Vec<u8>>, &Beside),
    clock: LocalClock,
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
        known_names: KnownNames::new(&replica, beside, context),
        context,
        rows: PeopleIndex::new(),
        beside,
        happened: HashMap::default(),
        open: Vec::new(),
        found: ImportFindings {
            referred: referred(files, &context.schemas),
            owner: user_in(&replica),
            first_stage: first_stage_in(&replica),
            new_stages: NewStages::of(&replica),
            clock,
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
    Ok(planner.finish(files))
}

/// Returns how much of each row the plan reads: people and companies are many, and recognized by a
/// few columns.
fn depth_of(schema: Option<&Schema>) -> Depth {
    match schema.map(|schema| schema.identity) {
        Some(Identity::Person | Identity::Company) | None => Depth::Identity,
        Some(Identity::Title | Identity::Unknown | Identity::Values(_)) => Depth::Whole,
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
    let is_known = |schema: &&Schema| schema.is(Trait::Exchanged) && schema.kept == Kept::Hot;
    for schema in context.schemas.all().iter().filter(is_known) {
        for row in replica.list(schema.kind) {
            let works_for = match schema.identity {
                Identity::Person => replica.link(*row),
                _ => None,
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
    beside: &'a Beside,
    /// Rows about what happened, by what they say.
    happened: HashMap<u64, RowPlace, IdHashBuilder>,
    /// Rows whose home is not known yet.
    open: Vec<OpenHome>,
    found: ImportFindings,
}

impl Planner<'_> {
    fn row(&mut self, file: u32, row: ImportRow) {
        let ImportRow { line, id, other, mut draft, names, codes, problems, files: _, local } = row;
        at_home(&mut draft, &local, &self.found.clock);
        let place = (file, line);
        self.found.planned.rows += 1;
        self.found.planned.problems += problems.len();
        for Misfit { column, value } in problems {
            self.found.misfits.push(&ValueKept { line, column, value });
        }
        let Some(schema) = self.context.schemas.get(draft.kind) else { return };
        self.note_bans(line, &draft);
        if let Some(other) = other {
            self.found.others.entry(other).or_insert((schema.kind, place));
        }
        let works_for = self.employer(schema, &draft, &names);
        let named = self.look_up(place, schema, &mut draft, (&names, &codes));
        if let Some(id) = id.filter(|id| self.known_names.holds(schema, *id)) {
            return self.matched(place, &draft, id, MatchedBy::Id);
        }
        let id = id.filter(|id| id.is_ours() && self.known_names.is_free(*id));
        let is_homeless = schema.kept == Kept::WithParties && {
            let home = schema.settle_home(&mut draft);
            home.is_none() || !has_known_home(schema, &draft, &named, &self.found)
        };
        if is_homeless {
            let is_new = id.is_none_or(|id| !self.found.coming.contains_key(&id));
            self.open.push(OpenHome { place, is_new, named });
        }
        if let Some((_, first)) = id.and_then(|id| self.found.coming.get(&id)).copied() {
            let name = self.name(&draft);
            return self.join(place, first, MatchedBy::Id, name);
        }
        if schema.kept == Kept::WithParties {
            return self.happened(place, schema, &mut draft, id, is_homeless);
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
        self.new_row(schema, &draft, (id, place));
        self.rows.add(traits, place);
    }

    /// Notes that a row bars somebody from being contacted.
    fn note_bans(&mut self, line: usize, draft: &Draft) {
        let Some((field, ways)) = bans_of(draft) else { return };
        self.found.planned.barred += 1;
        let (name, kind) = (self.name(draft), draft.kind.0);
        self.found.barred.push(&Barred { line, name, kind, field, ways });
    }

    /// Compares a row about what happened with the records and rows that say the same.
    fn happened(
        &mut self,
        place: RowPlace,
        schema: &Schema,
        draft: &mut Draft,
        id: Option<RecordId>,
        is_homeless: bool,
    ) {
        // It is compared as it would come in.
        let first_stage = || self.found.first_stage;
        let presets = Presets {
            owner: &self.found.owner,
            first_stage: &first_stage,
            stage_place: &|_is_closed| None,
        };
        preset(schema, draft, &presets);
        let draft = &*draft;
        let keys = HappenedKeys::of(schema, draft);
        let same = self.beside.find(keys, |id| self.claimed.contains(&id));
        if let Some(known) = same.filter(|_| !is_homeless) {
            self.claimed.insert(known);
            return self.matched(place, draft, known, MatchedBy::Happened);
        }
        let earlier = keys.exact.and_then(|key| self.happened.get(&key)).copied();
        if let Some(of) = earlier.filter(|of| of.0 != place.0 && !is_homeless) {
            let name = self.name(draft);
            return self.join(place, of, MatchedBy::Happened, name);
        }
        if let Some(id) = id {
            self.found.coming.insert(id, (schema.kind, place));
        }
        self.new_row(schema, draft, (id, place));
        if let Some(key) = keys.exact.filter(|_| !is_homeless) {
            self.happened.entry(key).or_insert(place);
        }
    }

    fn new_row(
        &mut self,
        schema: &Schema,
        draft: &Draft,
        (id, place): (Option<RecordId>, RowPlace),
    ) {
        let planned = &mut self.found.planned;
        planned.new += 1;
        if planned.sample.len() < SAMPLE {
            planned.sample.push(schema.title_of(draft, self.context.names()));
        }
        if self.found.referred.contains(&schema.kind)
            && let Some(key) = name_key(schema, &schema.title_of(draft, self.context.names()))
        {
            let rows = self.found.own_rows.entry(key);
            rows.and_modify(|known| *known = OwnRow::Several).or_insert(OwnRow::One(id, place));
        }
    }

    fn matched(&mut self, (file, line): RowPlace, draft: &Draft, id: RecordId, by: MatchedBy) {
        self.found.planned.matched += 1;
        let name = self.name(draft);
        // Activities are not held here, and answer the same.
        let known = if self.beside.holds(id) { name.clone() } else { (self.names)(id) };
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
    /// Returns the others that it may belong to.
    fn look_up(
        &mut self,
        place: RowPlace,
        schema: &Schema,
        draft: &mut Draft,
        (names, codes): BesideIds<'_>,
    ) -> Vec<NamedHome> {
        let schemas = &self.context.schemas;
        let (known, found) = (&mut self.known_names, &mut self.found);
        let above = NamesAbove::of(schema, schemas, draft);
        let mut homes = Vec::new();
        settle_references(schema, draft, |field, value| {
            let kinds = schemas_referred_to(schema, field, schemas);
            let of = *kinds.first()?;
            let text = match value {
                Value::Reference(id) if kinds.iter().any(|of| known.holds(of, *id)) => {
                    found.ids.insert(*id);
                    return None;
                }
                // It may be that of a later row.
                Value::Reference(id) => {
                    let said = |all: &[(RecordId, String)]| {
                        all.iter().find(|(known, _)| known == id).map(|(_, text)| text.clone())
                    };
                    said(names).or_else(|| said(codes)).unwrap_or_else(|| id.to_string())
                }
                Value::Text(text) => text.clone(),
                _ => return None,
            };
            let id = value.as_reference();
            let mut here = Vec::new();
            for of in &kinds {
                if let Some((key, named)) = known.find(of, &text, above.above(field)) {
                    found.names.insert(key, named);
                    here.push(named);
                }
            }
            if let [Named::One(one)] = here.as_slice() {
                *value = Value::Reference(*one);
                return None;
            }
            let rows = || found.own_rows_of(of, &text) == Some(OwnRow::Several);
            let several = !here.is_empty() || rows();
            if schema.homes.contains(&field.number) {
                let kinds = kinds.iter().map(|of| of.kind).collect();
                let is_code = id.is_some_and(|id| {
                    let has =
                        |all: &[(RecordId, String)]| all.iter().any(|(known, _)| *known == id);
                    has(codes) && !has(names)
                });
                homes.push(NamedHome { kinds, id, text: text.clone(), is_code, several });
            }
            let made = kinds.len() == 1 && makes_one(of, &text);
            if several || !made { found.doubt(id, place, text, of, several) } else { None }
        });
        homes
    }

    /// Ends the plan: ids of later rows have turned up by now.
    fn finish(self, files: &Files) -> ImportFindings {
        let mut found = self.found;
        set_homeless_aside(&mut found, self.open, files, self.context);
        let doubtful = std::mem::take(&mut found.doubtful).into_iter();
        let open = doubtful.filter(|(id, unclear)| {
            let is_aside = found.fates.get(&(unclear.file, unclear.line)) == Some(&Fate::Aside);
            !is_aside && id.is_none_or(|id| !found.brings(id))
        });
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
            Fate::Joins(_) | Fate::Known(_) | Fate::Aside => {}
        }
        self.found.fates.insert(place, Fate::Joins(of));
    }

    fn set_aside(&mut self, file: u32, set_aside: Vec<SetAside>) {
        let is_margin = |aside: &SetAside| aside.reason == SetAsideReason::Margin;
        let (margins, set_aside): (Vec<_>, Vec<_>) = set_aside.into_iter().partition(is_margin);
        self.found.planned.margins += margins.len();
        self.found.margins.extend(margins.into_iter().map(|aside| (file, aside)));
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

    /// True if a row brings a record with this id, ours or another program's.
    pub fn brings(&self, id: RecordId) -> bool {
        self.coming.contains_key(&id) || self.others.contains_key(&id)
    }

    /// Returns the existing records to which rows refer.
    pub fn named_here(&self) -> HashSet<RecordId, IdHashBuilder> {
        let one = |named: &Named| if let Named::One(id) = named { Some(*id) } else { None };
        self.ids.iter().copied().chain(self.names.values().filter_map(one)).collect()
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
            PlanList::Barred => FindingsSlice::Barred(self.barred.some(from, AT_A_TIME)),
            PlanList::Misfits => FindingsSlice::Misfits(self.misfits.some(from, AT_A_TIME)),
            PlanList::Unclear => {
                let some = self.unclear.iter().skip(from).take(AT_A_TIME);
                FindingsSlice::Unclear(some.cloned().collect())
            }
            PlanList::Margins => {
                let some = self.margins.iter().skip(from).take(AT_A_TIME);
                FindingsSlice::Troubles(some.map(trouble).collect())
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
