//! Rules of deals: the stage that they start in, what a new stage and product lines entail, and
//! their next task.

use super::table::Presets;
use super::task::NextTasks;
use crate::draft::{DraftElement, DraftSlot};
use crate::{Draft, Element, Fields, RecordId, Value, deal, lines_total, money, product_lines};

/// A new deal starts in the first stage.
pub(super) fn preset(draft: &mut Draft, presets: &Presets<'_>) {
    if draft.reference(deal::STAGE).is_none()
        && let Some(stage) = (presets.first_stage)()
    {
        draft.set(deal::STAGE, Value::Reference(stage));
    }
}

/// A deal that changes its stage notes when, and drops the reason it was lost; the value of a deal
/// with product lines is their total.
pub(super) fn complete(record: &dyn Fields, draft: &mut Draft, now: i64) {
    let stage = match draft.slots.get(&deal::STAGE) {
        Some(DraftSlot::One(Some(Value::Reference(stage)))) => Some(*stage),
        _ => None,
    };
    let came = stage.and_then(|stage| came_into(draft, stage));
    if let Some(since) = came {
        draft.set(deal::SINCE, Value::Moment(since));
    } else if let Some(stage) = stage.filter(|stage| record.reference(deal::STAGE) != Some(*stage))
    {
        let known = record.elements(deal::STAGES).into_iter();
        let mut history: Vec<DraftElement> = known
            .map(|Element { id, label, value }| DraftElement { id: Some(id), label, value })
            .collect();
        history.push(DraftElement {
            id: None,
            label: stage.to_string(),
            value: Value::Moment(now),
        });
        draft.slots.insert(deal::STAGES, DraftSlot::Many(history));
        draft.set(deal::SINCE, Value::Moment(now));
        // The reason for an earlier loss no longer applies.
        draft.slots.entry(deal::LOST_REASON).or_insert(DraftSlot::One(None));
    }
    if draft.slots.contains_key(&deal::LINES) {
        let lines = product_lines(draft);
        let currency = money(draft, deal::VALUE).or_else(|| money(&record, deal::VALUE));
        if let Some(currency) = currency.map(|money| money.currency).filter(|_| !lines.is_empty()) {
            draft.set(deal::VALUE, Value::Money(lines_total(&lines, currency)));
        }
    }
}

/// Returns when a deal entered a stage, if the draft includes the history.
fn came_into(draft: &Draft, stage: RecordId) -> Option<i64> {
    let Some(DraftSlot::Many(history)) = draft.slots.get(&deal::STAGES) else { return None };
    let last = history.last().filter(|last| last.label == stage.to_string())?;
    if let Value::Moment(since) = last.value { Some(since) } else { None }
}

/// A deal shows the due date of its next task.
pub(super) fn next_task(tasks: &mut dyn Iterator<Item = &dyn Fields>, draft: &mut Draft) {
    let NextTasks { next, call: _ } = NextTasks::of(tasks);
    draft.slots.insert(deal::NEXT, DraftSlot::One(next.map(Value::Text)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::complete;
    use crate::{DEAL, Money, moment};

    fn euros(minor: i64) -> Money {
        Money { minor, currency: *b"EUR" }
    }

    fn in_stage(stage: u8) -> Draft {
        let mut draft = Draft::new(DEAL);
        draft.set(deal::STAGE, Value::Reference(RecordId::from_bytes([stage; 16])));
        draft
    }

    #[test]
    fn a_deal_notes_when_it_came_into_a_stage_and_only_when_it_changed() {
        let mut deal = in_stage(1);
        complete(&Draft::new(DEAL), &mut deal, 1_000);
        assert_eq!(moment(&deal, deal::SINCE), Some(1_000));
        assert_eq!(deal.elements(deal::STAGES).len(), 1);
        let mut same = in_stage(1);
        complete(&deal, &mut same, 2_000);
        assert_eq!(moment(&same, deal::SINCE), None);
        let mut next = in_stage(2);
        complete(&deal, &mut next, 3_000);
        let history = next.elements(deal::STAGES);
        let moments: Vec<&Value> = history.iter().map(|element| &element.value).collect();
        assert_eq!(moments, [&Value::Moment(1_000), &Value::Moment(3_000)]);
    }

    #[test]
    fn the_value_of_a_deal_with_lines_is_their_total() {
        let mut deal = Draft::new(DEAL);
        deal.set(deal::VALUE, Value::Money(euros(100)));
        deal.push(deal::LINES, "", Value::Text("Cup; 10; 2; 50".into()));
        complete(&Draft::new(DEAL), &mut deal, 0);
        assert_eq!(money(&deal, deal::VALUE), Some(euros(1_000)));
    }
}
