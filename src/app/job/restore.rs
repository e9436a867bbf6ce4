//! Backups in the worker: writes them from pages, and builds pages from them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::carry::Carried;
use super::incoming::Incoming;
use super::merging::merge_into;
use super::message::{Failure, Message, PagePlace, Reply, RestoreReply};
use crate::copies::places_of;
use crate::settings::digest_context_of;
use domain::{
    DigestContext, Draft, Fingerprints, HanOrder, Kept, RecordId, Schema, Trait, normalized_hash,
};
use replica::{
    Page, PageBuilder, PageKey, Reader, Record, Replica, decode_record, encode_draft,
    encode_record, pack, put_kind,
};
use transfer::BackupWriter;

/// The parts of a backup to write.
pub struct BackupParts {
    /// Number of pages.
    pub pages: usize,
    /// Number of history entries.
    pub history: usize,
    /// The hashes of the files.
    pub files: Vec<String>,
}

/// Writes a backup, or only the part of it that says how the app is set up. Parts: the carried
/// state, pages, history entries, files.
pub fn back_up(
    made_millis: i64,
    counts: &BackupParts,
    configuration: bool,
    parts: Vec<Vec<u8>>,
    reply: &mut dyn FnMut(Message),
) {
    let mut parts = parts.into_iter();
    let context = Carried(parts.next().unwrap_or_default()).context();
    let mut writer = BackupWriter::new(&context.schemas, made_millis);
    let mut seen = SeenCopies::default();
    let BackupParts { pages, history, files } = counts;
    for bytes in parts.by_ref().take(*pages) {
        let Ok(page) = Page::open(bytes) else {
            seen.unreadable += 1;
            continue;
        };
        for slot in 0..page.count() {
            let record = page.record(slot);
            let told = match record {
                Some(record) if configuration => match set_up(record, &context) {
                    Some(record) => Some(record),
                    None => continue,
                },
                record => record,
            };
            match told {
                Some(record) if seen.is_news(&record) => writer.record(&record),
                Some(_) => {}
                None => seen.unreadable += 1,
            }
        }
    }
    parts.by_ref().take(*history).for_each(|entry| writer.history(&entry));
    for (hash, bytes) in files.iter().zip(parts) {
        writer.file(hash, &bytes);
    }
    let (records, unreadable) = (seen.copies.len(), seen.unreadable);
    reply(Message::new(
        &Reply::Exported { records, unreadable, formulas: 0, cut: 0 },
        vec![writer.finish()],
    ));
}

/// Returns a record as a backup of the configuration has it: without what it says about people.
/// `None` for records about people, and for deleted ones.
fn set_up(mut record: Record, context: &DigestContext) -> Option<Record> {
    let schema = context.schemas.get(record.kind)?;
    if record.is_deleted() || !schema.is(Trait::Configuration) {
        return None;
    }
    record.entries.retain(|entry| !schema.personal.contains(&entry.field));
    Some(record)
}

/// The records already in a backup. Identical copies of an activity, one per participant, are
/// written once; differing duplicates are all written, and merged on restore.
#[derive(Default)]
struct SeenCopies {
    copies: HashMap<RecordId, Vec<u64>>,
    unreadable: usize,
}

impl SeenCopies {
    fn is_news(&mut self, record: &Record) -> bool {
        let copy = normalized_hash(&named(record));
        let known = self.copies.entry(record.id).or_default();
        let is_news = !known.contains(&copy);
        if is_news {
            known.push(copy);
        }
        is_news
    }
}

/// The device that a backup is restored to.
pub struct LocalDevice {
    pub places: Vec<PagePlace>,
    pub seed: u64,
    pub now_millis: i64,
}

