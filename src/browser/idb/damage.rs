//! Damages rows of IndexedDB, for tests.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsValue;

use store::conformance::{Damage, DamagedTable, Damaging};
use store::{Durability, StoreError};

use super::connection::{ABOUT, BULK, COMMITS, HEAD, HISTORY, META, PAGES, SMALL};
use super::handle::IdbStore;
use super::names;
use super::request::Transaction;

impl Damaging for IdbStore {
    async fn damage(&self, row: DamagedTable, wrong: &Damage) -> Result<(), StoreError> {
        let (store, which) = match row {
            DamagedTable::Head => (META, HEAD.into()),
            DamagedTable::Page(key) => (PAGES, names::page(key)),
            DamagedTable::Commits => (COMMITS, JsValue::UNDEFINED),
            DamagedTable::History => (HISTORY, JsValue::UNDEFINED),
            DamagedTable::About => (ABOUT, JsValue::UNDEFINED),
            DamagedTable::Bulk => (BULK, JsValue::UNDEFINED),
            DamagedTable::Small => (SMALL, JsValue::UNDEFINED),
        };
        self.run(async |database| {
            let transaction = Transaction::write(database, &[store], Durability::Strict)?;
            let keys = transaction.get_keys(store, &which, u32::MAX)?;
            for key in transaction.all(keys).await? {
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

fn instead(wrong: Damage, old: Option<Vec<u8>>) -> Option<JsValue> {
    match wrong {
        Damage::Null => Some(JsValue::NULL),
        Damage::Text => Some(JsValue::from_str("text")),
        Damage::Buffer => Some(ArrayBuffer::new(8).into()),
        _ => wrong.bytes(old).map(|bytes| Uint8Array::from(bytes.as_slice()).into()),
    }
}
