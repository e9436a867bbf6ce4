//! Tests of merge, codec, pages, changes and selection.

use proptest::collection::vec;
use proptest::prelude::*;

use super::testing::{many, one, opaque, stamp, value};
use super::*;
use domain::{
    COMPANY, CONTACT, Dialing, DigestContext, Draft, DraftElement, DraftSlot, Fields, Filter,
    KindId, Query, RecordId, Value, any_kind, built_in, company, contact,
};

pub(super) fn context() -> DigestContext {
    DigestContext {
        schemas: built_in(),
        dialing: Dialing::of_country("VN"),
        ..DigestContext::default()
    }
}

fn slot() -> impl Strategy<Value = Slot> {
    let value = value(any::<[u8; 16]>().prop_map(RecordId::from_bytes));
    prop_oneof![one(stamp(0..6), value.clone()), many(stamp(0..6), value), opaque()]
}

fn record() -> impl Strategy<Value = Record> {
    vec((prop_oneof![0..6u32, Just(4_000_000_000)], slot()), 0..8).prop_map(|slots| {
        let mut record = Record::new(CONTACT, RecordId::from_bytes([3; 16]));
        slots.into_iter().for_each(|(field, slot)| record.put(field, slot));
        record
    })
}

proptest! {
    #[test]
    fn merge_does_not_depend_on_order_or_repetition(a in record(), b in record(), c in record()) {
        prop_assert_eq!(merge(&a, &b), merge(&b, &a));
        prop_assert_eq!(merge(&merge(&a, &b), &c), merge(&a, &merge(&b, &c)));
        prop_assert_eq!(merge(&a, &a), a.clone());
        prop_assert_eq!(merge(&merge(&a, &b), &b), merge(&a, &b));
    }

    #[test]
    fn what_is_encoded_decodes_to_the_same(record in record()) {
        let bytes = encode_record(&record);
        prop_assert_eq!(decode_record(record.kind, record.id, &bytes), Some(record));
    }

    #[test]
    fn a_damaged_page_is_refused_and_never_panics(records in vec(record(), 1..4), at in any::<prop::sample::Index>(), bit in 0..8u32) {
        let mut bytes = pack(&records, &context());
        prop_assert_eq!(Page::open(bytes.clone()).unwrap().records(), Some(records));
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        // The spare bytes and the fingerprint in the header are outside the checksum.
        if let Ok(page) = Page::open(bytes.clone()) {
            prop_assert!(at < 48);
            let _records = page.records();
        }
        bytes.truncate(at);
        prop_assert!(Page::open(bytes).is_err());
    }

    #[test]
    fn what_was_deleted_for_ever_stays_so_in_every_merge(
        a in record(),
        b in record(),
        early in 0..9_u64,
        late in 0..9_u64,
    ) {
        let gone = |millis| Record::gone(a.kind, a.id, Stamp { millis, ..Stamp::NEVER });
        let last = gone(early.max(late));
        prop_assert_eq!(merge(&gone(early), &gone(late)), last.clone());
        prop_assert_eq!(merge(&a, &gone(late)), gone(late));
        prop_assert_eq!(merge(&gone(late), &a), gone(late));
        let left = merge(&merge(&a, &gone(early)), &merge(&b, &gone(late)));
        let right = merge(&merge(&gone(early), &merge(&a, &b)), &gone(late));
        prop_assert_eq!(&left, &last);
        prop_assert_eq!(&right, &last);
    }

    #[test]
    fn undo_restores_what_was_there(first in ".{1,9}", second in ".{1,9}", phones in vec("[0-9]{4}", 0..4)) {
        let schema = built_in().get(CONTACT).unwrap().clone();
        let mut clock = Clock::new(1);
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::GIVEN, first);
        for phone in &phones {
            draft.push(contact::PHONES, "work", Value::Text(phone.clone()));
        }
        let mut random = 0;
        let mut next = move || { random += 1; random };
        let blank = Record::new(CONTACT, RecordId::from_bytes([9; 16]));
        let (old, _) = apply(&blank, &draft, &schema, clock.tick(1), NewElements::Typed(&mut next));
        let mut edit = Draft::new(CONTACT);
        edit.set_text(contact::GIVEN, second);
        edit.slots.insert(contact::PHONES, DraftSlot::Many(vec![]));
        let stamp = clock.tick(2);
        let (new, before) = apply(&old, &edit, &schema, stamp, NewElements::Typed(&mut next));
        let (back, over, skipped) = undo(&new, &before.record, stamp, &Origins::default(), clock.tick(3));
        prop_assert!(skipped.is_empty());
        prop_assert_eq!(back.text(contact::GIVEN), old.text(contact::GIVEN));
        prop_assert_eq!(back.elements(contact::PHONES), old.elements(contact::PHONES));
        // Undo can itself be undone, and merging the old copy in changes nothing.
        prop_assert_eq!(merge(&back, &new), back.clone());
        let (again, _, _) = undo(&back, &over.record, clock.last, &Origins::default(), clock.tick(4));
        prop_assert_eq!(again.elements(contact::PHONES), new.elements(contact::PHONES));
    }
}

