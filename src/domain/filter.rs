//! The filter engine: conditions on any field of a schema. List filters, saved views and segments
//! are all values of [`Filter`].

mod days;
mod gone;
mod groups;
mod prepared;

pub use gone::Gone;
pub use groups::{Filter, FilterGroup, Passing, Sieve};

use super::schema::{Field, FieldType};
use super::{Fields, Value, any_kind};

/// One condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The field's number.
    pub field: u32,
    /// The comparison.
    pub operator: Operator,
    /// The value to compare with; empty for operators that need none.
    pub operand: String,
}

/// The comparison of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// The folded text contains the operand.
    Contains,
    /// The opposite of `Contains`.
    Lacks,
    /// Equal, folded; for lists: one element is.
    Is,
    /// The opposite of `Is`.
    IsNot,
    /// The field has a value.
    Filled,
    /// The field has no value.
    Empty,
    /// A number or date at or above the operand.
    AtLeast,
    /// A number or date at or below the operand.
    AtMost,
    /// In the last so many days; for dates to come, in the next.
    Within,
    /// For days, in the last so many days.
    Since,
    /// Not in the last so many days nor later, or never.
    NotSince,
    /// In the current week, from the day on which weeks begin here.
    ThisWeek,
    /// In the current month of the current year.
    ThisMonth,
    /// In the current month of any year, as birthdays are.
    ThisMonthOfAnyYear,
    /// Before now; a day, before today.
    Past,
}

/// The kind of input for a condition's operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// Nothing.
    None,
    /// Text.
    Text,
    /// A number.
    Number,
    /// A date.
    Date,
    /// One of the field's choices.
    Choice,
    /// A record, by its id.
    Record,
}

const NAMES: [(Operator, &str); 15] = [
    (Operator::Contains, "has"),
    (Operator::Lacks, "lacks"),
    (Operator::Is, "is"),
    (Operator::IsNot, "not"),
    (Operator::Filled, "filled"),
    (Operator::Empty, "empty"),
    (Operator::AtLeast, "min"),
    (Operator::AtMost, "max"),
    (Operator::Within, "within"),
    (Operator::Since, "since"),
    (Operator::NotSince, "notsince"),
    (Operator::ThisWeek, "week"),
    (Operator::ThisMonth, "month"),
    (Operator::ThisMonthOfAnyYear, "anymonth"),
    (Operator::Past, "past"),
];

impl Operator {
    /// Returns the operators that make sense for a field, the most useful first.
    pub fn of(field: &Field) -> &'static [Self] {
        use Operator::{
            AtLeast, AtMost, Contains, Empty, Filled, Is, IsNot, Lacks, NotSince, Past, Since,
            ThisMonth, ThisMonthOfAnyYear, ThisWeek, Within,
        };
        match field.kind {
            FieldType::Flag => &[Is, IsNot],
            FieldType::Choice | FieldType::Tags => &[Is, IsNot, Filled, Empty],
            FieldType::Number | FieldType::Money => &[AtLeast, AtMost, Is, IsNot, Filled, Empty],
            FieldType::Date if !field.whole_day => &[
                AtLeast,
                AtMost,
                Within,
                ThisMonthOfAnyYear,
                ThisMonth,
                ThisWeek,
                Is,
                Filled,
                Empty,
            ],
            FieldType::Date | FieldType::Due => &[
                AtLeast, AtMost, Within, Since, NotSince, Past, ThisWeek, ThisMonth, Is, Filled,
                Empty,
            ],
            FieldType::Moment => {
                &[NotSince, Within, ThisWeek, ThisMonth, AtLeast, AtMost, Is, Filled, Empty]
            }
            FieldType::Reference(_) => &[Is, IsNot, Filled, Empty],
            FieldType::File | FieldType::Repeat => &[Filled, Empty],
            FieldType::Text
            | FieldType::LongText
            | FieldType::NamePart
            | FieldType::Email
            | FieldType::Phone
            | FieldType::Address
            | FieldType::ProductLine
            | FieldType::Link => &[Contains, Lacks, Is, IsNot, Filled, Empty],
        }
    }

    /// Returns the kind of input for the operand on a field.
    pub fn operand(self, field: &Field) -> Operand {
        match (self, field.kind) {
            (Self::Filled | Self::Empty, _) | (_, FieldType::Flag) => Operand::None,
            (Self::ThisWeek | Self::ThisMonth | Self::ThisMonthOfAnyYear | Self::Past, _) => {
                Operand::None
            }
            (_, FieldType::Choice) => Operand::Choice,
            (_, FieldType::Reference(_)) => Operand::Record,
            (Self::Within | Self::Since | Self::NotSince, _)
            | (_, FieldType::Number | FieldType::Money) => Operand::Number,
            (_, FieldType::Date | FieldType::Moment | FieldType::Due) => Operand::Date,
            _ => Operand::Text,
        }
    }

    /// Returns the operator's name in URLs and saved views.
    pub fn name(self) -> &'static str {
        NAMES
            .iter()
            .find(|(operator, _)| *operator == self)
            .map(|(_, name)| *name)
            .unwrap_or_default()
    }
}

