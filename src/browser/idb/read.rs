//! Read operations, one transaction each.

use indexed_db_futures::database::Database;
use wasm_bindgen::JsValue;

use replica::{PageKey, Stamp, Topic};
use store::about::{is_about, since_from_bytes};
use store::head::Head;
use store::rows::{KEPT_COMMITS, LoggedCommit, owned_bulk_from_bytes};
use store::{HistoryAbout, Missed, OpenBulk, PageRange, StoreError, Tallies};

use super::connection::{ABOUT, BULK, COMMITS, FILES, HEAD, HISTORY, META, PAGES, SINCE};
use super::names;
use super::request::{Many, Transaction, to_bytes, to_page_bytes};
use super::write::to_head;

/// The number of values per request. Measured with 1,563 pages of 18 KB in Chromium: small
/// requests, all under way at once, take half the time of large ones, and keep every task on the
/// page's thread short.
const HANDFUL: u32 = 16;

/// The binary logarithm of the number of parts in which hot pages are requested.
const PART_BITS: u32 = 6;

/// The least length of most pages, in bytes.
pub const MOSTLY: usize = 16 * 1024;
/// The most memory reserved before anything has arrived, in bytes.
const MOST_ROOM: usize = 256 * 1024 * 1024;

/// Reads rows of a range in key order, at most `limit`. Skips rows that are not ours.
pub async fn rows<K>(
    database: &Database,
    store: &str,
    range: &JsValue,
    limit: u32,
    name: fn(&JsValue) -> Option<K>,
) -> Result<Vec<(K, Vec<u8>)>, StoreError> {
    let mut rows = Vec::new();
    each_rows(database, store, range, limit, name, &mut |some| rows.extend(some)).await?;
    Ok(rows)
}

/// Does the same, passing rows to `take` as they arrive.
pub async fn each_rows<K>(
    database: &Database,
    store: &str,
    range: &JsValue,
    limit: u32,
    name: fn(&JsValue) -> Option<K>,
    take: &mut dyn FnMut(Vec<(K, Vec<u8>)>),
) -> Result<(), StoreError> {
    let bytes: fn(&JsValue) -> Option<Vec<u8>> =
        if store == PAGES { |value| Some(to_page_bytes(value)) } else { to_bytes };
    let transaction = Transaction::read(database, &[store])?;
    let keys = transaction.get_keys(store, range, limit)?;
    let keys = transaction.all(keys).await?;
    let mut requests = Vec::new();
    for part in keys.chunks(HANDFUL as usize) {
        if let [first, ..] = part
            && let [.., last] = part
        {
            let range = names::between(first, last)?;
            requests.push((part, transaction.get_all(store, &range, HANDFUL)?));
        }
    }
    for (part, request) in requests {
        let values = transaction.all(request).await?;
        let read = |(key, value): (&JsValue, &JsValue)| name(key).zip(bytes(value));
        take(part.iter().zip(&values).filter_map(read).collect());
    }
    Ok(())
}

/// Reads every hot page, passing them to `take` as they arrive. Their keys are random, so equal
/// slices of the key space hold about as many pages each, and all slices can be requested before
/// the first response.
pub async fn each_hot_page(
    database: &Database,
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
    let keys = transaction.all(keys).await?;
    make_room(keys.len() * MOSTLY);
    let mut keys = keys.iter();
    for request in requests {
        let values = transaction.all(request).await?;
        let named = keys.by_ref().take(values.len()).zip(&values);
        let read = |(key, value)| Some((names::to_page(key)?, to_page_bytes(value)));
        take(named.filter_map(read).collect());
    }
    Ok(())
}

/// Grows the module's memory in advance. It otherwise grows by 64 KiB at a time, and each time
/// invalidates every view of it: growing once is over before the pages arrive.
pub fn make_room(bytes: usize) {
    // `black_box` keeps the compiler from removing an allocation that is freed at once.
    drop(std::hint::black_box(Vec::<u8>::with_capacity(bytes.min(MOST_ROOM))));
}

/// Reads one value.
pub async fn one(
    database: &Database,
    store: &str,
    key: &JsValue,
) -> Result<Option<Vec<u8>>, StoreError> {
    let transaction = Transaction::read(database, &[store])?;
    transaction.bytes(transaction.get(store, key)?).await
}

/// Reads the hashes of all files.
pub async fn file_hashes(database: &Database) -> Result<Vec<String>, StoreError> {
    let transaction = Transaction::read(database, &[FILES])?;
    let keys = transaction.get_keys(FILES, &JsValue::UNDEFINED, u32::MAX)?;
    Ok(transaction.all(keys).await?.iter().filter_map(JsValue::as_string).collect())
}

/// Reads the pages of these keys, as far as they exist.
pub async fn pages_by_key(
    database: &Database,
    keys: &[PageKey],
) -> Result<Vec<(PageKey, Vec<u8>)>, StoreError> {
    let transaction = Transaction::read(database, &[PAGES])?;
    let ask = |key: &PageKey| transaction.get_page(PAGES, &names::page(*key));
    let requests = keys.iter().map(ask).collect::<Result<Vec<_>, _>>()?;
    let mut pages = Vec::with_capacity(keys.len());
    for (key, request) in keys.iter().zip(requests) {
        if let Some(bytes) = transaction.page(request).await? {
            pages.push((*key, bytes));
        }
    }
    Ok(pages)
}

