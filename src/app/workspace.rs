//! The workspace: the in-memory replica over a store.

use std::cell::{Ref, RefCell};
use std::collections::{BTreeMap, HashMap, HashSet};

use domain::{
    ChoiceTranslations, FieldType, HanOrder, Kept, KindId, RecordId, Schema, Schemas,
    TemplateNames, Trait,
};
use replica::{ChangedKinds, Page, PageKey, Record, Replica, Row, Selection};
use store::{Commit, Durability, Follower, SmallForm, Store, compact};

use super::apart::Apart;
use super::edits::{MemoryPages, Redigest};
use super::health::Health;
use super::settings::{screen_context_of, shape_of};
use super::{AppError, Env};

/// The number of pages of a large commit that enter memory at a stretch.
const PORTION: usize = if cfg!(test) { 1 } else { 24 };

/// The entry point for all queries and actions of the screens, over a store and an environment.
pub struct Workspace<S, E> {
    pub(super) store: S,
    pub(super) env: E,
    pub(super) inner: RefCell<Inner>,
}

/// The workspace's in-memory state.
#[derive(Default)]
pub(super) struct Inner {
    pub replica: Replica,
    /// The page to which this tab adds new hot records.
    pub open_page: Option<PageKey>,
    /// The last commit that memory reflects.
    pub follower: Follower,
    /// The activity pages of the buckets loaded so far.
    pub buckets: HashMap<u16, Vec<(PageKey, Page)>>,
    /// The records that a list shows and that are not in the replica.
    pub apart: Option<Apart>,
    /// Pages of a durable import that are not in memory yet.
    pub unread_import_pages: BTreeMap<PageKey, Vec<u8>>,
    /// Increases whenever pages enter memory from the store; a read that started before an increase
    /// must not overwrite them.
    pub taken: u64,
    pub device: u64,
    /// The sum of the records that the context was last rebuilt from.
    pub shape: Option<u64>,
    /// The names of built-in choices on the screen.
    pub translations: ChoiceTranslations,
    /// The names of the templates of pipelines on the screen.
    pub template_names: TemplateNames,
    /// The damage found so far.
    pub health: Health,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Creates an empty workspace; [`Workspace::open`] fills it.
    pub fn new(store: S, env: E) -> Self {
        Self { store, env, inner: RefCell::default() }
    }

