//! Requests as futures, and transactions that abort unless they are committed: those of
//! indexed_db_futures, with our errors (`error.rs`), and with requests that are done only when their
//! event came.
//!
//! A transaction lives as long as it has a request under way: a future here may only await its
//! requests, in the order in which they were made.

use std::pin::Pin;
use std::task::{Context, Waker};

use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error;
use indexed_db_futures::future::{BasicRequest, GetAllPrimitiveRequest};
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::{Build, BuildPrimitive, QuerySource};
use indexed_db_futures::transaction::{
    self as idb, TransactionDurability, TransactionMode, TransactionOptions,
};
use indexed_db_futures::{KeyRange, Result as Outcome};
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use dom::Busy;
use store::{Durability, StoreError};

use super::beneath::Beneath;
use super::error::{During, classify, to_exception};
use super::page_request::PageRequest;

/// A request under way.
#[derive(Debug)]
pub struct PendingRequest<F>(F);

/// A request for one value; null counts as none.
pub type One = PendingRequest<BasicRequest<Option<JsValue>>>;

/// A request for the values or keys of a range.
pub type Many = PendingRequest<GetAllPrimitiveRequest<JsValue>>;

impl<F: Future + Unpin> PendingRequest<F> {
    /// Asks once, which makes the crate listen for the event. Without that, it takes a request for
    /// done as soon as its `readyState` says so: in WebKit a moment before the event, when the
    /// transaction is not yet active and would reject the next request.
    fn listen(mut request: F) -> Self {
        drop(Pin::new(&mut request).poll(&mut Context::from_waker(Waker::noop())));
        Self(request)
    }
}

/// A transaction under way. Dropping it before [`Transaction::commit`] rolls it back.
#[derive(Debug)]
pub struct Transaction<'a> {
    transaction: idb::Transaction<'a>,
    beneath: Beneath,
    _busy: Busy,
}

impl<'a> Transaction<'a> {
    /// Starts a read transaction.
    pub fn read(database: &'a Database, stores: &[&str]) -> Result<Self, StoreError> {
        let (mode, durability) = (TransactionMode::Readonly, TransactionDurability::Default);
        Self::begin(database, stores, mode, durability)
    }

    /// Starts a write transaction; other writers of the same stores wait.
    pub fn write(
        database: &'a Database,
        stores: &[&str],
        durability: Durability,
    ) -> Result<Self, StoreError> {
        let durability = match durability {
            Durability::Strict => TransactionDurability::Strict,
            Durability::Relaxed => TransactionDurability::Relaxed,
        };
        Self::begin(database, stores, TransactionMode::Readwrite, durability)
    }

    fn begin(
        database: &'a Database,
        stores: &[&str],
        mode: TransactionMode,
        durability: TransactionDurability,
    ) -> Result<Self, StoreError> {
        let options = TransactionOptions::new().with_durability(durability);
        let asked = database.transaction(stores).with_mode(mode).with_options(options);
        let transaction = asked.build().map_err(refused)?;
        let beneath = Beneath::of(&transaction);
        Ok(Self { transaction, beneath, _busy: Busy::begin() })
    }

    /// Requests one value.
    pub fn get(&self, store: &str, key: &JsValue) -> Result<One, StoreError> {
        let store = self.store(store)?;
        let request = store.get::<JsValue, JsValue, _>(only(key)).primitive();
        request.map(PendingRequest::listen).map_err(refused)
    }

    /// Requests the values of a range, in key order.
    pub fn get_all(&self, store: &str, range: &JsValue, limit: u32) -> Result<Many, StoreError> {
        let store = self.store(store)?;
        let request = store.get_all().with_query::<JsValue, _>(only(range)).with_limit(limit);
        request.primitive().map(PendingRequest::listen).map_err(refused)
    }

    /// Requests the keys of a range, in order.
    pub fn get_keys(&self, store: &str, range: &JsValue, limit: u32) -> Result<Many, StoreError> {
        let store = self.store(store)?;
        let request = store.get_all_keys().with_query::<JsValue, _>(only(range)).with_limit(limit);
        request.primitive().map(PendingRequest::listen).map_err(refused)
    }

    /// Requests a page.
    pub fn get_page(&self, store: &str, key: &JsValue) -> Result<PageRequest, StoreError> {
        PageRequest::get(&self.store(store)?, key).map_err(|exception| failed(&exception))
    }

