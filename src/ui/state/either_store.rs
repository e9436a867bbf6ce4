//! The store that screens are tested over: the one that a test gave, in memory, or else the
//! browser's. Not part of the app: the feature `screens` brings it.

use std::cell::RefCell;

use crate::browser::idb::IdbStore;
use crate::replica::PageKey;
use crate::store::{MemoryStore, PageRange, Store, StoreError};

thread_local! {
    static GIVEN: RefCell<Option<MemoryStore>> = const { RefCell::new(None) };
}

/// The app that starts next runs over this store.
pub fn give_store(store: MemoryStore) {
    GIVEN.set(Some(store));
}

/// A store in memory or the browser's own.
pub enum EitherStore {
    /// The browser's.
    Browser(IdbStore),
    /// A test's.
    Memory(MemoryStore),
}

impl EitherStore {
    /// The store that was given; without one, the browser's database of this name.
    pub fn new(name: &str) -> Self {
        GIVEN.take().map_or_else(|| Self::Browser(IdbStore::new(name)), Self::Memory)
    }

    /// See [`IdbStore::probe`].
    ///
    /// # Errors
    /// The connection is gone for good.
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
    crate::hand_on!(to_either);

    async fn read_pages(
        &self,
        range: PageRange,
        take: &mut dyn FnMut(Vec<(PageKey, Vec<u8>)>),
    ) -> Result<(), StoreError> {
        to_either!(reads self.read_pages(range, take))
    }
}
