//! Conditions that ask for something that is gone: a field, a choice, a record, a kind.

use super::{Condition, Filter, Operand};
use crate::schema::{FieldType, KindId, Schema};
use crate::{RecordId, fold};

/// The part of a condition that is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// Its field; nothing can be compared.
    Field,
    /// The other side of the comparison: a choice, a record, or the records' kind. It still compares.
    Operand,
}

impl Condition {
    /// Returns what is gone of the condition; `is_there` says it of a record of a kind.
    pub fn gone(
        &self,
        schema: &Schema,
        is_there: impl Fn(KindId, RecordId) -> bool,
    ) -> Option<Gone> {
        let Some(field) = schema.filter_field(self.field) else { return Some(Gone::Field) };
        let operand = self.operand.trim();
        let is_gone = match (self.operator.operand(field), field.kind) {
            (Operand::Choice, _) if !operand.is_empty() => {
                let wanted = fold(operand);
                field.choices.iter().all(|choice| fold(&choice.key) != wanted)
            }
            (Operand::Record, FieldType::Reference(kind)) => {
                RecordId::parse(operand).is_ok_and(|id| !is_there(kind, id))
            }
            _ => false,
        };
        is_gone.then_some(Gone::Operand)
    }
}

impl Filter {
    /// Leaves out the conditions whose field a schema does not have.
    #[must_use]
    pub fn known_to(self, schema: &Schema) -> Self {
        self.keeping(|condition| schema.filter_field(condition.field).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CONTACT, built_in, contact};

    #[test]
    fn a_condition_says_what_of_it_is_gone() {
        let schemas = built_in();
        let schema = schemas.get(CONTACT).unwrap();
        let id = RecordId::from_bytes([7; 16]);
        let gone = |text: &str, there: bool| {
            let filter = Filter::decode(text);
            let condition = filter.conditions().next().unwrap();
            condition.gone(schema, |_, known| there && known == id)
        };
        let company = contact::COMPANY;
        assert_eq!(gone("2147483649.is.New", true), Some(Gone::Field));
        assert_eq!(
            gone(&format!("{}.is.NoSuchStatus", contact::STATUS), true),
            Some(Gone::Operand)
        );
        assert_eq!(gone(&format!("{}.is.{id}", company), false), Some(Gone::Operand));
        assert_eq!(gone(&format!("{}.is.{id}", company), true), None);
        assert_eq!(gone(&format!("{}.filled.", company), false), None);
        assert_eq!(gone(&format!("{}.is.Acme", company), false), None);
        let filter = Filter::decode("2147483649.is.New~3.is.vip").known_to(schema);
        assert_eq!(filter.encode(), "3.is.vip");
    }
}
