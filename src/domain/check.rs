//! Checks a form's values before it is saved. A check never changes a value and never blocks an
//! import: imported data is kept as it is.

use thiserror::Error;

use super::kind::Needs;
use super::schema::{Field, FieldType, Schema};
use super::{Draft, Due, Fields, PartialDate, ProductLine, Repeat, Value};
use crate::draft::DraftSlot;

/// The longest text that a form accepts, in characters.
pub const LONGEST_TEXT: usize = 100_000;

/// A fault in one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's number.
    pub field: u32,
    /// The element's position in a list; 0 for a single value.
    pub position: usize,
    /// The fault.
    pub fault: Fault,
}

/// The possible faults of a value; the text is the English sentence at the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// An email address without an @ between two parts.
    #[error("Enter an email address such as name@example.com")]
    NotAnEmail,
    /// A phone number without a digit.
    #[error("Enter a phone number with digits")]
    NotAPhone,
    /// A link with a scheme that must not be opened.
    #[error("Enter a link such as https://example.com or example.com")]
    NotALink,
    /// A date that does not exist.
    #[error("This date does not exist")]
    NoSuchDay,
    /// Neither a day nor a time on a day.
    #[error("Enter a due date such as 2026-11-23 or 2026-11-23 09:00")]
    NotADue,
    /// Not a repeat rule.
    #[error("Enter a rule such as FREQ=WEEKLY;BYDAY=MO")]
    NotARepeat,
    /// A rule that matches no day of the calendar.
    #[error("This rule matches no day in any calendar")]
    NeverRepeats,
    /// Not a number.
    #[error("Enter a number")]
    NotANumber,
    /// Not an amount of money, or too large.
    #[error("Enter an amount such as 12400.50")]
    NotAnAmount,
    /// A discount of more than the price.
    #[error("A discount cannot exceed 100%")]
    TooMuchOff,
    /// An amount that is larger than any that can be kept.
    #[error("This comes to more than Satchel can keep")]
    TooLarge,
    /// A deal with neither name nor value.
    #[error("A deal needs a name or a value")]
    Unnamed,
    /// A task without a text.
    #[error("Enter a title")]
    NoText,
    /// A record that is chosen by its name, and has none.
    #[error("Enter a name")]
    NoName,
    /// A name in a reference field that was not resolved to a record.
    #[error("Choose one from the list, or create it")]
    Undecided,
    /// A name that another choice already has.
    #[error("This name is taken")]
    NameTaken,
    /// Longer than [`LONGEST_TEXT`].
    #[error("Use at most 100,000 characters")]
    TooLong,
    /// A required field without a value.
    #[error("Fill in this field")]
    Missing,
    /// A record without any value.
    #[error("Fill in at least one field")]
    Empty,
}

/// Returns all faults of a draft, in the order of the schema's fields.
pub fn check(schema: &Schema, draft: &Draft) -> Vec<Problem> {
    let mut problems = Vec::new();
    for field in schema.fields.iter() {
        let values: Vec<&Value> = match draft.slots.get(&field.number) {
            Some(DraftSlot::One(Some(value))) => vec![value],
            Some(DraftSlot::Many(elements)) => {
                elements.iter().map(|element| &element.value).collect()
            }
            Some(DraftSlot::One(None)) | None => Vec::new(),
        };
        for (position, value) in values.into_iter().enumerate() {
            if let Some(fault) = check_field(field, value) {
                problems.push(Problem { field: field.number, position, fault });
            }
        }
    }
    problems
}

/// Checks that a draft has what a record of its kind needs. `is_new` means that fields absent from
/// the draft are missing.
pub fn check_needs(schema: &Schema, draft: &Draft, is_new: bool) -> Option<Problem> {
    let is_blank = |field: &u32| match draft.slots.get(field) {
        Some(DraftSlot::One(Some(Value::Text(text)))) => text.trim().is_empty(),
        Some(DraftSlot::One(value)) => value.as_ref().is_none_or(Value::is_blank),
        Some(DraftSlot::Many(elements)) => elements.iter().all(|element| element.value.is_blank()),
        None => true,
    };
    let (field, fault, lacks) = match schema.needs {
        Needs::Something => {
            (schema.fields.first()?.number, Fault::Empty, is_new && draft.is_blank())
        }
        Needs::Text(field, fault) => {
            let said = is_new || draft.slots.contains_key(&field);
            (field, fault, said && draft.text(field).trim().is_empty())
        }
        Needs::OneOf(fields, fault) => {
            (*fields.first()?, fault, is_new && fields.iter().all(is_blank))
        }
    };
    lacks.then_some(Problem { field, position: 0, fault })
}

