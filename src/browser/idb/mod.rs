//! The store in IndexedDB: a thin wrapper of our own over requests and transactions, which
//! preserves the reason of an abort, and the `Store` port on top of it.

mod ahead;
mod bindings;
mod connection;
mod damage;
mod error;
mod handle;
mod leaving;
mod locks;
mod names;
mod read;
mod request;
mod room;
mod settle;
mod store;
mod write;

pub use error::{During, classify};
pub use handle::IdbStore;
pub use room::persist;
