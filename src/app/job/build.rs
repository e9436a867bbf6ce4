//! Builds the finished pages of an import; the page only writes them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::ControlFlow;

use super::super::links::leave_out_itself;
use super::super::pipelines::NewStages;
use super::beside::Beside;
use super::buckets::{Buckets, Finished};
use super::deriving::Deriving;
use super::files::Files;
use super::linking::Links;
use super::local_times::at_home;
use super::message::{Built, Failure, Message, PagePlace, Reply};
use super::naming::{BesideIds, add_name};
use super::photos::Photos;
use super::plan::{Fate, ImportFindings, RowPlace};
use super::planned::MatchChoice;
use domain::{
    DigestContext, Draft, Fingerprints, Identity, Kept, Presets, RecordId, Schema, Value, any_kind,
    bans_of, complete, derivations_from, preset,
};
use replica::{PageBuilder, PageKey, Stamp, encode_draft};
use transfer::{Depth, ImportRow, ImportedFile, join, read_each};

/// The page's parameters for a build.
pub struct BuildParams {
    pub stamp: [u8; 16],
    pub pages: Vec<u64>,
    pub now_millis: i64,
    pub seed: u64,
    pub matched: MatchChoice,
}

/// Number of pages per reply.
const BATCH: usize = 128;

/// Reads the files again and hands out pages.
pub fn build(
    files: &Files,
    context: &DigestContext,
    known: ImportKnown<'_>,
    params: BuildParams,
    reply: &mut dyn FnMut(Message),
) -> Result<(), Failure> {
    let mut builder = Builder::new(context, known, params, reply);
    if files.in_order().any(|(_, file)| derivations_from(file.kind).next().is_some()) {
        builder.derived.wait();
    }
    builder.kinds = files.in_order().map(|(_, file)| file.kind.0).collect();
    for (number, file) in files.in_order() {
        read_each(&file.view(), &context.schemas, Depth::Whole, &mut |row| {
            builder.add(number, row);
            ControlFlow::Continue(())
        })?;
    }
    builder.finish();
    Ok(())
}

/// The knowledge with which rows become records.
#[derive(Clone, Copy)]
pub struct ImportKnown<'a> {
    /// The outcome of the plan.
    pub findings: &'a ImportFindings,
    /// The existing records that are kept with their parties.
    pub beside: &'a Beside,
    /// The photos of the files.
    pub photos: &'a Photos,
}

struct Builder<'a> {
    context: &'a DigestContext,
    findings: &'a ImportFindings,
    /// The existing records that are kept with their parties.
    beside: &'a Beside,
    photos: &'a Photos,
    prints: Fingerprints,
    stamp: Stamp,
    now_millis: i64,
    random: u64,
    keys: std::vec::IntoIter<u64>,
    links: Links<'a>,
    /// The places of new stages.
    stages: RefCell<NewStages>,
    /// The kinds of the files' rows.
    kinds: Vec<u32>,
    derived: Deriving<'a>,
    /// Rows that later rows add to, with the number of those still to come.
    held: HashMap<RowPlace, (RowToMake, u32)>,
    page: PageBuilder,
    buckets: Buckets,
    ready: Vec<Finished>,
    matched: Vec<(RecordId, RowToMake)>,
    /// The index of a matched record in `matched`.
    places: HashMap<RecordId, usize>,
    built: Built,
    done: usize,
    reply: &'a mut dyn FnMut(Message),
}

impl<'a> Builder<'a> {
    fn new(
        context: &'a DigestContext,
        ImportKnown { findings, beside, photos }: ImportKnown<'a>,
        params: BuildParams,
        reply: &'a mut dyn FnMut(Message),
    ) -> Self {
        let BuildParams { stamp, pages, now_millis, seed, matched } = params;
        let prints = context.fingerprints();
        let set_aside = findings.set_aside.len();
        let stamp = Stamp::from_bytes(stamp);
        Self {
            context,
            findings,
            beside,
            photos,
            page: PageBuilder::with(prints.clone()),
            buckets: Buckets::new(prints.clone(), stamp),
            prints,
            stamp,
            now_millis,
            random: seed,
            keys: pages.into_iter(),
            links: Links::new(context, findings, matched),
            stages: RefCell::new(findings.new_stages.clone()),
            kinds: Vec::new(),
            derived: Deriving::new(context, findings.named_here()),
            held: HashMap::new(),
            ready: Vec::new(),
            matched: Vec::new(),
            places: HashMap::new(),
            built: Built { matched, set_aside, ..Built::default() },
            done: 0,
            reply,
        }
    }

