//! Titles of records, and new records that have nothing but a title.

use super::kind::Title;
use super::name_signs::Home;
use super::names::{NameHabits, display_name, formal_name, initial, initials};
use super::schema::{Field, Schema};
use super::whole_names::split_name;
use super::{DigestContext, Draft, Fields, KindId, contact, own};

/// The weight of fields that are searched as names.
pub(super) const A_NAME: u8 = 3;

impl Schema {
    /// Returns what a record is called; may be empty.
    pub fn title_of(&self, record: &impl Fields, habits: NameHabits) -> String {
        match self.title {
            Title::Person => display_name(record, habits),
            Title::Field(field) => record.text(field),
            Title::Kind => self.label.to_string(),
        }
    }

    /// Returns what the page of a record is headed by: a person's name with prefix and suffix.
    pub fn formal_title_of(&self, record: &impl Fields, habits: NameHabits) -> String {
        match self.title {
            Title::Person => formal_name(record, habits),
            Title::Field(_) | Title::Kind => self.title_of(record, habits),
        }
    }

    /// Returns the letters that stand for a record without a photo.
    pub fn initials_of(&self, record: &impl Fields, habits: NameHabits) -> String {
        match self.title {
            Title::Person => initials(record, habits),
            Title::Field(_) | Title::Kind => {
                initial(&self.title_of(record, habits)).map(String::from).unwrap_or_default()
            }
        }
    }

    /// Returns the fields that make up the title.
    pub fn title_fields(&self) -> Vec<u32> {
        match self.title {
            Title::Person => vec![contact::GIVEN, contact::FAMILY],
            Title::Field(field) => vec![field],
            Title::Kind => Vec::new(),
        }
    }

    /// True if its records have names, by which lists sort and searches find them: an activity has
    /// none, and is called by its text.
    pub fn is_named(&self) -> bool {
        self.title == Title::Person || self.name_field().is_some()
    }

    /// Returns the field of the records' names, if one field has them.
    pub(super) fn name_field(&self) -> Option<&Field> {
        match self.title {
            Title::Field(field) => self.field(field).filter(|field| field.weight == A_NAME),
            Title::Person | Title::Kind => None,
        }
    }

    /// Returns the draft of a new record with only a name.
    pub fn named(&self, name: &str, habits: NameHabits) -> Draft {
        let mut draft = Draft::new(self.kind);
        match self.title {
            Title::Person => {
                let parts = split_name(name, Home::of_dialing(habits.dialing), None);
                parts.fields().into_iter().for_each(|(field, text)| draft.set_text(field, text));
            }
            Title::Field(field) => draft.set_text(field, name),
            Title::Kind => {}
        }
        draft
    }
}

impl DigestContext {
    /// Returns what a record of a kind is called; empty for a kind of a newer version. Records of a
    /// user's kind keep their names while the kind is gone.
    pub fn title_of(&self, kind: KindId, record: &impl Fields) -> String {
        match self.schemas.get(kind) {
            Some(schema) => schema.title_of(record, self.names()),
            None if kind.is_own() => record.text(own::NAME),
            None => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{built_in, company};

    #[test]
    fn a_record_is_headed_by_its_whole_name_and_its_letters_stand_for_it() {
        let mut anna = Draft::new(contact::SCHEMA.kind);
        anna.set_text(contact::GIVEN, "Anna");
        anna.set_text(contact::FAMILY, "Brown");
        anna.set_text(contact::PREFIX, "Dr.");
        let habits = NameHabits::default();
        assert_eq!(contact::SCHEMA.title_of(&anna, habits), "Anna Brown");
        assert_eq!(contact::SCHEMA.formal_title_of(&anna, habits), "Dr. Anna Brown");
        assert_eq!(contact::SCHEMA.initials_of(&anna, habits), "AB");
        let mut oak = Draft::new(company::SCHEMA.kind);
        oak.set_text(company::NAME, "Oak & Co");
        assert_eq!(company::SCHEMA.formal_title_of(&oak, habits), "Oak & Co");
        assert_eq!(company::SCHEMA.initials_of(&oak, habits), "O");
    }

    #[test]
    fn a_record_made_by_its_name_is_called_by_it() {
        let context = DigestContext { schemas: built_in(), ..DigestContext::default() };
        for schema in built_in().all() {
            let draft = schema.named("Anna Lee", NameHabits::default());
            let title = context.title_of(schema.kind, &draft);
            let is_called_by_kind = schema.title == Title::Kind;
            let wanted = if is_called_by_kind { &schema.label } else { "Anna Lee" };
            assert_eq!(title, wanted, "{}", schema.key);
        }
    }
}
