//! Opening: reads all hot pages, at startup and whenever memory must be rebuilt.

use domain::HanOrder;
use replica::{PageKey, Replica, Stamp};
use store::head::CENTURY;
use store::{Follower, OpenBulk, Opened, PageRange, SmallForm, Store};

use super::health::Missing;
use super::settings::{screen_context_of, shape_of};
use super::workspace::Workspace;
use super::{AppError, Env};

/// The result of opening.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// The labels of imports that were cut off and have been rolled back.
    pub rolled_back: Vec<String>,
    /// The missing part of the hot data.
    pub missing: Missing,
    /// True if this device's clock was damaged and has been repaired.
    pub clock_mended: bool,
    /// True if parts of the store were missing and have been recreated.
    pub remade: bool,
}

/// A start whose hot pages are in memory.
#[derive(Debug)]
pub struct Begun {
    opened: Opened,
    /// True if nothing has to be mended.
    pub sound: bool,
}

impl Begun {
    /// Returns the outcome of a start at which nothing was mended.
    pub fn opening(&self) -> Opening {
        Opening { remade: self.opened.remade, ..Opening::default() }
    }
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Opens the store, reads every hot page, and mends whatever is amiss.
    ///
    /// # Errors
    /// Errors of [`Store::open`], of reading, and of mending.
    pub async fn open(&self) -> Result<Opening, AppError> {
        self.note_presence().await?;
        let begun = self.begin().await?;
        if begun.sound { Ok(begun.opening()) } else { self.mend(begun).await }
    }

    /// Opens the store and reads every hot page. If the result is not sound, [`Workspace::mend`] has
    /// to follow before anything is written. The two are apart because almost every start is sound,
    /// and the code that mends is not part of the first download.
    ///
    /// # Errors
    /// Errors of [`Store::open`] and of reading.
    pub async fn begin(&self) -> Result<Begun, AppError> {
        let opened = self.store.open().await?;
        self.inner.borrow_mut().device = opened.device;
        self.read_hot(opened.commit).await?;
        let known_whole = self.inner.borrow().health.activities.is_nothing();
        let sound = opened.open_bulk.is_empty()
            && known_whole
            && self.is_clock_sound(&opened, self.newest_millis())
            && self.is_hot_whole(&opened);
        if sound {
            self.inner.borrow_mut().health.hot = Missing::default();
        }
        Ok(Begun { opened, sound })
    }

    /// Rolls back interrupted bulk work, mends the clock, and looks for missing data.
    ///
    /// # Errors
    /// Store errors.
    pub async fn mend(&self, begun: Begun) -> Result<Opening, AppError> {
        let mut opening = begun.opening();
        let Begun { opened, .. } = begun;
        for OpenBulk { label, bulk } in &opened.open_bulk {
            self.store.bulk_abort(bulk).await?;
            opening.rolled_back.push(label.clone());
        }
        if !opening.rolled_back.is_empty() {
            self.catch_up().await?;
        }
        opening.clock_mended = self.mend_clock(&opened).await?;
        opening.missing = self.look_through_hot(&opened).await?;
        if !self.inner.borrow().health.activities.is_nothing() {
            // A backup may have restored them.
            self.look_through_activities().await?;
        }
        Ok(opening)
    }

    /// Returns the newest change in memory with a plausible time, in milliseconds.
    fn newest_millis(&self) -> u64 {
        let latest = self.latest_millis();
        let replica = self.replica();
        let changed = replica.all().map(|row| replica.changed_millis(row));
        changed.filter(|millis| *millis <= latest).max().unwrap_or_default()
    }

    /// Returns the last moment that counts as plausible.
    fn latest_millis(&self) -> u64 {
        u64::try_from(self.env.now_millis()).unwrap_or_default().saturating_add(CENTURY)
    }

    /// False if the clock is implausible or behind a stamp already issued.
    fn is_clock_sound(&self, opened: &Opened, newest: u64) -> bool {
        opened.is_plausible(self.env.now_millis())
            && opened.last.is_some_and(|last| last.millis >= newest)
    }

    /// Resets the clock to the newest plausible stamp if it is not sound. Otherwise no edit could be
    /// made, or none would win a merge.
    async fn mend_clock(&self, opened: &Opened) -> Result<bool, AppError> {
        let (newest, latest) = (self.newest_millis(), self.latest_millis());
        // Another tab may have written between reading the head and the pages: check again.
        if self.is_clock_sound(opened, newest)
            || self.is_clock_sound(&self.store.open().await?, newest)
        {
            return Ok(false);
        }
        let end = Stamp { millis: latest, ..Stamp::NEVER };
        let entries = self.store.history(Some(end), 1).await?;
        let logged = entries.first().map(|(stamp, _)| stamp.millis).unwrap_or_default();
        // A new device number, so that no stamp is issued twice.
        let device = self.env.random();
        let clock = Stamp { millis: newest.max(logged), counter: u16::MAX, device };
        self.store.set_clock(clock).await?;
        self.inner.borrow_mut().device = device;
        self.catch_up().await?;
        Ok(true)
    }

    /// Reads every hot page into a new replica and swaps it in; actions meanwhile use the old one.
    /// The new replica reflects at least `commit`, and everything that memory reflected before:
    /// memory never goes back.
    pub(super) async fn read_hot(&self, commit: u64) -> Result<(), AppError> {
        let mut replica = Replica::default();
        self.store.read_pages(PageRange::Hot, &mut |pages| replica.take_in(pages)).await?;
        // Pages of another tab's open bulk work may still be rolled back. Queried after reading: if
        // the work ends in between, its commit makes this tab read the pages again.
        let unfinished = self.store.open_bulk_pages().await?;
        replica.forget(&unfinished);
        let han = SmallForm::Han.key().read(&self.store).await?;
        let han = han.and_then(|bytes| HanOrder::from_bytes(&bytes));
        let mut commit = commit;
        while self.last_commit() > commit {
            let missed = self.store.missed(commit).await?;
            if missed.commit <= commit {
                // The head was lost, so numbering restarted; ours is from before that.
                break;
            }
            let Some(pages) = missed.pages else {
                return Box::pin(self.read_hot(missed.commit)).await;
            };
            let keys: Vec<PageKey> = pages.iter().map(|(key, _)| *key).collect();
            replica.forget(&keys);
            let there = |(key, bytes): (PageKey, Option<_>)| {
                bytes.filter(|_| key.shelf == PageKey::HOT).map(|bytes| (key, bytes))
            };
            replica.take_in(pages.into_iter().filter_map(there));
            commit = missed.commit;
        }
        // Settings and custom fields must be found before the context can order anything.
        replica.sort();
        let context = screen_context_of(&replica, han, &self.inner.borrow().translations);
        replica.set_digest_context(context);
        let shape = Some(shape_of(&replica));
        let mut inner = self.inner.borrow_mut();
        inner.replica = replica;
        inner.shape = shape;
        inner.follower = Follower::new(commit);
        inner.buckets.clear();
        inner.unread_import_pages.clear();
        inner.open_page = None;
        inner.taken += 1;
        Ok(())
    }
}
