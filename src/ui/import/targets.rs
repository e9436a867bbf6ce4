//! The targets of a column as choices: every importable field with its labels and parts.

use crate::ui::state::{
    AddressPart, BarReading, ColumnTarget, DatePart, LengthUnit, NumberPart, Words, t,
};
use domain::{Field, FieldType, Schema, Title};
use kit::SelectOption;

/// The choice value of "New field…".
pub const NEW: &str = "new";

/// The address parts offered, in order.
const PARTS: [AddressPart; 10] = [
    AddressPart::Whole,
    AddressPart::Street(0),
    AddressPart::Street(1),
    AddressPart::Number,
    AddressPart::Extended,
    AddressPart::Box,
    AddressPart::Postcode,
    AddressPart::City,
    AddressPart::Region,
    AddressPart::Country,
];

/// A target to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetOffer {
    /// The target, as the first element of a list field.
    pub target: ColumnTarget,
    /// The choice shown.
    pub choice: SelectOption,
}

/// Returns a target's choice value; elements of a list field differ only by label.
pub fn key_of(target: &ColumnTarget) -> String {
    match target {
        ColumnTarget::Value { field, label, .. } => format!("value {field} {label}"),
        ColumnTarget::Label { field, number, .. } => format!("label {field} {number}"),
        ColumnTarget::Part { field, label, part, .. } => {
            format!("part {field} {} {label}", part_key(*part))
        }
        ColumnTarget::FullName => "full".to_owned(),
        ColumnTarget::Keep => "keep".to_owned(),
        ColumnTarget::LeaveOut => "out".to_owned(),
        ColumnTarget::Id => "id".to_owned(),
        ColumnTarget::IdOf { field, .. } => format!("id {field}"),
        ColumnTarget::Time { field } => format!("time {field}"),
        ColumnTarget::Length { field, unit } => format!("length {field} {unit:?}"),
        ColumnTarget::DatePart { field, part } => format!("date {field} {part:?}"),
        ColumnTarget::Bar { field, way, reading } => format!("bar {field} {reading:?} {way}"),
        ColumnTarget::NumberPart { field, label, number, part } => {
            format!("number {field} {number} {part:?} {label}")
        }
        ColumnTarget::OtherId => "other id".to_owned(),
        ColumnTarget::OtherIdOf { field } => format!("other id {field}"),
        ColumnTarget::OtherKind { answer } => format!("other kind {answer}"),
    }
}

fn part_key(part: AddressPart) -> usize {
    PARTS.iter().position(|known| *known == part).unwrap_or(PARTS.len())
}

/// Returns all targets for a column, plus any other targets in `taken`.
pub fn offers(words: Words, schema: &Schema, taken: &[ColumnTarget]) -> Vec<TargetOffer> {
    let mut all: Vec<TargetOffer> = Vec::new();
    let offer = |target: ColumnTarget, label: String, group: String| {
        let choice = SelectOption::new(key_of(&target), label).under(group);
        TargetOffer { target, choice }
    };
    all.push(offer(ColumnTarget::Keep, t!(words, import.keep), String::new()));
    all.push(offer(ColumnTarget::LeaveOut, t!(words, import.leave_out), String::new()));
    let mut fields: Vec<&Field> = schema.fields.iter().filter(|field| is_offered(field)).collect();
    fields.sort_by_key(|field| field.section);
    all.push(offer(ColumnTarget::Id, t!(words, import.own_id), String::new()));
    if schema.title == Title::Person {
        let group = words.section(domain::Section::Identity);
        all.push(offer(ColumnTarget::FullName, t!(words, import.full_name), group));
    }
    for field in fields {
        let group = words.section(field.section);
        for target in targets_of(field) {
            let label = label_of(words, schema, &target);
            all.push(offer(target, label, group.clone()));
        }
    }
    for target in taken {
        let key = key_of(target);
        if !all.iter().any(|known| known.choice.value == key) {
            let label = label_of(words, schema, target);
            all.push(offer(target.clone(), label, t!(words, import.in_this_file)));
        }
    }
    all
}

fn is_offered(field: &Field) -> bool {
    let held = !matches!(field.kind, FieldType::File | FieldType::ProductLine);
    field.is_exchanged() && held && field.number != domain::any_kind::EXTRA
}

