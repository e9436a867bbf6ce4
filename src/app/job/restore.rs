//! Backups in the worker: writing one from pages, and making pages of one.

use std::collections::{BTreeMap, BTreeSet};

use super::carry::Carried;
use super::message::{Failure, Message, Place, Reply};
use crate::app::facts::parties;
use crate::app::workspace::lens_of;
use crate::domain::{ACTIVITY, CUSTOM_FIELD, HanOrder, Lens, RecordId, SETTINGS};
use crate::replica::{Page, PageBuilder, PageKey, Record, Replica, pack};
use crate::transfer::{Backup, BackupWriter, TransferError, read_backup};

/// Writes a backup. Parts: what is carried, pages, history entries, files.
pub fn back_up(
    made_millis: i64,
    pages: usize,
    history: usize,
    files: &[String],
    parts: Vec<Vec<u8>>,
    reply: &mut dyn FnMut(Message),
) {
    let mut parts = parts.into_iter();
    let lens = Carried(parts.next().unwrap_or_default()).lens();
    let mut writer = BackupWriter::new(&lens.schemas, made_millis);
    let mut records = 0;
    let mut told = BTreeSet::new();
    for bytes in parts.by_ref().take(pages) {
        // A damaged page has no place in a backup; the page has told the user of it.
        let Some(all) = Page::open(bytes).ok().and_then(|page| page.records()) else { continue };
        for record in &all {
            // An activity is kept with everybody who took part; one copy tells of them all.
            if record.kind != ACTIVITY || told.insert(record.id) {
                records += 1;
                writer.record(record);
            }
        }
    }
    parts.by_ref().take(history).for_each(|entry| writer.history(&entry));
    for (hash, bytes) in files.iter().zip(parts) {
        writer.file(hash, &bytes);
    }
    reply(Message::new(&Reply::Exported { records }, vec![writer.finish()]));
}

/// Makes pages of a backup. Parts: the file, what is carried, random numbers for keys come from
/// `seed`.
pub fn restore(
    parts: Vec<Vec<u8>>,
    seed: u64,
    han: &dyn Fn() -> Option<HanOrder>,
    reply: &mut dyn FnMut(Message),
) -> Result<(), Failure> {
    let mut parts = parts.into_iter();
    let file = parts.next().unwrap_or_default();
    let carried = Carried(parts.next().unwrap_or_default()).lens();
    let Backup { made_millis: _, records, history, files } = read_backup(&file)?;
    if records.is_empty() {
        return Err(Failure::Transfer(TransferError::Empty));
    }
    let newest = records.iter().map(Record::changed).max().unwrap_or_default();
    let count = records.len();
    let lens = lens_for(&records, carried.han.or_else(han));
    let mut packer = Packer::new(&lens, seed);
    records.iter().for_each(|record| packer.add(record));
    let pages = packer.finish();
    let learned = lens.han.as_ref().map(HanOrder::to_bytes).unwrap_or_default();
    let (hashes, blobs): (Vec<String>, Vec<Vec<u8>>) = files.into_iter().unzip();
    let (places, bytes): (Vec<Place>, Vec<Vec<u8>>) = pages.into_iter().unzip();
    let told = Reply::Restored {
        places,
        history: history.len(),
        hashes,
        newest: newest.to_bytes(),
        records: count,
    };
    let all = std::iter::once(learned).chain(bytes).chain(history).chain(blobs).collect();
    reply(Message::new(&told, all));
    Ok(())
}

/// The lens that the restored settings and custom fields make.
fn lens_for(records: &[Record], han: Option<HanOrder>) -> Lens {
    let shape = |record: &&Record| [SETTINGS, CUSTOM_FIELD].contains(&record.kind);
    let small: Vec<Record> = records.iter().filter(shape).cloned().collect();
    let mut replica = Replica::default();
    replica.take_in([(PageKey::hot(0), pack(&small, &Lens::default()))]);
    replica.sort();
    lens_of(&replica, han)
}

/// Fills pages: hot records one after the other, activities by the bucket of their home.
struct Packer<'a> {
    lens: &'a Lens,
    fingerprint: u64,
    next_key: u64,
    open: BTreeMap<(u8, u16), PageBuilder>,
    done: Vec<(Place, Vec<u8>)>,
}

impl<'a> Packer<'a> {
    fn new(lens: &'a Lens, seed: u64) -> Self {
        Self {
            lens,
            fingerprint: lens.fingerprint(),
            next_key: seed,
            open: BTreeMap::new(),
            done: Vec::new(),
        }
    }

    fn add(&mut self, record: &Record) {
        let digest = self.lens.digest(record.kind, record);
        let fingerprint = self.fingerprint;
        for home in shelves_of(record) {
            let page = self.open.entry(home).or_insert_with(|| PageBuilder::new(fingerprint));
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
        self.done.push((Place { shelf, bucket, page: self.next_key }, page.finish()));
    }

    fn finish(mut self) -> Vec<(Place, Vec<u8>)> {
        for (home, page) in std::mem::take(&mut self.open) {
            self.end(home, page);
        }
        self.done
    }
}

/// Where a record is kept: an activity with everybody who took part.
fn shelves_of(record: &Record) -> BTreeSet<(u8, u16)> {
    if record.kind != ACTIVITY {
        return BTreeSet::from([(PageKey::HOT, 0)]);
    }
    let homes = parties(record);
    let homes = if homes.is_empty() { vec![record.id] } else { homes };
    let shelf = |home: RecordId| {
        let key = PageKey::of_home(home, 0);
        (key.shelf, key.bucket)
    };
    homes.into_iter().map(shelf).collect()
}
