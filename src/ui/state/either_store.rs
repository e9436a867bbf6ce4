//! The store of screen tests: one in memory set by the test, otherwise the browser's. Compiled only
//! with the feature `screens`.

use std::cell::RefCell;

use browser::idb::IdbStore;
use replica::{PageKey, Stamp};
use store::{
    Action, Bulk, Commit, Durability, MemoryStore, Missed, Opened, PageRange, Settled, Store,
    StoreError, Tallies, Usage,
};

thread_local! {
    static GIVEN: RefCell<Option<MemoryStore>> = const { RefCell::new(None) };
}

/// Sets the store of the app that starts next.
pub fn give_store(store: MemoryStore) {
    GIVEN.set(Some(store));
}

/// A store in memory or the browser's own.
pub enum EitherStore {
    /// The browser's store.
    Browser(IdbStore),
    /// A test's store.
    Memory(MemoryStore),
}

impl EitherStore {
    /// Takes the store set by the test, or opens the browser's database of this name.
    pub fn new(name: &str) -> Self {
        GIVEN.take().map_or_else(|| Self::Browser(IdbStore::new(name)), Self::Memory)
    }

    /// See [`IdbStore::probe`].
    ///
    /// # Errors
    /// The connection is permanently lost.
    pub async fn probe(&self) -> Result<(), StoreError> {
        match self {
            Self::Browser(store) => store.probe().await,
            Self::Memory(_) => Ok(()),
        }
    }

    /// See [`IdbStore::on_superseded`].
    pub fn on_superseded(&self, call: impl Fn() + 'static) {
        if let Self::Browser(store) = self {
            store.on_superseded(call);
        }
    }
}

/// Forwards every method to the selected store.
macro_rules! hand_on {
    ($(fn $name:ident($($argument:ident: $type:ty),*) -> $outcome:ty;)*) => {
        impl Store for EitherStore {
            $(async fn $name(&self, $($argument: $type),*) -> $outcome {
                match self {
                    Self::Browser(store) => store.$name($($argument),*).await,
                    Self::Memory(store) => store.$name($($argument),*).await,
                }
            })*
        }
    };
}

type Pages = Vec<(PageKey, Vec<u8>)>;

hand_on! {
    fn open() -> Result<Opened, StoreError>;
    fn pages(range: PageRange, after: Option<PageKey>, limit: u32) -> Result<Pages, StoreError>;
    fn read_pages(range: PageRange, take: &mut dyn FnMut(Pages)) -> Result<(), StoreError>;
    fn coming() -> Result<Vec<PageKey>, StoreError>;
    fn pages_by_key(keys: &[PageKey]) -> Result<Pages, StoreError>;
    fn commit(action: &mut dyn Action, durability: Durability) -> Result<Commit, StoreError>;
    fn missed(since: u64) -> Result<Missed, StoreError>;
    fn history(before: Option<Stamp>, limit: u32) -> Result<Vec<(Stamp, Vec<u8>)>, StoreError>;
    fn history_entry(stamp: Stamp) -> Result<Option<Vec<u8>>, StoreError>;
    fn bulk_begin(label: &str, keys: &[PageKey], now_millis: i64) -> Result<Bulk, StoreError>;
    fn bulk_write(bulk: &Bulk, pages: Pages) -> Result<(), StoreError>;
    fn bulk_put_files(bulk: &Bulk, files: Vec<(String, Vec<u8>)>) -> Result<(), StoreError>;
    fn bulk_end(bulk: &Bulk, action: &mut dyn Action) -> Result<Commit, StoreError>;
    fn bulk_abort(bulk: &Bulk) -> Result<(), StoreError>;
    fn compact(groups: &[Vec<PageKey>]) -> Result<Option<Commit>, StoreError>;
    fn get(key: &str) -> Result<Option<Vec<u8>>, StoreError>;
    fn get_all(prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError>;
    fn put(key: &str, value: Option<Vec<u8>>) -> Result<(), StoreError>;
    fn file(hash: &str) -> Result<Option<Vec<u8>>, StoreError>;
    fn put_files(files: Vec<(String, Vec<u8>)>) -> Result<(), StoreError>;
    fn usage() -> Usage;
    fn clear() -> Result<(), StoreError>;
    fn tallies() -> Result<(u64, Tallies), StoreError>;
    fn settle(settled: &Settled) -> Result<bool, StoreError>;
    fn set_clock(clock: Stamp) -> Result<(), StoreError>;
}
