//! The one place that reaches beneath indexed_db_futures, for what that crate hides: the reason of
//! an abort, and the browser's own objects where reads are given up or a connection is closed.
//! (`getAllRecords`, which it lacks as well, is called by `public/ahead.js` alone.)

use indexed_db_futures::database::Database;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::transaction::Transaction;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{DomException, IdbDatabase, IdbObjectStore, IdbTransaction};

use store::StoreError;

use super::request::failed;
use super::unload;

/// The browser's own transaction, which outlives the crate's: a commit consumes that one.
#[derive(Debug)]
pub struct Beneath(IdbTransaction);

impl Beneath {
    /// Clones the browser's transaction.
    pub fn of(transaction: &Transaction<'_>) -> Self {
        let raw: &IdbTransaction = transaction.as_sys();
        // The crate's handler ends a commit when a request fails, before the browser has aborted
        // and the reason is known; and it throws at the second failure, of which an abort has as
        // many as there are requests under way.
        raw.set_onerror(None);
        Self(raw.clone())
    }

    /// Gives the transaction up when the page is left.
    pub fn leave_with_page(&self) {
        unload::begun(&self.0);
    }

    /// Returns why the transaction aborted. Exceeding the quota at the commit shows up only here.
    pub fn reason(&self) -> Option<StoreError> {
        self.0.error().map(|error: DomException| failed(&error))
    }
}

impl Drop for Beneath {
    fn drop(&mut self) {
        unload::ended(&self.0);
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
