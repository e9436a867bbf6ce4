//! Deals: board, list, page and form.

mod board;
mod bulk;
mod card;
mod edit;
mod filter_sheet;
mod head;
mod list;
mod list_query;
mod log_row;
mod missing;
mod move_sheets;
mod next;
mod nothing;
mod page;
mod people;
mod pipeline_sheet;
mod products;
mod screen;
mod show;
mod side;
mod stage_move;
mod state;

pub use edit::DealEdit;
pub use screen::DealsScreen;
pub use show::DealShow;
