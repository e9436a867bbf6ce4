//! The `Store` port: how pages, history and drafts become durable; the implementation in memory, and
//! the suite that every implementation must pass. No JavaScript.

pub mod compact;
pub mod conformance;
mod error;
mod follow;
mod memory;
mod port;
pub mod rows;

pub use error::StoreError;
pub use follow::{Follower, Step};
pub use memory::MemoryStore;
pub use port::{
    Action, Bulk, Commit, Durability, ImportedHistory, Missed, OnlyHistory, OpenBulk, Opened,
    PageRange, Store, Usage,
};
