//! A request for one page, by the browser's own `get`. The crate's turns null into nothing, and null
//! in place of a page is a damaged page; its ranges of one, which tell them apart, took a third
//! longer (64 pages in Chromium, November 2026).

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use indexed_db_futures::object_store::ObjectStore;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbRequest;

use super::beneath::raw_store;

/// A request under way. It is done when its event fires, not before: WebKit reports it as done a
/// moment earlier, when its transaction is not yet active and would reject the next request.
#[derive(Debug)]
pub struct PageRequest {
    request: IdbRequest,
    end: Rc<End>,
    _on_end: Closure<dyn FnMut()>,
}

/// The awaited event, and the task to wake.
#[derive(Debug, Default)]
struct End {
    came: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl PageRequest {
    /// Requests the page of this key.
    pub fn get(store: &ObjectStore<'_>, key: &JsValue) -> Result<Self, JsValue> {
        let request = raw_store(store).get(key)?;
        let end = Rc::new(End::default());
        let heard = Rc::clone(&end);
        let on_end = Closure::new(move || {
            heard.came.set(true);
            if let Some(waker) = heard.waker.take() {
                waker.wake();
            }
        });
        let handler = on_end.as_ref().unchecked_ref();
        request.set_onsuccess(Some(handler));
        request.set_onerror(Some(handler));
        Ok(Self { request, end, _on_end: on_end })
    }
}

impl Future for PageRequest {
    type Output = Result<JsValue, JsValue>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if !self.end.came.get() {
            self.end.waker.replace(Some(context.waker().clone()));
            return Poll::Pending;
        }
        Poll::Ready(match self.request.error()? {
            Some(error) => Err(error.into()),
            None => self.request.result(),
        })
    }
}

impl Drop for PageRequest {
    fn drop(&mut self) {
        self.request.set_onsuccess(None);
        self.request.set_onerror(None);
    }
}
