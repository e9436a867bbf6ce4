//! Rows: records on the wire, as the values that were written and the stamps of their writes.

use std::collections::BTreeMap;

use domain::{KindId, RecordId};
use replica::{FieldEntry, Item, Record, Slot, Stamp};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value as Json, json};
use thiserror::Error;

use super::row_key::RowKey;
use super::wire_value::{value_from_json, value_to_json};

/// The reason for which a row is no row of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RowError {
    /// The id is no UUID.
    #[error("the id is no UUID")]
    Id,
    /// A stamp is not 32 hexadecimal digits.
    #[error("a stamp is not 32 hexadecimal digits")]
    Stamp,
    /// A key is neither a field nor an element.
    #[error("a key is neither a field nor an element of one")]
    Key,
    /// A value has none of the forms that values have.
    #[error("a value has none of the forms that values have")]
    Value,
}

/// A value with the stamp of its write.
#[derive(Clone, Debug, PartialEq)]
pub struct StampedValue {
    /// The time and device of the write.
    pub stamp: Stamp,
    /// The value; null if it was cleared.
    pub value: Json,
}

/// A record, or those of its values that changed.
#[derive(Clone, Debug, PartialEq)]
pub struct WireRow {
    /// The record's kind.
    pub kind: u32,
    /// The record's id.
    pub id: RecordId,
    /// True if the receiver may create the record: the row is whole.
    pub is_new: bool,
    /// True if the record is not the receiver's to see, or no longer.
    pub is_hidden: bool,
    /// The stamp of its deletion for ever; nothing of it is left then.
    pub gone: Option<Stamp>,
    /// The values by key.
    pub values: BTreeMap<RowKey, StampedValue>,
}

/// A row as JSON has it: the stamp of most values once, and only the others beside it.
#[derive(Serialize, Deserialize)]
struct RowForm {
    t: u32,
    id: String,
    #[serde(default, skip_serializing_if = "is_no")]
    new: bool,
    #[serde(default, skip_serializing_if = "is_no")]
    x: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gone: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    r: Option<String>,
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    f: Map<String, Json>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    s: BTreeMap<String, String>,
}

fn is_no(flag: &bool) -> bool {
    !flag
}

/// Reads a stamp.
fn stamp_of(text: &str) -> Result<Stamp, RowError> {
    Stamp::parse(text).ok_or(RowError::Stamp)
}

impl WireRow {
    /// Creates a row without values.
    pub fn new(kind: u32, id: RecordId) -> Self {
        Self { kind, id, is_new: false, is_hidden: false, gone: None, values: BTreeMap::new() }
    }

    /// Merges a row into this one as a server does: of each value the larger stamp stays, and of
    /// equal ones, which are the same write, what is here. Returns true if anything changed.
    pub fn take(&mut self, other: Self) -> bool {
        if self.gone.is_some() || other.gone.is_some() {
            let before = self.gone;
            self.gone = self.gone.max(other.gone);
            self.values.clear();
            return self.gone != before;
        }
        let mut changed = false;
        for (key, written) in other.values {
            let known = self.values.get(&key);
            if known.is_none_or(|known| known.stamp < written.stamp) {
                self.values.insert(key, written);
                changed = true;
            }
        }
        changed
    }

    fn form(&self) -> RowForm {
        let mut counts: BTreeMap<Stamp, usize> = BTreeMap::new();
        self.values.values().for_each(|it| *counts.entry(it.stamp).or_default() += 1);
        let usual = counts.into_iter().max_by_key(|(_, count)| *count).map(|(stamp, _)| stamp);
        let others = self.values.iter().filter(|(_, it)| Some(it.stamp) != usual);
        RowForm {
            t: self.kind,
            id: self.id.to_string(),
            new: self.is_new,
            x: self.is_hidden,
            gone: self.gone.map(Stamp::to_text),
            r: usual.map(Stamp::to_text),
            f: self.values.iter().map(|(key, it)| (key.to_string(), it.value.clone())).collect(),
            s: others.map(|(key, it)| (key.to_string(), it.stamp.to_text())).collect(),
        }
    }

