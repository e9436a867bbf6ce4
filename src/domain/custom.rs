//! Custom fields: records that become entries of a schema.

use std::borrow::Cow;

use super::check::one_line;
use super::schema::{Choice, Field, FieldType, KindId, Schemas, Section, Shown};
use super::{Fields, RecordId, built_in, custom_field, normalised_hash};

/// A custom field as its record describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomField {
    /// The kind whose schema it extends.
    pub of: KindId,
    /// The entry.
    pub field: Field,
}

impl CustomField {
    /// Reads the record; `None` where its kind is unknown or it has no name.
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

/// The built-in schemas with these custom fields.
pub fn custom_fields(fields: impl IntoIterator<Item = CustomField>) -> Schemas {
    let mut schemas = built_in();
    for CustomField { of, field } in fields {
        schemas.add(of, field);
    }
    schemas
}

/// The number of a custom field: from the id of its record, so that two devices which each make a
/// field never give both the same number. Custom numbers have the highest bit set.
pub fn custom_number(id: RecordId) -> u32 {
    0x8000_0000 | (normalised_hash(&id.to_bytes()) & 0x7fff_ffff) as u32
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
