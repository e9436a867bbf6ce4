//! Reads a JSON text as a stream: of the text only the record at hand is in memory.

use std::fmt;
use std::io::{BufReader, Cursor, Read};

use serde::de::{self, Deserialize, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::Deserializer;
use serde_json::value::RawValue;

use super::fault::JsonFault;
use super::members::{JsonText, Members, elements, members, sort};
use super::row::{FoundTables, is_value, joined};
use super::table::JsonTable;
use super::text::utf8;

/// A record at the top of a text is shorter, in bytes.
const LONGEST_FIRST: u64 = 4 << 20;

/// Reads the tables of a JSON text in the order in which they begin: an array of objects, objects
/// one after the other (one on a line or not), one object that holds such arrays at any depth, or a
/// single record. Tables about the program itself are among them ([`super::is_setup`]); values
/// beside the arrays, such as a version, are not. `most` is the number of bytes that all tables
/// together may have.
///
/// # Errors
/// [`JsonFault`]; a fault anywhere in the text gives no tables.
pub fn read_json(from: impl Read, most: usize) -> Result<Vec<JsonTable>, JsonFault> {
    let io = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::InvalidData => JsonFault::Encoding { line: 0 },
        _ => JsonFault::Unreadable,
    };
    let mut text = utf8(from).map_err(io)?;
    let mut first = Vec::new();
    text.by_ref().take(LONGEST_FIRST).read_to_end(&mut first).map_err(io)?;
    let is_row = first_is_row(&first);
    let from = BufReader::with_capacity(64 << 10, Cursor::new(first).chain(text));
    let mut from = Deserializer::from_reader(from);
    let mut reading = JsonReading { tables: FoundTables::new(most), fault: None };
    let read = reading.read_all(&mut from, is_row);
    if let Some(fault) = reading.fault {
        return Err(fault);
    }
    read.map_err(|error| JsonFault::of(&error, reading.tables.rows()))?;
    let tables = reading.tables.finish();
    if tables.is_empty() { Err(JsonFault::NoTable) } else { Ok(tables) }
}

/// True if the object with which a text begins is a record, and does not hold tables.
fn first_is_row(text: &[u8]) -> bool {
    let mut all = Deserializer::from_slice(text).into_iter::<&RawValue>();
    let Some(Ok(first)) = all.next() else { return false };
    if sort(first) != b'{' {
        return false;
    }
    let is_alone = all.next().is_none();
    let object = members(first);
    let names = ["id", "uuid", "_id", "email", "title"];
    let is_name = |key: &str| {
        let key = key.to_ascii_lowercase();
        names.contains(&key.as_str()) || key.contains("name")
    };
    let is_named =
        object.iter().any(|(key, value)| is_name(key) && !matches!(sort(value), b'{' | b'['));
    let lists = Lists::of(&object, 0);
    match is_alone {
        true => lists == Lists::None || (is_named && lists == Lists::OfValues),
        false => is_named || lists == Lists::None,
    }
}

/// The lists of objects inside an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Lists {
    None,
    /// Phone numbers, tags.
    OfValues,
    OfRecords,
}

impl Lists {
    fn of(object: &Members<'_>, depth: usize) -> Self {
        let of = |value: &RawValue| match sort(value) {
            b'{' if depth < 8 => Self::of(&members(value), depth + 1),
            b'[' => {
                let objects = elements(value).into_iter().filter(|it| sort(it) == b'{');
                let one = |object| {
                    if is_value(&members(object)) { Self::OfValues } else { Self::OfRecords }
                };
                objects.map(one).max().unwrap_or(Self::None)
            }
            _ => Self::None,
        };
        object.iter().map(|(_, value)| of(value)).max().unwrap_or(Self::None)
    }
}

struct JsonReading {
    tables: FoundTables,
    /// The reason to stop, if it is none of the parser.
    fault: Option<JsonFault>,
}

impl JsonReading {
    fn read_all<'de, R: serde_json::de::Read<'de>>(
        &mut self,
        from: &mut Deserializer<R>,
        is_row: bool,
    ) -> serde_json::Result<()> {
        loop {
            match from.end() {
                Ok(()) => return Ok(()),
                Err(error) if error.is_io() => return Err(error),
                // Another value begins.
                Err(_) => {}
            }
            if is_row {
                let record = Box::<RawValue>::deserialize(&mut *from)?;
                let taken = self.tables.element("", &record, false, 0);
                self.or_stop(taken)?;
            } else {
                TableWalk { reading: self, path: String::new(), is_table: false }
                    .deserialize(&mut *from)?;
            }
        }
    }