fn targets_of(field: &Field) -> Vec<ColumnTarget> {
    let number = 1;
    match field.kind {
        FieldType::Address => PARTS
            .into_iter()
            .map(|part| ColumnTarget::Part {
                field: field.number,
                label: String::new(),
                number,
                part,
            })
            .collect(),
        FieldType::Moment if !field.many => {
            let number = field.number;
            let lengths = LengthUnit::ALL.into_iter().filter(|_| field.begins.is_some());
            let lengths = lengths.map(|unit| ColumnTarget::Length { field: number, unit });
            let moment = [ColumnTarget::field(number), ColumnTarget::Time { field: number }];
            moment.into_iter().chain(lengths).collect()
        }
        // Choices of a single-choice field are its values, not labels. With several choices, each
        // may have a yes/no column of its own.
        FieldType::Choice if !field.many => vec![ColumnTarget::field(field.number)],
        FieldType::Tags => vec![ColumnTarget::field(field.number)],
        // A birthday may stand in three columns.
        FieldType::Date if !field.many => {
            let number = field.number;
            let parts = DatePart::ALL.map(|part| ColumnTarget::DatePart { field: number, part });
            std::iter::once(ColumnTarget::field(number)).chain(parts).collect()
        }
        // Each choice, or all of them, may have a column that says yes or no.
        FieldType::Choice => {
            let ways = field.choices.iter().map(|choice| choice.key.to_string());
            let bars = std::iter::once(String::new()).chain(ways).flat_map(|way| {
                BarReading::ALL.map(|reading| ColumnTarget::Bar {
                    field: field.number,
                    way: way.clone(),
                    reading,
                })
            });
            std::iter::once(ColumnTarget::field(field.number)).chain(bars).collect()
        }
        FieldType::Reference(_) => {
            vec![
                ColumnTarget::field(field.number),
                ColumnTarget::IdOf { field: field.number, number },
            ]
        }
        _ if field.many => {
            let labels = field.choices.iter().map(|choice| choice.key.to_string());
            std::iter::once(String::new())
                .chain(labels)
                .map(|label| ColumnTarget::Value { field: field.number, label, number })
                .collect()
        }
        _ => vec![ColumnTarget::field(field.number)],
    }
}

/// Returns a target's label.
pub fn label_of(words: Words, schema: &Schema, target: &ColumnTarget) -> String {
    let field = target.field_number().and_then(|number| schema.field(number));
    let Some(field) = field else {
        return match target {
            ColumnTarget::FullName => t!(words, import.full_name),
            ColumnTarget::LeaveOut => t!(words, import.leave_out),
            ColumnTarget::Id => t!(words, import.own_id),
            ColumnTarget::OtherId => t!(words, import.other_id),
            ColumnTarget::OtherKind { .. } => t!(words, import.other_kind),
            _ => t!(words, import.keep),
        };
    };
    let name = words.field(schema, field);
    let labeled = |label: &str| {
        let known = field.choices.iter().find(|choice| choice.key == label);
        let label = known.map_or(label, |choice| &choice.label);
        if label.is_empty() { name.clone() } else { format!("{name} · {label}") }
    };
    match target {
        ColumnTarget::Value { label, .. } => labeled(label),
        ColumnTarget::Label { number, .. } => {
            t!(words, import.label_of, name = name, number = number)
        }
        ColumnTarget::Part { label, part, .. } => match part_name(words, *part) {
            Some(part) => format!("{}: {part}", labeled(label)),
            None => labeled(label),
        },
        ColumnTarget::IdOf { .. } => t!(words, import.id_of, name = name),
        ColumnTarget::Time { .. } => t!(words, import.time_of, name = name),
        ColumnTarget::OtherIdOf { .. } => t!(words, import.id_of, name = name),
        ColumnTarget::DatePart { part, .. } => match part {
            DatePart::Year => t!(words, import.date_year, name = name),
            DatePart::Month => t!(words, import.date_month, name = name),
            DatePart::Day => t!(words, import.date_day, name = name),
        },
        ColumnTarget::Bar { way, reading, .. } => match reading {
            BarReading::Ban => t!(words, import.bar_yes, name = labeled(way)),
            BarReading::Permission => t!(words, import.bar_no, name = labeled(way)),
            BarReading::Date => t!(words, import.bar_any, name = labeled(way)),
        },
        ColumnTarget::NumberPart { label, part, .. } => match part {
            NumberPart::Calling => t!(words, import.calling, name = labeled(label)),
            NumberPart::Extension => t!(words, import.extension, name = labeled(label)),
        },
        ColumnTarget::Length { unit, .. } => match unit {
            LengthUnit::Minutes => t!(words, import.length_minutes),
            LengthUnit::Hours => t!(words, import.length_hours),
            LengthUnit::Seconds => t!(words, import.length_seconds),
        },
        _ => name,
    }
}

