//! Layouts: what the user changed of a kind, of a section of its forms, or of a field that came with
//! the app. A custom field says that itself.

use super::any_kind::{DELETED_FIELD, OWNER_FIELD};
use crate::kind::{Title, Trait, declare_kind};
use crate::kinds::LAYOUT;
use crate::schema::declare;
use crate::{Field, FieldType, Schema};

/// The key of the kind.
pub const OF: u32 = 10;
/// The key of the field, behind [`SECTION`] the name of a section of forms, behind [`PAGE`] a section
/// of the page, or empty for the kind itself.
pub const PART: u32 = 11;
/// Shown nowhere; values and records stay.
pub const HIDDEN: u32 = 12;
/// Forms refuse a record without it.
pub const REQUIRED: u32 = 13;
/// The value that a new record starts with; of the field's own type.
pub const DEFAULT: u32 = 14;
/// Position among the sections of forms or of the page, or among the fields of its section, as a fractional index; those
/// without one stand in the order of the schema, last.
pub const ORDER: u32 = 15;

/// Announces a section in [`PART`].
pub const SECTION: &str = "section/";
/// Announces a section of the page in [`PART`]: the records of a kind that refer to the page's record
/// by one field. Kind and field follow by their keys, with a dot between them.
pub const PAGE: &str = "page/";

/// The schema.
pub static SCHEMA: Schema = declare_kind(LAYOUT, "layout", "Layout", "Layouts")
    .icon("sliders-horizontal")
    .title(Title::Kind)
    .traits(&[Trait::Shape, Trait::Configuration])
    .schema(FIELDS);

const FIELDS: &[Field] = &[
    declare(OF, "of", FieldType::Text, "Used for").never().field(),
    declare(PART, "part", FieldType::Text, "Field").never().field(),
    declare(HIDDEN, "hidden", FieldType::Flag, "Hidden").always().field(),
    declare(REQUIRED, "required", FieldType::Flag, "Required").always().field(),
    declare(DEFAULT, "default", FieldType::Text, "Default value").never().field(),
    declare(ORDER, "order", FieldType::Text, "Order").never().field(),
    OWNER_FIELD,
    DELETED_FIELD,
];
