//! The page's part in importing records that are kept with their parties: the worker hears of those
//! that are here before it plans, and what others derive from them is found in the store, bucket by
//! bucket, so that they are never all in memory.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use domain::{
    Draft, DraftElement, DraftSlot, Fields, Kept, KindId, RecordId, Value, any_kind,
    derivations_of, derive,
};
use replica::{Page, PageKey, Record, decode_draft};
use store::{PageRange, Store};

use super::derived::Foreseen;
use super::edits::{Edits, Op};
use super::job::{MatchChoice, Message, Request};
use super::timeline::slots_of;
use super::workspace::Workspace;
use super::{AppError, Env};

/// Pages in a portion.
const SLICE: u32 = 256;
/// Up to this many buckets are read one by one; beyond that, all pages are looked through.
const FEW: usize = 64;

/// Records with the kind of those that changed about them.
pub(super) type Subjects = BTreeSet<(RecordId, KindId)>;

/// A bucket with its pages.
pub(super) type Bucket = (u16, Vec<(PageKey, Page)>);

/// The place in a reading of buckets.
pub(super) struct BucketWalk {
    wanted: BTreeSet<u16>,
    /// Pages of unfinished work of others.
    hidden: HashSet<PageKey>,
    after: Option<PageKey>,
    /// The beginning of a bucket whose end was not read yet.
    rest: Option<Bucket>,
    one_by_one: bool,
    is_over: bool,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// True if the worker must hear of records that are not in memory before it plans an import of
    /// these kinds.
    pub fn asks_beside(&self, kinds: &[KindId]) -> bool {
        kinds
            .iter()
            .any(|kind| self.schema(*kind).is_some_and(|schema| schema.kept == Kept::WithParties))
    }

    /// Builds the next message that tells the worker of such records, after the page `after`;
    /// returns it with its last page. The worker answers each with [`Reply::Heard`]. `None` after
    /// the last one.
    ///
    /// [`Reply::Heard`]: super::job::Reply::Heard
    ///
    /// # Errors
    /// Read errors.
    pub async fn tell_beside(
        &self,
        after: Option<PageKey>,
    ) -> Result<Option<(Message, PageKey)>, AppError> {
        let mut pages = self.store.pages(PageRange::Activities, after, SLICE).await?;
        let first = after.is_none();
        let last = match pages.last() {
            Some((key, _)) => *key,
            // The worker forgets what it heard for an earlier plan.
            None if first => {
                PageKey { shelf: PageKey::ACTIVITIES, bucket: u16::MAX, page: u64::MAX }
            }
            None => return Ok(None),
        };
        let open: HashSet<PageKey> = self.store.open_bulk_pages().await?.into_iter().collect();
        pages.retain(|(key, _)| !open.contains(key));
        let (buckets, parts): (Vec<u16>, Vec<Vec<u8>>) =
            pages.into_iter().map(|(key, bytes)| (key.bucket, bytes)).unzip();
        Ok(Some((Message::new(&Request::Beside { first, buckets }, parts), last)))
    }

    /// Begins to read buckets: all if there is no set. Pages of unfinished work are left out, except
    /// `ours`.
    pub(super) async fn walk_buckets(
        &self,
        wanted: Option<BTreeSet<u16>>,
        ours: &[PageKey],
    ) -> Result<BucketWalk, AppError> {
        let mut hidden: HashSet<PageKey> =
            self.store.open_bulk_pages().await?.into_iter().collect();
        for key in ours {
            hidden.remove(key);
        }
        let one_by_one = wanted.as_ref().is_some_and(|wanted| wanted.len() <= FEW);
        let wanted = wanted.unwrap_or_else(|| (0..=u16::MAX).collect());
        Ok(BucketWalk { wanted, hidden, after: None, rest: None, one_by_one, is_over: false })
    }

    /// Reads the next buckets, each whole; `None` after the last.
    pub(super) async fn next_buckets(
        &self,
        walk: &mut BucketWalk,
    ) -> Result<Option<Vec<Bucket>>, AppError> {
        if walk.one_by_one {
            let Some(bucket) = walk.wanted.pop_first() else { return Ok(None) };
            let mut pages = Vec::new();
            let take = &mut |some: Vec<(PageKey, Vec<u8>)>| pages.extend(some);
            self.store.read_pages(PageRange::Bucket(bucket), take).await?;
            // A read that began again has pages twice.
            pages.sort_by_key(|(key, _)| *key);
            pages.dedup_by_key(|(key, _)| *key);
            let pages = pages.into_iter().filter_map(|page| walk.opened(page)).collect();
            return Ok(Some(vec![(bucket, pages)]));
        }
        if walk.is_over {
            return Ok(None);
        }
        let slice = self.store.pages(PageRange::Activities, walk.after, SLICE).await?;
        walk.after = slice.last().map(|(key, _)| *key).or(walk.after);
        walk.is_over = slice.is_empty();
        let mut whole = Vec::new();
        for page in slice {
            if !walk.wanted.contains(&page.0.bucket) {
                continue;
            }
            let bucket = page.0.bucket;
            let opened = walk.opened(page);
            match &mut walk.rest {
                Some((open, pages)) if *open == bucket => pages.extend(opened),
                rest => whole.extend(rest.replace((bucket, opened.into_iter().collect()))),
            }
        }
        if walk.is_over {
            whole.extend(walk.rest.take());
        }
        Ok(Some(whole))
    }

