//! The app's use cases, one function each. The workspace joins the in-memory replica with the
//! store; everything here runs natively over the in-memory store.

mod actions;
#[cfg(test)]
mod again_stories;
mod agenda;
mod attempts;
mod attention;
mod backup;
mod bin;
mod calling;
mod cards;
mod choosing;
#[cfg(test)]
mod choosing_stories;
mod columns;
#[cfg(test)]
mod day_stories;
mod deals;
#[cfg(test)]
mod declared_once;
mod edited_page;
mod edits;
mod env;
mod error;
#[cfg(test)]
mod every_kind;
mod facts;
mod files;
mod filling;
mod health;
#[cfg(test)]
mod health_stories;
mod history;
#[cfg(test)]
mod history_stories;
mod import;
#[cfg(test)]
mod interleaved;
pub mod job;
mod joined;
#[cfg(test)]
mod killed;
mod links;
mod log;
mod made;
#[cfg(test)]
mod name_stories;
mod notes;
mod opening;
mod past;
mod pending;
mod pipelines;
mod places;
mod races;
mod sample;
#[cfg(test)]
mod selling_stories;
#[cfg(test)]
mod stories;
mod tags;
mod tasks;
mod timeline;
mod workspace;

pub use actions::{BulkChange, Done, Saved};
pub use agenda::{Agenda, Anniversaries, Anniversary, DayList, TaskSpan, ToDo};
pub use attention::InPipeline;
pub use backup::RestoreOutcome;
pub use bin::{Binned, BinnedActivity};
pub use cards::{CompanyCard, ContactCard, TagCount, TagCounts};
pub use choosing::{Candidate, Candidates, Looking};
pub use columns::Columns;
pub use deals::{DealCard, DealColumn, DealOrder, DealSelection, chance};
pub use domain::{Happened, STAGE_CHANGE, TimelinePart};
pub use env::Env;
pub use error::AppError;
pub use health::Missing;
pub use history::{PastAction, PastRecord, RecordChange, RemovedPlace, Telling};
pub use import::{ImportOrder, ImportOutcome, Importing};
pub use joined::Joined;
pub use log::{Logged, note_draft};
pub use opening::Opening;
pub use past::Undone;
pub use pending::PENDING_CALL;
pub use pipelines::{PipelineView, StageView};
pub use places::PlaceFound;
pub use sample::sample_contacts;
pub use tasks::{Subject, TaskCard};
pub use workspace::Workspace;
