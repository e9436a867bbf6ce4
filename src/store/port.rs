//! The port: what the app asks of a durable store. Implementations live with their technology; all
//! of them pass [`super::conformance`].

use crate::replica::{PageKey, Stamp};

use super::StoreError;
use super::absence::Absence;
use super::head::is_plausible;
use super::tally::{Tallies, Tally};

/// How many pages are read at a time where a store does not know better.
const SLICE: u32 = 256;

/// A durable store of pages, history entries, drafts and files.
///
/// A user action is one call of [`Store::commit`] and one transaction beneath it. Futures are not
/// `Send`: in a browser everything happens on one thread.
#[expect(async_fn_in_trait, reason = "one thread; nobody needs these futures to be Send")]
pub trait Store {
    /// Opens the store and reads what opening needs beside the pages.
    ///
    /// # Errors
    /// `Blocked`, `NewerData`, `OldTab`, `Lost`.
    async fn open(&self) -> Result<Opened, StoreError>;

    /// Pages of a range in the order of their keys, at most `limit`, after the key `after`.
    async fn pages(
        &self,
        range: PageRange,
        after: Option<PageKey>,
        limit: u32,
    ) -> Result<Vec<(PageKey, Vec<u8>)>, StoreError>;

    /// Hands over every page of a range, handful by handful in the order of their keys, so that what
    /// has come is taken in while the rest is still being read. After a lost connection it begins
    /// anew, so a page may come twice.
    async fn read_pages(
        &self,
        range: PageRange,
        take: &mut dyn FnMut(Vec<(PageKey, Vec<u8>)>),
    ) -> Result<(), StoreError> {
        let mut after = None;
        loop {
            let slice = self.pages(range, after, SLICE).await?;
            after = slice.last().map(|(key, _)| *key);
            if slice.is_empty() {
                return Ok(());
            }
            take(slice);
        }
    }

    /// The pages of bulk work that has not ended, whoever is at it. Nobody else is to see them yet: what
    /// would be written to them goes with them where the work is taken back.
    async fn coming(&self) -> Result<Vec<PageKey>, StoreError>;

    /// The pages of these keys, as far as they exist.
    async fn pages_by_key(&self, keys: &[PageKey]) -> Result<Vec<(PageKey, Vec<u8>)>, StoreError>;

    /// Performs a user action in one `readwrite` transaction: mints a stamp, reads the action's
    /// pages, lets it change them, writes back pages and history, commits. On an error nothing
    /// is changed.
    async fn commit(
        &self,
        action: &mut dyn Action,
        durability: Durability,
    ) -> Result<Commit, StoreError>;

    /// What was committed after the given number by anybody.
    async fn missed(&self, since: u64) -> Result<Missed, StoreError>;

    /// History entries before a stamp, the newest first.
    async fn history(
        &self,
        before: Option<Stamp>,
        limit: u32,
    ) -> Result<Vec<(Stamp, Vec<u8>)>, StoreError>;

    /// One history entry.
    async fn history_entry(&self, stamp: Stamp) -> Result<Option<Vec<u8>>, StoreError>;

    /// Begins bulk work: mints its stamp and writes a durable marker with the keys of the pages that
    /// will come, so that work which was cut off is known at the next start.
    async fn bulk_begin(
        &self,
        label: &str,
        keys: &[PageKey],
        now_millis: i64,
    ) -> Result<Bulk, StoreError>;

    /// Writes finished pages of bulk work, `relaxed`, as one transaction.
    ///
    /// # Errors
    /// `RolledBack` where the work is not open any more; so do files for it, and its end.
    async fn bulk_write(
        &self,
        bulk: &Bulk,
        pages: Vec<(PageKey, Vec<u8>)>,
    ) -> Result<(), StoreError>;

    /// Keeps files for bulk work, by the hash of their bytes. Those that were not there before go
    /// with it where it is taken back, unless somebody else has put them since.
    async fn bulk_put_files(
        &self,
        bulk: &Bulk,
        files: Vec<(String, Vec<u8>)>,
    ) -> Result<(), StoreError>;

