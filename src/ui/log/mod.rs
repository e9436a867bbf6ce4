//! Logging what happened: a call, a visit, a note; with what comes next.

mod next_step;
mod people;
mod place;
mod result;
mod search;
mod sheet;
mod when;
mod words;

pub use search::HistorySearchScreen;
pub use sheet::LogSheet;
