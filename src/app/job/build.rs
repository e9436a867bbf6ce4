//! Builds the finished pages of an import; the page only writes them.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::super::links::leave_out_itself;
use super::files::Files;
use super::message::{Built, Failure, Message, Reply};
use super::photos::Photos;
use super::plan::{Fate, ImportFindings, RowPlace};
use super::planned::MatchChoice;
use domain::{
    Digest, DigestContext, Draft, DraftSlot, FieldType, Fields, Identity, KindId, RecordId, Schema,
    Value, company_identity, complete, normalized_hash,
};
use replica::{IdHashBuilder, PageBuilder, Stamp, encode_draft};
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
    findings: &ImportFindings,
    photos: &Photos,
    params: BuildParams,
    reply: &mut dyn FnMut(Message),
) -> Result<(), Failure> {
    let mut builder = Builder::new(context, findings, photos, params, reply);
    for (number, file) in files.in_order() {
        read_each(&file.view(), &context.schemas, Depth::Whole, &mut |row| {
            builder.add(number, row);
            ControlFlow::Continue(())
        })?;
    }
    builder.finish();
    Ok(())
}

struct Builder<'a> {
    context: &'a DigestContext,
    findings: &'a ImportFindings,
    photos: &'a Photos,
    fingerprint: u64,
    stamp: Stamp,
    now_millis: i64,
    random: u64,
    keys: std::vec::IntoIter<u64>,
    companies: HashMap<u64, RecordId, IdHashBuilder>,
    /// The same by hash of the name as written: many people share an employer, and this skips
    /// normalizing.
    texts: HashMap<u64, RecordId, IdHashBuilder>,
    /// Companies whose own rows are still to come.
    promised: HashMap<u64, RecordId>,
    /// Rows that later rows add to, with the number of those still to come.
    held: HashMap<RowPlace, (Draft, u32)>,
    page: PageBuilder,
    ready: Vec<(u64, Vec<u8>)>,
    matched: Vec<(RecordId, Draft)>,
    /// The index of a matched record in `matched`.
    places: HashMap<RecordId, usize>,
    built: Built,
    done: usize,
    reply: &'a mut dyn FnMut(Message),
}

impl<'a> Builder<'a> {
    fn new(
        context: &'a DigestContext,
        findings: &'a ImportFindings,
        photos: &'a Photos,
        params: BuildParams,
        reply: &'a mut dyn FnMut(Message),
    ) -> Self {
        let BuildParams { stamp, pages, now_millis, seed, matched } = params;
        let fingerprint = context.fingerprint();
        let set_aside = findings.set_aside.len();
        Self {
            context,
            findings,
            photos,
            fingerprint,
            stamp: Stamp::from_bytes(stamp),
            now_millis,
            random: seed,
            keys: pages.into_iter(),
            companies: findings.companies.clone(),
            texts: HashMap::default(),
            promised: HashMap::new(),
            held: HashMap::new(),
            page: PageBuilder::new(fingerprint),
            ready: Vec::new(),
            matched: Vec::new(),
            places: HashMap::new(),
            built: Built { matched, set_aside, ..Built::default() },
            done: 0,
            reply,
        }
    }

