//! Tags. Records carry them as text; a tag record gives that text a color.

use std::borrow::Cow;

use super::any_kind::{DELETED_FIELD, OWNER_FIELD};
use crate::kinds::TAG;
use crate::schema::declare;
use crate::{Choice, Field, FieldType, Schema, Section};

/// Name.
pub const NAME: u32 = 10;
/// Color.
pub const COLOR: u32 = 11;

/// The schema.
pub const SCHEMA: Schema = Schema {
    kind: TAG,
    key: Cow::Borrowed("tag"),
    label: Cow::Borrowed("Tag"),
    label_many: Cow::Borrowed("Tags"),
    fields: Cow::Borrowed(FIELDS),
    under: None,
    order: &[],
    icon: "tag",
    binned: false,
};

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
