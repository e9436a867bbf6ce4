//! Files as programs write them, and files made to do harm.

use super::testing::{ods, xlsx, zip};
use super::*;
use transfer::{Binary, TransferError};

const MOST: usize = 64 << 20;

/// Returns the names and texts of a file's parts; hidden ones in brackets.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let opened = open("x", bytes, MOST).unwrap();
    let text = |part: Part| {
        let name = if part.hidden { format!("({})", part.name) } else { part.name };
        (name, String::from_utf8(part.bytes).unwrap())
    };
    opened.parts.into_iter().map(text).collect()
}

fn refusal(bytes: &[u8]) -> TransferError {
    open("x", bytes, MOST).map(|opened| opened.parts.len()).unwrap_err()
}

fn pair(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

fn row(number: u32, cells: &str) -> String {
    format!(r#"<row r="{number}">{cells}</row>"#)
}

fn text_cell(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn sheet(rows: &str) -> String {
    format!("<sheetData>{rows}</sheetData>")
}

#[test]
fn a_workbook_is_its_sheets() {
    let people = sheet(
        &[
            row(
                2,
                &[text_cell("A2", "Name"), text_cell("B2", "Phone"), text_cell("C2", "Born")]
                    .concat(),
            ),
            row(
                3,
                &[
                    text_cell("A3", "Nguyễn Thị Ánh, &quot;Ann&quot;"),
                    r#"<c r="B3"><v>849012345678</v></c><c r="C3" s="1"><v>33000</v></c>"#
                        .to_owned(),
                    r#"<c r="D3" t="b"><v>1</v></c><c r="E3"><f>1+1</f><v>2</v></c>"#.to_owned(),
                    r#"<c r="F3" t="e"><v>#N/A</v></c><c r="G3" s="2"><v>46354.6041666667</v></c>"#
                        .to_owned(),
                    r#"<c r="H3" s="3"><v>1.5</v></c>"#.to_owned(),
                ]
                .concat(),
            ),
        ]
        .concat(),
    );
    let notes = sheet(&row(1, &text_cell("B1", "one\ntwo")));
    let bytes = xlsx(&[
        ("People", "visible", &people),
        ("Empty", "visible", ""),
        ("Old", "hidden", &notes),
    ]);
    let expect = "\nName,Phone,Born\n\"Nguyễn Thị Ánh, \"\"Ann\"\"\",849012345678,1990-05-07,true,2,#N/A,2026-11-28T14:30:00,36:00:00\n";
    assert_eq!(parts(&bytes), [pair("People", expect), pair("(Old)", ",\"one\u{2028}two\"\n")]);
}

#[test]
fn workbooks_of_other_programs_are_read() {
    let people = "Kundenliste Stand 28.11.2026\n\n\
        Firma,Vorname,Nachname,Telefon,E-Mail,Geburtstag,Umsatz,Notiz\n\
        Müller GmbH,Jürgen,Weiß,491511234567,j.weiss@mueller.example,1980-05-17,12500.5,\"erste\u{2028}zweite Zeile\"\n\
        Müller GmbH,Anna,König,030 1234567,anna@mueller.example,1975-12-01\n\
        Nguyễn & Co,Ánh,Nguyễn Thị,84912345678,anh@nguyen.example,1990-02-03,300,x\n\
        Summe,,,,,,=SUM(G4:G6)\n";
    let deals = "Deal Title,Organization,Value,Currency,Stage,Expected close date\n\
        Desks,Müller GmbH,4800,EUR,Proposal,2026-12-15\n\
        Chairs,Nguyễn & Co,90000000,VND,Lead,2027-01-31\n";
    let expect = [
        pair("Kunden", people),
        pair("Deals", deals),
        pair("(Intern)", "Name,Phone\nGeheim,123456789\n"),
    ];
    assert_eq!(parts(include_bytes!("../../tests/fixtures/books/openpyxl.xlsx")), expect);
    let old = "Name,Phone,Born\nKovács István,+36 30 123 4567,1970-03-15\n";
    assert_eq!(parts(include_bytes!("../../tests/fixtures/books/xlwt.xls")), [pair("Old", old)]);
    let open_document = "Name,E-mail\n王小明,wang@example.com\n";
    let book = include_bytes!("../../tests/fixtures/books/odfpy.ods");
    assert_eq!(parts(book), [pair("Lidé", open_document)]);
    let locked = include_bytes!("../../tests/fixtures/books/locked.xlsx");
    assert_eq!(refusal(locked), TransferError::Protected);
}

#[test]
fn amounts_and_shares_keep_what_their_formats_say() {
    let cells = r#"<c r="A1" s="4"><v>1250.5</v></c><c r="B1" s="5"><v>0.125</v></c><c r="C1"><v>0.125</v></c><c r="D1" s="4" t="inlineStr"><is><t>no</t></is></c>"#;
    let bytes = xlsx(&[("S", "visible", &sheet(&row(1, cells)))]);
    assert_eq!(parts(&bytes), [pair("S", "1250.5 EUR,12.5%,0.125,no\n")]);
}

#[test]
fn values_of_merged_cells_count_for_each_row() {
    let rows = [
        row(1, &[text_cell("A1", "Company"), text_cell("B1", "Name")].concat()),
        row(2, &[text_cell("A2", "Acme"), text_cell("B2", "Ann")].concat()),
        row(3, &text_cell("B3", "Bob")),
    ];
    let body = format!(
        r#"{}<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>"#,
        sheet(&rows.concat())
    );
    let bytes = xlsx(&[("S", "visible", &body)]);
    assert_eq!(parts(&bytes), [pair("S", "Company,Name\nAcme,Ann\nAcme,Bob\n")]);
}

#[test]
fn rows_in_another_order_are_put_in_order() {
    let rows = [
        row(2, &text_cell("A2", "b")),
        row(1, &[text_cell("B1", "c"), text_cell("A1", "a")].concat()),
    ];
    let bytes = xlsx(&[("S", "visible", &sheet(&rows.concat()))]);
    assert_eq!(parts(&bytes), [pair("S", "a,c\nb\n")]);
}

#[test]
fn an_open_document_is_its_tables() {
    let tables = r#"<table:table table:name="Kunden"><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"/></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>Név</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-11-28"><text:p>28.11.26</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1234.5"><text:p>1.234,50</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>"#;
    assert_eq!(parts(&ods(tables)), [pair("Kunden", "\n\nNév,2026-11-28,1234.5\n")]);
}

#[test]
fn an_archive_is_the_files_in_it_that_hold_tables() {
    let book = xlsx(&[
        ("A", "visible", &sheet(&row(1, &text_cell("A1", "x")))),
        ("B", "visible", &sheet(&row(1, &text_cell("A1", "y")))),
    ]);
    let bytes = zip(&[
        ("export/people.csv", b"Name\nAnn\n"),
        ("../../etc/cards.VCF", b"BEGIN:VCARD\nEND:VCARD\n"),
        ("export\\book.xlsx", &book),
        ("README.txt", b"About this"),
        ("photo.jpg", b"\xff\xd8\xff"),
        ("inner.zip", &zip(&[("a.csv", b"Name\n")])),
        ("empty.csv", b""),
        ("__MACOSX/._people.csv", b"x"),
        ("export/.DS_Store", b"x"),
    ]);
    let opened = open("x", &bytes, MOST).unwrap();
    let names: Vec<&str> = opened.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["people.csv", "cards.VCF", "book.xlsx · A", "book.xlsx · B"]);
    assert_eq!(opened.parts[0].form, PartForm::File);
    assert_eq!(opened.parts[2].form, PartForm::Sheet);
    assert_eq!(opened.left, ["README.txt", "photo.jpg", "inner.zip", "empty.csv"]);
    let none = zip(&[("photo.jpg", b"\xff\xd8\xff")]);
    assert_eq!(refusal(&none), TransferError::NotText(Binary::Archive));
}

#[test]
fn json_is_its_tables() {
    let text = r#"{"sales":[{"id":7,"first_name":"Kim","last_name":"Osei"}],"contacts":[{"id":1,"first_name":"Ánh","email":"a@b.example"}]}"#;
    let opened = open("export.json", text.as_bytes(), MOST).unwrap();
    let names: Vec<&str> = opened.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!((names, opened.left), (vec!["contacts.json"], vec!["sales".to_owned()]));
    assert_eq!(opened.parts[0].form, PartForm::Records);
    assert_eq!(parts(br#"[{"name":"Ann"}]"#), [pair("x", "name\nAnn\n")]);
    let packed = zip(&[("a/people.json", br#" [{"name":"Ann"}]"#)]);
    assert_eq!(parts(&packed), [pair("people.json", "name\nAnn\n")]);
    assert_eq!(refusal(b"[[1, 2]]"), TransferError::NotText(Binary::Archive));
    assert_eq!(refusal(b"[{\"a\":1},\n{\"a\""), TransferError::CutShort { line: 2 });
    assert_eq!(refusal(b"[{\"a\":1}\n{"), TransferError::BrokenJson { line: 2 });
    for (beginning, is_json) in [
        (&b"\xef\xbb\xbf [ {"[..], true),
        (b"\xff\xfe{\0\"\0", true),
        (b"[Section]\nName", false),
        (b"{\"satchel\":{\"version\":1", false),
        (b"Name,Phone", false),
    ] {
        assert_eq!(Container::of(beginning) == Some(Container::Json), is_json, "{beginning:?}");
    }
}

#[test]
fn what_is_made_to_fill_the_memory_is_refused() {
    let zeros = vec![b'0'; 32 << 20];
    assert_eq!(refusal(&zip(&[("bomb.csv", &zeros)])), TransferError::Unfolds);
    // Text that packs well but not out of proportion, and is too much.
    let rows: String =
        (0_i64..400_000).map(|number| format!("Name {number},{}\n", number * 7919)).collect();
    assert!(open("x", &zip(&[("rows.csv", rows.as_bytes())]), MOST).is_ok());
    let small = open("x", &zip(&[("rows.csv", rows.as_bytes())]), 1 << 20);
    assert_eq!(small.map(drop), Err(TransferError::Unfolds));
    // A cell in the last corner costs what it says and no more.
    let corner = sheet(&row(1_048_576, &text_cell("XFD1048576", "x")));
    let opened = open("x", &xlsx(&[("S", "visible", &corner)]), MOST).unwrap();
    assert_eq!(opened.parts[0].bytes.len(), 1_048_575 + 16_383 + 2);
    // Empty rows cost nothing.
    let empty: String = (1..=100_000).map(|number| row(number, "")).collect();
    assert_eq!(refusal(&xlsx(&[("S", "visible", &sheet(&empty))])), TransferError::Empty);
    let wide: String =
        (1..=10_000).map(|number| row(number, &text_cell(&format!("XFD{number}"), "x"))).collect();
    assert_eq!(refusal(&xlsx(&[("S", "visible", &sheet(&wide))])), TransferError::Unfolds);
}

#[test]
fn passwords_and_damage_are_told_apart() {
    let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    locked.resize(2048, 0);
    assert_eq!(refusal(&locked), TransferError::BrokenSheet);
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refusal(&locked), TransferError::Protected);
    let whole = xlsx(&[("S", "visible", &sheet(&row(1, &text_cell("A1", "x"))))]);
    assert_eq!(refusal(&whole[..whole.len() / 2]), TransferError::BrokenSheet);
    assert_eq!(refusal(b"PK\x03\x04"), TransferError::BrokenSheet);
    assert_eq!(refusal(b"Name,Phone"), TransferError::NotText(Binary::Other));
    let mut sealed = zip(&[("a.csv", b"Name\nAnn\n")]);
    // The flags of the entry, in front of it and in the directory (APPNOTE, 4.4.4).
    let directory = sealed.windows(4).position(|it| it == b"PK\x01\x02").unwrap();
    sealed[6] |= 1;
    sealed[directory + 8] |= 1;
    assert_eq!(refusal(&sealed), TransferError::Protected);
}

proptest::proptest! {
    #[test]
    fn damage_never_stops_the_worker(at in 0_usize..2000, byte in proptest::prelude::any::<u8>()) {
        let mut bytes = xlsx(&[("S", "visible", &sheet(&row(1, &text_cell("A1", "x"))))]);
        let at = at % bytes.len();
        bytes[at] = byte;
        let _either = open("x", &bytes, MOST);
    }
}
