//! Requests as futures, and transactions that abort unless they are committed.
//!
//! A transaction lives as long as it has a request under way: a future here may only await its
//! requests, in the order in which they were made.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction};

use dom::Busy;
use store::{Durability, StoreError};

use super::bindings::{Ending, Transactions};
use super::error::{During, classify};
use super::unload;

/// A request under way. It is done when its event fires, not before: WebKit reports it as done a
/// moment earlier, when its transaction is not yet active and would reject the next request.
#[derive(Debug)]
pub struct PendingRequest {
    request: IdbRequest,
    end: Rc<End>,
    _on_end: Closure<dyn FnMut()>,
}

/// The outcome of an awaited event, and the task to wake.
#[derive(Debug, Default)]
struct End {
    outcome: Cell<Option<bool>>,
    waker: RefCell<Option<Waker>>,
}

impl End {
    /// Returns an event handler that reports this outcome.
    fn handler(self: &Rc<Self>, outcome: bool) -> Closure<dyn FnMut()> {
        let end = Rc::clone(self);
        Closure::new(move || {
            end.outcome.set(Some(outcome));
            if let Some(waker) = end.waker.take() {
                waker.wake();
            }
        })
    }

    fn poll(&self, context: &Context<'_>) -> Poll<bool> {
        let outcome = self.outcome.get();
        if outcome.is_none() {
            self.waker.replace(Some(context.waker().clone()));
        }
        outcome.map_or(Poll::Pending, Poll::Ready)
    }
}

impl PendingRequest {
    fn new(request: IdbRequest) -> Self {
        let end = Rc::new(End::default());
        let on_end = end.handler(true);
        let handler = on_end.as_ref().unchecked_ref();
        request.set_onsuccess(Some(handler));
        request.set_onerror(Some(handler));
        Self { request, end, _on_end: on_end }
    }
}

impl Future for PendingRequest {
    type Output = Result<JsValue, JsValue>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.end.poll(context).map(|_came| match self.request.error()? {
            Some(error) => Err(error.into()),
            None => self.request.result(),
        })
    }
}

impl Drop for PendingRequest {
    fn drop(&mut self) {
        self.request.set_onsuccess(None);
        self.request.set_onerror(None);
    }
}

/// A transaction under way. Dropping it before [`Transaction::commit`] rolls it back.
#[derive(Debug)]
pub struct Transaction {
    raw: IdbTransaction,
    end: Rc<End>,
    _on_complete: Closure<dyn FnMut()>,
    _on_abort: Closure<dyn FnMut()>,
    _busy: Busy,
}

impl Transaction {
    /// Starts a read transaction.
    pub fn read(database: &IdbDatabase, stores: &[&str]) -> Result<Self, StoreError> {
        let reading = Self::begin(database, stores, "readonly", "default")?;
        unload::begun(&reading.raw);
        Ok(reading)
    }

    /// Starts a write transaction; other writers of the same stores wait.
    pub fn write(
        database: &IdbDatabase,
        stores: &[&str],
        durability: Durability,
    ) -> Result<Self, StoreError> {
        let durability = match durability {
            Durability::Strict => "strict",
            Durability::Relaxed => "relaxed",
        };
        Self::begin(database, stores, "readwrite", durability)
    }

