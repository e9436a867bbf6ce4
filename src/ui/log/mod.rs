//! Logging what happened.

mod sheet;

pub use sheet::LogSheet;
