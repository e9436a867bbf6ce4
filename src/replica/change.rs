//! Changes: applies drafts to records, and undoes actions.

use domain::{Draft, DraftElement, DraftSlot, ElementId, FieldType, RecordId, Schema, Value};

use super::bulk_encode::{normalize_element, normalize_into};
use super::order;
use super::origins::Origins;
use super::record::{FieldEntry, Item, Record, Slot};
use super::stamp::Stamp;

/// The source of ids for a draft's new elements.
pub enum NewElements<'a> {
    /// Typed by the user: random ids.
    Typed(&'a mut dyn FnMut() -> u64),
    /// Imported: ids derived from the contents.
    Imported,
}

/// An action's effect on one record: enough to undo it and to show who changed what when.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    /// True if the action created the record.
    pub created: bool,
    /// The fields (for lists, the elements) that it wrote, with their previous values; those that
    /// did not exist have the stamp [`Stamp::NEVER`].
    pub record: Record,
}

/// Applies a draft to a record. Writes only what differs, all under one stamp. The second result
/// holds the previous values; it has no entries if nothing differed.
pub fn apply(
    record: &Record,
    draft: &Draft,
    schema: &Schema,
    stamp: Stamp,
    mut new: NewElements<'_>,
) -> (Record, Before) {
    let mut after = record.clone();
    let mut before = Record::new(record.kind, record.id);
    for (field, wanted) in &draft.slots {
        match wanted {
            DraftSlot::One(wanted) => {
                let current = record.slot(*field, 0);
                let value = match current {
                    Some(Slot::One { value, .. }) => value.as_ref(),
                    _ => None,
                };
                if value != wanted.as_ref() {
                    let never = Slot::One { stamp: Stamp::NEVER, value: None };
                    before.put(*field, current.cloned().unwrap_or(never));
                    after.put(*field, Slot::One { stamp, value: wanted.clone() });
                }
            }
            DraftSlot::Many(wanted) => {
                let kind = schema.field(*field).map(|known| known.kind);
                let list = ListTarget { record: record.id, field: *field, kind, stamp };
                let items = record.items(*field);
                let written = list.write(items, wanted, &mut new);
                if !written.is_empty() {
                    let old = written.iter().map(|item| old_item(items, item)).collect();
                    before.put(*field, Slot::Many(old));
                    after.put(*field, Slot::Many(replace(items, written)));
                }
            }
        }
    }
    (after, Before { created: record.entries.is_empty(), record: before })
}

/// Writes back the values from before an action, under a new stamp, wherever the action's values
/// still stand. A value whose later change was undone counts as standing. The second result holds
/// the overwritten values, the third the fields skipped because they were changed since.
pub fn undo(
    record: &Record,
    before: &Record,
    undone: Stamp,
    origins: &Origins,
    stamp: Stamp,
) -> (Record, Before, Vec<u32>) {
    let mut after = record.clone();
    let mut over = Record::new(record.kind, record.id);
    let mut skipped = Vec::new();
    let still_stands =
        |field, element, current| origins.of(record.id, field, element, current) == undone;
    for FieldEntry { field, slot } in &before.entries {
        match (record.slot(*field, slot.shape()), slot) {
            (Some(Slot::One { stamp: current, value }), Slot::One { value: old, .. }) => {
                if still_stands(*field, None, *current) {
                    over.put(*field, Slot::One { stamp: *current, value: value.clone() });
                    after.put(*field, Slot::One { stamp, value: old.clone() });
                } else {
                    skipped.push(*field);
                }
            }
            (Some(Slot::Many(items)), Slot::Many(old)) => {
                let mut written = Vec::new();
                let mut now = Vec::new();
                for old in old {
                    match items.iter().find(|item| item.id == old.id) {
                        Some(current) if still_stands(*field, Some(old.id), current.stamp) => {
                            now.push(current.clone());
                            written.push(Item { stamp, ..old.clone() });
                        }
                        _ => skipped.push(*field),
                    }
                }
                if !written.is_empty() {
                    over.put(*field, Slot::Many(now));
                    after.put(*field, Slot::Many(replace(items, written)));
                }
            }
            _ => skipped.push(*field),
        }
    }
    skipped.dedup();
    (after, Before { created: false, record: over }, skipped)
}

/// The target of a list write.
struct ListTarget {
    record: RecordId,
    field: u32,
    kind: Option<FieldType>,
    stamp: Stamp,
}

impl ListTarget {
    /// Returns the items to write so that the list matches the draft, in the draft's order.
    fn write(
        &self,
        items: &[Item],
        wanted: &[DraftElement],
        new: &mut NewElements<'_>,
    ) -> Vec<Item> {
        let mut written = Vec::new();
        let mut kept: Vec<ElementId> = Vec::new();
        let mut last = String::new();
        for element in wanted {
            let id = self.id(element, new);
            if kept.contains(&id) {
                continue;
            }
            kept.push(id);
            let current = items.iter().find(|item| item.id == id && !item.removed);
            let order = match current {
                Some(item) if item.order > last => item.order.clone(),
                _ => order_after(&last, items),
            };
            last.clone_from(&order);
            let same = current.is_some_and(|item| {
                item.label == element.label && item.value == element.value && item.order == order
            });
            if !same {
                let DraftElement { id: _, label, value } = element.clone();
                written.push(Item { id, stamp: self.stamp, removed: false, order, label, value });
            }
        }
        let gone = items.iter().filter(|item| !item.removed && !kept.contains(&item.id));
        written.extend(gone.map(|item| Item { stamp: self.stamp, removed: true, ..item.clone() }));
        written
    }

    fn id(&self, element: &DraftElement, new: &mut NewElements<'_>) -> ElementId {
        let by_value = self.kind == Some(FieldType::Tags);
        match (element.id, &mut *new) {
            (Some(id), _) if !by_value => id,
            (None, NewElements::Typed(random)) if !by_value => ElementId(random()),
            _ => {
                let mut key = String::new();
                normalize_element(self.kind, &element.label, &element.value, &mut key);
                ElementId::imported(self.record, self.field, &key)
            }
        }
    }
}

fn order_after(last: &str, items: &[Item]) -> String {
    if items.is_empty() {
        // First write of the list: short indices, in order.
        let position = (0..usize::MAX).find(|n| order::nth(*n).as_str() > last);
        return position.map(order::nth).unwrap_or_default();
    }
    let next = items.iter().map(|item| item.order.as_str()).filter(|order| *order > last).min();
    order::between(last, next)
}

/// Normalizes a value so that equal list elements of a type compare equal: folded text, bare digits
/// for phone numbers.
pub fn normalized(kind: FieldType, value: &Value) -> String {
    let mut normalized = String::new();
    normalize_into(Some(kind), value, &mut normalized);
    normalized
}

/// Returns the item's previous state; for a new item, a tombstone that was never written.
fn old_item(items: &[Item], written: &Item) -> Item {
    let gone = || Item { stamp: Stamp::NEVER, removed: true, ..written.clone() };
    items.iter().find(|item| item.id == written.id).cloned().unwrap_or_else(gone)
}

pub(super) fn replace(items: &[Item], written: Vec<Item>) -> Vec<Item> {
    let mut all = items.to_vec();
    for item in written {
        match all.binary_search_by_key(&item.id, |known| known.id) {
            Ok(place) => all[place] = item,
            Err(place) => all.insert(place, item),
        }
    }
    all
}
