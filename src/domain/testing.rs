//! Test helpers for the rooms that build on this one; compiled with the feature `testing` only.

use crate::{Due, Money, PartialDate, RecordId, Repeat, Speech};

/// A language for tests: texts that say what they were given.
pub struct Plain;

impl Speech for Plain {
    fn flag(&self, yes: bool) -> String {
        if yes { "yes" } else { "no" }.to_owned()
    }
    fn number(&self, number: f64) -> String {
        number.to_string()
    }
    fn money(&self, money: Money) -> String {
        money.to_string()
    }
    fn date(&self, date: PartialDate) -> String {
        date.to_string()
    }
    fn moment(&self, millis: i64) -> String {
        format!("@{millis}")
    }
    fn due(&self, due: &Due) -> String {
        format!("due {due}")
    }
    fn repeat(&self, rule: &Repeat) -> String {
        format!("repeats {rule}")
    }
    fn name(&self, _id: RecordId) -> String {
        "Minh Long".to_owned()
    }
}
