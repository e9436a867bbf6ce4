//! Making finished pages of a file: the page only writes them.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::message::{Built, Failure, Message, Reply};
use super::read::File;
use crate::domain::{
    COMPANY, Digest, Draft, DraftSlot, FieldType, Fields, Lens, RecordId, Value, company,
    company_identity, contact, identity_of_company,
};
use crate::replica::{NewElements, PageBuilder, Stamp, encode_draft, make};
use crate::transfer::{ImportedFile, read_each};

/// What the page decided.
pub struct Plan {
    pub stamp: [u8; 16],
    pub pages: Vec<u64>,
    pub now_millis: i64,
    pub seed: u64,
}

/// How many pages are handed over at once.
const BATCH: usize = 128;

/// Goes through the file again and hands out pages.
pub fn build(
    file: &File,
    plan: Plan,
    parts: &[Vec<u8>],
    reply: &mut dyn FnMut(Message),
) -> Result<(), Failure> {
    let mut builder = Builder::new(file, plan, parts, reply);
    read_each(&file.bytes, &file.name, &file.lens.schemas, file.kind, &mut |row| {
        builder.add(row.draft, row.files);
        ControlFlow::Continue(())
    })?;
    builder.finish();
    Ok(())
}

struct Builder<'a> {
    file: &'a File,
    lens: &'a Lens,
    fingerprint: u64,
    stamp: Stamp,
    now_millis: i64,
    random: u64,
    keys: std::vec::IntoIter<u64>,
    known: HashMap<u64, RecordId>,
    companies: HashMap<u64, RecordId>,
    page: PageBuilder,
    ready: Vec<(u64, Vec<u8>)>,
    matched: Vec<Vec<u8>>,
    built: Built,
    done: usize,
    reply: &'a mut dyn FnMut(Message),
}

impl<'a> Builder<'a> {
    fn new(
        file: &'a File,
        plan: Plan,
        parts: &[Vec<u8>],
        reply: &'a mut dyn FnMut(Message),
    ) -> Self {
        let Plan { stamp, pages, now_millis, seed } = plan;
        let table =
            |place: usize| read_ids(parts.get(place).map(Vec::as_slice).unwrap_or_default());
        let fingerprint = file.lens.fingerprint();
        Self {
            file,
            lens: &file.lens,
            fingerprint,
            stamp: Stamp::from_bytes(stamp),
            now_millis,
            random: seed,
            keys: pages.into_iter(),
            known: table(0),
            companies: table(1),
            page: PageBuilder::new(fingerprint),
            ready: Vec::new(),
            matched: Vec::new(),
            built: Built::default(),
            done: 0,
            reply,
        }
    }

    fn add(&mut self, mut draft: Draft, files: Vec<ImportedFile>) {
        self.done += 1;
        if !files.is_empty() {
            let hashes = files.iter().map(|file| file.reference.hash.clone()).collect();
            let parts = files.into_iter().map(|file| file.bytes).collect();
            (self.reply)(Message::new(&Reply::Files { hashes }, parts));
        }
        let mut digest = self.lens.digest(draft.kind, &draft);
        let identity = match draft.kind {
            COMPANY => identity_of_company(&draft),
            _ => digest.identity,
        };
        if let Some(id) = self.known.get(&identity).filter(|_| identity != 0) {
            let mut part = id.to_bytes().to_vec();
            part.extend_from_slice(&encode_draft(&draft));
            self.matched.push(part);
            self.built.known += 1;
            return;
        }
        self.link_companies(&mut draft);
        let id = self.new_id();
        if draft.kind == COMPANY {
            self.built.companies += 1;
            self.companies.insert(identity, id);
        } else {
            self.built.contacts += 1;
            // The company is all that a digest sees of what was linked since.
            digest.link = draft.reference(contact::COMPANY);
        }
        self.push(id, draft, &digest);
    }

    fn link_companies(&mut self, draft: &mut Draft) {
        let Some(schema) = self.lens.schemas.get(draft.kind) else { return };
        for field in
            schema.fields.iter().filter(|field| field.kind == FieldType::Reference(COMPANY))
        {
            let Some(DraftSlot::One(Some(Value::Text(name)))) = draft.slots.get(&field.number)
            else {
                continue;
            };
            let identity = company_identity(name);
            let id = match self.companies.get(&identity) {
                Some(id) => *id,
                None => {
                    let mut made = Draft::new(COMPANY);
                    made.set_text(company::NAME, name.clone());
                    let id = self.new_id();
                    self.built.companies += 1;
                    self.companies.insert(identity, id);
                    let digest = self.lens.digest(COMPANY, &made);
                    self.push(id, made, &digest);
                    id
                }
            };
            draft.set(field.number, Value::Reference(id));
        }
    }

    fn push(&mut self, id: RecordId, draft: Draft, digest: &Digest) {
        let Some(schema) = self.lens.schemas.get(draft.kind) else { return };
        let record = make(id, draft, schema, self.stamp, NewElements::Imported);
        self.page.push(&record, digest);
        if !self.page.has_room() {
            self.end_page();
        }
    }

    fn end_page(&mut self) {
        let page = std::mem::replace(&mut self.page, PageBuilder::new(self.fingerprint));
        if page.count() == 0 {
            return;
        }
        // The page gave more keys than there can be pages.
        let Some(key) = self.keys.next() else { return };
        self.ready.push((key, page.finish()));
        if self.ready.len() >= BATCH {
            self.hand_over();
        }
    }

    fn hand_over(&mut self) {
        let (keys, parts) = std::mem::take(&mut self.ready).into_iter().unzip();
        let reply = Reply::Pages { keys, done: self.done, total: self.file.rows };
        (self.reply)(Message::new(&reply, parts));
    }

    fn finish(mut self) {
        self.end_page();
        self.hand_over();
        (self.reply)(Message::new(&Reply::Built(self.built), self.matched));
    }

    fn new_id(&mut self) -> RecordId {
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&self.next_random().to_le_bytes());
        bytes[8..].copy_from_slice(&self.next_random().to_le_bytes()[..2]);
        RecordId::new(self.now_millis, bytes)
    }

    /// SplitMix64 (Steele, Lea, Flood, 2014) over a seed of the secure generator.
    fn next_random(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// Pairs of an identity and the id that has it.
pub fn write_ids(pairs: impl Iterator<Item = (u64, RecordId)>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (identity, id) in pairs {
        bytes.extend_from_slice(&identity.to_le_bytes());
        bytes.extend_from_slice(&id.to_bytes());
    }
    bytes
}

fn read_ids(bytes: &[u8]) -> HashMap<u64, RecordId> {
    let pair = |chunk: &[u8]| {
        let (identity, id) = chunk.split_first_chunk::<8>()?;
        Some((u64::from_le_bytes(*identity), RecordId::from_bytes(id.try_into().ok()?)))
    };
    // Where several have one identity, the first stands for them.
    bytes.chunks_exact(24).rev().filter_map(pair).collect()
}
