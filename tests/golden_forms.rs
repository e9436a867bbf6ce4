//! Pins every persisted form, each with its version: what one version wrote, all later ones read.
//! The lists of tables and of small values come from `store`, so a form without a golden file fails.
//! A missing file is proposed beside the others (`*.new`); a change of form needs a higher version
//! and a file of its own, and the files of earlier versions stay readable.

#![expect(clippy::expect_used, reason = "tests; clippy knows only those that are marked #[test]")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use app::job::Message;
use domain::{
    CONTACT, Draft, Due, Filter, HAN_COUNT, HanOrder, ProductLine, RecordId, Repeat, Value,
    activity, built_in, chosen_columns, column_choice, contact,
};
use replica::{
    ActionKind, Before, HistoryEntry, PageKey, Record, Slot, Stamp, Topic, decode_draft,
    encode_draft,
};
use store::about::{is_about, rows_about, since_from_bytes, since_to_bytes};
use store::rows::{LoggedCommit, owned_bulk_from_bytes, owned_bulk_to_bytes};
use store::{Bulk, OpenBulk, SmallForm, StoreTable, unseal};
use transfer::{BackupWriter, ColumnTarget, LengthUnit, read_backup};

const STAMP: Stamp = Stamp { millis: 1_763_000_000_000, counter: 3, device: 0xfeed_f00d_0000_0001 };
const ID: RecordId = RecordId::from_bytes([7; 16]);

/// A persisted form: its name and ending, the versions that must be read, the bytes that this build
/// writes, and a check that bytes of any version mean the same.
struct Form {
    name: String,
    ending: &'static str,
    versions: std::ops::RangeInclusive<u8>,
    written: Vec<u8>,
    reads: Reads,
}

type Reads = Box<dyn Fn(&[u8]) -> bool>;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden")
}

/// Returns the forms in which rows of a table are stored. Those of pages and of the head have tests
/// of their own, by the name given here.
fn forms_of(table: StoreTable) -> Result<Vec<Form>, &'static [&'static str]> {
    match table {
        StoreTable::Pages => Err(&["page-v1.bin"]),
        StoreTable::Meta => Err(&["head-v1.bin", "head-v2.bin"]),
        // Stored as they are, under the hash of their bytes.
        StoreTable::Files => Err(&[]),
        StoreTable::Commits => Ok(vec![commit()]),
        StoreTable::History => Ok(vec![history()]),
        StoreTable::About => Ok(vec![about(), since()]),
        StoreTable::Bulk => Ok(vec![marker()]),
        StoreTable::Small => Ok(SmallForm::ALL.into_iter().map(small).collect()),
    }
}

fn keys() -> Vec<PageKey> {
    let key = |shelf, bucket, page| PageKey { shelf, bucket, page };
    vec![key(PageKey::HOT, 0, 9), key(PageKey::ACTIVITIES, 4_095, u64::MAX)]
}

fn commit() -> Form {
    let row = LoggedCommit { stamp: STAMP, keys: keys() };
    let written = row.to_bytes();
    let reads =
        Box::new(move |bytes: &[u8]| LoggedCommit::from_bytes(bytes).as_ref() == Some(&row));
    Form { name: "commit".into(), ending: "bin", versions: 0..=1, written, reads }
}

fn marker() -> Form {
    let bulk = Bulk { stamp: STAMP, keys: keys() };
    let row = (77, OpenBulk { label: "Kövér.csv".into(), bulk });
    let written = owned_bulk_to_bytes(row.0, &row.1);
    let reads = Box::new(move |bytes: &[u8]| owned_bulk_from_bytes(bytes).as_ref() == Some(&row));
    Form { name: "bulk".into(), ending: "bin", versions: 0..=1, written, reads }
}

fn record() -> Record {
    let mut record = Record::new(CONTACT, ID);
    let value = Some(Value::Text("Ánh".into()));
    record.put(contact::GIVEN, Slot::One { stamp: STAMP, value });
    record.put(contact::FAMILY, Slot::Opaque { tag: 9, bytes: vec![4, 5] });
    record
}

