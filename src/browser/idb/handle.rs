//! A handle of the store: the connection that is kept, the lock around every write, and the retries.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

use crate::deadline::within;
use replica::{PageKey, Stamp};
use store::head::Head;
use store::{OpenBulk, StoreError, Tally};

use super::ahead::{self, Ahead};
use super::connection::{Connection, HEAD, META, VERSION};
use super::locks::{self, Held, Mode};
use super::read;

/// The head, where it was not lost, and bulk work that is open with its owner.
type Found = (Option<Head>, Vec<(u64, OpenBulk)>);

/// Milliseconds that a lock is waited for.
const PATIENCE: i32 = 5_000;

/// How often an operation is repeated on a new connection.
const RETRIES: u32 = 3;

/// A store in IndexedDB. Clones share the connection; another value of the same name is another
/// connection, as another tab has it.
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
    /// What was asked for before there was a store. It is of no use after a write.
    pub ahead: RefCell<Option<Ahead>>,
    /// Whether stores were missing, and were made.
    pub remade: Cell<bool>,
}

/// Bulk work of this tab, until it ends.
pub(super) struct Ours {
    pub stamp: Stamp,
    /// Tells other tabs that it lives.
    pub _held: Option<Held>,
    /// The pages that it has written.
    pub written: BTreeMap<PageKey, Tally>,
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
            remade: Cell::default(),
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
    pub(super) async fn run<T>(
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
    pub(super) async fn write<T>(
        &self,
        work: impl AsyncFnMut(&IdbDatabase) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.shared.ahead.take();
        // Without locks there is no compaction either. Who waits too long for a lock goes on without:
        // what the join of pages moves meanwhile is looked for anew.
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
                Connection::watch(database, shared.version, superseded)
            }
            None => {
                let (opened, remade) =
                    Connection::open(&shared.name, shared.version, superseded).await?;
                shared.remade.set(shared.remade.get() || remade);
                opened
            }
        };
        let connection = Rc::new(connection);
        shared.connection.replace(Some(Rc::clone(&connection)));
        Ok(connection)
    }

    /// The head and bulk work, as far as they were asked for before there was a store.
    pub(super) async fn known_ahead(&self) -> Result<Option<Found>, StoreError> {
        match self.connection().await {
            // Who asks next tries again.
            Err(StoreError::Lost) => return Ok(None),
            // Asking again would wait behind the request that was refused.
            Err(error) => return Err(error),
            Ok(_connection) => {}
        }
        let Some(begun) = self.shared.ahead.take() else { return Ok(None) };
        // Where the script's transaction is stuck, the store reads by itself.
        let known = within(PATIENCE, begun.head_and_bulk()).await.flatten();
        if known.is_some() {
            self.shared.ahead.replace(Some(begun));
        }
        Ok(known)
    }

    /// Whether a tab is at work on this, by the lock that it holds.
    pub(super) async fn without_living(&self, rows: Vec<(u64, OpenBulk)>) -> Vec<OpenBulk> {
        if rows.is_empty() {
            return Vec::new();
        }
        // Where the browser does not answer, nobody is taken for dead.
        let Some(held) = within(PATIENCE, locks::held_names()).await else { return Vec::new() };
        let held = held.unwrap_or_default();
        let dead = |(owner, _): &(u64, OpenBulk)| !held.contains(&self.bulk_lock(*owner));
        rows.into_iter().filter(dead).map(|(_, open)| open).collect()
    }

    /// One value.
    pub(super) async fn one(
        &self,
        store: &str,
        key: &JsValue,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.run(async |database| read::one(database, store, key).await).await
    }
}
