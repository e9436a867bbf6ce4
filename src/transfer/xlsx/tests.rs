//! Workbooks as other programs find them.

use super::Workbook;
use crate::Lookups;
use crate::csv::{TableCell, TableLayout};
use crate::testing::{crowded, unzip};
use domain::{
    ACTIVITY, COMPANY, CONTACT, DEAL, Draft, FieldType, KindId, LocalClock, Money, PartialDate,
    RecordId, Schema, Schemas, TASK, Trait, Value, activity, built_in, contact, deal, task,
};

type Row = (Option<RecordId>, Draft);

/// Writes one sheet of each kind that is there, and returns the files of the archive by name.
fn parts(schemas: &Schemas, rows: &[Row]) -> Vec<(String, String)> {
    let mut book = Workbook::new(LocalClock { changes: vec![(0, 7 * 60)] });
    for schema in schemas.all() {
        let of_kind = || rows.iter().filter(|(_, draft)| draft.kind == schema.kind).cloned();
        if of_kind().next().is_some() {
            book.add((schema, None), &schema.label_many, of_kind, Lookups::NONE);
        }
    }
    read(book)
}

fn read(book: Workbook) -> Vec<(String, String)> {
    let files = unzip(&book.finish().unwrap()).into_iter();
    files.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

fn part<'a>(parts: &'a [(String, String)], name: &str) -> &'a str {
    parts.iter().find(|(found, _)| found == name).map_or("", |(_, text)| text)
}

fn row(kind: KindId, fill: impl FnOnce(&mut Draft)) -> Row {
    let mut draft = Draft::new(kind);
    fill(&mut draft);
    (Some(RecordId::new(1_795_000_000_000, [7; 10])), draft)
}

