//! Merges two copies of a record field by field, element by element: the larger stamp wins. The
//! result does not depend on the order of merging.

use super::codec::encode_value;
use super::record::{FieldEntry, Item, Record, Slot};

/// Merges two copies of a record. Commutative, associative and idempotent. Both must have the same
/// id; the kind is the first one's. One that was deleted for ever stays so, whatever the other says.
pub fn merge(left: &Record, right: &Record) -> Record {
    if let Some(stamp) = left.gone_since().max(right.gone_since()) {
        return Record::gone(left.kind, left.id, stamp);
    }
    let mut merged = left.clone();
    for FieldEntry { field, slot } in &right.entries {
        let joined = match merged.slot(*field, slot.shape()) {
            Some(known) => merge_slots(known, slot),
            None => slot.clone(),
        };
        merged.put(*field, joined);
    }
    merged
}

/// Merges two copies of a record that may be stored several times, as an activity is with each of its
/// people. Earlier builds gave the elements of each copy ids of their own: of elements that are
/// equal in everything else, one remains.
pub fn merge_copies(left: &Record, right: &Record) -> Record {
    untwinned(merge(left, right))
}

/// Removes the elements of a record's lists that are equal to an earlier one in everything but their
/// id, as [`merge_copies`] does: what comes from elsewhere is then the same the second time.
#[must_use]
pub fn untwinned(mut record: Record) -> Record {
    for FieldEntry { slot, .. } in &mut record.entries {
        if let Slot::Many(items) = slot
            && items.len() > 1
        {
            *items = without_twins(items);
        }
    }
    record
}

/// Removes elements in use that differ from an earlier one by nothing but their id. What was taken
/// away stays, because another copy may still have it.
fn without_twins(items: &[Item]) -> Vec<Item> {
    let mut kept: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        let is_twin = |known: &Item| !known.removed && rank(known) == rank(item);
        if item.removed || !kept.iter().any(is_twin) {
            kept.push(item.clone());
        }
    }
    kept
}

fn merge_slots(left: &Slot, right: &Slot) -> Slot {
    match (left, right) {
        (Slot::One { stamp: a, value: x }, Slot::One { stamp: b, value: y }) => {
            // Equal stamps mean the same write; if that rule was broken the bytes decide, so that
            // all copies still agree.
            let bytes = |value: &Option<_>| value.as_ref().map(encode_value);
            if (b, bytes(y)) > (a, bytes(x)) { right.clone() } else { left.clone() }
        }
        (Slot::Many(a), Slot::Many(b)) => Slot::Many(merge_items(a, b)),
        (Slot::Opaque { bytes: a, .. }, Slot::Opaque { bytes: b, .. }) => {
            if b > a {
                right.clone()
            } else {
                left.clone()
            }
        }
        // Slots of different shapes never meet here.
        _ => left.clone(),
    }
}

fn merge_items(left: &[Item], right: &[Item]) -> Vec<Item> {
    let mut merged: Vec<Item> = left.to_vec();
    for item in right {
        match merged.binary_search_by_key(&item.id, |known| known.id) {
            Ok(place) => {
                if rank(item) > rank(&merged[place]) {
                    merged[place] = item.clone();
                }
            }
            Err(place) => merged.insert(place, item.clone()),
        }
    }
    merged
}

fn rank(item: &Item) -> (super::Stamp, bool, &str, &str, Vec<u8>) {
    let Item { id: _, stamp, removed, order, label, value } = item;
    (*stamp, *removed, order, label, encode_value(value))
}
