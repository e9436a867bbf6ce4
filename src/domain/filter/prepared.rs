//! A condition that is checked on many records: its operand is read once.

use std::cmp::Ordering;

use super::days::{self, OperandDays};
use super::{Condition, Operator, see_values};
use crate::{Day, Due, Fields, PartialDate, RecordId, Value, decimal_text, fold, parse_decimal};

/// A condition with its operand read.
#[derive(Debug)]
pub struct PreparedCondition<'a> {
    condition: &'a Condition,
    /// The operand as the user entered it, folded if the operator compares texts.
    folded: String,
    plain: &'a str,
    days: OperandDays,
    day: Option<Day>,
    date: Option<PartialDate>,
    number: Option<f64>,
    record: Option<RecordId>,
}

impl<'a> PreparedCondition<'a> {
    /// Reads the operand of a condition.
    pub fn of(condition: &'a Condition) -> Self {
        let folded = folded(condition);
        let plain = days::plain(&condition.operand);
        Self {
            condition,
            days: OperandDays::read(&condition.operand),
            day: Day::parse(&folded),
            date: PartialDate::parse(plain),
            number: parse_decimal(plain),
            record: RecordId::parse(&folded).ok(),
            folded,
            plain,
        }
    }

    /// True if a record meets the condition.
    pub fn holds(&self, record: &impl Fields) -> bool {
        let mut any = false;
        see_values(record, self.condition.field, &mut |value| any = any || self.is_met_by(value));
        any != self.condition.operator.is_negative()
    }

    /// True if a value meets the condition, or for a negative one, its opposite.
    fn is_met_by(&self, value: &Value) -> bool {
        match self.condition.operator {
            Operator::Filled | Operator::Empty => !value.is_blank(),
            Operator::Is | Operator::IsNot => self.equals(value),
            Operator::Contains | Operator::Lacks => fold(&shown(value)).contains(&self.folded),
            Operator::AtLeast => self.compare(value).is_some_and(Ordering::is_ge),
            Operator::AtMost => self.compare(value).is_some_and(Ordering::is_le),
            Operator::Within => self.days.is_within(value),
            Operator::Since => self.days.is_recent(value),
            Operator::NotSince => self.days.is_since(value),
            Operator::Past => self.days.is_past(value),
            Operator::ThisWeek | Operator::ThisMonth | Operator::ThisMonthOfAnyYear => {
                self.days.is_in_period(value, self.condition.operator)
            }
        }
    }

    fn equals(&self, value: &Value) -> bool {
        match value {
            Value::Flag(yes) => *yes,
            Value::Reference(id) => self.record == Some(*id),
            Value::Number(_) | Value::Money(_) | Value::Date(_) | Value::Moment(_) => {
                self.compare(value).is_some_and(Ordering::is_eq)
            }
            // A due time also equals its day.
            Value::Text(text) => {
                let is_day = |day| Due::parse(text).is_some_and(|due| due.day == day);
                folds_to(text, &self.folded) || self.day.is_some_and(is_day)
            }
            _ => fold(&shown(value)) == self.folded,
        }
    }

    /// Compares a value with the operand. Dates compare by the parts that both have, so a birthday
    /// without a year is found by its day.
    fn compare(&self, value: &Value) -> Option<Ordering> {
        match (value, &self.days.span) {
            (Value::Number(number), _) => number.partial_cmp(&self.number?),
            (Value::Money(money), _) => money.compare(self.plain),
            (Value::Moment(millis), Some(day)) => Some(days::order(*millis, day)),
            (Value::Moment(millis), None) => {
                compare_dates(PartialDate::from_millis(*millis), self.date?)
            }
            (Value::Date(date), _) => compare_dates(*date, self.date?),
            // Only due dates are compared like this; other text fields offer no order.
            (Value::Text(text), _) => compare_dates(Due::parse(text)?.day.date(), self.date?),
            _ => None,
        }
    }
}

/// Returns the operand of a condition as texts are compared with it.
pub fn folded(condition: &Condition) -> String {
    match condition.operator {
        Operator::Contains | Operator::Lacks => fold(&condition.operand),
        Operator::Is | Operator::IsNot => fold(days::plain(&condition.operand).trim()),
        _ => String::new(),
    }
}

/// True if a text folds to this; most texts need not be folded for that.
fn folds_to(text: &str, folded: &str) -> bool {
    if text.is_ascii() { text.eq_ignore_ascii_case(folded) } else { fold(text) == folded }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Address(address) => address.lines().join(" "),
        Value::Date(date) => date.to_string(),
        Value::Number(number) => decimal_text(*number),
        _ => String::new(),
    }
}

fn compare_dates(date: PartialDate, wanted: PartialDate) -> Option<Ordering> {
    let year = date.year.zip(wanted.year).map(|(a, b)| a.cmp(&b));
    let month = date.month.zip(wanted.month).map(|(a, b)| a.cmp(&b));
    let day = date.day.zip(wanted.day).map(|(a, b)| a.cmp(&b));
    [year, month, day].into_iter().flatten().reduce(Ordering::then)
}
