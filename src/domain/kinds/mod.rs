//! The built-in kinds of record, one per file. A new kind takes a file here and a line in `ALL`.

pub mod activity;
mod activity_headers;
pub mod any_kind;
pub mod company;
pub mod contact;
mod contact_headers;
pub mod custom_field;
pub mod deal;
pub mod device;
pub mod own_kind;
pub mod part_layout;
pub mod pipeline;
pub mod settings;
pub mod stage;
pub mod tag;
pub mod task;
pub mod view;

use super::{KindId, Schema};

/// Contacts: people.
pub const CONTACT: KindId = KindId(1);
/// Companies.
pub const COMPANY: KindId = KindId(2);
/// Activities: notes, calls, visits, meetings.
pub const ACTIVITY: KindId = KindId(3);
/// Tags: the spelling and color of a tag that records carry as text.
pub const TAG: KindId = KindId(4);
/// Custom fields.
pub const CUSTOM_FIELD: KindId = KindId(5);
/// Settings of the team.
pub const SETTINGS: KindId = KindId(6);
/// Deals.
pub const DEAL: KindId = KindId(7);
/// Pipelines.
pub const PIPELINE: KindId = KindId(8);
/// The stages of pipelines.
pub const STAGE: KindId = KindId(9);
/// Tasks: to-dos, call-backs, planned visits.
pub const TASK: KindId = KindId(10);
/// The user's kinds.
pub const OWN_KIND: KindId = KindId(11);
/// Saved views.
pub const VIEW: KindId = KindId(12);

/// Layouts of kinds, of sections of their forms, and of fields that came with the app.
pub const LAYOUT: KindId = KindId(13);
/// Settings of this device, and of whoever uses it.
pub const DEVICE: KindId = KindId(14);

/// Every built-in kind, in the order of their numbers.
pub const ALL: &[&Schema] = &[
    &contact::SCHEMA,
    &company::SCHEMA,
    &activity::SCHEMA,
    &tag::SCHEMA,
    &custom_field::SCHEMA,
    &settings::SCHEMA,
    &deal::SCHEMA,
    &pipeline::SCHEMA,
    &stage::SCHEMA,
    &task::SCHEMA,
    &own_kind::SCHEMA,
    &view::SCHEMA,
    &part_layout::SCHEMA,
    &device::SCHEMA,
];
