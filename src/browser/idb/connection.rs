//! The database connection: opening and upgrading.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use indexed_db_futures::Result as Outcome;
use indexed_db_futures::database::{Database, VersionChangeEvent};
use indexed_db_futures::error::OpenDbError;
use indexed_db_futures::future::OpenDbRequest;
use indexed_db_futures::prelude::Build;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::IdbDatabase;

use crate::clock;
use dom::spawn;
use replica::Stamp;
use store::about::since_to_bytes;
use store::head::Head;
use store::{StoreError, StoreTable};

use super::beneath::{has_store, raw};
use super::error::{During, classify, to_exception};
use super::request::put;
use super::watched::Watched;

/// The store of packed records.
pub const PAGES: &str = StoreTable::Pages.name();
/// The store of the head: clock and number of the last commit.
pub const META: &str = StoreTable::Meta.name();
/// The store of what each commit wrote.
pub const COMMITS: &str = StoreTable::Commits.name();
/// The store of history entries, the newest first.
pub const HISTORY: &str = StoreTable::History.name();
/// The store of the index of history.
pub const ABOUT: &str = StoreTable::About.name();
/// The store of open bulk work.
pub const BULK: &str = StoreTable::Bulk.name();
/// The store of the app's small values.
pub const SMALL: &str = StoreTable::Small.name();
/// The store of files, by the hash of their bytes.
pub const FILES: &str = StoreTable::Files.name();
/// The key, in [`ABOUT`], of the stamp since which the index is complete.
pub const SINCE: &str = "since";
/// The key of the head in [`META`].
pub const HEAD: &str = "head";

/// The upgrade steps; step `n` upgrades version `n` to version `n + 1`.
const STEPS: [UpgradeStep; 2] = [first, second];
type UpgradeStep = fn(&Database) -> Outcome<()>;

/// The database version that this code writes.
pub const VERSION: u32 = STEPS.len() as u32;

/// Every object store.
const STORES: [&str; StoreTable::ALL.len()] =
    [PAGES, META, COMMITS, HISTORY, ABOUT, BULK, SMALL, FILES];

/// The distance between two version numbers of the same format, where the later one only re-created
/// missing stores: IndexedDB requires a higher number for that.
const REMADE: u32 = 1_000;

/// Returns the format version of a number, however often stores were re-created.
pub fn form(number: u32) -> u32 {
    number % REMADE
}

fn first(database: &Database) -> Outcome<()> {
    for name in STORES.into_iter().filter(|name| ![META, ABOUT].contains(name)) {
        database.create_object_store(name).build()?;
    }
    // There is no history yet, so all of it is indexed.
    let since = Uint8Array::from(since_to_bytes(Stamp::NEVER).as_slice());
    put(&database.create_object_store(ABOUT).build()?, &SINCE.into(), &since)?;
    let head = Uint8Array::from(Head::new(clock::random_u64()).to_bytes().as_slice());
    put(&database.create_object_store(META).build()?, &HEAD.into(), &head)
}

/// Adds the index of history to the first version; what is there already is indexed when idle.
fn second(database: &Database) -> Outcome<()> {
    if !has_store(raw(database), ABOUT) {
        database.create_object_store(ABOUT).build()?;
    }
    Ok(())
}

/// Creates the missing stores; the contents of the others stay. Returns true if any were missing.
fn make_missing(database: &Database) -> Outcome<bool> {
    let mut any = false;
    for name in STORES {
        if !has_store(raw(database), name) {
            database.create_object_store(name).build()?;
            any = true;
        }
    }
    Ok(any)
}

/// True if a database is of this format version and has every store.
pub fn is_whole(database: &IdbDatabase, version: u32) -> bool {
    let number = database.version() as u32;
    form(number) == version && STORES.iter().all(|name| has_store(database, name))
}

/// An open connection; dropping it closes it once its transactions have ended.
#[derive(Debug)]
pub struct Connection {
    database: Database,
    watched: Watched,
}

impl Connection {
    /// Keeps a database of this version that is open already.
    pub fn of(database: Database, version: u32, on_superseded: impl Fn() + 'static) -> Self {
        let watched = Watched::new(raw(&database).clone(), version, on_superseded);
        Self { database, watched }
    }

