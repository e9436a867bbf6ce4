//! Jobs: heavy work on bytes that a worker does, and its messages. Everything runs natively; only
//! posting messages depends on the browser.

mod build;
mod carry;
mod export;
mod files;
#[cfg(test)]
mod files_tests;
#[cfg(test)]
mod import_tests;
mod incoming;
mod matching;
mod merging;
#[cfg(test)]
mod merging_tests;
mod message;
mod photos;
#[cfg(test)]
mod photos_tests;
mod planned;
mod read;
mod restore;
#[cfg(test)]
mod restore_laws;
#[cfg(test)]
pub(super) mod restore_tests;
mod scan;
#[cfg(test)]
pub(super) mod tests;
mod told;
mod worker;

pub use carry::{Carried, carry};
pub use export::Format;
pub use incoming::Amiss;
pub use message::{Built, Chosen, Failure, Message, Place, Reply, Request, Restored, reply_of};
pub use photos::Shrunk;
pub use planned::{
    AT_A_TIME, Double, Match, MatchChoice, MatchedBy, PlanList, Planned, Told, Trouble,
};
pub use restore::record_of;
pub use worker::Worker;

// Types in the messages of an import.
pub use transfer::{
    AddressPart, ColumnInspection, ColumnTarget, DateOrder, Encoding, Inspection, Looks,
    MOST_BYTES, MOST_ROWS, Quoting, ReadOptions, Reason, Source, Why,
};
