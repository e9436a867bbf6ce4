//! Merges two copies of a record field by field, element by element: the larger stamp wins. The
//! result does not depend on the order of merging.

use super::codec::encode_value;
use super::record::{FieldEntry, Item, Record, Slot};

/// Merges two copies of a record. Commutative, associative and idempotent. Both must have the same
/// id; the kind is the first one's.
pub fn merge(left: &Record, right: &Record) -> Record {
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