    fn or_stop<E: de::Error>(&mut self, taken: Result<(), JsonFault>) -> Result<(), E> {
        taken.map_err(|fault| {
            self.fault = Some(fault);
            E::custom("stopped")
        })
    }
}

/// A value that may hold tables.
struct TableWalk<'r> {
    reading: &'r mut JsonReading,
    path: String,
    /// True if the value is a table, whatever it holds.
    is_table: bool,
}

impl TableWalk<'_> {
    fn inner(&mut self, key: &str, is_table: bool) -> TableWalk<'_> {
        TableWalk { path: joined(&self.path, key), is_table, reading: self.reading }
    }
}

impl<'de> DeserializeSeed<'de> for TableWalk<'_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

/// Values beside tables say nothing.
macro_rules! nothing {
    ($($visit:ident($value:ty)),*) => {
        $(fn $visit<E>(self, _: $value) -> Result<Self::Value, E> { Ok(Default::default()) })*
    };
}

impl<'de> Visitor<'de> for TableWalk<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a value")
    }

    nothing!(visit_bool(bool), visit_i64(i64), visit_u64(u64), visit_f64(f64), visit_str(&str));

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(JsonText(key)) = map.next_key()? {
            map.next_value_seed(self.inner(&key, false))?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        // A list of lists of records, which may be long, shows in its first element.
        let is_table = self.is_table;
        while let Some(sort) = list.next_element_seed(First { walk: &mut self })? {
            if sort == FirstSort::Record {
                break;
            }
        }
        while let Some(record) = list.next_element::<Box<RawValue>>()? {
            let taken = self.reading.tables.element(&self.path, &record, is_table, 0);
            self.reading.or_stop(taken)?;
        }
        Ok(())
    }
}

/// An element of a list of which it is not known yet what its elements are.
struct First<'w, 'r> {
    walk: &'w mut TableWalk<'r>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum FirstSort {
    Record,
    #[default]
    Other,
}

impl<'de> DeserializeSeed<'de> for First<'_, '_> {
    type Value = FirstSort;

    fn deserialize<D: de::Deserializer<'de>>(self, from: D) -> Result<FirstSort, D::Error> {
        // A list that is said to be a table holds records and nothing to look into.
        if self.walk.is_table {
            let record = Box::<RawValue>::deserialize(from)?;
            let taken = self.walk.reading.tables.element(&self.walk.path, &record, true, 0);
            return self.walk.reading.or_stop(taken).map(|()| FirstSort::Record);
        }
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for First<'_, '_> {
    type Value = FirstSort;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a value")
    }

    nothing!(visit_bool(bool), visit_i64(i64), visit_u64(u64), visit_f64(f64), visit_str(&str));

    fn visit_unit<E>(self) -> Result<FirstSort, E> {
        Ok(FirstSort::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<FirstSort, A::Error> {
        let walk = TableWalk { path: self.walk.path.clone(), ..self.walk.inner("", false) };
        walk.visit_seq(list).map(|()| FirstSort::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FirstSort, A::Error> {
        let mut record: Vec<(String, Box<RawValue>)> = Vec::new();
        let mut sort = FirstSort::Record;
        let (mut kind, mut is_counted): (Option<String>, bool) = (None, false);
        while let Some(JsonText(key)) = map.next_key()? {
            // `{"count": 2, "type": "contact", "values": […]}`, as Monica writes.
            if let Some(kind) = kind.as_ref().filter(|_| is_counted && key == "values") {
                map.next_value_seed(self.walk.inner(kind, true))?;
                sort = FirstSort::Other;
                continue;
            }
            let value: Box<RawValue> = map.next_value()?;
            is_counted |= key == "count";
            if key == "type" && kind.is_none() {
                kind = serde_json::from_str(value.get()).ok();
            }
            record.push((key.into_owned(), value));
        }
        if sort == FirstSort::Record {
            let row: Members<'_> =
                record.iter().map(|(key, value)| (key.as_str().into(), value.as_ref())).collect();
            let reading = &mut *self.walk.reading;
            let taken = reading.tables.row(&self.walk.path, &row, None, 0);
            reading.or_stop(taken)?;
        }
        Ok(sort)
    }
}
