//! Names in the references of a draft: a reference points to a chosen record; a name alone is open
//! until the user decides to create a record with it.

use std::collections::BTreeSet;

use super::check::{Fault, Problem, one_line};
use super::draft::DraftSlot;
use super::{Condition, Draft, Field, FieldType, KindId, Operand, RecordId, Schema, Value};

/// The records that the user decided to create with a draft, by kind and name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToMake(BTreeSet<(KindId, String)>);

impl ToMake {
    /// Adds a record to create.
    pub fn add(&mut self, kind: KindId, name: &str) {
        self.0.insert((kind, one_line(name)));
    }

    /// True if a record of this kind and name is to be created.
    pub fn holds(&self, kind: KindId, name: &str) -> bool {
        // A form checks this on every key, and almost always nothing is to be created.
        !self.0.is_empty() && self.0.contains(&(kind, one_line(name)))
    }
}

/// Returns a problem for each reference of a draft that is only a name and is not to be created.
pub fn undecided(schema: &Schema, draft: &Draft, to_make: &ToMake) -> Vec<Problem> {
    let of_field = |field: &Field| -> Vec<Problem> {
        let FieldType::Reference(kind) = field.kind else { return Vec::new() };
        let asks = |value: &Value| match value {
            Value::Text(name) => !name.trim().is_empty() && !to_make.holds(kind, name),
            _ => false,
        };
        let problem = |position| Problem { field: field.number, position, fault: Fault::Undecided };
        match draft.slots.get(&field.number) {
            Some(DraftSlot::One(Some(value))) if asks(value) => vec![problem(0)],
            Some(DraftSlot::Many(elements)) => {
                let places = elements.iter().enumerate();
                let asking = places.filter(|(_, element)| asks(&element.value));
                asking.map(|(place, _)| problem(place)).collect()
            }
            _ => Vec::new(),
        }
    };
    schema.fields.iter().flat_map(of_field).collect()
}

impl Condition {
    /// The same of a filter: true if a condition on a reference holds a text instead of a record.
    pub fn is_undecided(&self, field: &Field) -> bool {
        let text = self.operand.trim();
        self.operator.operand(field) == Operand::Record
            && !text.is_empty()
            && RecordId::parse(text).is_err()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{COMPANY, CONTACT, DEAL, Operator, company, contact, deal};

    #[test]
    fn a_name_alone_is_a_question_until_it_is_to_be_made() {
        let mut draft = Draft::new(DEAL);
        let anna = RecordId::from_bytes([1; 16]);
        draft.push(deal::CONTACTS, "", Value::Reference(anna));
        draft.push(deal::CONTACTS, "", Value::Text("fekete".into()));
        draft.set_text(deal::COMPANY, "Acme");
        let mut to_make = ToMake::default();
        let asked = |to_make: &ToMake| -> Vec<(u32, usize)> {
            let problems = undecided(&deal::SCHEMA, &draft, to_make);
            problems.iter().map(|problem| (problem.field, problem.position)).collect()
        };
        assert_eq!(asked(&to_make), [(deal::CONTACTS, 1), (deal::COMPANY, 0)]);
        to_make.add(CONTACT, " fekete ");
        assert_eq!(asked(&to_make), [(deal::COMPANY, 0)], "whatever is around it");
        to_make.add(CONTACT, "Acme");
        assert_eq!(asked(&to_make), [(deal::COMPANY, 0)], "that is a contact of this name");
        to_make.add(COMPANY, "Acme");
        assert_eq!(asked(&to_make), []);
    }

    #[test]
    fn another_name_is_another_question() {
        let mut to_make = ToMake::default();
        to_make.add(COMPANY, "Acme");
        let mut draft = Draft::new(COMPANY);
        draft.set_text(company::PARENT, "Acm");
        assert_eq!(undecided(&company::SCHEMA, &draft, &to_make).len(), 1);
    }

    #[test]
    fn a_condition_on_a_reference_names_a_record_or_asks() {
        let asks = |field: u32, operator, operand: &str| {
            let schema = &contact::SCHEMA;
            let condition = Condition { field, operator, operand: operand.to_owned() };
            condition.is_undecided(schema.field(field).unwrap())
        };
        let acme = RecordId::from_bytes([1; 16]).to_string();
        assert!(asks(contact::COMPANY, Operator::Is, "Acm"));
        assert!(asks(contact::COMPANY, Operator::IsNot, "Acm"));
        assert!(!asks(contact::COMPANY, Operator::Is, &acme));
        assert!(!asks(contact::COMPANY, Operator::Is, " "));
        assert!(!asks(contact::COMPANY, Operator::Filled, "Acm"), "it compares with nothing");
        assert!(!asks(contact::GIVEN, Operator::Contains, "Acm"));
    }

    #[test]
    fn what_is_no_reference_and_what_is_empty_asks_nothing() {
        let mut draft = Draft::new(DEAL);
        draft.set_text(deal::NAME, "Tableware");
        draft.set_text(deal::COMPANY, "  ");
        assert!(undecided(&deal::SCHEMA, &draft, &ToMake::default()).is_empty());
    }
}
