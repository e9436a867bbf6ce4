//! Kinds of the user's own: each is a record that becomes a schema (`domain/own.rs`).

use super::any_kind::{DELETED_FIELD, OWNER_FIELD};
use crate::check::Fault;
use crate::kind::{Needs, Title, Trait, declare_kind};
use crate::kinds::OWN_KIND;
use crate::schema::{By, declare};
use crate::{Choice, Field, FieldType, Schema, Section};

/// Name of one record.
pub const NAME: u32 = 10;
/// Name of several records.
pub const PLURAL: u32 = 11;
/// Icon.
pub const ICON: u32 = 12;
/// Calls, visits and tasks can be about its records, which have a timeline.
pub const TIMELINE: u32 = 14;
/// Position among the kinds, as a fractional index.
pub const ORDER: u32 = 15;

/// The key of the field whose values are the columns of its board; empty for no board.
pub const BOARD: u32 = 16;
/// The key of the field that is summed in the columns.
pub const BOARD_TOTAL: u32 = 17;

/// The schema.
pub static SCHEMA: Schema = declare_kind(OWN_KIND, "kind", "Kind of record", "Kinds of record")
    .icon("database")
    .title(Title::Field(NAME))
    .needs(Needs::Text(NAME, Fault::NoName))
    .order(&[By::Value(ORDER)])
    .traits(&[Trait::Shape, Trait::Configuration])
    .schema(FIELDS);

const FIELDS: &[Field] = &[
    declare(NAME, "name", FieldType::NamePart, "Name")
        .searched(3)
        .always()
        .section(Section::Identity)
        .field(),
    declare(PLURAL, "plural", FieldType::Text, "Plural")
        .always()
        .section(Section::Identity)
        .field(),
    declare(ICON, "icon", FieldType::Choice, "Icon").choices(ICONS).always().field(),
    declare(TIMELINE, "timeline", FieldType::Flag, "Calls, visits and tasks").always().field(),
    declare(ORDER, "order", FieldType::Text, "Order").never().field(),
    declare(BOARD, "board", FieldType::Text, "Board by").never().field(),
    declare(BOARD_TOTAL, "board_total", FieldType::Text, "Sum in the columns").never().field(),
    OWNER_FIELD,
    DELETED_FIELD,
];

/// The icon of a kind that names none.
pub const PLAIN_ICON: &str = "package";
/// The icons to choose from.
pub const ICONS: &[Choice] = &[
    Choice::new("package", "Box"),
    Choice::new("house", "House"),
    Choice::new("building-2", "Building"),
    Choice::new("briefcase", "Briefcase"),
    Choice::new("shopping-bag", "Shopping bag"),
    Choice::new("satchel", "Satchel"),
    Choice::new("user", "Person"),
    Choice::new("users", "People"),
    Choice::new("handshake", "Handshake"),
    Choice::new("heart", "Heart"),
    Choice::new("star", "Star"),
    Choice::new("flag", "Flag"),
    Choice::new("target", "Target"),
    Choice::new("trophy", "Trophy"),
    Choice::new("gift", "Gift"),
    Choice::new("cake", "Cake"),
    Choice::new("party-popper", "Party"),
    Choice::new("calendar", "Calendar"),
    Choice::new("clock", "Clock"),
    Choice::new("bell", "Bell"),
    Choice::new("file-text", "Document"),
    Choice::new("sticky-note", "Note"),
    Choice::new("paperclip", "Paper clip"),
    Choice::new("image", "Picture"),
    Choice::new("camera", "Camera"),
    Choice::new("banknote", "Banknote"),
    Choice::new("percent", "Percent"),
    Choice::new("hash", "Number sign"),
    Choice::new("tag", "Tag"),
    Choice::new("tags", "Tags"),
    Choice::new("map-pin", "Place"),
    Choice::new("map", "Map"),
    Choice::new("globe", "Globe"),
    Choice::new("navigation", "Arrow"),
    Choice::new("phone", "Phone"),
    Choice::new("smartphone", "Mobile phone"),
    Choice::new("mail", "Letter"),
    Choice::new("mic", "Microphone"),
    Choice::new("hard-drive", "Device"),
    Choice::new("database", "Database"),
    Choice::new("settings", "Gear"),
    Choice::new("sliders-horizontal", "Sliders"),
    Choice::new("lock", "Lock"),
    Choice::new("zap", "Lightning"),
    Choice::new("sun", "Sun"),
    Choice::new("moon", "Moon"),
    Choice::new("sparkles", "Sparkles"),
    Choice::new("repeat", "Cycle"),
    Choice::new("list-checks", "Checklist"),
    Choice::new("kanban", "Board"),
];
