//! Links the rows of an import: puts records in the place of names and ids, and says which new ones
//! names make.

use std::collections::HashMap;

use super::naming::{
    BesideIds, Named, Names, NamesAbove, add_name, key_within, makes_one, name_key,
    schemas_referred_to, settle_references,
};
use super::plan::{Fate, ImportFindings, OwnRow, RowPlace};
use super::planned::MatchChoice;
use domain::{DigestContext, Draft, Field, RecordId, Schema, Value, normalized_hash};
use replica::IdHashBuilder;

/// The records to which the rows of an import may refer.
#[derive(Default)]
pub struct Links<'a> {
    known: Option<(&'a DigestContext, &'a ImportFindings)>,
    /// New records by name.
    pub made: Names,
    /// The ids of records with rows of their own, as soon as something refers to them, or another
    /// program gave them an id.
    pub places: HashMap<RowPlace, RecordId>,
    /// The user's choice for rows that match existing records.
    choice: MatchChoice,
    /// Records by the hash of the name as written: many people share an employer, and this skips
    /// normalizing.
    texts: HashMap<u64, RecordId, IdHashBuilder>,
}

/// The contents of a reference.
enum Meant {
    Record(RecordId),
    /// Nothing that is known, but a name makes one.
    New(u64),
    Nothing,
}

impl<'a> Links<'a> {
    pub fn new(
        context: &'a DigestContext,
        findings: &'a ImportFindings,
        choice: MatchChoice,
    ) -> Self {
        Self { known: Some((context, findings)), choice, ..Self::default() }
    }

    /// Returns the record to which another program gave an id, if a row of the import is about it.
    fn of_other(
        &mut self,
        other: RecordId,
        new_id: &mut dyn FnMut() -> RecordId,
    ) -> Option<RecordId> {
        let (_, findings) = self.known?;
        let (_, mut place) = *findings.others.get(&other)?;
        loop {
            match findings.fate(place, self.choice) {
                Some(Fate::Known(id)) => return Some(id),
                Some(Fate::Joins(of)) => place = of,
                Some(Fate::Aside) => return None,
                Some(Fate::Awaits(_)) | None => break,
            }
        }
        Some(*self.places.entry(place).or_insert_with(new_id))
    }

    /// Returns the key of a new record's name, if rows may refer to it.
    pub fn key_of(&self, schema: &Schema, draft: &Draft) -> Option<u64> {
        let (context, findings) = self.known?;
        let wanted = findings.referred.contains(&schema.kind);
        wanted.then(|| name_key(schema, &schema.title_of(draft, context.names())))?
    }

    /// Links a new record's draft. Returns the records that its names make.
    pub fn settle(
        &mut self,
        schema: &Schema,
        draft: &mut Draft,
        (names, codes): BesideIds<'_>,
        new_id: &mut dyn FnMut() -> RecordId,
    ) -> Vec<(RecordId, Draft)> {
        let Some((context, findings)) = self.known else { return Vec::new() };
        let mut to_make = Vec::new();
        let above = NamesAbove::of(schema, &context.schemas, draft);
        settle_references(schema, draft, |field, value| {
            let kinds = schemas_referred_to(schema, field, &context.schemas);
            if let Some(kept) = self.settle_other(value, (names, codes), new_id) {
                return kept;
            }
            let text = match self.text_of(&kinds, value, names) {
                Ok(()) => return None,
                Err(text) => text,
            };
            let (of, meant) = self.meant_by(&kinds, field, &text, &above)?;
            let id = match meant {
                Meant::Record(id) => id,
                Meant::Nothing => return Some(text),
                Meant::New(key) => {
                    let row = findings.own_rows.get(&key);
                    if row.is_none() && !(kinds.len() == 1 && makes_one(of, &text)) {
                        return Some(text);
                    }
                    let id = match row {
                        Some(OwnRow::One(Some(own), _)) => *own,
                        Some(OwnRow::One(None, place)) => {
                            *self.places.entry(*place).or_insert_with(&mut *new_id)
                        }
                        Some(OwnRow::Several) | None => {
                            let id = new_id();
                            to_make.push((id, of.named(&text, context.names())));
                            id
                        }
                    };
                    add_name(&mut self.made, key, id);
                    id
                }
            };
            *value = Value::Reference(id);
            None
        });
        above.forget(draft);
        to_make
    }

