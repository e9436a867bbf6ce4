//! Tests of inspection: detection in tables and cards as programs write them, and in broken ones.

use super::import::ImportRow;
use super::testing::{custom, read};
use super::*;
use domain::{CONTACT, FieldType, Value, any_kind, built_in, contact};

fn look_with(bytes: &[u8], options: &ReadOptions) -> Result<Inspection, TransferError> {
    let file = File { name: "x.csv", bytes, kind: CONTACT, options };
    inspect(&file, &built_in())
}

fn look(text: &str) -> Inspection {
    look_with(text.as_bytes(), &ReadOptions::default()).unwrap()
}

fn targets(found: &Inspection) -> Vec<String> {
    let told = |column: &ColumnInspection| {
        let target = match &column.target {
            ColumnTarget::Value { field, label, .. } => {
                let key = contact::SCHEMA.field(*field).unwrap().key.to_string();
                if label.is_empty() { key } else { format!("{key} {label}") }
            }
            ColumnTarget::Part { part, .. } => format!("{part:?}"),
            other => format!("{other:?}"),
        };
        format!("{target} {:?}", column.why)
    };
    found.columns.iter().map(told).collect()
}

#[test]
fn columns_without_telling_headers_are_suggested_by_what_is_in_them() {
    let found = look(
        "Wer;Draht;Post;Seit;Wo;Netz;Umsatz\n\
         Anna Lee;+43 1 234 56 78;a@x.org;2020-01-31;Austria;https://x.org;1.200 EUR\n\
         Béla Kovács;06 30 123 4567;b@x.org;31.1.2020;Hungary;www.y.hu;300 EUR\n",
    );
    assert!(found.header);
    assert_eq!(
        targets(&found),
        [
            "FullName Contents",
            "phones Draht Contents",
            "emails Post Contents",
            "Keep Unknown",
            "Country Contents",
            "links Netz Contents",
            "Keep Unknown",
        ]
    );
    assert_eq!(found.columns[6].looks, Some(ColumnFormat::Money));
    assert_eq!(found.columns[0].sample, ["Anna Lee", "Béla Kovács"]);
}

#[test]
fn a_column_of_amounts_says_whether_all_of_them_can_be_read() {
    let amounts = |cells: &str| {
        let found = look(&format!("First name;Budget\n{cells}"));
        (found.columns[1].looks, found.columns[1].amounts)
    };
    assert_eq!(amounts("Ann;1.200 EUR\nBob;$5\nEve;\n"), (Some(ColumnFormat::Money), true));
    assert_eq!(amounts("Ann;1.200 kr\nBob;5 kr\n"), (Some(ColumnFormat::Money), false));
    assert_eq!(amounts("Ann;1.200,50\nBob;5\n"), (Some(ColumnFormat::Number), false));
}

#[test]
fn numbers_are_read_by_the_decimal_mark_of_their_column() {
    let mut schemas = built_in();
    schemas.add(CONTACT, custom(1, "Worth", FieldType::Number, false));
    let check = |cells: [&str; 3], expect: [f64; 3]| {
        let text = format!("First name;Worth\nA;{}\nB;{}\nC;{}\n", cells[0], cells[1], cells[2]);
        let import = read(text.as_bytes(), "x.csv", &schemas, CONTACT).unwrap();
        let value = |row: &ImportRow| domain::Fields::value(&row.draft, 0x8000_0001);
        let expect = expect.map(|number| Some(Value::Number(number)));
        assert_eq!(import.rows.iter().map(value).collect::<Vec<_>>(), expect, "{cells:?}");
    };
    check(["1.200", "12,5", "1.200.000,25"], [1200.0, 12.5, 1_200_000.25]);
    check(["1,200", "12.5", "1,200,000.25"], [1200.0, 12.5, 1_200_000.25]);
    check(["1.200", "12.5", "3"], [1.2, 12.5, 3.0]);
}

#[test]
fn a_table_without_a_header_comes_in() {
    let text = "Anna,Lee,a@x.org,+43 1 234 56 78\nBob,Cho,b@x.org,+43 1 234 56 79\n";
    let found = look(text);
    assert!(!found.header);
    assert_eq!(found.rows, 2);
    assert_eq!(
        targets(&found),
        ["given Contents", "family Contents", "emails Contents", "phones Contents"]
    );
    let import = read(text.as_bytes(), "x.csv", &built_in(), CONTACT).unwrap();
    assert_eq!(import.rows.len(), 2);
}

