//! Write operations, one transaction each: user actions, bulk work, compaction. They await only
//! requests of the transaction.

use std::collections::{BTreeMap, VecDeque};

use indexed_db_futures::database::Database;
use wasm_bindgen::JsValue;

use crate::clock;
use replica::{PageKey, Stamp};
use store::about::{LATEST, rows_about, since_from_bytes, since_to_bytes};
use store::head::Head;
use store::rows::{KEPT_COMMITS, LoggedCommit, owned_bulk_from_bytes, owned_bulk_to_bytes};
use store::{
    Action, Bulk, Commit, Durability, OpenBulk, RemovedFiles, SmallForm, StoreError, Tallies,
    Tally, UnusedFile, compact,
};

use super::connection::{ABOUT, BULK, COMMITS, FILES, HEAD, HISTORY, META, PAGES, SINCE, SMALL};
use super::names;
use super::page_request::PageRequest;
use super::request::{One, Transaction, to_bytes};

/// The number of pages read ahead of the one being changed.
const IN_FLIGHT: usize = 8;
/// The number of pages changed at a stretch, some ten milliseconds of work.
const PAGES_AT_A_STRETCH: usize = 16;
/// The number of rows of the index written at a stretch; an action on thousands of records has
/// thousands.
const ROWS_AT_A_STRETCH: usize = 200;

/// Commits a user action. `attempt` remembers the pending commit: if the connection was lost during
/// it, the next attempt checks if it was written, so that nothing happens twice.
pub async fn commit(
    database: &Database,
    action: &mut dyn Action,
    durability: Durability,
    attempt: &mut Option<Commit>,
) -> Result<Commit, StoreError> {
    let transaction =
        Transaction::write(database, &[PAGES, META, COMMITS, HISTORY, ABOUT], durability)?;
    if let Some(made) = attempt.take()
        && is_written(&transaction, &made).await?
    {
        return Ok(made);
    }
    let mut head = read_head(&transaction).await?;
    let keys = action.pages();
    let stamp = head.clock.tick(action.now_millis());
    let pages = change_pages(&transaction, action, keys, stamp, &mut head).await?;
    head.clock.observe(action.imported_history().newest);
    let keys = pages.iter().map(|(key, _)| *key).collect();
    let number = log(&transaction, &mut head, LoggedCommit { stamp, keys })?;
    let made = attempt.insert(Commit { number, stamp, pages });
    transaction.commit().await?;
    Ok(std::mem::replace(made, Commit { number, stamp, pages: Vec::new() }))
}

/// Lets an action change its pages, and writes them and its history entry.
async fn change_pages(
    transaction: &Transaction<'_>,
    action: &mut dyn Action,
    keys: Vec<PageKey>,
    stamp: Stamp,
    head: &mut Head,
) -> Result<Vec<(PageKey, Vec<u8>)>, StoreError> {
    check_absence(transaction, action, head.commit).await?;
    action.begin(stamp);
    let mut unread = VecDeque::from(keys);
    let mut sources = VecDeque::new();
    let mut pages = Vec::new();
    let mut stretch = Stretch::default();
    loop {
        while sources.len() < IN_FLIGHT
            && let Some(key) = unread.pop_front()
        {
            sources.push_back((key, PageSource::of(transaction, action, key, head.commit)?));
        }
        let Some((key, source)) = sources.pop_front() else { break };
        let bytes = source.bytes(transaction).await?;
        if let Some(changed) = action.page(key, bytes.as_deref())? {
            transaction.put(PAGES, &names::page(key), &changed)?;
            let before = bytes.as_deref().map(Tally::of);
            head.tallies.changed(key, before, Some(Tally::of(&changed)));
            pages.push((key, changed));
        }
        stretch.goes_on(transaction, PAGES_AT_A_STRETCH).await?;
    }
    if let Some(entry) = action.history() {
        put_entry(transaction, stamp, &entry).await?;
    }
    for (stamp, entry) in action.imported_history().entries {
        put_entry(transaction, *stamp, entry).await?;
    }
    Ok(pages)
}

/// A page to change: its bytes, or the request for them.
enum PageSource {
    Memory(Vec<u8>),
    Store(PageRequest),
}

impl PageSource {
    fn of(
        transaction: &Transaction<'_>,
        action: &dyn Action,
        key: PageKey,
        commit: u64,
    ) -> Result<Self, StoreError> {
        match action.page_in_memory(key, commit) {
            Some(bytes) => Ok(Self::Memory(bytes)),
            None => Ok(Self::Store(read(transaction, key)?.1)),
        }
    }

