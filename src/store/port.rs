//! The port: the app's interface to a durable store. Implementations live beside the technology
//! they use; all pass [`super::conformance`].

use std::collections::HashSet;

use replica::{PageKey, Stamp, Topic};

use super::StoreError;
use super::about::HistoryAbout;
use super::absence::Absence;
use super::head::is_plausible;
use super::tally::{Tallies, Tally};

/// Pages per read in the default [`Store::read_pages`].
const SLICE: u32 = 256;

/// A durable store of pages, history entries, drafts and files.
///
/// A user action is one call of [`Store::commit`] and one transaction beneath it. Futures are not
/// `Send`: in a browser everything runs on one thread.
#[expect(async_fn_in_trait, reason = "one thread; nobody needs these futures to be Send")]
pub trait Store {
    /// Opens the store and reads everything needed at the start except the pages.
    ///
    /// # Errors
    /// `Blocked`, `NewerData`, `OldTab`, `Lost`.
    async fn open(&self) -> Result<Opened, StoreError>;

    /// Returns up to `limit` pages of a range in key order, starting after the key `after`.
    async fn pages(
        &self,
        range: PageRange,
        after: Option<PageKey>,
        limit: u32,
    ) -> Result<Vec<(PageKey, Vec<u8>)>, StoreError>;

    /// Passes every page of a range to `take`, in batches and in key order, so that loading
    /// overlaps with reading. Starts over after a lost connection, so a page may come twice.
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

    /// Returns the pages of all unfinished bulk work, in any tab. Nobody else may see them yet:
    /// anything written to them would be lost if the work is rolled back.
    async fn open_bulk_pages(&self) -> Result<Vec<PageKey>, StoreError>;

    /// Returns the pages of these keys that exist.
    async fn pages_by_key(&self, keys: &[PageKey]) -> Result<Vec<(PageKey, Vec<u8>)>, StoreError>;

    /// Performs a user action in one `readwrite` transaction: mints a stamp, reads the action's
    /// pages, lets it change them, writes back pages and history, commits. An error changes
    /// nothing.
    async fn commit(
        &self,
        action: &mut dyn Action,
        durability: Durability,
    ) -> Result<Commit, StoreError>;

    /// Returns what all tabs committed after the given number.
    async fn missed(&self, since: u64) -> Result<Missed, StoreError>;

    /// Returns history entries before a stamp, newest first.
    async fn history(
        &self,
        before: Option<Stamp>,
        limit: u32,
    ) -> Result<Vec<(Stamp, Vec<u8>)>, StoreError>;

    /// Returns the history entries about a topic that are later than `after`, found by an index that
    /// every write of history keeps.
    async fn history_about(&self, topic: Topic, after: Stamp) -> Result<HistoryAbout, StoreError>;

    /// Indexes the newest `limit` entries that were written before there was an index. Returns true
    /// if more remain; call it when idle. It can be retried at any time.
    async fn index_history(&self, limit: u32) -> Result<bool, StoreError>;

    /// Returns one history entry.
    async fn history_entry(&self, stamp: Stamp) -> Result<Option<Vec<u8>>, StoreError>;

    /// Begins bulk work: mints its stamp and writes a durable marker with the keys of its pages, so
    /// the next start detects work that was cut off.
    async fn bulk_begin(
        &self,
        label: &str,
        keys: &[PageKey],
        now_millis: i64,
    ) -> Result<Bulk, StoreError>;

    /// Writes finished pages of bulk work in one transaction with relaxed durability. Its marker
    /// then names those that it did not name from the beginning, too.
    ///
    /// # Errors
    /// `RolledBack` if the work is no longer open; [`Store::bulk_put_files`] and
    /// [`Store::bulk_end`] fail likewise.
    async fn bulk_write(
        &self,
        bulk: &Bulk,
        pages: Vec<(PageKey, Vec<u8>)>,
    ) -> Result<(), StoreError>;

    /// Stores files of bulk work by the hash of their bytes. Rolling the work back removes those
    /// that are new, unless somebody else has put them since.
    async fn bulk_put_files(
        &self,
        bulk: &Bulk,
        files: Vec<(String, Vec<u8>)>,
    ) -> Result<(), StoreError>;

    /// Ends bulk work together with an action on other pages, which shares the stamp of the work:
    /// one strict transaction writes the action's changes, removes the marker and adds the action's
    /// history entry. Only then do other tabs hear of the pages. The commit has the action's pages.
    async fn bulk_end(&self, bulk: &Bulk, action: &mut dyn Action) -> Result<Commit, StoreError>;

