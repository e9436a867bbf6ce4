//! Locks between tabs (`navigator.locks`), where the browser has them: writers hold one shared,
//! compaction holds it alone; bulk work holds one of its own, so that other tabs know that it lives.

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::busy::Busy;
use crate::spawn::spawn;

/// How a lock is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Beside others who share it; waits for one who holds it alone.
    Shared,
    /// Alone, and only if nobody holds it now.
    AloneIfFree,
}

/// What became of asking for a lock.
#[derive(Debug)]
pub enum Lock {
    /// Held until this is dropped.
    Held(Held),
    /// Somebody else holds it.
    Taken,
    /// This browser has no locks, or has none for a page that is going away.
    Unknown,
}

/// A lock that is held until this is dropped.
#[derive(Debug)]
pub struct Held {
    release: Function,
}

impl Drop for Held {
    fn drop(&mut self) {
        // Resolving a promise cannot throw.
        drop(self.release.call0(&JsValue::UNDEFINED));
    }
}

#[derive(Default)]
struct Answer {
    lock: Option<Lock>,
    waker: Option<Waker>,
}

impl Answer {
    fn give(answer: &RefCell<Self>, lock: Lock) {
        let mut answer = answer.borrow_mut();
        answer.lock = Some(lock);
        if let Some(waker) = answer.waker.take() {
            waker.wake();
        }
    }
}

/// Asks for a lock. A future that is dropped gives back what it may have got.
pub async fn lock(name: &str, mode: Mode) -> Lock {
    let _busy = Busy::begin();
    let answer = Rc::new(RefCell::new(Answer::default()));
    let Some(ended) = request(name, mode, on_granted(Rc::clone(&answer))) else {
        return Lock::Unknown;
    };
    let refused = Rc::downgrade(&answer);
    spawn(async move {
        // The promise ends when the lock is given back, or at once when there is none to be had.
        if JsFuture::from(ended).await.is_err()
            && let Some(answer) = refused.upgrade()
        {
            Answer::give(&answer, Lock::Unknown);
        }
    });
    poll_fn(|context| {
        let mut answer = answer.borrow_mut();
        answer.waker = Some(context.waker().clone());
        answer.lock.take().map_or(Poll::Pending, Poll::Ready)
    })
    .await
}

/// Called by the browser with the lock or, if it is not free, with null; the lock is held until the
/// promise that it returns is resolved.
fn on_granted(answer: Rc<RefCell<Answer>>) -> JsValue {
    Closure::once_into_js(move |lock: JsValue| -> Promise {
        if lock.is_null() {
            Answer::give(&answer, Lock::Taken);
            return Promise::resolve(&JsValue::UNDEFINED);
        }
        Promise::new(&mut |release, _reject| {
            Answer::give(&answer, Lock::Held(Held { release }));
        })
    })
}

/// The names of all locks that are held now by any tab; `None` where the browser has no locks.
pub async fn held_names() -> Option<Vec<String>> {
    let manager = manager()?;
    let query: Function = member(&manager, "query")?;
    let snapshot = query.call0(&manager).ok()?.dyn_into::<Promise>().ok()?;
    let held: Array = member(&JsFuture::from(snapshot).await.ok()?, "held")?;
    let name = |lock| Reflect::get(&lock, &"name".into()).ok()?.as_string();
    Some(held.iter().filter_map(name).collect())
}

fn request(name: &str, mode: Mode, callback: JsValue) -> Option<Promise> {
    let manager = manager()?;
    let function: Function = member(&manager, "request")?;
    let options = Object::new();
    let (key, value) = match mode {
        Mode::Shared => ("mode", JsValue::from_str("shared")),
        Mode::AloneIfFree => ("ifAvailable", JsValue::TRUE),
    };
    Reflect::set(&options, &key.into(), &value).ok()?;
    let arguments = Array::of3(&name.into(), &options, &callback);
    function.apply(&manager, &arguments).ok()?.dyn_into().ok()
}

fn manager() -> Option<Object> {
    let navigator = web_sys::window()?.navigator();
    member(&navigator, "locks")
}

/// A property, where the browser has it. Every `.ok()` here asks whether it has.
fn member<T: JsCast>(of: &JsValue, name: &str) -> Option<T> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}
