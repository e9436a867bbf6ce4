//! Walks the history from the newest action to the oldest and tells what each left in the fields it
//! wrote. An entry holds only the previous values; the values it left are the current ones, or
//! those that the next action found.

use std::collections::HashMap;

use domain::{RecordId, Value};

use super::change::replace;
use super::record::{FieldEntry, Item, Record, Slot};
use super::stamp::Stamp;

/// A field that an action changed.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// The field's number.
    pub field: u32,
    /// The previous values; for a list, the elements that were changed or removed.
    pub before: Vec<LabeledValue>,
    /// The values the action left; for a list, the elements it wrote. `None` if unknown because a
    /// backup has replaced them since.
    pub after: Option<Vec<LabeledValue>>,
}

/// A value with its label; the label is empty outside lists.
#[derive(Clone, Debug, PartialEq)]
pub struct LabeledValue {
    /// The label.
    pub label: String,
    /// The value.
    pub value: Value,
}

/// The state of records while walking back through the history.
#[derive(Clone, Debug, Default)]
pub struct HistoryWalk(HashMap<(RecordId, u32, u8), Slot>);

impl HistoryWalk {
    /// Returns the fields of a record that an action changed, given the `before` of its history
    /// entry. Must be called for one action after the other, newest first. `now` is the current
    /// record, if it still exists.
    pub fn behind(
        &mut self,
        action: Stamp,
        before: &Record,
        now: Option<&Record>,
    ) -> Vec<FieldChange> {
        let mut changes = Vec::new();
        for FieldEntry { field, slot } in &before.entries {
            let key = (before.id, *field, slot.shape());
            let left = self.0.get(&key).or_else(|| now?.slot(*field, slot.shape()));
            let change = match (left, slot) {
                (left, Slot::One { value, .. }) => {
                    let after = match left {
                        Some(Slot::One { stamp, value }) if *stamp == action => Some(held(value)),
                        _ => None,
                    };
                    Some((held(value), after))
                }
                (left, Slot::Many(old)) => {
                    let items =
                        if let Some(Slot::Many(items)) = left { items } else { &Vec::new() };
                    Some(of_lists(action, old, items))
                }
                (_, Slot::Opaque { .. }) => None,
            };
            let earlier = match (left, slot) {
                (Some(Slot::Many(items)), Slot::Many(old)) => {
                    Slot::Many(replace(items, old.clone()))
                }
                _ => slot.clone(),
            };
            self.0.insert(key, earlier);
            if let Some((before, after)) = change {
                changes.push(FieldChange { field: *field, before, after });
            }
        }
        changes
    }
}

fn held(value: &Option<Value>) -> Vec<LabeledValue> {
    value.iter().map(|value| LabeledValue { label: String::new(), value: value.clone() }).collect()
}

