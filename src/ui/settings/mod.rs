//! The settings, the bin, the history, and the "More" screen.

mod backup;
mod bin;
mod display;
mod erase;
mod health;
mod history;
mod kinds;
mod me;
mod more;
mod photos;
mod pipelines;
mod rows;
mod screen;
mod selling;
mod storage;
mod storage_notes;
mod tags;
mod word_sheets;

pub use bin::BinScreen;
pub use history::HistoryScreen;
pub use kinds::KindsScreen;
pub use more::MoreScreen;
pub use pipelines::PipelinesScreen;
pub use screen::SettingsScreen;
