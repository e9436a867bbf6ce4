//! Cards as programs write them. The fixtures imitate the files of those programs: every property
//! must end up in a field or be kept.

use std::ops::ControlFlow;

use super::cards::{CardPart, Cards};
use super::{VCardVersion, write_vcard};
use crate::testing::{check, lines, read, rows};
use crate::{Depth, File, ImportRow, Lookups, ReadOptions, SetAsideReason, read_each};
use domain::{CONTACT, Draft, FileRef, RecordId, Value, built_in, contact};

#[test]
fn a_card_of_an_iphone_comes_in_completely() {
    let rows = rows(include_bytes!("../../../tests/fixtures/iphone.vcf"), "iphone.vcf");
    assert_eq!(rows.len(), 1);
    check(
        &rows[0],
        &[
            "tags []: customer",
            "tags []: south",
            "extra [PRODID]: -//Apple Inc.//iPhone OS 17.5.1//EN",
            "extra [X-ABADR]: vn",
            "extra [X-ABLABEL]: lonely label",
            "extra [X-IMAGETYPE]: PHOTO",
            "extra [X-CUSTOM;X-SIZE=\"a;b\"]: kept as it is",
            "extra [REV]: 2024-06-01T10:00:00Z",
            "given: Ánh",
            "middle: Thị",
            "family: Nguyễn",
            "prefix: Dr.",
            "nickname: Annie",
            "phonetic_given: An",
            "photo: image/jpeg 206",
            "company: Hòa Bình Pharmacy",
            "job_title: Head buyer",
            "department: Sales, South",
            "phones [Zalo phone]: 0912 345 678",
            "phones [mobile]: +84 90 111 2222",
            "phones [work fax]: +84 28 3822 1111",
            "emails [work]: buyer@hoabinh.example",
            "emails [home]: anh@example.com",
            "addresses [work]: 12 Lê Lợi|Floor 3|700000 Hồ Chí Minh|Vietnam",
            "messengers [skype]: annie.nguyen",
            "links [homepage]: https://hoabinh.example/a,b",
            "links [linkedin]: https://www.linkedin.com/in/annie",
            "birthday: --02-29",
            "dates [anniversary]: 2011-05-14",
            "dates [customer since]: 2019-01-02",
            "relations [spouse]: Trần Văn Bình",
            "about: Likes tea; calls back.|Ask for the cat.",
            "uid: 6F7D2A10-0000-4000-8000-1234567890AB:ABPerson",
        ],
    );
}

#[test]
fn cards_of_gmail_come_in_completely_and_companies_are_companies() {
    let rows = rows(include_bytes!("../../../tests/fixtures/gmail.vcf"), "gmail.vcf");
    assert_eq!(rows.len(), 5);
    check(
        &rows[0],
        &[
            "given: 小明",
            "family: 王",
            "phones [mobile]: +86 138 0013 8000",
            "phones [Skihütte]: +86 10 6552 9988",
            "emails []: wang@example.com",
            "addresses []: Nanjing Road 1|Shanghai|200000|China",
            "messengers [google talk]: wang.talk",
            "links [PROFILE]: http://www.google.com/profiles/1",
            "birthday: 1980-03-22",
        ],
    );
    check(&rows[1], &["name: Acme Ltd.", "phones [work]: +44 20 7946 0000", "about: A company"]);
    check(
        &rows[2],
        &["given: Anna", "middle: Maria", "family: Miller", "emails []: anna@example.com"],
    );
    check(&rows[3], &["emails []: somebody@example.com"]);
    check(&rows[4], &["extra [FN]: Granny", "given: Margaret", "family: Miller"]);
}

#[test]
fn a_card_of_outlook_in_version_2_1_comes_in_completely() {
    let rows = rows(include_bytes!("../../../tests/fixtures/outlook.vcf"), "outlook.vcf");
    assert_eq!(rows.len(), 1);
    check(
        &rows[0],
        &[
            "extra [X-MS-OL-DEFAULT-POSTAL-ADDRESS]: 2",
            "extra [BDAY]: 19800230",
            "extra [AGENT]: BEGIN:VCARD|VERSION:2.1|N:Helper;Harry|TEL:12|END:VCARD",
            "extra [X-MS-OL-DESIGN]: <card xmlns=\"x\"><script>alert(1)</script></card>",
            "extra [LOGO;TYPE=PNG]: image/png 9",
            "extra [REV]: 20120305T131933Z",
            "extra [LABEL;TYPE=HOME]: Another place 7",
            "given: Béla",
            "family: Kovács",
            "prefix: Mr.",
            "suffix: Jr.",
            "photo: image/jpeg 206",
            "company: Gyógyszertár Kft.",
            "job_title: Buyer",
            "department: Beszerzés",
            "role: Counting pills",
            "phones [work]: (905) 555-1234",
            "phones [home fax]: (905) 666-1234",
            "phones [mobile]: +36 30 123 4567",
            "emails []: bela@example.com",
            "addresses [work]: Room 5|Fő utca 1.|1011 Budapest Pest|Hungary @47500000,19050000",
            "messengers []: bela.im",
            "links [work]: http://gyogyszertar.example",
            "dates [anniversary]: 2011-01-13",
            "relations [manager]: Big Boss",
            "relations [assistant]: Jenny",
            "about: First line|second line with = and a path C:\\new",
        ],
    );
}

