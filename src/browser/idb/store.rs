//! The store itself: the connection that is kept, the lock around every write, and the retries.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

use crate::browser::clock;
use crate::replica::{PageKey, Stamp};
use crate::store::rows::Head;
use crate::store::{
    Action, Bulk, Commit, Durability, Missed, OpenBulk, Opened, PageRange, Store, StoreError, Usage,
};

use super::ahead::{self, Ahead};
use super::connection::{Connection, FILES, HEAD, HISTORY, META, PAGES, SMALL, VERSION};
use super::locks::{self, Held, Lock, Mode};
use super::request::Transaction;
use super::{names, read, room, write};

/// How often an operation is repeated on a new connection.
const RETRIES: u32 = 3;

/// A store in IndexedDB. Clones share the connection; another value of the same name is another
/// connection, as another tab has it.
#[derive(Clone)]
pub struct IdbStore {
    shared: Rc<Shared>,
}

struct Shared {
    name: String,
    version: u32,
    connection: RefCell<Option<Rc<Connection>>>,
    superseded: Cell<bool>,
    on_superseded: RefCell<Option<Rc<dyn Fn()>>>,
    open_bulk: RefCell<Vec<(Stamp, Held)>>,
    /// What was asked for before there was a store. It is of no use after a write.
    ahead: RefCell<Option<Ahead>>,
}

impl IdbStore {
    /// The store in the database of this name; it is opened when it is first used.
    pub fn new(name: &str) -> Self {
        Self::of_version(name, VERSION)
    }

    /// The store as a later version of Satchel would open it. For tests of what an upgrade does to
    /// other tabs.
    pub fn of_version(name: &str, version: u32) -> Self {
        let shared = Shared {
            name: name.to_owned(),
            version,
            connection: RefCell::default(),
            superseded: Cell::default(),
            on_superseded: RefCell::default(),
            open_bulk: RefCell::default(),
            ahead: RefCell::default(),
        };
        Self { shared: Rc::new(shared) }
    }

    /// What to do when another tab has started a newer version. The connection is closed then, and
    /// everything asked of this store gives [`StoreError::Superseded`].
    pub fn on_superseded(&self, call: impl Fn() + 'static) {
        self.shared.on_superseded.replace(Some(Rc::new(call)));
    }

