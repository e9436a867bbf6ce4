//! The app's use cases, one function each. The workspace joins the in-memory replica with the
//! store; everything here runs natively over the in-memory store.

#![deny(missing_docs)]

#[cfg(test)]
mod about_stories;
mod actions;
#[cfg(test)]
mod again_stories;
mod agenda;
mod apart;
mod attempts;
mod attention;
mod backup;
mod bin;
mod board;
#[cfg(test)]
mod board_stories;
#[cfg(test)]
mod build_before;
#[cfg(test)]
mod build_listing;
mod cards;
#[cfg(test)]
mod changed_stories;
mod choice_names;
mod choosing;
#[cfg(test)]
mod choosing_stories;
mod columns;
mod commit;
mod copies;
#[cfg(test)]
mod copies_stories;
#[cfg(test)]
mod day_stories;
mod deals;
#[cfg(test)]
mod declared_everywhere;
#[cfg(test)]
mod declared_once;
mod derived;
mod duplicates;
mod edited_page;
mod edits;
mod env;
mod erase;
#[cfg(test)]
mod erase_stories;
mod error;
#[cfg(test)]
mod every_kind;
mod exporting;
mod files;
#[cfg(test)]
mod files_stories;
mod filling;
mod geocode;
mod grouping;
mod health;
#[cfg(test)]
mod health_stories;
mod history;
#[cfg(test)]
mod history_stories;
mod import;
mod import_beside;
mod import_undo;
#[cfg(test)]
mod interleaved;
pub mod job;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod language_stories;
mod layouts;
mod links;
mod list_rows;
mod log;
mod log_home;
mod name_lookup;
#[cfg(test)]
mod name_stories;
mod notes;
mod opening;
mod own_kinds;
#[cfg(test)]
mod own_kinds_stories;
mod pending;
mod pipelines;
mod relations;
#[cfg(test)]
mod relations_stories;
mod retyping;
#[cfg(test)]
mod retyping_stories;
mod sample;
#[cfg(test)]
mod selling_stories;
mod settings;
#[cfg(test)]
mod settings_stories;
#[cfg(test)]
mod stories;
mod tags;
mod tasks;
mod timeline;
mod undo;
mod unknown;
mod unused_files;
mod views;
#[cfg(test)]
mod views_stories;
mod workspace;

pub use actions::{BulkChange, Done, Saved};
pub use agenda::{Agenda, Anniversaries, Anniversary, DayList, ToDo};
pub use apart::ActivityCard;
pub use attention::InPipeline;
pub use backup::RestoreOutcome;
pub use bin::{Binned, BinnedActivity};
pub use board::{Lane, LaneTarget};
pub use cards::{ContactCard, RecordCard, TagCount, TagCounts};
pub use choosing::{Candidate, CandidateQuery, Candidates};
pub use columns::Columns;
pub use deals::{DealCard, chance};
pub use domain::{Happened, STAGE_CHANGE, TimelinePart};
pub use duplicates::Joined;
pub use env::Env;
pub use erase::Erasure;
pub use error::AppError;
pub use files::FilesTotal;
pub use geocode::AddressFound;
pub use grouping::{GroupKey, Grouping, RowGroup};
pub use health::Missing;
pub use history::{HistoryAction, HistoryPosition, HistoryRecord, RecordChange};
pub use import::{ImportOrder, ImportOutcome, Importing};
pub use layouts::FieldLayout;
pub use list_rows::{ListSort, ListWanted};
pub use log::{LoggedActivity, note_draft};
pub use opening::{Begun, Opening};
pub use own_kinds::KindToExtend;
pub use pipelines::{PipelineView, RemovedPlace, StageView};
pub use relations::{PageSection, Relation};
pub use retyping::Retyping;
pub use sample::sample_contacts;
pub use tasks::{Subject, TaskCard};
pub use undo::Undone;
pub use unused_files::{FileSweep, SweptFiles};
pub use views::{ListLayout, ListView, ViewBase, ViewContents, ViewId, sort_key, sort_of};
pub use workspace::Workspace;
