//! Computes the changes that an import makes to an existing record.

use domain::{
    Dialing, Draft, DraftElement, DraftSlot, Element, FieldType, Fields, Schema, Value, any_kind,
    fold,
};
use replica::{Record, Stamp, normalized};
use transfer::{gaps, is_second_writing};

/// Returns what a draft adds to a record: values of empty fields, new list elements, and
/// contradicting values under "also imported". A number in a second writing is not added.
pub fn filling(record: &Record, draft: &Draft, schema: &Schema, dialing: Dialing) -> Draft {
    let same = |kind, known: &Value, new: &Value| {
        is_second_writing(known, new, kind, dialing)
            || (kind != FieldType::Phone && says_the_same(kind, known, new))
    };
    let mut missing = gaps(record, draft, schema, &same);
    for (field, slot) in &mut missing.slots {
        if let DraftSlot::Many(new) = slot {
            let mut all = elements(record, *field);
            all.append(new);
            *new = all;
        }
    }
    missing
}

/// Returns a draft that replaces the fields of a record. Earlier "also imported" values and tags
/// stay; an element equal to an existing one keeps its id. Fields written after `stamp`, while the
/// import ran, are spared.
pub fn overwriting(record: &Record, draft: &Draft, schema: &Schema, stamp: Stamp) -> Draft {
    let mut written = draft.clone();
    let newer = |field: u32| {
        let slots = [record.slot(field, 0), record.slot(field, 1)];
        slots.into_iter().flatten().any(|slot| slot.stamp() > stamp)
    };
    written.slots.retain(|field, slot| !matches!(slot, DraftSlot::One(None)) && !newer(*field));
    for (field, slot) in &mut written.slots {
        let DraftSlot::Many(new) = slot else { continue };
        let here = elements(record, *field);
        let kind = schema.field(*field).map_or(FieldType::Text, |field| field.kind);
        for element in new.iter_mut() {
            let known = here.iter().find(|known| {
                says_the_same(kind, &known.value, &element.value)
                    && (!kind.label_counts() || fold(&known.label) == fold(&element.label))
            });
            element.id = known.and_then(|known| known.id);
        }
        if [any_kind::EXTRA, any_kind::TAGS].contains(field) {
            new.retain(|element| element.id.is_none());
            new.splice(0..0, here);
        }
    }
    written
}

fn elements(record: &Record, field: u32) -> Vec<DraftElement> {
    let here = record.elements(field).into_iter();
    here.map(|Element { id, label, value }| DraftElement { id: Some(id), label, value }).collect()
}

fn says_the_same(kind: FieldType, known: &Value, new: &Value) -> bool {
    known == new || normalized(kind, known) == normalized(kind, new)
}
