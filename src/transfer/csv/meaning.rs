//! The meaning of a column's header, and the targets that people may choose instead.

use crate::clock::LengthUnit;
use crate::options::{AddressPart as Part, BarReading, ColumnTarget, DatePart, NumberPart};
use domain::{Field, FieldType, Schema};

/// The meaning of a header.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning<'a> {
    /// The value of a field; for a list with the element's label and number. In a list of choices
    /// the label is the value, which applies if the cell says yes.
    Value(&'a Field, String, u32),
    /// The label of an element. A service's name takes precedence over a place.
    Label(&'a Field, u32, Strength),
    /// A part of an address.
    Part(&'a Field, String, u32, Part),
    /// The whole name of a person.
    FullName,
    /// An unknown header.
    Unknown,
    /// Not to be read: by the user's choice, or written by us for human readers.
    Nothing,
    /// The record's own id.
    Id,
    /// The id of the record that a field, or an element of it, refers to.
    IdOf(&'a Field, u32),
    /// The time of day of a moment.
    Time(&'a Field),
    /// How long something took that a moment ends.
    Length(&'a Field, LengthUnit),
    /// A part of a date.
    DatePart(&'a Field, DatePart),
    /// A ban on a way of reaching somebody, on all ways if it names none.
    Bar(&'a Field, String, BarReading),
    /// A part of the number of an element.
    NumberPart(&'a Field, String, u32, NumberPart),
    /// The id that another program gave the record.
    OtherId,
    /// The id that another program gave the record to which a field refers.
    OtherIdOf(&'a Field),
    /// This answer means that the row is of the other kind of the table: a company among people.
    OtherKind(bool),
}

impl<'a> Meaning<'a> {
    /// Converts a chosen target; a field that no longer exists becomes `Unknown`.
    pub fn of(target: &ColumnTarget, schema: &'a Schema) -> Self {
        let field = target.field_number().and_then(|number| schema.field(number));
        match (target, field) {
            (ColumnTarget::Value { label, number, .. }, Some(field)) => {
                Self::Value(field, label.clone(), *number)
            }
            (ColumnTarget::Label { number, service, .. }, Some(field)) if field.many => {
                let strength = if *service { Strength::Service } else { Strength::Type };
                Self::Label(field, *number, strength)
            }
            (ColumnTarget::Part { label, number, part, .. }, Some(field))
                if field.kind == FieldType::Address =>
            {
                Self::Part(field, label.clone(), *number, *part)
            }
            (ColumnTarget::FullName, _) => Self::FullName,
            (ColumnTarget::LeaveOut, _) => Self::Nothing,
            (ColumnTarget::Id, _) => Self::Id,
            (ColumnTarget::IdOf { number, .. }, Some(field)) if refers(field) => {
                Self::IdOf(field, *number)
            }
            (ColumnTarget::Time { .. }, Some(field)) if is_one_moment(field) => Self::Time(field),
            (ColumnTarget::Length { unit, .. }, Some(field)) if field.begins.is_some() => {
                Self::Length(field, *unit)
            }
            (ColumnTarget::DatePart { part, .. }, Some(field)) if is_one_date(field) => {
                Self::DatePart(field, *part)
            }
            (ColumnTarget::Bar { way, reading, .. }, Some(field)) if is_choices(field) => {
                Self::Bar(field, way.clone(), *reading)
            }
            (ColumnTarget::NumberPart { label, number, part, .. }, Some(field)) if field.many => {
                Self::NumberPart(field, label.clone(), *number, *part)
            }
            (ColumnTarget::OtherId, _) => Self::OtherId,
            (ColumnTarget::OtherIdOf { .. }, Some(field)) if refers(field) => {
                Self::OtherIdOf(field)
            }
            (ColumnTarget::OtherKind { answer }, _) => Self::OtherKind(*answer),
            _ => Self::Unknown,
        }
    }

    /// Converts the meaning to a target that can be chosen.
    pub fn target(&self) -> ColumnTarget {
        match self {
            Self::Value(field, label, number) => {
                ColumnTarget::Value { field: field.number, label: label.clone(), number: *number }
            }
            Self::Label(field, number, strength) => ColumnTarget::Label {
                field: field.number,
                number: *number,
                service: *strength == Strength::Service,
            },
            Self::Part(field, label, number, part) => ColumnTarget::Part {
                field: field.number,
                label: label.clone(),
                number: *number,
                part: *part,
            },
            Self::FullName => ColumnTarget::FullName,
            Self::Unknown => ColumnTarget::Keep,
            Self::Nothing => ColumnTarget::LeaveOut,
            Self::Id => ColumnTarget::Id,
            Self::IdOf(field, number) => {
                ColumnTarget::IdOf { field: field.number, number: *number }
            }
            Self::Time(field) => ColumnTarget::Time { field: field.number },
            Self::Length(field, unit) => ColumnTarget::Length { field: field.number, unit: *unit },
            Self::DatePart(field, part) => {
                ColumnTarget::DatePart { field: field.number, part: *part }
            }
            Self::Bar(field, way, reading) => {
                ColumnTarget::Bar { field: field.number, way: way.clone(), reading: *reading }
            }
            Self::NumberPart(field, label, number, part) => ColumnTarget::NumberPart {
                field: field.number,
                label: label.clone(),
                number: *number,
                part: *part,
            },
            Self::OtherId => ColumnTarget::OtherId,
            Self::OtherIdOf(field) => ColumnTarget::OtherIdOf { field: field.number },
            Self::OtherKind(answer) => ColumnTarget::OtherKind { answer: *answer },
        }
    }
}

/// The precedence between two labels of one element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Home, work.
    Type,
    /// The name of a service.
    Service,
}

/// True for fields that hold one date.
fn is_one_date(field: &Field) -> bool {
    field.kind == FieldType::Date && !field.many
}

/// True for lists of choices, in which a column may say yes or no to one of them.
fn is_choices(field: &Field) -> bool {
    field.kind == FieldType::Choice && field.many
}

/// True for fields that hold one moment.
pub fn is_one_moment(field: &Field) -> bool {
    field.kind == FieldType::Moment && !field.many
}

/// True for fields whose values are records.
pub fn refers(field: &Field) -> bool {
    matches!(field.kind, FieldType::Reference(_))
}