    /// Links the draft of a row about an existing record. A name that makes a record stays: whether
    /// it does depends on what the record says already.
    pub fn settle_known(
        &mut self,
        schema: &Schema,
        draft: &mut Draft,
        (names, codes): BesideIds<'_>,
        new_id: &mut dyn FnMut() -> RecordId,
    ) {
        let Some((context, _)) = self.known else { return };
        let above = NamesAbove::of(schema, &context.schemas, draft);
        settle_references(schema, draft, |field, value| {
            let kinds = schemas_referred_to(schema, field, &context.schemas);
            if let Some(kept) = self.settle_other(value, (names, codes), new_id) {
                return kept;
            }
            let text = match self.text_of(&kinds, value, names) {
                Ok(()) => return None,
                Err(text) => text,
            };
            let (of, meant) = self.meant_by(&kinds, field, &text, &above)?;
            let is_made = kinds.len() == 1 && makes_one(of, &text);
            match meant {
                Meant::Record(id) => *value = Value::Reference(id),
                Meant::New(_) if is_made => *value = Value::Text(text),
                Meant::New(_) | Meant::Nothing => return Some(text),
            }
            None
        });
        above.forget(draft);
    }

    /// Settles a reference by another program's id: puts the record in its place, or returns the id
    /// as it stands in the file, to be kept. `None` if it is none, or the file gives a name beside it
    /// that may tell more.
    fn settle_other(
        &mut self,
        value: &mut Value,
        (names, codes): BesideIds<'_>,
        new_id: &mut dyn FnMut() -> RecordId,
    ) -> Option<Option<String>> {
        let other = value.as_reference()?;
        let (_, code) = codes.iter().find(|(known, _)| *known == other)?;
        if let Some(id) = self.of_other(other, new_id) {
            *value = Value::Reference(id);
            return Some(None);
        }
        let is_named = names.iter().any(|(known, _)| *known == other);
        (!is_named).then(|| Some(code.clone()))
    }

    /// Returns the text of a reference that is not the id of a record: its name, or an id that no
    /// record has.
    fn text_of(
        &self,
        kinds: &[&Schema],
        value: &Value,
        names: &[(RecordId, String)],
    ) -> Result<(), String> {
        let (id, text) = match value {
            Value::Reference(id) => (id, names.iter().find(|(known, _)| known == id)),
            Value::Text(text) => return Err(text.clone()),
            _ => return Ok(()),
        };
        let here = self.known.is_some_and(|(_, findings)| {
            let coming = findings.coming.get(id);
            let comes = coming.is_some_and(|(kind, _)| kinds.iter().any(|of| of.kind == *kind));
            comes || findings.ids.contains(id)
        });
        if here {
            Ok(())
        } else {
            Err(text.map_or_else(|| id.to_string(), |(_, name)| name.clone()))
        }
    }

    /// Returns what a text means that may name records of these kinds, with the kind; `None` without
    /// kinds.
    fn meant_by<'s>(
        &mut self,
        kinds: &[&'s Schema],
        field: &Field,
        text: &str,
        above: &NamesAbove,
    ) -> Option<(&'s Schema, Meant)> {
        if let [of] = kinds {
            return Some((of, self.meant(of, field, text, above)));
        }
        let mut found = None;
        for of in kinds {
            let meant = self.meant(of, field, text, above);
            let is_known = match &meant {
                Meant::Record(_) => true,
                Meant::New(key) => {
                    self.known.is_some_and(|(_, findings)| findings.own_rows.contains_key(key))
                }
                Meant::Nothing => self.is_of_several(of, text),
            };
            match (is_known, &found) {
                (true, None) => found = Some((*of, meant)),
                // Nobody knows which of them is meant.
                (true, Some(_)) => return Some((of, Meant::Nothing)),
                (false, _) => {}
            }
        }
        found.or_else(|| Some((*kinds.first()?, Meant::Nothing)))
    }

    /// True if several records of a kind have a name.
    fn is_of_several(&self, of: &Schema, text: &str) -> bool {
        let Some((key, (_, findings))) = name_key(of, text).zip(self.known) else { return false };
        let here = findings.names.get(&key).or_else(|| self.made.get(&key));
        here == Some(&Named::Several) || findings.own_rows.get(&key) == Some(&OwnRow::Several)
    }

    fn meant(&mut self, of: &Schema, field: &Field, text: &str, above: &NamesAbove) -> Meant {
        let Some((_, findings)) = self.known else { return Meant::Nothing };
        let above = above.above(field);
        let written = normalized_hash(text.as_bytes()) ^ u64::from(of.kind.0);
        if let Some(id) = self.texts.get(&written).filter(|_| above.is_none()) {
            return Meant::Record(*id);
        }
        let Some(name) = name_key(of, text) else { return Meant::Nothing };
        let key = above.map_or(name, |above| key_within(name, above));
        let known = findings.names.get(&key).or_else(|| self.made.get(&name)).copied();
        match known {
            Some(Named::One(id)) => {
                if above.is_none() {
                    self.texts.insert(written, id);
                }
                Meant::Record(id)
            }
            Some(Named::Several) => Meant::Nothing,
            None if findings.own_rows.get(&name) == Some(&OwnRow::Several) => Meant::Nothing,
            // An id of nobody is no name.
            None if RecordId::parse(text).is_ok() => Meant::Nothing,
            None => Meant::New(name),
        }
    }
}