fn entry() -> HistoryEntry {
    let undid = Some(Stamp { counter: 2, ..STAMP });
    let before = vec![(keys()[1], Before { created: true, record: record() })];
    let label = "Nguyễn Ánh".to_owned();
    HistoryEntry { stamp: STAMP, action: ActionKind::Undo, label, count: 3, undid, before }
}

fn history() -> Form {
    let reads = Box::new(|bytes: &[u8]| HistoryEntry::decode(bytes) == Some(entry()));
    let written = entry().encode();
    Form { name: "history".into(), ending: "bin", versions: 1..=1, written, reads }
}

fn about() -> Form {
    let written: Vec<u8> = rows_about(&entry().encode()).into_values().flatten().collect();
    let topics = [Topic::Record(ID), Topic::Undos];
    let reads = Box::new(move |bytes: &[u8]| {
        // The row of the undos comes first.
        let (undos, record) = bytes.split_at(bytes.len() / 2);
        is_about(record, topics[0]) && is_about(undos, topics[1]) && !is_about(undos, topics[0])
    });
    Form { name: "about".into(), ending: "bin", versions: 1..=1, written, reads }
}

fn since() -> Form {
    let reads = Box::new(|bytes: &[u8]| since_from_bytes(bytes) == Some(STAMP));
    let written = since_to_bytes(STAMP);
    Form { name: "about-since".into(), ending: "bin", versions: 1..=1, written, reads }
}

fn backup() -> Form {
    let schemas = built_in();
    let mut writer = BackupWriter::new(&schemas, 1_763_000_000_000);
    writer.record(&record());
    writer.history(&entry().encode());
    writer.file(&transfer::hash_of(b"photo"), b"photo");
    let reads = Box::new(|bytes: &[u8]| {
        read_backup(bytes).is_ok_and(|read| {
            (read.made_millis, read.records) == (1_763_000_000_000, vec![record()])
                && read.history == [entry().encode()]
                && read.files == [(transfer::hash_of(b"photo"), b"photo".to_vec())]
        })
    });
    let written = writer.finish();
    Form { name: "backup".into(), ending: "json", versions: 1..=1, written, reads }
}

/// The texts in fields whose contents have a syntax of their own: conditions of a view and columns
/// of a list. They are values of records and have no version; a reader leaves out what it does not
/// know.
fn texts() -> Form {
    let filter = "or~all~10.is.ann~12.is.nagy%7E~all~3.is.vip~41.notsince.30";
    let schemas = built_in();
    let schema = schemas.get(CONTACT).expect("contacts");
    let wanted = "phones\njob_title";
    let chosen = chosen_columns(schema, wanted).expect("columns");
    let written =
        format!("{}\n---\n{}", Filter::decode(filter).encode(), column_choice(schema, &chosen));
    let reads =
        Box::new(move |bytes: &[u8]| bytes == format!("{filter}\n---\n{wanted}").as_bytes());
    let written = written.into_bytes();
    Form { name: "texts".into(), ending: "txt", versions: 1..=1, written, reads }
}

/// Due dates, repeat rules and product lines, as the texts in fields of these types: each of its
/// forms in a line. A reader keeps what it does not know as it is.
fn texts_of_types() -> [Form; 3] {
    let due = [
        "2026-11-23",
        "2026-11-23T09:00",
        "2026-11-23T09:00[Asia/Bangkok]",
        "2024-02-29T23:59[UTC]",
    ];
    let repeat = [
        "FREQ=DAILY",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=-1FR;COUNT=12",
        "FREQ=YEARLY;UNTIL=20301231",
        "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD",
    ];
    let lines = ["Cup; 10; 2.50; 5", "Plate; 1; 1200; 0", "Bowl, blue; 0.5; 9.99; 12.5"];
    let due_text = |text: &str| Due::parse(text).map(|due| due.to_string());
    let repeat_text = |text: &str| Repeat::parse(text).ok().map(|rule| rule.to_string());
    let line_text =
        |text: &str| (!ProductLine::is_unread(text)).then(|| ProductLine::parse(text).to_string());
    [
        lines_form("due", &due, due_text),
        lines_form("repeat", &repeat, repeat_text),
        lines_form("product-line", &lines, line_text),
    ]
}

