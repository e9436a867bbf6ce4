//! Converts single values to text and back by the field's type, for cells of a table and simple
//! properties of a vCard.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::amounts::{parse_money, parse_number};
use super::clock::parse_clock;
use super::dates::{DateOrder, parse_date};
use super::labels::{known_label, squash};
use super::moment::{day_and_time, has_zone, moment_text, parse_moment, since_1970};
use domain::lexicon;
use domain::{Day, Due, Field, FieldType, PartialDate, RecordId, Value, many_lines, one_line};

/// Parses a text as a value of the field. Returns `None` if it is not a valid value, so the caller
/// keeps the text elsewhere, and for addresses and files, which have no single-text form.
pub fn parse_value(field: &Field, text: &str, order: DateOrder) -> Option<Value> {
    match field.kind {
        FieldType::Text
        | FieldType::NamePart
        | FieldType::Email
        | FieldType::Phone
        | FieldType::Link
        | FieldType::Repeat
        | FieldType::Tags
        | FieldType::ProductLine => Some(Value::Text(one_line(text))),
        FieldType::Reference(_) => {
            let id = parse_id(text).map(Value::Reference);
            Some(id.unwrap_or_else(|| Value::Text(one_line(text))))
        }
        FieldType::Due => parse_due(text, order).map(|due| Value::Text(due.to_string())),
        FieldType::LongText => Some(Value::Text(many_lines(text))),
        FieldType::Choice => {
            let text = one_line(text);
            let key = known_label(field, &text).or_else(|| range_of(field, &text));
            Some(Value::Text(key.map_or(text.clone(), str::to_owned)))
        }
        FieldType::Date => {
            let day = || since_1970(text).map(PartialDate::from_millis);
            parse_date(text, order).or_else(day).map(Value::Date)
        }
        FieldType::Moment => parse_moment(text, order).map(Value::Moment),
        FieldType::Number => parse_number(text).map(Value::Number),
        FieldType::Money => parse_money(text).map(Value::Money),
        FieldType::Flag => parse_flag(text).map(Value::Flag),
        FieldType::Address | FieldType::File => None,
    }
}

/// Returns the choice in whose range a number lies: 120 of `50-249`, 1,200 of `1000+`.
fn range_of<'f>(field: &'f Field, text: &str) -> Option<&'f str> {
    let number = parse_number(&text.replace([',', ' ', '\''], ""))?;
    let holds = |key: &str| {
        let (first, last) = match key.split_once('-') {
            Some((first, last)) => (first.parse().ok()?, last.parse().ok()?),
            None => (key.strip_suffix('+')?.parse().ok()?, f64::INFINITY),
        };
        Some((first..=last).contains(&number))
    };
    let choice = field.choices.iter().find(|choice| holds(&choice.key) == Some(true));
    choice.map(|choice| choice.key.as_ref())
}

/// Parses the id of a record, in its usual form with hyphens.
pub fn parse_id(text: &str) -> Option<RecordId> {
    const LENGTH: usize = 36;
    let text = text.trim();
    let id = RecordId::parse(text).ok()?;
    (text.len() == LENGTH).then_some(id)
}

/// Parses a due date: as the app writes it, else a day as people write it, with or without a time, or a
/// time since 1970.
fn parse_due(text: &str, order: DateOrder) -> Option<Due> {
    Due::parse(text).or_else(|| {
        if let Some(millis) = since_1970(text) {
            return Some(due_in_utc(millis));
        }
        if has_zone(text) {
            return parse_moment(text, order).map(due_in_utc);
        }
        let (day, time) = day_and_time(text.trim());
        let due = due_at(Day::of(parse_date(day, order)?)?, time)?;
        // Programs write a day as its first moment.
        Some(if due.time.as_ref().is_some_and(|time| time.minutes == 0) {
            Due::on(due.day)
        } else {
            due
        })
    })
}

fn due_in_utc(millis: i64) -> Due {
    let minutes = millis.rem_euclid(86_400_000) / 60_000;
    Due::at(Day::from_millis(millis), minutes as u16, "UTC")
}

