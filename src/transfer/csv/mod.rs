//! Tables: CSV with any delimiter, from Google Contacts, Outlook, this app and any other program
//! whose headers name fields.

mod bars;
mod column;
mod column_plan;
mod columns_together;
#[cfg(test)]
mod crm_tests;
mod currencies;
mod guard;
mod guess;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod happened_tests;
mod header;
#[cfg(test)]
mod header_tests;
mod headless;
mod inspect;
mod kinds;
mod layout;
mod looks;
mod lost_zeros;
mod margins;
mod meaning;
mod moments;
mod other_headers;
mod others;
mod own_tables;
mod program_tables;
mod programs;
mod questions;
mod quoting;
mod read;
mod records;
mod row;
mod row_address;
mod row_dates;
mod set_aside;
mod shape;
mod source;
mod table_cell;
mod target;
mod words;
mod write;

#[cfg(test)]
mod tests;

pub use guard::CellGuard;
pub use inspect::inspect;
pub use kinds::guess_kind;
pub use layout::TableLayout;
pub use own_tables::refuse_own;
pub use program_tables::program_name;
pub use programs::is_known_header;
pub use read::read;
pub use set_aside::{set_aside, set_aside_lines};
pub use table_cell::{TableCell, length_of};
pub use words::{is_why, kind_of_why};
pub use write::{Sheet, write_csv};
