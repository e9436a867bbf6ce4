//! What a record is called: its name in lists and on its page, and the letters of its picture.

use super::kind::{Title, Trait};
use super::names::{display_name, formal_name, initial, initials};
use super::schema::Schema;
use super::{Fields, NameHabits, contact};

impl Schema {
    /// Returns the name of a record in lists; may be empty.
    pub fn name_of(&self, record: &impl Fields, habits: NameHabits) -> String {
        self.named(record, habits, display_name)
    }

    /// Returns the name of a record on its page: a person's with prefix and suffix.
    pub fn formal_name_of(&self, record: &impl Fields, habits: NameHabits) -> String {
        self.named(record, habits, formal_name)
    }

    fn named<R: Fields>(
        &self,
        record: &R,
        habits: NameHabits,
        of_person: fn(&R, NameHabits) -> String,
    ) -> String {
        match self.title {
            Title::Person => of_person(record, habits),
            Title::Field(number) => record.text(number),
            Title::Kind => self.label.to_string(),
        }
    }

    /// Returns the letters that stand for a record without a photo.
    pub fn initials_of(&self, record: &impl Fields, habits: NameHabits) -> String {
        match self.title {
            Title::Person => initials(record, habits),
            _ => initial(&self.name_of(record, habits)).map(String::from).unwrap_or_default(),
        }
    }

    /// Returns the fields that make up the name.
    pub fn name_fields(&self) -> Vec<u32> {
        match self.title {
            Title::Person => vec![contact::GIVEN, contact::FAMILY],
            Title::Field(number) => vec![number],
            Title::Kind => Vec::new(),
        }
    }

    /// True if its records can be written as contact cards.
    pub fn has_cards(&self) -> bool {
        self.is(Trait::Cards)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Draft, NameHabits, company, contact};

    #[test]
    fn a_record_is_called_by_what_its_kind_declares() {
        let mut anna = Draft::new(contact::SCHEMA.kind);
        anna.set_text(contact::GIVEN, "Anna");
        anna.set_text(contact::FAMILY, "Brown");
        anna.set_text(contact::PREFIX, "Dr.");
        let habits = NameHabits::default();
        assert_eq!(contact::SCHEMA.name_of(&anna, habits), "Anna Brown");
        assert_eq!(contact::SCHEMA.formal_name_of(&anna, habits), "Dr. Anna Brown");
        assert_eq!(contact::SCHEMA.initials_of(&anna, habits), "AB");
        let mut oak = Draft::new(company::SCHEMA.kind);
        oak.set_text(company::NAME, "Oak & Co");
        assert_eq!(company::SCHEMA.formal_name_of(&oak, habits), "Oak & Co");
        assert_eq!(company::SCHEMA.initials_of(&oak, habits), "O");
    }
}
