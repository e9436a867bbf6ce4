//! Missing data on this device: unusable pages, and records that should exist but do not. Data that
//! a backup restored, or that the user gave up, is no longer reported.

use std::collections::{BTreeSet, HashSet};

use domain::RecordId;
use replica::{Page, PageKey, Reader, page_ids};
use store::{Opened, PageRange, Settled, SmallForm, Store, Tally};

use super::workspace::Workspace;
use super::{AppError, Env};

/// Number of attempts to scan a shelf while other tabs write to it.
const TRIES: usize = 4;
/// Number of activity pages read at a time.
const SLICE: u32 = 64;

/// The missing part of one shelf, or of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Number of pages that exist but cannot be used.
    pub parts: usize,
    /// Number of expected records that are gone, in these pages or missing ones; 0 if they were
    /// never counted.
    pub records: usize,
}

impl Missing {
    /// Returns true if nothing is missing.
    pub fn is_nothing(&self) -> bool {
        self.parts + self.records == 0
    }

    fn and(&self, other: &Self) -> Self {
        Self { parts: self.parts + other.parts, records: self.records + other.records }
    }
}

/// The findings for each shelf.
#[derive(Clone, Debug, Default)]
pub(super) struct Health {
    pub hot: Missing,
    pub activities: Missing,
}

/// The contents of a shelf.
#[derive(Default)]
struct ShelfContents {
    tally: Tally,
    /// Unusable pages; with their tally if all their records exist in other pages.
    damaged: Vec<(PageKey, Option<Tally>)>,
}

impl ShelfContents {
    fn add(&mut self, id: RecordId) {
        self.tally.records += 1;
        self.tally.ids = self.tally.ids.wrapping_add(id.spread());
    }
}

/// The loss as last recorded, and the records present at that time.
struct Loss {
    missing: Tally,
    present: Tally,
}

impl Loss {
    fn to_bytes(&self) -> Vec<u8> {
        let numbers =
            [self.missing.records, self.missing.ids, self.present.records, self.present.ids];
        numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader { bytes };
        let mut tally = || {
            let mut number = || Some(u64::from_be_bytes(reader.array()?));
            Some(Tally { records: number()?, ids: number()?, ..Tally::default() })
        };
        Some(Self { missing: tally()?, present: tally()? })
    }
}

fn same_records(a: Tally, b: Tally) -> bool {
    (a.records, a.ids) == (b.records, b.ids)
}

/// The consequences of a scan.
struct Judged {
    missing: Missing,
    /// The loss to record.
    loss: Option<Tally>,
    /// The new expected tally, if it changes.
    tally: Option<Option<Tally>>,
    aside: Vec<PageKey>,
}

