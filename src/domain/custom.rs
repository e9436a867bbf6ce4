//! Custom fields: turns their records into schema entries.

use std::borrow::Cow;

use super::check::one_line;
use super::schema::{Choice, Field, FieldType, KindId, Schemas, Section, Shown};
use super::{Fields, RecordId, built_in, custom_field, normalized_hash};

/// A custom field as described by its record.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomField {
    /// The kind whose schema it extends.
    pub of: KindId,
    /// The schema entry.
    pub field: Field,
}

impl CustomField {
    /// Reads a custom field's record; returns `None` if its kind is unknown or it has no name.
    pub fn read(id: RecordId, record: &impl Fields) -> Option<Self> {
        let of = built_in().by_key(&record.text(custom_field::OF))?.kind;
        let name = one_line(&record.text(custom_field::NAME));
        if name.is_empty() {
            return None;
        }
        let kind = field_type(&record.text(custom_field::TYPE));
        let choices: Vec<Choice> = record
            .text(custom_field::CHOICES)
            .lines()
            .map(one_line)
            .filter(|choice| !choice.is_empty())
            .map(|choice| Choice { key: Cow::Owned(choice.clone()), label: Cow::Owned(choice) })
            .collect();
        let field = Field {
            number: custom_number(id),
            key: Cow::Owned(format!("custom-{:08x}", custom_number(id))),
            kind,
            many: record.flag(custom_field::MANY),
            label: Cow::Owned(name),
            aliases: &[],
            vcard: "",
            weight: 1,
            shown: Shown::Always,
            section: Section::Custom,
            choices: Cow::Owned(choices),
            whole_day: false,
        };
        Some(Self { of, field })
    }
}

/// Returns the built-in schemas extended by custom fields.
pub fn custom_fields(fields: impl IntoIterator<Item = CustomField>) -> Schemas {
    let mut schemas = built_in();
    for CustomField { of, field } in fields {
        schemas.add(of, field);
    }
    schemas
}

/// Returns a custom field's number: derived from its record's id, so that fields created on two
/// devices do not share a number. Custom numbers have the highest bit set.
pub fn custom_number(id: RecordId) -> u32 {
    0x8000_0000 | (normalized_hash(&id.to_bytes()) & 0x7fff_ffff) as u32
}

fn field_type(key: &str) -> FieldType {
    match key {
        "long_text" => FieldType::LongText,
        "number" => FieldType::Number,
        "money" => FieldType::Money,
        "date" => FieldType::Date,
        "choice" => FieldType::Choice,
        "flag" => FieldType::Flag,
        "link" => FieldType::Link,
        "email" => FieldType::Email,
        "phone" => FieldType::Phone,
        _ => FieldType::Text,
    }
}
