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
/// The key of the kind that a reference points to.
pub const TO: u32 = 15;
/// Forms refuse a record without it.
pub const REQUIRED: u32 = 16;
/// The value that a new record starts with; of the field's own type.
pub const DEFAULT: u32 = 17;
/// Position among the kind's custom fields, as a fractional index; those without one come last, in
/// order of creation.
pub const ORDER: u32 = 18;
/// Shown nowhere; its values stay.
pub const HIDDEN: u32 = 20;

/// The schema.
pub const SCHEMA: Schema =
    declare_kind(CUSTOM_FIELD, "custom_field", "Custom field", "Custom fields")
        .icon("type")
        .title(Title::Field(NAME))
        .needs(Needs::Text(NAME, Fault::NoName))
        .identity(Identity::Title)
        .traits(&[Trait::Shape, Trait::Configuration])
        .schema(FIELDS);

const FIELDS: &[Field] = &[
    declare(OF, "of", FieldType::Text, "Used for").never().field(),
    declare(NAME, "name", FieldType::Text, "Name").always().section(Section::Identity).field(),
    declare(TYPE, "type", FieldType::Choice, "Type").choices(TYPES).always().field(),
    declare(MANY, "many", FieldType::Flag, "Multiple values").always().field(),
    declare(CHOICES, "choices", FieldType::LongText, "Choices, one per line").always().field(),
    declare(TO, "to", FieldType::Text, "Refers to").never().field(),
    declare(REQUIRED, "required", FieldType::Flag, "Required").always().field(),
    declare(DEFAULT, "default", FieldType::Text, "Default value").never().field(),
    declare(ORDER, "order", FieldType::Text, "Order").never().field(),
    declare(HIDDEN, "hidden", FieldType::Flag, "Hidden").always().field(),
    OWNER_FIELD,
    DELETED_FIELD,
];

/// The type of a reference to records of another kind.
pub const REFERENCE: &str = "reference";
/// The type of a choice.
pub const CHOICE: &str = "choice";

/// The type of a whole day.
pub const DATE: &str = "date";
/// The type of a date that returns every year, and whose year may be unknown.
pub const ANNIVERSARY: &str = "anniversary";

/// The types of custom fields.
pub const TYPES: &[Choice] = &[
    Choice::new("text", "Text"),
    Choice::new("long_text", "Long text"),
    Choice::new("number", "Number"),
    Choice::new("money", "Amount"),
    Choice::new(DATE, "Date"),
    Choice::new(ANNIVERSARY, "Birthday or anniversary"),
    Choice::new("moment", "Date and time"),
    Choice::new(CHOICE, "Choice"),
    Choice::new("flag", "Yes or no"),
    Choice::new("link", "Link"),
    Choice::new("email", "Email"),
    Choice::new("phone", "Phone"),
    Choice::new("address", "Address"),
    Choice::new(REFERENCE, "Link to records"),
    Choice::new("file", "File"),
];

/// True if a field of this type can hold several values.
pub fn can_be_many(kind: &str) -> bool {
    !["long_text", "money", "moment", "flag"].contains(&kind)
}

/// True if a value of this type has a form as text that reads back as the value.
pub fn is_text_like(kind: &str) -> bool {
    ![REFERENCE, "address", "file"].contains(&kind)
}