    /// Adds the data of rows that matched existing records that are kept with their parties. Whom
    /// such a record is about stays. Returns the changed records as they will be, and those that
    /// they are about.
    pub(super) async fn add_known_beside(
        &self,
        choice: MatchChoice,
        known: &[(u16, RecordId, Draft)],
        edits: &mut Edits<'_>,
    ) -> Result<(Foreseen, Subjects), AppError> {
        let (mut foreseen, mut subjects) = (Foreseen::new(), Subjects::new());
        if known.is_empty() {
            return Ok((foreseen, subjects));
        }
        let mut by_bucket: BTreeMap<u16, Vec<(RecordId, &Draft)>> = BTreeMap::new();
        for (bucket, id, draft) in known {
            by_bucket.entry(*bucket).or_default().push((*id, draft));
        }
        let wanted = by_bucket.keys().copied().collect();
        let mut walk = self.walk_buckets(Some(wanted), &[]).await?;
        while let Some(buckets) = self.next_buckets(&mut walk).await? {
            for (bucket, pages) in buckets {
                for (id, draft) in by_bucket.get(&bucket).into_iter().flatten() {
                    let found =
                        pages.iter().find_map(|(key, page)| Some((key, page.find(*id)?, page)));
                    let Some((key, slot, page)) = found else { continue };
                    let op = |draft: Draft| match choice {
                        MatchChoice::Overwrite => Op::Overwrite(draft),
                        _ => Op::Fill(draft),
                    };
                    let Some(record) = page.record(slot) else {
                        // The transaction counts what it cannot read.
                        edits.add(*key, *id, op((*draft).clone()));
                        continue;
                    };
                    let op = op(self.without_parties((*draft).clone(), &record));
                    let after = edits.foresee(*key, record.clone(), std::slice::from_ref(&op));
                    if after == record {
                        continue;
                    }
                    let parties = self.parties_of(&record);
                    let home = parties.first().copied().unwrap_or(*id);
                    let (_, keys) = self.copies_of(home, *id).await?;
                    for key in keys {
                        edits.add(key, *id, op.clone());
                    }
                    subjects.extend(parties.into_iter().map(|party| (party, record.kind)));
                    foreseen.insert(*id, after);
                }
            }
        }
        Ok((foreseen, subjects))
    }

    /// Removes from a row what says whom an existing record is about, which stays, and keeps names
    /// of nobody beside its fields.
    fn without_parties(&self, mut draft: Draft, record: &Record) -> Draft {
        let Some(schema) = self.schema(draft.kind) else { return draft };
        draft.slots.retain(|field, _| !schema.parties.contains(field));
        let mut kept = Vec::new();
        for (field, slot) in &mut draft.slots {
            let Some(field) = schema.field(*field) else { continue };
            if schema.kind_referred_to(field.number).is_none() {
                continue;
            }
            let is_text = |value: &Value| matches!(value, Value::Text(_));
            let texts = match slot {
                DraftSlot::One(value) if record.value(field.number).is_none() => {
                    value.take_if(|value| is_text(value)).into_iter().collect()
                }
                DraftSlot::One(_) => Vec::new(),
                DraftSlot::Many(all) => {
                    let text = |it: &mut DraftElement| is_text(&it.value);
                    all.extract_if(.., text).map(|it| it.value).collect()
                }
            };
            kept.extend(texts.into_iter().map(|value| (field.label.to_string(), value)));
        }
        draft.slots.retain(|_, slot| !matches!(slot, DraftSlot::One(None)));
        for (label, value) in kept {
            draft.push(any_kind::EXTRA, label, value);
        }
        draft
    }

    fn parties_of(&self, record: &Record) -> Vec<RecordId> {
        self.schema(record.kind).map(|schema| schema.parties_of(record)).unwrap_or_default()
    }

