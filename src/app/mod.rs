//! One function per thing that a person can do. The workspace joins the replica in memory with the
//! store; everything here runs natively over the store in memory.

mod actions;
mod backup;
mod cards;
mod columns;
#[cfg(test)]
mod declared_once;
mod edits;
mod env;
mod error;
mod facts;
mod import;
pub mod job;
mod notes;
mod past;
mod sample;
#[cfg(test)]
mod stories;
mod workspace;

pub use actions::{BulkChange, Done, Saved};
pub use backup::Restoring;
pub use cards::{CompanyCard, ContactCard, TagCount, TagCounts};
pub use columns::Columns;
pub use env::Env;
pub use error::AppError;
pub use import::{ImportOutcome, Importing};
pub use past::{FieldChange, PastAction, RecordChange, Undone};
pub use sample::sample_contacts;
pub use workspace::{Opening, Workspace};
