//! The records that are kept with their parties, as an import compares its rows with them. The page
//! sends their pages in portions before the plan; the worker keeps a few bytes of each record.

use std::collections::{HashMap, HashSet};

use domain::{
    By, DigestContext, Fields, Identity, Kept, RecordId, Schema, Value, fold, normalized_hash,
};
use replica::{IdHashBuilder, Page};
use xxhash_rust::xxh64::Xxh64;

/// Records that happened once, by what they say.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// Live records, with the bucket of a copy.
    here: HashMap<RecordId, u16, IdHashBuilder>,
    /// Records in the bin.
    gone: HashSet<RecordId, IdHashBuilder>,
    /// By everything that they say.
    exact: Vec<(u64, RecordId)>,
    /// By everything but the time.
    timeless: Vec<(u64, RecordId)>,
}

/// Hashes of a record's contents, with its time and without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HappenedKeys {
    /// With its time; `None` if it has none.
    pub exact: Option<u64>,
    /// Without.
    timeless: u64,
}

impl Beside {
    /// Takes the next portion of pages; the first one replaces what was known.
    pub fn hear(
        &mut self,
        is_first: bool,
        pages: impl Iterator<Item = (u16, Vec<u8>)>,
        context: &DigestContext,
    ) {
        if is_first {
            *self = Self::default();
        }
        // A page that cannot be opened is told by the check of the store.
        let open = pages.filter_map(|(bucket, bytes)| Some((bucket, Page::open(bytes).ok()?)));
        for (bucket, page) in open {
            for slot in 0..page.count() {
                let id = page.id(slot);
                if page.is_deleted(slot) {
                    self.gone.insert(id);
                    continue;
                }
                let schema = context.schemas.get(page.kind(slot));
                let Some(schema) = schema.filter(|schema| schema.kept == Kept::WithParties) else {
                    continue;
                };
                // Copies are equal.
                if self.here.insert(id, bucket).is_none() {
                    let keys = HappenedKeys::of(schema, &page.view(slot));
                    self.exact.extend(keys.exact.map(|key| (key, id)));
                    self.timeless.push((keys.timeless, id));
                }
            }
        }
    }

    /// Prepares the search.
    pub fn sort(&mut self) {
        self.exact.sort_unstable();
        self.timeless.sort_unstable();
    }

    /// True if there is a live record with this id.
    pub fn holds(&self, id: RecordId) -> bool {
        self.here.contains_key(&id)
    }

    /// True if no record has had this id.
    pub fn is_free(&self, id: RecordId) -> bool {
        !self.holds(id) && !self.gone.contains(&id)
    }

    /// Returns the bucket of a copy of a record.
    pub fn bucket(&self, id: RecordId) -> Option<u16> {
        self.here.get(&id).copied()
    }

    /// Finds the record that says the same, and is not taken.
    pub fn find(&self, keys: HappenedKeys, taken: impl Fn(RecordId) -> bool) -> Option<RecordId> {
        let (all, key) = match keys.exact {
            Some(key) => (&self.exact, key),
            None => (&self.timeless, keys.timeless),
        };
        let first = all.partition_point(|(known, _)| *known < key);
        let same = all[first..].iter().take_while(|(known, _)| *known == key);
        same.map(|(_, id)| *id).find(|id| !taken(*id))
    }
}

impl HappenedKeys {
    /// Computes the keys of a record or a draft whose parties are known.
    pub fn of(schema: &Schema, record: &impl Fields) -> Self {
        let Identity::Values(fields) = schema.identity else {
            return Self { exact: None, timeless: 0 };
        };
        let is_time = |field: &u32| schema.order.contains(&By::Value(*field));
        let mut hash = Xxh64::new(u64::from(schema.kind.0));
        for field in fields.iter().filter(|field| !is_time(field)) {
            let text = record.text(*field);
            hash.update(&normalized_hash(fold(text.trim()).as_bytes()).to_le_bytes());
        }
        let mut parties = schema.parties_of(record);
        parties.sort_unstable();
        parties.iter().for_each(|party| hash.update(&party.to_bytes()));
        let timeless = hash.digest();
        let mut is_timed = false;
        for field in fields.iter().filter(|field| is_time(field)) {
            if let Some(Value::Moment(millis)) = record.value(*field) {
                is_timed = true;
                hash.update(&millis.to_le_bytes());
            }
        }
        Self { exact: is_timed.then(|| hash.digest()), timeless }
    }
}
