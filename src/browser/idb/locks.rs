//! Locks between tabs (`navigator.locks`), if the browser has them: writers share one, compaction
//! holds it exclusively; bulk work holds its own, which shows other tabs that it is alive.

use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use dom::Busy;
use dom::spawn;

/// The mode in which a lock is requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Shared with others; waits for an exclusive holder.
    Shared,
    /// Exclusive, and only if nobody holds it now.
    AloneIfFree,
}

/// The outcome of requesting a lock.
#[derive(Debug)]
pub enum Lock {
    /// Acquired; held until dropped.
    Held(HeldLock),
    /// Held by somebody else.
    Taken,
    /// The browser has no locks, or grants none to a page that is going away.
    Unknown,
}

/// A held lock, released when dropped.
#[derive(Debug)]
pub struct HeldLock {
    release: Function,
}

impl Drop for HeldLock {
    fn drop(&mut self) {
        // Resolving a promise cannot throw.
        drop(self.release.call0(&JsValue::UNDEFINED));
    }
}

#[derive(Default)]
struct LockReply {
    lock: Option<Lock>,
    waker: Option<Waker>,
}

impl LockReply {
    fn give(answer: &RefCell<Self>, lock: Lock) {
        let mut answer = answer.borrow_mut();
        answer.lock = Some(lock);
        if let Some(waker) = answer.waker.take() {
            waker.wake();
        }
    }
}

/// Requests a lock. Dropping the future releases a lock granted meanwhile.
pub async fn lock(name: &str, mode: Mode) -> Lock {
    let _busy = Busy::begin();
    let answer = Rc::new(RefCell::new(LockReply::default()));
    let Some(ended) = request(name, mode, on_granted(Rc::clone(&answer))) else {
        return Lock::Unknown;
    };
    let refused = Rc::downgrade(&answer);
    spawn(async move {
        // The promise settles when the lock is released, or at once if it cannot be granted.
        if JsFuture::from(ended).await.is_err()
            && let Some(answer) = refused.upgrade()
        {
            LockReply::give(&answer, Lock::Unknown);
        }
    });
    poll_fn(|context| {
        let mut answer = answer.borrow_mut();
        answer.waker = Some(context.waker().clone());
        answer.lock.take().map_or(Poll::Pending, Poll::Ready)
    })
    .await
}

/// Returns the callback that the browser calls with the lock, or with null if it is not free; the
/// lock is held until the returned promise resolves.
fn on_granted(answer: Rc<RefCell<LockReply>>) -> JsValue {
    Closure::once_into_js(move |lock: JsValue| -> Promise {
        if lock.is_null() {
            LockReply::give(&answer, Lock::Taken);
            return Promise::resolve(&JsValue::UNDEFINED);
        }
        Promise::new(&mut |release, _reject| {
            LockReply::give(&answer, Lock::Held(HeldLock { release }));
        })
    })
}

/// Returns the names of all locks held by any tab; `None` if the browser has no locks.
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

/// Returns a property if the browser has it; every `.ok()` here tests for that.
fn member<T: JsCast>(of: &JsValue, name: &str) -> Option<T> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}
