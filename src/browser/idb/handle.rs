//! A handle of the store: the cached connection, the lock around every write, and the retries.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use indexed_db_futures::database::Database;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::deadline::within;
use dom::spawn;
use replica::{PageKey, Stamp};
use store::head::Head;
use store::{OpenBulk, StoreError, Tally};

use super::connection::{Connection, HEAD, META, VERSION};
use super::locks::{self, HeldLock, Mode};
use super::prefetch::{self, Prefetch};
use super::read;

/// The head, unless it was lost, and open bulk work with its owners.
type HeadAndBulk = (Option<Head>, Vec<(u64, OpenBulk)>);

/// Milliseconds to wait for a lock, or for the reads started ahead.
const PATIENCE: i32 = 5_000;

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
    /// Resolves when the connection that is being opened beside the reads is there.
    opening: RefCell<Option<Promise>>,
    superseded: Cell<bool>,
    on_superseded: RefCell<Option<Rc<dyn Fn()>>>,
    /// Bulk work of this tab.
    pub open_bulk: RefCell<Vec<Ours>>,
    /// Reads started before the store existed. Outdated by any write.
    pub ahead: RefCell<Option<Prefetch>>,
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
            opening: RefCell::default(),
            superseded: Cell::default(),
            on_superseded: RefCell::default(),
            open_bulk: RefCell::default(),
            ahead: RefCell::default(),
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
        self.shared.ahead.take();
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
        self.shared.ahead.take();
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
        let opening = shared.opening.borrow().clone();
        if let Some(opening) = opening {
            // It is never rejected: if there is no connection, opening one meets the error.
            drop(JsFuture::from(opening).await);
        }
        if shared.superseded.get() {
            return Err(StoreError::Superseded);
        }
        if let Some(kept) = shared.connection.borrow().as_ref().filter(|kept| kept.is_usable()) {
            return Ok(Rc::clone(kept));
        }
        self.take_ahead().await;
        self.connect().await
    }

    /// Takes over what the script began to read.
    async fn take_ahead(&self) {
        let shared = &self.shared;
        let begun = prefetch::take_over(&shared.name, shared.version, self.superseding()).await;
        if let Some(begun) = begun {
            shared.ahead.replace(Some(begun));
        }
    }

    async fn connect(&self) -> Result<Rc<Connection>, StoreError> {
        let shared = &self.shared;
        let opened = Connection::open(&shared.name, shared.version, self.superseding()).await;
        let (connection, remade) = opened?;
        shared.remade.set(shared.remade.get() || remade);
        let connection = Rc::new(connection);
        shared.connection.replace(Some(Rc::clone(&connection)));
        Ok(connection)
    }

    /// Opens the connection while the script's reads go on; nobody waits for it yet.
    fn connect_beside(&self) {
        let opening = Promise::new(&mut |resolve, _reject| {
            let store = self.clone();
            spawn(async move {
                // The next use opens again, and meets the error.
                drop(store.connect().await);
                store.shared.opening.take();
                // Resolving a promise cannot throw.
                drop(resolve.call0(&JsValue::UNDEFINED));
            });
        });
        self.shared.opening.replace(Some(opening));
    }

    /// Returns the callback for a connection that makes way for a newer version.
    fn superseding(&self) -> impl Fn() + 'static {
        let watching = Rc::downgrade(&self.shared);
        move || {
            // Each of two connections may notice, while the script's reads go on.
            let noticed = watching.upgrade().filter(|shared| !shared.superseded.replace(true));
            if let Some(shared) = noticed {
                let call = shared.on_superseded.borrow().clone();
                if let Some(call) = call {
                    call();
                }
            }
        }
    }

    /// Returns the head and open bulk work if they were read ahead.
    pub(super) async fn known_ahead(&self) -> Result<Option<HeadAndBulk>, StoreError> {
        let shared = &self.shared;
        if shared.superseded.get() {
            return Err(StoreError::Superseded);
        }
        let is_new = shared.connection.borrow().is_none() && shared.opening.borrow().is_none();
        if is_new {
            self.take_ahead().await;
        }
        let begun = shared.ahead.take();
        let Some(begun) = begun else {
            return match self.connection().await {
                // The next read opens a connection again.
                Ok(_) | Err(StoreError::Lost) => Ok(None),
                // Trying again would wait behind the refused request.
                Err(error) => Err(error),
            };
        };
        if is_new {
            self.connect_beside();
        }
        // If the script's transaction is stuck, the store reads by itself.
        let known = within(PATIENCE, begun.head_and_bulk()).await.flatten();
        if known.is_some() {
            shared.ahead.replace(Some(begun));
        }
        Ok(known)
    }

    /// Drops bulk work whose tab is alive, as shown by the lock it holds.
    pub(super) async fn without_living(&self, rows: Vec<(u64, OpenBulk)>) -> Vec<OpenBulk> {
        if rows.is_empty() {
            return Vec::new();
        }
        // If the browser does not answer, nothing counts as abandoned.
        let Some(held) = within(PATIENCE, locks::held_names()).await else { return Vec::new() };
        let held = held.unwrap_or_default();
        let dead = |(owner, _): &(u64, OpenBulk)| !held.contains(&self.bulk_lock(*owner));
        rows.into_iter().filter(dead).map(|(_, open)| open).collect()
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