    /// Looks whether the connection is alive, and opens a new one where it is not. To be called when
    /// the page becomes visible again, before the first write finds out.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn probe(&self) -> Result<(), StoreError> {
        self.one(META, &HEAD.into()).await.map(drop)
    }

    /// Closes the connection, as the browser does by itself under pressure; the next use opens one.
    pub fn close(&self) {
        self.shared.connection.take();
    }

    /// Does something with the connection; where that is lost, again with a new one.
    async fn run<T>(
        &self,
        mut work: impl AsyncFnMut(&IdbDatabase) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut retries = RETRIES;
        loop {
            let connection = match self.connection().await {
                Err(StoreError::Lost) if retries > 0 => {
                    retries -= 1;
                    continue;
                }
                opened => opened?,
            };
            match work(connection.database()).await {
                Err(StoreError::Lost) if retries > 0 => retries -= 1,
                done => return done,
            }
            let mut kept = self.shared.connection.borrow_mut();
            if kept.as_ref().is_some_and(|kept| Rc::ptr_eq(kept, &connection)) {
                kept.take();
            }
        }
    }

    /// Writes: as [`IdbStore::run`], while no compaction is under way.
    async fn write<T>(
        &self,
        work: impl AsyncFnMut(&IdbDatabase) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.shared.ahead.take();
        // Without locks there is no compaction either.
        let _held = locks::lock(&self.write_lock(), Mode::Shared).await;
        self.run(work).await
    }

    fn write_lock(&self) -> String {
        format!("{}-write", self.shared.name)
    }

    fn bulk_lock(&self, owner: u64) -> String {
        format!("{}-bulk-{owner:016x}", self.shared.name)
    }

    async fn connection(&self) -> Result<Rc<Connection>, StoreError> {
        let shared = &self.shared;
        if shared.superseded.get() {
            return Err(StoreError::Superseded);
        }
        if let Some(kept) = shared.connection.borrow().as_ref().filter(|kept| kept.is_usable()) {
            return Ok(Rc::clone(kept));
        }
        let watching = Rc::downgrade(shared);
        let superseded = move || {
            if let Some(shared) = watching.upgrade() {
                shared.superseded.set(true);
                let call = shared.on_superseded.borrow().clone();
                if let Some(call) = call {
                    call();
                }
            }
        };
        let connection = match ahead::take_over(&shared.name, shared.version).await {
            Some((database, begun)) => {
                shared.ahead.replace(Some(begun));
                Connection::watch(database, superseded)
            }
            None => Connection::open(&shared.name, shared.version, superseded).await?,
        };
        let connection = Rc::new(connection);
        shared.connection.replace(Some(Rc::clone(&connection)));
        Ok(connection)
    }

    /// The head and bulk work, as far as they were asked for before there was a store.
    async fn known_ahead(&self) -> Result<Option<(Head, Vec<(u64, OpenBulk)>)>, StoreError> {
        match self.connection().await {
            // Who asks next tries again.
            Err(StoreError::Lost) => return Ok(None),
            // Asking again would wait behind the request that was refused.
            Err(error) => return Err(error),
            Ok(_connection) => {}
        }
        let Some(begun) = self.shared.ahead.take() else { return Ok(None) };
        let known = begun.head_and_bulk().await;
        if known.is_some() {
            self.shared.ahead.replace(Some(begun));
        }
        Ok(known)
    }

    /// Whether a tab is at work on this, by the lock that it holds.
    async fn without_living(&self, rows: Vec<(u64, OpenBulk)>) -> Vec<OpenBulk> {
        let held = if rows.is_empty() { None } else { locks::held_names().await };
        let held = held.unwrap_or_default();
        let dead = |(owner, _): &(u64, OpenBulk)| !held.contains(&self.bulk_lock(*owner));
        rows.into_iter().filter(dead).map(|(_, open)| open).collect()
    }
}

impl Store for IdbStore {
    async fn open(&self) -> Result<Opened, StoreError> {
        let (head, rows) = match self.known_ahead().await? {
            Some(known) => known,
            None => self.run(read::head_and_bulk).await?,
        };
        let open_bulk = self.without_living(rows).await;
        Ok(Opened { commit: head.commit, device: head.clock.last.device, open_bulk })
    }

    async fn pages(
        &self,
        range: PageRange,
        after: Option<PageKey>,
        limit: u32,
    ) -> Result<Vec<(PageKey, Vec<u8>)>, StoreError> {
        let Some(range) = names::pages(range, after)?.filter(|_| limit > 0) else {
            return Ok(Vec::new());
        };
        self.run(async |database| read::rows(database, PAGES, &range, limit, names::to_page).await)
            .await
    }

    async fn read_pages(
        &self,
        range: PageRange,
        take: &mut dyn FnMut(Vec<(PageKey, Vec<u8>)>),
    ) -> Result<(), StoreError> {
        if range == PageRange::Hot {
            let begun = self.shared.ahead.take();
            if let Some(begun) = begun
                && begun.pages(&mut *take).await
            {
                return Ok(());
            }
            let read = async |database: &_| read::each_hot_page(database, &mut *take).await;
            return self.run(read).await;
        }
        let Some(range) = names::pages(range, None)? else { return Ok(()) };
        self.run(async |database| {
            read::each_rows(database, PAGES, &range, u32::MAX, names::to_page, &mut *take).await
        })
        .await
    }

    async fn pages_by_key(&self, keys: &[PageKey]) -> Result<Vec<(PageKey, Vec<u8>)>, StoreError> {
        self.run(async |database| read::pages_by_key(database, keys).await).await
    }

    async fn commit(
        &self,
        action: &mut dyn Action,
        durability: Durability,
    ) -> Result<Commit, StoreError> {
        let mut attempt = None;
        self.write(async |database| {
            write::commit(database, &mut *action, durability, &mut attempt).await
        })
        .await
    }

    async fn missed(&self, since: u64) -> Result<Missed, StoreError> {
        self.run(async |database| read::missed(database, since).await).await
    }

