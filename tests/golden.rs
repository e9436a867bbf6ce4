//! Pins the page format: every later version must read pages that a released version wrote. A
//! change of format needs a new version and a new golden file beside the old one.

use domain::{
    Address, COMPANY, CONTACT, Digest, ElementId, FileRef, KindId, Money, PartialDate, RecordId,
    Value, contact,
};
use replica::{Item, PAGE_VERSION, Page, PageBuilder, Record, Slot, Stamp};

const PAGE: &[u8] = include_bytes!("golden/page-v1.bin");

fn stamp(millis: u64) -> Stamp {
    Stamp { millis, counter: 3, device: 0xfeed_f00d_0000_0001 }
}

fn one(value: Value) -> Slot {
    Slot::One { stamp: stamp(1_763_000_000_000), value: Some(value) }
}

fn item(id: u64, removed: bool, value: Value) -> Item {
    let stamp = stamp(1_763_000_000_000 - id);
    Item { id: ElementId(id), stamp, removed, order: format!("1{id}"), label: "work".into(), value }
}

/// Returns records with every value type and slot shape, and with fields and kinds that no version
/// knows.
fn records() -> Vec<Record> {
    let id = |byte| RecordId::from_bytes([byte; 16]);
    let text = |text: &str| Value::Text(text.into());
    let mut ann = Record::new(CONTACT, id(1));
    ann.put(contact::GIVEN, one(text("Ánh")));
    ann.put(contact::FAMILY, Slot::One { stamp: stamp(5), value: None });
    let phones = vec![item(7, false, text("+84 912 345 678")), item(9, true, text("0"))];
    ann.put(contact::PHONES, Slot::Many(phones));
    let date = PartialDate { year: None, month: Some(2), day: Some(29) };
    let address = Address {
        street: "Váci út 1".into(),
        city: "Budapest".into(),
        country: "HU".into(),
        place: Some((474_979_120, 190_402_350)),
        ..Address::default()
    };
    let file = FileRef {
        hash: "f00d".into(),
        name: "photo.jpg".into(),
        media_type: "image/jpeg".into(),
        size: 70_000,
    };
    let values = [
        Value::Number(-0.5),
        Value::Money(Money { minor: -1_234, currency: *b"HUF" }),
        Value::Flag(true),
        Value::Date(date),
        Value::Moment(-1),
        Value::Address(Box::new(address)),
        Value::Reference(id(2)),
        Value::File(Box::new(file)),
        Value::Opaque { tag: 77, bytes: vec![1, 2, 3] },
    ];
    for (field, value) in (4_000..).zip(values) {
        ann.put(field, one(value));
    }
    ann.put(4_100, Slot::Opaque { tag: 9, bytes: vec![4, 5] });
    let mut company = Record::new(COMPANY, id(2));
    company.put(domain::company::NAME, one(text("王府井 Kft.")));
    let mut later = Record::new(KindId(999), id(3));
    later.put(1, one(text("of a kind that comes later")));
    vec![ann, company, later]
}

/// Returns a fixed digest, which is not computed: how digests are computed may change, how a page
/// stores them may not.
fn digest(number: u8) -> Digest {
    Digest {
        key: vec![number, 0xff],
        text: format!("text {number}\tmore").into_bytes(),
        identity: u64::from(number) << 40,
        link: (number == 0).then(|| RecordId::from_bytes([2; 16])),
        favorite: false,
    }
}

#[test]
fn a_page_of_version_1_is_read() {
    let page = Page::open(PAGE.to_vec()).expect("a page");
    assert_eq!(page.records(), Some(records()));
    assert_eq!(page.fingerprint(), 0x0123_4567_89ab_cdef);
    for (slot, number) in (0..page.count()).zip(0..) {
        let Digest { key, text, identity, link, favorite } = digest(number);
        assert_eq!((page.key(slot), page.text(slot)), (key.as_slice(), text.as_slice()));
        assert_eq!((page.identity(slot), page.link(slot)), (identity, link));
        assert_eq!(page.is_favorite(slot), favorite);
    }
}

#[test]
fn a_page_is_written_as_before() {
    let mut builder = PageBuilder::new(0x0123_4567_89ab_cdef);
    for (record, number) in records().iter().zip(0..) {
        builder.push(record, &digest(number));
    }
    let bytes = builder.finish();
    let different = bytes.iter().zip(PAGE).position(|(now, then)| now != then);
    assert!(
        PAGE_VERSION == 1 && bytes == PAGE,
        "the form of pages has changed (first at byte {different:?}): raise PAGE_VERSION, add a \
         golden file of the new version, and keep this one readable"
    );
}
