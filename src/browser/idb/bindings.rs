//! Bindings that `web-sys` calls unstable, although all engines have had them for years.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbTransaction};

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase`, for starting transactions.
    pub type Transactions;

    /// Starts a transaction with options; older engines ignore unknown ones.
    #[wasm_bindgen(method, catch)]
    pub fn transaction(
        this: &Transactions,
        stores: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;

    /// `IDBDatabase`, for listing its object stores.
    pub type Stores;

    /// The names of the object stores.
    #[wasm_bindgen(method, getter, js_name = objectStoreNames)]
    pub fn names(this: &Stores) -> StoreNames;

    /// A `DOMStringList`.
    pub type StoreNames;

    /// True if the list contains a name.
    #[wasm_bindgen(method)]
    pub fn contains(this: &StoreNames, name: &str) -> bool;

    /// `IDBTransaction`, for committing.
    pub type Ending;

    /// Commits at once instead of when the transaction becomes idle.
    #[wasm_bindgen(method, catch)]
    pub fn commit(this: &Ending) -> Result<(), JsValue>;
}

/// True if a database has an object store of this name.
pub fn has_store(database: &IdbDatabase, name: &str) -> bool {
    database.unchecked_ref::<Stores>().names().contains(name)
}