#[test]
fn undo_spares_what_somebody_changed_since() {
    let schema = built_in().get(CONTACT).unwrap().clone();
    let edit = |record: &Record, field: u32, text: &str, millis: u64| {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(field, text);
        let stamp = Stamp { millis, ..Stamp::NEVER };
        apply(record, &draft, &schema, stamp, NewElements::Imported)
    };
    let blank = Record::new(CONTACT, RecordId::from_bytes([1; 16]));
    let mut both = Draft::new(CONTACT);
    both.set_text(contact::GIVEN, "Ann");
    both.set_text(contact::FAMILY, "Lee");
    let stamp = Stamp { millis: 1, ..Stamp::NEVER };
    let (record, before) = apply(&blank, &both, &schema, stamp, NewElements::Imported);
    let (record, _) = edit(&record, contact::GIVEN, "Anna", 2);
    let (after, _, skipped) = undo(
        &record,
        &before.record,
        stamp,
        &Origins::default(),
        Stamp { millis: 3, ..Stamp::NEVER },
    );
    assert_eq!(
        (after.text(contact::GIVEN), after.text(contact::FAMILY)),
        ("Anna".into(), String::new())
    );
    assert_eq!(skipped, [contact::GIVEN]);
}

#[test]
fn two_devices_that_add_different_numbers_keep_both_and_one_import_twice_doubles_nothing() {
    let schema = built_in().get(CONTACT).unwrap().clone();
    let blank = Record::new(CONTACT, RecordId::from_bytes([1; 16]));
    let add = |record: &Record, phone: &str, millis: u64| {
        let mut draft = Draft::new(CONTACT);
        let keep = record.elements(contact::PHONES).into_iter();
        let mut elements: Vec<DraftElement> =
            keep.map(|e| DraftElement { id: Some(e.id), label: e.label, value: e.value }).collect();
        elements.push(DraftElement {
            id: None,
            label: "work".into(),
            value: Value::Text(phone.into()),
        });
        draft.slots.insert(contact::PHONES, DraftSlot::Many(elements));
        apply(record, &draft, &schema, Stamp { millis, ..Stamp::NEVER }, NewElements::Imported).0
    };
    let ours = add(&blank, "+84 912 345 678", 1);
    let theirs = add(&blank, "0900 111 222", 2);
    let merged = merge(&ours, &theirs);
    assert_eq!(merged.texts(contact::PHONES).len(), 2);
    let again = add(&merged, "+84 912-345-678", 3);
    assert_eq!(again.texts(contact::PHONES).len(), 2);
}

#[test]
fn tags_merge_by_value() {
    let schema = built_in().get(CONTACT).unwrap().clone();
    let blank = Record::new(CONTACT, RecordId::from_bytes([1; 16]));
    let tag = |text: &str, millis: u64| {
        let mut draft = Draft::new(CONTACT);
        draft.push(any_kind::TAGS, "", Value::Text(text.into()));
        let mut next = move || millis;
        apply(
            &blank,
            &draft,
            &schema,
            Stamp { millis, ..Stamp::NEVER },
            NewElements::Typed(&mut next),
        )
        .0
    };
    assert_eq!(merge(&tag("VIP", 1), &tag("vip", 2)).texts(any_kind::TAGS), ["vip"]);
    for (one, other) in [("1.5", "15"), ("2024-25", "202425"), ("+", "-")] {
        assert_eq!(merge(&tag(one, 1), &tag(other, 2)).texts(any_kind::TAGS).len(), 2, "{one}");
    }
}

pub(super) fn named(number: u8, given: &str, family: &str) -> Record {
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::GIVEN, given);
    draft.set_text(contact::FAMILY, family);
    let schema = built_in().get(CONTACT).unwrap().clone();
    let stamp = Stamp { millis: u64::from(number), ..Stamp::NEVER };
    let blank = Record::new(CONTACT, RecordId::from_bytes([number; 16]));
    apply(&blank, &draft, &schema, stamp, NewElements::Imported).0
}

