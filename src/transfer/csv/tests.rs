//! Tables as programs write them, and broken tables.

use crate::testing::{Borrowed, check, lines, read, rows};
use crate::{Import, Lookups, SetAsideReason, TransferError, write_csv};
use domain::{COMPANY, CONTACT, Draft, Value, any_kind, built_in, contact};

#[test]
fn a_name_beside_an_address_names_a_person_without_a_name() {
    let table = "Email,Phone\nAnna Lee <a@x.org>,555 0100\n";
    check(
        &rows(table.as_bytes(), "x.csv")[0],
        &["given: Anna", "family: Lee", "phones []: 555 0100", "emails []: a@x.org"],
    );
    let table = "Name,Email\nAnna Lee,Anna Lee <a@x.org>\nAnna Lee,Reception <r@x.org>\n";
    check(
        &rows(table.as_bytes(), "x.csv")[0],
        &["given: Anna", "family: Lee", "emails []: a@x.org"],
    );
    let second = rows(table.as_bytes(), "x.csv").remove(1);
    check(
        &second,
        &["extra [Email]: Reception", "given: Anna", "family: Lee", "emails []: r@x.org"],
    );
}

#[test]
fn a_column_of_titles_is_no_column_of_jobs() {
    let table = "Title,First name,Last name\nMrs.,Ann,Ames\nMr,Bob,Hale\n";
    check(&rows(table.as_bytes(), "x.csv")[0], &["given: Ann", "family: Ames", "prefix: Mrs."]);
    let table = "Title,First name,Last name\nBuyer,Ann,Ames\nMr,Bob,Hale\n";
    check(&rows(table.as_bytes(), "x.csv")[0], &["given: Ann", "family: Ames", "job_title: Buyer"]);
}

#[test]
fn the_old_export_of_google_contacts_is_read_by_its_headers() {
    let rows = rows(include_bytes!("../../../tests/fixtures/google_old.csv"), "google_old.csv");
    assert_eq!(rows.len(), 2);
    check(
        &rows[0],
        &[
            "tags []: Pharmacy",
            "tags []: South",
            "extra [Shoe]: 38",
            "given: Ánh",
            "middle: Thị",
            "family: Nguyễn",
            "prefix: Dr.",
            "nickname: Annie",
            "company: Hòa Bình Pharmacy",
            "job_title: Head buyer",
            "department: Sales",
            "phones [mobile]: +84 912 345 678",
            "phones [mobile]: 0912 999 888",
            "phones [work fax]: +84 28 3822 1111",
            "emails [home]: anh@example.com",
            "emails [work]: buyer@hoabinh.example",
            "addresses [work]: 12 Lê Lợi|700000 Hồ Chí Minh|Vietnam",
            "messengers [skype]: annie.nguyen",
            "links [homepage]: https://hoabinh.example",
            "birthday: --03-22",
            "dates [anniversary]: 2011-05-14",
            "relations [spouse]: Trần Văn Bình",
            "language: vi",
            "status: customer",
            "favourite: Flag(true)",
            "about: Likes tea|and \"cats\"",
        ],
    );
    check(&rows[1], &["given: 小明", "family: 王"]);
}

#[test]
fn the_new_export_of_google_contacts_is_read_by_its_headers() {
    let rows = rows(include_bytes!("../../../tests/fixtures/google_new.csv"), "google_new.csv");
    assert_eq!(rows.len(), 2);
    check(
        &rows[0],
        &[
            "tags []: Friends",
            "extra [Phonetic Middle Name]: Mid",
            "extra [Photo]: https://photos.example/1",
            "extra [Address 1 - Formatted]: Somewhere else 9, Wien",
            "extra [Allergy]: Nuts",
            "given: Béla",
            "family: Kovács",
            "prefix: Mr.",
            "suffix: Jr.",
            "phonetic_given: Bela",
            "phonetic_family: Kovach",
            "company: Gyógyszertár Kft.",
            "job_title: Buyer",
            "department: Purchasing",
            "phones [mobile]: +36 30 123 4567",
            "phones [Skihütte]: +43 1 2345",
            "emails [work]: bela@example.com",
            "addresses [home]: PF 12|2. emelet|Fő utca 1.|1011 Budapest Pest|Hungary",
            "links [blog]: https://bela.example",
            "birthday: 1980-03-22",
            "dates [name day]: --04-01",
            "relations [assistant]: Jenny",
            "about: A note",
        ],
    );
    check(&rows[1], &["name: Acme Ltd.", "phones []: +44 20 7946 0000"]);
}

