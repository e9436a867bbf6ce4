//! Pages of new records that are kept with their parties: one open page for each bucket, so that
//! pages are full before they are handed over, and a limit on what is held at all.

use std::collections::{BTreeSet, HashMap};

use super::message::PagePlace;
use domain::{Digest, Draft, Fingerprints, RecordId, Schema};
use replica::{PageBuilder, PageKey, Stamp};

/// Number of records in open pages above which the fuller half of these is handed over.
const MOST_HELD: usize = 65_536;

/// The open pages.
pub struct Buckets {
    prints: Fingerprints,
    stamp: Stamp,
    open: HashMap<u16, PageBuilder>,
    held: usize,
}

/// A finished page with its place.
pub type Finished = (PagePlace, Vec<u8>);

impl Buckets {
    pub fn new(prints: Fingerprints, stamp: Stamp) -> Self {
        Self { prints, stamp, open: HashMap::new(), held: 0 }
    }

    /// Adds a copy of a record for everything that it refers to. Returns the pages that are full; `random`
    /// numbers them.
    pub fn push(
        &mut self,
        (id, draft): (RecordId, &Draft),
        schema: &Schema,
        digest: &Digest,
        random: &mut dyn FnMut() -> u64,
    ) -> Vec<Finished> {
        let parties = schema.told_with(draft).into_iter();
        // Two of them may share a bucket.
        let buckets: BTreeSet<u16> = parties.map(|home| PageKey::of_home(home, 0).bucket).collect();
        let mut finished = Vec::new();
        for bucket in buckets {
            let prints = &self.prints;
            let page = self.open.entry(bucket);
            let page = page.or_insert_with(|| PageBuilder::with(prints.clone()));
            page.push_new(id, draft, schema, self.stamp, digest);
            self.held += 1;
            if !page.has_room() {
                finished.extend(self.end(bucket, random));
            }
        }
        if self.held > MOST_HELD {
            let average = self.held / self.open.len().max(1);
            finished.extend(self.end_from(average, random));
        }
        finished
    }

    /// Returns all pages that hold at least this many records.
    fn end_from(&mut self, least: usize, random: &mut dyn FnMut() -> u64) -> Vec<Finished> {
        let full = self.open.iter().filter(|(_, page)| page.count() >= least);
        let mut full: Vec<u16> = full.map(|(bucket, _)| *bucket).collect();
        full.sort_unstable();
        full.into_iter().filter_map(|bucket| self.end(bucket, random)).collect()
    }

    fn end(&mut self, bucket: u16, random: &mut dyn FnMut() -> u64) -> Option<Finished> {
        let page = self.open.remove(&bucket)?;
        self.held -= page.count();
        let place = PagePlace { shelf: PageKey::ACTIVITIES, bucket, page: random() };
        Some((place, page.finish()))
    }

    /// Returns the pages that are left.
    pub fn finish(&mut self, random: &mut dyn FnMut() -> u64) -> Vec<Finished> {
        self.end_from(0, random)
    }
}