    /// Rolls back open bulk work by removing its pages and marker; ignores work that is not open.
    /// Counts as a commit, because another tab may have read some of the pages. If the disk is too
    /// full to log that, removes the pages now and the marker when it is found again.
    async fn bulk_abort(&self, bulk: &Bulk) -> Result<(), StoreError>;

    /// Joins small pages, as [`super::compact::plan`] groups them, in one transaction while nobody
    /// else writes. Moves all records of a group to the page of its first key and removes the other
    /// pages. A tab that hears of the commit must first forget the pages it no longer finds, then
    /// take in the others. Returns `None` if nothing was done: somebody is writing, this browser
    /// has no locks, or there was nothing to do. It can be retried at any time.
    async fn compact(&self, groups: &[Vec<PageKey>]) -> Result<Option<Commit>, StoreError>;

    /// Returns a small value of the app: a draft, the user's last place, the order of characters.
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// Returns all small values whose keys start with `prefix`.
    async fn get_all(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError>;

    /// Sets a small value; `None` removes it.
    async fn put(&self, key: &str, value: Option<Vec<u8>>) -> Result<(), StoreError>;

    /// Returns a file by the hash of its bytes.
    async fn file(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// Stores files by the hash of their bytes.
    async fn put_files(&self, files: Vec<(String, Vec<u8>)>) -> Result<(), StoreError>;

    /// Returns the hashes of all files, in order.
    async fn file_hashes(&self) -> Result<Vec<String>, StoreError>;

    /// Removes files to which nothing was found to refer as of a commit. Removes none if there was
    /// another commit since or bulk work is open, and none that somebody has added again since.
    async fn remove_files(
        &self,
        commit: u64,
        files: &[UnusedFile],
    ) -> Result<RemovedFiles, StoreError>;

    /// Reports the storage in use, the quota, and whether the browser promised to keep the data.
    async fn usage(&self) -> Usage;

    /// Removes everything but the clock and the commit number, which counts on: for "start over"
    /// and for restoring a backup into an emptied app.
    async fn clear(&self) -> Result<(), StoreError>;

    /// Returns the number of the last commit and the tallies after it.
    async fn tallies(&self) -> Result<(u64, Tallies), StoreError>;

    /// Replaces a shelf's tally with what was found and moves unusable pages aside, where they are
    /// kept. Does nothing and returns false if anything was committed since. Counts as a commit if
    /// pages were moved.
    async fn settle(&self, settled: &Settled) -> Result<bool, StoreError>;

    /// Continues the clock from `clock`, with its device number, and, if the commit number is
    /// implausible, continues that from the last logged one.
    async fn set_clock(&self, clock: Stamp) -> Result<(), StoreError>;
}

/// A user action, performed inside a transaction. The store calls the methods in the order in which
/// they are declared; none may wait for anything.
pub trait Action {
    /// Returns the pages to read.
    fn pages(&self) -> Vec<PageKey> {
        Vec::new()
    }

    /// Returns the wall clock in milliseconds since 1970, UTC.
    fn now_millis(&self) -> i64;

    /// Returns the records that this action assumes do not exist. It fails with
    /// [`StoreError::Moved`] if one was written since, or if the log no longer reaches back that
    /// far; unrelated commits do not matter. `None` if the pages alone decide.
    fn absence(&self) -> Option<Absence> {
        None
    }

    /// Receives the stamp of everything the action writes.
    fn begin(&mut self, _stamp: Stamp) {}

    /// Returns a page as the caller has it in memory, if memory reflects this commit, which is the
    /// last one: the store then need not read it. `None` if memory does not, or has no such page.
    fn page_in_memory(&self, _key: PageKey, _commit: u64) -> Option<Vec<u8>> {
        None
    }

    /// Receives one page as stored, `None` if it does not exist, and returns its new bytes, or
    /// `None` to leave it unchanged. The order of pages is not fixed.
    ///
    /// # Errors
    /// Any error aborts the transaction without a trace.
    fn page(
        &mut self,
        _key: PageKey,
        _bytes: Option<&[u8]>,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(None)
    }

    /// Returns the history entry; `None` if nothing changed after all.
    fn history(&mut self) -> Option<Vec<u8>> {
        None
    }

    /// Returns history imported with the action, as from a backup. It is written in the same
    /// transaction and queried again if the transaction is repeated.
    fn imported_history(&self) -> ImportedHistory<'_> {
        ImportedHistory::default()
    }
}

/// History imported from elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportedHistory<'a> {
    /// History entries, as they are stored.
    pub entries: &'a [(Stamp, Vec<u8>)],
    /// The newest imported stamp; stamps this device mints afterwards are later.
    pub newest: Stamp,
}