#[test]
fn the_programs_that_write_tables_are_recognized() {
    for (source, header) in [
        (
            Source::Google,
            "First Name,Middle Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value",
        ),
        (Source::GoogleOld, "Name,Given Name,Family Name,Group Membership,E-mail 1 - Value"),
        (Source::Outlook, "First Name,Last Name,E-mail Address,Business Phone,Categories"),
        (
            Source::HubSpot,
            "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lifecycle Stage",
        ),
        (Source::Salesforce, "Salutation,First Name,Last Name,Account Name,Mailing Street,Email"),
        (Source::Pipedrive, "Person - Name,Person - Organization,Person - Email - Work"),
        (
            Source::Zoho,
            "Record Id,Contact Owner,First Name,Last Name,Account Name,Vendor Name,Email",
        ),
    ] {
        let cells = header.split(',').map(|_| "x").collect::<Vec<_>>().join(",");
        let found = look(&format!("{header}\n{cells}\n"));
        assert_eq!(found.source, Some(source), "{header}");
    }
    for fixture in ["google_old.csv", "google_new.csv", "outlook.csv"] {
        let path = format!("{}/../../tests/fixtures/{fixture}", env!("CARGO_MANIFEST_DIR"));
        let found = look_with(&std::fs::read(path).unwrap(), &ReadOptions::default()).unwrap();
        assert!(found.source.is_some(), "{fixture}");
        assert_eq!(found.rows, 2, "{fixture}");
    }
}

#[test]
fn the_delimiter_is_the_one_that_makes_columns() {
    for (text, delimiter) in [
        ("First name;Email\nAnn, Dr.;a@x.org\nBob, Mr.;b@x.org\n", b';'),
        ("First name\tNote\nAnn\ta, b; c\n", b'\t'),
        ("First name|Note\nAnn|a, b\n", b'|'),
        ("First name^Email^Phone\nAnn^a@x.org^1\nBob^b@x.org^2\n", b'^'),
        ("First name,Note\n\"Lee;\nAnn\",\"x;y;z\"\n", b','),
    ] {
        assert_eq!(look(text).delimiter, Some(delimiter), "{text}");
    }
    let options = ReadOptions { delimiter: Some(b'#'), ..ReadOptions::default() };
    let found = look_with(b"First name#Email\nAnn#a@x.org\n", &options).unwrap();
    assert_eq!(found.columns.len(), 2);
}

#[test]
fn what_is_recognized_as_nothing_is_read_once_somebody_says_how() {
    let bytes = b"Nickname#Company\nAnnie#Acme\nBob#Tinsmith\n";
    let refused = look_with(bytes, &ReadOptions::default());
    assert_eq!(refused, Err(TransferError::UnknownFormat));
    let options = ReadOptions { delimiter: Some(b'#'), ..ReadOptions::default() };
    assert_eq!(
        targets(&look_with(bytes, &options).unwrap()),
        ["nickname Header", "company Header"]
    );
    // UTF-16 without a byte order mark and with many control characters.
    let wide: Vec<u8> = "姓名\t电话\n一一\t1\n\u{1}\u{2}\u{3}\u{4}"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let refused = look_with(&wide, &ReadOptions::default());
    assert_eq!(refused, Err(TransferError::NotText(Binary::Other)));
    let options = ReadOptions { encoding: Some(Encoding::Utf16Be), ..ReadOptions::default() };
    assert_eq!(look_with(&wide, &options).unwrap().columns.len(), 2);
}

#[test]
fn what_was_chosen_goes_before_what_is_recognized() {
    let bytes = b"Ann,Lee\nBob,Cho\n";
    let options = ReadOptions {
        header: Some(false),
        mapping: Some(vec![ColumnTarget::field(contact::NICKNAME), ColumnTarget::LeaveOut]),
        ..ReadOptions::default()
    };
    let found = look_with(bytes, &options).unwrap();
    assert_eq!(targets(&found), ["nickname Chosen", "LeaveOut Chosen"]);
    let file = File { name: "x.csv", bytes, kind: CONTACT, options: &options };
    let import = super::read(&file, &built_in()).unwrap();
    super::testing::check(&import.rows[0], &["nickname: Ann"]);
}

#[test]
fn two_columns_that_mean_one_element_lose_neither_of_their_cells() {
    let text = "First name,Phone,Phone,City,City\nAnn,111,222,Wien,Graz\n";
    let import = read(text.as_bytes(), "x.csv", &built_in(), CONTACT).unwrap();
    let expect = [
        "given: Ann",
        "phones []: 111",
        "phones []: 222",
        "addresses []: Wien",
        "addresses []: Graz",
    ];
    super::testing::check(&import.rows[0], &expect);
}

#[test]
fn a_column_of_dates_says_what_it_cannot_read_and_how_it_reads_the_rest() {
    let text = "First name,Birthday\nA,3/4/1980\nB,25/12/1981\nC,1990-01-02\nD,7.8.1970\nE,soon\n";
    let found = look(text);
    let birthday = &found.columns[1];
    assert_eq!((birthday.order, birthday.unread), (Some(DateOrder::DayFirst), 1));
    let options =
        ReadOptions { orders: vec![(1, DateOrder::MonthFirst)], ..ReadOptions::default() };
    let found = look_with(text.as_bytes(), &options).unwrap();
    assert_eq!(found.columns[1].order, Some(DateOrder::MonthFirst));
    assert_eq!(found.columns[1].unread, 2);
}