/// Compares the expected tally with the findings.
fn judge(expected: Option<Tally>, found: &ShelfContents, known: Option<&Loss>) -> Judged {
    let back =
        found.damaged.iter().filter_map(|(_, tally)| *tally).fold(Tally::default(), Tally::and);
    let (returned, lost): (Vec<_>, Vec<_>) =
        found.damaged.iter().partition(|(_, tally)| tally.is_some());
    let keys = |pages: &[&(PageKey, Option<Tally>)]| pages.iter().map(|(key, _)| *key).collect();
    let all = || found.damaged.iter().map(|(key, _)| *key).collect();
    let settled = |tally, aside: Vec<PageKey>| Judged {
        missing: Missing::default(),
        loss: None,
        tally: Some(tally),
        aside,
    };
    let Some(expected) = expected else {
        if lost.is_empty() {
            return settled(Some(found.tally), all());
        }
        // Their contents are unknown, so the expected tally is unknown.
        let missing = Missing { parts: lost.len(), records: 0 };
        let tally = (!returned.is_empty()).then_some(None);
        return Judged { missing, loss: None, tally, aside: keys(&returned) };
    };
    let missed = expected.without(found.tally).without(back);
    let counts = usize::try_from(missed.records).ok().filter(|count| *count < usize::MAX / 2);
    let Some(records) = counts.filter(|count| *count > 0) else {
        let is_whole = found.damaged.is_empty() && same_records(expected, found.tally);
        let whole = Judged { missing: Missing::default(), loss: None, tally: None, aside: all() };
        return if is_whole { whole } else { settled(Some(found.tally), all()) };
    };
    // Exactly the missing records have been added since.
    let is_back = known.is_some_and(|known| {
        same_records(known.missing, missed)
            && same_records(found.tally.without(known.present), missed)
    });
    if is_back {
        return settled(Some(found.tally), all());
    }
    let tally = (!returned.is_empty()).then(|| Some(expected.without(back)));
    let missing = Missing { parts: lost.len(), records };
    Judged { missing, loss: Some(missed), tally, aside: keys(&returned) }
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns what is missing as far as known; activities are scanned only when idle.
    pub fn missing(&self) -> Missing {
        let inner = self.inner.borrow();
        inner.health.hot.and(&inner.health.activities)
    }

    /// Scans the activities, which opening does not read. Returns the missing part.
    ///
    /// # Errors
    /// Store errors.
    pub async fn look_through_activities(&self) -> Result<Missing, AppError> {
        self.look_through(PageKey::ACTIVITIES, false).await
    }

    /// Gives up missing data: moves unusable pages aside, where they are kept, and stops reporting
    /// the loss.
    ///
    /// # Errors
    /// Store errors.
    pub async fn give_up_missing(&self) -> Result<(), AppError> {
        for shelf in [PageKey::HOT, PageKey::ACTIVITIES] {
            self.look_through(shelf, true).await?;
        }
        Ok(())
    }

    /// True if the pages in memory, right after they were read, are what the store should hold.
    pub(super) fn is_hot_whole(&self, opened: &Opened) -> bool {
        let as_expected = || {
            let found = self.found_in_memory().tally;
            opened.tallies.hot.is_some_and(|expected| same_records(expected, found))
        };
        let undisturbed = self.last_commit() == opened.commit;
        undisturbed && self.replica().damaged().is_empty() && as_expected()
    }

    /// Scans the pages in memory, right after they were read.
    pub(super) async fn look_through_hot(&self, opened: &Opened) -> Result<Missing, AppError> {
        if self.is_hot_whole(opened) {
            self.inner.borrow_mut().health.hot = Missing::default();
            return Ok(Missing::default());
        }
        self.look_through(PageKey::HOT, false).await
    }

    /// Records the current contents as those present before a backup is restored, when memory is
    /// about to be read again.
    pub(super) async fn note_presence(&self) -> Result<(), AppError> {
        if self.inner.borrow().health.hot.is_nothing() {
            return Ok(());
        }
        let key = SmallForm::Loss.key_of(PageKey::HOT);
        let known = key.read(&self.store).await?.and_then(|bytes| Loss::from_bytes(&bytes));
        if let Some(Loss { missing, .. }) = known {
            let present = self.found_in_memory().tally;
            key.write(&self.store, Some(Loss { missing, present }.to_bytes())).await?;
        }
        Ok(())
    }

    async fn look_through(&self, shelf: u8, give_up: bool) -> Result<Missing, AppError> {
        for _ in 0..TRIES {
            let (commit, mut tallies) = self.store.tallies().await?;
            if commit != self.last_commit() {
                self.catch_up().await?;
            }
            let found = match shelf {
                PageKey::HOT => self.found_hot().await?,
                _ => self.found_activities().await?,
            };
            // If another tab has committed meanwhile, the findings are out of date.
            if commit != self.last_commit() || self.store.tallies().await?.0 != commit {
                continue;
            }
            let expected = *tallies.of_shelf(shelf);
            if self.take_stock(shelf, commit, expected, &found, give_up).await? {
                break;
            }
        }
        let inner = self.inner.borrow();
        let Health { hot, activities } = &inner.health;
        Ok(if shelf == PageKey::HOT { hot.clone() } else { activities.clone() })
    }

    /// Records the outcome of a scan. Returns false if another tab has committed meanwhile.
    async fn take_stock(
        &self,
        shelf: u8,
        commit: u64,
        expected: Option<Tally>,
        found: &ShelfContents,
        give_up: bool,
    ) -> Result<bool, AppError> {
        let key = SmallForm::Loss.key_of(shelf);
        let noted = key.read(&self.store).await?;
        let known = noted.as_deref().and_then(Loss::from_bytes);
        let mut judged = judge(expected, found, known.as_ref());
        if give_up && !judged.missing.is_nothing() {
            let aside = found.damaged.iter().map(|(key, _)| *key).collect();
            let tally = Some(Some(found.tally));
            judged = Judged { missing: Missing::default(), loss: None, tally, aside };
        }
        let Judged { missing, loss, tally, aside } = judged;
        if tally.is_some() || !aside.is_empty() {
            let tally = tally.unwrap_or(expected);
            let moved = !aside.is_empty();
            if !self.store.settle(&Settled { commit, shelf, tally, aside }).await? {
                return Ok(false);
            }
            if moved {
                self.catch_up().await?;
            }
        }
        let note = match (loss, &known) {
            (Some(missing), Some(known)) if same_records(known.missing, missing) => noted.clone(),
            (Some(missing), _) => Some(Loss { missing, present: found.tally }.to_bytes()),
            (None, _) => None,
        };
        if note != noted {
            key.write(&self.store, note).await?;
        }
        let mut inner = self.inner.borrow_mut();
        let Health { hot, activities } = &mut inner.health;
        *(if shelf == PageKey::HOT { hot } else { activities }) = missing;
        Ok(true)
    }

    fn found_in_memory(&self) -> ShelfContents {
        let replica = self.replica();
        let mut found = ShelfContents::default();
        found.tally.pages = replica.pages().filter(|(_, page)| page.count() > 0).count() as u64;
        replica.all().for_each(|row| found.add(replica.id(row)));
        found
    }

    async fn found_hot(&self) -> Result<ShelfContents, AppError> {
        let keys: Vec<PageKey> = self.replica().damaged().iter().map(|it| it.key).collect();
        let bytes =
            if keys.is_empty() { Vec::new() } else { self.store.pages_by_key(&keys).await? };
        let mut found = self.found_in_memory();
        let replica = self.replica();
        for (key, bytes) in bytes {
            let all = ids_of(&bytes).filter(|ids| ids.iter().all(|id| replica.row(*id).is_some()));
            found.damaged.push((key, all.map(|_ids| Tally::of(&bytes))));
        }
        Ok(found)
    }

    async fn found_activities(&self) -> Result<ShelfContents, AppError> {
        let (mut whole, mut damaged) = (Vec::new(), BTreeSet::new());
        self.each_activity_page(&mut |key, bytes| match Page::open(bytes) {
            Ok(page) => whole.push((key, Tally::of(page.bytes()))),
            Err(_unusable) => {
                damaged.insert(key.bucket);
            }
        })
        .await?;
        let unfinished: HashSet<PageKey> =
            self.store.open_bulk_pages().await?.into_iter().collect();
        let mut found = ShelfContents::default();
        for (_, tally) in whole.iter().filter(|(key, _)| !unfinished.contains(key)) {
            found.tally = found.tally.and(*tally);
        }
        // Searches neighboring pages for a damaged page's records. Reading a few buckets twice
        // avoids holding the ids of all activities.
        for bucket in damaged {
            self.find_beside(bucket, &unfinished, &mut found).await?;
        }
        Ok(found)
    }

    /// Adds the pages of a bucket that cannot be used.
    async fn find_beside(
        &self,
        bucket: u16,
        unfinished: &HashSet<PageKey>,
        found: &mut ShelfContents,
    ) -> Result<(), AppError> {
        let mut there = HashSet::new();
        let mut damaged = Vec::new();
        let pages = self.store.pages(PageRange::Bucket(bucket), None, u32::MAX).await?;
        for (key, bytes) in pages.into_iter().filter(|(key, _)| !unfinished.contains(key)) {
            match Page::open(bytes.clone()) {
                Ok(page) => there.extend((0..page.count()).map(|slot| page.id(slot))),
                Err(_unusable) => damaged.push((key, bytes)),
            }
        }
        for (key, bytes) in damaged {
            let all = ids_of(&bytes).filter(|ids| ids.iter().all(|id| there.contains(id)));
            found.damaged.push((key, all.map(|_ids| Tally::of(&bytes))));
        }
        Ok(())
    }

    async fn each_activity_page(
        &self,
        take: &mut dyn FnMut(PageKey, Vec<u8>),
    ) -> Result<(), AppError> {
        let mut after = None;
        loop {
            let slice = self.store.pages(PageRange::Activities, after, SLICE).await?;
            after = slice.last().map(|(key, _)| *key);
            if slice.is_empty() {
                return Ok(());
            }
            slice.into_iter().for_each(|(key, bytes)| take(key, bytes));
        }
    }
}

/// Returns the ids in an unusable page; `None` if its rows cannot be read or it has none.
fn ids_of(bytes: &[u8]) -> Option<Vec<RecordId>> {
    page_ids(bytes).map(Iterator::collect::<Vec<_>>).filter(|ids| !ids.is_empty())
}
