//! A cell of a table that goes out, with its type: a format with types writes a date as a date, one
//! without writes its text.

use std::borrow::Cow;

use crate::cell::value_text;
use domain::{Due, Money, PartialDate, Value};

/// A cell of an exported table.
#[derive(Clone, Debug, PartialEq)]
pub enum TableCell {
    /// A text, blank if there is no value; also phones, codes, ids, and what has a syntax of its own.
    Text(String),
    /// A number.
    Number(f64),
    /// An amount with its currency.
    Money(Money),
    /// A date, of which parts may be missing.
    Date(PartialDate),
    /// A moment, in milliseconds since 1970, UTC.
    Moment(i64),
    /// Yes or no.
    Flag(bool),
}

impl Default for TableCell {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl TableCell {
    /// Makes the cell of a value; blank for one that has no single text.
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Number(number) => Self::Number(*number),
            Value::Money(money) => Self::Money(*money),
            Value::Date(date) => Self::Date(*date),
            Value::Moment(millis) => Self::Moment(*millis),
            Value::Flag(flag) => Self::Flag(*flag),
            value => Self::Text(value_text(value).unwrap_or_default()),
        }
    }

    /// Makes the cell of a due date: one without a time is a date.
    pub fn of_due(text: &str) -> Self {
        let is_day = Due::parse(text).is_some_and(|due| due.time.is_none());
        match PartialDate::parse(text).filter(|date| is_day && date.to_string() == text) {
            Some(date) => Self::Date(date),
            None => Self::Text(text.to_owned()),
        }
    }

    /// Returns what it says, as an import of this app reads it.
    pub fn text(&self) -> Cow<'_, str> {
        let value = match self {
            Self::Text(text) => return text.into(),
            Self::Number(number) => Value::Number(*number),
            Self::Money(money) => Value::Money(*money),
            Self::Date(date) => Value::Date(*date),
            Self::Moment(millis) => Value::Moment(*millis),
            Self::Flag(flag) => Value::Flag(*flag),
        };
        value_text(&value).unwrap_or_default().into()
    }

    /// Returns the length of its longest line in letters of Latin; a Chinese character is as wide as
    /// two.
    pub fn length(&self) -> usize {
        match self {
            Self::Text(text) => length_of(text),
            // Thousands are separated.
            Self::Money(_) => length_of(&self.text()) * 5 / 4,
            // Shown to the minute.
            Self::Moment(_) => 16,
            _ => length_of(&self.text()),
        }
    }
}

/// Returns the length of the longest line of a text, as [`TableCell::length`].
pub fn length_of(text: &str) -> usize {
    let wide = |letter: char| if letter < '\u{2e80}' { 1 } else { 2 };
    text.lines().map(|line| line.chars().map(wide).sum()).max().unwrap_or(0)
}
