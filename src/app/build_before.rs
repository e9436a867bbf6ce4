//! A database and a backup of the build before open unchanged in content: `tests/golden/build-before`
//! was written by that build's own code, with a listing of everything in it.

use super::build_listing::{files, head, history, records, shown};
use super::copies_stories::check_copies;
use super::job::tests::{back_up, restore};
use super::stories::{App, now, tab};
use super::{Opening, RecordChange, Workspace};
use domain::{CONTACT, RecordId};
use replica::{Stamp, Topic};
use store::{MemoryStore, SmallForm, Store};

const DATABASE: &[u8] = include_bytes!("../../tests/golden/build-before/database.bin");
const BACKUP: &[u8] = include_bytes!("../../tests/golden/build-before/backup.json");
const LISTING: &str = include_str!("../../tests/golden/build-before/listing.txt");
/// Elements of two copies of one call that are one, with the id that remains.
const TWINS: [(&str, &str); 2] =
    [("c96ce87da800eb74", "b289045d37c59b1a"), ("d6c63642777befc7", "badb2eaed3d029f5")];
/// The photo in the fixture.
const PHOTO: &str = "55c64d0fcd6f9d5f7c828093857e3fdfda68478bb4e9bd24d481ef391c7804e8";

fn before() -> MemoryStore {
    MemoryStore::of_dump(DATABASE).unwrap()
}

/// Returns the listing's lines from the first that starts with `from` to the first that starts with
/// `to`.
fn listed(from: &str, to: &str) -> String {
    let lines = LISTING.lines().skip_while(|line| !line.starts_with(from));
    lines.take_while(|line| !line.starts_with(to)).map(|line| format!("{line}\n")).collect()
}

/// Returns the part of the listing that says what the history was.
fn listed_history() -> String {
    let lines = LISTING.lines().skip_while(|line| !line.starts_with("pending")).skip(1);
    lines.map(|line| format!("{line}\n")).collect()
}

fn columns(app: &App) -> String {
    let fields = app.columns(CONTACT).fields;
    fields.iter().map(|field| field.label.to_string()).collect::<Vec<_>>().join(", ")
}

/// Compares line by line, so that a difference is told as one.
fn compare(found: &str, expected: &str) {
    for (number, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "line {number}");
    }
    assert_eq!(found.lines().count(), expected.lines().count());
}

#[test]
fn the_rows_of_the_build_before_are_read_value_by_value() {
    let store = before();
    compare(&head(&store), &listed("clock", "file"));
    compare(&files(&store, &[PHOTO]), &listed("file", "record"));
    compare(&records(&store), &listed("record", "list"));
}

#[test]
fn a_database_of_the_build_before_opens_with_the_same_lists_timelines_search_and_history() {
    let store = before();
    compare(&shown(&store, columns), &(listed("list", "pending") + &listed("pending", "1")));
    compare(&history(&store), &listed_history());
}

#[test]
fn opening_and_digesting_again_changes_no_value_of_the_build_before() {
    let store = before();
    let app = tab(&store, 1);
    while now(app.refresh_digests()).unwrap() {}
    app.sort();
    compare(&records(&store), &listed("record", "list"));
    compare(&shown(&store, columns), &(listed("list", "pending") + &listed("pending", "1")));
    let again = tab(&store, 2);
    assert!(!now(again.refresh_digests()).unwrap(), "once is enough");
}

#[test]
fn bulk_work_that_the_build_before_left_open_is_rolled_back_by_name() {
    let app = Workspace::new(before(), super::stories::desk(1));
    let Opening { rolled_back, .. } = now(app.open()).unwrap();
    assert_eq!(rolled_back, ["cut-off.csv"]);
}

#[test]
fn the_history_of_a_record_is_the_same_before_and_after_it_is_indexed() {
    let store = before();
    let app = tab(&store, 1);
    let ids: Vec<RecordId> = {
        let replica = app.replica();
        replica.all().map(|row| replica.id(row)).collect()
    };
    let told = |app: &App| -> Vec<Vec<RecordChange>> {
        ids.iter().map(|id| now(app.changes_of(*id)).unwrap()).collect()
    };
    let looked_through = told(&app);
    assert!(looked_through.iter().any(|changes| changes.len() > 3));
    while now(app.index_history()).unwrap() {}
    let whole = now(store.history_about(Topic::Undos, Stamp::NEVER)).unwrap();
    assert_eq!((whole.since, whole.entries.len()), (Some(Stamp::NEVER), 1));
    assert_eq!(told(&app), looked_through);
    let later = tab(&MemoryStore::of_dump(&store.dump()).unwrap(), 2);
    assert_eq!(told(&later), looked_through, "the index is stored");
}