#[test]
fn the_export_of_outlook_is_read_by_its_headers() {
    let rows = rows(include_bytes!("../../../tests/fixtures/outlook.csv"), "outlook.csv");
    assert_eq!(rows.len(), 2);
    check(
        &rows[0],
        &[
            "tags []: Kunde",
            "tags []: Süd, West",
            "extra [E-mail Display Name]: Jürgen Groß (j@example.de)",
            "extra [Hobby]: Chess",
            "extra [User 1]: Blue",
            "given: Jürgen",
            "family: Groß",
            "prefix: Mr.",
            "company: Grünwald GmbH",
            "job_title: Leiter",
            "department: Einkauf",
            "phones [assistant]: +49 1",
            "phones [work fax]: +49 2",
            "phones [work]: +49 89 1",
            "phones [work]: +49 89 2",
            "phones [main]: +49 89 0",
            "phones [home]: +49 221 1",
            "phones [mobile]: +49 170 1",
            "phones [other fax]: +49 3",
            "phones [pager]: +49 4",
            "emails []: j@example.de",
            "emails []: jg@example.de",
            "addresses [work]: Hauptstr. 5|2. Stock|80331 München|Germany",
            "addresses [home]: PF 3|Am Bach 1|Köln",
            "links []: https://gross.example",
            "birthday: 1980-03-04",
            "dates [anniversary]: 2011-05-14",
            "relations [child]: Max",
            "relations [manager]: Frau Chefin",
            "relations [assistant]: Herr Helfer",
            "relations [spouse]: Anna",
            "language: de",
            "source: Otto",
            "about: Zeile 1|Zeile 2 – \"gut\"",
        ],
    );
    check(&rows[1], &["given: Ann", "family: Lee", "emails []: ann@example.com"]);
}

#[test]
fn any_other_table_is_read_by_matching_names() {
    let rows = rows(include_bytes!("../../../tests/fixtures/crm.csv"), "crm.csv");
    assert_eq!(rows.len(), 2);
    check(
        &rows[0],
        &[
            "extra [Favourite dish]: =SUM(A1)",
            "extra [Column 13]: surplus",
            "given: Peter",
            "family: Nguyen",
            "company: Acme",
            "phones []: 111",
            "phones [work]: +84 22",
            "phones [mobile]: 1",
            "emails []: p@example.com",
            "emails []: p2@example.com",
            "addresses [home]: Street 1|10000 Hanoi",
            "birthday: 1980-03-22",
        ],
    );
    check(&rows[1], &["extra [Favourite dish]: Pho", "given: Madonna", "birthday: 1980-03-04"]);
}

#[test]
fn dates_are_read_as_their_column_writes_them() {
    let rows = rows(include_bytes!("../../../tests/fixtures/dates.csv"), "dates.csv");
    assert_eq!(rows.len(), 2);
    check(
        &rows[0],
        &[
            "given: Béla",
            "family: Kovács",
            "birthday: 1980-03-22",
            "dates [anniversary]: 2011-05-14",
        ],
    );
    check(
        &rows[1],
        &["extra [Anniversary]: 30.2.2000", "given: Éva", "family: Kiss", "birthday: 1980-03-22"],
    );
}

fn import(text: &str) -> Result<Import, TransferError> {
    read(text.as_bytes(), "x.csv", &built_in(), CONTACT)
}

#[test]
fn a_table_of_persons_with_parts_of_addresses_is_read() {
    let text = "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, \
        state, date_of_birth\nrec-1, lachlan, berry, 69, giblin street, killarney, bittern, 4814, \
        qld, 19990219\nrec-2, , waller, , , , , , , 19081309\n";
    let rows = import(text).unwrap().rows;
    check(
        &rows[0],
        &[
            "extra [rec_id]: rec-1",
            "given: lachlan",
            "family: berry",
            "addresses []: 69 giblin street|killarney|4814 bittern qld",
            "birthday: 1999-02-19",
        ],
    );
    check(
        &rows[1],
        &["extra [rec_id]: rec-2", "extra [date_of_birth]: 19081309", "family: waller"],
    );
}

#[test]
fn a_table_may_be_of_companies() {
    let text = "Name;Phone;City;Notes;Type\nAcme;123;Wien;big;Customer\n";
    let import = read(text.as_bytes(), "", &built_in(), COMPANY).unwrap();
    check(
        &import.rows[0],
        &["name: Acme", "role: customer", "phones []: 123", "addresses []: Wien", "about: big"],
    );
}

#[test]
fn short_rows_come_in_and_surplus_cells_are_kept() {
    let import = import("First name,Email,Phone\nAnn\nBob,b@x.org,1,2,3\n\n,,\n").unwrap();
    assert_eq!(import.rows.len(), 2);
    check(&import.rows[0], &["given: Ann"]);
    check(
        &import.rows[1],
        &[
            "extra [Column 4]: 2",
            "extra [Column 5]: 3",
            "given: Bob",
            "phones []: 1",
            "emails []: b@x.org",
        ],
    );
}

