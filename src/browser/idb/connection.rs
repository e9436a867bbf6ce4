//! The database connection: opening, upgrading, and noticing its loss.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use js_sys::Uint8Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbDatabase, IdbOpenDbRequest, IdbVersionChangeEvent};

use crate::clock;
use store::StoreError;
use store::head::Head;

use super::bindings::has_store;
use super::error::{During, classify};

/// The store of packed records.
pub const PAGES: &str = "pages";
/// The store of the head: clock and number of the last commit.
pub const META: &str = "meta";
/// The store of what each commit wrote.
pub const COMMITS: &str = "commits";
/// The store of history entries, the newest first.
pub const HISTORY: &str = "history";
/// The store of open bulk work.
pub const BULK: &str = "bulk";
/// The store of the app's small values.
pub const SMALL: &str = "small";
/// The store of files, by the hash of their bytes.
pub const FILES: &str = "files";
/// The key of the head in [`META`].
pub const HEAD: &str = "head";

/// The upgrade steps; step `n` upgrades version `n` to version `n + 1`.
const STEPS: [UpgradeStep; 1] = [first];
type UpgradeStep = fn(&IdbDatabase) -> Result<(), JsValue>;

/// The database version that this code writes.
pub const VERSION: u32 = STEPS.len() as u32;

/// Every object store.
const STORES: [&str; 7] = [PAGES, META, COMMITS, HISTORY, BULK, SMALL, FILES];

/// The distance between two version numbers of the same format, where the later one only re-created
/// missing stores: IndexedDB requires a higher number for that.
const REMADE: u32 = 1_000;

/// Returns the format version of a number, however often stores were re-created.
fn form(number: u32) -> u32 {
    number % REMADE
}

fn number_of(database: &IdbDatabase) -> u32 {
    database.version() as u32
}

fn first(database: &IdbDatabase) -> Result<(), JsValue> {
    for name in STORES.into_iter().filter(|name| *name != META) {
        database.create_object_store(name)?;
    }
    let head = Uint8Array::from(Head::new(clock::random_u64()).to_bytes().as_slice());
    database.create_object_store(META)?.put_with_key(&head, &HEAD.into())?;
    Ok(())
}

/// Creates the missing stores; the contents of the others stay.
fn make_missing(database: &IdbDatabase) -> Result<(), JsValue> {
    for name in STORES {
        if !has_store(database, name) {
            database.create_object_store(name)?;
        }
    }
    Ok(())
}

/// True if a database is of this format version and has every store.
pub fn is_whole(database: &IdbDatabase, version: u32) -> bool {
    form(number_of(database)) == version && STORES.iter().all(|name| has_store(database, name))
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
    /// Opens the database and upgrades it to this version. Calls `on_superseded` when another tab
    /// wants a newer one, after closing the connection so that the other tab need not wait. Creates
    /// missing stores, as after an interrupted upgrade; returns whether it created any.
    pub async fn open(
        name: &str,
        version: u32,
        on_superseded: impl Fn() + 'static,
    ) -> Result<(Self, bool), StoreError> {
        let mut remade = false;
        let mut database = match open_at(name, Some(version)).await {
            // A higher number may be the same format with re-created stores.
            Err(StoreError::NewerData) => open_at(name, None).await?,
            opened => opened?,
        };
        while !is_whole(&database, version) {
            let number = number_of(&database);
            database.close();
            let wanted = match form(number) {
                newer if newer > version => return Err(StoreError::NewerData),
                same if same == version => number + REMADE,
                older => number - older + version,
            };
            remade |= form(number) == version;
            database = open_at(name, Some(wanted)).await?;
        }
        Ok((Self::watch(database, version, on_superseded), remade))
    }

    /// Wraps an open database: the same as [`Connection::open`] from there on.
    pub fn watch(database: IdbDatabase, version: u32, on_superseded: impl Fn() + 'static) -> Self {
        let usable = Rc::new(Cell::new(true));
        let (closing, open) = (database.clone(), Rc::clone(&usable));
        let on_version_change = Closure::new(move |event: IdbVersionChangeEvent| {
            closing.close();
            open.set(false);
            // Without a version the database is being deleted; with the same format, missing stores
            // are being created. In both cases it can be reopened.
            if event.new_version().is_some_and(|number| form(number as u32) != version) {
                on_superseded();
            }
        });
        let open = Rc::clone(&usable);
        let on_close = Closure::new(move || open.set(false));
        database.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        database.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Self { database, usable, _on_version_change: on_version_change, _on_close: on_close }
    }

    /// Returns the database, for starting transactions.
    pub fn database(&self) -> &IdbDatabase {
        &self.database
    }

    /// True unless the connection was closed.
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

/// Opens the database at this number, or at its current one.
async fn open_at(name: &str, number: Option<u32>) -> Result<IdbDatabase, StoreError> {
    let opening = |error| classify(&error, During::Opening);
    let factory = web_sys::window()
        .and_then(|window| window.indexed_db().transpose())
        .ok_or(StoreError::Blocked)?
        .map_err(opening)?;
    let request = match number {
        Some(number) => factory.open_with_u32(name, number),
        None => factory.open(name),
    };
    OpenRequest::wait(request.map_err(opening)?).await
}

/// The event fired when an older tab blocks the upgrade.
const BLOCKED: &str = "blocked";

/// Milliseconds that older tabs have to close: a running transaction finishes first.
const PATIENCE: i32 = 2_000;

/// A pending request to open the database.
struct OpenRequest {
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

impl OpenRequest {
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

impl Drop for OpenRequest {
    fn drop(&mut self) {
        self.request.set_onblocked(None);
        self.request.set_onerror(None);
        self.request.set_onsuccess(None);
        self.request.set_onupgradeneeded(None);
        if self.request.ready_state() == web_sys::IdbRequestReadyState::Pending {
            // Nobody waits any more, but it may still open, also with an upgrade: close it then, or
            // it would block later upgrades.
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

/// Returns the handler that upgrades a database from its version to this one, or aborts the
/// upgrade.
fn upgrading(request: IdbOpenDbRequest) -> impl FnMut(IdbVersionChangeEvent) {
    let upgrade = move |from: u32| -> Result<(), JsValue> {
        let database: IdbDatabase = request.result()?.unchecked_into();
        let outcome = STEPS.iter().skip(form(from) as usize).try_for_each(|step| step(&database));
        let outcome = outcome.and_then(|()| make_missing(&database));
        match request.transaction() {
            Some(transaction) if outcome.is_err() => transaction.abort(),
            _ => Ok(()),
        }
    };
    move |event| {
        // An error here means that opening has already failed, which the request will report.
        drop(upgrade(event.old_version() as u32));
    }
}
