//! What `web-sys` calls unstable, although all engines have had it for years.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbTransaction};

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase`, as far as it begins transactions.
    pub type Transactions;

    /// Begins a transaction with options, of which older engines pass over those they do not know.
    #[wasm_bindgen(method, catch)]
    pub fn transaction(
        this: &Transactions,
        stores: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;

    /// `IDBDatabase`, as far as it tells its stores.
    pub type Stores;

    /// The names of its stores.
    #[wasm_bindgen(method, getter, js_name = objectStoreNames)]
    pub fn names(this: &Stores) -> Names;

    /// A `DOMStringList`.
    pub type Names;

    /// Whether a name is among them.
    #[wasm_bindgen(method)]
    pub fn contains(this: &Names, name: &str) -> bool;

    /// `IDBTransaction`, as far as it ends.
    pub type Ending;

    /// Commits at once instead of at the next turn.
    #[wasm_bindgen(method, catch)]
    pub fn commit(this: &Ending) -> Result<(), JsValue>;
}

/// Whether a database has a store of this name.
pub fn has_store(database: &IdbDatabase, name: &str) -> bool {
    database.unchecked_ref::<Stores>().names().contains(name)
}