#[test]
fn an_unclosed_quotation_mark_is_told_with_its_line() {
    let import = import("First name,Email\nAnn,a@x.org\n\"Bob,b@x.org\nEve,e@x.org\n").unwrap();
    let aside = &import.set_aside[0];
    assert_eq!((aside.line, aside.reason), (3, SetAsideReason::UnclosedQuote));
    assert_eq!(aside.text, "\"Bob,b@x.org");
    let lines: Vec<usize> = import.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [2, 4]);
}

#[test]
fn a_file_that_is_no_table_of_contacts_is_refused_in_words() {
    assert_eq!(import("First name,Email\n"), Err(TransferError::OnlyHeader));
    assert_eq!(import("First name,Email\n,\n"), Err(TransferError::OnlyHeader));
    assert_eq!(import(" \n"), Err(TransferError::Empty));
    assert_eq!(import("Dear diary, today\nI did nothing\n"), Err(TransferError::UnknownFormat));
    assert_eq!(import("<html><body>Email</body></html>"), Err(TransferError::UnknownFormat));
    assert_eq!(import("{\"satchel\": 1}"), Err(TransferError::IsBackup));
    let picture = read(b"\x89PNG\r\n\x1a\n\0\0", "x.csv", &built_in(), CONTACT);
    assert!(matches!(picture, Err(TransferError::NotText(_))));
}

#[test]
fn strange_cells_come_in_as_they_are() {
    let long = "x".repeat(10_000);
    let text = format!(
        "First name,Last name,Birthday\n{long},🙂,--02-29\nשלום,\"<script>a\u{7}\n</script>\",30/2/2000\n"
    );
    let rows = import(&text).unwrap().rows;
    check(&rows[0], &[&format!("given: {long}"), "family: 🙂", "birthday: --02-29"]);
    check(&rows[1], &["extra [Birthday]: 30/2/2000", "given: שלום", "family: <script>a </script>"]);
}

#[test]
fn a_zero_and_a_usual_word_are_kept_where_no_program_is_known_to_write_them() {
    let text = "First name,Visits,Balance,Code,Share,Priority,Sensitivity,Private,Until\n\
        Ann,0,-0.0,00,0.00,Normal,Normal,False,0/0/00\n";
    check(
        &import(text).unwrap().rows[0],
        &[
            "extra [Visits]: 0",
            "extra [Balance]: -0.0",
            "extra [Code]: 00",
            "extra [Share]: 0.00",
            "extra [Priority]: Normal",
            "extra [Sensitivity]: Normal",
            "extra [Private]: False",
            "given: Ann",
        ],
    );
}

#[test]
fn cells_that_spreadsheets_would_compute_are_made_harmless() {
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::GIVEN, "=HYPERLINK(\"http://x\")");
    draft.push(contact::PHONES, "@Skihütte", Value::Text("+84 912".into()));
    draft.push(any_kind::EXTRA, "-1", Value::Text("\t=1".into()));
    let bytes =
        write_csv(&contact::SCHEMA, None, std::iter::once(Borrowed(&draft)), &Lookups::NONE);
    assert!(bytes.starts_with(b"\xef\xbb\xbfFirst name,"));
    let text = String::from_utf8(bytes.clone()).unwrap();
    for cell in ["\"'=HYPERLINK(\"\"http://x\"\")\"", ",'@Skihütte,+84 912,", ",-1,'\t=1"] {
        assert!(text.contains(cell), "{cell} in {text}");
    }
    assert_eq!(rows(&bytes, "x.csv")[0].draft, draft);
}

#[test]
fn columns_are_reported_with_the_fields_that_they_went_to() {
    let import = import("Full name,Shoe,Home City\nAnn Lee,38,Wien\n").unwrap();
    let columns: Vec<(&str, Option<u32>)> =
        import.columns.iter().map(|(name, field)| (name.as_str(), *field)).collect();
    let expect = [
        ("Full name", Some(contact::GIVEN)),
        ("Shoe", None),
        ("Home City", Some(contact::ADDRESSES)),
    ];
    assert_eq!(columns, expect);
    assert_eq!(lines(&import.rows[0])[0], "extra [Shoe]: 38");
}

#[test]
fn what_two_columns_say_of_one_field_is_kept_where_they_differ() {
    let rows = import("Account name,Company,Display name,First name\nOther,Acme,Big Ann,Ann\n");
    check(
        &rows.unwrap().rows[0],
        &[
            "extra [Account name]: Other",
            "extra [Display name]: Big Ann",
            "given: Ann",
            "company: Acme",
        ],
    );
}

#[test]
fn a_table_without_records_has_its_header() {
    let schema = built_in().get(CONTACT).unwrap().clone();
    let chosen = [contact::GIVEN, contact::FAMILY];
    let table = write_csv(&schema, Some(&chosen), std::iter::empty::<Draft>(), &Lookups::NONE);
    assert_eq!(String::from_utf8(table).unwrap(), "\u{feff}First name,Last name\r\n");
}
