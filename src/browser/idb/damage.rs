//! Damages rows of IndexedDB, for tests.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::JsValue;

use store::conformance::{Damaging, Row, Wrong};
use store::{Durability, StoreError};

use super::connection::{BULK, COMMITS, HEAD, HISTORY, META, PAGES, SMALL};
use super::handle::IdbStore;
use super::names;
use super::request::Transaction;

impl Damaging for IdbStore {
    async fn damage(&self, row: Row, wrong: &Wrong) -> Result<(), StoreError> {
        let (store, which) = match row {
            Row::Head => (META, HEAD.into()),
            Row::Page(key) => (PAGES, names::page(key)),
            Row::Commits => (COMMITS, JsValue::UNDEFINED),
            Row::History => (HISTORY, JsValue::UNDEFINED),
            Row::Bulk => (BULK, JsValue::UNDEFINED),
            Row::Small => (SMALL, JsValue::UNDEFINED),
        };
        self.run(async |database| {
            let transaction = Transaction::write(database, &[store], Durability::Strict)?;
            let keys = transaction.get_keys(store, &which, u32::MAX)?;
            for key in Array::from(&transaction.wait(keys).await?).iter() {
                let old = transaction.bytes(transaction.get(store, &key)?).await?;
                match instead(*wrong, old) {
                    Some(value) => transaction.put_as_it_is(store, &key, &value)?,
                    None => transaction.delete(store, &key)?,
                }
            }
            transaction.commit().await
        })
        .await
    }
}

fn instead(wrong: Wrong, old: Option<Vec<u8>>) -> Option<JsValue> {
    match wrong {
        Wrong::Null => Some(JsValue::NULL),
        Wrong::Text => Some(JsValue::from_str("text")),
        Wrong::Buffer => Some(ArrayBuffer::new(8).into()),
        _ => wrong.bytes(old).map(|bytes| Uint8Array::from(bytes.as_slice()).into()),
    }
}
