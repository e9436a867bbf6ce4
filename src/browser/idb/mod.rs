//! The store in IndexedDB: a thin wrapper of our own over requests and transactions, which
//! preserves the reason of an abort, and the `Store` port on top of it.

mod bindings;
mod connection;
mod damage;
mod error;
mod handle;
mod locks;
mod names;
mod prefetch;
mod quota;
mod read;
mod request;
mod settle;
mod store;
mod unload;
mod write;

pub use error::{During, classify};
pub use handle::IdbStore;
pub use quota::persist;