/// Returns a problem for each required field that a form leaves blank. `is_new` means that fields
/// absent from the draft are missing.
pub fn check_required(schema: &Schema, draft: &Draft, is_new: bool) -> Vec<Problem> {
    let lacks = |field: &&Field| match draft.slots.get(&field.number) {
        Some(DraftSlot::One(value)) => value.as_ref().is_none_or(Value::is_blank),
        Some(DraftSlot::Many(elements)) => elements.iter().all(|element| element.value.is_blank()),
        None => is_new,
    };
    let required = schema.fields.iter().filter(|field| field.required && field.is_typed());
    let missing = required.filter(lacks);
    missing
        .map(|field| Problem { field: field.number, position: 0, fault: Fault::Missing })
        .collect()
}

/// Returns the fault of one value of a field, if any. Blank values are not checked.
pub fn check_field(field: &Field, value: &Value) -> Option<Fault> {
    let text = match value {
        Value::Text(text) if !text.trim().is_empty() => text.trim(),
        Value::Date(date) => {
            let exists = PartialDate::new(date.year, date.month, date.day).is_some();
            return (!exists).then_some(Fault::NoSuchDay);
        }
        Value::Number(number) => return (!number.is_finite()).then_some(Fault::NotANumber),
        _ => return None,
    };
    if text.chars().count() > LONGEST_TEXT {
        return Some(Fault::TooLong);
    }
    match field.kind {
        FieldType::Email => (!is_email(text)).then_some(Fault::NotAnEmail),
        FieldType::Phone => (!text.chars().any(char::is_numeric)).then_some(Fault::NotAPhone),
        FieldType::Link => safe_link(text).is_none().then_some(Fault::NotALink),
        FieldType::Date | FieldType::Moment => Some(Fault::NoSuchDay),
        FieldType::Due => Due::parse(text).is_none().then_some(Fault::NotADue),
        FieldType::Repeat => match Repeat::parse(text) {
            Ok(rule) => (!rule.can_occur()).then_some(Fault::NeverRepeats),
            Err(_) => Some(Fault::NotARepeat),
        },
        FieldType::Number => Some(Fault::NotANumber),
        FieldType::Money => Some(Fault::NotAnAmount),
        FieldType::ProductLine if ProductLine::is_unread(text) => Some(Fault::NotANumber),
        FieldType::ProductLine => {
            let line = ProductLine::parse(text);
            // The currency with the most decimals.
            let too_large = || line.exact_total(*b"KWD").is_err().then_some(Fault::TooLarge);
            if line.is_below_nothing() { Some(Fault::TooMuchOff) } else { too_large() }
        }
        FieldType::Text
        | FieldType::LongText
        | FieldType::NamePart
        | FieldType::Address
        | FieldType::Choice
        | FieldType::Flag
        | FieldType::Tags
        | FieldType::Reference(_)
        | FieldType::File => None,
    }
}

/// Returns the address to open for a link from data: `http`, `https`, `mailto`, `tel`, `sms`, `geo`
/// only; a name without a scheme gets `https`. `None` for anything else, such as `javascript:`.
pub fn safe_link(text: &str) -> Option<String> {
    let text = text.trim();
    let allowed = ["http://", "https://", "mailto:", "tel:", "sms:", "geo:"];
    let lower = text.to_ascii_lowercase();
    if text.is_empty() || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return None;
    }
    if allowed.iter().any(|scheme| lower.starts_with(scheme)) {
        return Some(text.to_owned());
    }
    let name = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = name.split_once(':').unwrap_or((name, ""));
    let is_host = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    (is_host && port.bytes().all(|byte| byte.is_ascii_digit())).then(|| format!("https://{text}"))
}

/// Removes invisible characters from a single-line text; line breaks and tabs become spaces.
pub fn one_line(text: &str) -> String {
    if !has_unseen(text, &[]) {
        return text.trim().to_owned();
    }
    let visible = |letter: char| match letter {
        '\n' | '\r' | '\t' => Some(' '),
        letter if letter.is_control() => None,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        letter => Some(letter),
    };
    let text: String = text.chars().filter_map(visible).collect();
    text.trim().to_owned()
}

