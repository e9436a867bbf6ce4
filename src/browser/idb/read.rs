//! What is read, each in one transaction.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

use crate::replica::{PageKey, Reader};
use crate::store::head::Head;
use crate::store::rows::{KEPT_COMMITS, Logged, open_bulk_from_bytes};
use crate::store::{Missed, OpenBulk, PageRange, StoreError, Tallies};

use super::connection::{BULK, COMMITS, HEAD, META, PAGES};
use super::names;
use super::request::{Request, Transaction, to_bytes, to_page_bytes};
use super::write::to_head;

/// How many values are asked for in one request. Measured with 1,563 pages of 18 KB in Chromium:
/// few at a time, all under way at once, are read in half the time of many at a time, and no task of
/// the page's thread gets long.
const HANDFUL: u32 = 16;

/// Hot pages are asked for in two to the power of this many parts.
const PART_BITS: u32 = 6;

/// Most pages are at least this long, in bytes.
pub const MOSTLY: usize = 16 * 1024;
/// No more room than this is made before anything has come.
const MOST_ROOM: usize = 256 * 1024 * 1024;

/// Rows of a range in the order of their keys, at most `limit`. What is no row of ours is passed
/// over.
pub async fn rows<K>(
    database: &IdbDatabase,
    store: &str,
    range: &JsValue,
    limit: u32,
    name: fn(&JsValue) -> Option<K>,
) -> Result<Vec<(K, Vec<u8>)>, StoreError> {
    let mut rows = Vec::new();
    each_rows(database, store, range, limit, name, &mut |some| rows.extend(some)).await?;
    Ok(rows)
}

/// The same, handed over as they come.
pub async fn each_rows<K>(
    database: &IdbDatabase,
    store: &str,
    range: &JsValue,
    limit: u32,
    name: fn(&JsValue) -> Option<K>,
    take: &mut dyn FnMut(Vec<(K, Vec<u8>)>),
) -> Result<(), StoreError> {
    let bytes = if store == PAGES { to_page_bytes } else { to_bytes };
    let transaction = Transaction::read(database, &[store])?;
    let keys = transaction.get_keys(store, range, limit)?;
    let keys = Array::from(&transaction.wait(keys).await?);
    let mut requests = Vec::new();
    for first in (0..keys.length()).step_by(HANDFUL as usize) {
        let last = (first + HANDFUL).min(keys.length()) - 1;
        let part = names::between(&keys.get(first), &keys.get(last))?;
        requests.push((first, transaction.get_all(store, &part, HANDFUL)?));
    }
    for (first, request) in requests {
        let values = Array::from(&transaction.wait(request).await?);
        let named = (first..).zip(values.iter());
        let read = |(key, value)| name(&keys.get(key)).zip(bytes(&value));
        take(named.filter_map(read).collect());
    }
    Ok(())
}

/// Every hot page, handed over as they come. Their keys are random, so equal parts of all keys hold
/// about as many pages each, and all parts can be asked for before the first answer.
pub async fn each_hot_page(
    database: &IdbDatabase,
    take: &mut dyn FnMut(Vec<(PageKey, Vec<u8>)>),
) -> Result<(), StoreError> {
    let Some(all) = names::pages(PageRange::Hot, None)? else { return Ok(()) };
    let transaction = Transaction::read(database, &[PAGES])?;
    let keys = transaction.get_keys(PAGES, &all, u32::MAX)?;
    let mut requests = Vec::new();
    for part in 0..1 << PART_BITS {
        let first = part << (u64::BITS - PART_BITS);
        let last = first | (u64::MAX >> PART_BITS);
        let [first, last] = [first, last].map(|page| names::page(PageKey::hot(page)));
        requests.push(transaction.get_all(PAGES, &names::between(&first, &last)?, u32::MAX)?);
    }
    let keys = Array::from(&transaction.wait(keys).await?);
    make_room(keys.length() as usize * MOSTLY);
    let mut at = 0;
    for request in requests {
        let values = Array::from(&transaction.wait(request).await?);
        let named = (at..).zip(values.iter());
        at += values.length();
        let read = |(key, value)| names::to_page(&keys.get(key)).zip(to_page_bytes(&value));
        take(named.filter_map(read).collect());
    }
    Ok(())
}

/// The module's memory grows as something is asked for, 64 KiB at a time, and every view of it is
/// made anew then: asked for once, that is over before the pages come.
pub fn make_room(bytes: usize) {
    // What is kept from the compiler's eyes is not left out for being freed at once.
    drop(std::hint::black_box(Vec::<u8>::with_capacity(bytes.min(MOST_ROOM))));
}