    async fn bytes(self, transaction: &Transaction<'_>) -> Result<Option<Vec<u8>>, StoreError> {
        match self {
            Self::Memory(bytes) => Ok(Some(bytes)),
            Self::Store(request) => transaction.page(request).await,
        }
    }
}

/// Long work in a transaction, with breaks in which the page draws and answers. A break waits for a
/// request, which keeps the transaction open; it was made a stretch earlier, so that the work
/// overlaps with the writing of the database.
#[derive(Default)]
struct Stretch {
    done: usize,
    request: Option<One>,
}

impl Stretch {
    /// Counts a step of the work; takes a break after every `length` steps.
    async fn goes_on(
        &mut self,
        transaction: &Transaction<'_>,
        length: usize,
    ) -> Result<(), StoreError> {
        self.done += 1;
        if self.done.is_multiple_of(length) {
            let next = transaction.get(ABOUT, &SINCE.into())?;
            if let Some(request) = self.request.replace(next) {
                transaction.bytes(request).await?;
            }
        }
        Ok(())
    }
}

/// Writes a history entry, and its rows of the index.
async fn put_entry(
    transaction: &Transaction<'_>,
    stamp: Stamp,
    entry: &[u8],
) -> Result<(), StoreError> {
    transaction.put(HISTORY, &names::history(stamp), entry)?;
    put_about(transaction, stamp, entry).await
}

async fn put_about(
    transaction: &Transaction<'_>,
    stamp: Stamp,
    entry: &[u8],
) -> Result<(), StoreError> {
    let mut stretch = Stretch::default();
    for (bucket, row) in rows_about(entry) {
        transaction.put(ABOUT, &names::about(bucket, stamp), &row)?;
        stretch.goes_on(transaction, ROWS_AT_A_STRETCH).await?;
    }
    Ok(())
}

/// Indexes the newest entries that may be missing in the index; true if more remain.
pub async fn index_history(database: &Database, limit: u32) -> Result<bool, StoreError> {
    let transaction = Transaction::write(database, &[HISTORY, ABOUT], Durability::Relaxed)?;
    let since = transaction.bytes(transaction.get(ABOUT, &SINCE.into())?).await?;
    let since = since.as_deref().and_then(since_from_bytes).unwrap_or(LATEST);
    if since == Stamp::NEVER {
        return Ok(false);
    }
    let range = names::history_before(Some(since))?;
    let keys = transaction.get_keys(HISTORY, &range, limit)?;
    let entries = transaction.get_all(HISTORY, &range, limit)?;
    let (keys, entries) = (transaction.all(keys).await?, transaction.all(entries).await?);
    let more = keys.len() == limit as usize;
    let mut reached = Stamp::NEVER;
    for (key, entry) in keys.iter().zip(&entries) {
        let (Some(stamp), Some(entry)) = (names::to_history(key), to_bytes(entry)) else {
            continue;
        };
        put_about(&transaction, stamp, &entry).await?;
        reached = stamp;
    }
    let since = if more { reached } else { Stamp::NEVER };
    transaction.put(ABOUT, &SINCE.into(), &since_to_bytes(since))?;
    transaction.commit().await?;
    Ok(more && since != Stamp::NEVER)
}

/// Fails where something that the action takes for absent was written. Where nothing was committed
/// since, nothing is read.
async fn check_absence(
    transaction: &Transaction<'_>,
    action: &dyn Action,
    commit: u64,
) -> Result<(), StoreError> {
    let unsure = action.absence().filter(|absence| absence.since != commit);
    let Some(absence) = unsure else { return Ok(()) };
    let logged = super::read::ask_logged(transaction, absence.since)?;
    let written = super::read::to_keys(transaction, logged, absence.since, commit).await?;
    for keys in written.ok_or(StoreError::Moved)?.chunks(IN_FLIGHT) {
        let reads: Result<Vec<_>, _> = keys.iter().map(|key| read(transaction, *key)).collect();
        for (_, request) in reads? {
            if !absence.holds_in(transaction.page(request).await?.as_deref()) {
                return Err(StoreError::Moved);
            }
        }
    }
    Ok(())
}

