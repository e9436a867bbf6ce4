//! A handle of the store: the cached connection, the lock around every write, and the retries.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use indexed_db_futures::database::Database;
use wasm_bindgen::JsValue;

use crate::deadline::within;
use replica::{PageKey, Stamp};
use store::head::Head;
use store::{OpenBulk, StoreError, Tally};

use super::connection::{Connection, HEAD, META, VERSION};
use super::locks::{self, HeldLock, Mode};
use super::prefetch::{self, Prefetch};
use super::read;

/// The head, unless it was lost, and open bulk work with its owners.
type HeadAndBulk = (Option<Head>, Vec<(u64, OpenBulk)>);

/// Milliseconds to wait for a lock, or for the prefetched reads.
const PATIENCE: i32 = 5_000;

/// Milliseconds between two looks at the locks of bulk work that seems alive.
const RELEASE: u32 = 100;

/// The number of such looks after the first.
const RELEASES: u32 = 15;

/// The number of times an operation is retried on a new connection.
const RETRIES: u32 = 3;

/// A store in IndexedDB. Clones share the connection; a separate value of the same name has its own
/// connection, like another tab.
#[derive(Clone)]
pub struct IdbStore {
    pub(super) shared: Rc<Shared>,
}

pub(super) struct Shared {
    name: String,
    version: u32,
    connection: RefCell<Option<Rc<Connection>>>,
    superseded: Cell<bool>,
    on_superseded: RefCell<Option<Rc<dyn Fn()>>>,
    /// Bulk work of this tab.
    pub open_bulk: RefCell<Vec<Ours>>,
    /// Reads started before the store existed. Outdated by any write.
    pub prefetch: RefCell<Option<Prefetch>>,
    /// True if stores were missing and have been re-created.
    pub remade: Cell<bool>,
}

/// Bulk work of this tab, until it ends.
pub(super) struct Ours {
    pub stamp: Stamp,
    /// Shows other tabs that the work is alive.
    pub _held: Option<HeldLock>,
    /// The pages written so far.
    pub written: BTreeMap<PageKey, Tally>,
}

impl IdbStore {
    /// Creates the store of this database name; the first use opens it.
    pub fn new(name: &str) -> Self {
        Self::of_version(name, VERSION)
    }

    /// Creates the store as a later version of Satchel would open it. For tests of how an upgrade
    /// affects other tabs.
    pub fn of_version(name: &str, version: u32) -> Self {
        let shared = Shared {
            name: name.to_owned(),
            version,
            connection: RefCell::default(),
            superseded: Cell::default(),
            on_superseded: RefCell::default(),
            open_bulk: RefCell::default(),
            prefetch: RefCell::default(),
            remade: Cell::default(),
        };
        Self { shared: Rc::new(shared) }
    }

    /// Sets the callback for when another tab starts a newer version. By then the connection is
    /// closed, and every operation of this store fails with [`StoreError::Superseded`].
    pub fn on_superseded(&self, call: impl Fn() + 'static) {
        self.shared.on_superseded.replace(Some(Rc::new(call)));
    }

