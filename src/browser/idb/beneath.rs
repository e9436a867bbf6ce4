//! The one place that reaches beneath indexed_db_futures, for what that crate hides: a connection
//! that somebody else opened, the reason of an abort, and the browser's own objects where reads are
//! given up or a connection is closed. (`getAllRecords`, which it lacks as well, is called by
//! `public/prefetch.js` alone.)

use std::cell::RefCell;
use std::rc::Rc;

use indexed_db_futures::database::Database;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::Build;
use indexed_db_futures::transaction::Transaction;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use web_sys::{
    DomException, Event, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

use store::StoreError;

use super::request::failed;
use super::unload;

/// The browser's own transaction, which outlives the crate's: a commit consumes that one.
#[derive(Debug)]
pub struct Beneath {
    raw: IdbTransaction,
    /// The failure of the first request that says more than that something else failed.
    first: Rc<RefCell<Option<StoreError>>>,
    _listening: Closure<dyn FnMut(Event)>,
}

impl Beneath {
    /// Clones the browser's transaction, and gives it up when the page is left.
    pub fn of(transaction: &Transaction<'_>) -> Self {
        let raw: &IdbTransaction = transaction.as_sys();
        let first = Rc::new(RefCell::new(None));
        let known = Rc::clone(&first);
        let listening = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            let request = event.target().and_then(|it| it.dyn_into::<IdbRequest>().ok());
            let error = request.and_then(|request| request.error().ok().flatten());
            let failure = error.map(|error| failed(&error));
            let failure = failure.filter(|failure| *failure != StoreError::Lost);
            let earlier = known.take();
            known.replace(earlier.or(failure));
        });
        // Takes the place of the crate's handler, which ends a commit when a request fails, before
        // the browser has aborted and the reason is known; and which throws at the second failure,
        // of which an abort has as many as there are requests under way.
        raw.set_onerror(Some(listening.as_ref().unchecked_ref()));
        unload::begun(raw);
        Self { raw: raw.clone(), first, _listening: listening }
    }

    /// Leaves the transaction to the browser, also when the page is left, because it commits.
    pub fn committing(&self) {
        unload::ended(&self.raw);
    }

    /// Returns why the transaction aborted. Exceeding the quota at the commit shows up only in the
    /// transaction; at a request, Firefox says of the transaction only that something failed.
    pub fn reason(&self) -> Option<StoreError> {
        let first = self.first.borrow().clone();
        first.or_else(|| self.raw.error().map(|error: DomException| failed(&error)))
    }
}

impl Drop for Beneath {
    fn drop(&mut self) {
        self.raw.set_onerror(None);
        unload::ended(&self.raw);
    }
}

/// Returns the browser's own object store, for requests of single pages.
pub fn raw_store<'a>(store: &'a ObjectStore<'_>) -> &'a IdbObjectStore {
    store.as_sys()
}

/// Returns the browser's own database, for its events.
pub fn raw(database: &Database) -> &IdbDatabase {
    database.as_sys()
}

/// Gives the crate a database that is open already. The crate takes only what it opened itself, so
/// for the length of its one call `indexedDB.open` answers with `request`, which is done. `None` if
/// the browser refuses that; the store then opens a connection of its own.
pub async fn adopt(request: IdbOpenDbRequest) -> Option<Database> {
    const OPEN: &str = "open";
    let factory = web_sys::window()?.indexed_db().ok()??;
    let answer = Closure::once(move || request);
    // An own property of the object hides the method of its prototype until it is deleted.
    Reflect::set(&factory, &OPEN.into(), answer.as_ref()).ok()?;
    let opened = Database::open(OPEN).build();
    Reflect::delete_property(&factory, &OPEN.into()).ok()?;
    opened.ok()?.await.ok()
}

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase`, for listing its object stores: `web-sys` calls the list unstable.
    type Stores;

    #[wasm_bindgen(method, getter, js_name = objectStoreNames)]
    fn names(this: &Stores) -> Names;

    /// A `DOMStringList`.
    type Names;

    #[wasm_bindgen(method)]
    fn contains(this: &Names, name: &str) -> bool;
}

/// True if a database has an object store of this name.
pub fn has_store(database: &IdbDatabase, name: &str) -> bool {
    database.unchecked_ref::<Stores>().names().contains(name)
}
