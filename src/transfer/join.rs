//! Merges two sources about one record: the first wins, the second fills gaps, and contradicting
//! values of the second are kept as "also imported".

use super::cell::value_text;
use domain::{
    Dialing, Draft, DraftElement, DraftSlot, Element, Field, FieldType, Fields, Schema, Value,
    any_kind, company_identity, fold, is_same_number, is_without_zero,
};
use replica::normalized;

/// Returns what `more` adds to `known`: values of empty fields, further list elements and, under
/// "also imported", values that contradict known ones. `same` compares list elements of a type.
pub fn gaps(
    known: &impl Fields,
    more: &Draft,
    schema: &Schema,
    same: &dyn Fn(FieldType, &Value, &Value) -> bool,
) -> Draft {
    let mut missing = Draft::new(more.kind);
    let mut beside: Vec<DraftElement> = Vec::new();
    for (number, slot) in &more.slots {
        let kind = schema.field(*number).map_or(FieldType::Text, |field| field.kind);
        match slot {
            DraftSlot::One(None) => {}
            DraftSlot::One(Some(value)) => match known.value(*number) {
                None => missing.set(*number, value.clone()),
                Some(current) if says_the_same(kind, &current, value) => {}
                Some(_) => beside.extend(schema.field(*number).and_then(|f| kept(f, value))),
            },
            DraftSlot::Many(elements) => {
                let here = known.elements(*number);
                let new = elements.iter().filter(|element| !holds(&here, element, kind, same));
                let new: Vec<DraftElement> = new.cloned().collect();
                if !new.is_empty() {
                    missing.slots.insert(*number, DraftSlot::Many(new));
                }
            }
        }
    }
    let here = known.elements(any_kind::EXTRA);
    beside.retain(|element| !holds(&here, element, FieldType::LongText, same));
    if !beside.is_empty() {
        match missing.slots.entry(any_kind::EXTRA).or_insert_with(|| DraftSlot::Many(Vec::new())) {
            DraftSlot::Many(elements) => elements.extend(beside),
            DraftSlot::One(_) => {}
        }
    }
    missing
}

/// Adds the contents of a later draft of the same record, by the rule of [`gaps`].
pub fn join(first: &mut Draft, later: Draft, schema: &Schema, dialing: Dialing) {
    let same = |kind, known: &Value, new: &Value| {
        is_second_writing(known, new, kind, dialing)
            || (kind != FieldType::Phone && says_the_same(kind, known, new))
    };
    let more = gaps(first, &later, schema, &same);
    for (number, slot) in more.slots {
        match (first.slots.get_mut(&number), slot) {
            (Some(DraftSlot::Many(known)), DraftSlot::Many(new)) => known.extend(new),
            (_, slot) => {
                first.slots.insert(number, slot);
            }
        }
    }
}

/// True if a new value is a known one in another writing: a number with and without its country code,
/// an address whose postcode lost its zero.
pub fn is_second_writing(known: &Value, new: &Value, kind: FieldType, dialing: Dialing) -> bool {
    match (known, new) {
        (Value::Text(known), Value::Text(new)) if kind == FieldType::Phone => {
            is_same_number(known, new, dialing)
        }
        (Value::Address(known), Value::Address(new)) => is_without_zero(new, known),
        _ => false,
    }
}

/// True if a list of this type has the element; if labels count, different ones make a difference.
fn holds(
    here: &[Element],
    element: &DraftElement,
    kind: FieldType,
    same: &dyn Fn(FieldType, &Value, &Value) -> bool,
) -> bool {
    let DraftElement { id: _, label, value } = element;
    here.iter().any(|known| {
        (known.value == *value || same(kind, &known.value, value))
            && (!kind.label_counts() || fold(&known.label) == fold(label))
    })
}

/// Compares values ignoring case, accents and the number of spaces; names also ignoring periods and
/// commas, as companies are linked. In other texts these may separate digits: 1.5 is not 15.
fn says_the_same(kind: FieldType, one: &Value, other: &Value) -> bool {
    let is_name = matches!(kind, FieldType::NamePart | FieldType::Reference(_));
    match (one, other) {
        (Value::Text(one), Value::Text(other)) if is_name => {
            company_identity(one) == company_identity(other)
        }
        (Value::Text(_), Value::Text(_)) if kind == FieldType::Phone => {
            normalized(kind, one) == normalized(kind, other)
        }
        (Value::Text(one), Value::Text(other)) => {
            fold(one).split_whitespace().eq(fold(other).split_whitespace())
        }
        (Value::File(one), Value::File(other)) => one.hash == other.hash,
        (one, other) => one == other,
    }
}

/// Returns a value for "also imported", labeled with its field.
fn kept(field: &Field, value: &Value) -> Option<DraftElement> {
    let value = match value {
        Value::File(_) => value.clone(),
        value => Value::Text(value_text(value)?),
    };
    Some(DraftElement { id: None, label: field.label.to_string(), value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{CONTACT, contact};

    fn draft(given: &str, title: &str, phone: &str) -> Draft {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::GIVEN, given);
        draft.set_text(contact::JOB_TITLE, title);
        draft.push(contact::PHONES, "", Value::Text(phone.into()));
        draft
    }

    #[test]
    fn points_and_commas_between_digits_make_different_values() {
        for (one, other) in [("Level 1.5", "Level 1,5"), ("1.5", "1 5"), ("-5", "5")] {
            let mut first = draft("Anna", one, "0901.234.567");
            first.push(any_kind::EXTRA, "Size", Value::Text(one.into()));
            let mut later = draft("Anna.", other, "(0901) 234 567");
            later.push(any_kind::EXTRA, "Size", Value::Text(other.into()));
            join(&mut first, later, &contact::SCHEMA, Dialing::default());
            assert_eq!(first.texts(any_kind::EXTRA), [one, other, other], "{one} {other}");
            assert_eq!(first.texts(contact::PHONES), ["0901.234.567"]);
        }
    }

    #[test]
    fn nothing_is_lost_when_two_sources_contradict_each_other() {
        let mut first = draft("Anna", "Buyer", "111");
        first.slots.remove(&contact::NICKNAME);
        let mut later = draft("ANNA", "Head of purchasing", "222");
        later.set_text(contact::NICKNAME, "Annie");
        join(&mut first, later.clone(), &contact::SCHEMA, Dialing::default());
        assert_eq!(first.text(contact::GIVEN), "Anna");
        assert_eq!(first.text(contact::NICKNAME), "Annie");
        assert_eq!(first.text(contact::JOB_TITLE), "Buyer");
        assert_eq!(first.texts(contact::PHONES), ["111", "222"]);
        let beside = first.elements(any_kind::EXTRA);
        assert_eq!(beside[0].label, "Job title");
        assert_eq!(beside[0].value, Value::Text("Head of purchasing".into()));
        let whole = first.clone();
        join(&mut first, later, &contact::SCHEMA, Dialing::default());
        assert_eq!(first, whole);
    }
}
