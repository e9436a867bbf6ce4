//! The `Store` port, which makes pages, history and drafts durable; its implementation in memory;
//! and the suite that every implementation must pass. No JavaScript.

#![deny(missing_docs)]

pub mod about;
mod absence;
pub mod compact;
#[expect(missing_docs, reason = "the name of a case is its statement")]
pub mod conformance;
#[cfg(any(test, feature = "testing"))]
mod dump;
mod error;
mod follow;
mod hand_on;
pub mod head;
mod held;
mod memory;
mod port;
pub mod rows;
mod seal;
mod small;
mod table;
mod tally;

pub use about::HistoryAbout;
pub use absence::Absence;
pub use error::StoreError;
pub use follow::{FollowStep, Follower};
pub use memory::MemoryStore;
pub use port::{
    Action, Bulk, Commit, Durability, ImportedHistory, Missed, OnlyHistory, OpenBulk, Opened,
    PageRange, RemovedFiles, Settled, Store, UnusedFile, Usage,
};
pub use seal::{seal, unseal};
pub use small::{SmallForm, SmallKey};
pub use table::StoreTable;
pub use tally::{Tallies, Tally};