/// Returns the due date of a day at a time of day as people write it; on the day if that says
/// nothing.
pub fn due_at(day: Day, time: &str) -> Option<Due> {
    if time.trim().is_empty() {
        return Some(Due::on(day));
    }
    let minutes = parse_clock(time)? / 60_000;
    Due::parse(&format!("{day}T{:02}:{:02}", minutes / 60, minutes % 60))
}

/// Formats a value as [`parse_value`] reads it; `None` for addresses, files, references to records,
/// and values of a newer version.
pub fn value_text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Money(money) => Some(money.to_string()),
        Value::Flag(flag) => Some(if *flag { "yes" } else { "no" }.to_owned()),
        Value::Date(date) => Some(date.to_string()),
        Value::Moment(millis) => Some(moment_text(*millis)),
        Value::Address(_) | Value::Reference(_) | Value::File(_) | Value::Opaque { .. } => None,
    }
}

/// Formats a date in the basic format of RFC 6350, section 4.3.1.
pub fn basic_date(date: PartialDate) -> String {
    let text = date.to_string();
    match (date.year, date.month, date.day) {
        (Some(_), Some(_), Some(_)) => text.replace('-', ""),
        (None, Some(month), Some(day)) => format!("--{month:02}{day:02}"),
        _ => text,
    }
}

/// Parses latitude and longitude, in millionths of a degree, from `geo:46.7,-71.2`, `46.7;-71.2` or
/// `46.7,-71.2`.
pub fn parse_place(text: &str) -> Option<(i32, i32)> {
    let text = text.trim();
    let text = text.strip_prefix("geo:").unwrap_or(text);
    let mut numbers = text.split([',', ';']).map(|part| part.trim().parse::<f64>());
    // Returns `None` for anything but numbers; the caller keeps the property as it is.
    let (latitude, longitude) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    let millionths = |degrees: f64| (degrees * 1_000_000.0).round() as i32;
    on_earth.then(|| (millionths(latitude), millionths(longitude)))
}

/// Formats coordinates in degrees, as [`parse_place`] reads them.
pub fn place_text((latitude, longitude): (i32, i32)) -> String {
    let degrees = |millionths: i32| {
        let sign = if millionths < 0 { "-" } else { "" };
        let size = millionths.unsigned_abs();
        format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000)
    };
    format!("{},{}", degrees(latitude), degrees(longitude))
}

/// An answer to a question of yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// A way of being reached is allowed: subscribed, opted in.
    Allowed,
    /// A way of being reached is barred: unsubscribed, opted out.
    Barred,
    /// Not asked yet, or not known.
    Unknown,
}

/// The words for answers, in twelve languages.
const ANSWERS: &str = include_str!("words/yes_no.tsv");

/// Reads an answer in any of twelve languages, also as a check mark or a number.
pub fn answer_of(text: &str) -> Option<Answer> {
    static KNOWN: OnceLock<HashMap<String, Vec<&str>>> = OnceLock::new();
    // Signs have no letters to compare by.
    let form = |text: &str| match squash(text) {
        letters if letters.is_empty() => text.trim().to_owned(),
        letters => letters,
    };
    let known = KNOWN.get_or_init(|| lexicon::meanings(ANSWERS, 1, form));
    match *known.get(&form(text))?.first()? {
        "yes" => Some(Answer::Yes),
        "no" => Some(Answer::No),
        "allowed" => Some(Answer::Allowed),
        "barred" => Some(Answer::Barred),
        _ => Some(Answer::Unknown),
    }
}

/// Parses a yes or a no.
pub fn parse_flag(text: &str) -> Option<bool> {
    match answer_of(text)? {
        Answer::Yes => Some(true),
        Answer::No => Some(false),
        Answer::Allowed | Answer::Barred | Answer::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_cards_are_written_short() {
        let date = |text| basic_date(PartialDate::parse(text).unwrap());
        assert_eq!(date("1980-03-22"), "19800322");
        assert_eq!(date("--03-22"), "--0322");
        assert_eq!(date("1980-03"), "1980-03");
        assert_eq!(date("---22"), "---22");
    }
}
