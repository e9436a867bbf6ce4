//! Tasks: things to do. A planned visit is a task; once logged it is an activity.

use super::any_kind::{
    DELETED_FIELD, FILES_FIELD, OWNER_FIELD, TAGS_FIELD, UNSEARCHED_EXTRA_FIELD,
};
use crate::check::Fault;
use crate::kind::{Needs, Title, Trait, declare_kind};
use crate::kinds::{COMPANY as COMPANY_KIND, CONTACT as CONTACT_KIND, DEAL as DEAL_KIND, TASK};
use crate::schema::{By, declare};
use crate::{AboutOwn, Choice, DeclaredView, Field, FieldType, Operator, Schema, Section};

/// Text.
pub const TEXT: u32 = 10;
/// Kind.
pub const WHAT: u32 = 11;
/// Due date.
pub const DUE: u32 = 12;
/// Repeat rule (RFC 5545).
pub const REPEAT: u32 = 13;
/// Priority.
pub const PRIORITY: u32 = 14;
/// Contact.
pub const CONTACT: u32 = 15;
/// Company.
pub const COMPANY: u32 = 16;
/// Deal.
pub const DEAL: u32 = 17;
/// Completion time.
pub const DONE: u32 = 18;
/// Original due date of a postponed task that repeats: the next dates follow from it.
pub const PLANNED: u32 = 19;
/// Details.
pub const ABOUT: u32 = 60;

/// The schema. Open tasks come before done ones, the first due first.
pub static SCHEMA: Schema = declare_kind(TASK, "task", "Task", "Tasks")
    .path("tasks")
    .icon("list-todo")
    .title(Title::Field(TEXT))
    .needs(Needs::Text(TEXT, Fault::NoText))
    .order(&[By::Without(DONE), By::Value(DUE)])
    .grouped_by(DUE)
    .views(VIEWS)
    .parties(&[CONTACT, COMPANY, DEAL])
    .about_own(AboutOwn::One)
    .traits(&[
        Trait::Listed,
        Trait::Binned,
        Trait::Owned,
        Trait::Extensible,
        Trait::Exchanged,
        Trait::MadeByName,
        Trait::Data,
    ])
    .schema(FIELDS);

const VIEWS: &[DeclaredView] = &[
    DeclaredView {
        key: "overdue",
        label: "Overdue",
        conditions: &[(DUE, Operator::Past, "")],
        is_chip: true,
    },
    DeclaredView {
        key: "due-today",
        label: "Due today",
        conditions: &[(DUE, Operator::Within, "0")],
        is_chip: true,
    },
    DeclaredView {
        key: "due-this-week",
        label: "Next 7 days",
        conditions: &[(DUE, Operator::Within, "6")],
        is_chip: true,
    },
];

const FIELDS: &[Field] = &[
    declare(TEXT, "text", FieldType::NamePart, "Title")
        .searched(3)
        .always()
        .section(Section::Identity)
        .aliases(&["task name", "task title", "subject", "to do", "name"])
        .field(),
    declare(WHAT, "what", FieldType::Choice, "Kind")
        .choices(WHATS)
        .always()
        .section(Section::Identity)
        .field(),
    declare(DUE, "due", FieldType::Due, "Due")
        .always()
        .section(Section::Identity)
        .aliases(&["due date", "date due", "deadline", "ngày hết hạn", "hạn"])
        .field(),
    declare(REPEAT, "repeat", FieldType::Repeat, "Repeat")
        .always()
        .section(Section::Identity)
        .field(),
    declare(PRIORITY, "priority", FieldType::Choice, "Priority")
        .choices(PRIORITIES)
        .always()
        .section(Section::Identity)
        .field(),
    declare(CONTACT, "contact", FieldType::Reference(CONTACT_KIND), "Contact")
        .searched(1)
        .always()
        .section(Section::Parties)
        .field(),
    declare(COMPANY, "company", FieldType::Reference(COMPANY_KIND), "Company")
        .searched(1)
        .section(Section::Parties)
        .field(),
    declare(DEAL, "deal", FieldType::Reference(DEAL_KIND), "Deal")
        .searched(1)
        .always()
        .section(Section::Parties)
        .field(),
    declare(DONE, "done", FieldType::Moment, "Done").never().field(),
    declare(PLANNED, "planned", FieldType::Due, "Planned").never().field(),
    declare(ABOUT, "about", FieldType::LongText, "Details")
        .aliases(&["notes", "note", "description", "comment", "comments"])
        .searched(1)
        .always()
        .section(Section::More)
        .field(),
    FILES_FIELD,
    TAGS_FIELD,
    UNSEARCHED_EXTRA_FIELD,
    OWNER_FIELD,
    DELETED_FIELD,
];

/// A to-do.
pub const TO_DO: &str = "todo";
/// A call, which may be a call-back.
pub const CALL: &str = "call";
/// A visit.
pub const VISIT: &str = "visit";
/// A meeting.
pub const MEETING: &str = "meeting";
/// A message to write.
pub const EMAIL: &str = "email";
/// The kinds of task; all but the first are kinds of activity, too.
pub const WHATS: &[Choice] = &[
    Choice::new(TO_DO, "To-do"),
    Choice::new(CALL, "Call"),
    Choice::new(VISIT, "Visit"),
    Choice::new(MEETING, "Meeting"),
    Choice::new(EMAIL, "Email"),
];
/// High priority.
pub const HIGH: &str = "high";
const PRIORITIES: &[Choice] =
    &[Choice::new(HIGH, "High"), Choice::new("normal", "Normal"), Choice::new("low", "Low")];
