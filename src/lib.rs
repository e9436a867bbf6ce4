//! Satchel, a CRM that runs in the browser. Top-level modules in reading order; a module imports
//! only from those above it (`tests/tidy.rs` checks).

pub mod app;
#[cfg(feature = "js")]
pub mod browser;
pub mod domain;
pub mod replica;
pub mod store;
pub mod transfer;
#[cfg(feature = "ui")]
pub mod ui;
