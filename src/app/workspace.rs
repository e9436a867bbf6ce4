//! The workspace: the replica in memory over a store.

use std::cell::{Ref, RefCell};
use std::collections::{BTreeMap, HashMap, HashSet};

use domain::{
    CUSTOM_FIELD, CustomField, HanOrder, KindId, Lens, NameHabits, RecordId, SETTINGS, Schema,
    Schemas, custom_fields,
};
use replica::{Page, PageKey, Record, Replica, Row, Selection};
use store::{Durability, Follower, Store, compact};

use super::edits::Redigest;
use super::health::Health;
use super::{AppError, Env};

pub(super) const HAN_KEY: &str = "han";

/// Everything that screens ask and do, over a store and an environment.
pub struct Workspace<S, E> {
    pub(super) store: S,
    pub(super) env: E,
    pub(super) inner: RefCell<Inner>,
}

/// What the workspace holds in memory.
#[derive(Default)]
pub(super) struct Inner {
    pub replica: Replica,
    /// The page to which this tab adds new hot records.
    pub open_page: Option<PageKey>,
    /// Up to which commit memory stands.
    pub follower: Follower,
    /// The activity pages of the buckets that were looked at.
    pub buckets: HashMap<u16, Vec<(PageKey, Page)>>,
    /// Pages of an import that are durable and not in memory yet.
    pub coming: BTreeMap<PageKey, Vec<u8>>,
    /// Rises with everything that comes into memory from the store: what was read before is not to
    /// take its place.
    pub taken: u64,
    pub device: u64,
    /// What is missing, as far as it was looked for.
    pub health: Health,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// A workspace that knows nothing yet.
    pub fn new(store: S, env: E) -> Self {
        Self { store, env, inner: RefCell::default() }
    }