fn text(inner: &str) -> String {
    format!(r#" s="2" t="inlineStr"><is><t>{inner}</t></is></c>"#)
}

#[test]
fn values_keep_their_types_and_texts_stay_texts() {
    let ann = row(CONTACT, |draft| {
        draft.set_text(contact::GIVEN, "Ánh");
        draft.set_text(contact::FAMILY, "王 <小明> & \u{1}");
        draft.set_text(contact::NICKNAME, "=1+1");
        draft.push(contact::PHONES, "mobile", Value::Text("+84 912 345 678".into()));
        draft.set(contact::BIRTHDAY, Value::Date(PartialDate::parse("1980-03-22").unwrap()));
        draft.set(contact::FAVORITE, Value::Flag(true));
    });
    let roof = |minor, currency| {
        row(DEAL, |draft| {
            draft.set_text(deal::NAME, "Roof");
            draft.set(deal::VALUE, Value::Money(Money { minor, currency }));
        })
    };
    let call = row(ACTIVITY, |draft| {
        draft.set_text(activity::TEXT, "two\nlines ");
        draft.set(activity::WHEN, Value::Moment(1_795_820_400_000));
    });
    let due = |text: &str| row(TASK, |draft| draft.set_text(task::DUE, text));
    let rows = [
        ann,
        roof(-1_250, *b"EUR"),
        roof(1_250, *b"VND"),
        call,
        due("2026-11-28"),
        due("2026-11-28T09:00[Asia/Bangkok]"),
    ];
    let parts = parts(&built_in(), &rows);
    let [contacts, activities, deals, tasks] =
        [1, 2, 3, 4].map(|at| part(&parts, &format!("xl/worksheets/sheet{at}.xml")));
    for inner in ["Ánh", "王 &lt;小明&gt; &amp; _x0001_", "=1+1", "mobile", "+84 912 345 678"] {
        assert!(contacts.contains(&text(inner)), "{inner}: {contacts}");
    }
    assert!(contacts.contains(r#" s="3"><v>29302</v></c>"#), "{contacts}");
    assert!(contacts.contains(r#" s="0" t="b"><v>1</v></c>"#), "{contacts}");
    assert!(deals.contains(r#" s="5"><v>-12.50</v></c>"#), "{deals}");
    assert!(deals.contains(r#" s="6"><v>1250</v></c>"#), "{deals}");
    assert!(activities.contains(r#" s="4"><v>46354.25</v></c>"#), "{activities}");
    assert!(activities.contains("<t xml:space=\"preserve\">two\nlines </t>"), "{activities}");
    assert!(tasks.contains(r#" s="3"><v>46354</v></c>"#), "{tasks}");
    assert!(tasks.contains(&text("2026-11-28T09:00[Asia/Bangkok]")), "{tasks}");
    assert!(part(&parts, "xl/styles.xml").contains("#,##0 [$VND]"));
    assert!(parts.iter().all(|(_, part)| !part.contains("<f>")));
}

#[test]
fn a_sheet_has_a_header_that_stays_a_filter_and_widths() {
    let long = "long ".repeat(60);
    let rows = [row(CONTACT, |draft| {
        draft.set_text(contact::GIVEN, "Ánh");
        draft.set_text(contact::FAMILY, long.trim());
    })];
    let parts = parts(&built_in(), &rows);
    let sheet = part(&parts, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft""#));
    assert!(sheet.contains(r#"<c r="A1" s="1" t="inlineStr"><is><t>First name</t></is></c>"#));
    assert!(sheet.contains(r#"<col min="1" max="1" width="13" customWidth="1"/>"#), "{sheet}");
    assert!(sheet.contains(r#" width="60" customWidth="1"/>"#), "{sheet}");
    let (_, filter) = sheet.split_once("</sheetData><autoFilter ref=\"A1:").unwrap();
    let columns = sheet.matches(" s=\"1\" ").count();
    assert_eq!(filter, format!("{}2\"/></worksheet>", super::rows::column_name(columns - 1)));
    let book = part(&parts, "xl/workbook.xml");
    assert!(book.contains(r#"<sheet name="Contacts" sheetId="1" r:id="rId1"/>"#), "{book}");
    assert!(book.contains("'Contacts'!$A$1:$"), "{book}");
}

#[test]
fn rows_beyond_the_limit_continue_on_a_further_sheet() {
    let schema = contact::SCHEMA.clone();
    let mut book = Workbook::new(LocalClock::default()).with_rows(4);
    let name =
        |number: usize| row(CONTACT, |draft| draft.set_text(contact::GIVEN, number.to_string()));
    let chosen = [contact::GIVEN];
    for (count, sheets) in [(3, 1), (7, 3), (0, 1)] {
        let before = book.sheets();
        let rows = || (0..count).map(name);
        let added = book.add((&schema, Some(&chosen)), "Contacts", rows, Lookups::NONE);
        assert_eq!((added, book.sheets() - before), (count, sheets));
    }
    let parts = read(book);
    let names = ["Contacts", "Contacts 2", "Contacts 3", "Contacts 4", "Contacts 5"];
    for (at, name) in names.iter().enumerate() {
        assert!(
            part(&parts, "xl/workbook.xml")
                .contains(&format!("name=\"{name}\" sheetId=\"{}\"", at + 1))
        );
        let sheet = part(&parts, &format!("xl/worksheets/sheet{}.xml", at + 1));
        assert_eq!(sheet.matches("First name").count(), 1, "{sheet}");
    }
    assert!(part(&parts, "xl/worksheets/sheet4.xml").contains("<t>6</t>"));
    assert!(part(&parts, "xl/worksheets/sheet4.xml").contains("ref=\"A1:A2\""));
}

#[test]
fn a_text_that_is_too_long_for_a_cell_is_cut_and_counted() {
    let rows = [row(CONTACT, |draft| draft.set_text(contact::ABOUT, "ab ".repeat(20_000).trim()))];
    let mut book = Workbook::new(LocalClock::default());
    book.add((&contact::SCHEMA, None), "Contacts", || rows.iter().cloned(), Lookups::NONE);
    assert_eq!(book.cut(), 1);
}

#[test]
fn an_empty_workbook_has_a_sheet() {
    let parts = read(Workbook::new(LocalClock::default()));
    assert!(part(&parts, "xl/workbook.xml").contains("name=\"Satchel\""));
    assert!(part(&parts, "xl/worksheets/sheet1.xml").ends_with("</sheetData></worksheet>"));
}

/// Fills every field of a kind, fields of many with two elements, one of them with a label.
fn filled(schema: &Schema) -> Draft {
    let mut draft = Draft::new(schema.kind);
    for field in schema.fields.iter() {
        let value = match field.kind {
            FieldType::Number => Value::Number(-1.5),
            FieldType::Money => Value::Money(Money { minor: -150, currency: *b"EUR" }),
            FieldType::Date => Value::Date(PartialDate::parse("2026-11-28").unwrap()),
            FieldType::Moment => Value::Moment(1_795_820_400_000),
            FieldType::Flag => Value::Flag(true),
            FieldType::Due => Value::Text("2026-11-28".into()),
            FieldType::Address | FieldType::File => continue,
            _ => Value::Text(format!("text of {}", field.key)),
        };
        if field.many {
            draft.push(field.number, "", value.clone());
            draft.push(field.number, "label", value);
        } else {
            draft.set(field.number, value);
        }
    }
    draft
}

#[test]
fn every_field_of_every_kind_is_laid_out_with_its_type() {
    for schema in [CONTACT, COMPANY, DEAL, TASK, ACTIVITY].into_iter().flat_map(|kind| {
        crowded(kind).all().iter().filter(|it| !it.is(Trait::Single)).cloned().collect::<Vec<_>>()
    }) {
        let draft = filled(&schema);
        let mut layout = TableLayout::new(&schema, None, Lookups::NONE);
        layout.measure_texts(&draft);
        let header = layout.header();
        let (cells, lengths) = (layout.row(None, &draft), layout.lengths());
        assert_eq!((cells.len(), lengths.len()), (header.len(), header.len()), "{}", schema.key);
        for ((name, cell), length) in header.iter().zip(&cells).zip(&lengths) {
            assert!(*length >= cell.length(), "{name}: {cell:?}, {length}");
        }
        for field in schema.fields.iter().filter(|field| field.is_exchanged()) {
            let wanted = match field.kind {
                FieldType::Number => TableCell::Number(-1.5),
                FieldType::Flag => TableCell::Flag(true),
                FieldType::Moment => TableCell::Moment(1_795_820_400_000),
                FieldType::Money => TableCell::Money(Money { minor: -150, currency: *b"EUR" }),
                FieldType::Date | FieldType::Due => {
                    TableCell::Date(PartialDate::parse("2026-11-28").unwrap())
                }
                _ => continue,
            };
            assert!(cells.contains(&wanted), "{}: {}", schema.key, field.key);
        }
    }
}