/// Begins bulk work; `owner` names the lock that lives as long as the tab that does it.
pub async fn bulk_begin(
    database: &Database,
    label: &str,
    keys: &[PageKey],
    now_millis: i64,
    owner: u64,
) -> Result<Bulk, StoreError> {
    let transaction = Transaction::write(database, &[META, BULK], Durability::Strict)?;
    let mut head = read_head(&transaction).await?;
    let bulk = Bulk { stamp: head.clock.tick(now_millis), keys: keys.to_vec() };
    transaction.put(META, &HEAD.into(), &head.to_bytes())?;
    let open = OpenBulk { label: label.to_owned(), bulk: bulk.clone() };
    let row = owned_bulk_to_bytes(owner, &open);
    transaction.put(BULK, &names::bulk(bulk.stamp), &row)?;
    transaction.commit().await?;
    Ok(bulk)
}

/// Writes finished pages of bulk work.
pub async fn bulk_write(
    database: &Database,
    bulk: &Bulk,
    pages: &[(PageKey, Vec<u8>)],
) -> Result<(), StoreError> {
    let transaction = Transaction::write(database, &[PAGES, BULK], Durability::Relaxed)?;
    let request = transaction.get(BULK, &names::bulk(bulk.stamp))?;
    let marker = transaction.bytes(request).await?.ok_or(StoreError::RolledBack)?;
    if let Some((owner, open)) = owned_bulk_from_bytes(&marker)
        && let Some(open) = open.naming(pages.iter().map(|(key, _)| *key))
    {
        transaction.put(BULK, &names::bulk(bulk.stamp), &owned_bulk_to_bytes(owner, &open))?;
    }
    for (key, bytes) in pages {
        transaction.put(PAGES, &names::page(*key), bytes)?;
    }
    transaction.commit().await
}

/// Stores files for bulk work, and notes which are new.
pub async fn bulk_put_files(
    database: &Database,
    bulk: &Bulk,
    files: &[(String, Vec<u8>)],
) -> Result<(), StoreError> {
    let transaction = Transaction::write(database, &[BULK, FILES, SMALL], Durability::Relaxed)?;
    if !is_open(&transaction, bulk).await? {
        return Err(StoreError::RolledBack);
    }
    for (hash, bytes) in files {
        let known = transaction.get_keys(FILES, &hash.into(), 1)?;
        if transaction.all(known).await?.is_empty() {
            let note = SmallForm::Brought.to_stored(bulk.stamp.to_bytes().to_vec());
            transaction.put(SMALL, &names::brought(hash), &note)?;
        }
        transaction.put(FILES, &hash.into(), bytes)?;
    }
    transaction.commit().await
}

/// Stores files, which stay even if bulk work that added them is rolled back.
pub async fn put_files(database: &Database, files: &[(String, Vec<u8>)]) -> Result<(), StoreError> {
    let transaction = Transaction::write(database, &[FILES, SMALL], Durability::Strict)?;
    for (hash, bytes) in files {
        transaction.delete(SMALL, &names::brought(hash))?;
        transaction.put(FILES, &hash.into(), bytes)?;
    }
    transaction.commit().await
}

/// Removes files to which nothing refers, unless anything was committed since or bulk work is open.
pub async fn remove_files(
    database: &Database,
    commit: u64,
    files: &[UnusedFile],
) -> Result<RemovedFiles, StoreError> {
    let stores = [FILES, SMALL, META, BULK];
    let transaction = Transaction::write(database, &stores, Durability::Relaxed)?;
    let mut removed = RemovedFiles::default();
    let head = read_head(&transaction).await?;
    let open = transaction.get_keys(BULK, &JsValue::UNDEFINED, 1)?;
    if head.commit != commit || !transaction.all(open).await?.is_empty() {
        return Ok(removed);
    }
    for UnusedFile { hash, note } in files {
        let (key, name) = (names::taken_in(hash), hash.into());
        let (found, file) = (transaction.get(SMALL, &key)?, transaction.get(FILES, &name)?);
        let (found, file) = (transaction.bytes(found).await?, transaction.bytes(file).await?);
        if found != *note {
            continue;
        }
        transaction.delete(SMALL, &key)?;
        if let Some(bytes) = file {
            transaction.delete(FILES, &name)?;
            removed.count += 1;
            removed.bytes += bytes.len() as u64;
        }
    }
    transaction.commit().await?;
    Ok(removed)
}

