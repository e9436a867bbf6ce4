//! Settings, the bin, the history, and what more there is.

mod bin;
mod history;
mod more;
mod rows;
mod screen;

pub use bin::BinScreen;
pub use history::HistoryScreen;
pub use more::MoreScreen;
pub use screen::SettingsScreen;
