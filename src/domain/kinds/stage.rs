//! Stages: the steps of a pipeline.

use super::any_kind::{DELETED_FIELD, OWNER_FIELD};
use crate::check::Fault;
use crate::kind::{Identity, Needs, Title, Trait, declare_kind};
use crate::kinds::{PIPELINE as PIPELINE_KIND, STAGE};
use crate::schema::{By, declare};
use crate::{Choice, Field, FieldType, Schema, Section};

/// Name.
pub const NAME: u32 = 10;
/// Pipeline.
pub const PIPELINE: u32 = 11;
/// Position within the pipeline, as a fractional index.
pub const ORDER: u32 = 12;
/// Chance of winning a deal in it, in percent.
pub const PROBABILITY: u32 = 13;
/// Result of deals in it: open, won or lost.
pub const RESULT: u32 = 14;
/// Days in it after which a deal counts as stale; empty for never.
pub const STALE_DAYS: u32 = 15;

/// The schema.
pub static SCHEMA: Schema = declare_kind(STAGE, "stage", "Stage", "Stages")
    .icon("columns-3")
    .title(Title::Field(NAME))
    .needs(Needs::Text(NAME, Fault::NoName))
    .identity(Identity::Title)
    .under(PIPELINE)
    .order(&[By::Value(ORDER)])
    .traits(&[Trait::Configuration, Trait::MadeByFiles])
    .schema(FIELDS);

const FIELDS: &[Field] = &[
    declare(NAME, "name", FieldType::NamePart, "Name")
        .searched(3)
        .always()
        .section(Section::Identity)
        .field(),
    declare(PIPELINE, "pipeline", FieldType::Reference(PIPELINE_KIND), "Pipeline").never().field(),
    declare(ORDER, "order", FieldType::Text, "Order").never().field(),
    declare(RESULT, "result", FieldType::Choice, "Deals in this stage are")
        .choices(RESULTS)
        .always()
        .field(),
    declare(PROBABILITY, "probability", FieldType::Number, "Probability %").always().field(),
    declare(STALE_DAYS, "stale_days", FieldType::Number, "Days until stale").always().field(),
    OWNER_FIELD,
    DELETED_FIELD,
];

/// Deals in the stage are open.
pub const OPEN: &str = "open";
/// Deals in the stage are won.
pub const WON: &str = "won";
/// Deals in the stage are lost.
pub const LOST: &str = "lost";
const RESULTS: &[Choice] =
    &[Choice::new(OPEN, "Open"), Choice::new(WON, "Won"), Choice::new(LOST, "Lost")];