    fn add(&mut self, file: u32, row: ImportRow) {
        let ImportRow { line, id, other, mut draft, names, codes, problems, mut files, local } =
            row;
        at_home(&mut draft, &local, &self.findings.clock);
        self.photos.exchange(&mut draft, &mut files);
        let place = (file, line);
        let fate = self.findings.fate(place, self.built.matched);
        if fate == Some(Fate::Aside) {
            return;
        }
        self.done += 1;
        self.built.problems += problems.len();
        self.built.barred += usize::from(bans_of(&draft).is_some());
        if !matches!(fate, Some(Fate::Known(_))) || self.built.matched != MatchChoice::Skip {
            self.hand_over_files(files);
        }
        let own = id.filter(|id| self.findings.coming.contains_key(id));
        if let Some(other) = id.filter(|_| own.is_none() && !matches!(fate, Some(Fate::Known(_))))
            && !other.is_ours()
        {
            // Another program's: worth keeping.
            draft.push(any_kind::EXTRA, "ID", Value::Text(other.to_string()));
        }
        let is_other = other.is_some();
        let row = RowToMake { place, own, is_other, draft, names, codes };
        match fate {
            None => self.make(row),
            Some(Fate::Awaits(count)) => {
                self.held.insert(place, (row, count));
            }
            Some(Fate::Joins(first)) => self.join(first, row),
            Some(Fate::Known(id)) => self.known(id, row),
            Some(Fate::Aside) => {}
        }
    }

    fn hand_over_files(&mut self, files: Vec<ImportedFile>) {
        if !files.is_empty() {
            let hashes = files.iter().map(|file| file.reference.hash.clone()).collect();
            let parts = files.into_iter().map(|file| file.bytes).collect();
            (self.reply)(Message::new(&Reply::Files { hashes }, parts));
        }
    }

    /// Merges a row into an earlier one, which is finished with the last of its rows.
    fn join(&mut self, first: RowPlace, row: RowToMake) {
        self.built.joined += 1;
        let Some((mut whole, awaited)) = self.held.remove(&first) else {
            return self.make(row);
        };
        whole.join(row, self.context);
        if awaited > 1 {
            self.held.insert(first, (whole, awaited - 1));
        } else {
            self.make(whole);
        }
    }

    /// Keeps a row that matches an existing record. Several rows about one record are merged.
    fn known(&mut self, id: RecordId, row: RowToMake) {
        self.built.known += 1;
        if self.built.matched == MatchChoice::Skip {
            self.built.skipped += 1;
            return;
        }
        match self.places.get(&id) {
            Some(place) => self.matched[*place].1.join(row, self.context),
            None => {
                self.places.insert(id, self.matched.len());
                self.matched.push((id, row));
            }
        }
    }

    /// Creates a new record.
    fn make(&mut self, row: RowToMake) {
        let RowToMake { place, own, is_other, mut draft, names, codes } = row;
        let context = self.context;
        let Some(schema) = context.schemas.get(draft.kind) else { return };
        self.link(schema, &mut draft, (&names, &codes));
        self.finish_draft(schema, &mut draft);
        schema.settle_home(&mut draft);
        let name = self.links.key_of(schema, &draft);
        let promised = self.links.places.get(&place).copied();
        let id = own.or(promised).unwrap_or_else(|| self.new_id());
        if is_other {
            self.links.places.insert(place, id);
        }
        if let Some(name) = name {
            add_name(&mut self.links.made, name, id);
        }
        leave_out_itself(&mut draft, id);
        self.push(id, draft);
    }

    /// Follows the rules of the kind, as for any new record.
    fn finish_draft(&self, schema: &Schema, draft: &mut Draft) {
        let first_stage = || self.findings.first_stage;
        let presets = Presets {
            owner: &self.findings.owner,
            first_stage: &first_stage,
            stage_place: &|is_closed| self.stages.borrow_mut().next(is_closed),
        };
        preset(schema, draft, &presets);
        complete(&Draft::new(draft.kind), draft, self.now_millis);
    }

    /// Puts the records that a row refers to into its draft, creating those that names make.
    fn link(&mut self, schema: &Schema, draft: &mut Draft, beside: BesideIds<'_>) {
        let mut links = std::mem::take(&mut self.links);
        let random = &mut self.random;
        let now_millis = self.now_millis;
        let mut new_id = || new_id(now_millis, random);
        let to_make = links.settle(schema, draft, beside, &mut new_id);
        self.links = links;
        for (id, mut draft) in to_make {
            let Some(schema) = self.context.schemas.get(draft.kind) else { continue };
            self.finish_draft(schema, &mut draft);
            self.push(id, draft);
        }
    }

    fn push(&mut self, id: RecordId, draft: Draft) {
        let Some(schema) = self.context.schemas.get(draft.kind) else { return };
        match schema.identity {
            Identity::Person => self.built.contacts += 1,
            Identity::Company => self.built.companies += 1,
            _ => {
                let others = &mut self.built.others;
                match others.iter_mut().find(|(kind, _)| *kind == draft.kind.0) {
                    Some((_, count)) => *count += 1,
                    None => others.push((draft.kind.0, 1)),
                }
            }
        }
        if schema.kept == Kept::WithParties {
            return self.push_beside(id, &draft, schema);
        }
        if self.derived.holds_back(id, &draft, schema) {
            return;
        }
        let digest = self.context.digest(draft.kind, &draft);
        self.page.push_new(id, &draft, schema, self.stamp, &digest);
        if !self.page.has_room() {
            self.end_page();
        }
    }

