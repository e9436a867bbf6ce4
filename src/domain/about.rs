//! Records of the user's kinds that activities and tasks are about: a field for each such kind, in
//! every kind that declares [`AboutOwn`], beside the people, companies and deals that have fields of
//! their own.

use std::borrow::Cow;

use super::kind::{Kept, Trait, add_references};
use super::schema::{Field, FieldType, KindId, Schema, Schemas, Section, Shown};
use super::{Fields, RecordId};

/// The number of records of each of the user's kinds that one record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AboutOwn {
    /// At most one.
    One,
    /// Any number.
    Several,
}

/// A kind of the user as far as fields about its records need it.
pub(super) struct OwnParty {
    pub kind: KindId,
    pub label: String,
    pub label_many: String,
    /// True while forms ask for it: the kind is here, and the user wants calls, visits and tasks
    /// about its records.
    pub is_asked: bool,
}

impl OwnParty {
    pub fn of(schema: &Schema, is_gone: bool) -> Self {
        Self {
            kind: schema.kind,
            label: schema.label.to_string(),
            label_many: schema.label_many.to_string(),
            is_asked: !is_gone && schema.is(Trait::Timeline),
        }
    }
}

impl KindId {
    /// Returns the number of the fields that refer to records of a kind of the user because a
    /// record is about them.
    pub fn about_field(self) -> u32 {
        self.0
    }
}

impl Field {
    /// True if the log sheet asks for it as forms do, after its own questions: the user's own fields,
    /// and what a log is about.
    pub fn is_asked_in_logs(&self) -> bool {
        self.section == Section::Custom || self.about().is_some()
    }

    /// Returns the kind of the user whose records a record is about by this field; `None` for any
    /// other field.
    pub fn about(&self) -> Option<KindId> {
        match self.kind {
            FieldType::Reference(kind) if kind.is_own() && kind.about_field() == self.number => {
                Some(kind)
            }
            _ => None,
        }
    }
}

impl Schema {
    /// Returns the fields that say which records of the user's kinds a record is about.
    pub fn about_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.about().is_some())
    }

    /// Returns the records of the user's kinds that a record is about, each once.
    pub fn own_parties_of(&self, record: &(impl Fields + ?Sized)) -> Vec<RecordId> {
        let mut parties = Vec::new();
        self.about_fields().for_each(|field| add_references(record, field, &mut parties));
        parties
    }
}

impl Schemas {
    /// Gives every kind whose records can be about the user's a field for one of these. A kind that
    /// is gone, or of which the user wants no calls and tasks, keeps the field and shows it nowhere:
    /// what was about its records stays with them.
    pub(super) fn add_about(&mut self, party: &OwnParty) {
        for schema in self.all_mut() {
            let Some(about) = schema.about else { continue };
            let many = about == AboutOwn::Several;
            let is_kept_apart = schema.kept == Kept::WithParties;
            let number = party.kind.about_field();
            schema.fields.to_mut().push(Field {
                number,
                key: Cow::Owned(party.kind.own_key()),
                kind: FieldType::Reference(party.kind),
                many,
                label: Cow::Owned(if many { &party.label_many } else { &party.label }.clone()),
                aliases: &[],
                vcard: "",
                // Tasks are found by a scan for mentions; activities lie with what they are about.
                weight: u8::from(party.is_asked && !is_kept_apart),
                shown: if party.is_asked { Shown::Filled } else { Shown::Never },
                section: Section::Parties,
                choices: Cow::Borrowed(&[]),
                whole_day: false,
                begins: None,
                required: false,
                default: None,
                age: 0,
            });
            schema.parties.to_mut().push(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Draft, OWN_KIND, Value, activity, any_kind, built_in, own_kind, read_schemas, task,
    };

    fn machine(flags: &[u32]) -> (RecordId, Draft) {
        let mut draft = Draft::new(OWN_KIND);
        draft.set_text(own_kind::NAME, "Machine");
        draft.set_text(own_kind::PLURAL, "Machines");
        flags.iter().for_each(|flag| draft.set(*flag, Value::Flag(true)));
        (RecordId::from_bytes([1; 16]), draft)
    }

    fn read(flags: &[u32]) -> Schemas {
        read_schemas([machine(flags)], Vec::<(RecordId, Draft)>::new())
    }

    #[test]
    fn a_kind_with_a_timeline_is_a_field_of_activities_and_tasks() {
        let schemas = read(&[own_kind::TIMELINE]);
        let number = KindId::of_own(RecordId::from_bytes([1; 16])).about_field();
        let asked: Vec<(&str, &str, bool)> = schemas
            .all()
            .iter()
            .filter_map(|schema| {
                let field = schema.field(number).filter(|field| field.is_typed())?;
                assert!(schema.parties.contains(&number));
                Some((schema.key.as_ref(), field.label.as_ref(), field.many))
            })
            .collect();
        assert_eq!(asked, [("activity", "Machines", true), ("task", "Machine", false)]);
    }

    #[test]
    fn a_kind_without_a_timeline_or_in_the_bin_keeps_what_is_about_its_records() {
        let press = RecordId::from_bytes([9; 16]);
        for flags in [&[][..], &[own_kind::TIMELINE, any_kind::DELETED]] {
            let schemas = read(flags);
            for kind in [&activity::SCHEMA, &task::SCHEMA].map(|schema| schema.kind) {
                let schema = schemas.get(kind).unwrap();
                let field = schema.about_fields().next().unwrap();
                assert!(!field.is_typed() && field.weight == 0);
                let mut draft = Draft::new(kind);
                match field.many {
                    true => draft.push(field.number, "", Value::Reference(press)),
                    false => draft.set(field.number, Value::Reference(press)),
                }
                assert_eq!(schema.parties_of(&draft), [press]);
                assert_eq!(schema.own_parties_of(&draft), [press]);
            }
        }
        assert!(built_in().all().iter().all(|schema| schema.about_fields().next().is_none()));
    }
}