/// Returns the form of texts that are read and written again line by line.
fn lines_form(name: &str, texts: &[&str], again: fn(&str) -> Option<String>) -> Form {
    let all = move |texts: &mut dyn Iterator<Item = &str>| {
        let lines: Option<Vec<String>> = texts.map(again).collect();
        lines.map(|lines| lines.join("\n"))
    };
    let written = all(&mut texts.iter().copied()).expect("texts of the type");
    let expected = written.clone();
    let reads = Box::new(move |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        text == expected && all(&mut text.lines()).as_deref() == Some(text)
    });
    let written = written.into_bytes();
    Form { name: name.into(), ending: "txt", versions: 1..=1, written, reads }
}

/// The targets of columns that came later than the others in a remembered mapping.
fn later_targets() -> Form {
    let targets = || {
        let lengths = LengthUnit::ALL.map(|unit| ColumnTarget::Length { field: 20, unit });
        let time = [ColumnTarget::Time { field: activity::WHEN }];
        time.into_iter().chain(lengths).collect::<Vec<ColumnTarget>>()
    };
    let written = SmallForm::Mapping.to_stored(Message::new(&targets(), Vec::new()).head);
    let reads = Box::new(move |bytes: &[u8]| {
        let head = SmallForm::Mapping.from_stored(bytes).map(<[u8]>::to_vec).unwrap_or_default();
        Message { head, parts: Vec::new() }.head() == Some(targets())
    });
    Form { name: "small-mapping-times".into(), ending: "bin", versions: 1..=1, written, reads }
}

/// Returns contents as the app encodes them.
fn contents(form: SmallForm) -> Vec<u8> {
    match form {
        SmallForm::Draft | SmallForm::PendingCall => encode_draft(&draft()),
        SmallForm::DraftText => "An unfinished nöte".as_bytes().to_vec(),
        SmallForm::LastBackup => 1_763_000_000_000_i64.to_le_bytes().to_vec(),
        SmallForm::Beginning => b"ni".to_vec(),
        SmallForm::Recent => [ID.to_bytes(), [9; 16]].concat(),
        SmallForm::Sample | SmallForm::Brought => STAMP.to_bytes().to_vec(),
        SmallForm::Joined => [1_763_000_000_000_i64.to_le_bytes().as_slice(), &[0xac, 2]].concat(),
        SmallForm::TakenIn => 1_763_000_000_000_i64.to_le_bytes().to_vec(),
        SmallForm::Swept => {
            let times = [1_763_000_000_000_i64, 1_762_000_000_000].map(i64::to_le_bytes);
            [times.as_flattened(), &[3, 0xac, 2, 4]].concat()
        }
        SmallForm::Copied => [&[1, 2][..], &[0, 0, 0, 0, 0, 0, 0, 9]].concat(),
        SmallForm::Loss => [1_u64, 2, 3, 4].iter().flat_map(|it| it.to_be_bytes()).collect(),
        SmallForm::Mapping => Message::new(&mapping(), Vec::new()).head,
        SmallForm::Han => han().to_bytes()[..8].to_vec(),
        SmallForm::Aside => fs::read(folder().join("page-v1.bin")).expect("a page"),
    }
}

fn draft() -> Draft {
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::GIVEN, "Ánh");
    draft.set_text(contact::FAMILY, "");
    draft.push(contact::PHONES, "work", Value::Text("0912".into()));
    draft.push(contact::PHONES, "", Value::Number(-0.5));
    draft
}

