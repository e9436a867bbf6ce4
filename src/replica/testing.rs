//! Any stamp, value and slot, for the laws that hold for all of them: those of merge and codec here, those
//! of restoring in `app`. What decides whether two copies meet (stamps, ids of elements, orders) has few
//! values, so that they do.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

use super::{Item, Slot, Stamp};
use domain::{Address, ElementId, PartialDate, RecordId, Value};

/// Stamps of few milliseconds, counters and devices, so that some are equal.
pub fn stamp(millis: std::ops::Range<u64>) -> impl Strategy<Value = Stamp> + Clone {
    (millis, 0..2u16, 0..3u64).prop_map(|(millis, counter, device)| Stamp {
        millis,
        counter,
        device,
    })
}

/// A value of any type, also of one that this version does not know.
pub fn value(
    reference: impl Strategy<Value = RecordId> + 'static,
) -> impl Strategy<Value = Value> + Clone {
    prop_oneof![
        ".{0,12}".prop_map(Value::Text),
        any::<f64>().prop_filter("finite", |n| n.is_finite()).prop_map(Value::Number),
        any::<bool>().prop_map(Value::Flag),
        (1..9999i16, 1..=12u8, 1..=28u8).prop_map(|(y, m, d)| Value::Date(PartialDate {
            year: Some(y),
            month: Some(m),
            day: Some(d)
        })),
        any::<i64>().prop_map(Value::Moment),
        reference.prop_map(Value::Reference),
        (".{0,8}", any::<(i32, i32)>()).prop_map(|(city, place)| {
            Value::Address(Box::new(Address { city, place: Some(place), ..Address::default() }))
        }),
        (100..255u8, vec(any::<u8>(), 0..9)).prop_map(|(tag, bytes)| Value::Opaque { tag, bytes }),
    ]
    .boxed()
}

/// A field of one value, or of none any more.
pub fn one(
    stamp: impl Strategy<Value = Stamp>,
    value: impl Strategy<Value = Value>,
) -> impl Strategy<Value = Slot> {
    (stamp, proptest::option::of(value)).prop_map(|(stamp, value)| Slot::One { stamp, value })
}

/// A field of many values, some of them removed.
pub fn many(
    stamp: impl Strategy<Value = Stamp>,
    value: impl Strategy<Value = Value>,
) -> impl Strategy<Value = Slot> {
    let item = (stamp, any::<bool>(), "[a-c]{1,2}", "[a-c]{0,2}", value);
    btree_map(0..5u64, item, 0..5).prop_map(|items| {
        let item = |(id, (stamp, removed, order, label, value))| Item {
            id: ElementId(id),
            stamp,
            removed,
            order,
            label,
            value,
        };
        Slot::Many(items.into_iter().map(item).collect())
    })
}

/// A field of a form that this version does not know.
pub fn opaque() -> impl Strategy<Value = Slot> {
    (2..250u8, vec(any::<u8>(), 0..9)).prop_map(|(tag, bytes)| Slot::Opaque { tag, bytes })
}
