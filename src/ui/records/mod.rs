//! The contact list: search, filter, sort, alphabet rail, multi-select.

mod chips;
mod columns;
mod columns_sheet;
mod export_sheet;
mod filter_condition;
mod filter_sheet;
mod filter_words;
mod head;
mod list;
mod list_query;
mod nothing;
mod recent;
mod row;
mod row_sheet;
mod selecting;
mod sheets;
mod state;
mod tag_sheet;

pub use list::ContactsPane;