/// Deletes the notes on the files that bulk work added. Returns the files' names.
async fn forget_brought(
    transaction: &Transaction<'_>,
    stamp: Stamp,
) -> Result<Vec<JsValue>, StoreError> {
    let prefix = SmallForm::Brought.prefix();
    let range = names::beginning_with(prefix)?;
    let (keys, values) = (
        transaction.get_keys(SMALL, &range, u32::MAX)?,
        transaction.get_all(SMALL, &range, u32::MAX)?,
    );
    let keys = transaction.all(keys).await?;
    let stamps = super::read::values(transaction.all(values).await?);
    let mut files = Vec::new();
    for (key, of) in keys.into_iter().zip(stamps) {
        if SmallForm::Brought.from_stored(&of) == Some(&stamp.to_bytes()) {
            transaction.delete(SMALL, &key)?;
            let name = key.as_string().unwrap_or_default();
            files.extend(name.strip_prefix(prefix).map(JsValue::from_str));
        }
    }
    Ok(files)
}

/// Ends bulk work together with an action. Its pages count from now on; if the written pages are
/// unknown, the next opening counts them. If an earlier attempt was written, returns its commit
/// instead of making another.
pub async fn bulk_end(
    database: &Database,
    bulk: &Bulk,
    action: &mut dyn Action,
    written: Option<&BTreeMap<PageKey, Tally>>,
    attempt: &mut Option<Commit>,
) -> Result<Commit, StoreError> {
    let stores = [PAGES, META, COMMITS, HISTORY, ABOUT, BULK, SMALL];
    let transaction = Transaction::write(database, &stores, Durability::Strict)?;
    if let Some(made) = attempt.take()
        && is_written(&transaction, &made).await?
    {
        return Ok(made);
    }
    if !is_open(&transaction, bulk).await? {
        return Err(StoreError::RolledBack);
    }
    let mut head = read_head(&transaction).await?;
    let stamp = bulk.stamp;
    let keys = action.pages();
    let pages = change_pages(&transaction, action, keys, stamp, &mut head).await?;
    head.clock.observe(action.imported_history().newest);
    match written {
        Some(written) => {
            written.iter().for_each(|(key, tally)| head.tallies.changed(*key, None, Some(*tally)))
        }
        None => head.tallies = Tallies::default(),
    }
    transaction.delete(BULK, &names::bulk(stamp))?;
    forget_brought(&transaction, stamp).await?;
    let keys = bulk.keys.iter().chain(pages.iter().map(|(key, _)| key)).copied().collect();
    let number = log(&transaction, &mut head, LoggedCommit { stamp, keys })?;
    let made = attempt.insert(Commit { number, stamp, pages });
    transaction.commit().await?;
    Ok(std::mem::replace(made, Commit { number, stamp, pages: Vec::new() }))
}

/// Rolls bulk work back. The abort is logged, because another tab may have read some of its pages.
pub async fn bulk_abort(database: &Database, bulk: &Bulk) -> Result<(), StoreError> {
    let stores = [PAGES, META, COMMITS, BULK, SMALL, FILES];
    let transaction = Transaction::write(database, &stores, Durability::Strict)?;
    if !is_open(&transaction, bulk).await? {
        return Ok(());
    }
    for file in forget_brought(&transaction, bulk.stamp).await? {
        transaction.delete(FILES, &file)?;
    }
    let mut head = read_head(&transaction).await?;
    for key in &bulk.keys {
        transaction.delete(PAGES, &names::page(*key))?;
    }
    transaction.delete(BULK, &names::bulk(bulk.stamp))?;
    let logged = LoggedCommit { stamp: bulk.stamp, keys: bulk.keys.clone() };
    log(&transaction, &mut head, logged)?;
    transaction.commit().await
}

/// Deletes the pages of open bulk work and writes nothing; the marker stays.
pub async fn bulk_delete(database: &Database, bulk: &Bulk) -> Result<(), StoreError> {
    let transaction = Transaction::write(database, &[PAGES, BULK], Durability::Strict)?;
    if !is_open(&transaction, bulk).await? {
        return Ok(());
    }
    for key in &bulk.keys {
        transaction.delete(PAGES, &names::page(*key))?;
    }
    transaction.commit().await
}

