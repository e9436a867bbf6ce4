//! Ten thousand contacts in five scripts, the same in every run, are written and read back: tables,
//! cards of both versions, a backup.

use super::testing::{Borrowed, read};
use super::{BackupWriter, Lookups, VCardVersion, read_backup, write_csv, write_vcard};
use domain::{Address, CONTACT, Draft, PartialDate, RecordId, Value, any_kind, built_in, contact};
use replica::{NewElements, Record, Stamp, apply};

const COUNT: usize = 10_000;

/// Given, middle and family names, companies, streets and cities, by script.
const WORDS: [[[&str; 4]; 6]; 5] = [
    [
        ["Anna", "Béla", "François", "Zdeněk"],
        ["Maria", "", "de la", "K."],
        ["Müller", "Kovács", "O'Brien", "Łukasiewicz-Nowak"],
        ["Acme, Inc.", "Kovács és Társa Kft.", "=SUM GmbH", "\"Quoted\" Ltd."],
        ["12 High Street\nFloor 3", "Fő utca 1.", "Rue de l'Église 5", "Straße 7; Tor 2"],
        ["Wien", "Győr", "Orléans", "Ústí"],
    ],
    [
        ["Ánh", "Đức", "Phượng", "Nghĩa"],
        ["Thị", "Văn", "", "Ngọc Bảo"],
        ["Nguyễn", "Trần", "Lê", "Đặng"],
        ["Công ty Minh Long", "Hòa Bình", "+Một Hai", "An Phát, HCM"],
        ["12 Lê Lợi", "Số 5, ngõ 7", "Đường 3/2", "KĐT Mỹ Đình"],
        ["Hà Nội", "Đà Nẵng", "Cần Thơ", "Huế"],
    ],
    [
        ["小明", "娜", "伟", "𠮷"],
        ["", "", "", ""],
        ["王", "李", "欧阳", "张"],
        ["北京科技有限公司", "上海；贸易", "海尔", "－减号公司"],
        ["长安街1号", "南京路，5号", "中山路\n二楼", "人民路"],
        ["北京", "上海", "广州", "台北"],
    ],
    [
        ["สมชาย", "สมหญิง", "น้ำ", "ปิ่น"],
        ["", "", "", ""],
        ["ใจดี", "รักไทย", "ศรีสุข", "ณ อยุธยา"],
        ["บริษัท สยาม จำกัด", "ห้างหุ้นส่วน", "@ร้าน", "โรงงาน"],
        ["99 ถนนสุขุมวิท", "ซอย 5", "หมู่ 3", "ตึก A\nชั้น 2"],
        ["กรุงเทพ", "เชียงใหม่", "ภูเก็ต", "ขอนแก่น"],
    ],
    [
        ["שלום", "أحمد", "Анна", "Γιώργος"],
        ["", "بن", "Петровна", ""],
        ["כהן", "العربي", "Иванова", "Παπαδόπουλος"],
        ["חברה בע״מ", "شركة النور", "ООО «Ромашка»", "-Εταιρεία"],
        ["רחוב הרצל 1", "شارع الملك", "ул. Ленина, 5", "Οδός 3"],
        ["תל אביב", "القاهرة", "Москва", "Αθήνα"],
    ],
];

fn one(number: usize) -> Draft {
    let words = WORDS[number % 5];
    let word = |of: usize, turn: usize| words[of][(number / turn) % 4];
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::GIVEN, word(0, 5));
    draft.set_text(contact::MIDDLE, word(1, 7));
    draft.set_text(contact::FAMILY, word(2, 11));
    draft.set_text(contact::COMPANY, format!("{} {}", word(3, 13), number % 97));
    draft.slots.retain(|_, slot| *slot != domain::DraftSlot::One(None));
    let text = |text: String| Value::Text(text);
    draft.push(contact::EMAILS, "work", text(format!("person{number}@example.com")));
    draft.push(contact::PHONES, "mobile", text(format!("+84 912 {number:06}")));
    if number.is_multiple_of(3) {
        draft.push(contact::PHONES, word(5, 3), text(format!("0{number:08}")));
        draft.push(any_kind::TAGS, "", text(word(5, 5).to_owned()));
        draft.push(any_kind::TAGS, "", text("VIP, South".to_owned()));
        let birthday = if number.is_multiple_of(2) { "--02-29" } else { "1980-03-22" };
        let date = PartialDate::parse(birthday).unwrap();
        draft.set(contact::BIRTHDAY, Value::Date(date));
        draft.push(contact::DATES, "anniversary", Value::Date(date));
    }
    if number.is_multiple_of(4) {
        let address = Address {
            street: word(4, 3).to_owned(),
            city: word(5, 9).to_owned(),
            postcode: format!("{:05}", number % 99_999),
            place: Some((number as i32 * 1_000, -(number as i32) * 7_000)),
            ..Address::default()
        };
        draft.push(contact::ADDRESSES, "home", Value::Address(Box::new(address)));
        draft.push(contact::RELATIONS, "spouse", text(word(0, 3).to_owned()));
        draft.push(contact::RELATIONS, word(5, 7), text(word(0, 17).to_owned()));
        draft.push(contact::MESSENGERS, "zalo", text(format!("anh {number}")));
    }
    if number.is_multiple_of(5) {
        draft.set_text(contact::ABOUT, format!("{}\n\t=1+1; \"x\", 🙂 {number}", word(4, 3)));
        draft.push(any_kind::EXTRA, "GENDER", text("O".to_owned()));
        draft.push(any_kind::EXTRA, word(3, 3), text(format!("'=x {number}")));
        draft.set(contact::FAVORITE, Value::Flag(true));
    }
    draft
}

