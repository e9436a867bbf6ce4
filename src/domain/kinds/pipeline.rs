//! Pipelines: the stages of a deal from the first talk to won or lost.

use std::borrow::Cow;

use super::any_kind::{DELETED_FIELD, OWNER_FIELD};
use crate::kinds::PIPELINE;
use crate::schema::{By, declare};
use crate::{Field, FieldType, Schema, Section};

/// Name.
pub const NAME: u32 = 10;
/// Position among the pipelines, as a fractional index.
pub const ORDER: u32 = 11;

/// The schema.
pub const SCHEMA: Schema = Schema {
    kind: PIPELINE,
    key: Cow::Borrowed("pipeline"),
    label: Cow::Borrowed("Pipeline"),
    label_many: Cow::Borrowed("Pipelines"),
    fields: Cow::Borrowed(FIELDS),
    under: None,
    order: &[By::Value(ORDER)],
    icon: "kanban",
    binned: false,
};

const FIELDS: &[Field] = &[
    declare(NAME, "name", FieldType::NamePart, "Name")
        .searched(3)
        .always()
        .section(Section::Identity)
        .field(),
    declare(ORDER, "order", FieldType::Text, "Order").never().field(),
    OWNER_FIELD,
    DELETED_FIELD,
];
