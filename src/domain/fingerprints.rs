//! Fingerprints: what digests depend on besides the record, by kind, so that a change that concerns
//! one kind digests no page of another again.

use std::rc::Rc;

use super::digest::{DigestContext, mark_of};
use super::kind::Title;
use super::ordered::insert_in_order;
use super::schema::Schema;
use super::{Field, FieldType, KindId, normalized_hash};

/// Raised whenever a digest of the same record would come out otherwise.
const VERSION: u64 = 7;

/// For each kind, a hash that changes whenever the digests of its records would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprints {
    of_kinds: Rc<[(KindId, u64)]>,
    /// Of kinds that no schema describes.
    of_unknown: u64,
}

impl Fingerprints {
    /// Returns the fingerprint of a page with records of these kinds, however often each is named.
    pub fn of_page(&self, kinds: impl IntoIterator<Item = KindId>) -> u64 {
        let mut seen: Vec<KindId> = Vec::new();
        let mut sum = 0_u64;
        for kind in kinds {
            // Neighbors are usually of one kind.
            if seen.last() != Some(&kind) && !seen.contains(&kind) {
                sum = sum.wrapping_add(self.of_kind(kind));
                seen.push(kind);
            }
        }
        sum
    }

    fn of_kind(&self, kind: KindId) -> u64 {
        let known = self.of_kinds.iter().find(|(of, _)| *of == kind);
        known.map_or(self.of_unknown, |(_, fingerprint)| *fingerprint)
    }
}

impl DigestContext {
    /// Returns the fingerprints of all kinds: pages with another one are digested again when they are
    /// read.
    pub fn fingerprints(&self) -> Fingerprints {
        let schemas = self.schemas.all().iter();
        Fingerprints {
            of_kinds: schemas.map(|schema| (schema.kind, self.fingerprint_of(schema))).collect(),
            of_unknown: normalized_hash(&VERSION.to_le_bytes()),
        }
    }

    /// Returns a hash of everything that the digests of a kind depend on: its searched fields, and,
    /// as far as it uses them, the user's country, a common order of names, and the order of Chinese
    /// characters.
    fn fingerprint_of(&self, schema: &Schema) -> u64 {
        let is_person = schema.title == Title::Person;
        let searched = searched_by_age(schema);
        let has_numbers = searched.iter().any(|field| field.kind == FieldType::Phone);
        let mut bytes = VERSION.to_le_bytes().to_vec();
        schema.kind.pack(&mut bytes);
        if is_person || has_numbers {
            bytes.extend_from_slice(self.dialing.code.unwrap_or_default().as_bytes());
        }
        let is_named = is_person || schema.name_field().is_some();
        bytes.push(u8::from(is_named && self.han.is_some()));
        bytes.push(if is_person { self.first.map_or(0, mark_of) } else { 0 });
        for field in searched {
            bytes.extend_from_slice(&field.number.to_le_bytes());
            bytes.extend([field.weight, u8::from(field.kind == FieldType::Phone)]);
        }
        normalized_hash(&bytes)
    }
}

/// Returns the searched fields of a kind, those of the schema first, then custom ones by age.
fn searched_by_age(schema: &Schema) -> Vec<&Field> {
    let mut searched: Vec<&Field> = Vec::new();
    for field in schema.fields.iter().filter(|field| field.weight > 0) {
        insert_in_order(&mut searched, field, |one, other| one.age.cmp(&other.age));
    }
    searched
}
