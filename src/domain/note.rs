//! A note as it is read: what a timeline shows of an activity.

use super::RecordId;

/// A note as a timeline shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: RecordId,
    /// What kind of activity, by key.
    pub what: String,
    /// When it happened, in milliseconds since 1970, UTC.
    pub when: i64,
    /// The text.
    pub text: String,
}