    /// Borrows the replica.
    pub fn replica(&self) -> Ref<'_, Replica> {
        Ref::map(self.inner.borrow(), |inner| &inner.replica)
    }

    /// Returns the store, for values without rules of their own: usage, drafts.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// Returns the environment.
    pub fn env(&self) -> &E {
        &self.env
    }

    /// Returns all schemas, including custom fields.
    pub fn schemas(&self) -> Schemas {
        self.replica().context().schemas.clone()
    }

    /// Returns the schema of a kind.
    pub fn schema(&self, kind: KindId) -> Option<Schema> {
        self.replica().context().schemas.get(kind).cloned()
    }

    /// Returns the number of the last commit in memory.
    pub fn last_commit(&self) -> u64 {
        self.inner.borrow().follower.seen()
    }

    /// Returns a counter that increases with every change in memory.
    pub fn generation(&self) -> u64 {
        self.replica().generation()
    }

    /// Returns the rows that match a selection.
    pub fn select(&self, kind: KindId, selection: &Selection) -> Vec<Row> {
        if self.is_apart(kind) {
            return self.select_apart(kind, selection);
        }
        self.replica().select(kind, &self.on_today(selection))
    }

    /// Resolves the relative days of a selection's filter against today.
    pub fn on_today(&self, selection: &Selection) -> Selection {
        let mut selection = selection.clone();
        if !selection.filter.is_empty() {
            selection.filter = selection.filter.at_moment(self.env.now_millis(), &self.env);
        }
        selection
    }

    /// Counts the live records of a kind.
    pub fn count(&self, kind: KindId) -> usize {
        if self.is_apart(kind) {
            return self.count_apart(kind);
        }
        self.replica().count(kind)
    }

    /// Returns a hot record, also if it is in the bin.
    pub fn record(&self, id: RecordId) -> Option<Record> {
        let replica = self.replica();
        replica.record(replica.row(id)?)
    }

    /// Reads the commits of other tabs. Returns true if memory changed.
    ///
    /// # Errors
    /// Reading failed; the next call retries.
    pub async fn catch_up(&self) -> Result<bool, AppError> {
        loop {
            let (since, taken) = (self.last_commit(), self.taken());
            let missed = self.store.missed(since).await?;
            if missed.commit == since {
                return Ok(false);
            }
            let Some(pages) = missed.pages else {
                self.read_hot(missed.commit).await?;
                return Ok(true);
            };
            if self.taken() != taken {
                // Data newer than what was read may already be in memory.
                continue;
            }
            let (found, gone): (Vec<_>, Vec<_>) =
                pages.into_iter().partition(|(_, bytes)| bytes.is_some());
            self.forget(&gone.into_iter().map(|(key, _)| key).collect::<Vec<_>>());
            let bytes = |(key, bytes): (_, Option<_>)| Some((key, bytes?));
            self.take_in(found.into_iter().filter_map(bytes).collect());
            self.inner.borrow_mut().follower.caught_up(missed.commit);
            self.refresh_digest_context();
            return Ok(true);
        }
    }

    /// Returns how often pages have entered memory from the store.
    pub(super) fn taken(&self) -> u64 {
        self.inner.borrow().taken
    }

    /// Forgets pages that are gone from the store: compaction moved their records into other pages,
    /// which are taken in afterwards, or a rollback removed them.
    fn forget(&self, gone: &[PageKey]) {
        let mut inner = self.inner.borrow_mut();
        for key in gone {
            inner.unread_import_pages.remove(key);
            if let Some(bucket) = inner.buckets.get_mut(&key.bucket) {
                bucket.retain(|(known, _)| known != key);
            }
        }
        inner.replica.forget(gone);
        if let Some(apart) = &mut inner.apart {
            apart.replica.forget(gone);
            apart.replica.sort();
        }
    }

    /// Takes in committed pages, of this tab or another.
    pub(super) fn take_in(&self, pages: Vec<(PageKey, Vec<u8>)>) {
        let mut inner = self.inner.borrow_mut();
        inner.taken += 1;
        for (key, _) in &pages {
            inner.unread_import_pages.remove(key);
        }
        let (hot, activities): (Vec<_>, Vec<_>) =
            pages.into_iter().partition(|(key, _)| key.shelf == PageKey::HOT);
        if let Some(apart) = &mut inner.apart {
            apart.update(&activities);
        }
        if !activities.is_empty() {
            let context = inner.replica.context().clone();
            let with_parties =
                context.schemas.all().iter().filter(|it| it.kept == Kept::WithParties);
            inner.replica.note_change(with_parties.map(|schema| schema.kind));
        }
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

    /// Takes the pages of a large commit into memory, if it is the next one, a few at a time, so that
    /// the page draws in between. Returns it with the pages that are left to [`Self::take_in`]: all if
    /// anything else has entered memory meanwhile.
    pub(super) async fn take_in_by_portions(&self, mut commit: Commit) -> Commit {
        if commit.pages.len() <= PORTION || self.last_commit() + 1 != commit.number {
            return commit;
        }
        let mut taken = self.taken();
        let mut left = HashSet::new();
        for portion in commit.pages.chunks(PORTION) {
            if self.taken() != taken {
                return commit;
            }
            let (hot, others): (Vec<_>, Vec<_>) =
                portion.iter().cloned().partition(|(key, _)| key.shelf == PageKey::HOT);
            left.extend(others.into_iter().map(|(key, _)| key));
            {
                let mut inner = self.inner.borrow_mut();
                inner.taken += 1;
                taken = inner.taken;
                left.extend(inner.replica.update_in_place(hot));
            }
            self.env.yield_now().await;
        }
        if self.taken() == taken {
            commit.pages.retain(|(key, _)| left.contains(key));
        }
        commit
    }

    /// Returns the kinds whose records have changed in memory since the last call.
    pub fn take_changes(&self) -> ChangedKinds {
        self.inner.borrow_mut().replica.take_changes()
    }

    /// Returns the kinds that show on screens about records of these kinds: they themselves, those
    /// that their fields refer to, one after the other, and those that decide what kinds and fields
    /// there are.
    pub fn shown_with(&self, kinds: &[KindId]) -> Vec<KindId> {
        let replica = self.replica();
        let schemas = &replica.context().schemas;
        let mut shown = kinds.to_vec();
        let mut next = 0;
        while let Some(kind) = shown.get(next).copied() {
            next += 1;
            for field in schemas.get(kind).into_iter().flat_map(|schema| schema.fields.iter()) {
                if let FieldType::Reference(to) = field.kind
                    && !shown.contains(&to)
                {
                    shown.push(to);
                }
            }
        }
        let shape = schemas.all().iter().filter(|schema| schema.is(Trait::Shape));
        shown.extend(shape.map(|schema| schema.kind));
        shown
    }

    /// Rebuilds the context after a change of settings or custom fields.
    pub(super) fn refresh_digest_context(&self) {
        let mut inner = self.inner.borrow_mut();
        // Called after every commit, most of which change none of the records it depends on.
        let shape = shape_of(&inner.replica);
        if inner.shape == Some(shape) {
            return;
        }
        inner.shape = Some(shape);
        let han = inner.replica.context().han.clone();
        let context = screen_context_of(&inner.replica, han, &inner.translations);
        let known = inner.replica.context();
        if context.fingerprints() != known.fingerprints() || context.schemas != known.schemas {
            if let Some(apart) = &mut inner.apart {
                apart.replica.set_digest_context(context.clone());
            }
            inner.replica.set_digest_context(context);
        }
    }

    /// Calls built-in choices as the language of the screen does: in everything that the workspace
    /// writes for the screen from now on. Stored keys and files stay as they are. Returns true if
    /// these are others.
    pub fn translate_choices(&self, translations: ChoiceTranslations) -> bool {
        let mut inner = self.inner.borrow_mut();
        if inner.translations == translations {
            return false;
        }
        inner.translations = translations;
        inner.shape = None;
        let schemas = inner.replica.context().schemas.clone();
        let shape = schemas.all().iter().filter(|schema| schema.is(Trait::Shape));
        inner.replica.note_change(shape.map(|schema| schema.kind));
        drop(inner);
        self.refresh_digest_context();
        true
    }

    /// Stores the collation order of Chinese characters that the worker computed.
    ///
    /// # Errors
    /// Writing failed; the order still applies in memory.
    pub async fn learn_han(&self, ranks: &[u8]) -> Result<(), AppError> {
        let Some(han) = HanOrder::from_bytes(ranks) else { return Ok(()) };
        let mut context = self.replica().context().as_ref().clone();
        context.han = Some(han);
        self.inner.borrow_mut().replica.set_digest_context(context);
        Ok(SmallForm::Han.key().write(&self.store, Some(ranks.to_vec())).await?)
    }

    /// Brings the digests of the next few pages up to date, in memory and in the store. Returns
    /// true if more remain; the caller yields to the screen between calls.
    ///
    /// # Errors
    /// Writing failed; the digests still apply in memory.
    pub async fn refresh_digests(&self) -> Result<bool, AppError> {
        let (keys, context) = {
            let mut inner = self.inner.borrow_mut();
            (inner.replica.redigest(16), inner.replica.context().clone())
        };
        if keys.is_empty() {
            return Ok(false);
        }
        let mut action = Redigest { keys, context, now: self.env.now_millis() };
        let commit = self.store.commit(&mut action, Durability::Relaxed).await?;
        self.committed(commit).await;
        Ok(true)
    }

    /// Compacts small pages, such as those of tabs closed after one record. Call when idle; does
    /// nothing while another tab is writing. Returns true if records moved, which makes all earlier
    /// rows invalid.
    ///
    /// # Errors
    /// Writing failed; nothing changed.
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
        // Reads back which pages are gone: the store skips a group if it kept one of its pages.
        self.catch_up().await?;
        Ok(true)
    }

    /// Sorts the lists after [`Workspace::refresh_digests`].
    pub fn sort(&self) {
        self.inner.borrow_mut().replica.sort();
    }
}

impl<S: Store, E: Env> MemoryPages for Workspace<S, E> {
    fn page_as_of(&self, key: PageKey, commit: u64, device: u64) -> Option<Vec<u8>> {
        let inner = self.inner.borrow();
        // A device that lost its head counts commits anew, under another number.
        if (inner.follower.seen(), inner.device) != (commit, device) {
            return None;
        }
        let is_damaged = inner.replica.damaged().iter().any(|damaged| damaged.key == key);
        // A page that is gone from the store stays in memory without records.
        let page = inner.replica.page(key).filter(|page| page.count() > 0 && !is_damaged);
        page.map(|page| page.bytes().to_vec())
    }
}
