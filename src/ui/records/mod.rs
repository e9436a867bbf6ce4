//! The list, page and form of any kind of record, from its schema: search, filter, sort, columns,
//! multi-select; head, sections, timeline, details. What a kind has beyond that is in its folder.

mod chips;
mod columns;
mod columns_sheet;
mod edit_sheet;
mod export_sheet;
mod extras;
mod files;
mod filter_condition;
mod filter_draft;
mod filter_sheet;
mod filter_words;
mod form;
mod group_sheet;
mod head;
mod lines;
mod list;
mod list_query;
mod missing;
mod next;
mod nothing;
mod page;
mod photo;
mod recent;
mod relations;
mod row;
mod row_sheet;
mod selecting;
mod sheets;
mod side;
mod state;
mod tag_sheet;
mod view_name;
mod viewer;
mod views_sheet;

pub use extras::{ListExtras, RowParts};
pub use files::FileSections;
pub use form::{FormParts, RecordEdit};
pub use list::RecordsPane;
pub use next::{LogBar, Next};
pub use page::{PageParts, RecordPage, RecordShow};
pub use side::RecordHistory;
pub use viewer::FileViewer;