    fn add(&mut self, file: u32, row: ImportRow) {
        let ImportRow { line, mut draft, mut files } = row;
        self.photos.exchange(&mut draft, &mut files);
        self.done += 1;
        let place = (file, line);
        let fate = self.findings.fate(place, self.built.matched);
        if !matches!(fate, Some(Fate::Known(_))) || self.built.matched != MatchChoice::Skip {
            self.hand_over_files(files);
        }
        match fate {
            None => self.make(draft),
            Some(Fate::Awaits(count)) => {
                self.held.insert(place, (draft, count));
            }
            Some(Fate::Joins(first)) => self.join(first, draft),
            Some(Fate::Known(id)) => self.known(id, draft),
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
    fn join(&mut self, first: RowPlace, draft: Draft) {
        self.built.joined += 1;
        let Some((mut whole, awaited)) = self.held.remove(&first) else {
            return self.make(draft);
        };
        if let Some(schema) = self.context.schemas.get(draft.kind) {
            join(&mut whole, draft, schema);
        }
        if awaited > 1 {
            self.held.insert(first, (whole, awaited - 1));
        } else {
            self.make(whole);
        }
    }

    /// Keeps a row that matches an existing record. Several rows about one record are merged.
    fn known(&mut self, id: RecordId, draft: Draft) {
        self.built.known += 1;
        if self.built.matched == MatchChoice::Skip {
            self.built.skipped += 1;
            return;
        }
        match (self.places.get(&id), self.context.schemas.get(draft.kind)) {
            (Some(place), Some(schema)) => join(&mut self.matched[*place].1, draft, schema),
            _ => {
                self.places.insert(id, self.matched.len());
                self.matched.push((id, draft));
            }
        }
    }

    /// Creates a new record.
    fn make(&mut self, mut draft: Draft) {
        let context = self.context;
        let Some(schema) = context.schemas.get(draft.kind) else { return };
        complete(&Draft::new(draft.kind), &mut draft, self.now_millis);
        let mut digest = context.digest(draft.kind, &draft);
        self.link_companies(schema, &mut draft);
        // What it stands under is the only link that the digest contains.
        digest.link = schema.under.and_then(|field| draft.reference(field));
        if schema.identity == Identity::Company {
            return self.make_company(schema, draft, &digest);
        }
        self.built.contacts += usize::from(schema.identity == Identity::Person);
        let id = self.new_id();
        self.push(id, draft, &digest);
    }

    /// If contacts were linked to the company before its own row, it already has an id.
    fn make_company(&mut self, schema: &Schema, mut draft: Draft, digest: &Digest) {
        let identity = company_identity(&schema.title_of(&draft, self.context.names()));
        let promised = self.promised.remove(&identity);
        let id = promised.unwrap_or_else(|| self.new_id());
        leave_out_itself(&mut draft, id);
        self.built.companies += 1;
        self.companies.insert(identity, id);
        self.push(id, draft, digest);
    }

    fn link_companies(&mut self, schema: &Schema, draft: &mut Draft) {
        for field in schema.fields.iter() {
            let FieldType::Reference(kind) = field.kind else { continue };
            let of_field = self.context.schemas.get(kind);
            if of_field.is_none_or(|schema| schema.identity != Identity::Company) {
                continue;
            }
            let Some(DraftSlot::One(Some(Value::Text(name)))) = draft.slots.get(&field.number)
            else {
                continue;
            };
            let text = normalized_hash(name.as_bytes());
            let id = match self.texts.get(&text) {
                Some(id) => *id,
                None => {
                    let id = self.company_of(kind, name);
                    self.texts.insert(text, id);
                    id
                }
            };
            draft.set(field.number, Value::Reference(id));
        }
    }

    /// Returns the company of a name, creating it if necessary.
    fn company_of(&mut self, kind: KindId, name: &str) -> RecordId {
        let identity = company_identity(name);
        if let Some(id) = self.companies.get(&identity) {
            return *id;
        }
        let id = self.new_id();
        self.companies.insert(identity, id);
        if self.findings.own_rows.contains(&identity) {
            self.promised.insert(identity, id);
        } else if let Some(schema) = self.context.schemas.get(kind) {
            let made = schema.named(name, self.context.names());
            self.built.companies += 1;
            let digest = self.context.digest(kind, &made);
            self.push(id, made, &digest);
        }
        id
    }

    fn push(&mut self, id: RecordId, draft: Draft, digest: &Digest) {
        let Some(schema) = self.context.schemas.get(draft.kind) else { return };
        self.page.push_new(id, &draft, schema, self.stamp, digest);
        if !self.page.has_room() {
            self.end_page();
        }
    }

    fn end_page(&mut self) {
        let page = std::mem::replace(&mut self.page, PageBuilder::new(self.fingerprint));
        if page.count() == 0 {
            return;
        }
        // The page reserved more keys than there can be pages.
        let Some(key) = self.keys.next() else { return };
        self.ready.push((key, page.finish()));
        if self.ready.len() >= BATCH {
            self.hand_over();
        }
    }

    fn hand_over(&mut self) {
        let (keys, parts) = std::mem::take(&mut self.ready).into_iter().unzip();
        let reply = Reply::Pages { keys, done: self.done, total: self.findings.planned.rows };
        (self.reply)(Message::new(&reply, parts));
    }

    fn finish(mut self) {
        // If announced rows did not come, the row they belong to is still created.
        let mut held: Vec<(RowPlace, (Draft, u32))> = self.held.drain().collect();
        held.sort_by_key(|(place, _)| *place);
        held.into_iter().for_each(|(_, (draft, _))| self.make(draft));
        self.end_page();
        self.hand_over();
        let part = |(id, draft): (RecordId, Draft)| {
            let mut part = id.to_bytes().to_vec();
            part.extend_from_slice(&encode_draft(&draft));
            part
        };
        let matched = std::mem::take(&mut self.matched).into_iter().map(part).collect();
        (self.reply)(Message::new(&Reply::Built(self.built), matched));
    }

    fn new_id(&mut self) -> RecordId {
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&self.next_random().to_le_bytes());
        bytes[8..].copy_from_slice(&self.next_random().to_le_bytes()[..2]);
        RecordId::new(self.now_millis, bytes)
    }

    /// SplitMix64 (Steele, Lea, Flood, 2014), seeded by the secure generator.
    fn next_random(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}
