//! The kinds of records and their custom fields.

mod arrangement;
mod choice_names;
mod defaults;
mod field_sheet;
mod kind;
mod kind_sheet;
mod layout_sheet;
mod next_type;
mod screen;

pub use screen::KindsScreen;