impl Operator {
    /// True if the condition holds where no value meets it.
    fn is_negative(self) -> bool {
        matches!(self, Self::Empty | Self::IsNot | Self::Lacks | Self::NotSince)
    }
}

/// Calls `see` with the values of a field, also of one that no schema declares: when the record was
/// created and last changed.
pub fn see_values(record: &impl Fields, field: u32, see: &mut dyn FnMut(&Value)) {
    let mut moment = |millis: Option<i64>| {
        if let Some(millis) = millis {
            see(&Value::Moment(millis));
        }
    };
    match field {
        any_kind::ADDED => moment(record.created_millis()),
        any_kind::CHANGED => moment(record.changed_millis()),
        _ => record.see(field, see),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CONTACT, Draft, PartialDate, any_kind, contact};

    fn anna() -> Draft {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::GIVEN, "Ánh");
        draft.push(any_kind::TAGS, "", Value::Text("VIP".into()));
        draft.set(contact::BIRTHDAY, Value::Date(PartialDate::parse("--03-04").unwrap()));
        draft.set(contact::FAVORITE, Value::Flag(true));
        draft
    }

    fn passes(filter: &str) -> bool {
        Filter::decode(filter).passes(&anna())
    }

    #[test]
    fn conditions_compare_folded_and_by_type() {
        assert!(passes("10.has.an"));
        assert!(passes("10.is.anh~3.is.vip"));
        assert!(!passes("10.is.anh~3.is.old"));
        assert!(passes("3.not.old"));
        assert!(passes("10.lacks.anna") && passes("12.lacks.an") && passes("3.lacks.old"));
        assert!(!passes("10.lacks.AN") && !passes("3.lacks.vi"));
        assert!(passes("12.empty."));
        assert!(!passes("12.filled."));
        assert!(passes("40.min.--03-01~40.max.--03-31"));
        assert!(!passes("40.min.--04-01"));
        assert!(passes("55.is."));
        assert!(!passes("55.not."));
    }

    #[test]
    fn a_reference_is_compared_by_its_id() {
        let id = crate::RecordId::from_bytes([7; 16]);
        let mut draft = anna();
        draft.set(contact::COMPANY, Value::Reference(id));
        let company =
            |operator| Condition { field: contact::COMPANY, operator, operand: id.to_string() };
        let passes = |operator, draft: &Draft| {
            let filter = Filter::from(company(operator));
            Filter::decode(&filter.encode()).passes(draft)
        };
        assert!(passes(Operator::Is, &draft) && !passes(Operator::IsNot, &draft));
        assert!(!passes(Operator::Is, &anna()) && passes(Operator::IsNot, &anna()));
    }

    #[test]
    fn an_amount_is_compared_in_the_units_of_its_currency() {
        let worth = |text: &str, currency: &[u8; 3]| {
            let mut draft = Draft::new(crate::DEAL);
            let money = crate::typed_amount(text, *currency).unwrap();
            draft.set(crate::deal::VALUE, Value::Money(money));
            draft
        };
        let from_1000 = Filter::decode("14.min.1000");
        assert!(
            from_1000.passes(&worth("1000", b"EUR")) && from_1000.passes(&worth("1000", b"VND"))
        );
        assert!(!from_1000.passes(&worth("999.99", b"EUR")));
        assert!(
            !from_1000.passes(&worth("999", b"VND")) && !from_1000.passes(&worth("999", b"KWD"))
        );
    }

    #[test]
    fn what_is_due_is_compared_by_its_day() {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(900, "2026-11-23T09:00[Asia/Bangkok]");
        let passes = |filter: &str| Filter::decode(filter).passes(&draft);
        assert!(passes("900.is.2026-11-23~900.min.2026-11-23~900.max.2026-11-23"));
        assert!(passes("900.min.2026-11~900.max.2026~900.filled."));
        assert!(!passes("900.is.2026-11-24"));
        assert!(!passes("900.min.2026-11-24"));
        assert!(!passes("900.max.2026-11-22"));
        assert!(!passes("900.empty."));
        assert!(Filter::decode("901.empty.").passes(&draft));
        assert!(!Filter::decode("901.max.2026-11-22").passes(&draft));
        let field = crate::schema::declare(900, "due", FieldType::Due, "Due").field();
        assert!(Operator::of(&field).contains(&Operator::AtMost));
        assert_eq!(Operator::AtMost.operand(&field), Operand::Date);
    }
}
