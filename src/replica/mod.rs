//! Changes and how two copies agree: stamps, records, merge, undo; and the packed pages that hold
//! records. Bytes in, bytes out: no clock, no store.

mod back;
mod change;
mod codec;
mod draft;
mod fresh;
mod history;
mod in_memory;
mod kept;
#[cfg(test)]
mod list_tests;
mod lists;
mod merge;
mod order;
mod origins;
mod page;
mod page_builder;
mod page_ids;
mod portions;
mod postdated;
mod record;
mod select;
mod spreading;
mod stamp;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod worked_out;

pub use back::{FieldChange, GoingBack, Held};
pub use change::{Before, NewElements, apply, normalised, undo};
pub use codec::{
    FIRST_OPAQUE_SHAPE, FIRST_OPAQUE_VALUE, Reader, decode_record, encode_record, encode_value,
    put_number, put_text,
};
pub use draft::{decode_draft, encode_draft};
pub use history::{ActionKind, Entry as HistoryEntry};
pub use in_memory::{Damaged, Replica, Row};
pub use merge::merge;
pub use order::{between as order_between, nth as order_nth};
pub use origins::Origins;
pub use page::{PAGE_LENGTH, PAGE_RECORDS, PAGE_VERSION, Page, PageError, PageKey, RecordView};
pub use page_builder::{PageBuilder, pack};
pub use page_ids::page_ids;
pub use postdated::{Postdated, each_stamp};
pub use record::{Entry, Item, Record, Slot};
pub use select::{Selection, Sort};
pub use spreading::Spreading;
pub use stamp::{Clock, STAMP_LENGTH, Stamp};
pub use worked_out::WorkOut;
