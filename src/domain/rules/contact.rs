//! Rules of contacts: what they show of their tasks and activities.

use super::task::NextTasks;
use crate::draft::DraftSlot;
use crate::happened::attempts;
use crate::{Draft, Fields, Value, activity, contact, moment, succeeded};

/// A contact shows the due dates of the next task and the next call.
pub(super) fn next_tasks(tasks: &mut dyn Iterator<Item = &dyn Fields>, draft: &mut Draft) {
    let NextTasks { next, call } = NextTasks::of(tasks);
    draft.slots.insert(contact::NEXT, DraftSlot::One(next.map(Value::Text)));
    draft.slots.insert(contact::NEXT_CALL, DraftSlot::One(call.map(Value::Text)));
}

/// A contact shows when it was last reached, and the attempts since.
pub(super) fn last_contact(activities: &mut dyn Iterator<Item = &dyn Fields>, draft: &mut Draft) {
    ContactAttempts::of(activities).into_draft(draft);
}

/// The outcome of trying to reach somebody (the model of GoldMine's summary: attempts and successes
/// are kept apart).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ContactAttempts {
    /// The last time they were spoken to, met, or answered.
    pub last_contact: Option<i64>,
    /// The last attempt, successful or not.
    pub last_attempt: Option<i64>,
    /// The number of failed attempts since they were last reached.
    pub attempts: u32,
}

impl ContactAttempts {
    /// Summarizes the activities with somebody, in any order.
    pub fn of<'a, F: Fields + 'a>(activities: impl Iterator<Item = F>) -> Self {
        let tries: Vec<(i64, bool, i64)> = activities
            .filter_map(|it| {
                let when = moment(&it, activity::WHEN)?;
                Some((when, succeeded(&it)?, when))
            })
            .collect();
        let reached = tries.iter().filter(|(_, reached, _)| *reached);
        let last_contact = reached.map(|(when, ..)| *when).max();
        let last = attempts(tries).pop();
        Self {
            last_contact,
            last_attempt: last.map(|(when, _)| when),
            attempts: last.and_then(|(_, number)| number).unwrap_or(0),
        }
    }

    /// Writes the contact's derived fields into a draft.
    pub fn into_draft(self, draft: &mut Draft) {
        let moment = |millis: Option<i64>| DraftSlot::One(millis.map(Value::Moment));
        draft.slots.insert(contact::LAST_CONTACT, moment(self.last_contact));
        draft.slots.insert(contact::LAST_ATTEMPT, moment(self.last_attempt));
        let attempts = (self.attempts > 0).then(|| Value::Number(f64::from(self.attempts)));
        draft.slots.insert(contact::ATTEMPTS, DraftSlot::One(attempts));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ACTIVITY;

    fn tried(what: &str, result: &str, when: i64) -> Draft {
        let mut draft = Draft::new(ACTIVITY);
        draft.set_text(activity::WHAT, what);
        draft.set_text(activity::RESULT, result);
        draft.set(activity::WHEN, Value::Moment(when));
        draft
    }

    #[test]
    fn attempts_are_counted_since_somebody_was_last_reached() {
        let all = [
            tried(activity::CALL, activity::NOT_REACHED, 1),
            tried(activity::CALL, activity::REACHED, 2),
            tried(activity::CALL, activity::LEFT_MESSAGE, 4),
            tried(activity::CALL, activity::NOT_REACHED, 3),
            tried(activity::EMAIL, "", 5),
            tried(activity::NOTE, "", 9),
        ];
        let reaching = ContactAttempts::of(all.into_iter());
        let expected =
            ContactAttempts { last_contact: Some(2), last_attempt: Some(5), attempts: 3 };
        assert_eq!(reaching, expected);
        assert_eq!(ContactAttempts::of(std::iter::empty::<Draft>()), ContactAttempts::default());
    }
}