pub(super) fn names(replica: &Replica, selection: &Selection) -> Vec<String> {
    let rows = replica.select(CONTACT, selection);
    rows.iter()
        .map(|row| domain::display_name(&replica.view(*row), replica.context().names()))
        .collect()
}

#[test]
fn a_replica_sorts_searches_and_follows_its_pages() {
    let context = context();
    let page = |records: &[Record]| pack(records, &context);
    let mut replica = Replica::new(context.clone());
    let (one, two) = (PageKey::hot(1), PageKey::hot(2));
    let anh = named(1, "Thị Ánh", "Nguyễn");
    replica.take_in([
        (one, page(&[anh.clone(), named(2, "Anna", "Miller")])),
        (two, page(&[named(3, "小明", "王")])),
    ]);
    replica.sort();
    assert_eq!(names(&replica, &Selection::default()), ["Anna Miller", "Nguyễn Thị Ánh", "王小明"]);
    let search = |typed| Selection { query: Query::parse(typed), ..Selection::default() };
    assert_eq!(names(&replica, &search("an")), ["Anna Miller", "Nguyễn Thị Ánh"]);
    assert_eq!(names(&replica, &search("GUYEN")), ["Nguyễn Thị Ánh"]);
    assert_eq!(names(&replica, &search("小")), ["王小明"]);
    assert_eq!(names(&replica, &search("nobody")), Vec::<String>::new());
    let filtered = Selection { filter: Filter::decode("10.is.anna"), ..Selection::default() };
    assert_eq!(names(&replica, &filtered), ["Anna Miller"]);
    let newest = Selection { sort: Sort::Created, ..Selection::default() };
    assert_eq!(names(&replica, &newest), ["王小明", "Anna Miller", "Nguyễn Thị Ánh"]);
    replica.update(vec![(one, page(&[anh, named(2, "Zoe", "Miller"), named(4, "Bo", "")]))]);
    assert_eq!(
        names(&replica, &Selection::default()),
        ["Bo", "Nguyễn Thị Ánh", "Zoe Miller", "王小明"]
    );
    assert_eq!(replica.page_key(replica.row(RecordId::from_bytes([4; 16])).unwrap()), one);
    // Results cached before the change are forgotten.
    assert_eq!(names(&replica, &newest), ["Bo", "王小明", "Zoe Miller", "Nguyễn Thị Ánh"]);
    assert_eq!(names(&replica, &filtered), Vec::<String>::new());
}

#[test]
fn people_are_found_by_words_of_their_company_and_of_their_own() {
    let mut firm = Record::new(COMPANY, RecordId::from_bytes([9; 16]));
    let text =
        |text: &str| Slot::One { stamp: Stamp::NEVER, value: Some(Value::Text(text.into())) };
    firm.put(company::NAME, text("Minh Long Ceramics"));
    let mut ann = named(1, "Ann", "Lee");
    let employer = Some(Value::Reference(firm.id));
    ann.put(contact::COMPANY, Slot::One { stamp: Stamp::NEVER, value: employer });
    let mut replica = Replica::new(context());
    let records = [ann, named(2, "Cera", "Bo"), named(3, "Ann", "Other"), firm];
    replica.take_in([(PageKey::hot(1), pack(&records, &context()))]);
    replica.sort();
    let search = |typed: &str| {
        names(&replica, &Selection { query: Query::parse(typed), ..Selection::default() })
    };
    assert_eq!(search("cera"), ["Cera Bo", "Ann Lee"]);
    assert_eq!(search("ann ceramics"), ["Ann Lee"]);
    assert_eq!(search("ceramics ann"), ["Ann Lee"]);
    assert_eq!(search("ann steel"), Vec::<String>::new());
}

#[test]
fn a_damaged_page_is_set_aside_and_the_rest_opens() {
    let context = context();
    let mut replica = Replica::new(context.clone());
    let mut bad = pack(&[named(1, "Ann", "")], &context);
    *bad.last_mut().unwrap() ^= 1;
    replica.take_in([
        (PageKey::hot(1), bad),
        (PageKey::hot(2), pack(&[named(2, "Bo", "")], &context)),
    ]);
    replica.sort();
    assert_eq!(names(&replica, &Selection::default()), ["Bo"]);
    assert_eq!(replica.damaged(), [Damaged { key: PageKey::hot(1), error: PageError::Checksum }]);
}