#[test]
fn cards_of_android_in_version_2_1_come_in_completely() {
    let rows = rows(include_bytes!("../../../tests/fixtures/android.vcf"), "android.vcf");
    assert_eq!(rows.len(), 2);
    check(
        &rows[0],
        &[
            "tags []: My Contacts",
            "extra [ORG]: ร\u{e49}าน�",
            "extra [X-ANDROID-CUSTOM]: vnd.android.cursor.item/group_membership;7;;;;;;;;;;;;;;",
            "given: ใจด\u{e35}",
            "family: สมชาย",
            "nickname: ชาย",
            "photo: image/jpeg 206",
            "company: ร\u{e49}านยา",
            "phones [mobile]: 0812345678",
            "phones [home]: 02 123 4567",
            "phones [work fax]: 123456",
            "emails [work]: som@example.com",
            "emails [home]: som@home.example",
            "messengers [qq]: 12345",
            "links []: www.example.com",
            "birthday: 1980-03-22",
            "dates [anniversary]: 2011-05-14",
            "dates [name day]: --04-01",
            "relations [spouse]: Malee",
            "about: หน\u{e36}\u{e48}ง||สอง",
        ],
    );
    check(&rows[1], &["given: Only", "phones [mobile]: 1"]);
}

#[test]
fn cards_of_version_4_come_in_completely() {
    let rows = rows(include_bytes!("../../../tests/fixtures/rfc6350.vcf"), "rfc6350.vcf");
    assert_eq!(rows.len(), 2);
    check(
        &rows[0],
        &[
            "extra [LANG;PREF=2]: en",
            "extra [ANNIVERSARY]: 20090808T1430-0500",
            "extra [GENDER]: M;it's complicated",
            "extra [KEY;TYPE=work;VALUE=uri]: http://www.viaduc.example/jean.asc",
            "extra [TZ]: -0500",
            "extra [SOUND]: audio/ogg 4",
            "extra [MEMBER]: urn:uuid:03a0e51f-d1aa-4385-8a53-e29025acd8af",
            "extra [CLIENTPIDMAP]: 1;urn:uuid:53e374d9-337e-4727-8803-a1e9c14e0556",
            "extra [CREATED]: 20220705T093412Z",
            "given: Jean",
            "middle: Luc, Marc",
            "family: Dupont",
            "suffix: ing. jr, M.Sc.",
            "photo: image/jpeg 206",
            "company: Viaduc",
            "phones [mobile]: +1-418-262-6501",
            "phones [work]: +1-418-656-9254 x102",
            "emails [work]: jean.dupont@viaduc.example",
            "addresses [work]: Suite D2|2875 Boulevard Laurier|G1V 2M2 Quebec QC|Canada @46772673,-71282945",
            "messengers [xmpp]: jean d@example.com",
            "links [home]: http://dupont.example",
            "birthday: --02-03",
            "dates [anniversary]: 2009-08-08",
            "relations [friend]: Marie",
            "relations [spouse]: urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "language: fr",
            "uid: urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1",
        ],
    );
    check(
        &rows[1],
        &[
            "tags []: supplier",
            "tags []: bridge, large",
            "name: Viaduc S.A.",
            "phones []: +1-418-000-0000",
        ],
    );
}

/// Properties without data of their own or repeated by others: a group's label, a name as one text,
/// a postal label, coordinates.
const STRUCTURE: [&str; 7] = ["VERSION", "KIND", "X-ABLABEL", "FN", "LABEL", "GEO", "REV"];

#[test]
fn no_property_of_any_fixture_is_dropped() {
    let fixtures: [&[u8]; 5] = [
        include_bytes!("../../../tests/fixtures/iphone.vcf"),
        include_bytes!("../../../tests/fixtures/gmail.vcf"),
        include_bytes!("../../../tests/fixtures/outlook.vcf"),
        include_bytes!("../../../tests/fixtures/android.vcf"),
        include_bytes!("../../../tests/fixtures/rfc6350.vcf"),
    ];
    for bytes in fixtures {
        let text = crate::text::decode(bytes, None).unwrap().text;
        let cards = Cards::new(&text).filter_map(|found| match found {
            CardPart::Card(card) => Some(card),
            CardPart::Aside(_) => None,
        });
        for (card, row) in cards.zip(rows(bytes, "x.vcf")) {
            let all = crate::labels::squash(&lines(&row).join(" "));
            let said = |line: &&super::line::ContentLine| {
                let value = super::escape::unescape(&line.value, false);
                let value = super::escape::percent_decode(&value);
                let mut parts = value.split([';', ',', '\n', ':']);
                let longest = match line.name.as_str() {
                    "X-ANDROID-CUSTOM" => parts.nth(1),
                    _ => parts.max_by_key(|part| part.len()),
                };
                let word = crate::labels::squash(longest.unwrap_or_default());
                let binary = line.is_base64() || line.value.starts_with("data:");
                let dated = ["BDAY", "X-ABDATE", "X-MS-ANNIVERSARY"].contains(&line.name.as_str());
                binary || dated || all.contains(&word)
            };
            let lost: Vec<_> = card
                .lines
                .iter()
                .filter(|line| !STRUCTURE.contains(&line.name.as_str()) && !said(line))
                .collect();
            assert!(lost.is_empty(), "{lost:?}");
        }
    }
}

