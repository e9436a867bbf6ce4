//! Demanding cards: hundreds of numbers, large photos, encodings per property, nested cards; and
//! the output of version 3.0.

use super::{VCardVersion, write_vcard};
use crate::testing::{check, lines, read, rows};
use crate::{Lookups, SetAsideReason};
use domain::{CONTACT, Draft, Value, built_in, contact};

#[test]
fn a_card_with_five_hundred_numbers_keeps_them_all_in_their_order() {
    let mut text = String::from("BEGIN:VCARD\nVERSION:3.0\nN:Lee;Anna;;;\n");
    for number in 0..500 {
        text.push_str(&format!("TEL;TYPE=WORK:+84 912 {number:06}\n"));
    }
    text.push_str("END:VCARD\n");
    let rows = rows(text.as_bytes(), "x.vcf");
    let phones = domain::Fields::texts(&rows[0].draft, contact::PHONES);
    assert_eq!(phones.len(), 500);
    assert_eq!((phones[0].as_str(), phones[499].as_str()), ("+84 912 000000", "+84 912 000499"));
}

#[test]
fn a_photo_of_forty_megabytes_is_left_out_with_a_reason_and_one_of_twenty_comes_in() {
    let card = |letters: usize| {
        let photo = "A".repeat(letters);
        format!(
            "BEGIN:VCARD\nVERSION:3.0\nN:Lee;Anna;;;\nPHOTO;ENCODING=b;TYPE=JPEG:{photo}\nTEL:1\nEND:VCARD\n"
        )
    };
    let large = card((40 << 20) / 3 * 4);
    let import = read(large.as_bytes(), "x.vcf", &built_in(), CONTACT).unwrap();
    let expect = [
        "extra [PHOTO;TYPE=JPEG]: A file of 39 MB was left out",
        "given: Anna",
        "family: Lee",
        "phones []: 1",
    ];
    check(&import.rows[0], &expect);
    let told: Vec<(usize, SetAsideReason)> =
        import.set_aside.iter().map(|aside| (aside.line, aside.reason)).collect();
    assert_eq!(told, [(4, SetAsideReason::FileTooLarge)]);
    // A photo as a camera takes it is imported whole; a later step scales it down.
    let import = read(card((20 << 20) / 3 * 4).as_bytes(), "x.vcf", &built_in(), CONTACT).unwrap();
    assert_eq!(import.set_aside, []);
    assert_eq!(import.rows[0].files[0].bytes.len(), (20 << 20) / 3 * 3);
}

#[test]
fn cards_name_their_encodings_property_by_property() {
    let text = b"BEGIN:VCARD\nVERSION:2.1\n\
        N;CHARSET=ISO-8859-2;ENCODING=QUOTED-PRINTABLE:Sz=FBcs;Gy=F5z=\n=F5\n\
        ORG;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:=B1=B1=BE=A9\n\
        NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E0=B8=AA=E0=B8=A1\n\
        X-EVOLUTION-SPOUSE:Anna\nX-MOZILLA-HTML:TRUE\nX-MS-OL-DESIGN:x\nEND:VCARD\n";
    let rows = rows(text, "x.vcf");
    check(
        &rows[0],
        &[
            "extra [X-MOZILLA-HTML]: TRUE",
            "extra [X-MS-OL-DESIGN]: x",
            "given: Győző",
            "family: Szűcs",
            "company: 北京",
            "relations [spouse]: Anna",
            "about: สม",
        ],
    );
}

#[test]
fn a_card_within_a_card_is_kept_and_ends_neither() {
    let text = "BEGIN:VCARD\nVERSION:2.1\nN:Lee;Anna\nAGENT:\nBEGIN:VCARD\nVERSION:2.1\nN:Help;Harry\n\
        AGENT:\nBEGIN:VCARD\nN:Deep;Dora\nEND:VCARD\nEND:VCARD\nTEL:1\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:2.1\nN:Cho;Bob\nEND:VCARD\n";
    let rows = rows(text.as_bytes(), "x.vcf");
    assert_eq!(rows.len(), 2);
    let kept = lines(&rows[0]);
    assert!(kept[0].starts_with("extra [AGENT]: ") && kept[0].contains("Dora"), "{kept:?}");
    assert_eq!(kept[1..], ["given: Anna", "family: Lee", "phones []: 1"]);
    check(&rows[1], &["given: Bob", "family: Cho"]);
}

#[test]
fn a_card_of_version_3_is_what_programs_of_its_time_read() {
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::GIVEN, "Anna");
    draft.push(contact::PHONES, "mobile", Value::Text("1".into()));
    draft.push(contact::PHONES, "work", Value::Text("2".into()));
    draft.set(contact::BIRTHDAY, Value::Date(domain::PartialDate::parse("--03-22").unwrap()));
    draft.push(contact::RELATIONS, "spouse", Value::Text("Bob".into()));
    let mut card = String::new();
    write_vcard(&contact::SCHEMA, &draft, VCardVersion::V3, &Lookups::NONE, &mut card);
    let expect = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "PRODID:-//Satchel//EN",
        "FN:Anna",
        "N:;Anna;;;",
        "TEL;TYPE=cell;TYPE=pref:1",
        "TEL;TYPE=work:2",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-22",
        "item1.X-ABRELATEDNAMES:Bob",
        "item1.X-ABLabel:spouse",
        "END:VCARD",
    ];
    assert_eq!(card.lines().collect::<Vec<_>>(), expect);
}