#[test]
fn a_page_of_a_newer_version_with_longer_rows_is_read() {
    let record = named(1, "Ann", "Lee");
    let bytes = pack(std::slice::from_ref(&record), &context());
    // As a newer version would write it: 8 more bytes of header, 16 more per row.
    let mut newer = bytes[..48].to_vec();
    newer[4] = 2;
    newer[6..8].copy_from_slice(&56u16.to_le_bytes());
    newer[8..10].copy_from_slice(&80u16.to_le_bytes());
    let mut body = bytes[48..112].to_vec();
    body.extend_from_slice(&[9; 16]);
    body.extend_from_slice(&bytes[112..]);
    newer[40..48].copy_from_slice(&xxhash_rust::xxh64::xxh64(&body, 2).to_le_bytes());
    newer.extend_from_slice(&[7; 8]);
    newer.extend_from_slice(&body);
    assert_eq!(Page::open(newer).unwrap().record(0), Some(record));
}

#[test]
fn history_reads_back() {
    let entry = HistoryEntry {
        stamp: Stamp { millis: 5, counter: 1, device: 2 },
        action: ActionKind::Bulk,
        label: "tagged “vip”".into(),
        count: 2,
        undid: Some(Stamp { millis: 4, counter: 0, device: 2 }),
        before: vec![
            (PageKey::hot(3), Before { created: true, record: named(1, "Ann", "") }),
            (PageKey::hot(3), Before { created: false, record: named(2, "Bo", "") }),
        ],
    };
    assert_eq!(HistoryEntry::decode(&entry.encode()), Some(entry));
    assert_eq!(HistoryEntry::decode(&[9, 9]), None);
}

/// Numbers of kinds at the edges of their packed forms, and those of kinds that users made.
fn wide_kinds() -> impl Iterator<Item = KindId> {
    let own = [3, 4].map(|byte| KindId::of_own(RecordId::from_bytes([byte; 16])));
    [1, 0xfffe, 0xffff, 0x1_0000, 0xffff_ffff].map(KindId).into_iter().chain(own)
}

#[test]
fn a_kind_that_the_user_made_survives_a_page_an_entry_and_a_draft() {
    let id = RecordId::from_bytes([5; 16]);
    let records: Vec<Record> =
        wide_kinds().map(|kind| Record { kind, ..named(5, "Ann", "") }).collect();
    let page = Page::open(pack(&records, &context())).unwrap();
    assert_eq!(
        page.redigested(&DigestContext::default()).unwrap().records(),
        Some(records.clone())
    );
    assert_eq!(page.records(), Some(records.clone()));
    for record in records {
        let mut draft = Draft::new(record.kind);
        draft.set_text(10, "Ann");
        assert_eq!(decode_draft(&encode_draft(&draft)), Some(draft));
        let before = vec![(PageKey::hot(3), Before { created: false, record })];
        let entry = HistoryEntry {
            stamp: Stamp { millis: 5, counter: 0, device: 2 },
            action: ActionKind::Edit,
            label: id.to_string(),
            count: 1,
            undid: None,
            before,
        };
        assert_eq!(HistoryEntry::decode(&entry.encode()), Some(entry));
    }
}

#[test]
fn a_small_number_of_a_kind_is_packed_in_two_bytes() {
    for kind in wide_kinds() {
        let mut bytes = Vec::new();
        put_kind(&mut bytes, kind);
        assert_eq!(bytes.len(), if kind.0 < 0xffff { 2 } else { 6 }, "{kind:?}");
        assert_eq!(Reader { bytes: &bytes }.kind(), Some(kind));
        assert_eq!(Reader { bytes: &bytes[..bytes.len() - 1] }.kind(), None);
    }
}

#[test]
fn an_older_build_takes_no_kind_of_a_user_for_a_built_in_one() {
    for number in 0..=255 {
        let kind = KindId::of_own(RecordId::from_bytes([number; 16]));
        assert!(kind.is_own() && kind.0 & 0xffff >= 0x8000);
    }
    assert!(!built_in().all().iter().any(|schema| schema.kind.is_own()));
}

#[test]
fn unknown_kinds_and_fields_survive_a_page() {
    let mut record = Record::new(KindId(900), RecordId::from_bytes([5; 16]));
    record.put(
        77,
        Slot::One {
            stamp: Stamp::NEVER,
            value: Some(Value::Opaque { tag: 200, bytes: vec![1, 2] }),
        },
    );
    record.put(78, Slot::Opaque { tag: 9, bytes: vec![3] });
    let page = Page::open(pack(std::slice::from_ref(&record), &context())).unwrap();
    assert_eq!(page.records(), Some(vec![record]));
}