#[test]
fn the_signature_is_that_of_the_headers_and_of_nothing_else() {
    let signature = |text: &str| look(text).signature;
    let first = signature("First name,Email\nAnn,a@x.org\n");
    assert_eq!(first, signature("FIRST NAME;email\nBob;b@x.org\nEve;\n"));
    assert_ne!(first, signature("First name,Phone\nAnn,111\n"));
}

#[test]
fn the_wrong_encoding_is_told_and_loses_nothing_once_it_is_corrected() {
    let bytes = b"N\xe9v;C\xe9g\nGy\xf5z\xf5;Sz\xfbcs Kft.\n";
    let wrong = ReadOptions { encoding: Some(Encoding::Utf8), ..ReadOptions::default() };
    let found = look_with(bytes, &wrong).unwrap();
    assert_eq!((found.encoding, found.unreadable), (Encoding::Utf8, 5));
    let found = look_with(bytes, &ReadOptions::default()).unwrap();
    assert_eq!((found.encoding, found.unreadable), (Encoding::Windows1250, 0));
    assert_eq!(found.first[0], ["Győző", "Szűcs Kft."]);
}

#[test]
fn a_table_of_a_thousand_columns_comes_in() {
    let header: Vec<String> = (0..1000).map(|n| format!("Column of mine {n}")).collect();
    let row: Vec<String> = (0..1000).map(|n| format!("cell {n}")).collect();
    let text = format!("First name,{}\nAnn,{}\n", header.join(","), row.join(","));
    assert_eq!(look(&text).columns.len(), 1001);
    let import = read(text.as_bytes(), "x.csv", &built_in(), CONTACT).unwrap();
    let extra = domain::Fields::elements(&import.rows[0].draft, any_kind::EXTRA);
    assert_eq!(extra.len(), 1000);
    assert_eq!(extra[999].label, "Column of mine 999");
}

#[test]
fn a_cell_of_ten_megabytes_comes_in_whole() {
    let text =
        format!("First name,Notes\nAnn,\"{}\"\nBob,\n", "line of a long story\n".repeat(500_000));
    let found = look(&text);
    assert_eq!(found.rows, 2);
    assert!(found.first[0][1].len() < 1000);
    let import = read(text.as_bytes(), "x.csv", &built_in(), CONTACT).unwrap();
    let about = domain::Fields::text(&import.rows[0].draft, contact::ABOUT);
    assert_eq!(about.len(), 500_000 * 21 - 1);
}

#[test]
fn what_is_more_than_memory_holds_is_refused_with_the_limit_before_anything_is_read() {
    let rows = |count: usize| format!("First name,Email\n{}", "a,b\n".repeat(count));
    assert_eq!(look(&rows(1_000_000)).rows, 1_000_000);
    let refused = look_with(rows(MOST_ROWS + 1).as_bytes(), &ReadOptions::default());
    assert_eq!(refused, Err(TransferError::TooMany { rows: MOST_ROWS + 1, most: MOST_ROWS }));
    let words = refused.unwrap_err().to_string();
    assert!(words.contains("2000000"), "{words}");
}

#[test]
fn mixed_breaks_and_bytes_of_zero_are_read_over() {
    let text = "First name,Email\r\nAnn\0,a@x.org\nBob,b@x.org\rEve,e\0@x.org";
    let found = look(text);
    assert_eq!((found.rows, found.problems), (3, 0));
    let import = read(text.as_bytes(), "x.csv", &built_in(), CONTACT).unwrap();
    super::testing::check(&import.rows[0], &["given: Ann", "emails []: a@x.org"]);
    super::testing::check(&import.rows[2], &["given: Eve", "emails []: e@x.org"]);
}

#[test]
fn a_hundred_unclosed_quotation_marks_cost_their_own_lines_only() {
    let mut text = String::from("First name,Email\n");
    for number in 0..100 {
        text.push_str(&format!("\"Bad{number},x@x.org\nGood{number},{number}@x.org\n"));
    }
    let import = read(text.as_bytes(), "x.csv", &built_in(), CONTACT).unwrap();
    assert_eq!((import.rows.len(), import.set_aside.len()), (100, 100));
    assert_eq!(import.set_aside[99].raw, "\"Bad99,x@x.org");
}

#[test]
fn cards_are_looked_at_too() {
    let path = format!("{}/../../tests/fixtures/iphone.vcf", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(path).unwrap();
    let found = look_with(&bytes, &ReadOptions::default()).unwrap();
    assert_eq!(
        (found.format, found.source, found.rows),
        (FileFormat::VCard, Some(Source::Apple), 1)
    );
    assert!(!found.first[0][0].is_empty());
}