#[test]
fn small_values_of_the_build_before_mean_the_same() {
    let store = before();
    let app = tab(&store, 1);
    let read = |key: store::SmallKey| now(key.read(&store)).unwrap().unwrap();
    let draft = replica::decode_draft(&read(SmallForm::Draft.key_of("1/new"))).unwrap();
    assert_eq!(domain::Fields::text(&draft, domain::contact::GIVEN), "Unsaved");
    let log = replica::decode_draft(&read(SmallForm::Draft.key_of("log/"))).unwrap();
    assert_eq!(log.kind, domain::ACTIVITY);
    let firm = app.replica().id(app.replica().list(domain::COMPANY)[1]);
    let note = read(SmallForm::DraftText.key_of(format!("note/{firm}")));
    assert_eq!(String::from_utf8(note).unwrap(), "An unfinished nöte");
    assert_eq!(read(SmallForm::Recent.key_of("/contacts")), firm.to_bytes());
    let made = i64::from_le_bytes(read(SmallForm::LastBackup.key()).try_into().unwrap());
    assert_eq!(made, 1_795_000_123_456);
    assert_eq!(read(SmallForm::Beginning.key()), [1, 2]);
    let sample = Stamp::from_bytes(read(SmallForm::Sample.key()).try_into().unwrap());
    assert!(now(store.history_entry(sample)).unwrap().is_some());
    assert_eq!(now(app.joined()).unwrap().map(|joined| joined.records), Some(4));
    let mapping = now(app.known_mapping("name|phone")).unwrap().unwrap();
    let work = |field, label: &str, number| transfer::ColumnTarget::Value {
        field,
        label: label.into(),
        number,
    };
    let phones = work(domain::contact::PHONES, "work", 2);
    assert_eq!(mapping, [work(domain::contact::GIVEN, "", 1), phones]);
    assert!(now(app.pending()).unwrap().is_some());
}

/// Returns a listing of records as it is since the settings are two records: the values are the same.
fn parted(listed: &str, app: &App) -> String {
    let mut all: Vec<String> = Vec::new();
    for record in listed.trim_end().split("\nrecord ") {
        let record = format!("record {}", record.trim_start_matches("record "));
        if !record.starts_with("record 6 ") {
            all.push(record);
            continue;
        }
        let is_own = |line: &&str| {
            let field = line.trim_start().split(' ').next().and_then(|field| field.parse().ok());
            line.starts_with(' ') && field.is_some_and(|field| domain::device::OWN.contains(&field))
        };
        let (own, team): (Vec<&str>, Vec<&str>) = record.lines().partition(is_own);
        assert_eq!((own.len(), team.len()), (4, 8));
        let id = app.single(domain::DEVICE).unwrap();
        all.push(format!("record {} {id}\n{}", domain::DEVICE.0, own.join("\n")));
        all.push(team.join("\n"));
    }
    all.sort();
    all.join("\n") + "\n"
}

/// Returns a listing with each record once, without the places of its copies: that build gave an
/// activity none with the deal and the company that it names.
fn once(listed: &str) -> String {
    let records = listed.trim_end().split("\nrecord ");
    let mut all: Vec<String> = records
        .map(|record| {
            let (head, rest) = record.split_once('\n').unwrap_or((record, ""));
            let head = head.split(" in ").next().unwrap_or_default();
            format!("record {}\n{rest}", head.trim_start_matches("record "))
        })
        .collect();
    all.sort();
    all.dedup();
    all.join("\n")
}

#[test]
fn a_backup_of_the_build_before_restores_to_the_same_records_and_history() {
    let store = MemoryStore::new(5);
    let app = tab(&store, 1);
    let (outcome, _) = restore(&app, BACKUP.to_vec());
    assert_eq!(outcome.amiss, Default::default());
    // That build gave the people of a call other ids in each copy; a restore names everybody once.
    let mut listed_once = listed("record", "list");
    for (other, first) in TWINS {
        listed_once = listed_once.replace(other, first);
    }
    let listed_once = parted(&listed_once, &app);
    compare(&once(&records(&store)), &once(&listed_once));
    check_copies(&app);
    compare(&files(&store, &[PHOTO]), &listed("file", "record"));
    let again = MemoryStore::new(6);
    restore(&tab(&again, 1), back_up(&tab(&store, 2)));
    compare(&once(&records(&again)), &once(&listed_once));
    let entries = |store: &MemoryStore| -> Vec<(Stamp, Vec<u8>)> {
        let all = now(store.history(None, u32::MAX)).unwrap();
        let merged = |bytes: &[u8]| {
            replica::HistoryEntry::decode(bytes).unwrap().action == replica::ActionKind::Merge
        };
        all.into_iter().filter(|(_, bytes)| !merged(bytes)).collect()
    };
    assert_eq!(entries(&store), entries(&before()), "byte by byte");
    assert_eq!(entries(&again), entries(&before()));
}