/// An action that changes no page and only adds its history entry.
#[derive(Clone, Debug)]
pub struct OnlyHistory(pub Vec<u8>);

impl Action for OnlyHistory {
    fn now_millis(&self) -> i64 {
        0
    }

    fn history(&mut self) -> Option<Vec<u8>> {
        Some(self.0.clone())
    }
}

/// The durability of a write before the store reports success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Flushed to disk: user actions.
    Strict,
    /// Handed to the operating system: data that can be recreated.
    Relaxed,
}

/// A range of pages to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageRange {
    /// All pages that are kept in memory.
    Hot,
    /// The activities of one bucket.
    Bucket(u16),
    /// All activities.
    Activities,
}

impl PageRange {
    /// Returns the first and the last key that the range can hold.
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

/// The result of opening the store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// The number of the last commit.
    pub commit: u64,
    /// The number of this device, part of every stamp.
    pub device: u64,
    /// Bulk work that was cut off, without work still running in another tab.
    pub open_bulk: Vec<OpenBulk>,
    /// The last stamp given out; `None` if it was lost.
    pub last: Option<Stamp>,
    /// The pages and records that the store should hold.
    pub tallies: Tallies,
    /// True if parts of the store were missing and were recreated.
    pub remade: bool,
}

impl Opened {
    /// False if the clock was lost, or it or the commit number cannot be what was written.
    pub fn is_plausible(&self, now_millis: i64) -> bool {
        self.last.is_some_and(|last| is_plausible(last.millis, self.commit, now_millis))
    }
}

/// A corrected tally for a shelf, based on what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The number of the last commit at the time of the finding.
    pub commit: u64,
    /// The shelf.
    pub shelf: u8,
    /// The new tally; `None` if unknown.
    pub tally: Option<Tally>,
    /// Pages to move aside.
    pub aside: Vec<PageKey>,
}

/// Bulk work that was begun and not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenBulk {
    /// The label shown to the user: the file's name.
    pub label: String,
    /// The work, for aborting it.
    pub bulk: Bulk,
}

impl OpenBulk {
    /// Returns the work with the pages that it does not name yet; `None` if it names all of them.
    pub fn naming(self, pages: impl Iterator<Item = PageKey>) -> Option<Self> {
        let Self { label, mut bulk } = self;
        let known: HashSet<PageKey> = bulk.keys.iter().copied().collect();
        let named = bulk.keys.len();
        bulk.keys.extend(pages.filter(|key| !known.contains(key)));
        (bulk.keys.len() > named).then_some(Self { label, bulk })
    }
}

/// Bulk work in progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bulk {
    /// The stamp of everything it writes.
    pub stamp: Stamp,
    /// The pages it may write.
    pub keys: Vec<PageKey>,
}

/// The result of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// The commit's number; the next commit of any tab has the next number.
    pub number: u64,
    /// The commit's stamp.
    pub stamp: Stamp,
    /// The changed pages as they now stand, without those of bulk work, which the caller has.
    pub pages: Vec<(PageKey, Vec<u8>)>,
}

/// The changes that a tab has not seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The number of the last commit.
    pub commit: u64,
    /// The pages written since with their bytes, `None` for a page that is gone, all as of this commit;
    /// `None` if the log no longer reaches back that far: read everything.
    pub pages: Option<Vec<(PageKey, Option<Vec<u8>>)>>,
}

/// A file to which nothing refers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedFile {
    /// The hash of its bytes.
    pub hash: String,
    /// The stored note of when it was added, as it was found; `None` if there was none. Another one
    /// means that it was added again.
    pub note: Option<Vec<u8>>,
}

/// The files that were removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RemovedFiles {
    /// Their number.
    pub count: u64,
    /// Their length together, in bytes.
    pub bytes: u64,
}

/// The storage that the data takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Bytes in use, if the browser reports them.
    pub used: Option<u64>,
    /// Bytes available in total.
    pub quota: Option<u64>,
    /// True if the browser promised not to evict the data; `None` if it offers no such promise.
    pub persisted: Option<bool>,
}