    fn of_form(form: RowForm) -> Result<Self, RowError> {
        let usual = form.r.as_deref().map(stamp_of).transpose()?;
        let mut values = BTreeMap::new();
        for (key, value) in form.f {
            let stamp = match form.s.get(&key) {
                Some(own) => stamp_of(own)?,
                None => usual.ok_or(RowError::Stamp)?,
            };
            values.insert(RowKey::parse(&key).ok_or(RowError::Key)?, StampedValue { stamp, value });
        }
        Ok(Self {
            kind: form.t,
            id: RecordId::parse(&form.id).map_err(|_other| RowError::Id)?,
            is_new: form.new,
            is_hidden: form.x,
            gone: form.gone.as_deref().map(stamp_of).transpose()?,
            values,
        })
    }
}

impl Serialize for WireRow {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.form().serialize(to)
    }
}

impl<'de> Deserialize<'de> for WireRow {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::of_form(RowForm::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// Returns a whole record as a row.
pub fn row_of(record: &Record) -> WireRow {
    let mut row = WireRow::new(record.kind.0, record.id);
    if record.is_gone() {
        row.gone = Some(record.changed());
        return row;
    }
    for FieldEntry { field, slot } in &record.entries {
        match slot {
            Slot::One { stamp, value } => {
                let value = value.as_ref().map_or(Json::Null, value_to_json);
                row.values.insert(RowKey::One(*field), StampedValue { stamp: *stamp, value });
            }
            Slot::Many(items) => row.values.extend(items.iter().map(|item| {
                let written = StampedValue { stamp: item.stamp, value: item_to_json(item) };
                (RowKey::Element(*field, item.id), written)
            })),
            Slot::Opaque { tag, bytes } => {
                let value =
                    value_to_json(&domain::Value::Opaque { tag: *tag, bytes: bytes.clone() });
                let written = StampedValue { stamp: Stamp::NEVER, value };
                row.values.insert(RowKey::Opaque(*field, *tag), written);
            }
        }
    }
    row
}

/// Takes a server's row into a record: of each value the larger stamp stays, and of equal ones, which
/// are the same write, that of the server, so that all devices end with the same.
///
/// # Errors
/// `Value` for a value of no form; the record is as it was.
pub fn adopt(record: &Record, row: &WireRow) -> Result<Record, RowError> {
    taken(record, row, &|_, own, theirs| own <= theirs)
}

/// Takes the answer to a row that was sent: as [`adopt`], but a value that is still the one that was
/// sent gives way whatever its stamp, because the server corrects those of wrong clocks.
///
/// # Errors
/// As [`adopt`].
pub fn adopt_answer(record: &Record, sent: &WireRow, row: &WireRow) -> Result<Record, RowError> {
    taken(record, row, &|key, own, theirs| {
        own <= theirs || sent.values.get(&key).is_some_and(|sent| sent.stamp == own)
    })
}

fn taken(
    record: &Record,
    row: &WireRow,
    gives_way: &dyn Fn(RowKey, Stamp, Stamp) -> bool,
) -> Result<Record, RowError> {
    // Both are gone then, whichever was first; all devices keep the stamp that the server has.
    if let Some(stamp) = row.gone {
        return Ok(Record::gone(record.kind, record.id, stamp));
    }
    if record.is_gone() {
        return Ok(record.clone());
    }
    let mut adopted = record.clone();
    for (key, written) in &row.values {
        let stays = |own: Stamp| !gives_way(*key, own, written.stamp);
        match key {
            RowKey::One(field) => {
                if adopted.slot(*field, 0).map(Slot::stamp).is_some_and(stays) {
                    continue;
                }
                let value = match &written.value {
                    Json::Null => None,
                    value => Some(value_from_json(value).ok_or(RowError::Value)?),
                };
                adopted.put(*field, Slot::One { stamp: written.stamp, value });
            }
            RowKey::Element(field, id) => {
                let mut items = adopted.items(*field).to_vec();
                let place = items.binary_search_by_key(id, |item| item.id);
                if place.is_ok_and(|place| stays(items[place].stamp)) {
                    continue;
                }
                let item = item_of_json(*id, written).ok_or(RowError::Value)?;
                match place {
                    Ok(place) => items[place] = item,
                    Err(place) => items.insert(place, item),
                }
                adopted.put(*field, Slot::Many(items));
            }
            RowKey::Opaque(field, tag) => {
                if let Some(domain::Value::Opaque { bytes, .. }) = value_from_json(&written.value) {
                    adopted.put(*field, Slot::Opaque { tag: *tag, bytes });
                }
            }
        }
    }
    Ok(adopted)
}

impl WireRow {
    /// Returns an empty record of this row's kind and id.
    pub fn empty_record(&self) -> Record {
        Record::new(KindId(self.kind), self.id)
    }
}

fn item_to_json(item: &Item) -> Json {
    let Item { id: _, stamp: _, removed, order, label, value } = item;
    let mut object = Map::new();
    object.insert("o".to_owned(), json!(order));
    if !label.is_empty() {
        object.insert("l".to_owned(), json!(label));
    }
    if *removed {
        object.insert("x".to_owned(), json!(true));
    }
    object.insert("v".to_owned(), value_to_json(value));
    Json::Object(object)
}

fn item_of_json(id: domain::ElementId, written: &StampedValue) -> Option<Item> {
    let object = written.value.as_object()?;
    let text = |name: &str| match object.get(name) {
        None => Some(String::new()),
        Some(text) => text.as_str().map(str::to_owned),
    };
    let removed = object.get("x").is_some_and(|it| *it == Json::Bool(true));
    let value = value_from_json(object.get("v")?)?;
    Some(Item { id, stamp: written.stamp, removed, order: text("o")?, label: text("l")?, value })
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;
    use replica::testing::{many, one, opaque, stamp, value};

    fn record() -> impl Strategy<Value = Record> {
        let reference =
            any::<[u8; 10]>().prop_map(|random| RecordId::new(1_790_000_000_000, random));
        let value = value(reference);
        let slot = prop_oneof![
            one(stamp(1..40), value.clone()),
            many(stamp(1..40), value.clone()),
            opaque(),
        ];
        proptest::collection::vec((20..27_u32, slot), 0..6).prop_map(|entries| {
            let mut record = Record::new(KindId(1), RecordId::new(1_790_000_000_000, [7; 10]));
            for (field, slot) in entries {
                if slot != Slot::Many(Vec::new()) {
                    record.put(field, slot);
                }
            }
            record
        })
    }

    proptest! {
        // A fixed seed, so a build does not fail by chance.
        #![proptest_config(ProptestConfig {
            rng_seed: RngSeed::Fixed(7),
            failure_persistence: None,
            ..ProptestConfig::default()
        })]

