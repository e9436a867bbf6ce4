//! Which store and which clock the app runs on.

use app::Workspace;

/// Where the data is.
#[cfg(not(feature = "screens"))]
pub type Backing = browser::idb::IdbStore;
/// Where the data is: screens are tested over a store in memory.
#[cfg(feature = "screens")]
pub type Backing = super::either_store::EitherStore;
/// The wall clock and chance.
pub type Env = browser::env::BrowserEnv;
/// The app over them.
pub type Satchel = Workspace<Backing, Env>;

/// The name of the database, and of the channel between its tabs.
pub const DATABASE: &str = "satchel";

/// A workspace over this browser's storage; nothing is opened yet.
pub fn satchel() -> Satchel {
    Workspace::new(Backing::new(DATABASE), browser::env::BrowserEnv)
}
