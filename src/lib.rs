//! Satchel, a CRM that lives in the browser. This crate is the room `ui`; the rooms behind it are
//! crates of their own in the folders beside it (`Cargo.toml` has their order).

pub mod ui;
