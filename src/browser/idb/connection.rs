//! The connection to the database: opening, upgrading, and noticing that it is gone.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use js_sys::Uint8Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbDatabase, IdbOpenDbRequest, IdbVersionChangeEvent};

use crate::browser::{clock, dom};
use crate::replica::Clock;
use crate::store::StoreError;
use crate::store::rows::Head;

use super::error::{During, classify};

/// Packed records.
pub const PAGES: &str = "pages";
/// The head: clock and number of the last commit.
pub const META: &str = "meta";
/// What each commit wrote.
pub const COMMITS: &str = "commits";
/// History entries, the newest first.
pub const HISTORY: &str = "history";
/// Bulk work that is open.
pub const BULK: &str = "bulk";
/// Small values of the app.
pub const SMALL: &str = "small";
/// Files by the hash of their bytes.
pub const FILES: &str = "files";
/// The key of the head in [`META`].
pub const HEAD: &str = "head";

/// One step a version; step `n` makes version `n + 1` of what version `n` left.
const STEPS: [Step; 1] = [first];
type Step = fn(&IdbDatabase) -> Result<(), JsValue>;

/// The version of the database that this code writes.
pub const VERSION: u32 = STEPS.len() as u32;

fn first(database: &IdbDatabase) -> Result<(), JsValue> {
    for name in [PAGES, COMMITS, HISTORY, BULK, SMALL, FILES] {
        database.create_object_store(name)?;
    }
    let head = Head { clock: Clock::new(clock::random_u64()), commit: 0 };
    let head = Uint8Array::from(head.to_bytes().as_slice());
    database.create_object_store(META)?.put_with_key(&head, &HEAD.into())?;
    Ok(())
}

/// An open connection; dropping it closes it once its transactions have ended.
#[derive(Debug)]
pub struct Connection {
    database: IdbDatabase,
    usable: Rc<Cell<bool>>,
    _on_version_change: Closure<dyn FnMut(IdbVersionChangeEvent)>,
    _on_close: Closure<dyn FnMut()>,
}

impl Connection {
    /// Opens the database and brings it to this version. `on_superseded` is called when another tab
    /// wants a newer one; the connection is closed already then, so that nothing keeps it waiting.
    pub async fn open(
        name: &str,
        version: u32,
        on_superseded: impl Fn() + 'static,
    ) -> Result<Self, StoreError> {
        let opening = |error| classify(&error, During::Opening);
        let factory = web_sys::window()
            .and_then(|window| window.indexed_db().transpose())
            .ok_or(StoreError::Blocked)?
            .map_err(opening)?;
        let request = factory.open_with_u32(name, version).map_err(opening)?;
        let database = Opening::wait(request).await?;
        Ok(Self::watch(database, on_superseded))
    }

    /// Looks after a database that is open: the same as [`Connection::open`] from there on.
    pub fn watch(database: IdbDatabase, on_superseded: impl Fn() + 'static) -> Self {
        let usable = Rc::new(Cell::new(true));
        let (closing, open) = (database.clone(), Rc::clone(&usable));
        let on_version_change = Closure::new(move |event: IdbVersionChangeEvent| {
            closing.close();
            open.set(false);
            // Without a version the database is being deleted: then it is opened anew.
            if event.new_version().is_some() {
                on_superseded();
            }
        });
        let open = Rc::clone(&usable);
        let on_close = Closure::new(move || open.set(false));
        database.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        database.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Self { database, usable, _on_version_change: on_version_change, _on_close: on_close }
    }

    /// To begin transactions with.
    pub fn database(&self) -> &IdbDatabase {
        &self.database
    }

    /// Whether nothing was heard of its end.
    pub fn is_usable(&self) -> bool {
        self.usable.get()
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.set_onversionchange(None);
        self.database.set_onclose(None);
        self.database.close();
    }
}

/// The event that an older tab is in the way.
const BLOCKED: &str = "blocked";

/// Milliseconds that older tabs have to make way: one that is reading or writing ends that first.
const PATIENCE: i32 = 2_000;

/// The request to open.
struct Opening {
    request: IdbOpenDbRequest,
    state: Rc<State>,
    _on_event: Closure<dyn FnMut(Event)>,
    _on_upgrade: Closure<dyn FnMut(IdbVersionChangeEvent)>,
}

#[derive(Default)]
struct State {
    event: RefCell<Option<String>>,
    waker: RefCell<Option<Waker>>,
}

impl State {
    fn heard(&self, event: String) {
        self.event.replace(Some(event));
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

impl Opening {
    async fn wait(request: IdbOpenDbRequest) -> Result<IdbDatabase, StoreError> {
        let state = Rc::new(State::default());
        let heard = Rc::clone(&state);
        let on_event = Closure::new(move |event: Event| match event.type_() {
            kind if kind == BLOCKED => {
                let heard = Rc::clone(&heard);
                let give_up = Closure::once_into_js(move || heard.heard(kind));
                dom::later(give_up.unchecked_ref(), PATIENCE);
            }
            kind => heard.heard(kind),
        });
        let on_upgrade = Closure::new(upgrading(request.clone()));
        let handler = on_event.as_ref().unchecked_ref();
        request.set_onsuccess(Some(handler));
        request.set_onerror(Some(handler));
        request.set_onblocked(Some(handler));
        request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
        let opening = Self { request, state, _on_event: on_event, _on_upgrade: on_upgrade };
        poll_fn(|context| opening.poll(context)).await
    }

    fn poll(&self, context: &mut Context<'_>) -> Poll<Result<IdbDatabase, StoreError>> {
        let failed = |error: JsValue| classify(&error, During::Opening);
        let event = self.state.event.take();
        Poll::Ready(match event.as_deref() {
            None => {
                self.state.waker.replace(Some(context.waker().clone()));
                return Poll::Pending;
            }
            Some("success") => self.request.result().map(JsCast::unchecked_into).map_err(failed),
            Some(BLOCKED) => Err(StoreError::OldTab),
            Some(_) => match self.request.error() {
                Ok(Some(error)) => Err(failed(error.into())),
                Ok(None) => Err(StoreError::Lost),
                Err(error) => Err(failed(error)),
            },
        })
    }
}

impl Drop for Opening {
    fn drop(&mut self) {
        self.request.set_onblocked(None);
        self.request.set_onerror(None);
        self.request.set_onsuccess(None);
        self.request.set_onupgradeneeded(None);
        if self.request.ready_state() == web_sys::IdbRequestReadyState::Pending {
            // Nobody waits any more, but it may still open, also with an upgrade: it is closed then,
            // or it would keep later upgrades waiting.
            let request = self.request.clone();
            let close = Closure::once_into_js(move || {
                if let Ok(database) = request.result() {
                    database.unchecked_into::<IdbDatabase>().close();
                }
            });
            let upgrade = Closure::once_into_js(upgrading(self.request.clone()));
            self.request.set_onsuccess(Some(close.unchecked_ref()));
            self.request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        }
    }
}

/// Brings the database from the version that it has to this one, or leaves it as it is.
fn upgrading(request: IdbOpenDbRequest) -> impl FnMut(IdbVersionChangeEvent) {
    let upgrade = move |from: usize| -> Result<(), JsValue> {
        let database: IdbDatabase = request.result()?.unchecked_into();
        let outcome = STEPS.iter().skip(from).try_for_each(|step| step(&database));
        match request.transaction() {
            Some(transaction) if outcome.is_err() => transaction.abort(),
            _ => Ok(()),
        }
    };
    move |event| {
        // An error here means that the opening has failed already, and the request will say so.
        drop(upgrade(event.old_version() as usize));
    }
}
