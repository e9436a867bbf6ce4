//! The store of screen tests: one in memory set by the test, otherwise the browser's. Compiled only
//! with the feature `screens`.

use std::cell::RefCell;

use browser::idb::IdbStore;
use replica::PageKey;
use store::{MemoryStore, PageRange, Store, StoreError};

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

macro_rules! to_either {
    ($effect:ident $this:ident.$call:ident($($argument:ident),*)) => {
        match $this {
            Self::Browser(store) => store.$call($($argument),*).await,
            Self::Memory(store) => store.$call($($argument),*).await,
        }
    };
}

impl Store for EitherStore {
    store::hand_on!(to_either);

    async fn read_pages(
        &self,
        range: PageRange,
        take: &mut dyn FnMut(Vec<(PageKey, Vec<u8>)>),
    ) -> Result<(), StoreError> {
        to_either!(reads self.read_pages(range, take))
    }
}