/// Returns the list elements that an action wrote, before and after it.
fn of_lists(
    action: Stamp,
    old: &[Item],
    left: &[Item],
) -> (Vec<LabeledValue>, Option<Vec<LabeledValue>>) {
    let mut pairs: Vec<(&Item, Option<&Item>)> = old
        .iter()
        .map(|old| (old, left.iter().find(|item| item.id == old.id && item.stamp == action)))
        .collect();
    let is_known = pairs.iter().all(|(_, new)| new.is_some());
    // Leaves out elements that only moved, unless all of them did.
    let moved = |(old, new): &(&Item, Option<&Item>)| {
        new.is_some_and(|new| {
            (old.removed, &old.label, &old.value) == (new.removed, &new.label, &new.value)
        })
    };
    if !pairs.iter().all(moved) {
        pairs.retain(|pair| !moved(pair));
    }
    let labeled = |mut items: Vec<&Item>| -> Vec<LabeledValue> {
        items.retain(|item| !item.removed);
        items.sort_by(|a, b| a.order.cmp(&b.order));
        let held =
            |item: &Item| LabeledValue { label: item.label.clone(), value: item.value.clone() };
        items.into_iter().map(held).collect()
    };
    let before = labeled(pairs.iter().map(|(old, _)| *old).collect());
    let after = is_known.then(|| labeled(pairs.iter().filter_map(|(_, new)| *new).collect()));
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{NewElements, apply};
    use domain::{CONTACT, Draft, built_in, contact};

    fn stamp(millis: u64) -> Stamp {
        Stamp { millis, ..Stamp::NEVER }
    }

    /// Applies drafts to a record one after the other; returns it with the values before each,
    /// newest first.
    fn written(drafts: &[Draft]) -> (Record, Vec<(Stamp, Record)>) {
        let schema = built_in().get(CONTACT).unwrap().clone();
        let mut record = Record::new(CONTACT, RecordId::from_bytes([1; 16]));
        let mut past = Vec::new();
        for (draft, millis) in drafts.iter().zip(1..) {
            let mut id = millis * 100;
            let mut next = move || {
                id += 1;
                id
            };
            let new = NewElements::Typed(&mut next);
            let (after, before) = apply(&record, draft, &schema, stamp(millis), new);
            record = after;
            past.insert(0, (stamp(millis), before.record));
        }
        (record, past)
    }

    fn texts(held: &[LabeledValue]) -> Vec<String> {
        held.iter().filter_map(|it| it.value.as_text().map(str::to_owned)).collect()
    }

    fn titled(title: &str) -> Draft {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::JOB_TITLE, title);
        draft
    }

    fn with_phones(phones: &[&str]) -> Draft {
        let mut draft = Draft::new(CONTACT);
        for phone in phones {
            draft.push(contact::PHONES, "work", Value::Text((*phone).into()));
        }
        draft
    }

    #[test]
    fn an_action_left_what_the_next_one_found() {
        let (record, past) = written(&[titled("Buyer"), titled("Head"), titled("")]);
        let mut back = HistoryWalk::default();
        let told: Vec<_> = past
            .iter()
            .flat_map(|(action, before)| back.behind(*action, before, Some(&record)))
            .map(|change| (texts(&change.before), change.after.map(|it| texts(&it))))
            .collect();
        let text = |text: &str| vec![text.to_owned()];
        assert_eq!(
            told,
            [
                (text("Head"), Some(vec![])),
                (text("Buyer"), Some(text("Head"))),
                (vec![], Some(text("Buyer"))),
            ]
        );
    }

    #[test]
    fn of_a_list_only_what_was_written_is_told() {
        let (record, past) = written(&[with_phones(&["1", "2"]), with_phones(&["1", "2", "3"])]);
        // The draft has no ids, so all its elements are new and the old ones are removed.
        let mut back = HistoryWalk::default();
        let first = back.behind(past[0].0, &past[0].1, Some(&record));
        assert_eq!(texts(&first[0].before), ["1", "2"]);
        assert_eq!(texts(first[0].after.as_ref().unwrap()), ["1", "2", "3"]);
        let made = back.behind(past[1].0, &past[1].1, Some(&record));
        assert!(made[0].before.is_empty());
        assert_eq!(texts(made[0].after.as_ref().unwrap()), ["1", "2"]);
    }

    #[test]
    fn what_a_backup_has_brought_since_is_not_said_to_be_left_by_an_action() {
        let (mut record, past) = written(&[titled("Buyer"), titled("Head")]);
        let brought = Slot::One { stamp: stamp(9), value: Some(Value::Text("CEO".into())) };
        record.put(contact::JOB_TITLE, brought);
        let mut back = HistoryWalk::default();
        let change = back.behind(past[0].0, &past[0].1, Some(&record)).remove(0);
        assert_eq!((texts(&change.before), change.after), (vec!["Buyer".to_owned()], None));
        // The earlier action is known from what the next one found.
        let change = back.behind(past[1].0, &past[1].1, Some(&record)).remove(0);
        assert_eq!(change.after.map(|it| texts(&it)), Some(vec!["Buyer".to_owned()]));
        assert_eq!(back.behind(past[0].0, &past[0].1, None).remove(0).after, None);
    }
}