        #[test]
        fn a_record_comes_through_the_wire_as_it_was(record in record()) {
            let row = row_of(&record);
            let text = serde_json::to_string(&row).unwrap();
            let read: WireRow = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&read, &row);
            prop_assert_eq!(adopt(&read.empty_record(), &read).unwrap(), record);
        }

        #[test]
        fn devices_that_take_the_same_rows_end_with_the_same_as_the_server(
            a in record(), b in record(), c in record()
        ) {
            let mut server = WireRow::new(1, a.id);
            for record in [&a, &b, &c] {
                server.take(row_of(record));
            }
            let whole = adopt(&server.empty_record(), &server).unwrap();
            for record in [&a, &b, &c] {
                prop_assert_eq!(&adopt(record, &server).unwrap(), &whole);
            }
            let mut again = server.clone();
            prop_assert!(!again.take(server.clone()));
        }
    }

    #[test]
    fn stamps_are_texts_that_sort_as_they_do() {
        let stamp = Stamp { millis: 1_790_000_000_123, counter: 5, device: 0xab };
        assert_eq!(stamp.to_text(), "01a0c4506c7b000500000000000000ab");
        assert_eq!(stamp_of(&stamp.to_text()), Ok(stamp));
        for other in
            ["", "01a0", "zza0c4506c7b000500000000000000ab", "é1a0c47a4c7b00050000000000000ab"]
        {
            assert_eq!(stamp_of(other), Err(RowError::Stamp), "{other}");
        }
    }

    #[test]
    fn what_was_deleted_for_ever_leaves_nothing_and_does_not_come_back() {
        let id = RecordId::new(1_790_000_000_000, [7; 10]);
        let stamp = |millis| Stamp { millis, counter: 0, device: 1 };
        let mut record = Record::new(KindId(1), id);
        let value = Some(domain::Value::Text("Ann".to_owned()));
        record.put(2, Slot::One { stamp: stamp(5), value });
        let mut server = row_of(&record);
        assert!(server.take(row_of(&Record::gone(KindId(1), id, stamp(3)))));
        assert_eq!((server.gone, server.values.len()), (Some(stamp(3)), 0));
        assert!(!server.take(row_of(&record)));
        let gone = adopt(&record, &server).unwrap();
        assert!(gone.is_gone());
        assert_eq!(adopt(&gone, &row_of(&record)).unwrap(), gone);
    }
}