    /// Puts a record into the buckets of its parties.
    fn push_beside(&mut self, id: RecordId, draft: &Draft, schema: &Schema) {
        self.derived.hear(draft, schema);
        let digest = self.context.digest(draft.kind, draft);
        let random = &mut self.random;
        let mut next = || next_random(random);
        let finished = self.buckets.push((id, draft), schema, &digest, &mut next);
        self.ready.extend(finished);
        if self.ready.len() >= BATCH {
            self.hand_over();
        }
    }

    fn end_page(&mut self) {
        let page = std::mem::replace(&mut self.page, PageBuilder::with(self.prints.clone()));
        if page.count() == 0 {
            return;
        }
        // The page reserved more keys than there can be pages.
        let Some(key) = self.keys.next() else { return };
        self.ready.push((PagePlace::of(PageKey::hot(key)), page.finish()));
        if self.ready.len() >= BATCH {
            self.hand_over();
        }
    }

    fn hand_over(&mut self) {
        let rest = self.ready.split_off(self.ready.len().min(BATCH));
        let (keys, parts) = std::mem::replace(&mut self.ready, rest).into_iter().unzip();
        let reply = Reply::Pages { keys, done: self.done, total: self.findings.planned.rows };
        (self.reply)(Message::new(&reply, parts));
    }

    fn finish(mut self) {
        // If announced rows did not come, the row they belong to is still created.
        let mut held: Vec<(RowPlace, (RowToMake, u32))> = self.held.drain().collect();
        held.sort_by_key(|(place, _)| *place);
        held.into_iter().for_each(|(_, (row, _))| self.make(row));
        // Everything that rows could name is made by now.
        let mut parts = Vec::new();
        for (id, RowToMake { mut draft, names, codes, .. }) in std::mem::take(&mut self.matched) {
            if let Some(schema) = self.context.schemas.get(draft.kind) {
                let (now_millis, random) = (self.now_millis, &mut self.random);
                // All rows are made: every id that is asked for is known by now.
                let mut next = || new_id(now_millis, random);
                self.links.settle_known(schema, &mut draft, (&names, &codes), &mut next);
            }
            self.built.buckets.extend(self.beside.bucket(id));
            parts.push(part(id, &draft));
        }
        for record in self.derived.held_back(self.stamp) {
            let digest = self.context.digest(record.kind, &record);
            self.page.push(&record, &digest);
            if !self.page.has_room() {
                self.end_page();
            }
        }
        self.end_page();
        let random = &mut self.random;
        let last = self.buckets.finish(&mut || next_random(random));
        self.ready.extend(last);
        self.hand_over();
        while !self.ready.is_empty() {
            self.hand_over();
        }
        // The kinds of the files come first.
        let kinds = &self.kinds;
        self.built.others.sort_by_key(|(kind, _)| !kinds.contains(kind));
        let causes = self.derived.causes();
        self.built.causes = causes.len();
        parts.extend(causes.into_iter().map(|(id, draft)| part(id, &draft)));
        let subjects = self.derived.subjects();
        self.built.subjects = subjects.len();
        if !subjects.is_empty() {
            let bytes = subjects.iter().map(|(id, kind)| {
                [id.to_bytes().as_slice(), kind.0.to_le_bytes().as_slice()].concat()
            });
            parts.push(bytes.flatten().collect());
        }
        (self.reply)(Message::new(&Reply::Built(self.built), parts));
    }

    fn new_id(&mut self) -> RecordId {
        new_id(self.now_millis, &mut self.random)
    }
}

fn part(id: RecordId, draft: &Draft) -> Vec<u8> {
    let mut part = id.to_bytes().to_vec();
    part.extend_from_slice(&encode_draft(draft));
    part
}

fn new_id(now_millis: i64, random: &mut u64) -> RecordId {
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&next_random(random).to_le_bytes());
    bytes[8..].copy_from_slice(&next_random(random).to_le_bytes()[..2]);
    RecordId::new(now_millis, bytes)
}

/// SplitMix64 (Steele, Lea, Flood, 2014), seeded by the secure generator.
fn next_random(random: &mut u64) -> u64 {
    *random = random.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *random;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A row that becomes a record, or adds to one.
struct RowToMake {
    place: RowPlace,
    /// The id that it brings.
    own: Option<RecordId>,
    /// True if another program gave it an id, by which other rows may refer to it.
    is_other: bool,
    draft: Draft,
    /// The names that it gives beside ids.
    names: Vec<(RecordId, String)>,
    /// The ids of another program as they stand in the file.
    codes: Vec<(RecordId, String)>,
}

impl RowToMake {
    /// Adds a later row about the same record.
    fn join(&mut self, later: Self, context: &DigestContext) {
        let Self { place: _, own, is_other, draft, names, codes } = later;
        self.own = self.own.or(own);
        self.is_other |= is_other;
        self.names.extend(names);
        self.codes.extend(codes);
        if let Some(schema) = context.schemas.get(draft.kind) {
            join(&mut self.draft, draft, schema, context.dialing);
        }
    }
}
