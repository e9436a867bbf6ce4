//! Pipelines: the stages of a deal from the first talk to won or lost.

use super::any_kind::{DELETED_FIELD, OWNER_FIELD};
use crate::check::Fault;
use crate::kind::{Identity, Needs, Title, Trait, declare_kind};
use crate::kinds::PIPELINE;
use crate::schema::{By, declare};
use crate::{Field, FieldType, Schema, Section};

/// Name.
pub const NAME: u32 = 10;
/// Position among the pipelines, as a fractional index.
pub const ORDER: u32 = 11;

/// The schema.
pub static SCHEMA: Schema = declare_kind(PIPELINE, "pipeline", "Pipeline", "Pipelines")
    .icon("kanban")
    .title(Title::Field(NAME))
    .needs(Needs::Text(NAME, Fault::NoName))
    .identity(Identity::Title)
    .order(&[By::Value(ORDER)])
    .traits(&[Trait::Configuration])
    .schema(FIELDS);

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
