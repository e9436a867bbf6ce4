//! The packed form of records, by field number. Every part carries its length, so that a reader
//! skips what it does not know and a newer version's fields survive an older one.
//!
//! A record is its row stamp and its entries. An entry is the field's number, the shape, the body's
//! length and the body. A stamp that equals the row stamp is a single 0 byte. Numbers are LEB128;
//! texts are length-prefixed UTF-8.

use domain::{Address, ElementId, FileRef, KindId, Money, PartialDate, RecordId, Value};

use super::record::{FieldEntry, Item, Record, Slot};
use super::stamp::{STAMP_LENGTH, Stamp};

pub(super) const ONE: u8 = 0;
pub(super) const MANY: u8 = 1;
/// The tag of a file value.
const FILE: u8 = 8;
/// Value tags from this one on belong to newer versions.
pub const FIRST_OPAQUE_VALUE: u8 = 9;
/// Shape tags from this one on belong to newer versions.
pub const FIRST_OPAQUE_SHAPE: u8 = 2;

/// Encodes a record's contents; the page stores its kind and id separately.
pub fn encode_record(record: &Record) -> Vec<u8> {
    let row = record.changed();
    let (mut bytes, mut buffer) = (Vec::with_capacity(160), Vec::with_capacity(32));
    bytes.extend_from_slice(&row.to_bytes());
    for FieldEntry { field, slot } in &record.entries {
        put_entry(&mut bytes, *field, slot.shape(), &mut buffer, |body| match slot {
            Slot::One { stamp, value } => {
                put_stamp(body, *stamp, row);
                if let Some(value) = value {
                    put_value(body, value);
                }
            }
            Slot::Many(items) => items.iter().for_each(|item| put_item(body, item, row)),
            Slot::Opaque { bytes, .. } => body.extend_from_slice(bytes),
        });
    }
    bytes
}

/// Decodes a record; returns `None` if the bytes are invalid.
pub fn decode_record(kind: KindId, id: RecordId, bytes: &[u8]) -> Option<Record> {
    let mut record = Record::new(kind, id);
    let (row, mut entries) = entries(bytes)?;
    for raw in &mut entries {
        record.entries.push(FieldEntry { field: raw.field, slot: raw.decode(row)? });
    }
    entries.rest.is_empty().then_some(record)
}

/// Returns a record's row stamp and its entries, not yet decoded.
pub fn entries(bytes: &[u8]) -> Option<(Stamp, Entries<'_>)> {
    let (stamp, rest) = bytes.split_first_chunk::<STAMP_LENGTH>()?;
    Some((Stamp::from_bytes(*stamp), Entries { rest }))
}

/// Iterates over the entries of an encoded record, in order.
#[derive(Clone, Debug)]
pub struct Entries<'a> {
    rest: &'a [u8],
}

/// An entry that is not decoded yet.
#[derive(Clone, Copy, Debug)]
pub struct RawEntry<'a> {
    /// The field's number.
    pub field: u32,
    /// The shape's tag.
    pub shape: u8,
    body: &'a [u8],
}

impl<'a> Iterator for Entries<'a> {
    type Item = RawEntry<'a>;

    fn next(&mut self) -> Option<RawEntry<'a>> {
        // Nearly all fields of nearly all records: a small number and a short body. Lists of
        // 100,000 records are filtered by reading them.
        if let [field @ ..0x80, shape, length @ ..0x80, rest @ ..] = self.rest {
            let (body, rest) = rest.split_at_checked(usize::from(*length))?;
            self.rest = rest;
            return Some(RawEntry { field: u32::from(*field), shape: *shape, body });
        }
        let mut reader = Reader { bytes: self.rest };
        let field = u32::try_from(reader.number()?).ok()?;
        let shape = reader.byte()?;
        let length = usize::try_from(reader.number()?).ok()?;
        let body = reader.take(length)?;
        self.rest = reader.bytes;
        Some(RawEntry { field, shape, body })
    }
}