/// Reads what was committed after this number: in one transaction, so that no page is from before a
/// join of small pages and another one from after it.
pub async fn missed(database: &Database, since: u64) -> Result<Missed, StoreError> {
    let transaction = Transaction::read(database, &[META, COMMITS, PAGES])?;
    let head = transaction.get(META, &HEAD.into())?;
    let logged = ask_logged(&transaction, since)?;
    let commit = to_head(transaction.bytes(head).await?.as_deref()).commit;
    let Some(keys) = to_keys(&transaction, logged, since, commit).await? else {
        return Ok(Missed { commit, pages: None });
    };
    let ask = |key: &PageKey| transaction.get_page(PAGES, &names::page(*key));
    let requests = keys.iter().map(ask).collect::<Result<Vec<_>, _>>()?;
    let mut pages = Vec::with_capacity(keys.len());
    for (key, request) in keys.into_iter().zip(requests) {
        pages.push((key, transaction.page(request).await?));
    }
    Ok(Missed { commit, pages: Some(pages) })
}

/// Asks for what the commits after this number wrote.
pub fn ask_logged(transaction: &Transaction<'_>, since: u64) -> Result<Many, StoreError> {
    transaction.get_all(COMMITS, &names::commits_after(since)?, KEPT_COMMITS as u32)
}

/// Returns the pages that these commits wrote; `None` if the log no longer reaches back that far.
pub async fn to_keys(
    transaction: &Transaction<'_>,
    logged: Many,
    since: u64,
    commit: u64,
) -> Result<Option<Vec<PageKey>>, StoreError> {
    let rows = values(transaction.all(logged).await?);
    let logged: Vec<LoggedCommit> =
        rows.iter().filter_map(|row| LoggedCommit::from_bytes(row)).collect();
    // Inserted in order, because each sort of the standard library lengthens the first download; the
    // keys of a commit are in order already.
    let mut pages: Vec<PageKey> = Vec::new();
    for key in logged.iter().flat_map(|row| &row.keys) {
        if let Err(at) = pages.binary_search(key) {
            pages.insert(at, *key);
        }
    }
    let known = commit.checked_sub(since) == Some(logged.len() as u64);
    Ok(known.then_some(pages))
}

/// Reads the history entries about a topic that are later than a stamp.
pub async fn history_about(
    database: &Database,
    topic: Topic,
    after: Stamp,
) -> Result<HistoryAbout, StoreError> {
    let transaction = Transaction::read(database, &[ABOUT, HISTORY])?;
    let range = names::about_after(topic.bucket(), after)?;
    let since = transaction.get(ABOUT, &SINCE.into())?;
    let keys = transaction.get_keys(ABOUT, &range, u32::MAX)?;
    let rows = transaction.get_all(ABOUT, &range, u32::MAX)?;
    let since = transaction.bytes(since).await?.as_deref().and_then(since_from_bytes);
    let (keys, rows) = (transaction.all(keys).await?, transaction.all(rows).await?);
    let mut requests = Vec::new();
    for (key, row) in keys.iter().zip(&rows) {
        // A damaged row may be about anything.
        if to_bytes(row).is_none_or(|row| is_about(&row, topic))
            && let Some(stamp) = names::to_about(key)
        {
            requests.push((stamp, transaction.get(HISTORY, &names::history(stamp))?));
        }
    }
    let mut entries = Vec::new();
    for (stamp, request) in requests {
        entries.extend(transaction.bytes(request).await?.map(|entry| (stamp, entry)));
    }
    Ok(HistoryAbout { entries, since })
}

/// Reads the head, and open bulk work with its owners.
pub async fn head_and_bulk(
    database: &Database,
) -> Result<(Option<Head>, Vec<(u64, OpenBulk)>), StoreError> {
    let transaction = Transaction::read(database, &[META, BULK])?;
    let head = transaction.get(META, &HEAD.into())?;
    let bulk = transaction.get_all(BULK, &JsValue::UNDEFINED, u32::MAX)?;
    let head = transaction.bytes(head).await?;
    Ok(to_head_and_bulk(head.as_deref(), values(transaction.all(bulk).await?)))
}

/// Reads the keys of the pages of open bulk work.
pub async fn open_bulk_pages(database: &Database) -> Result<Vec<PageKey>, StoreError> {
    let (_head, open) = head_and_bulk(database).await?;
    Ok(open.into_iter().flat_map(|(_, open)| open.bulk.keys).collect())
}

/// Reads the number of the last commit, and the expected tallies.
pub async fn tallies(database: &Database) -> Result<(u64, Tallies), StoreError> {
    let transaction = Transaction::read(database, &[META])?;
    let head = transaction.get(META, &HEAD.into())?;
    let head = to_head(transaction.bytes(head).await?.as_deref());
    Ok((head.commit, head.tallies))
}

/// Decodes the head and bulk work; no head if it was lost.
pub fn to_head_and_bulk(
    head: Option<&[u8]>,
    rows: Vec<Vec<u8>>,
) -> (Option<Head>, Vec<(u64, OpenBulk)>) {
    (
        head.and_then(Head::from_bytes),
        rows.iter().filter_map(|row| owned_bulk_from_bytes(row)).collect(),
    )
}

/// Returns the bytes of values, without the values that have none.
pub fn values(all: Vec<JsValue>) -> Vec<Vec<u8>> {
    all.iter().filter_map(to_bytes).collect()
}
