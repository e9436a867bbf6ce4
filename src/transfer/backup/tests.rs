//! Tests that a backup restores what was written, and that damage and newer versions are told
//! apart.

use super::*;
use crate::{TransferError, hash_of};
use domain::{
    Address, CONTACT, ElementId, FileRef, KindId, Money, PartialDate, RecordId, Value, built_in,
};
use replica::{Item, Record, Slot, Stamp};

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
    let mut unknown = Record::new(KindId(0x8001_8001), RecordId::from_bytes([2; 16]));
    unknown.put(5, Slot::Opaque { tag: 9, bytes: vec![1, 2, 3] });
    vec![known, unknown]
}

fn written() -> Vec<u8> {
    let schemas = built_in();
    let mut writer = BackupWriter::new(&schemas, 1_795_000_000_000);
    everything().iter().for_each(|record| writer.record(record));
    writer.history(&[1, 2, 255]);
    writer.file(&hash_of(&[9; 40]), &[9; 40]);
    writer.finish()
}

#[test]
fn everything_comes_back_identical() {
    let backup = read_backup(&written()).unwrap();
    assert_eq!(backup.records, everything());
    assert_eq!(backup.history, [vec![1, 2, 255]]);
    assert_eq!(backup.files, [(hash_of(&[9; 40]), vec![9; 40])]);
    assert_eq!((backup.refused, backup.unreadable), (Vec::new(), 0));
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

#[test]
fn what_makes_no_sense_costs_itself_and_nothing_else() {
    let text = String::from_utf8(written()).unwrap();
    let id = RecordId::from_bytes([1; 16]).to_string();
    let shapes = [
        ("a record without an id", text.replace(&id, "nobody")),
        ("a stamp that is none", text.replacen("\"one\":[\"", "\"one\":[\"x", 1)),
        ("a kind of another shape", text.replacen("{\"kind\":1,", "{\"kind\":\"one\",", 1)),
        ("no record at all", text.replacen("{\"kind\":1,", "17,\n{\"kind\":true,", 1)),
    ];
    for (what, text) in shapes {
        let backup = read_backup(text.as_bytes()).unwrap();
        assert_eq!(backup.records, everything()[1..], "{what}");
        let expected = if what == "no record at all" { 2 } else { 1 };
        assert_eq!((backup.unreadable, backup.history.len()), (expected, 1), "{what}");
        assert_eq!(backup.files.len(), 1, "{what}");
    }
    let text =
        text.replace("\"AQL/\"", "[]").replace("\"made\":1795000000000", "\"made\":\"then\"");
    let backup = read_backup(text.as_bytes()).unwrap();
    assert_eq!((backup.unreadable, backup.made_millis), (1, 0));
    assert_eq!(backup.records, everything());
}

#[test]
fn bytes_that_would_be_read_as_something_else_do_not_come_in() {
    let text = String::from_utf8(written()).unwrap();
    for (known, as_another) in
        [("\"opaque\":[9,", "\"opaque\":[1,"), ("\"opaque\":[200,", "\"opaque\":[2,")]
    {
        assert!(text.contains(known), "{known}");
        let backup = read_backup(text.replace(known, as_another).as_bytes()).unwrap();
        assert_eq!((backup.records.len(), backup.unreadable), (1, 1), "{known}");
    }
}

#[test]
fn a_file_of_another_hash_than_it_claims_is_refused_and_the_others_come() {
    let schemas = built_in();
    let mut writer = BackupWriter::new(&schemas, 5);
    let [good, other] = [hash_of(b"good"), hash_of(b"other")];
    writer.file(&good, b"good");
    writer.file(&other, b"changed on the way");
    writer.file("ab", b"good");
    let text = String::from_utf8(writer.finish()).unwrap();
    let backup = read_backup(text.as_bytes()).unwrap();
    assert_eq!(backup.files, [(good.clone(), b"good".to_vec())]);
    assert_eq!(backup.refused, [other.clone(), "ab".to_owned()]);
    // Invalid base64 is refused as well.
    let backup = read_backup(text.replace("Z29vZA", "Z2!!ZA").as_bytes()).unwrap();
    assert_eq!(backup.refused, [good, other, "ab".to_owned()]);
}
