//! The `Store` port, which makes pages, history and drafts durable; its implementation in memory;
//! and the suite that every implementation must pass. No JavaScript.

mod absence;
pub mod compact;
pub mod conformance;
mod error;
mod follow;
mod hand_on;
pub mod head;
mod held;
mod memory;
mod port;
pub mod rows;
mod tally;

pub use absence::Absence;
pub use error::StoreError;
pub use follow::{FollowStep, Follower};
pub use memory::MemoryStore;
pub use port::{
    Action, Bulk, Commit, Durability, ImportedHistory, Missed, OnlyHistory, OpenBulk, Opened,
    PageRange, Settled, Store, Usage,
};
pub use tally::{Tallies, Tally};