#[test]
fn a_card_cut_in_the_middle_is_told_with_its_line_and_the_others_come_in() {
    let bytes = include_bytes!("../../../tests/fixtures/cut.vcf");
    let import = read(bytes, "cut.vcf", &built_in(), CONTACT).unwrap();
    check(&import.rows[0], &["given: Whole", "family: Person"]);
    assert_eq!(import.rows.len(), 1);
    let aside = &import.set_aside[0];
    assert_eq!((aside.line, aside.reason), (6, SetAsideReason::CutOff));
    assert_eq!(aside.text, "Cut Person");
}

fn card(body: &str) -> ImportRow {
    let text = format!("BEGIN:VCARD\nVERSION:3.0\n{body}\nEND:VCARD\n");
    rows(text.as_bytes(), "x.vcf").remove(0)
}

#[test]
fn strange_names_come_in_as_they_are() {
    let long = "x".repeat(10_000);
    check(&card(&format!("N:{long};;;;")), &[&format!("family: {long}")]);
    check(&card("FN:🙂🙃"), &["given: 🙂🙃"]);
    check(&card("FN:\u{202e}שלום עולם"), &["given: שלום", "family: עולם"]);
    check(
        &card("N:<script>alert(1)</script>;A\u{0}B\u{7};;;"),
        &["given: AB", "family: <script>alert(1)</script>"],
    );
}

#[test]
fn days_that_do_not_exist_are_kept_and_years_may_be_missing() {
    check(&card("FN:Ann\nBDAY:2023-02-30"), &["extra [BDAY]: 2023-02-30", "given: Ann"]);
    check(&card("FN:Ann\nBDAY:--02-29"), &["given: Ann", "birthday: --02-29"]);
    check(
        &card("FN:Ann\nBDAY;VALUE=text:circa 1800"),
        &["extra [BDAY;VALUE=text]: circa 1800", "given: Ann"],
    );
}

#[test]
fn a_value_that_was_broken_without_folding_goes_on() {
    check(
        &card("FN:Ann\nNOTE:one\ntwo\nsee http://x"),
        &["given: Ann", "about: one|two|see http://x"],
    );
}

#[test]
fn a_card_with_nothing_in_it_is_told() {
    let text = "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n";
    let import = read(text.as_bytes(), "", &built_in(), CONTACT).unwrap();
    assert_eq!((import.rows.len(), import.set_aside[0].reason), (0, SetAsideReason::Blank));
}

#[test]
fn reading_ends_where_it_is_told_to() {
    let bytes = include_bytes!("../../../tests/fixtures/gmail.vcf");
    let mut seen = 0;
    let options = ReadOptions::default();
    let file = File { name: "", bytes, kind: CONTACT, options: &options };
    let summary = read_each(&file, &built_in(), Depth::Whole, &mut |_| {
        seen += 1;
        if seen == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((seen, summary.unwrap().rows), (2, 2));
}

#[test]
fn a_company_is_written_by_its_name_and_a_photo_by_its_bytes() {
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::GIVEN, "Ann");
    draft.set(contact::COMPANY, Value::Reference(RecordId::from_bytes([7; 16])));
    let file = crate::file_ref(b"\xff\xd8\xff", "", "image/jpeg");
    draft.set(contact::PHOTO, Value::File(Box::new(file)));
    let mut out = String::new();
    let bytes = |_: &FileRef| Some(b"\xff\xd8\xff".to_vec());
    let lookups = Lookups { name: &|_| Some("Acme; Ltd.".to_owned()), file: &bytes };
    write_vcard(&contact::SCHEMA, &draft, VCardVersion::V4, &lookups, &mut out);
    let expect = "BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//Satchel//EN\r\nKIND:individual\r\nFN:Ann\r\nN:;Ann;;;\r\n\
        ORG:Acme\\; Ltd.\r\nPHOTO:data:image/jpeg;base64,/9j/\r\nEND:VCARD\r\n";
    assert_eq!(out, expect);
    check(
        &rows(out.as_bytes(), "x.vcf")[0],
        &["given: Ann", "photo: image/jpeg 3", "company: Acme; Ltd."],
    );
}