    /// Writes a value. An error shows up only at the commit.
    pub fn put(&self, store: &str, key: &JsValue, value: &[u8]) -> Result<(), StoreError> {
        // A copy: storing a view of Wasm's memory would store the whole memory.
        self.put_as_it_is(store, key, &Uint8Array::from(value))
    }

    /// Writes a JavaScript value unchanged.
    pub fn put_as_it_is(
        &self,
        store: &str,
        key: &JsValue,
        value: &JsValue,
    ) -> Result<(), StoreError> {
        put(&self.store(store)?, key, value).map_err(refused)
    }

    /// Removes a value or a range.
    pub fn delete(&self, store: &str, key: &JsValue) -> Result<(), StoreError> {
        let store = self.store(store)?;
        store.delete::<JsValue, _>(only(key)).primitive().map(drop).map_err(refused)
    }

    /// Removes everything in a store.
    pub fn clear(&self, store: &str) -> Result<(), StoreError> {
        self.store(store)?.clear().map(drop).map_err(refused)
    }

    /// Waits for a request of this transaction.
    async fn wait<T>(
        &self,
        PendingRequest(request): PendingRequest<impl Future<Output = Outcome<T>>>,
    ) -> Result<T, StoreError> {
        // When the transaction aborts, its requests say only that; the transaction has the reason.
        request.await.map_err(|error| self.beneath.reason().unwrap_or_else(|| refused(error)))
    }

    /// Waits for the values or keys of a range.
    pub async fn all(&self, request: Many) -> Result<Vec<JsValue>, StoreError> {
        self.wait(request).await?.collect::<Outcome<_>>().map_err(refused)
    }

    /// Waits for a request whose result is bytes.
    pub async fn bytes(&self, request: One) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.wait(request).await?.as_ref().and_then(to_bytes))
    }

    /// Waits for a request whose result is a page.
    pub async fn page(&self, request: PageRequest) -> Result<Option<Vec<u8>>, StoreError> {
        let value = self.page_as_it_is(request).await?;
        Ok((!value.is_undefined()).then(|| to_page_bytes(&value)))
    }

    /// Waits for a page, whatever stands in its place; undefined if there is none.
    pub async fn page_as_it_is(&self, request: PageRequest) -> Result<JsValue, StoreError> {
        request.await.map_err(|error| self.beneath.reason().unwrap_or_else(|| failed(&error)))
    }

    /// Ends the transaction; `Ok` means that everything is written.
    pub async fn commit(self) -> Result<(), StoreError> {
        let Self { transaction, beneath, _busy } = self;
        beneath.committing();
        // The crate says only that the transaction aborted, or had before.
        transaction.commit().await.map_err(|_aborted| beneath.reason().unwrap_or(StoreError::Lost))
    }

    fn store(&self, name: &str) -> Result<ObjectStore<'_>, StoreError> {
        self.transaction.object_store(name).map_err(refused)
    }
}

/// Writes a JavaScript value without waiting for it.
pub fn put(store: &ObjectStore<'_>, key: &JsValue, value: &JsValue) -> Outcome<()> {
    store.put(value).with_key(key).without_key_type().primitive().map(drop)
}

/// Passes a key or a range on unchanged.
fn only(key: &JsValue) -> KeyRange<JsValue> {
    KeyRange::Only(key.clone())
}

/// Returns the bytes in a value; `None` if it is something else or undefined.
pub fn to_bytes(value: &JsValue) -> Option<Vec<u8>> {
    if value.is_instance_of::<ArrayBuffer>() {
        return Some(Uint8Array::new(value).to_vec());
    }
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

/// Returns the bytes of a page. Anything else in its place gives no bytes, which are not a valid
/// page: it is reported as damaged and never overwritten.
pub fn to_page_bytes(value: &JsValue) -> Vec<u8> {
    to_bytes(value).unwrap_or_default()
}

/// Maps an exception while reading or writing.
pub fn failed(exception: &JsValue) -> StoreError {
    classify(exception, During::Use)
}

/// Maps an error of the crate while reading or writing.
fn refused(error: Error) -> StoreError {
    to_exception(error).map_or_else(|error| error, |exception| failed(&exception))
}
