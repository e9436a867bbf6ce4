//! New records of an import, written straight from draft to page bytes, because an import may
//! create a hundred thousand. The bytes equal those that [`PageBuilder::push`] writes for the
//! result of [`apply`](super::apply) on an empty record.

use domain::{
    Digest, Draft, DraftElement, DraftSlot, ElementId, FieldType, RecordId, Schema, Value,
    fold_into,
};

use super::codec::{MANY, ONE, encode_value, put_entry, put_text, put_value};
use super::order;
use super::page_builder::PageBuilder;
use super::stamp::Stamp;

/// Buffers reused for every record.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    body: Vec<u8>,
    /// The elements of a list: id, position in the draft, position in the list.
    elements: Vec<(ElementId, usize, usize)>,
    normalized: String,
}

impl PageBuilder {
    /// Adds the record that an imported draft creates.
    pub fn push_new(
        &mut self,
        id: RecordId,
        draft: &Draft,
        schema: &Schema,
        stamp: Stamp,
        digest: &Digest,
    ) {
        let start = self.records.len();
        self.records.extend_from_slice(&stamp.to_bytes());
        for (field, slot) in &draft.slots {
            match slot {
                DraftSlot::One(None) => {}
                DraftSlot::One(Some(value)) => {
                    put_entry(&mut self.records, *field, ONE, &mut self.buffers.body, |body| {
                        body.push(0);
                        put_value(body, value);
                    });
                }
                DraftSlot::Many(elements) => {
                    let kind = schema.field(*field).map(|known| known.kind);
                    self.push_list(id, *field, kind, elements);
                }
            }
        }
        let written = self.records.len() > start + stamp.to_bytes().len();
        let changed = if written { stamp } else { Stamp::default() };
        self.records[start..][..stamp.to_bytes().len()].copy_from_slice(&changed.to_bytes());
        self.push_row(id, draft.kind, draft, changed, digest);
    }

    fn push_list(
        &mut self,
        id: RecordId,
        field: u32,
        kind: Option<FieldType>,
        wanted: &[DraftElement],
    ) {
        let Buffers { body, elements, normalized } = &mut self.buffers;
        let by_value = kind == Some(FieldType::Tags);
        elements.clear();
        for (at, element) in wanted.iter().enumerate() {
            let new = match element.id {
                Some(known) if !by_value => known,
                _ => {
                    normalized.clear();
                    normalize_element(kind, &element.label, &element.value, normalized);
                    ElementId::imported(id, field, normalized)
                }
            };
            if elements.iter().all(|(known, ..)| *known != new) {
                elements.push((new, at, elements.len()));
            }
        }
        if elements.is_empty() {
            return;
        }
        elements.sort_unstable();
        put_entry(&mut self.records, field, MANY, body, |body| {
            for (element, at, place) in elements.iter() {
                let DraftElement { id: _, label, value } = &wanted[*at];
                body.extend_from_slice(&element.0.to_le_bytes());
                // Stamped like the record, and not removed.
                body.extend_from_slice(&[0, 0]);
                put_text(body, &order::nth(*place));
                put_text(body, label);
                put_value(body, value);
            }
        });
    }
}

/// Writes, into an empty buffer, the form in which equal elements of such a list compare equal.
pub(super) fn normalize_element(
    kind: Option<FieldType>,
    label: &str,
    value: &Value,
    normalized: &mut String,
) {
    normalize_into(kind, value, normalized);
    if !label.is_empty() && kind.is_none_or(FieldType::label_counts) {
        normalized.push('\u{1f}');
        fold_into(label, normalized);
    }
}

/// Writes, into an empty buffer, the form in which equal values of list elements compare equal:
/// folded text, bare digits for phone numbers.
pub(super) fn normalize_into(kind: Option<FieldType>, value: &Value, normalized: &mut String) {
    match value {
        Value::Text(text) => {
            fold_into(text.trim(), normalized);
            let is_number = kind == Some(FieldType::Phone)
                && normalized.bytes().all(|byte| b"0123456789 +-./()".contains(&byte));
            if is_number {
                normalized.retain(|letter| letter.is_ascii_digit());
            }
        }
        value => {
            for byte in encode_value(value) {
                for half in [byte >> 4, byte & 0xf] {
                    normalized.extend(char::from_digit(u32::from(half), 16));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{NewElements, Record, apply};
    use domain::{CONTACT, DigestContext, any_kind, built_in, contact};
    use proptest::prelude::*;

    fn text() -> impl Strategy<Value = Value> {
        prop_oneof!["[a-zÁő 0-9+()-]{0,12}", "[0-9 +]{1,14}"].prop_map(Value::Text)
    }

    proptest! {
        #[test]
        fn a_new_record_has_the_bytes_of_one_that_is_made_and_pushed(
            given in text(),
            about in text(),
            phones in proptest::collection::vec(("[a-z]{0,4}", text()), 0..70),
            tags in proptest::collection::vec(text(), 0..5),
            favorite: bool,
            deleted: bool,
        ) {
            let mut draft = Draft::new(CONTACT);
            draft.set(contact::GIVEN, given);
            draft.set(contact::ABOUT, about);
            phones.into_iter().for_each(|(label, phone)| draft.push(contact::PHONES, label, phone));
            tags.into_iter().for_each(|tag| draft.push(any_kind::TAGS, "", tag));
            if favorite {
                draft.set(contact::FAVORITE, Value::Flag(true));
            }
            if deleted {
                draft.set(any_kind::DELETED, Value::Flag(true));
            }
            let schemas = built_in();
            let schema = schemas.get(CONTACT).unwrap();
            let context = DigestContext { schemas: schemas.clone(), ..DigestContext::default() };
            let stamp = Stamp { millis: 7, counter: 1, device: 9 };
            let id = RecordId::new(5, [3; 10]);
            let digest = context.digest(CONTACT, &draft);
            let (mut fresh, mut usual) = (PageBuilder::new(1), PageBuilder::new(1));
            fresh.push_new(id, &draft, schema, stamp, &digest);
            fresh.push_new(id, &Draft::new(CONTACT), schema, stamp, &digest);
            let nothing = Record::new(CONTACT, id);
            let (made, _) = apply(&nothing, &draft, schema, stamp, NewElements::Imported);
            usual.push(&made, &digest);
            usual.push(&nothing, &digest);
            prop_assert_eq!(fresh.finish(), usual.finish());
        }
    }
}