impl RawEntry<'_> {
    /// Decodes the contents; `row` is the record's row stamp.
    pub fn decode(&self, row: Stamp) -> Option<Slot> {
        let mut reader = Reader { bytes: self.body };
        match self.shape {
            ONE => {
                let stamp = reader.stamp(row)?;
                let value = if reader.bytes.is_empty() { None } else { Some(reader.value()?) };
                Some(Slot::One { stamp, value })
            }
            MANY => {
                let mut items = Vec::new();
                while !reader.bytes.is_empty() {
                    items.push(reader.item(row)?);
                }
                Some(Slot::Many(items))
            }
            tag => Some(Slot::Opaque { tag, bytes: self.body.to_vec() }),
        }
    }
}

impl RawEntry<'_> {
    /// Calls `see` with each file the entry refers to, decoding nothing else; skips removed
    /// elements. Returns `None` as soon as the bytes are invalid.
    pub fn each_file(&self, row: Stamp, see: &mut dyn FnMut(&FileRef)) -> Option<()> {
        let mut reader = Reader { bytes: self.body };
        match self.shape {
            ONE => {
                reader.stamp(row)?;
                if !reader.bytes.is_empty() {
                    reader.file(false, see)?;
                }
            }
            MANY => {
                while !reader.bytes.is_empty() {
                    reader.take(size_of::<u64>())?;
                    reader.stamp(row)?;
                    let removed = reader.byte()? == 1;
                    for _text in ["order", "label"] {
                        let length = usize::try_from(reader.number()?).ok()?;
                        reader.take(length)?;
                    }
                    reader.file(removed, see)?;
                }
            }
            _ => {}
        }
        Some(())
    }
}

/// Encodes one value.
pub fn encode_value(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_value(&mut bytes, value);
    bytes
}

/// Appends an entry to a record's bytes; `put` writes its body into the scratch buffer `body`.
pub(super) fn put_entry(
    bytes: &mut Vec<u8>,
    field: u32,
    shape: u8,
    body: &mut Vec<u8>,
    put: impl FnOnce(&mut Vec<u8>),
) {
    body.clear();
    put(body);
    put_number(bytes, u64::from(field));
    bytes.push(shape);
    put_number(bytes, body.len() as u64);
    bytes.extend_from_slice(body);
}

fn put_item(bytes: &mut Vec<u8>, item: &Item, row: Stamp) {
    let Item { id, stamp, removed, order, label, value } = item;
    bytes.extend_from_slice(&id.0.to_le_bytes());
    put_stamp(bytes, *stamp, row);
    bytes.push(u8::from(*removed));
    put_text(bytes, order);
    put_text(bytes, label);
    put_value(bytes, value);
}

fn put_stamp(bytes: &mut Vec<u8>, stamp: Stamp, row: Stamp) {
    if stamp == row {
        bytes.push(0);
    } else {
        bytes.push(1);
        bytes.extend_from_slice(&stamp.to_bytes());
    }
}

/// Appends a value: its tag, the length of its body, and the body.
pub(super) fn put_value(bytes: &mut Vec<u8>, value: &Value) {
    let mut body = Vec::new();
    let tag = match value {
        Value::Text(text) => {
            bytes.push(0);
            put_text(bytes, text);
            return;
        }
        Value::Number(number) => {
            body.extend_from_slice(&number.to_bits().to_le_bytes());
            1
        }
        Value::Money(Money { minor, currency }) => {
            body.extend_from_slice(&minor.to_le_bytes());
            body.extend_from_slice(currency);
            2
        }
        Value::Flag(yes) => {
            body.push(u8::from(*yes));
            3
        }
        Value::Date(PartialDate { year, month, day }) => {
            body.extend_from_slice(&year.unwrap_or_default().to_le_bytes());
            body.extend_from_slice(&[month.unwrap_or_default(), day.unwrap_or_default()]);
            4
        }
        Value::Moment(millis) => {
            body.extend_from_slice(&millis.to_le_bytes());
            5
        }
        Value::Address(address) => {
            put_address(&mut body, address);
            6
        }
        Value::Reference(id) => {
            body.extend_from_slice(&id.to_bytes());
            7
        }
        Value::File(file) => {
            let FileRef { hash, name, media_type, size } = file.as_ref();
            [hash, name, media_type].into_iter().for_each(|text| put_text(&mut body, text));
            put_number(&mut body, u64::from(*size));
            FILE
        }
        Value::Opaque { tag, bytes } => {
            body.extend_from_slice(bytes);
            *tag
        }
    };
    bytes.push(tag);
    put_number(bytes, body.len() as u64);
    bytes.extend_from_slice(&body);
}