    /// Ends bulk work together with an action on other pages, which gets the stamp of the work: one
    /// strict transaction writes what the action changes, removes the marker and adds the action's
    /// history entry; only now other tabs hear of the pages. The commit has the pages of the action.
    async fn bulk_end(&self, bulk: &Bulk, action: &mut dyn Action) -> Result<Commit, StoreError>;

    /// Takes back bulk work that is open: its pages and its marker go. It counts as a commit, for
    /// another tab may have read some of the pages. Work that is not open is left alone.
    /// Where the disk is too full to note it, the pages go, and the marker when it is found again.
    async fn bulk_abort(&self, bulk: &Bulk) -> Result<(), StoreError>;

    /// Joins small pages, as [`super::compact::plan`] groups them, in one transaction and while nobody
    /// else writes. All records of a group are then in the page of its first key, and the other
    /// pages are gone: a tab that hears of a page and finds none forgets it, before it takes in the
    /// others. `None` where nothing was done, because somebody is writing, because this browser has
    /// no locks, or because there was nothing to do; it can be tried again at any time.
    async fn compact(&self, groups: &[Vec<PageKey>]) -> Result<Option<Commit>, StoreError>;

    /// A small value of the app: drafts, where the user was, the order of characters.
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// All small values whose keys begin so.
    async fn get_all(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError>;

    /// Sets a small value; `None` removes it.
    async fn put(&self, key: &str, value: Option<Vec<u8>>) -> Result<(), StoreError>;

    /// A file by the hash of its bytes.
    async fn file(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// Keeps files by the hash of their bytes.
    async fn put_files(&self, files: Vec<(String, Vec<u8>)>) -> Result<(), StoreError>;

    /// How much room there is, and whether the browser promised to keep the data.
    async fn usage(&self) -> Usage;

    /// Removes everything but the clock and the number of commits, which goes on: "start over" and restoring a backup into an app that is to be emptied.
    async fn clear(&self) -> Result<(), StoreError>;

    /// The number of the last commit, and what there should be after it.
    async fn tallies(&self) -> Result<(u64, Tallies), StoreError>;

    /// Takes what was found for what there should be, and moves pages that cannot be used out of the
    /// way, where they are kept. Nothing is done where anything was committed since; gives whether it
    /// was done. Where pages were moved it counts as a commit.
    async fn settle(&self, settled: &Settled) -> Result<bool, StoreError>;

    /// Lets the clock go on from this stamp, as the clock of its device; and the number of commits from
    /// the last one that was logged, where it makes no sense.
    async fn set_clock(&self, clock: Stamp) -> Result<(), StoreError>;
}

/// A user action, performed inside a transaction. Methods are called in the order in which they
/// stand here; none may wait for anything.
pub trait Action {
    /// The pages to read.
    fn pages(&self) -> Vec<PageKey>;

    /// The wall clock, in milliseconds since 1970, UTC.
    fn now_millis(&self) -> i64;

    /// What the action takes for absent. Where it was written since, or nobody knows any more what was
    /// written, the action fails with [`StoreError::Moved`]; other commits are not in its way. `None`
    /// where the pages alone decide.
    fn absence(&self) -> Option<Absence> {
        None
    }

    /// The stamp of everything that the action writes.
    fn begin(&mut self, stamp: Stamp);

    /// One page as it stands in the store, `None` where there is none: gives back what it becomes,
    /// `None` to leave it as it is. The order of pages is not fixed.
    ///
    /// # Errors
    /// Any error ends the transaction without a trace.
    fn page(&mut self, key: PageKey, bytes: Option<&[u8]>) -> Result<Option<Vec<u8>>, StoreError>;

    /// The history entry; `None` where nothing was changed after all.
    fn history(&mut self) -> Option<Vec<u8>>;

    /// The past that comes with the action from elsewhere, as with a backup. It is written in the
    /// same transaction, and asked for again where the transaction is repeated.
    fn imported_history(&self) -> ImportedHistory<'_> {
        ImportedHistory::default()
    }
}

/// History of elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportedHistory<'a> {
    /// History entries, as they are stored.
    pub entries: &'a [(Stamp, Vec<u8>)],
    /// The newest stamp in what comes: every later stamp of this device is later.
    pub newest: Stamp,
}

