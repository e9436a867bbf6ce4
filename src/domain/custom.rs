//! Custom fields: turns their records, and those of the user's kinds, into schemas.

mod choices;

pub use choices::{choice_twice, renamed_choices};

use std::borrow::Cow;

use choices::choices;

use super::about::OwnParty;
use super::check::{check_field, one_line};
use super::ordered::insert_in_order;
use super::own::{kind_of_key, own_schema};
use super::schema::{Field, FieldType, KindId, Schema, Schemas, Section, Shown};
use super::{Fields, RecordId, Value, any_kind, built_in, custom_field, normalized_hash, own_kind};

/// Returns all schemas: the built-in ones and those of the user's kinds, extended by custom fields.
/// The records of both have to come in the same order everywhere; those of kinds in the bin, too.
pub fn read_schemas<K: Fields, F: Fields>(
    kinds: impl IntoIterator<Item = (RecordId, K)>,
    fields: impl IntoIterator<Item = (RecordId, F)>,
) -> Schemas {
    let mut schemas = built_in();
    let read = |(id, record): (RecordId, K)| {
        let place = (record.text(own_kind::ORDER), id);
        Some((place, record.flag(any_kind::DELETED), own_schema(id, &record)?))
    };
    let mut own: Vec<((String, RecordId), bool, Schema)> = Vec::new();
    for kind in kinds.into_iter().filter_map(read) {
        insert_in_order(&mut own, kind, |((one, id), ..), ((other, other_id), ..)| {
            placed(one, *id).cmp(&placed(other, *other_id))
        });
    }
    for (_, is_gone, schema) in own {
        schemas.add_about(&OwnParty::of(&schema, is_gone));
        if !is_gone {
            schemas.add_kind(schema);
        }
    }
    let mut custom: Vec<CustomField> = Vec::new();
    for (age, (id, record)) in (1..).zip(fields) {
        if let Some(field) = CustomField::read(id, &record, &schemas, age) {
            insert_in_order(&mut custom, field, |one, other| {
                placed(&one.order, one.id).cmp(&placed(&other.order, other.id))
            });
        }
    }
    custom.into_iter().for_each(|custom| schemas.add(custom.of, custom.field));
    schemas
}

/// Returns a custom field's number: derived from its record's id, so that fields created on two
/// devices do not share a number. Custom numbers have the highest bit set.
pub fn custom_number(id: RecordId) -> u32 {
    0x8000_0000 | (normalized_hash(&id.to_bytes()) & 0x7fff_ffff) as u32
}

/// Reads the key of a custom field.
pub(super) fn custom_number_of_key(key: &str) -> Option<u32> {
    u32::from_str_radix(key.strip_prefix("custom-")?, 16).ok()
}

/// A custom field as described by its record.
struct CustomField {
    id: RecordId,
    order: String,
    /// The kind whose schema it extends.
    of: KindId,
    /// The schema entry.
    field: Field,
}

impl CustomField {
    /// Reads a custom field's record; `None` if its kind is not here or it has no name.
    fn read(id: RecordId, record: &impl Fields, schemas: &Schemas, age: u32) -> Option<Self> {
        let of = kind_named(&record.said(custom_field::OF), schemas);
        let of = of.filter(|kind| schemas.get(*kind).is_some())?;
        let label = one_line(&record.said(custom_field::NAME));
        if label.is_empty() {
            return None;
        }
        let field = field_of(record, schemas, custom_number(id), label, age);
        Some(Self { id, order: record.text(custom_field::ORDER), of, field })
    }
}

/// Returns the field that the record of a custom field declares, and the kind that it extends;
/// `None` if that kind is not here or the field has no name.
pub fn custom_field_of(
    id: RecordId,
    record: &impl Fields,
    schemas: &Schemas,
) -> Option<(KindId, Field)> {
    CustomField::read(id, record, schemas, 0).map(|custom| (custom.of, custom.field))
}