    /// Opens the database and upgrades it to this version. Calls `on_superseded` as [`Watched`]
    /// does. Creates missing stores, as after an interrupted upgrade; returns whether it created
    /// any.
    pub async fn open(
        name: &str,
        version: u32,
        on_superseded: impl Fn() + 'static,
    ) -> Result<(Self, bool), StoreError> {
        let remade = Rc::new(Cell::new(false));
        let mut database = match open_at(name, Some(version), &remade).await {
            // A higher number may be the same format with re-created stores.
            Err(StoreError::NewerData) => open_at(name, None, &remade).await?,
            opened => opened?,
        };
        while !is_whole(raw(&database), version) {
            let number = database.version() as u32;
            database.close();
            let wanted = match form(number) {
                newer if newer > version => return Err(StoreError::NewerData),
                same if same == version => number + REMADE,
                older => number - older + version,
            };
            database = open_at(name, Some(wanted), &remade).await?;
        }
        Ok((Self::of(database, version, on_superseded), remade.get()))
    }

    /// Returns the database, for starting transactions.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// True unless the connection was closed.
    pub fn is_usable(&self) -> bool {
        self.watched.is_usable()
    }
}

/// Milliseconds that older tabs have to close: a running transaction finishes first.
const PATIENCE: i32 = 2_000;

/// Opens the database at this number, or at its current one, and sets `remade` if stores of its own
/// version were missing. Fails with [`StoreError::OldTab`] if an older tab blocks the upgrade for too
/// long.
async fn open_at(
    name: &str,
    number: Option<u32>,
    remade: &Rc<Cell<bool>>,
) -> Result<Database, StoreError> {
    let wait = Rc::new(Wait::default());
    let blocked = Rc::clone(&wait);
    let on_blocked = move |_: VersionChangeEvent| {
        let give_up = Closure::once_into_js(move || blocked.give_up());
        dom::later(give_up.unchecked_ref(), PATIENCE);
        Ok(())
    };
    let remade = Rc::clone(remade);
    let upgrade = move |event, database| upgrade(&event, &database, &remade);
    let open = Database::open(name).with_on_blocked(on_blocked).with_on_upgrade_needed(upgrade);
    let request = match number {
        Some(number) => open.with_version(number).build(),
        None => open.build(),
    };
    OpenRequest { request: Some(request.map_err(not_opened)?), wait }.await
}

/// Upgrades a database to this version. An error aborts the upgrade, and opening fails with it.
fn upgrade(event: &VersionChangeEvent, database: &Database, remade: &Cell<bool>) -> Outcome<()> {
    let from = form(event.old_version() as u32);
    STEPS.iter().skip(from as usize).try_for_each(|step| step(database))?;
    if make_missing(database)? {
        remade.set(true);
    }
    Ok(())
}

/// Maps an error of opening.
fn not_opened(error: OpenDbError) -> StoreError {
    match error {
        OpenDbError::Base(error) => to_exception(error)
            .map_or_else(|error| error, |exception| classify(&exception, During::Opening)),
        // The crate takes every exception of the call for a version of zero, which is never asked
        // for; the others are those of blocked storage.
        OpenDbError::VersionZero
        | OpenDbError::NullFactory
        | OpenDbError::UnsupportedEnvironment => StoreError::Blocked,
    }
}

/// Tells the waiting task that an older tab took too long.
#[derive(Default)]
struct Wait {
    is_over: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl Wait {
    fn give_up(&self) {
        self.is_over.set(true);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

/// A pending request to open the database.
struct OpenRequest {
    request: Option<OpenDbRequest>,
    wait: Rc<Wait>,
}

impl Future for OpenRequest {
    type Output = Result<Database, StoreError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if let Some(request) = &mut self.request
            && let Poll::Ready(opened) = Pin::new(request).poll(context)
        {
            self.request = None;
            return Poll::Ready(opened.map_err(not_opened));
        }
        if self.wait.is_over.get() {
            return Poll::Ready(Err(StoreError::OldTab));
        }
        self.wait.waker.replace(Some(context.waker().clone()));
        Poll::Pending
    }
}

impl Drop for OpenRequest {
    fn drop(&mut self) {
        // Nobody waits any more, but it may still open, also with an upgrade: close it then, or it
        // would block later upgrades.
        if let Some(request) = self.request.take() {
            spawn(async move {
                if let Ok(database) = request.await {
                    database.close();
                }
            });
        }
    }
}
