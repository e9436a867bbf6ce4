//! The store in IndexedDB: requests and transactions of indexed_db_futures, with the reason of an
//! abort (`beneath`), and the `Store` port on top of them.

mod beneath;
mod connection;
mod damage;
mod error;
mod handle;
mod locks;
mod names;
mod page_request;
mod prefetch;
mod quota;
mod read;
mod request;
mod settle;
mod store;
mod unload;
mod watched;
mod write;

pub use connection::VERSION;
pub use error::{During, classify};
pub use handle::IdbStore;
pub use quota::persist;