    /// Checks that the connection is alive, and opens a new one if not. Call it when the page
    /// becomes visible again, before the first write finds out.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn probe(&self) -> Result<(), StoreError> {
        self.one(META, &HEAD.into()).await.map(drop)
    }

    /// Closes the connection, as a browser may do under memory pressure; the next use opens one.
    pub fn close(&self) {
        self.shared.connection.take();
        self.shared.prefetch.take();
    }

    /// Runs `work` on the connection, and again on a new one if it is lost.
    pub(super) async fn run<T>(
        &self,
        mut work: impl AsyncFnMut(&Database) -> Result<T, StoreError>,
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

    /// Runs a write as [`IdbStore::run`] does, while no compaction is running.
    pub(super) async fn write<T>(
        &self,
        work: impl AsyncFnMut(&Database) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.shared.prefetch.take();
        // Without locks there is no compaction either. After the timeout the write goes on without
        // a lock: it looks up records again if joining pages moved them meanwhile.
        let name = self.write_lock();
        let lock = locks::lock(&name, Mode::Shared);
        let _held = within(PATIENCE, lock).await;
        self.run(work).await
    }

    pub(super) fn write_lock(&self) -> String {
        format!("{}-write", self.shared.name)
    }

    pub(super) fn bulk_lock(&self, owner: u64) -> String {
        format!("{}-bulk-{owner:016x}", self.shared.name)
    }

    pub(super) async fn connection(&self) -> Result<Rc<Connection>, StoreError> {
        let shared = &self.shared;
        if shared.superseded.get() {
            return Err(StoreError::Superseded);
        }
        if let Some(kept) = shared.connection.borrow().as_ref().filter(|kept| kept.is_usable()) {
            return Ok(Rc::clone(kept));
        }
        let (name, version) = (&shared.name, shared.version);
        let connection = match prefetch::take_over(name, version).await {
            Some((database, begun)) => {
                shared.prefetch.replace(Some(begun));
                Connection::of(database, version, self.superseding())
            }
            None => {
                let (opened, remade) = Connection::open(name, version, self.superseding()).await?;
                shared.remade.set(shared.remade.get() || remade);
                opened
            }
        };
        let connection = Rc::new(connection);
        shared.connection.replace(Some(Rc::clone(&connection)));
        Ok(connection)
    }

    /// Returns the callback for a connection that makes way for a newer version.
    fn superseding(&self) -> impl Fn() + 'static {
        let watching = Rc::downgrade(&self.shared);
        move || {
            if let Some(shared) = watching.upgrade() {
                shared.superseded.set(true);
                let call = shared.on_superseded.borrow().clone();
                if let Some(call) = call {
                    call();
                }
            }
        }
    }

    /// Returns the head and open bulk work if they were read ahead.
    pub(super) async fn known_ahead(&self) -> Result<Option<HeadAndBulk>, StoreError> {
        match self.connection().await {
            // The next read opens a connection again.
            Err(StoreError::Lost) => return Ok(None),
            // Trying again would wait behind the refused request.
            Err(error) => return Err(error),
            Ok(_connection) => {}
        }
        let Some(begun) = self.shared.prefetch.take() else { return Ok(None) };
        // If the script's transaction is stuck, the store reads by itself.
        let known = within(PATIENCE, begun.head_and_bulk()).await.flatten();
        if known.is_some() {
            self.shared.prefetch.replace(Some(begun));
        }
        Ok(known)
    }

    /// Drops bulk work whose tab is alive, as shown by the lock it holds. Waits a moment for locks
    /// to be released: a page that was just left still holds its own when the next one asks.
    pub(super) async fn without_living(&self, mut rows: Vec<(u64, OpenBulk)>) -> Vec<OpenBulk> {
        let mut dead = Vec::new();
        rows.retain(|(_, open)| !self.is_ours(open.bulk.stamp));
        for attempt in 0..=RELEASES {
            if rows.is_empty() {
                break;
            }
            if attempt > 0 {
                TimeoutFuture::new(RELEASE).await;
            }
            // If the browser does not answer, nothing counts as abandoned.
            let Some(held) = within(PATIENCE, locks::held_names()).await else { break };
            let held = held.unwrap_or_default();
            let ended = rows.extract_if(.., |(owner, _)| !held.contains(&self.bulk_lock(*owner)));
            dead.extend(ended.map(|(_, open)| open));
        }
        dead
    }

    /// True for bulk work of this tab.
    fn is_ours(&self, stamp: Stamp) -> bool {
        self.shared.open_bulk.borrow().iter().any(|ours| ours.stamp == stamp)
    }

    /// Reads one value.
    pub(super) async fn one(
        &self,
        store: &str,
        key: &JsValue,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.run(async |database| read::one(database, store, key).await).await
    }
}