fn mapping() -> Vec<ColumnTarget> {
    vec![
        ColumnTarget::Value { field: contact::PHONES, label: "work".into(), number: 2 },
        ColumnTarget::Label { field: contact::EMAILS, number: 1, service: true },
        ColumnTarget::FullName,
        ColumnTarget::Keep,
        ColumnTarget::LeaveOut,
        ColumnTarget::Id,
        ColumnTarget::IdOf { field: contact::COMPANY, number: 1 },
    ]
}

fn han() -> HanOrder {
    HanOrder::new((0..HAN_COUNT).map(|rank| rank as u16 ^ 0x0102).collect()).expect("an order")
}

fn small(form: SmallForm) -> Form {
    let expected = contents(form);
    let written = form.to_stored(expected.clone());
    let reads = Box::new(move |bytes: &[u8]| {
        let read = form.from_stored(bytes);
        let is_understood = match form {
            SmallForm::Draft | SmallForm::PendingCall => {
                read.and_then(decode_draft) == Some(draft())
            }
            SmallForm::Mapping => {
                let head = read.map(<[u8]>::to_vec).unwrap_or_default();
                Message { head, parts: Vec::new() }.head() == Some(mapping())
            }
            _ => true,
        };
        is_understood && read == Some(expected.as_slice())
    });
    let name = format!("small-{}", format!("{form:?}").to_lowercase());
    Form { name, ending: "bin", versions: 0..=form.version().unwrap_or(0), written, reads }
}

fn all() -> Vec<Form> {
    let stored = StoreTable::ALL.into_iter().filter_map(|table| forms_of(table).ok()).flatten();
    stored.chain([backup(), texts(), later_targets()]).chain(texts_of_types()).collect()
}

#[test]
fn every_persisted_form_has_a_golden_file_for_each_version_and_reads_it() {
    let mut faults = Vec::new();
    for Form { name, ending, versions, written, reads } in all() {
        let last = *versions.end();
        for version in versions {
            let file = format!("{name}-v{version}.{ending}");
            let Ok(bytes) = fs::read(folder().join(&file)) else {
                let proposed =
                    if version == 0 && last > 0 { unsealed(&written) } else { written.clone() };
                fs::write(folder().join(format!("{file}.new")), proposed).expect("a folder");
                faults.push(format!("{file} is missing: look at {file}.new and keep it"));
                continue;
            };
            if !reads(&bytes) {
                faults.push(format!("{file} is not read, or means something else"));
            }
            if version == last && bytes != written {
                faults.push(format!("{file} is not what this build writes: raise the version"));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

/// Returns what was written before forms had a version; the owner of a marker precedes its seal.
fn unsealed(written: &[u8]) -> Vec<u8> {
    match written.split_first_chunk::<8>() {
        Some((owner, rest)) if unseal(written).0 == 0 => [owner, unseal(rest).1].concat(),
        _ => unseal(written).1.to_vec(),
    }
}

#[test]
fn every_golden_file_belongs_to_a_form() {
    // The folder `sync` has the exchange of the sync contract, which `src/sync/golden.rs` checks.
    let mut known: BTreeSet<String> = ["build-before", "sync"].map(str::to_owned).into();
    for table in StoreTable::ALL {
        if let Err(elsewhere) = forms_of(table) {
            known.extend(elsewhere.iter().map(|name| (*name).to_owned()));
        }
    }
    for Form { name, ending, versions, .. } in all() {
        known.extend(versions.map(|version| format!("{name}-v{version}.{ending}")));
    }
    let there = fs::read_dir(folder()).expect("a folder").map(|file| file.expect("a file"));
    let there: BTreeSet<String> =
        there.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(there, known);
}

#[test]
fn a_small_value_of_a_later_version_is_not_taken_for_one_of_ours() {
    for form in SmallForm::ALL.into_iter().filter(|form| form.version().is_some()) {
        let later = store::seal(form.version().unwrap_or(0) + 1, &contents(form));
        assert_eq!(form.from_stored(&later), None, "{form:?}");
    }
}