fn all() -> Vec<Draft> {
    (0..COUNT).map(one).collect()
}

fn same(back: Vec<super::ImportRow>, made: &[Draft]) {
    assert_eq!(back.len(), made.len());
    for (back, made) in back.iter().zip(made) {
        assert_eq!(&back.draft, made);
    }
}

#[test]
fn ten_thousand_contacts_read_back_from_a_table_as_they_were() {
    let (schemas, made) = (built_in(), all());
    let schema = schemas.get(CONTACT).unwrap();
    let bytes = write_csv(schema, None, made.iter().map(Borrowed), &Lookups::NONE);
    let back = read(&bytes, "x.csv", &schemas, CONTACT).unwrap();
    assert_eq!(back.set_aside, []);
    same(back.rows, &made);
}

#[test]
fn ten_thousand_contacts_read_back_from_cards_of_version_3_as_they_were() {
    check_cards(VCardVersion::V3);
}

#[test]
fn ten_thousand_contacts_read_back_from_cards_of_version_4_as_they_were() {
    check_cards(VCardVersion::V4);
}

fn check_cards(version: VCardVersion) {
    let (schemas, made) = (built_in(), all());
    let schema = schemas.get(CONTACT).unwrap();
    let mut text = String::new();
    for draft in &made {
        write_vcard(schema, draft, version, &Lookups::NONE, &mut text);
    }
    let back = read(text.as_bytes(), "x.vcf", &schemas, CONTACT).unwrap();
    assert_eq!(back.set_aside, []);
    same(back.rows, &made);
}

#[test]
fn ten_thousand_contacts_read_back_from_a_backup_as_they_were() {
    let schemas = built_in();
    let schema = schemas.get(CONTACT).unwrap();
    let record = |(number, draft): (usize, Draft)| {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&(number as u64).to_be_bytes());
        let stamp = Stamp { millis: 1_763_000_000_000 + number as u64, counter: 3, device: 7 };
        let nobody = Record::new(CONTACT, RecordId::from_bytes(id));
        apply(&nobody, &draft, schema, stamp, NewElements::Imported).0
    };
    let made: Vec<Record> = all().into_iter().enumerate().map(record).collect();
    let mut writer = BackupWriter::new(&schemas, 1);
    made.iter().for_each(|record| writer.record(record));
    let back = read_backup(&writer.finish()).unwrap();
    assert!(back.records == made, "a record came back otherwise");
}

#[test]
fn the_columns_of_a_table_are_those_that_were_chosen_in_their_order() {
    let made = all();
    let chosen = [contact::EMAILS, contact::FAMILY, contact::LAST_CONTACT, contact::GIVEN];
    let rows = made.iter().take(2).map(Borrowed);
    let bytes = write_csv(&contact::SCHEMA, Some(&chosen), rows, &Lookups::NONE);
    let text = String::from_utf8(bytes.clone()).unwrap();
    let header = text.lines().next().unwrap().trim_start_matches('\u{feff}');
    assert_eq!(header, "Email 1 - Label,Email 1 - Value,Last name,Last contact,First name");
    let back = read(&bytes, "x.csv", &built_in(), CONTACT).unwrap();
    super::testing::check(
        &back.rows[1],
        &["given: Ánh", "family: Nguyễn", "emails [work]: person1@example.com"],
    );
}