    fn begin(
        database: &IdbDatabase,
        stores: &[&str],
        mode: &str,
        durability: &str,
    ) -> Result<Self, StoreError> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &durability.into()).map_err(failed)?;
        let transactions: &Transactions = database.unchecked_ref();
        let raw = transactions.transaction(&names, mode, &options).map_err(failed)?;
        let end = Rc::new(End::default());
        let (on_complete, on_abort) = (end.handler(true), end.handler(false));
        raw.set_oncomplete(Some(on_complete.as_ref().unchecked_ref()));
        raw.set_onabort(Some(on_abort.as_ref().unchecked_ref()));
        Ok(Self { raw, end, _on_complete: on_complete, _on_abort: on_abort, _busy: Busy::begin() })
    }

    /// Requests one value.
    pub fn get(&self, store: &str, key: &JsValue) -> Result<PendingRequest, StoreError> {
        self.store(store)?.get(key).map(PendingRequest::new).map_err(failed)
    }

    /// Requests the values of a range, in key order.
    pub fn get_all(
        &self,
        store: &str,
        range: &JsValue,
        limit: u32,
    ) -> Result<PendingRequest, StoreError> {
        let request = self.store(store)?.get_all_with_key_and_limit(range, limit);
        request.map(PendingRequest::new).map_err(failed)
    }

    /// Requests the keys of a range, in order.
    pub fn get_keys(
        &self,
        store: &str,
        range: &JsValue,
        limit: u32,
    ) -> Result<PendingRequest, StoreError> {
        let request = self.store(store)?.get_all_keys_with_key_and_limit(range, limit);
        request.map(PendingRequest::new).map_err(failed)
    }

    /// Writes a value. An error shows up only at the commit.
    pub fn put(&self, store: &str, key: &JsValue, value: &[u8]) -> Result<(), StoreError> {
        // A copy: storing a view of Wasm's memory would store the whole memory.
        let value = Uint8Array::from(value);
        self.store(store)?.put_with_key(&value, key).map(drop).map_err(failed)
    }

    /// Writes a JavaScript value unchanged.
    pub fn put_as_it_is(
        &self,
        store: &str,
        key: &JsValue,
        value: &JsValue,
    ) -> Result<(), StoreError> {
        self.store(store)?.put_with_key(value, key).map(drop).map_err(failed)
    }

    /// Removes a value or a range.
    pub fn delete(&self, store: &str, key: &JsValue) -> Result<(), StoreError> {
        self.store(store)?.delete(key).map(drop).map_err(failed)
    }

    /// Removes everything in a store.
    pub fn clear(&self, store: &str) -> Result<(), StoreError> {
        self.store(store)?.clear().map(drop).map_err(failed)
    }

    /// Waits for a request of this transaction.
    pub async fn wait(&self, request: PendingRequest) -> Result<JsValue, StoreError> {
        // When the transaction aborts, its requests say only that; the transaction has the reason.
        request.await.map_err(|error| self.reason().unwrap_or_else(|| failed(error)))
    }

    /// Waits for a request whose result is bytes.
    pub async fn bytes(&self, request: PendingRequest) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(to_bytes(&self.wait(request).await?))
    }

    /// Waits for a request whose result is a page.
    pub async fn page(&self, request: PendingRequest) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(to_page_bytes(&self.wait(request).await?))
    }

    /// Ends the transaction; `Ok` means that everything is written.
    pub async fn commit(self) -> Result<(), StoreError> {
        // Without the call it would commit too, a turn of the event loop later; if it has already
        // failed, the call throws and the reason is below.
        drop(self.raw.unchecked_ref::<Ending>().commit());
        let complete = poll_fn(|context| self.end.poll(context)).await;
        if complete { Ok(()) } else { Err(self.reason().unwrap_or(StoreError::Lost)) }
    }

    /// Returns why the transaction aborted. Exceeding the quota at the commit shows up only here.
    fn reason(&self) -> Option<StoreError> {
        self.raw.error().map(|error: DomException| failed(error.into()))
    }

    fn store(&self, name: &str) -> Result<IdbObjectStore, StoreError> {
        self.raw.object_store(name).map_err(failed)
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        self.raw.set_oncomplete(None);
        self.raw.set_onabort(None);
        unload::ended(&self.raw);
        if self.end.outcome.get().is_none() {
            // Throws if the transaction has already ended; then there is nothing to roll back.
            drop(self.raw.abort());
        }
    }
}

/// Returns the bytes in a value; `None` if it is something else or undefined.
pub fn to_bytes(value: &JsValue) -> Option<Vec<u8>> {
    if value.is_instance_of::<ArrayBuffer>() {
        return Some(Uint8Array::new(value).to_vec());
    }
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

/// Returns the bytes of a page; `None` if there is none. Anything else in its place gives no bytes,
/// which are not a valid page: it is reported as damaged and never overwritten.
pub fn to_page_bytes(value: &JsValue) -> Option<Vec<u8>> {
    (!value.is_undefined()).then(|| to_bytes(value).unwrap_or_default())
}

/// Maps an exception while reading or writing.
pub fn failed(exception: JsValue) -> StoreError {
    classify(&exception, During::Use)
}