fn part_name(words: Words, part: AddressPart) -> Option<String> {
    Some(match part {
        AddressPart::Whole => return None,
        AddressPart::Street(0) => t!(words, form.street),
        AddressPart::Street(line) => t!(words, import.street_line, number = line + 1),
        AddressPart::Number => t!(words, import.house_number),
        AddressPart::City => t!(words, form.city),
        AddressPart::Region => t!(words, form.region),
        AddressPart::Postcode => t!(words, form.postcode),
        AddressPart::Country => t!(words, form.country),
        AddressPart::Box => t!(words, form.box_number),
        AddressPart::Extended => t!(words, form.extended),
        AddressPart::Place => t!(words, import.coordinates),
    })
}

/// Returns the target for another column: the next free element of its list field.
pub fn next_of(target: &ColumnTarget, many: bool, others: &[ColumnTarget]) -> ColumnTarget {
    let key = key_of(target);
    let number_of = |other: &ColumnTarget| match other {
        ColumnTarget::Value { number, .. }
        | ColumnTarget::Part { number, .. }
        | ColumnTarget::IdOf { number, .. } => *number,
        _ => 0,
    };
    let same = others.iter().filter(|other| many && key_of(other) == key);
    let next = same.map(number_of).max().unwrap_or(0) + 1;
    let mut target = target.clone();
    match &mut target {
        ColumnTarget::Value { number, .. }
        | ColumnTarget::Part { number, .. }
        | ColumnTarget::IdOf { number, .. } => *number = next,
        _ => {}
    }
    target
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{CONTACT, built_in, contact};

    fn schema() -> Schema {
        built_in().get(CONTACT).cloned().unwrap()
    }

    #[test]
    fn every_target_is_offered_once_and_known_by_its_key() {
        let offers = offers(Words::of_test("en"), &schema(), &[]);
        let mut keys: Vec<&str> = offers.iter().map(|offer| offer.choice.value.as_str()).collect();
        let all = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all);
        let label = |text: &str| offers.iter().find(|offer| offer.choice.label == text);
        let mobile = label("Phone · Mobile").unwrap();
        let expected =
            ColumnTarget::Value { field: contact::PHONES, label: "mobile".to_owned(), number: 1 };
        assert_eq!(mobile.target, expected);
        assert!(label("Do not contact by · Call, if yes").is_some());
        assert!(label("Birthday: month").is_some());
        assert!(label("Address: City").is_some());
        assert!(label("Full name").is_some());
        assert!(label("Last contact").is_none(), "what the app finds out is not imported");
    }

    #[test]
    fn what_a_file_has_beside_is_offered_too() {
        let taken =
            ColumnTarget::Value { field: contact::EMAILS, label: "Verein".to_owned(), number: 2 };
        let offers = offers(Words::of_test("en"), &schema(), std::slice::from_ref(&taken));
        assert!(offers.iter().any(|offer| offer.choice.label == "Email · Verein"));
    }

    #[test]
    fn a_second_column_of_a_list_is_its_second_element() {
        let email = ColumnTarget::field(contact::EMAILS);
        let second = next_of(&email, true, std::slice::from_ref(&email));
        assert_eq!(
            second,
            ColumnTarget::Value { field: contact::EMAILS, label: String::new(), number: 2 }
        );
        let about = ColumnTarget::field(contact::ABOUT);
        assert_eq!(next_of(&about, false, std::slice::from_ref(&about)), about);
    }
}
