//! Activities: what happened.

use std::borrow::Cow;

use super::common::{DELETED_FIELD, OWNER_FIELD};
use crate::kinds::{
    ACTIVITY, COMPANY as COMPANY_KIND, CONTACT, DEAL as DEAL_KIND, TASK as TASK_KIND,
};
use crate::schema::{By, declare};
use crate::{Choice, Field, FieldType, Schema};

/// Kind.
pub const WHAT: u32 = 10;
/// When; of a visit the arrival.
pub const WHEN: u32 = 11;
/// Text.
pub const TEXT: u32 = 12;
/// The contact, else the deal, else the company that it belongs to.
pub const HOME: u32 = 13;
/// Everybody who took part.
pub const CONTACTS: u32 = 14;
/// Company.
pub const COMPANY: u32 = 15;
/// Deal.
pub const DEAL: u32 = 16;
/// Whether somebody was reached.
pub const RESULT: u32 = 17;
/// What came of it.
pub const OUTCOME: u32 = 18;
/// Who began it.
pub const DIRECTION: u32 = 19;
/// When it ended; of a visit the departure.
pub const UNTIL: u32 = 20;
/// Where it was.
pub const PLACE: u32 = 21;
/// The task that it did.
pub const TASK: u32 = 22;

/// The declaration.
pub const SCHEMA: Schema = Schema {
    kind: ACTIVITY,
    key: Cow::Borrowed("activity"),
    label: Cow::Borrowed("Activity"),
    label_many: Cow::Borrowed("Activities"),
    fields: Cow::Borrowed(FIELDS),
    under: Some(HOME),
    order: &[By::Value(WHEN)],
    icon: "message-square",
    binned: true,
};

const FIELDS: &[Field] = &[
    declare(WHAT, "what", FieldType::Choice, "Kind").choices(WHATS).always().field(),
    declare(WHEN, "when", FieldType::Moment, "When").always().field(),
    declare(RESULT, "result", FieldType::Choice, "Result").choices(RESULTS).always().field(),
    declare(OUTCOME, "outcome", FieldType::Text, "Outcome").searched(1).always().field(),
    declare(TEXT, "text", FieldType::LongText, "Text").searched(1).always().field(),
    declare(DIRECTION, "direction", FieldType::Choice, "Direction").choices(DIRECTIONS).field(),
    declare(UNTIL, "until", FieldType::Moment, "Until").field(),
    declare(PLACE, "place", FieldType::Address, "Place").field(),
    declare(HOME, "home", FieldType::Reference(CONTACT), "Belongs to").never().field(),
    declare(CONTACTS, "contacts", FieldType::Reference(CONTACT), "Contacts")
        .many(&[])
        .never()
        .field(),
    declare(COMPANY, "company", FieldType::Reference(COMPANY_KIND), "Company").never().field(),
    declare(DEAL, "deal", FieldType::Reference(DEAL_KIND), "Deal").never().field(),
    declare(TASK, "task", FieldType::Reference(TASK_KIND), "Task").never().field(),
    OWNER_FIELD,
    DELETED_FIELD,
];

/// A note.
pub const NOTE: &str = "note";
/// A call.
pub const CALL: &str = "call";
/// A visit.
pub const VISIT: &str = "visit";
/// A meeting.
pub const MEETING: &str = "meeting";
/// An e-mail.
pub const EMAIL: &str = "email";
/// An SMS or a message of a messenger.
pub const MESSAGE: &str = "message";
/// A letter.
pub const LETTER: &str = "letter";
/// A gift.
pub const GIFT: &str = "gift";
/// Something was done that is none of the others: a task was completed.
pub const DONE: &str = "done";
/// The kinds of activity.
pub const WHATS: &[Choice] = &[
    Choice::new(NOTE, "Note"),
    Choice::new(CALL, "Call"),
    Choice::new(VISIT, "Visit"),
    Choice::new(MEETING, "Meeting"),
    Choice::new(EMAIL, "Email"),
    Choice::new(MESSAGE, "Message"),
    Choice::new(LETTER, "Letter"),
    Choice::new(GIFT, "Gift"),
    Choice::new(DONE, "Task done"),
];

/// Somebody was spoken to.
pub const REACHED: &str = "reached";
/// Nobody was there.
pub const NOT_REACHED: &str = "not_reached";
/// A message was left: an attempt, for nobody was spoken to.
pub const LEFT_MESSAGE: &str = "left_message";
/// What came of trying to reach somebody.
pub const RESULTS: &[Choice] = &[
    Choice::new(REACHED, "Reached"),
    Choice::new(NOT_REACHED, "Not reached"),
    Choice::new(LEFT_MESSAGE, "Left message"),
];
/// They called us.
pub const INCOMING: &str = "in";
const DIRECTIONS: &[Choice] = &[Choice::new("out", "Outgoing"), Choice::new(INCOMING, "Incoming")];
