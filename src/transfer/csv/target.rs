//! The notation for what a column means, in the files of known programs: `phones:mobile`,
//! `addresses:billing.city`, `company@id`, `do_not_contact:call!`.

use super::meaning::{Meaning, Strength};
use crate::clock::LengthUnit;
use crate::options::{AddressPart, BarReading, DatePart, NumberPart};
use domain::{Field, FieldType, Schema, Title};

/// The parts of addresses in the notation.
const PARTS: [(&str, AddressPart); 12] = [
    ("street", AddressPart::Street(0)),
    ("street2", AddressPart::Street(1)),
    ("street3", AddressPart::Street(2)),
    ("number", AddressPart::Number),
    ("city", AddressPart::City),
    ("region", AddressPart::Region),
    ("postcode", AddressPart::Postcode),
    ("country", AddressPart::Country),
    ("box", AddressPart::Box),
    ("extended", AddressPart::Extended),
    ("whole", AddressPart::Whole),
    ("place", AddressPart::Place),
];

/// Reads a target for rows of a kind; `None` if it is none, or of a field that the kind does not
/// have.
pub fn meaning_of<'a>(target: &str, schema: &'a Schema) -> Option<Meaning<'a>> {
    match target {
        "+" => return Some(Meaning::Unknown),
        "-" => return Some(Meaning::Nothing),
        "id" => return Some(Meaning::OtherId),
        "fullname" if schema.title == Title::Person => return Some(Meaning::FullName),
        // A table of people names a company in the field that refers to it.
        name if name == "fullname" || name == schema.key => {
            let Title::Field(title) = schema.title else { return None };
            return schema.field(title).map(|field| Meaning::Value(field, String::new(), 1));
        }
        _ => {}
    }
    if let Some((key, what)) = target.split_once('@') {
        let (name, label) = key.split_once(':').unwrap_or((key, ""));
        let part = match what {
            "calling" => NumberPart::Calling,
            "extension" => NumberPart::Extension,
            what => return timed(schema.field_by_key(key)?, what),
        };
        let field = schema.field_by_key(name)?;
        return Some(Meaning::NumberPart(field, label.to_owned(), 1, part));
    }
    // `company?`, `done?`: a kind that has the field is left by a yes, the other one by a no.
    if let Some(key) = target.strip_suffix('?').filter(|key| !key.contains(':')) {
        return Some(Meaning::OtherKind(schema.field_by_key(key).is_some()));
    }
    let (target, is_label) = target.strip_suffix("=label").map_or((target, false), |it| (it, true));
    let (target, part) = match target.rsplit_once('.') {
        Some((target, part)) => (target, Some(part)),
        None => (target, None),
    };
    let (target, number) = match target.rsplit_once('#') {
        Some((target, number)) => (target, number.parse().ok()?),
        None => (target, 1),
    };
    let (key, label) = target.split_once(':').unwrap_or((target, ""));
    let field = schema.field_by_key(key)?;
    if let Some(part) = part {
        return parted(field, label, number, part);
    }
    if is_label {
        return field.many.then_some(Meaning::Label(field, number, Strength::Type));
    }
    if field.many && field.kind == FieldType::Choice && !label.is_empty() {
        return bar(field, label);
    }
    Some(Meaning::Value(field, label.to_owned(), number))
}

fn timed<'a>(field: &'a Field, what: &str) -> Option<Meaning<'a>> {
    let unit = match what {
        "id" if matches!(field.kind, FieldType::Reference(_)) => {
            return Some(Meaning::OtherIdOf(field));
        }
        "time" => return Some(Meaning::Time(field)),
        "seconds" => LengthUnit::Seconds,
        "minutes" => LengthUnit::Minutes,
        "hours" => LengthUnit::Hours,
        _ => return None,
    };
    field.begins.is_some().then_some(Meaning::Length(field, unit))
}

fn parted<'a>(field: &'a Field, label: &str, number: u32, part: &str) -> Option<Meaning<'a>> {
    if field.kind == FieldType::Date {
        let part = match part {
            "year" => DatePart::Year,
            "month" => DatePart::Month,
            "day" => DatePart::Day,
            _ => return None,
        };
        return Some(Meaning::DatePart(field, part));
    }
    let (_, part) = PARTS.iter().find(|(known, _)| *known == part)?;
    let is_address = field.kind == FieldType::Address;
    is_address.then(|| Meaning::Part(field, label.to_owned(), number, *part))
}

fn bar<'a>(field: &'a Field, label: &str) -> Option<Meaning<'a>> {
    let (way, reading) = match (label.strip_suffix('!'), label.strip_suffix('?')) {
        (Some(way), _) => (way, BarReading::Permission),
        (_, Some(way)) => (way, BarReading::Date),
        _ => (label, BarReading::Ban),
    };
    let way = if way == "all" { "" } else { way };
    let is_known = way.is_empty() || field.choices.iter().any(|choice| choice.key == way);
    is_known.then(|| Meaning::Bar(field, way.to_owned(), reading))
}
