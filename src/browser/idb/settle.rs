//! Repairs after a check: tallies, unusable pages, the clock.

use indexed_db_futures::database::Database;
use wasm_bindgen::JsValue;

use replica::Stamp;
use store::rows::{LoggedCommit, aside};
use store::{Durability, Settled, StoreError};

use super::connection::{COMMITS, HEAD, META, PAGES, SMALL};
use super::names;
use super::request::Transaction;
use super::write::{log, read_head};

/// Replaces a shelf's expected tally with the actual one, and sets unusable pages aside unchanged.
/// Returns false, doing nothing, if anything was committed meanwhile.
pub async fn settle(database: &Database, settled: &Settled) -> Result<bool, StoreError> {
    let stores = [PAGES, META, COMMITS, SMALL];
    let transaction = Transaction::write(database, &stores, Durability::Strict)?;
    let mut head = read_head(&transaction).await?;
    if head.commit != settled.commit {
        return Ok(false);
    }
    *head.tallies.of_shelf(settled.shelf) = settled.tally;
    for key in &settled.aside {
        let name = names::page(*key);
        let value = transaction.page_as_it_is(transaction.get_page(PAGES, &name)?).await?;
        if !value.is_undefined() {
            transaction.put_as_it_is(SMALL, &aside(*key).as_str().into(), &value)?;
            transaction.delete(PAGES, &name)?;
        }
    }
    if settled.aside.is_empty() {
        transaction.put(META, &HEAD.into(), &head.to_bytes())?;
    } else {
        let stamp = head.clock.last;
        log(&transaction, &mut head, LoggedCommit { stamp, keys: settled.aside.clone() })?;
    }
    transaction.commit().await?;
    Ok(true)
}

/// Continues the clock from a stamp. Clears the commit log, so that other tabs reread everything.
pub async fn set_clock(database: &Database, clock: Stamp) -> Result<(), StoreError> {
    let transaction = Transaction::write(database, &[META, COMMITS], Durability::Strict)?;
    let mut head = read_head(&transaction).await?;
    let keys = transaction.get_keys(COMMITS, &JsValue::UNDEFINED, u32::MAX)?;
    let keys = transaction.all(keys).await?;
    head.mend(clock, keys.iter().filter_map(|key| key.as_f64()).map(|number| number as u64));
    transaction.clear(COMMITS)?;
    transaction.put(META, &HEAD.into(), &head.to_bytes())?;
    transaction.commit().await
}
