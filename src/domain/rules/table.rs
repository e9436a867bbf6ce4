//! The table of the kinds that have rules. Kinds without rules do not stand in it.

use super::{activity as activity_rules, contact, deal, stage, task};
use crate::{
    ACTIVITY, CONTACT, DEAL, Draft, Fields, KindId, RecordId, STAGE, TASK, activity,
    task as fields_of_task,
};

/// The rules of one kind.
#[derive(Clone, Copy, Debug)]
pub struct KindRules {
    /// The kind.
    pub kind: KindId,
    /// Sets what a new record begins with.
    pub preset: Option<fn(&mut Draft, &Presets<'_>)>,
    /// Completes a draft before it is written over a record, at a time in milliseconds since 1970,
    /// UTC.
    pub complete: Option<fn(&dyn Fields, &mut Draft, i64)>,
    /// True for a record that stands before others of the same moment.
    pub comes_first: Option<fn(&dyn Fields) -> bool>,
    /// The values that its records derive from others.
    pub derived: &'static [Derivation],
}

/// The user's data that presets may need.
pub struct Presets<'a> {
    /// The user's name.
    pub owner: &'a str,
    /// Returns the stage in which a new deal starts.
    pub first_stage: &'a dyn Fn() -> Option<RecordId>,
    /// Returns the place of a new stage whose deals are open, or closed.
    pub stage_place: &'a dyn Fn(bool) -> Option<StagePlace>,
}

/// The place of a new stage.
#[derive(Clone, Debug, PartialEq)]
pub struct StagePlace {
    /// The pipeline in which new deals start.
    pub pipeline: RecordId,
    /// The position within it.
    pub order: String,
    /// The chance of the open stage before it, in percent.
    pub probability: f64,
}

/// Values that records derive from other records about them. They are written with whatever causes
/// them, without a stamp, and appear neither in the history nor in files.
#[derive(Clone, Copy, Debug)]
pub struct Derivation {
    /// The kind that shows the values.
    pub of: KindId,
    /// The kind that they come from: its live, open records, by their parties.
    pub from: KindId,
    /// The fields that the rule reads, besides those that say whom a record is about and that it is
    /// closed: nothing else of the records is needed to follow it.
    pub reads: &'static [u32],
    /// Writes the values into the draft of a record, from all the records about it.
    pub derive: fn(&mut dyn Iterator<Item = &dyn Fields>, &mut Draft),
}

/// The fields that tell the next task.
const NEXT_TASK: &[u32] = &[fields_of_task::WHAT, fields_of_task::DUE];
/// The fields that tell the last contact.
const LAST_CONTACT: &[u32] =
    &[activity::WHAT, activity::WHEN, activity::RESULT, activity::DIRECTION];

/// The rules of all kinds.
pub(super) const RULES: &[KindRules] = &[
    KindRules {
        kind: CONTACT,
        preset: None,
        complete: None,
        comes_first: None,
        derived: &[
            Derivation { of: CONTACT, from: TASK, reads: NEXT_TASK, derive: contact::next_tasks },
            Derivation {
                of: CONTACT,
                from: ACTIVITY,
                reads: LAST_CONTACT,
                derive: contact::last_contact,
            },
        ],
    },
    KindRules {
        kind: DEAL,
        preset: Some(deal::preset),
        complete: Some(deal::complete),
        comes_first: None,
        derived: &[Derivation { of: DEAL, from: TASK, reads: NEXT_TASK, derive: deal::next_task }],
    },
    KindRules {
        kind: STAGE,
        preset: Some(stage::preset),
        complete: None,
        comes_first: None,
        derived: &[],
    },
    KindRules {
        kind: TASK,
        preset: None,
        complete: Some(task::complete),
        comes_first: Some(task::comes_first),
        derived: &[],
    },
    KindRules {
        kind: ACTIVITY,
        preset: Some(activity_rules::preset),
        complete: Some(activity_rules::complete),
        comes_first: None,
        derived: &[],
    },
];