    /// Reads from the replica.
    pub fn replica(&self) -> Ref<'_, Replica> {
        Ref::map(self.inner.borrow(), |inner| &inner.replica)
    }

    /// The store, for what needs no rule: usage, drafts.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// The environment.
    pub fn env(&self) -> &E {
        &self.env
    }

    /// The schemas with custom fields.
    pub fn schemas(&self) -> Schemas {
        self.replica().lens().schemas.clone()
    }

    /// The schema of a kind.
    pub fn schema(&self, kind: KindId) -> Option<Schema> {
        self.replica().lens().schemas.get(kind).cloned()
    }

    /// The number of the last commit that is in memory.
    pub fn last_commit(&self) -> u64 {
        self.inner.borrow().follower.seen()
    }

    /// Rises with every change of what is in memory.
    pub fn generation(&self) -> u64 {
        self.replica().generation()
    }

    /// The records that a list shows.
    pub fn select(&self, kind: KindId, selection: &Selection) -> Vec<Row> {
        self.replica().select(kind, &self.on_today(selection))
    }

    /// A selection whose filter counts its days from today.
    pub fn on_today(&self, selection: &Selection) -> Selection {
        let mut selection = selection.clone();
        if !selection.filter.is_empty() {
            selection.filter = selection.filter.at(self.today());
        }
        selection
    }

    /// How many live records of a kind there are.
    pub fn count(&self, kind: KindId) -> usize {
        self.replica().count(kind)
    }

    /// A hot record, also one in the bin.
    pub fn record(&self, id: RecordId) -> Option<Record> {
        let replica = self.replica();
        replica.record(replica.row(id)?)
    }

    /// The settings of this device; an empty record where nothing was set.
    pub fn settings(&self) -> Record {
        let replica = self.replica();
        let row = replica.list(SETTINGS).first().copied();
        row.and_then(|row| replica.record(row))
            .unwrap_or_else(|| Record::new(SETTINGS, RecordId::from_bytes([0; 16])))
    }

    /// Another tab committed: reads what it wrote. Gives whether anything here changed.
    ///
    /// # Errors
    /// Reading failed; the next call repeats it.
    pub async fn catch_up(&self) -> Result<bool, AppError> {
        loop {
            let (since, taken) = (self.last_commit(), self.taken());
            let missed = self.store.missed(since).await?;
            if missed.commit == since {
                return Ok(false);
            }
            let Some(keys) = &missed.pages else {
                self.read_hot(missed.commit).await?;
                return Ok(true);
            };
            let found = self.store.pages_by_key(keys).await?;
            if self.taken() != taken {
                // Something newer than what was read may be in memory already.
                continue;
            }
            let there: HashSet<PageKey> = found.iter().map(|(key, _)| *key).collect();
            let gone = keys.iter().filter(|key| !there.contains(key)).copied();
            self.forget(&gone.collect::<Vec<_>>());
            self.take_in(found);
            self.inner.borrow_mut().follower.caught_up(&missed);
            self.refresh_lens();
            return Ok(true);
        }
    }

    /// How often something came into memory from the store.
    pub(super) fn taken(&self) -> u64 {
        self.inner.borrow().taken
    }

    /// Forgets pages that are gone from the store: they gave their records to others, which are taken
    /// in afterwards, or were taken back.
    fn forget(&self, gone: &[PageKey]) {
        let mut inner = self.inner.borrow_mut();
        for key in gone {
            inner.coming.remove(key);
            if let Some(bucket) = inner.buckets.get_mut(&key.bucket) {
                bucket.retain(|(known, _)| known != key);
            }
        }
        inner.replica.forget(gone);
    }

    /// Takes in pages that were committed, here or elsewhere.
    pub(super) fn take_in(&self, pages: Vec<(PageKey, Vec<u8>)>) {
        let mut inner = self.inner.borrow_mut();
        inner.taken += 1;
        for (key, _) in &pages {
            inner.coming.remove(key);
        }
        let (hot, activities): (Vec<_>, Vec<_>) =
            pages.into_iter().partition(|(key, _)| key.shelf == PageKey::HOT);
        for (key, bytes) in activities {
            let Some(bucket) = inner.buckets.get_mut(&key.bucket) else { continue };
            let Ok(page) = Page::open(bytes) else { continue };
            bucket.retain(|(known, _)| *known != key);
            bucket.push((key, page));
        }
        if !hot.is_empty() {
            inner.replica.update(hot);
        }
    }

    /// Follows a change of settings or custom fields.
    pub(super) fn refresh_lens(&self) {
        let mut inner = self.inner.borrow_mut();
        let lens = lens_of(&inner.replica, inner.replica.lens().han.clone());
        let known = inner.replica.lens();
        if lens.fingerprint() != known.fingerprint() || lens.schemas != known.schemas {
            inner.replica.set_lens(lens);
        }
    }

    /// Keeps the order of Chinese characters that the worker found out.
    ///
    /// # Errors
    /// Writing failed; the order still holds in memory.
    pub async fn learn_han(&self, ranks: &[u8]) -> Result<(), AppError> {
        let Some(han) = HanOrder::from_bytes(ranks) else { return Ok(()) };
        let mut lens = self.replica().lens().as_ref().clone();
        lens.han = Some(han);
        self.inner.borrow_mut().replica.set_lens(lens);
        Ok(self.store.put(HAN_KEY, Some(ranks.to_vec())).await?)
    }

    /// Brings the digests of some more pages up to date, in memory and in the store. Gives whether
    /// there are more; the caller lets the screen breathe between calls.
    ///
    /// # Errors
    /// Writing failed; the digests still hold in memory.
    pub async fn refresh_digests(&self) -> Result<bool, AppError> {
        let (keys, lens) = {
            let mut inner = self.inner.borrow_mut();
            (inner.replica.redigest(16), inner.replica.lens().clone())
        };
        if keys.is_empty() {
            return Ok(false);
        }
        let mut action = Redigest { keys, lens, now: self.env.now_millis() };
        let commit = self.store.commit(&mut action, Durability::Relaxed).await?;
        self.committed(commit).await;
        Ok(true)
    }

    /// Joins pages that stayed small, as those of tabs that were closed after one record. For quiet
    /// moments; where somebody else is writing, nothing is done. Gives whether records have moved:
    /// rows from before are none any more.
    ///
    /// # Errors
    /// Writing failed; everything is as it was.
    pub async fn join_small_pages(&self) -> Result<bool, AppError> {
        let groups = {
            let replica = self.replica();
            let mut pages: Vec<(PageKey, &Page)> =
                replica.pages().filter(|(_, page)| page.count() > 0).collect();
            pages.sort_by_key(|(key, _)| *key);
            compact::plan(pages)
        };
        if groups.is_empty() {
            return Ok(false);
        }
        if self.store.compact(&groups).await?.is_none() {
            return Ok(false);
        }
        self.inner.borrow_mut().open_page = None;
        // Which pages are gone is read: a group of which the store kept a page apart was not joined.
        self.catch_up().await?;
        Ok(true)
    }

    /// Puts the lists in order after [`Workspace::refresh_digests`].
    pub fn sort(&self) {
        self.inner.borrow_mut().replica.sort();
    }
}

/// What digests depend on, as the records of a replica say.
pub(super) fn lens_of(replica: &Replica, han: Option<HanOrder>) -> Lens {
    let settings = replica.list(SETTINGS).first();
    let NameHabits { first, dialling } =
        settings.map(|row| NameHabits::of_settings(&replica.view(*row))).unwrap_or_default();
    let custom = replica.list(CUSTOM_FIELD).iter();
    let schemas = custom_fields(
        custom.filter_map(|row| CustomField::read(replica.id(*row), &replica.view(*row))),
    );
    Lens { dialling, first, han, schemas }
}
