//! The rules of kinds, the only code of a kind below its screens: what a new record begins with,
//! what completes a record before it is written, and the values that records derive from others
//! about them. An edit, an import, a restore and a merge follow the same rules.

mod activity;
mod apply;
mod contact;
mod deal;
mod stage;
mod table;
mod task;

pub use apply::{
    comes_first, complete, derivations_from, derivations_of, derive, keep_what_derives, preset,
};
pub use contact::ContactAttempts;
pub use table::{Derivation, Presets, StagePlace};
