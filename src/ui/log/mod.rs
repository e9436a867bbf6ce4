//! Reaching somebody, and logging what happened: a call, a visit, a note; with what comes next.

mod next_step;
mod people;
mod place;
mod reach_sheet;
mod result;
mod search;
mod sheet;
mod ways;
mod when;
mod words;
mod write_now;

pub use reach_sheet::ReachSheet;
pub use search::HistorySearchScreen;
pub use sheet::LogSheet;