/// An action that changes no page: it only adds its history entry.
#[derive(Clone, Debug)]
pub struct OnlyHistory(pub Vec<u8>);

impl Action for OnlyHistory {
    fn pages(&self) -> Vec<PageKey> {
        Vec::new()
    }

    fn now_millis(&self) -> i64 {
        0
    }

    fn begin(&mut self, _stamp: Stamp) {}

    fn page(
        &mut self,
        _key: PageKey,
        _bytes: Option<&[u8]>,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(None)
    }

    fn history(&mut self) -> Option<Vec<u8>> {
        Some(self.0.clone())
    }
}

/// How hard the store tries before it says that something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// On the disk: user actions.
    Strict,
    /// Handed to the system: what can be had again.
    Relaxed,
}

/// Which pages to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageRange {
    /// Everything that is in memory.
    Hot,
    /// The activities of one bucket.
    Bucket(u16),
    /// All activities.
    Activities,
}

impl PageRange {
    /// The first and the last key that the range can hold.
    pub fn ends(self) -> (PageKey, PageKey) {
        let (shelf, low, high) = match self {
            Self::Hot => (PageKey::HOT, 0, u16::MAX),
            Self::Bucket(bucket) => (PageKey::ACTIVITIES, bucket, bucket),
            Self::Activities => (PageKey::ACTIVITIES, 0, u16::MAX),
        };
        let key = |bucket, page| PageKey { shelf, bucket, page };
        (key(low, 0), key(high, u64::MAX))
    }
}

/// What opening finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// The number of the last commit.
    pub commit: u64,
    /// The number of this device, part of every stamp.
    pub device: u64,
    /// Bulk work that was cut off; not what another tab is still at.
    pub open_bulk: Vec<OpenBulk>,
    /// The last stamp that was given out; `None` where that was lost.
    pub last: Option<Stamp>,
    /// What there should be.
    pub tallies: Tallies,
    /// Whether parts of the store were missing, and were made anew.
    pub remade: bool,
}

impl Opened {
    /// False where the clock was lost, or it or the number of commits cannot be what was written.
    pub fn is_plausible(&self, now_millis: i64) -> bool {
        self.last.is_some_and(|last| is_plausible(last.millis, self.commit, now_millis))
    }
}

/// What was found of a shelf, in place of what there should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The number of the last commit that the finding knows of.
    pub commit: u64,
    /// The shelf.
    pub shelf: u8,
    /// What there should be from now on; `None` where nobody knows.
    pub tally: Option<Tally>,
    /// Pages to be moved out of the way.
    pub aside: Vec<PageKey>,
}

/// Bulk work that was begun and not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenBulk {
    /// What it was about, as it is shown: the file's name.
    pub label: String,
    /// To abort it with.
    pub bulk: Bulk,
}

/// Bulk work under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulk {
    /// The stamp of everything that it writes.
    pub stamp: Stamp,
    /// The pages that it may write.
    pub keys: Vec<PageKey>,
}

/// What an action did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its number; the next commit of any tab has the next number.
    pub number: u64,
    /// Its stamp.
    pub stamp: Stamp,
    /// The pages as they now stand. For bulk work: none, the caller has them.
    pub pages: Vec<(PageKey, Vec<u8>)>,
}

/// What another tab did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The number of the last commit.
    pub commit: u64,
    /// The pages written since; `None` where the store does not know any more: read all.
    pub pages: Option<Vec<PageKey>>,
}

/// The room that the data takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Bytes in use, where the browser tells.
    pub used: Option<u64>,
    /// Bytes that may be used.
    pub quota: Option<u64>,
    /// Whether the browser promised not to remove the data by itself; `None` where it has no such
    /// promise to give.
    pub persisted: Option<bool>,
}