/// Returns the field by which the default of a custom field is typed: of its type, with its choices,
/// under the number of the default.
pub fn default_field(record: &impl Fields, schemas: &Schemas) -> Option<Field> {
    let schema = custom_field::SCHEMA;
    let declared = schema.field(custom_field::DEFAULT)?;
    let field = field_of(record, schemas, custom_field::DEFAULT, declared.label.to_string(), 0);
    Some(Field { many: false, required: false, shown: Shown::Always, ..field })
}

fn field_of(
    record: &impl Fields,
    schemas: &Schemas,
    number: u32,
    label: String,
    age: u32,
) -> Field {
    let to = kind_named(&record.said(custom_field::TO), schemas);
    let of_type = record.said(custom_field::TYPE);
    let kind = field_type(&of_type, to);
    // A field hides together with the kind that it refers to, and comes back with it.
    let is_lost = matches!(kind, FieldType::Reference(to) if schemas.get(to).is_none());
    let hidden = is_lost || record.flag(custom_field::HIDDEN);
    Field {
        number,
        key: Cow::Owned(format!("custom-{number:08x}")),
        kind,
        many: record.flag(custom_field::MANY),
        label: Cow::Owned(label),
        aliases: &[],
        vcard: "",
        weight: 1,
        shown: if hidden { Shown::Never } else { Shown::Always },
        section: Section::Custom,
        choices: Cow::Owned(choices(&record.said(custom_field::CHOICES))),
        whole_day: *of_type == *custom_field::DATE,
        begins: None,
        required: record.flag(custom_field::REQUIRED),
        default: record.value(custom_field::DEFAULT),
        age,
    }
}

impl Field {
    /// True if a value is of the field's type and has no fault: a default that a change of the
    /// field's type left behind is none.
    pub fn takes(&self, value: &Value) -> bool {
        let of_type = match self.kind {
            FieldType::Number => matches!(value, Value::Number(_)),
            FieldType::Money => matches!(value, Value::Money(_)),
            FieldType::Flag => matches!(value, Value::Flag(_)),
            FieldType::Date => matches!(value, Value::Date(_)),
            FieldType::Moment => matches!(value, Value::Moment(_)),
            FieldType::Address => matches!(value, Value::Address(_)),
            FieldType::Reference(_) => matches!(value, Value::Reference(_)),
            FieldType::File => matches!(value, Value::File(_)),
            FieldType::Choice => self.choices.iter().any(|it| value.as_text() == Some(&it.key)),
            FieldType::Text
            | FieldType::LongText
            | FieldType::NamePart
            | FieldType::Email
            | FieldType::Phone
            | FieldType::Due
            | FieldType::Repeat
            | FieldType::Link
            | FieldType::Tags
            | FieldType::ProductLine => value.as_text().is_some(),
        };
        of_type && !value.is_blank() && check_field(self, value).is_none()
    }
}

/// Returns what sorts a record with this fractional index: those without one by their age, last.
fn placed(order: &str, id: RecordId) -> (bool, &str, RecordId) {
    (order.is_empty(), order, id)
}

/// Returns the kind of this key; one of the user's even if its record is not here.
fn kind_named(key: &str, schemas: &Schemas) -> Option<KindId> {
    kind_of_key(key).or_else(|| schemas.by_key(key).map(|schema| schema.kind))
}

fn field_type(key: &str, to: Option<KindId>) -> FieldType {
    match (key, to) {
        ("long_text", _) => FieldType::LongText,
        ("number", _) => FieldType::Number,
        ("money", _) => FieldType::Money,
        (custom_field::DATE | custom_field::ANNIVERSARY, _) => FieldType::Date,
        ("moment", _) => FieldType::Moment,
        (custom_field::CHOICE, _) => FieldType::Choice,
        ("flag", _) => FieldType::Flag,
        ("link", _) => FieldType::Link,
        ("email", _) => FieldType::Email,
        ("phone", _) => FieldType::Phone,
        ("address", _) => FieldType::Address,
        ("file", _) => FieldType::File,
        (custom_field::REFERENCE, Some(kind)) => FieldType::Reference(kind),
        _ => FieldType::Text,
    }
}

#[cfg(test)]
mod tests;