/// One value.
pub async fn one(
    database: &IdbDatabase,
    store: &str,
    key: &JsValue,
) -> Result<Option<Vec<u8>>, StoreError> {
    let transaction = Transaction::read(database, &[store])?;
    transaction.bytes(transaction.get(store, key)?).await
}

/// The pages of these keys, as far as they exist.
pub async fn pages_by_key(
    database: &IdbDatabase,
    keys: &[PageKey],
) -> Result<Vec<(PageKey, Vec<u8>)>, StoreError> {
    let transaction = Transaction::read(database, &[PAGES])?;
    let ask = |key: &PageKey| transaction.get(PAGES, &names::page(*key));
    let requests = keys.iter().map(ask).collect::<Result<Vec<_>, _>>()?;
    let mut pages = Vec::with_capacity(keys.len());
    for (key, request) in keys.iter().zip(requests) {
        if let Some(bytes) = transaction.page(request).await? {
            pages.push((*key, bytes));
        }
    }
    Ok(pages)
}

/// What was committed after this number.
pub async fn missed(database: &IdbDatabase, since: u64) -> Result<Missed, StoreError> {
    let transaction = Transaction::read(database, &[META, COMMITS])?;
    let head = transaction.get(META, &HEAD.into())?;
    let logged = ask_logged(&transaction, since)?;
    let commit = to_head(transaction.bytes(head).await?.as_deref()).commit;
    to_missed(&transaction, logged, since, commit).await
}

/// Asks for what the commits after this number wrote.
pub fn ask_logged(transaction: &Transaction, since: u64) -> Result<Request, StoreError> {
    transaction.get_all(COMMITS, &names::commits_after(since)?, KEPT_COMMITS as u32)
}

/// What was missed of these commits.
pub async fn to_missed(
    transaction: &Transaction,
    logged: Request,
    since: u64,
    commit: u64,
) -> Result<Missed, StoreError> {
    let rows = values(&transaction.wait(logged).await?);
    let logged: Vec<Logged> = rows.iter().filter_map(|row| Logged::from_bytes(row)).collect();
    let mut pages: Vec<PageKey> = logged.iter().flat_map(|row| &row.keys).copied().collect();
    pages.sort_unstable();
    pages.dedup();
    let known = commit.checked_sub(since) == Some(logged.len() as u64);
    Ok(Missed { commit, pages: known.then_some(pages) })
}

/// The head, and bulk work that is open with its owner.
pub async fn head_and_bulk(
    database: &IdbDatabase,
) -> Result<(Option<Head>, Vec<(u64, OpenBulk)>), StoreError> {
    let transaction = Transaction::read(database, &[META, BULK])?;
    let head = transaction.get(META, &HEAD.into())?;
    let bulk = transaction.get_all(BULK, &JsValue::UNDEFINED, u32::MAX)?;
    let head = transaction.bytes(head).await?;
    Ok(to_head_and_bulk(head.as_deref(), values(&transaction.wait(bulk).await?)))
}

/// The pages of bulk work that is open.
pub async fn coming(database: &IdbDatabase) -> Result<Vec<PageKey>, StoreError> {
    let (_head, open) = head_and_bulk(database).await?;
    Ok(open.into_iter().flat_map(|(_, open)| open.bulk.keys).collect())
}

/// The number of the last commit, and what there should be.
pub async fn tallies(database: &IdbDatabase) -> Result<(u64, Tallies), StoreError> {
    let transaction = Transaction::read(database, &[META])?;
    let head = transaction.get(META, &HEAD.into())?;
    let head = to_head(transaction.bytes(head).await?.as_deref());
    Ok((head.commit, head.tallies))
}

/// What these bytes say of the head and of bulk work; no head where it was lost.
pub fn to_head_and_bulk(
    head: Option<&[u8]>,
    rows: Vec<Vec<u8>>,
) -> (Option<Head>, Vec<(u64, OpenBulk)>) {
    let open = |row: Vec<u8>| {
        let mut reader = Reader { bytes: &row };
        let owner = u64::from_be_bytes(reader.array()?);
        Some((owner, open_bulk_from_bytes(reader.bytes)?))
    };
    (head.and_then(Head::from_bytes), rows.into_iter().filter_map(open).collect())
}

pub fn values(all: &JsValue) -> Vec<Vec<u8>> {
    Array::from(all).iter().filter_map(|value| to_bytes(&value)).collect()
}