/// Joins each group of pages into one; `None` if there was nothing to do, or if bulk work is open,
/// whose pages must not move.
pub async fn join_pages(
    database: &Database,
    groups: &[Vec<PageKey>],
) -> Result<Option<Commit>, StoreError> {
    let stores = [PAGES, META, COMMITS, BULK];
    let transaction = Transaction::write(database, &stores, Durability::Strict)?;
    let open = transaction.get_all(BULK, &JsValue::UNDEFINED, u32::MAX)?;
    let open = super::read::values(transaction.all(open).await?);
    if !super::read::to_head_and_bulk(None, open).1.is_empty() {
        return Ok(None);
    }
    let mut head = read_head(&transaction).await?;
    let mut pages = Vec::new();
    let mut touched = Vec::new();
    for group in groups {
        let reads: Result<Vec<_>, _> = group.iter().map(|key| read(&transaction, *key)).collect();
        let mut found = Vec::new();
        for (key, request) in reads? {
            if let Some(bytes) = transaction.page(request).await? {
                found.push((key, bytes));
            }
        }
        if let Some((kept, joined)) = compact::join_found(&found) {
            for (key, _) in found.iter().filter(|(key, _)| *key != kept) {
                transaction.delete(PAGES, &names::page(*key))?;
            }
            transaction.put(PAGES, &names::page(kept), &joined)?;
            for (key, bytes) in &found {
                let after = (*key == kept).then(|| Tally::of(&joined));
                head.tallies.changed(*key, Some(Tally::of(bytes)), after);
            }
            touched.extend(found.iter().map(|(key, _)| *key));
            pages.push((kept, joined));
        }
    }
    if pages.is_empty() {
        return Ok(None);
    }
    let stamp = head.clock.last;
    let number = log(&transaction, &mut head, LoggedCommit { stamp, keys: touched })?;
    transaction.commit().await?;
    Ok(Some(Commit { number, stamp, pages }))
}

/// Deletes everything. The clock and the commit number continue, so that other tabs notice.
pub async fn clear(database: &Database) -> Result<(), StoreError> {
    let stores = [PAGES, META, COMMITS, HISTORY, ABOUT, BULK, SMALL, FILES];
    let transaction = Transaction::write(database, &stores, Durability::Strict)?;
    let head = read_head(&transaction).await?;
    for store in [PAGES, COMMITS, HISTORY, ABOUT, BULK, SMALL, FILES] {
        transaction.clear(store)?;
    }
    transaction.put(ABOUT, &SINCE.into(), &since_to_bytes(Stamp::NEVER))?;
    let commit = head.commit.saturating_add(1);
    let head = Head { commit, tallies: Tallies::NOTHING, ..head };
    transaction.put(META, &HEAD.into(), &head.to_bytes())?;
    transaction.commit().await
}

fn read(transaction: &Transaction<'_>, key: PageKey) -> Result<(PageKey, PageRequest), StoreError> {
    Ok((key, transaction.get_page(PAGES, &names::page(key))?))
}

pub async fn read_head(transaction: &Transaction<'_>) -> Result<Head, StoreError> {
    let request = transaction.get(META, &HEAD.into())?;
    Ok(to_head(transaction.bytes(request).await?.as_deref()))
}

/// Decodes the head. If it is damaged, starts as a new device.
pub fn to_head(bytes: Option<&[u8]>) -> Head {
    bytes.and_then(Head::from_bytes).unwrap_or_else(|| Head::lost(clock::random_u64()))
}

/// Numbers a commit and logs what it wrote.
pub fn log(
    transaction: &Transaction<'_>,
    head: &mut Head,
    logged: LoggedCommit,
) -> Result<u64, StoreError> {
    head.commit = head.commit.saturating_add(1);
    transaction.put(COMMITS, &names::commit(head.commit), &logged.to_bytes())?;
    if let Some(old) = head.commit.checked_sub(KEPT_COMMITS) {
        transaction.delete(COMMITS, &names::commit(old))?;
    }
    transaction.put(META, &HEAD.into(), &head.to_bytes())?;
    Ok(head.commit)
}

async fn is_written(transaction: &Transaction<'_>, made: &Commit) -> Result<bool, StoreError> {
    let request = transaction.get(COMMITS, &names::commit(made.number))?;
    let logged = transaction.bytes(request).await?;
    let stamp: Option<Stamp> =
        logged.and_then(|bytes| Some(LoggedCommit::from_bytes(&bytes)?.stamp));
    Ok(stamp == Some(made.stamp))
}

async fn is_open(transaction: &Transaction<'_>, bulk: &Bulk) -> Result<bool, StoreError> {
    let request = transaction.get(BULK, &names::bulk(bulk.stamp))?;
    Ok(transaction.bytes(request).await?.is_some())
}
