//! Custom fields: each is a record that becomes an entry of the schema it names.

use super::any_kind::{DELETED_FIELD, OWNER_FIELD};
use crate::check::Fault;
use crate::kind::{Identity, Needs, Title, Trait, declare_kind};
use crate::kinds::CUSTOM_FIELD;
use crate::schema::declare;
use crate::{Choice, Field, FieldType, Schema, Section};

/// Kind of record.
pub const OF: u32 = 10;
/// Name.
pub const NAME: u32 = 11;
/// Type.
pub const TYPE: u32 = 12;
/// Several values.
pub const MANY: u32 = 13;
/// Choices, one per line.
pub const CHOICES: u32 = 14;

/// The schema.
pub const SCHEMA: Schema =
    declare_kind(CUSTOM_FIELD, "custom_field", "Custom field", "Custom fields")
        .icon("type")
        .title(Title::Field(NAME))
        .needs(Needs::Text(NAME, Fault::NoName))
        .identity(Identity::Title)
        .traits(&[Trait::Shape])
        .schema(FIELDS);

const FIELDS: &[Field] = &[
    declare(OF, "of", FieldType::Text, "Used for").never().field(),
    declare(NAME, "name", FieldType::Text, "Name").always().section(Section::Identity).field(),
    declare(TYPE, "type", FieldType::Choice, "Type").choices(TYPES).always().field(),
    declare(MANY, "many", FieldType::Flag, "Multiple values").always().field(),
    declare(CHOICES, "choices", FieldType::LongText, "Choices, one per line").always().field(),
    OWNER_FIELD,
    DELETED_FIELD,
];

/// The types of custom fields.
pub const TYPES: &[Choice] = &[
    Choice::new("text", "Text"),
    Choice::new("long_text", "Long text"),
    Choice::new("number", "Number"),
    Choice::new("money", "Amount"),
    Choice::new("date", "Date"),
    Choice::new("choice", "Choice"),
    Choice::new("flag", "Yes or no"),
    Choice::new("link", "Link"),
    Choice::new("email", "Email"),
    Choice::new("phone", "Phone"),
];
