//! Formats a field of a record as one line of text: for the columns of a list, and wherever else a
//! value is only read. [`Speech`] provides what depends on the screen's language.

use super::check::one_line;
use super::{Due, Element, Field, FieldType, Fields, Money, PartialDate, RecordId, Repeat, Value};

/// Formats values in the screen's language, and names other records.
pub trait Speech {
    /// Formats yes or no.
    fn flag(&self, yes: bool) -> String;
    /// Formats a number.
    fn number(&self, number: f64) -> String;
    /// Formats an amount of money.
    fn money(&self, money: Money) -> String;
    /// Formats a date that may lack parts.
    fn date(&self, date: PartialDate) -> String;
    /// Formats a moment, in milliseconds since 1970, UTC.
    fn moment(&self, millis: i64) -> String;
    /// Formats a due date.
    fn due(&self, due: &Due) -> String;
    /// Formats a repeat rule.
    fn repeat(&self, rule: &Repeat) -> String;
    /// Returns a record's name.
    fn name(&self, id: RecordId) -> String;
}

impl Field {
    /// Formats a record's value of this field in one line; empty if there is none. Joins list
    /// elements, and labels those whose value alone is not clear.
    pub fn line(&self, record: &impl Fields, speech: &impl Speech) -> String {
        if !self.many {
            let value = record.value(self.number);
            return value.map(|value| self.value_line(&value, speech)).unwrap_or_default();
        }
        // A number or an address is clear by its looks; a name is not clearly a spouse's.
        let speaks = matches!(self.kind, FieldType::Text | FieldType::Date);
        let element = |Element { label, value, .. }: Element| {
            let text = self.value_line(&value, speech);
            if text.is_empty() || label.is_empty() || !speaks {
                text
            } else {
                format!("{}: {text}", self.choice_label(&label))
            }
        };
        let lines = record.elements(self.number).into_iter().map(element);
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// Formats one of its values in one line.
    pub fn value_line(&self, value: &Value, speech: &impl Speech) -> String {
        match value {
            Value::Text(key) if self.kind == FieldType::Choice => {
                let known = self.choices.iter().find(|choice| choice.key == *key);
                known.map_or_else(|| one_line(key), |choice| choice.label.to_string())
            }
            Value::Text(text) if self.kind == FieldType::Due => {
                Due::parse(text).map_or_else(|| one_line(text), |due| speech.due(&due))
            }
            Value::Text(text) if self.kind == FieldType::Repeat => Repeat::parse(text)
                .map_or_else(|_no_rule| one_line(text), |rule| speech.repeat(&rule)),
            Value::Text(text) => one_line(text),
            Value::Number(number) => speech.number(*number),
            Value::Money(money) => speech.money(*money),
            Value::Flag(flag) => speech.flag(*flag),
            Value::Date(date) => speech.date(*date),
            Value::Moment(millis) => speech.moment(*millis),
            Value::Address(address) => one_line(&address.lines().join(", ")),
            Value::Reference(id) => speech.name(*id),
            Value::File(file) => file.name.clone(),
            Value::Opaque { .. } => String::new(),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::schema::declare;
    use crate::testing::Plain;
    use crate::{Address, Draft, any_kind, contact};

    fn line(number: u32, draft: &Draft) -> String {
        contact::SCHEMA.field(number).unwrap().line(draft, &Plain)
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn every_type_of_value_is_one_line() {
        let address = Address {
            street: "1 Hàng Bạc\nback door".into(),
            city: "Hà Nội".into(),
            ..Address::default()
        };
        let id = RecordId::from_bytes([1; 16]);
        let birthday = PartialDate::parse("--03-22").unwrap();
        for (kind, value, expected) in [
            (FieldType::LongText, text("liked it\nbuys in May\t"), "liked it buys in May"),
            (FieldType::Number, Value::Number(2.5), "2.5"),
            (FieldType::Money, Value::Money(Money { minor: 1250, currency: *b"EUR" }), "12.50 EUR"),
            (FieldType::Flag, Value::Flag(true), "yes"),
            (FieldType::Flag, Value::Flag(false), "no"),
            (FieldType::Date, Value::Date(birthday), "--03-22"),
            (FieldType::Moment, Value::Moment(5), "@5"),
            (FieldType::Due, text("2026-11-23"), "due 2026-11-23"),
            (FieldType::Due, text("some day\n"), "some day"),
            (FieldType::Repeat, text("freq=daily"), "repeats FREQ=DAILY"),
            (FieldType::Repeat, text("now and then"), "now and then"),
            (
                FieldType::Address,
                Value::Address(Box::new(address)),
                "1 Hàng Bạc, back door, Hà Nội",
            ),
            (FieldType::Reference(contact::SCHEMA.kind), Value::Reference(id), "Minh Long"),
            (FieldType::Reference(contact::SCHEMA.kind), text("to be linked"), "to be linked"),
            (FieldType::Text, Value::Opaque { tag: 200, bytes: vec![1] }, ""),
        ] {
            let field = declare(900, "any", kind, "Any").field();
            let mut draft = Draft::new(contact::SCHEMA.kind);
            draft.set(900, value.clone());
            assert_eq!(field.line(&draft, &Plain), expected, "{value:?}");
        }
    }

    #[test]
    fn a_choice_is_called_by_its_label_and_nothing_else_is() {
        let mut draft = Draft::new(contact::SCHEMA.kind);
        draft.set_text(contact::STATUS, "former");
        draft.push(contact::DO_NOT_CONTACT, "", text("sms"));
        draft.push(contact::DO_NOT_CONTACT, "", text("carrier pigeon"));
        // The labels of a list do not name its values.
        draft.push(contact::EMAILS, "work", text("work"));
        assert_eq!(line(contact::STATUS, &draft), "Former customer");
        assert_eq!(line(contact::DO_NOT_CONTACT, &draft), "SMS, carrier pigeon");
        assert_eq!(line(contact::EMAILS, &draft), "work");
    }

    #[test]
    fn elements_follow_each_other_and_a_label_is_said_where_the_value_does_not_say_it() {
        let mut draft = Draft::new(contact::SCHEMA.kind);
        draft.push(contact::PHONES, "mobile", text("+84 912"));
        draft.push(contact::PHONES, "work", text("+84 24"));
        draft.push(contact::RELATIONS, "spouse", text("Béla"));
        draft.push(contact::RELATIONS, "", text("Mei"));
        draft.push(contact::RELATIONS, "child", text(" "));
        draft.push(any_kind::TAGS, "", text("vip"));
        draft.push(any_kind::TAGS, "", text("fair"));
        assert_eq!(line(contact::PHONES, &draft), "+84 912, +84 24");
        assert_eq!(line(contact::RELATIONS, &draft), "Spouse: Béla, Mei");
        assert_eq!(line(any_kind::TAGS, &draft), "vip, fair");
        assert_eq!(line(contact::JOB_TITLE, &draft), "");
    }
}
