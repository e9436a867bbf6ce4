//! Tags. Records carry them as text; a tag record gives that text a color.

use super::any_kind::{DELETED_FIELD, OWNER_FIELD};
use crate::kind::{Identity, Title, Trait, declare_kind};
use crate::kinds::TAG;
use crate::schema::declare;
use crate::{Choice, Field, FieldType, Schema, Section};

/// Name.
pub const NAME: u32 = 10;
/// Color.
pub const COLOR: u32 = 11;

/// The schema.
pub static SCHEMA: Schema = declare_kind(TAG, "tag", "Tag", "Tags")
    .icon("tag")
    .title(Title::Field(NAME))
    .identity(Identity::Title)
    .traits(&[Trait::Configuration])
    .schema(FIELDS);

const FIELDS: &[Field] = &[
    declare(NAME, "name", FieldType::NamePart, "Name")
        .searched(3)
        .always()
        .section(Section::Identity)
        .field(),
    declare(COLOR, "color", FieldType::Choice, "Color").choices(COLORS).always().field(),
    OWNER_FIELD,
    DELETED_FIELD,
];

/// The colors that the theme has pairs for.
pub const COLORS: &[Choice] = &[
    Choice::new("plain", "Gray"),
    Choice::new("good", "Green"),
    Choice::new("warm", "Amber"),
    Choice::new("danger", "Red"),
    Choice::new("info", "Blue"),
];
