//! Rules of activities: what one begins with, and what completes one that comes from elsewhere.

use super::table::Presets;
use crate::draft::{DraftElement, DraftSlot};
use crate::{Draft, Element, Fields, Value, activity, any_kind};

/// Without a kind, it is a note.
pub(super) fn preset(draft: &mut Draft, _presets: &Presets<'_>) {
    if draft.text(activity::WHAT).is_empty() {
        draft.set_text(activity::WHAT, activity::NOTE);
    }
}

/// A new one without a time happened now. A result that is none of ours is the outcome. An edit
/// remembers what its references named.
pub(super) fn complete(record: &dyn Fields, draft: &mut Draft, now: i64) {
    remember_former(record, draft);
    let is_new = record.text(activity::WHAT).is_empty() && !draft.text(activity::WHAT).is_empty();
    if is_new && draft.value(activity::WHEN).is_none() {
        draft.set(activity::WHEN, Value::Moment(now));
    }
    let result = draft.text(activity::RESULT);
    if !result.is_empty() && activity::RESULTS.iter().all(|known| known.key != result) {
        draft.slots.remove(&activity::RESULT);
        let outcome = draft.text(activity::OUTCOME);
        let whole = if outcome.is_empty() || outcome == result {
            result
        } else {
            format!("{result}; {outcome}")
        };
        draft.set_text(activity::OUTCOME, whole);
    }
}

/// Adds to the former references what an edit replaces, and what it writes: another device may
/// replace that by something else at the same time, and after a merge only this says where copies are.
fn remember_former(record: &dyn Fields, draft: &mut Draft) {
    // A new one has copies where its fields say.
    if record.reference(activity::HOME).is_none() {
        return;
    }
    let known = match draft.slots.get(&any_kind::FORMER) {
        Some(DraftSlot::Many(known)) => known.clone(),
        _ => {
            let known = record.elements(any_kind::FORMER).into_iter();
            let kept = |Element { id, label, value }| DraftElement { id: Some(id), label, value };
            known.map(kept).collect()
        }
    };
    let mut all: Vec<DraftElement> = known;
    let before = all.len();
    for (field, slot) in draft.slots.iter().filter(|(field, _)| **field != activity::TASK) {
        let DraftSlot::One(after) = slot else { continue };
        let before = record.value(*field);
        for value in [&before, after].into_iter().filter(|_| before != *after).flatten() {
            let is_new = all.iter().all(|known| known.value != *value);
            if is_new && matches!(value, Value::Reference(_)) {
                all.push(DraftElement { id: None, label: String::new(), value: value.clone() });
            }
        }
    }
    if all.len() > before {
        draft.slots.insert(any_kind::FORMER, DraftSlot::Many(all));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::complete;
    use crate::{ACTIVITY, moment};

    #[test]
    fn a_new_activity_without_a_time_happened_now_and_a_foreign_result_is_its_outcome() {
        let mut call = Draft::new(ACTIVITY);
        call.set_text(activity::WHAT, activity::CALL);
        call.set_text(activity::RESULT, "Wrong number");
        call.set_text(activity::OUTCOME, "asked for Bo");
        let blank = Draft::new(ACTIVITY);
        complete(&blank, &mut call, 7);
        assert_eq!(moment(&call, activity::WHEN), Some(7));
        assert_eq!(call.text(activity::OUTCOME), "Wrong number; asked for Bo");
        assert_eq!(call.text(activity::RESULT), "");
        let mut later = Draft::new(ACTIVITY);
        later.set_text(activity::RESULT, activity::REACHED);
        complete(&call, &mut later, 9);
        assert_eq!((later.slots.len(), later.text(activity::RESULT)), (1, "reached".into()));
    }
}
