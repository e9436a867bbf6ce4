//! Activities: calls, visits, notes and whatever else happened.

use super::activity_headers as headers;
use super::any_kind::{
    DELETED_FIELD, FILES_FIELD, FORMER_FIELD, OWNER_FIELD, UNSEARCHED_EXTRA_FIELD,
};
use crate::kind::{Identity, Title, Trait, declare_kind};
use crate::kinds::{
    ACTIVITY, COMPANY as COMPANY_KIND, CONTACT, DEAL as DEAL_KIND, TASK as TASK_KIND,
};
use crate::schema::{By, declare};
use crate::{AboutOwn, Choice, Field, FieldType, Schema};

/// Kind.
pub const WHAT: u32 = 10;
/// Start; for a visit, the arrival.
pub const WHEN: u32 = 11;
/// Text.
pub const TEXT: u32 = 12;
/// The contact, else the deal, else the company, else the record of a user's kind that it belongs to.
pub const HOME: u32 = 13;
/// All participants.
pub const CONTACTS: u32 = 14;
/// Company.
pub const COMPANY: u32 = 15;
/// Deal.
pub const DEAL: u32 = 16;
/// Result: somebody was reached, or not.
pub const RESULT: u32 = 17;
/// Outcome.
pub const OUTCOME: u32 = 18;
/// Direction.
pub const DIRECTION: u32 = 19;
/// End; for a visit, the departure.
pub const UNTIL: u32 = 20;
/// Place.
pub const PLACE: u32 = 21;
/// The task that it completed.
pub const TASK: u32 = 22;

/// The schema.
pub static SCHEMA: Schema = declare_kind(ACTIVITY, "activity", "Activity", "Activities")
    .icon("message-square")
    .title(Title::Field(TEXT))
    .under(HOME)
    .order(&[By::Value(WHEN)])
    .identity(Identity::Values(&[WHAT, WHEN, TEXT]))
    .parties(&[HOME, CONTACTS])
    .about_own(AboutOwn::Several)
    .homes(&[CONTACTS, HOME, DEAL, COMPANY])
    .links(&[TASK])
    .with_parties()
    .traits(&[Trait::Binned, Trait::Extensible, Trait::Exchanged, Trait::Data])
    .schema(FIELDS);

const FIELDS: &[Field] = &[
    declare(WHAT, "what", FieldType::Choice, "Kind")
        .choices(WHATS)
        .always()
        .aliases(headers::WHAT)
        .field(),
    declare(WHEN, "when", FieldType::Moment, "When").always().aliases(headers::WHEN).field(),
    declare(RESULT, "result", FieldType::Choice, "Result")
        .choices(RESULTS)
        .always()
        .aliases(headers::RESULT)
        .field(),
    declare(OUTCOME, "outcome", FieldType::Text, "Outcome").searched(1).always().field(),
    declare(TEXT, "text", FieldType::LongText, "Text")
        .searched(1)
        .always()
        .aliases(headers::TEXT)
        .field(),
    declare(DIRECTION, "direction", FieldType::Choice, "Direction")
        .choices(DIRECTIONS)
        .aliases(headers::DIRECTION)
        .field(),
    declare(UNTIL, "until", FieldType::Moment, "Until").ends(WHEN).aliases(headers::UNTIL).field(),
    declare(PLACE, "place", FieldType::Address, "Location").aliases(headers::PLACE).field(),
    declare(HOME, "home", FieldType::Reference(CONTACT), "Belongs to")
        .listed()
        .aliases(headers::HOME)
        .field(),
    declare(CONTACTS, "contacts", FieldType::Reference(CONTACT), "Contacts")
        .many(&[])
        .listed()
        .aliases(headers::CONTACTS)
        .field(),
    declare(COMPANY, "company", FieldType::Reference(COMPANY_KIND), "Company")
        .listed()
        .aliases(headers::COMPANY)
        .field(),
    declare(DEAL, "deal", FieldType::Reference(DEAL_KIND), "Deal")
        .listed()
        .aliases(headers::DEAL)
        .field(),
    declare(TASK, "task", FieldType::Reference(TASK_KIND), "Task").never().field(),
    FORMER_FIELD,
    FILES_FIELD,
    UNSEARCHED_EXTRA_FIELD,
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
/// An email.
pub const EMAIL: &str = "email";
/// An SMS or a messenger message.
pub const MESSAGE: &str = "message";
/// A letter.
pub const LETTER: &str = "letter";
/// A gift.
pub const GIFT: &str = "gift";
/// A completed task that is not also another kind of activity.
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
/// Nobody was reached.
pub const NOT_REACHED: &str = "not_reached";
/// A message was left: an attempt, because nobody was spoken to.
pub const LEFT_MESSAGE: &str = "left_message";
/// The results of trying to reach somebody.
pub const RESULTS: &[Choice] = &[
    Choice::new(REACHED, "Reached"),
    Choice::new(NOT_REACHED, "Not reached"),
    Choice::new(LEFT_MESSAGE, "Left message"),
];
/// The other side began it.
pub const INCOMING: &str = "in";
const DIRECTIONS: &[Choice] = &[Choice::new("out", "Outgoing"), Choice::new(INCOMING, "Incoming")];
