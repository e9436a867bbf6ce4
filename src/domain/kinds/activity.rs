//! Activities: what happened. This version writes notes; the other kinds of activity are further
//! choices and fields of the same declaration.

use std::borrow::Cow;

use super::common::{DELETED_FIELD, OWNER_FIELD};
use crate::domain::kinds::{ACTIVITY, CONTACT};
use crate::domain::schema::declare;
use crate::domain::{Choice, Field, FieldType, Schema};

/// Kind.
pub const WHAT: u32 = 10;
/// When.
pub const WHEN: u32 = 11;
/// Text.
pub const TEXT: u32 = 12;
/// Belongs to.
pub const HOME: u32 = 13;
/// Contacts.
pub const CONTACTS: u32 = 14;

/// The declaration.
pub const SCHEMA: Schema = Schema {
    kind: ACTIVITY,
    key: Cow::Borrowed("activity"),
    label: Cow::Borrowed("Activity"),
    label_many: Cow::Borrowed("Activities"),
    fields: Cow::Borrowed(FIELDS),
};

const FIELDS: &[Field] = &[
    declare(WHAT, "what", FieldType::Choice, "Kind").choices(WHATS).always().field(),
    declare(WHEN, "when", FieldType::Moment, "When").always().field(),
    declare(TEXT, "text", FieldType::LongText, "Text").searched(1).always().field(),
    declare(HOME, "home", FieldType::Reference(CONTACT), "Belongs to").never().field(),
    declare(CONTACTS, "contacts", FieldType::Reference(CONTACT), "Contacts")
        .many(&[])
        .never()
        .field(),
    OWNER_FIELD,
    DELETED_FIELD,
];

/// The key of a note among the kinds of activity.
pub const NOTE: &str = "note";
const WHATS: &[Choice] = &[Choice::new(NOTE, "Note")];
