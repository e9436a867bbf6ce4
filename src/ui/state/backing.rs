//! The store and clock the app runs on.

use app::Workspace;

/// The app's store.
#[cfg(not(feature = "screens"))]
pub type Backing = browser::idb::IdbStore;
/// The app's store; screen tests may replace it with one in memory.
#[cfg(feature = "screens")]
pub type Backing = super::either_store::EitherStore;
/// The wall clock and random source.
pub type AppEnv = browser::env::BrowserEnv;
/// The workspace over this store and clock.
pub type AppWorkspace = Workspace<Backing, AppEnv>;

/// The name of the database, and of the channel between its tabs.
pub const DATABASE: &str = "satchel";

/// Creates a workspace over this browser's storage without opening it.
pub fn workspace() -> AppWorkspace {
    Workspace::new(Backing::new(DATABASE), browser::env::BrowserEnv)
}
