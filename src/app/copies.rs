//! Copies of records that are kept with their parties: a record has one with each record that it is
//! or was about, and every action writes all of them, so that they stay equal.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Draft, Fields, RecordId, Schema, Schemas, Value, activity};
use replica::{ActionKind, Page, PageKey, Record, Slot};
use store::{PageRange, SmallForm, Store, StoreError};

use super::edits::{Edits, Op};
use super::workspace::Workspace;
use super::{AppError, Env};

/// Pages looked through per step for copies that are missing.
const STEP: u32 = 8;
/// The place behind all pages of activities.
const END: PageKey = PageKey { shelf: PageKey::ACTIVITIES, bucket: u16::MAX, page: u64::MAX };

/// A copy to make in one more place: a record as it stands elsewhere, and what the action does to
/// it there.
#[derive(Clone, Debug)]
pub(super) struct CopyToMake {
    pub record: Record,
    pub ops: Vec<Op>,
}

/// The places of a record's copies as an action expects them.
#[derive(Debug, Default)]
pub(super) struct ExpectedCopies {
    /// The buckets that the action writes.
    buckets: BTreeSet<u16>,
    /// The page of the copy from which new ones are made, with its contents.
    base: Option<(PageKey, Record)>,
}

/// Returns every record that a record refers or referred to, each once, also by fields that are not
/// here any more. What it no longer refers to keeps its copy, so that all that is done later reaches
/// it, and an undo finds it.
pub(crate) fn places_of(schema: &Schema, record: &Record) -> Vec<RecordId> {
    let mut places = schema.parties_of(record);
    let mut add = |value: &Value| {
        if let Value::Reference(id) = value
            && !places.contains(id)
        {
            places.push(*id);
        }
    };
    for entry in record.entries.iter().filter(|entry| !schema.links.contains(&entry.field)) {
        match &entry.slot {
            Slot::One { value, .. } => value.iter().for_each(&mut add),
            Slot::Many(items) => items.iter().for_each(|item| add(&item.value)),
            Slot::Opaque { .. } => {}
        }
    }
    places
}

