//! Deals: possible sales, with customer, value and stage.

use super::any_kind::{DELETED_FIELD, EXTRA_FIELD, FILES_FIELD, OWNER_FIELD, TAGS_FIELD};
use crate::check::Fault;
use crate::kind::{Identity, Needs, Title, Trait, declare_kind};
use crate::kinds::{COMPANY as COMPANY_KIND, CONTACT, DEAL, STAGE as STAGE_KIND, TASK};
use crate::schema::{By, declare};
use crate::{Board, Choice, DeclaredView, Field, FieldType, Narrowing, Operator, Schema, Section};

/// Name.
pub const NAME: u32 = 10;
/// Contacts; the label is the role.
pub const CONTACTS: u32 = 11;
/// Company.
pub const COMPANY: u32 = 12;
/// Stage, which implies the pipeline.
pub const STAGE: u32 = 13;
/// Value.
pub const VALUE: u32 = 14;
/// Probability in percent, if it differs from the stage's.
pub const PROBABILITY: u32 = 15;
/// Expected close.
pub const CLOSE: u32 = 16;
/// Reason for the loss.
pub const LOST_REASON: u32 = 17;
/// Competitor.
pub const COMPETITOR: u32 = 18;
/// Product lines.
pub const LINES: u32 = 19;
/// History of stages: the moments it entered them, labeled with the stages' ids.
pub const STAGES: u32 = 20;
/// The moment it entered its current stage.
pub const SINCE: u32 = 21;
/// The due date of its next task.
pub const NEXT: u32 = 22;
/// About.
pub const ABOUT: u32 = 60;

/// The schema. Deals are sorted by their next tasks, under their stages.
pub static SCHEMA: Schema = declare_kind(DEAL, "deal", "Deal", "Deals")
    .path("deals")
    .icon("handshake")
    .title(Title::Field(NAME))
    .needs(Needs::OneOf(&[NAME, VALUE], Fault::Unnamed))
    .identity(Identity::Title)
    .under(STAGE)
    .order(&[By::Value(NEXT)])
    .found_by(&[COMPANY, CONTACTS])
    .below(&[COMPANY, CONTACTS])
    .shown_apart(&[TASK])
    .views(VIEWS)
    .board(BOARD)
    .sorts(&[(CLOSE, false), (VALUE, true), (SINCE, false), (NAME, false)])
    .narrowings(&[Narrowing::Mine, Narrowing::Closing, Narrowing::PastClose, Narrowing::Stale])
    .traits(&[
        Trait::Listed,
        Trait::Binned,
        Trait::Owned,
        Trait::Extensible,
        Trait::Exchanged,
        Trait::MadeByName,
        Trait::QuickAdd,
        Trait::Timeline,
        Trait::Data,
    ])
    .schema(FIELDS);

const BOARD: Board = Board {
    columns: STAGE,
    total: Some(VALUE),
    since: Some(SINCE),
    is_first: true,
    needs_column: true,
};

const VIEWS: &[DeclaredView] = &[DeclaredView {
    key: "closing",
    label: "Closing this month without a next task",
    conditions: &[(CLOSE, Operator::ThisMonth, ""), (NEXT, Operator::Empty, "")],
    is_chip: false,
}];

const FIELDS: &[Field] = &[
    declare(NAME, "name", FieldType::NamePart, "Name")
        .searched(3)
        .always()
        .section(Section::Identity)
        .aliases(&["deal name", "opportunity name", "opportunity", "deal title", "title"])
        .field(),
    declare(VALUE, "value", FieldType::Money, "Value")
        .always()
        .section(Section::Identity)
        .aliases(&["amount", "deal value"])
        .field(),
    declare(STAGE, "stage", FieldType::Reference(STAGE_KIND), "Stage")
        .always()
        .section(Section::Identity)
        .aliases(&["deal stage"])
        .field(),
    declare(CLOSE, "close", FieldType::Date, "Expected close")
        .whole_day()
        .always()
        .section(Section::Identity)
        .aliases(&["close date", "expected close date", "expected close"])
        .field(),
    declare(CONTACTS, "contacts", FieldType::Reference(CONTACT), "Contacts")
        .many(ROLES)
        .searched(1)
        .always()
        .section(Section::Identity)
        .aliases(&[
            "contact",
            "contact person",
            "associated contact",
            "person",
            "client",
            "customer",
        ])
        .field(),
    declare(COMPANY, "company", FieldType::Reference(COMPANY_KIND), "Company")
        .searched(1)
        .always()
        .section(Section::Identity)
        .aliases(&[
            "account name",
            "account",
            "organization",
            "organisation",
            "org",
            "associated company",
        ])
        .field(),
    declare(LINES, "lines", FieldType::ProductLine, "Products")
        .many(&[])
        .searched(1)
        .section(Section::Offer)
        .field(),
    declare(PROBABILITY, "probability", FieldType::Number, "Probability %")
        .section(Section::Offer)
        .aliases(&["probability"])
        .field(),
    declare(COMPETITOR, "competitor", FieldType::Text, "Competitor")
        .searched(1)
        .section(Section::Offer)
        .field(),
    declare(LOST_REASON, "lost_reason", FieldType::Text, "Lost reason")
        .section(Section::Offer)
        .aliases(&["lost reason", "closed lost reason"])
        .field(),
    declare(STAGES, "stages", FieldType::Moment, "Stage history").many(&[]).never().field(),
    declare(SINCE, "since", FieldType::Moment, "In this stage since").derived().field(),
    declare(NEXT, "next", FieldType::Due, "Next task").derived().field(),
    declare(ABOUT, "about", FieldType::LongText, "About")
        .searched(1)
        .section(Section::More)
        .aliases(&["notes", "description"])
        .field(),
    FILES_FIELD,
    TAGS_FIELD,
    EXTRA_FIELD,
    OWNER_FIELD,
    DELETED_FIELD,
];

/// The roles of a contact in a deal.
pub const ROLES: &[Choice] = &[
    Choice::new("decides", "Decision maker"),
    Choice::new("recommends", "Influencer"),
    Choice::new("uses", "User"),
    Choice::new("pays", "Budget holder"),
    Choice::new("blocks", "Blocker"),
    Choice::new("other", "Other"),
];
