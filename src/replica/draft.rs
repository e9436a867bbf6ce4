//! The packed form of drafts, in which unsaved forms are stored.

use domain::{Draft, DraftElement, DraftSlot, ElementId};

use super::codec::{Reader, encode_value, put_kind, put_number, put_text};

/// Encodes a draft.
pub fn encode_draft(draft: &Draft) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_kind(&mut bytes, draft.kind);
    for (field, slot) in &draft.slots {
        put_number(&mut bytes, u64::from(*field));
        match slot {
            DraftSlot::One(None) => bytes.push(0),
            DraftSlot::One(Some(value)) => {
                bytes.push(1);
                bytes.extend_from_slice(&encode_value(value));
            }
            DraftSlot::Many(elements) => {
                bytes.push(2);
                put_number(&mut bytes, elements.len() as u64);
                for DraftElement { id, label, value } in elements {
                    bytes.push(u8::from(id.is_some()));
                    bytes.extend_from_slice(&id.map_or(0, |id| id.0).to_le_bytes());
                    put_text(&mut bytes, label);
                    bytes.extend_from_slice(&encode_value(value));
                }
            }
        }
    }
    bytes
}

/// Decodes a draft; returns `None` if the bytes are invalid.
pub fn decode_draft(bytes: &[u8]) -> Option<Draft> {
    let mut reader = Reader { bytes };
    let mut draft = Draft::new(reader.kind()?);
    while !reader.bytes.is_empty() {
        let field = u32::try_from(reader.number()?).ok()?;
        let slot = match reader.byte()? {
            0 => DraftSlot::One(None),
            1 => DraftSlot::One(Some(reader.value()?)),
            _ => {
                let count = reader.number()?;
                let elements: Option<Vec<DraftElement>> =
                    (0..count).map(|_| element(&mut reader)).collect();
                DraftSlot::Many(elements?)
            }
        };
        draft.slots.insert(field, slot);
    }
    Some(draft)
}

fn element(reader: &mut Reader<'_>) -> Option<DraftElement> {
    let known = reader.byte()? == 1;
    let id = ElementId(u64::from_le_bytes(reader.array()?));
    Some(DraftElement { id: known.then_some(id), label: reader.text()?, value: reader.value()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{CONTACT, Value, contact};

    #[test]
    fn a_draft_reads_back() {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::GIVEN, "Ánh");
        draft.set_text(contact::FAMILY, "");
        draft.push(contact::PHONES, "work", Value::Text("0912".into()));
        assert_eq!(decode_draft(&encode_draft(&draft)), Some(draft));
        assert_eq!(decode_draft(&[1]), None);
    }
}
