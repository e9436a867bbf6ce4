//! Keeping in step with a server: the contract of two calls (`public/sync-contract.md`) as types, and
//! the client as a machine that asks for requests and is told replies. It does no I/O and knows no
//! kind: browser and tests drive it.

#![deny(missing_docs)]

mod client;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod golden;
mod message;
mod outbox;
mod row;
mod row_key;
mod server_rows;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod simulation;
mod wire_value;

pub use client::{
    CallFault, Client, DeviceRecords, Effect, Event, PageTaken, SyncState, TakenAnew,
};
pub use message::{
    PROTOCOL, PullReply, PullRequest, PushReply, PushRequest, Reset, RowFault, RowResult,
    read_reply,
};
pub use outbox::Outbox;
pub use row::{RowError, StampedValue, WireRow, adopt, adopt_answer, row_of};
pub use row_key::RowKey;
pub use server_rows::{ServerRefusal, ServerRows};
pub use wire_value::{value_from_json, value_to_json};
