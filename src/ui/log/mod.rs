//! Contacting people and logging activities with a next step: calls, visits, notes.

mod custom_fields;
mod files;
mod list;
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

pub use list::ACTIVITIES;
pub use reach_sheet::ReachSheet;
pub use search::HistorySearchScreen;
pub use sheet::LogSheet;
