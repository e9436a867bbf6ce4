//! Jobs: heavy work on bytes that a worker does, and its messages. Everything runs natively; only
//! posting messages depends on the browser.

mod attach;
#[cfg(test)]
mod attach_tests;
mod beside;
mod buckets;
mod build;
mod carry;
#[cfg(test)]
mod cases_tests;
#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod corpus_variations;
mod deriving;
mod export;
#[cfg(test)]
mod export_tests;
mod files;
#[cfg(test)]
mod files_tests;
#[cfg(test)]
mod happened_import_tests;
mod homes;
#[cfg(test)]
mod import_tests;
mod incoming;
#[cfg(test)]
mod kinds_import_tests;
mod linking;
mod local_times;
mod matching;
mod merging;
#[cfg(test)]
mod merging_tests;
mod message;
mod naming;
mod packed;
mod photos;
#[cfg(test)]
mod photos_tests;
mod plan;
mod planned;
mod read;
#[cfg(test)]
mod references_tests;
mod restore;
#[cfg(test)]
mod restore_laws;
#[cfg(test)]
pub(super) mod restore_tests;
#[cfg(test)]
pub(super) mod tests;
mod worker;

pub use attach::{IntakeNote, TakeIn, TakenIn, take_in};
pub use carry::{Carried, carry};
pub use export::{ExportFormat, TablesForm};
pub use incoming::Amiss;
pub use message::{
    Built, Chosen, Failure, Message, PagePlace, Reply, Request, RestoreReply, TableChoice,
    TablesWords, reply_of,
};
pub use photos::{LONGEST, Shrunk};
pub use planned::{
    AT_A_TIME, Barred, Double, FindingsSlice, Match, MatchChoice, MatchedBy, PlanList, Planned,
    Trouble, Unclear, ValueKept,
};
pub use restore::record_of;
pub use worker::Worker;

// Types in the messages of an import, and of an export.
pub use transfer::{
    AddressPart, BarReading, CellGuard, ColumnFormat, ColumnInspection, ColumnQuestion,
    ColumnTarget, DateOrder, DatePart, Encoding, Inspection, LengthUnit, MOST_BYTES, MOST_ROWS,
    NameReading, NumberPart, Question, Quoting, ReadOptions, SetAsideReason, Source, Why,
};