/// Removes control characters from a multi-line text.
pub fn many_lines(text: &str) -> String {
    if !has_unseen(text, b"\n\t") {
        return text.trim_end().to_owned();
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String =
        text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    text.trim_end().to_owned()
}

/// True if a text may contain characters to remove; a quick test, because imports clean every cell.
/// Has false positives.
fn has_unseen(text: &str, allowed: &[u8]) -> bool {
    text.bytes().any(|byte| match byte {
        0..=0x1f | 0x7f => !allowed.contains(&byte),
        // Control characters beyond ASCII, and direction marks, begin with these bytes.
        0xc2 | 0xe2 => true,
        _ => false,
    })
}

fn is_email(text: &str) -> bool {
    match text.rsplit_once('@') {
        Some((name, host)) => {
            !name.is_empty()
                && !host.is_empty()
                && !text.chars().any(|c| c.is_whitespace() || c.is_control())
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contact;
    use crate::schema::declare;

    fn fault(field: u32, value: Value) -> Option<Fault> {
        check_field(contact::SCHEMA.field(field).unwrap(), &value)
    }

    #[test]
    fn each_type_refuses_what_it_cannot_be() {
        let text = |text: &str| Value::Text(text.into());
        assert_eq!(fault(contact::EMAILS, text("ann")), Some(Fault::NotAnEmail));
        assert_eq!(fault(contact::EMAILS, text("ann@localhost")), None);
        assert_eq!(fault(contact::PHONES, text("call me")), Some(Fault::NotAPhone));
        assert_eq!(fault(contact::PHONES, text("٠١٢٣")), None);
        assert_eq!(fault(contact::LINKS, text("javascript:alert(1)")), Some(Fault::NotALink));
        assert_eq!(fault(contact::BIRTHDAY, text("30 February")), Some(Fault::NoSuchDay));
        let no_day = PartialDate { year: Some(2023), month: Some(2), day: Some(30) };
        assert_eq!(fault(contact::BIRTHDAY, Value::Date(no_day)), Some(Fault::NoSuchDay));
        assert_eq!(fault(contact::GIVEN, text(&"x".repeat(10_000))), None);
        assert_eq!(fault(contact::GIVEN, text(&"x".repeat(100_001))), Some(Fault::TooLong));
    }

    #[test]
    fn something_is_due_on_a_day_that_exists() {
        let field = declare(900, "due", FieldType::Due, "Due").field();
        let fault = |text: &str| check_field(&field, &Value::Text(text.into()));
        for text in ["", "1900-01-01", "9999-12-31", "2026-03-29T02:30[Europe/Budapest]"] {
            assert_eq!(fault(text), None, "{text}");
        }
        for text in ["tomorrow", "2026-02-29", "0000-12-31", "2026-11-23T25:00"] {
            assert_eq!(fault(text), Some(Fault::NotADue), "{text}");
        }
    }

    #[test]
    fn more_than_everything_is_no_discount() {
        let field = declare(900, "lines", FieldType::ProductLine, "Products").field();
        let fault = |text: &str| check_field(&field, &Value::Text(text.into()));
        assert_eq!(fault("Cups; 400; 12.5; 100"), None);
        assert_eq!(fault("Cups; 400; 12.5; 100.5"), Some(Fault::TooMuchOff));
        assert_eq!(fault("Cups; many; 12.5; 5"), Some(Fault::NotANumber));
        assert_eq!(fault("Suns; 1000000000; 1000000000; 0"), Some(Fault::TooLarge));
    }

    #[test]
    fn something_repeats_by_a_rule() {
        let field = declare(900, "repeat", FieldType::Repeat, "Repeat").field();
        let fault = |text: &str| check_field(&field, &Value::Text(text.into()));
        assert_eq!(fault("FREQ=WEEKLY;BYDAY=MO"), None);
        assert_eq!(fault(" "), None);
        assert_eq!(fault("FREQ=HOURLY"), Some(Fault::NotARepeat));
        assert_eq!(fault("now and then"), Some(Fault::NotARepeat));
    }

    #[test]
    fn a_rule_that_no_calendar_fulfils_is_refused() {
        let field = declare(900, "repeat", FieldType::Repeat, "Repeat").field();
        let fault = |text: &str| check_field(&field, &Value::Text(text.into()));
        for text in [
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31",
            "FREQ=MONTHLY;BYDAY=6MO",
            "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
            "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
        ] {
            assert_eq!(fault(text), Some(Fault::NeverRepeats), "{text}");
        }
        for text in [
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
            "FREQ=YEARLY;BYMONTH=2",
            "FREQ=MONTHLY;BYMONTHDAY=31",
            "FREQ=MONTHLY;INTERVAL=12;BYMONTH=2;BYDAY=5MO",
            "FREQ=WEEKLY;BYDAY=SU;UNTIL=19990101",
            "FREQ=DAILY;COUNT=1",
            "FREQ=YEARLY;INTERVAL=4000000000",
        ] {
            assert_eq!(fault(text), None, "{text}");
        }
    }

    #[test]
    fn only_harmless_links_are_opened() {
        assert_eq!(safe_link("example.com/a").as_deref(), Some("https://example.com/a"));
        assert_eq!(
            safe_link("localhost.test:8080").as_deref(),
            Some("https://localhost.test:8080")
        );
        assert_eq!(safe_link("HTTP://example.com").as_deref(), Some("HTTP://example.com"));
        assert_eq!(safe_link("data:text/html,x"), None);
        assert_eq!(safe_link("java\tscript:alert(1)"), None);
        assert_eq!(safe_link("vbscript:x.y"), None);
    }

    #[test]
    fn text_loses_what_cannot_be_seen_and_nothing_else() {
        assert_eq!(one_line(" A\u{0}\nB\u{202e} <script> "), "A B <script>");
        assert_eq!(one_line("שלום"), "שלום");
        assert_eq!(many_lines("a\r\nb\u{7}\n"), "a\nb");
    }
}
