//! Files in backups: of any kind and field, replaced, removed, or with false hashes.

use super::restore_tests::put;
use super::tests::{back_up, restore};
use crate::RestoreOutcome;
use crate::stories::{now, person, tab};
use domain::{ACTIVITY, COMPANY, DEAL, Fields, FileRef, KindId, RecordId, Value, company, contact};
use replica::{PageKey, Record, Slot, Stamp};
use store::{MemoryStore, Store};
use transfer::{file_ref, hash_of};

#[test]
fn a_file_that_is_not_what_the_backup_says_is_refused_and_named() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let with_file = |name: &str, bytes: &[u8]| {
        let mut draft = person(name, "Lee");
        let file = file_ref(bytes, "photo.jpg", "image/jpeg");
        now(store.put_files(vec![(file.hash.clone(), bytes.to_vec())])).unwrap();
        draft.set(contact::PHOTO, Value::File(Box::new(file)));
        now(app.save(None, draft)).unwrap();
    };
    with_file("Anna", b"a picture of Anna");
    with_file("Bo", b"a picture of Bo");
    now(store.put_files(vec![(hash_of(b"a picture of Bo"), b"something else".to_vec())])).unwrap();
    let other = tab(&MemoryStore::new(8), 2);
    let (RestoreOutcome { added, amiss, .. }, _) = restore(&other, back_up(&app));
    assert_eq!((added, amiss.refused, amiss.refused_of), (2, 1, vec!["Bo Lee".to_owned()]));
    let file = |bytes: &[u8]| now(other.store().file(&hash_of(bytes))).unwrap();
    assert_eq!(file(b"a picture of Anna"), Some(b"a picture of Anna".to_vec()));
    assert_eq!(file(b"a picture of Bo"), None);
}

/// Attaches a file in a field unknown to this version.
fn attached(record: &mut Record, field: u32, store: &MemoryStore, bytes: &[u8]) -> FileRef {
    let file = file_ref(bytes, "offer.pdf", "application/pdf");
    now(store.put_files(vec![(file.hash.clone(), bytes.to_vec())])).unwrap();
    let stamp = Stamp { millis: 5, ..Stamp::NEVER };
    let value = Value::File(Box::new(file.clone()));
    if field.is_multiple_of(2) {
        record.put(field, Slot::One { stamp, value: Some(value) });
    } else {
        let id = domain::ElementId(1);
        let (order, label) = ("a".to_owned(), String::new());
        let item = replica::Item { id, stamp, removed: false, order, label, value };
        record.put(field, Slot::Many(vec![item]));
    }
    file
}

#[test]
fn files_of_every_kind_and_field_are_in_a_backup() {
    let store = MemoryStore::new(7);
    let context = domain::DigestContext { schemas: domain::built_in(), ..Default::default() };
    let mut files = Vec::new();
    let mut written = Vec::new();
    for (number, kind) in (1..).zip([COMPANY, ACTIVITY, DEAL, KindId(900)]) {
        let mut record = Record::new(kind, RecordId::from_bytes([number; 16]));
        let name = Some(Value::Text("Oak desks".into()));
        record.put(
            company::NAME,
            Slot::One { stamp: Stamp { millis: 5, ..Stamp::NEVER }, value: name },
        );
        for field in [60, 61] {
            let bytes = format!("a file of {} in {field}", kind.0);
            files.push(attached(&mut record, field, &store, bytes.as_bytes()).hash);
        }
        let page = u64::from(number);
        let key = match kind {
            ACTIVITY => PageKey::of_home(record.id, page),
            _ => PageKey::hot(page),
        };
        written.push((key, replica::pack(&[record], &context)));
    }
    put(&store, written, Vec::new());
    let app = tab(&store, 1);
    let other = tab(&MemoryStore::new(8), 2);
    restore(&other, back_up(&app));
    for hash in files {
        assert!(now(other.store().file(&hash)).unwrap().is_some(), "{hash}");
    }
}

#[test]
fn a_file_that_was_replaced_or_removed_comes_back_when_that_is_undone_elsewhere() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let photo = |bytes: Option<&[u8]>, id: Option<RecordId>| {
        let mut draft = person("Anna", "Lee");
        let value = bytes.map(|bytes| {
            let file = file_ref(bytes, "photo.jpg", "image/jpeg");
            now(store.put_files(vec![(file.hash.clone(), bytes.to_vec())])).unwrap();
            Value::File(Box::new(file))
        });
        draft.slots.insert(contact::PHOTO, domain::DraftSlot::One(value));
        now(app.save(id, draft)).unwrap()
    };
    let anna = photo(Some(b"old"), None).id;
    let replaced = photo(Some(b"new"), Some(anna)).done.stamp.unwrap();
    let removed = photo(None, Some(anna)).done.stamp.unwrap();
    let other = tab(&MemoryStore::new(8), 2);
    restore(&other, back_up(&app));
    for (action, bytes) in [(removed, b"new"), (replaced, b"old")] {
        now(other.undo(action)).unwrap();
        let Some(Value::File(file)) = other.record(anna).unwrap().value(contact::PHOTO) else {
            panic!("no photo")
        };
        assert_eq!(now(other.store().file(&file.hash)).unwrap(), Some(bytes.to_vec()));
    }
}
