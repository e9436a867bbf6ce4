//! The JSON form of records. Texts and booleans are plain JSON; other values are objects with one
//! member that names their type.

use serde::{Deserialize, Serialize};

use domain::{Address, FileRef, Money, PartialDate, RecordId, Value};
use replica::FIRST_OPAQUE_VALUE;

/// A record.
#[derive(Debug, Serialize, Deserialize)]
pub struct RecordForm {
    /// The kind's number.
    pub kind: u32,
    /// The kind's key, for human readers; empty for unknown kinds.
    #[serde(default)]
    pub of: String,
    /// The record's id.
    pub id: String,
    /// The record's fields.
    pub fields: Vec<FieldForm>,
}

/// A field of a record.
#[derive(Debug, Serialize, Deserialize)]
pub struct FieldForm {
    /// The field's number.
    pub field: u32,
    /// The field's key, for human readers.
    #[serde(default)]
    pub key: String,
    /// The field's contents.
    #[serde(flatten)]
    pub slot: SlotForm,
}

/// The contents of a field.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotForm {
    /// One value: stamp and value.
    One(String, Option<ValueForm>),
    /// A list.
    Many(Vec<ItemForm>),
    /// A slot type of a newer version: tag and bytes.
    Opaque(u8, String),
}

/// An element of a list.
#[derive(Debug, Serialize, Deserialize)]
pub struct ItemForm {
    /// The element's id in hexadecimal.
    pub id: String,
    /// The stamp of the last write.
    pub stamp: String,
    /// True if the element was removed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
    /// The element's position in the list.
    pub order: String,
    /// The element's label.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The element's value.
    pub value: ValueForm,
}

/// A value.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ValueForm {
    /// Text.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// Any value without a plain JSON form.
    Typed(TypedForm),
}

/// Values that name their type.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TypedForm {
    /// A number by its bits, plus its decimal form for human readers: JSON readers round, and JSON
    /// has no form for non-finite numbers.
    Number(String, Option<f64>),
    /// Minor units and currency.
    Money(i64, String),
    /// A date in ISO 8601.
    Date(String),
    /// Year, month and day of a date that ISO 8601 cannot express, such as 30 February.
    DateParts(Option<i16>, Option<u8>, Option<u8>),
    /// Milliseconds since 1970, UTC.
    Moment(i64),
    /// An address: its seven parts and, if known, latitude and longitude in millionths of a degree.
    Address(Vec<String>, Option<(i32, i32)>),
    /// The id of a record.
    Reference(String),
    /// A file: hash, name, media type, length.
    File(String, String, String, u32),
    /// A value of a newer version: tag and bytes.
    Opaque(u8, String),
}

/// Encodes bytes in hexadecimal.
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Decodes [`to_hex`].
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

impl From<&Value> for ValueForm {
    fn from(value: &Value) -> Self {
        Self::Typed(match value {
            Value::Text(text) => return Self::Text(text.clone()),
            Value::Flag(yes) => return Self::Flag(*yes),
            Value::Number(number) => {
                TypedForm::Number(format!("{:016x}", number.to_bits()), Some(*number))
            }
            Value::Money(Money { minor, currency }) => {
                TypedForm::Money(*minor, String::from_utf8_lossy(currency).into_owned())
            }
            Value::Date(date) if PartialDate::parse(&date.to_string()) == Some(*date) => {
                TypedForm::Date(date.to_string())
            }
            Value::Date(PartialDate { year, month, day }) => {
                TypedForm::DateParts(*year, *month, *day)
            }
            Value::Moment(millis) => TypedForm::Moment(*millis),
            Value::Address(address) => {
                let Address {
                    box_number,
                    extended,
                    street,
                    city,
                    region,
                    postcode,
                    country,
                    place,
                } = address.as_ref().clone();
                let parts = vec![box_number, extended, street, city, region, postcode, country];
                TypedForm::Address(parts, place)
            }
            Value::Reference(id) => TypedForm::Reference(id.to_string()),
            Value::File(file) => {
                let FileRef { hash, name, media_type, size } = file.as_ref().clone();
                TypedForm::File(hash, name, media_type, size)
            }
            Value::Opaque { tag, bytes } => TypedForm::Opaque(*tag, to_hex(bytes)),
        })
    }
}

impl ValueForm {
    /// Decodes the value; `None` if the form is invalid.
    pub fn value(self) -> Option<Value> {
        Some(match self {
            Self::Text(text) => Value::Text(text),
            Self::Flag(yes) => Value::Flag(yes),
            Self::Typed(typed) => match typed {
                TypedForm::Number(bits, _) => {
                    Value::Number(f64::from_bits(u64::from_str_radix(&bits, 16).ok()?))
                }
                TypedForm::Money(minor, currency) => {
                    Value::Money(Money { minor, currency: currency.into_bytes().try_into().ok()? })
                }
                TypedForm::Date(text) => Value::Date(PartialDate::parse(&text)?),
                TypedForm::DateParts(year, month, day) => {
                    Value::Date(PartialDate { year, month, day })
                }
                TypedForm::Moment(millis) => Value::Moment(millis),
                TypedForm::Address(parts, place) => {
                    let [box_number, extended, street, city, region, postcode, country] =
                        parts.try_into().ok()?;
                    let address = Address {
                        box_number,
                        extended,
                        street,
                        city,
                        region,
                        postcode,
                        country,
                        place,
                    };
                    Value::Address(Box::new(address))
                }
                TypedForm::Reference(id) => Value::Reference(RecordId::parse(&id).ok()?),
                TypedForm::File(hash, name, media_type, size) => {
                    Value::File(Box::new(FileRef { hash, name, media_type, size }))
                }
                // The bytes of an opaque value under a known tag would be misread.
                TypedForm::Opaque(tag, _) if tag < FIRST_OPAQUE_VALUE => return None,
                TypedForm::Opaque(tag, bytes) => Value::Opaque { tag, bytes: from_hex(&bytes)? },
            },
        })
    }
}
