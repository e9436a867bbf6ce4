//! Satchel, a CRM that lives in the browser. The rooms, in the order in which to read them; a room
//! imports only from rooms above it (`tests/tidy.rs` checks).

pub mod app;
#[cfg(feature = "js")]
pub mod browser;
pub mod domain;
pub mod replica;
pub mod store;
pub mod transfer;
#[cfg(feature = "ui")]
pub mod ui;
