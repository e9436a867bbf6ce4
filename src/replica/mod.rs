//! Changes and how two copies agree: stamps, records, merge, undo; and the packed pages that hold
//! records. Bytes in, bytes out: no clock, no store.

#![deny(missing_docs)]

mod back;
mod bulk_encode;
mod change;
mod changed_kinds;
mod codec;
mod derived_cache;
mod draft;
mod history;
mod id_hash;
mod in_memory;
#[cfg(test)]
mod list_tests;
mod lists;
mod merge;
mod order;
mod origins;
mod page;
mod page_builder;
mod page_ids;
mod postdated;
mod query_cache;
mod record;
mod select;
mod sorted_runs;
mod stamp;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod topics;

pub use back::{FieldChange, HistoryWalk, LabeledValue};
pub use change::{Before, NewElements, apply, normalized, undo};
pub use changed_kinds::ChangedKinds;
pub use codec::{
    FIRST_OPAQUE_SHAPE, FIRST_OPAQUE_VALUE, Reader, decode_record, encode_record, encode_value,
    put_kind, put_number, put_text,
};
pub use derived_cache::Derive;
pub use draft::{decode_draft, encode_draft};
pub use history::{ActionKind, HistoryEntry};
pub use id_hash::IdHashBuilder;
pub use in_memory::{Damaged, Replica, Row};
pub use merge::{merge, merge_copies, untwinned};
pub use order::{between as order_between, nth as order_nth};
pub use origins::Origins;
pub use page::{PAGE_LENGTH, PAGE_RECORDS, PAGE_VERSION, Page, PageError, PageKey, RecordView};
pub use page_builder::{PageBuilder, pack};
pub use page_ids::page_ids;
pub use postdated::{Postdated, each_stamp};
pub use record::{FieldEntry, Item, Record, Slot};
pub use select::{Selection, Sort};
pub use stamp::{Clock, STAMP_LENGTH, Stamp};
pub use topics::Topic;