    /// Adds the values that these records derive from those that are kept with them, as the store
    /// has them, with `ours`, the pages of this import; `foreseen` overrides them.
    pub(super) async fn derive_beside(
        &self,
        subjects: Subjects,
        foreseen: &Foreseen,
        ours: &[PageKey],
        edits: &mut Edits<'_>,
    ) -> Result<(), AppError> {
        let mut by_bucket: BTreeMap<u16, Vec<(RecordId, KindId)>> = BTreeMap::new();
        for (subject, cause) in subjects {
            let rules = self.kind_of(subject).map(derivations_of).unwrap_or_default();
            if rules.iter().any(|rule| rule.from == cause) {
                let bucket = PageKey::of_home(subject, 0).bucket;
                by_bucket.entry(bucket).or_default().push((subject, cause));
            }
        }
        if by_bucket.is_empty() {
            return Ok(());
        }
        let mut about: BTreeMap<RecordId, Vec<&Record>> = BTreeMap::new();
        for record in foreseen.values().filter(|record| !record.is_deleted()) {
            for party in self.parties_of(record) {
                about.entry(party).or_default().push(record);
            }
        }
        let wanted = by_bucket.keys().copied().collect();
        let mut walk = self.walk_buckets(Some(wanted), ours).await?;
        while let Some(buckets) = self.next_buckets(&mut walk).await? {
            for (bucket, pages) in buckets {
                for (subject, cause) in by_bucket.get(&bucket).into_iter().flatten() {
                    let (Some(key), Some(kind)) = (self.key_of(*subject), self.kind_of(*subject))
                    else {
                        continue;
                    };
                    let Some(from) = self.schema(*cause) else { continue };
                    let replica = self.replica();
                    let schemas = &replica.context().schemas;
                    let stored = pages.iter().flat_map(|(_, page)| {
                        slots_of(page, schemas, *subject).filter_map(|slot| page.record(slot))
                    });
                    let stored: Vec<Record> =
                        stored.filter(|record| !foreseen.contains_key(&record.id)).collect();
                    let new = about.get(subject).into_iter().flatten().copied();
                    let all: Vec<&Record> = stored.iter().chain(new).collect();
                    let mut draft = Draft::new(kind);
                    for rule in derivations_of(kind).iter().filter(|rule| rule.from == *cause) {
                        let of_kind = all.iter().copied().filter(|it| it.kind == *cause);
                        derive(rule, &from, of_kind, &mut draft);
                    }
                    edits.add(key, *subject, Op::Derive(draft));
                }
            }
        }
        Ok(())
    }

    /// Forgets what memory holds of these buckets, and lets a list that shows such records read the
    /// new pages.
    ///
    /// # Errors
    /// Read errors; the pages are durable.
    pub(super) async fn show_beside(&self, keys: &[PageKey]) -> Result<(), AppError> {
        if keys.is_empty() {
            return Ok(());
        }
        {
            let mut inner = self.inner.borrow_mut();
            let buckets: HashSet<u16> = keys.iter().map(|key| key.bucket).collect();
            inner.taken += 1;
            inner.buckets.retain(|bucket, _| !buckets.contains(bucket));
            let schemas = inner.replica.context().schemas.clone();
            let with_parties = schemas.all().iter().filter(|it| it.kept == Kept::WithParties);
            inner.replica.note_change(with_parties.map(|schema| schema.kind));
        }
        for some in keys.chunks(SLICE as usize) {
            if self.inner.borrow().apart.is_none() {
                break;
            }
            let pages = self.store.pages_by_key(some).await?;
            if let Some(apart) = &mut self.inner.borrow_mut().apart {
                apart.update(&pages);
            }
        }
        Ok(())
    }
}

impl BucketWalk {
    fn opened(&self, (key, bytes): (PageKey, Vec<u8>)) -> Option<(PageKey, Page)> {
        if self.hidden.contains(&key) {
            return None;
        }
        Some((key, Page::open(bytes).ok()?))
    }
}

/// Reads the records that an import tells of, as the worker wrote them.
pub(super) fn subjects_of(part: &[u8]) -> Subjects {
    let subject = |bytes: &[u8]| {
        let (id, kind) = bytes.split_first_chunk::<16>()?;
        Some((RecordId::from_bytes(*id), KindId(u32::from_le_bytes(kind.try_into().ok()?))))
    };
    part.chunks_exact(20).filter_map(subject).collect()
}

/// Reads a matched record, as the worker wrote it.
pub(super) fn known_of(part: &[u8]) -> Option<(RecordId, Draft)> {
    let (id, draft) = part.split_first_chunk::<16>()?;
    Some((RecordId::from_bytes(*id), decode_draft(draft)?))
}
