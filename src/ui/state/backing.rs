//! Which store and which clock the app runs on.

use crate::app::Workspace;

/// Where the data is.
pub type Backing = crate::browser::idb::IdbStore;
/// The wall clock and chance.
pub type Env = crate::browser::env::BrowserEnv;
/// The app over them.
pub type Satchel = Workspace<Backing, Env>;

/// The name of the database, and of the channel between its tabs.
pub const DATABASE: &str = "satchel";

/// A workspace over this browser's storage; nothing is opened yet.
pub fn satchel() -> Satchel {
    Workspace::new(Backing::new(DATABASE), crate::browser::env::BrowserEnv)
}
