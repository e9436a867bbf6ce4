//! What `web-sys` calls unstable, although all engines have had it for years.

use js_sys::{Array, Object};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::IdbTransaction;

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

    /// `IDBTransaction`, as far as it ends.
    pub type Ending;

    /// Commits at once instead of at the next turn.
    #[wasm_bindgen(method, catch)]
    pub fn commit(this: &Ending) -> Result<(), JsValue>;
}
