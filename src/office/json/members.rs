//! The pieces of one record: its members as they stand in the text, so that a number keeps its
//! writing.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Records are read to this depth; deeper ones are refused.
pub const DEEPEST: usize = 128;

/// The members of an object, in their order.
pub type Members<'a> = Vec<(Cow<'a, str>, &'a RawValue)>;

/// Takes an object apart. The text is JSON already, so nothing of it can be wrong: anything but an
/// object has no members.
pub fn members(object: &RawValue) -> Members<'_> {
    serde_json::from_str(object.get()).map(|Object(members)| members).unwrap_or_default()
}

/// Takes an array apart; anything else has no elements.
pub fn elements(array: &RawValue) -> Vec<&RawValue> {
    serde_json::from_str(array.get()).unwrap_or_default()
}

/// The beginning of a value, which says what it is: `{`, `[`, `"` or anything else.
pub fn sort(value: &RawValue) -> u8 {
    value.get().as_bytes().first().copied().unwrap_or_default()
}

/// Returns the text of a string without its quotes, and anything else as it stands; `null` is empty.
pub fn plain(value: &RawValue) -> Cow<'_, str> {
    match value.get() {
        "null" => Cow::Borrowed(""),
        text if text.starts_with('"') => {
            serde_json::from_str(text).map_or(Cow::Borrowed(text), |JsonText(text)| text)
        }
        text => Cow::Borrowed(text),
    }
}

/// Returns a value as JSON on one line: without the blanks between its marks.
pub fn on_one_line(value: &RawValue) -> String {
    let text = value.get();
    let mut line = String::with_capacity(text.len());
    let (mut is_quoted, mut is_escaped, mut from) = (false, false, 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' if !is_quoted => {
                line.push_str(&text[from..at]);
                from = at + 1;
            }
            b'"' if !is_escaped => is_quoted = !is_quoted,
            _ => {}
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    line.push_str(&text[from..]);
    line
}

struct Object<'a>(Members<'a>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Object<'de>;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some((JsonText(key), value)) = map.next_entry()? {
                    members.push((key, value));
                }
                Ok(Object(members))
            }
        }
        from.deserialize_map(Each)
    }
}

/// A string, read as bytes: a half of a pair, which JSON can escape and UTF-8 cannot hold, becomes
/// the sign of a missing letter instead of an error.
pub struct JsonText<'a>(pub Cow<'a, str>);

impl<'de> Deserialize<'de> for JsonText<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl<'de> Visitor<'de> for Bytes {
            type Value = JsonText<'de>;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<JsonText<'de>, E> {
                Ok(JsonText(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<JsonText<'de>, E> {
                Ok(JsonText(Cow::Owned(text.to_owned())))
            }

            fn visit_borrowed_bytes<E>(self, bytes: &'de [u8]) -> Result<JsonText<'de>, E> {
                Ok(JsonText(String::from_utf8_lossy(bytes)))
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<JsonText<'de>, E> {
                Ok(JsonText(Cow::Owned(String::from_utf8_lossy(bytes).into_owned())))
            }
        }
        from.deserialize_bytes(Bytes)
    }
}
