//! Deals: the board, the list, a deal and its form.

mod edit;
mod screen;
mod show;

pub use edit::DealEdit;
pub use screen::DealsScreen;
pub use show::DealShow;
