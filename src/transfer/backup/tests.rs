//! A backup gives back what was written into it, and damage is told apart from a newer version.

use super::*;
use crate::domain::{
    Address, CONTACT, ElementId, FileRef, KindId, Money, PartialDate, RecordId, Value, built_in,
};
use crate::replica::{Item, Record, Slot, Stamp};
use crate::transfer::TransferError;

fn everything() -> Vec<Record> {
    let stamp = |millis| Stamp { millis, counter: 3, device: u64::MAX };
    let values = [
        Value::Text("Ánh \u{1f642} \"x\"\n".into()),
        Value::Number(0.1 + 0.2),
        Value::Number(-0.0),
        Value::Money(Money { minor: -1250, currency: *b"VND" }),
        Value::Flag(false),
        Value::Date(PartialDate { year: None, month: Some(2), day: Some(29) }),
        Value::Date(PartialDate::default()),
        Value::Date(PartialDate { year: Some(2023), month: Some(2), day: Some(30) }),
        Value::Date(PartialDate { year: Some(2023), month: None, day: Some(30) }),
        Value::Number(f64::INFINITY),
        Value::Moment(i64::MIN),
        Value::Address(Box::new(Address {
            city: "Hà Nội".into(),
            place: Some((21_028_511, -5)),
            ..Address::default()
        })),
        Value::Reference(RecordId::from_bytes([7; 16])),
        Value::File(Box::new(FileRef {
            hash: "ab".into(),
            name: "a.jpg".into(),
            media_type: "image/jpeg".into(),
            size: 9,
        })),
        Value::Opaque { tag: 200, bytes: vec![0, 255] },
    ];
    let mut known = Record::new(CONTACT, RecordId::from_bytes([1; 16]));
    for (number, value) in (10..).zip(values) {
        let item = Item {
            id: ElementId(u64::from(number)),
            stamp: stamp(2),
            removed: number % 2 == 0,
            order: "a1".into(),
            label: "work".into(),
            value: value.clone(),
        };
        known.put(number, Slot::One { stamp: stamp(u64::from(number)), value: Some(value) });
        known.put(number, Slot::Many(vec![item]));
    }
    known.put(4_000_000_000, Slot::One { stamp: stamp(1), value: None });
    let mut unknown = Record::new(KindId(999), RecordId::from_bytes([2; 16]));
    unknown.put(5, Slot::Opaque { tag: 9, bytes: vec![1, 2, 3] });
    vec![known, unknown]
}

fn written() -> Vec<u8> {
    let schemas = built_in();
    let mut writer = BackupWriter::new(&schemas, 1_795_000_000_000);
    everything().iter().for_each(|record| writer.record(record));
    writer.history(&[1, 2, 255]);
    writer.file("ab", &[9; 40]);
    writer.finish()
}

#[test]
fn everything_comes_back_identical() {
    let backup = read_backup(&written()).unwrap();
    assert_eq!(backup.records, everything());
    assert_eq!(backup.history, [vec![1, 2, 255]]);
    assert_eq!(backup.files, [("ab".to_owned(), vec![9; 40])]);
    assert_eq!(backup.made_millis, 1_795_000_000_000);
}

#[test]
fn an_empty_app_has_a_backup_too() {
    let schemas = built_in();
    let empty = BackupWriter::new(&schemas, 5).finish();
    assert_eq!(read_backup(&empty), Ok(Backup { made_millis: 5, ..Backup::default() }));
}

#[test]
fn damage_a_newer_version_and_other_files_are_told_apart() {
    let bytes = written();
    let cut = read_backup(&bytes[..bytes.len() / 2]).unwrap_err();
    assert!(matches!(cut, TransferError::Damaged { line: 2.., .. }), "{cut:?}");
    let newer = String::from_utf8(bytes).unwrap().replace("\"version\":1", "\"version\":2");
    assert_eq!(read_backup(newer.as_bytes()), Err(TransferError::TooNew { version: 2, known: 1 }));
    for other in [&b"{\"a\":1}"[..], b"Name,Phone\nAnn,1\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"] {
        assert_eq!(read_backup(other), Err(TransferError::NotABackup));
    }
    assert_eq!(read_backup(b""), Err(TransferError::Empty));
}