/// Returns the buckets of a record's copies.
fn buckets_of(schemas: &Schemas, record: &Record) -> BTreeSet<u16> {
    let places = schemas.get(record.kind).map(|schema| places_of(schema, record));
    places.unwrap_or_default().into_iter().map(|home| PageKey::of_home(home, 0).bucket).collect()
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the records with which a record has copies.
    pub(super) fn places_of(&self, record: &Record) -> Vec<RecordId> {
        let replica = self.replica();
        replica.schema(record.kind).map(|schema| places_of(schema, record)).unwrap_or_default()
    }

    /// Extends an action to all copies of the records that it changes, also to those that it makes
    /// necessary: with a record that an activity is about from now on.
    ///
    /// # Errors
    /// Read errors.
    pub(super) async fn add_copies(&self, edits: &mut Edits<'_>) -> Result<(), AppError> {
        edits.copies.clear();
        let mut written: BTreeMap<RecordId, Vec<PageKey>> = BTreeMap::new();
        for (key, ops) in edits.pages.iter().filter(|(key, _)| key.shelf == PageKey::ACTIVITIES) {
            for (id, _) in ops.iter().filter(|(_, op)| op.is_for_all_copies()) {
                let keys = written.entry(*id).or_default();
                if keys.last() != Some(key) {
                    keys.push(*key);
                }
            }
        }
        for (id, keys) in written {
            self.add_copies_of(edits, id, keys).await?;
        }
        Ok(())
    }

    /// Gives the activities of builds before, which had copies with people only, one with everything
    /// else that they refer to. Works in short steps and notes how far it has come; returns true while
    /// there is more to do.
    ///
    /// # Errors
    /// Store errors; the next call goes on.
    pub async fn complete_copies(&self) -> Result<bool, AppError> {
        let Some(after) = self.copied_up_to().await? else { return Ok(false) };
        let slice = self.store.pages(PageRange::Activities, after, STEP).await?;
        let open = self.store.open_bulk_pages().await?;
        let last = slice.last().map_or(END, |(key, _)| *key);
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Edit, String::new(), &random);
        for (key, bytes) in slice.into_iter().filter(|(key, _)| !open.contains(key)) {
            // An unusable page is told by the check of the store.
            let Ok(page) = Page::open(bytes) else { continue };
            for record in (0..page.count()).filter_map(|slot| page.record(slot)) {
                // Each once: where it belongs.
                let home = record.reference(activity::HOME);
                if home.is_some_and(|home| PageKey::of_home(home, 0).bucket == key.bucket)
                    && self.lacks_copies(key.bucket, &record).await?
                {
                    // A write of nothing makes the copies that are missing.
                    edits.add(key, record.id, Op::Write(Draft::new(record.kind)));
                }
            }
        }
        self.commit_edits(edits).await?;
        let PageKey { shelf: _, bucket, page } = last;
        let note = [&bucket.to_be_bytes()[..], &page.to_be_bytes()].concat();
        SmallForm::Copied.key().write(&self.store, Some(note)).await?;
        Ok(last != END)
    }

    /// Returns the last page whose activities have all copies; the first `None` if all have.
    async fn copied_up_to(&self) -> Result<Option<Option<PageKey>>, AppError> {
        let note = SmallForm::Copied.key().read(&self.store).await?.unwrap_or_default();
        let Some((bucket, page)) = note.split_first_chunk::<2>() else { return Ok(Some(None)) };
        let Ok(page) = page.try_into() else { return Ok(Some(None)) };
        let (bucket, page) = (u16::from_be_bytes(*bucket), u64::from_be_bytes(page));
        let key = PageKey { shelf: PageKey::ACTIVITIES, bucket, page };
        Ok((key != END).then_some(Some(key)))
    }

    async fn lacks_copies(&self, bucket: u16, record: &Record) -> Result<bool, AppError> {
        let places = self.places_of(record).into_iter();
        let others = places.map(|place| PageKey::of_home(place, 0).bucket);
        for other in others.filter(|other| *other != bucket) {
            self.load_bucket_number(other).await?;
            if self.activity_in(other, record.id).is_none() {
                self.load_bucket_number(bucket).await?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn add_copies_of(
        &self,
        edits: &mut Edits<'_>,
        id: RecordId,
        keys: Vec<PageKey>,
    ) -> Result<(), AppError> {
        let mut expected =
            ExpectedCopies { buckets: keys.iter().map(|key| key.bucket).collect(), base: None };
        let stands = keys.iter().find_map(|key| Some((*key, self.stored(*key, id)?)));
        // A new record comes with all its copies.
        if let Some((key, before)) = stands {
            let of_id = edits.pages.get(&key).into_iter().flatten().filter(|(of, _)| *of == id);
            let ops: Vec<Op> = of_id.map(|(_, op)| op.clone()).collect();
            let after = edits.foresee(key, before.clone(), &ops);
            let context = edits.context.clone();
            let mut buckets = buckets_of(&context.schemas, &before);
            buckets.extend(buckets_of(&context.schemas, &after));
            for bucket in buckets {
                if !expected.buckets.insert(bucket) {
                    continue;
                }
                self.load_bucket_number(bucket).await?;
                match self.activity_in(bucket, id) {
                    Some(place) => ops.iter().for_each(|op| edits.add(place, id, op.clone())),
                    None => {
                        let made = CopyToMake { record: before.clone(), ops: ops.clone() };
                        edits.add(self.page_in_bucket(bucket), id, Op::Copy(Box::new(made)));
                        expected.base = Some((key, before.clone()));
                    }
                }
            }
        }
        edits.copies.insert(id, expected);
        Ok(())
    }
}

impl Edits<'_> {
    /// Refuses to write a copy that has changed since others were to be made from it.
    ///
    /// # Errors
    /// `Moved`.
    pub(super) fn check_base(
        &self,
        key: PageKey,
        id: RecordId,
        stands: impl FnOnce() -> Option<Record>,
    ) -> Result<(), StoreError> {
        let base = self.copies.get(&id).and_then(|expected| expected.base.as_ref());
        match base {
            Some((of, record)) if *of == key && stands().as_ref() != Some(record) => {
                Err(StoreError::Moved)
            }
            _ => Ok(()),
        }
    }

    /// Refuses an action on a record that has a copy elsewhere since: it would miss it.
    ///
    /// # Errors
    /// `Moved`.
    pub(super) fn check_places(&self, after: &Record) -> Result<(), StoreError> {
        let Some(expected) = self.copies.get(&after.id) else { return Ok(()) };
        let buckets = buckets_of(&self.context.schemas, after);
        if buckets.is_subset(&expected.buckets) { Ok(()) } else { Err(StoreError::Moved) }
    }
}