fn put_address(body: &mut Vec<u8>, address: &Address) {
    let Address { box_number, extended, street, city, region, postcode, country, place } = address;
    for part in [box_number, extended, street, city, region, postcode, country] {
        put_text(body, part);
    }
    if let Some((latitude, longitude)) = place {
        body.extend_from_slice(&latitude.to_le_bytes());
        body.extend_from_slice(&longitude.to_le_bytes());
    }
}

/// Appends a LEB128 number.
pub fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Appends a kind's number.
pub fn put_kind(bytes: &mut Vec<u8>, kind: KindId) {
    kind.pack(bytes);
}

/// Appends a length-prefixed text.
pub fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_number(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

/// Reads encoded parts in order; every method returns `None` if the bytes end early.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    /// The unread bytes.
    pub bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Takes the next `length` bytes.
    pub fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(taken)
    }

    /// Reads as many bytes as the array has.
    pub fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    /// Reads one byte.
    pub fn byte(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// Reads a kind's number.
    pub fn kind(&mut self) -> Option<KindId> {
        let (kind, rest) = KindId::unpack(self.bytes)?;
        self.bytes = rest;
        Some(kind)
    }

    /// Reads a LEB128 number.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Reads a length-prefixed text.
    pub fn text(&mut self) -> Option<String> {
        let length = usize::try_from(self.number()?).ok()?;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }

    fn stamp(&mut self, row: Stamp) -> Option<Stamp> {
        match self.byte()? {
            0 => Some(row),
            _ => Some(Stamp::from_bytes(self.array()?)),
        }
    }

    /// Skips a value; calls `see` if it is a file that was not removed.
    fn file(&mut self, removed: bool, see: &mut dyn FnMut(&FileRef)) -> Option<()> {
        let mut value = self.clone();
        let tag = self.byte()?;
        let length = usize::try_from(self.number()?).ok()?;
        self.take(length)?;
        if tag == FILE
            && !removed
            && let Value::File(file) = value.value()?
        {
            see(&file);
        }
        Some(())
    }

    fn item(&mut self, row: Stamp) -> Option<Item> {
        Some(Item {
            id: ElementId(u64::from_le_bytes(self.array()?)),
            stamp: self.stamp(row)?,
            removed: self.byte()? == 1,
            order: self.text()?,
            label: self.text()?,
            value: self.value()?,
        })
    }

    /// Reads a value written by [`encode_value`].
    pub fn value(&mut self) -> Option<Value> {
        let tag = self.byte()?;
        let length = usize::try_from(self.number()?).ok()?;
        let mut body = Self { bytes: self.take(length)? };
        Some(match tag {
            0 => Value::Text(String::from_utf8(body.bytes.to_vec()).ok()?),
            1 => Value::Number(f64::from_bits(u64::from_le_bytes(body.array()?))),
            2 => Value::Money(Money {
                minor: i64::from_le_bytes(body.array()?),
                currency: body.array()?,
            }),
            3 => Value::Flag(body.byte()? == 1),
            4 => {
                let year = i16::from_le_bytes(body.array()?);
                let [month, day] = body.array()?;
                let some = |part: u8| (part > 0).then_some(part);
                let year = (year > 0).then_some(year);
                Value::Date(PartialDate { year, month: some(month), day: some(day) })
            }
            5 => Value::Moment(i64::from_le_bytes(body.array()?)),
            6 => Value::Address(Box::new(body.address()?)),
            7 => Value::Reference(RecordId::from_bytes(body.array()?)),
            FILE => Value::File(Box::new(FileRef {
                hash: body.text()?,
                name: body.text()?,
                media_type: body.text()?,
                size: u32::try_from(body.number()?).ok()?,
            })),
            tag => Value::Opaque { tag, bytes: body.bytes.to_vec() },
        })
    }

    fn address(&mut self) -> Option<Address> {
        let mut address = Address {
            box_number: self.text()?,
            extended: self.text()?,
            street: self.text()?,
            city: self.text()?,
            region: self.text()?,
            postcode: self.text()?,
            country: self.text()?,
            place: None,
        };
        if !self.bytes.is_empty() {
            let latitude = i32::from_le_bytes(self.array()?);
            address.place = Some((latitude, i32::from_le_bytes(self.array()?)));
        }
        Some(address)
    }
}