/// Builds pages from a backup. Parts: the file, the carried state, and the local pages, whose keys
/// are `places`; `seed` seeds the keys of new pages.
pub fn restore(
    parts: Vec<Vec<u8>>,
    here: LocalDevice,
    han: &dyn Fn() -> Option<HanOrder>,
    reply: &mut dyn FnMut(Message),
) -> Result<(), Failure> {
    let LocalDevice { places, seed, now_millis } = here;
    let mut parts = parts.into_iter();
    let file = parts.next().unwrap_or_default();
    let carried = Carried(parts.next().unwrap_or_default()).context();
    let pages = places.iter().map(|place| place.key()).zip(parts).collect();
    let incoming = Incoming::read(&file, &carried, now_millis)?;
    drop(file);
    let Incoming { records, history, newest, files, mut amiss } = incoming;
    let merged = merge_into(pages, records, &carried.schemas);
    amiss.unreadable += merged.unreadable;
    amiss.damaged_here = merged.damaged;
    let context = context_for(&merged.shape, carried.han.or_else(han));
    let mut packer = Packer::new(&context, seed);
    merged.new.iter().for_each(|(copies, record)| packer.add(record, copies));
    let (places, bytes): (Vec<PagePlace>, Vec<Vec<u8>>) = packer.finish().into_iter().unzip();
    let changed = merged.changed.iter().map(|(key, record)| (PagePlace::of(*key), named(record)));
    let (changed, newer): (Vec<PagePlace>, Vec<Vec<u8>>) = changed.unzip();
    let part = |(id, draft): &(RecordId, Draft)| {
        let mut part = id.to_bytes().to_vec();
        part.extend_from_slice(&encode_draft(draft));
        part
    };
    let derived: Vec<Vec<u8>> = merged.derived.iter().map(part).collect();
    let superseded = merged.superseded.iter();
    let superseded = superseded
        .map(|copy| (PagePlace::of(copy.key), copy.id.to_bytes(), copy.changed.to_bytes()));
    let learned = context.han.as_ref().map(HanOrder::to_bytes).unwrap_or_default();
    let (hashes, blobs): (Vec<String>, Vec<Vec<u8>>) = files.into_iter().unzip();
    let restored = RestoreReply {
        places,
        changed,
        superseded: superseded.collect(),
        derived: derived.len(),
        history: history.len(),
        hashes,
        gone: merged.gone.iter().map(|id| id.to_bytes()).collect(),
        newest: newest.to_bytes(),
        added: merged.added,
        updated: merged.updated,
        same: merged.same,
        amiss,
    };
    let all = std::iter::once(learned).chain(bytes).chain(newer).chain(derived);
    let all = all.chain(history).chain(blobs).collect();
    reply(Message::new(&Reply::Restored(Box::new(restored)), all));
    Ok(())
}

/// Encodes a record preceded by its kind and id, which [`encode_record`] omits.
fn named(record: &Record) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_kind(&mut bytes, record.kind);
    bytes.extend_from_slice(&record.id.to_bytes());
    bytes.extend_from_slice(&encode_record(record));
    bytes
}

/// Decodes the output of [`named`]; `None` if the bytes are invalid.
pub fn record_of(bytes: &[u8]) -> Option<Record> {
    let mut reader = Reader { bytes };
    let (kind, id) = (reader.kind()?, RecordId::from_bytes(reader.array()?));
    decode_record(kind, id, reader.bytes)
}

/// Builds the context from settings and custom fields.
fn context_for(shape: &[Record], han: Option<HanOrder>) -> DigestContext {
    let mut replica = Replica::default();
    replica.take_in([(PageKey::hot(0), pack(shape, &DigestContext::default()))]);
    replica.sort();
    digest_context_of(&replica, han)
}

/// A packer of records into pages: hot records one after another, activities by bucket.
struct Packer<'a> {
    context: &'a DigestContext,
    prints: Fingerprints,
    next_key: u64,
    open: BTreeMap<(u8, u16), PageBuilder>,
    done: Vec<(PagePlace, Vec<u8>)>,
}

impl<'a> Packer<'a> {
    fn new(context: &'a DigestContext, seed: u64) -> Self {
        Self {
            context,
            prints: context.fingerprints(),
            next_key: seed,
            open: BTreeMap::new(),
            done: Vec::new(),
        }
    }

    /// Adds a record to each of its shelves that has no copy yet.
    fn add(&mut self, record: &Record, copies: &[PageKey]) {
        // A tombstone needs no more places than it has.
        if record.is_gone() && !copies.is_empty() {
            return;
        }
        let digest = self.context.digest(record.kind, record);
        let has = |home: &(u8, u16)| copies.iter().any(|key| (key.shelf, key.bucket) == *home);
        let schema = self.context.schemas.get(record.kind);
        for home in shelves_of(schema, record).into_iter().filter(|home| !has(home)) {
            let page = self.open.entry(home);
            let page = page.or_insert_with(|| PageBuilder::with(self.prints.clone()));
            page.push(record, &digest);
            if !page.has_room()
                && let Some(page) = self.open.remove(&home)
            {
                self.end(home, page);
            }
        }
    }

    fn end(&mut self, (shelf, bucket): (u8, u16), page: PageBuilder) {
        // An odd step visits every number once.
        self.next_key = self.next_key.wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.done.push((PagePlace { shelf, bucket, page: self.next_key }, page.finish()));
    }

    fn finish(mut self) -> Vec<(PagePlace, Vec<u8>)> {
        for (home, page) in std::mem::take(&mut self.open) {
            self.end(home, page);
        }
        self.done
    }
}

/// Returns the shelf and bucket of each copy of a record: what is kept with its parties has one with
/// each that it is or was about. Records of a newer version's kinds are hot.
fn shelves_of(schema: Option<&Schema>, record: &Record) -> BTreeSet<(u8, u16)> {
    let with_parties = schema.filter(|schema| schema.kept == Kept::WithParties);
    let Some(schema) = with_parties else { return BTreeSet::from([(PageKey::HOT, 0)]) };
    let homes = places_of(schema, record);
    let homes = if homes.is_empty() { vec![record.id] } else { homes };
    let shelf = |home: RecordId| {
        let key = PageKey::of_home(home, 0);
        (key.shelf, key.bucket)
    };
    homes.into_iter().map(shelf).collect()
}
