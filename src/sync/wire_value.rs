//! Values as JSON: what every language reads the same. Texts and flags are themselves; everything
//! else is an object of one member that says what it is.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::{Address, FileRef, Money, PartialDate, RecordId, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

/// An address on the wire; parts that are not known are left out.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct WireAddress {
    #[serde(skip_serializing_if = "String::is_empty", rename = "box")]
    box_number: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    extended: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    street: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    city: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    region: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    postcode: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    country: String,
    /// Latitude and longitude in millionths of a degree.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<(i32, i32)>,
}

/// A file on the wire: its bytes travel apart, under their hash.
#[derive(Serialize, Deserialize)]
struct WireFile {
    hash: String,
    name: String,
    #[serde(rename = "type")]
    media_type: String,
    size: u32,
}

/// Writes a value.
///
/// Numbers are texts, `{"n": "0.1"}`, because readers of JSON round numbers differently; amounts are
/// whole minor units, `{"m": ["1250", "EUR"]}`, for the same reason. What only a newer version knows
/// is passed on as its bytes, `{"o": [200, "AAEC"]}`.
pub fn value_to_json(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Flag(flag) => json!(flag),
        Value::Number(number) => json!({ "n": number.to_string() }),
        Value::Money(Money { minor, currency }) => {
            json!({ "m": [minor.to_string(), String::from_utf8_lossy(currency)] })
        }
        Value::Date(date) => json!({ "d": date.to_string() }),
        Value::Moment(millis) => json!({ "t": millis.to_string() }),
        Value::Reference(id) => json!({ "r": id.to_string() }),
        Value::Address(address) => {
            let Address { box_number, extended, street, city, region, postcode, country, place } =
                (**address).clone();
            json!({ "a": WireAddress {
                box_number, extended, street, city, region, postcode, country, place,
            } })
        }
        Value::File(file) => {
            let FileRef { hash, name, media_type, size } = (**file).clone();
            json!({ "f": WireFile { hash, name, media_type, size } })
        }
        Value::Opaque { tag, bytes } => json!({ "o": [tag, STANDARD.encode(bytes)] }),
    }
}

/// Reads a value; `None` if it is none of the contract.
pub fn value_from_json(json: &Json) -> Option<Value> {
    match json {
        Json::String(text) => Some(Value::Text(text.clone())),
        Json::Bool(flag) => Some(Value::Flag(*flag)),
        Json::Object(object) => tagged(object),
        Json::Null | Json::Number(_) | Json::Array(_) => None,
    }
}

fn tagged(object: &Map<String, Json>) -> Option<Value> {
    let mut members = object.iter();
    let (tag, of) = members.next().filter(|_| object.len() == 1)?;
    let pair = |at: usize| of.as_array().filter(|all| all.len() == 2)?.get(at)?.as_str();
    Some(match tag.as_str() {
        "n" => Value::Number(of.as_str()?.parse().ok()?),
        "m" => {
            let currency = pair(1)?.as_bytes().try_into().ok()?;
            Value::Money(Money { minor: pair(0)?.parse().ok()?, currency })
        }
        "d" => Value::Date(PartialDate::parse(of.as_str()?)?),
        "t" => Value::Moment(of.as_str()?.parse().ok()?),
        "r" => Value::Reference(RecordId::parse(of.as_str()?).ok()?),
        "a" => {
            let WireAddress {
                box_number,
                extended,
                street,
                city,
                region,
                postcode,
                country,
                place,
            } = serde_json::from_value(of.clone()).ok()?;
            Value::Address(Box::new(Address {
                box_number,
                extended,
                street,
                city,
                region,
                postcode,
                country,
                place,
            }))
        }
        "f" => {
            let WireFile { hash, name, media_type, size } =
                serde_json::from_value(of.clone()).ok()?;
            Value::File(Box::new(FileRef { hash, name, media_type, size }))
        }
        "o" => {
            let tag = of.as_array()?.first()?.as_u64()?;
            let bytes = STANDARD.decode(pair(1)?).ok()?;
            Value::Opaque { tag: u8::try_from(tag).ok()?, bytes }
        }
        _ => return None,
    })
}