    async fn history(
        &self,
        before: Option<Stamp>,
        limit: u32,
    ) -> Result<Vec<(Stamp, Vec<u8>)>, StoreError> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let range = names::history_before(before)?;
        self.run(async |database| {
            read::rows(database, HISTORY, &range, limit, names::to_history).await
        })
        .await
    }

    async fn history_entry(&self, stamp: Stamp) -> Result<Option<Vec<u8>>, StoreError> {
        self.one(HISTORY, &names::history(stamp)).await
    }

    async fn bulk_begin(
        &self,
        label: &str,
        keys: &[PageKey],
        now_millis: i64,
    ) -> Result<Bulk, StoreError> {
        let owner = clock::random_u64();
        let lock = locks::lock(&self.bulk_lock(owner), Mode::AloneIfFree).await;
        let bulk = self
            .write(async |database| {
                write::bulk_begin(database, label, keys, now_millis, owner).await
            })
            .await?;
        if let Lock::Held(held) = lock {
            self.shared.open_bulk.borrow_mut().push((bulk.stamp, held));
        }
        Ok(bulk)
    }

    async fn bulk_write(
        &self,
        bulk: &Bulk,
        pages: Vec<(PageKey, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        self.write(async |database| write::bulk_write(database, bulk, &pages).await).await
    }

    async fn bulk_put_files(
        &self,
        bulk: &Bulk,
        files: Vec<(String, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        self.write(async |database| write::bulk_put_files(database, bulk, &files).await).await
    }

    async fn bulk_end(&self, bulk: &Bulk, action: &mut dyn Action) -> Result<Commit, StoreError> {
        let mut attempt = None;
        let commit = self
            .write(async |database| write::bulk_end(database, bulk, action, &mut attempt).await)
            .await?;
        self.shared.open_bulk.borrow_mut().retain(|(stamp, _)| *stamp != bulk.stamp);
        Ok(commit)
    }

    async fn bulk_abort(&self, bulk: &Bulk) -> Result<(), StoreError> {
        let abort =
            async || self.write(async |database| write::bulk_abort(database, bulk).await).await;
        let mut done = abort().await;
        if done == Err(StoreError::Full) {
            // Deleting needs no room, and makes the room to note it.
            self.write(async |database| write::bulk_delete(database, bulk).await).await?;
            done = abort().await;
        }
        if done != Err(StoreError::Full) {
            done?;
        }
        self.shared.open_bulk.borrow_mut().retain(|(stamp, _)| *stamp != bulk.stamp);
        Ok(())
    }

    async fn compact(&self, groups: &[Vec<PageKey>]) -> Result<Option<Commit>, StoreError> {
        match locks::lock(&self.write_lock(), Mode::AloneIfFree).await {
            Lock::Held(_held) => {
                self.run(async |database| write::join_pages(database, groups).await).await
            }
            Lock::Taken | Lock::Unknown => Ok(None),
        }
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.one(SMALL, &key.into()).await
    }

    async fn get_all(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let range = names::beginning_with(prefix)?;
        self.run(async |database| {
            read::rows(database, SMALL, &range, u32::MAX, JsValue::as_string).await
        })
        .await
    }

    async fn put(&self, key: &str, value: Option<Vec<u8>>) -> Result<(), StoreError> {
        self.run(async |database| {
            let transaction = Transaction::write(database, &[SMALL], Durability::Relaxed)?;
            match &value {
                Some(value) => transaction.put(SMALL, &key.into(), value)?,
                None => transaction.delete(SMALL, &key.into())?,
            }
            transaction.commit().await
        })
        .await
    }

    async fn file(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.one(FILES, &hash.into()).await
    }

    async fn put_files(&self, files: Vec<(String, Vec<u8>)>) -> Result<(), StoreError> {
        self.run(async |database| write::put_files(database, &files).await).await
    }

    async fn usage(&self) -> Usage {
        room::usage().await
    }

    async fn clear(&self) -> Result<(), StoreError> {
        self.write(async |database| write::clear(database).await).await
    }
}

impl IdbStore {
    async fn one(&self, store: &str, key: &JsValue) -> Result<Option<Vec<u8>>, StoreError> {
        self.run(async |database| read::one(database, store, key).await).await
    }
}
