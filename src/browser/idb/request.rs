//! Requests as futures, and transactions that abort unless they are committed.
//!
//! A transaction lives as long as it has a request under way: a future here may wait for its
//! requests, in the order in which they were made, and for nothing else.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction};

use crate::busy::Busy;
use store::{Durability, StoreError};

use super::bindings::{Ending, Transactions};
use super::error::{During, classify};
use super::leaving;

/// A request under way. It is over when its event came, and not before: WebKit calls a request done
/// a moment earlier, when its transaction is not active yet and would refuse the next request.
#[derive(Debug)]
pub struct Request {
    request: IdbRequest,
    end: Rc<End>,
    _on_end: Closure<dyn FnMut()>,
}

/// Whether an awaited event came, and whom it wakes.
#[derive(Debug, Default)]
struct End {
    outcome: Cell<Option<bool>>,
    waker: RefCell<Option<Waker>>,
}

impl End {
    /// A handler for an event that means this.
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

impl Request {
    fn new(request: IdbRequest) -> Self {
        let end = Rc::new(End::default());
        let on_end = end.handler(true);
        let handler = on_end.as_ref().unchecked_ref();
        request.set_onsuccess(Some(handler));
        request.set_onerror(Some(handler));
        Self { request, end, _on_end: on_end }
    }
}

impl Future for Request {
    type Output = Result<JsValue, JsValue>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.end.poll(context).map(|_came| match self.request.error()? {
            Some(error) => Err(error.into()),
            None => self.request.result(),
        })
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        self.request.set_onsuccess(None);
        self.request.set_onerror(None);
    }
}

/// A transaction under way. Dropping it before [`Transaction::commit`] takes everything back.
#[derive(Debug)]
pub struct Transaction {
    raw: IdbTransaction,
    end: Rc<End>,
    _on_complete: Closure<dyn FnMut()>,
    _on_abort: Closure<dyn FnMut()>,
    _busy: Busy,
}

impl Transaction {
    /// Begins to read.
    pub fn read(database: &IdbDatabase, stores: &[&str]) -> Result<Self, StoreError> {
        let reading = Self::begin(database, stores, "readonly", "default")?;
        leaving::begun(&reading.raw);
        Ok(reading)
    }

    /// Begins to write; other writers of the same stores wait.
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

    /// Asks for one value.
    pub fn get(&self, store: &str, key: &JsValue) -> Result<Request, StoreError> {
        self.store(store)?.get(key).map(Request::new).map_err(failed)
    }

    /// Asks for the values of a range, in the order of their keys.
    pub fn get_all(&self, store: &str, range: &JsValue, limit: u32) -> Result<Request, StoreError> {
        let request = self.store(store)?.get_all_with_key_and_limit(range, limit);
        request.map(Request::new).map_err(failed)
    }

    /// Asks for the keys of a range, in their order.
    pub fn get_keys(
        &self,
        store: &str,
        range: &JsValue,
        limit: u32,
    ) -> Result<Request, StoreError> {
        let request = self.store(store)?.get_all_keys_with_key_and_limit(range, limit);
        request.map(Request::new).map_err(failed)
    }

    /// Writes a value. Whether it went well is known when the transaction commits.
    pub fn put(&self, store: &str, key: &JsValue, value: &[u8]) -> Result<(), StoreError> {
        // A copy: a view of Wasm's memory would be stored with the whole memory.
        let value = Uint8Array::from(value);
        self.store(store)?.put_with_key(&value, key).map(drop).map_err(failed)
    }

    /// Writes a value as it was read.
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
    pub async fn wait(&self, request: Request) -> Result<JsValue, StoreError> {
        // When the transaction aborts, its requests say only that; the transaction knows why.
        request.await.map_err(|error| self.reason().unwrap_or_else(|| failed(error)))
    }

    /// Waits for a request whose result is bytes.
    pub async fn bytes(&self, request: Request) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(to_bytes(&self.wait(request).await?))
    }

    /// Waits for a request whose result is a page.
    pub async fn page(&self, request: Request) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(to_page_bytes(&self.wait(request).await?))
    }

    /// Ends the transaction; when this returns `Ok`, everything is written.
    pub async fn commit(self) -> Result<(), StoreError> {
        // Without the call it would commit as well, a turn of the browser later; where it failed
        // already, the call throws and the reason is below.
        drop(self.raw.unchecked_ref::<Ending>().commit());
        let complete = poll_fn(|context| self.end.poll(context)).await;
        if complete { Ok(()) } else { Err(self.reason().unwrap_or(StoreError::Lost)) }
    }

    /// Why the transaction aborted. Quota that is exceeded at the commit is known from here alone.
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
        leaving::ended(&self.raw);
        if self.end.outcome.get().is_none() {
            // It throws where the transaction ended by itself; then there is nothing to take back.
            drop(self.raw.abort());
        }
    }
}

/// The bytes in a value; `None` where it is something else, or nothing.
pub fn to_bytes(value: &JsValue) -> Option<Vec<u8>> {
    if value.is_instance_of::<ArrayBuffer>() {
        return Some(Uint8Array::new(value).to_vec());
    }
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

/// The bytes of a page; `None` where there is none. Where something else stands in its place there are
/// no bytes, which are no page that can be used: it is told as damaged, and not written over.
pub fn to_page_bytes(value: &JsValue) -> Option<Vec<u8>> {
    (!value.is_undefined()).then(|| to_bytes(value).unwrap_or_default())
}

/// An exception while reading or writing.
pub fn failed(exception: JsValue) -> StoreError {
    classify(&exception, During::Use)
}
