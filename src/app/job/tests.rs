//! Import and export through the messages of page and worker, over the in-memory store.

use std::collections::BTreeSet;

use super::*;
use crate::selling_stories::{call, logged, new_deal, new_task};
use crate::stories::{App, now, tab};
use crate::{ImportOrder, ImportOutcome, RestoreOutcome};
use domain::{COMPANY, CONTACT, Fields, KindId, Query, RecordId, Value, activity, contact, task};
use replica::{Selection, Stamp};
use store::{MemoryStore, StoreError};

/// Sends a worker a message and collects its replies.
pub fn ask(worker: &mut Worker, message: Message) -> Vec<(Reply, Vec<Vec<u8>>)> {
    let mut replies = Vec::new();
    worker.answer(message, &|| None, &mut |reply| {
        replies.push((reply.head().unwrap(), reply.parts));
    });
    replies
}

/// Inspects files and plans their import, the way page and worker do.
pub fn plan(
    app: &App,
    worker: &mut Worker,
    files: &[(&str, &[u8])],
    matched: MatchChoice,
) -> Result<(Planned, ImportOrder), Failure> {
    plan_of(app, worker, CONTACT, files, matched)
}

/// Plans the import of records of this kind.
pub fn plan_of(
    app: &App,
    worker: &mut Worker,
    kind: KindId,
    files: &[(&str, &[u8])],
    matched: MatchChoice,
) -> Result<(Planned, ImportOrder), Failure> {
    for ((name, bytes), file) in files.iter().zip(0..) {
        let options = ReadOptions::default();
        let asked = app.ask_to_inspect(file, name, kind, options, bytes.to_vec());
        if let Reply::Failed(failure) = &ask(worker, asked)[0].0 {
            return Err(failure.clone());
        }
    }
    tell_beside(app, worker);
    let numbers: Vec<u32> = (0..).take(files.len()).collect();
    let planned = match ask(worker, app.ask_to_plan(&numbers)).remove(0).0 {
        Reply::Planned(planned) => *planned,
        Reply::Failed(failure) => return Err(failure),
        other => panic!("{other:?}"),
    };
    let order = ImportOrder {
        label: files[0].0.to_owned(),
        rows: planned.rows,
        bytes: files.iter().map(|(_, bytes)| bytes.len()).sum(),
        matched,
        planned_at: app.generation(),
    };
    Ok((planned, order))
}

/// Tells a worker of the records that are kept with their parties, the way the page does.
pub fn tell_beside(app: &App, worker: &mut Worker) {
    let mut after = None;
    while let Some((message, last)) = now(app.tell_beside(after)).unwrap() {
        assert_eq!(ask(worker, message).remove(0).0, Reply::Heard);
        after = Some(last);
    }
}

/// Imports planned files.
pub fn carry_out(app: &App, worker: &mut Worker, order: &ImportOrder) -> ImportOutcome {
    let (mut importing, request) = now(app.begin_import(order)).unwrap();
    let mut outcome = ImportOutcome::default();
    for (reply, parts) in ask(worker, request) {
        match reply {
            Reply::Pages { keys, .. } => {
                now(app.write_import(&mut importing, &keys, parts)).unwrap()
            }
            Reply::Built(built) => {
                outcome = now(app.end_import(&mut importing, &built, &parts)).unwrap()
            }
            Reply::Files { .. } => {}
            other => panic!("{other:?}"),
        }
    }
    while app.show_import() {}
    outcome
}

/// Imports a file, filling gaps of existing records.
pub fn import(app: &App, name: &str, file: &str) -> Result<ImportOutcome, Failure> {
    let mut worker = Worker::default();
    let files = [(name, file.as_bytes())];
    let (_, order) = plan(app, &mut worker, &files, MatchChoice::FillGaps)?;
    Ok(carry_out(app, &mut worker, &order))
}

/// Imports companies.
pub fn import_companies(app: &App, file: &str, matched: MatchChoice) -> ImportOutcome {
    let mut worker = Worker::default();
    let files = [("x.csv", file.as_bytes())];
    let (_, order) = plan_of(app, &mut worker, COMPANY, &files, matched).unwrap();
    carry_out(app, &mut worker, &order)
}

/// Restores a backup the way page and worker do; returns the outcome and the newest stamp.
pub fn restore(app: &App, file: Vec<u8>) -> (RestoreOutcome, Stamp) {
    let asked = now(app.ask_to_restore(file)).unwrap();
    let (reply, parts) = ask(&mut Worker::default(), asked).remove(0);
    let Reply::Restored(restored) = reply else { panic!("{reply:?}") };
    let newest = Stamp::from_bytes(restored.newest);
    (now(app.restore(*restored, parts)).unwrap(), newest)
}

/// Returns a backup of everything.
pub fn back_up(app: &App) -> Vec<u8> {
    let written = ask(&mut Worker::default(), now(app.ask_to_back_up()).unwrap());
    written[0].1[0].clone()
}

fn csv(count: usize) -> String {
    let mut file = String::from("First Name,Last Name,Company,Phone,Favorite color\n");
    for number in 0..count {
        file.push_str(&format!("Ann{number},Lee,Company {},09{number:08},blue\n", number % 7));
    }
    file
}

#[test]
fn a_file_comes_in_is_found_survives_a_reload_and_is_undone_as_one() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let outcome = import(&app, "people.csv", &csv(1_000)).unwrap();
    assert_eq!((outcome.contacts, outcome.companies, outcome.known), (1_000, 7, 0));
    let app = tab(&store, 2);
    assert_eq!((app.count(CONTACT), app.count(COMPANY)), (1_000, 7));
    let found = app
        .select(CONTACT, &Selection { query: Query::parse("ann77 lee"), ..Selection::default() });
    assert_eq!(found.len(), 11);
    let edited = app.replica().id(found[0]);
    let mut draft = domain::Draft::new(CONTACT);
    draft.set_text(contact::NICKNAME, "Nan");
    now(app.save(Some(edited), draft)).unwrap();
    let undone = now(app.undo(outcome.stamps[0])).unwrap();
    // The edited contact stays, and so does their company.
    assert_eq!((undone.done.count, undone.skipped), (1_005, 2));
    assert_eq!((app.count(CONTACT), app.count(COMPANY)), (1, 1));
}

#[test]
fn an_import_that_is_undone_days_later_spares_everybody_who_was_dealt_with_since() {
    let app = tab(&MemoryStore::new(7), 1);
    now(app.seed_pipeline()).unwrap();
    let outcome = import(&app, "people.csv", &csv(200)).unwrap();
    let named = |name: &str| {
        let query = Query::parse(name);
        let rows = app.select(CONTACT, &Selection { query, ..Selection::default() });
        app.replica().id(rows[0])
    };
    let ids = ["ann10 lee", "ann21 lee", "ann32 lee", "ann43 lee", "ann54 lee"].map(named);
    let [called, planned, sold, noted, met] = ids;
    now(app.log(logged(call(called, activity::NOT_REACHED, 100)))).unwrap();
    new_task(&app, "Send samples", task::TO_DO, "", &[(task::CONTACT, planned)]);
    new_deal(&app, "Tableware", 100, Some(sold));
    now(app.add_note(noted, "met in Hanoi", 5_000)).unwrap();
    let mut meeting = call(called, "", 200);
    meeting.set_text(activity::WHAT, activity::MEETING);
    meeting.push(activity::CONTACTS, "", Value::Reference(met));
    now(app.log(logged(meeting))).unwrap();
    let company = app.named(COMPANY, "Company 6").unwrap();
    now(app.add_note(company, "moves in May", 6_000)).unwrap();
    let stay: BTreeSet<RecordId> = ids.into_iter().collect();
    now(app.undo(outcome.stamps[0])).unwrap();
    let replica = app.replica();
    let left: BTreeSet<RecordId> =
        replica.list(CONTACT).iter().map(|row| replica.id(*row)).collect();
    assert_eq!(left, stay);
    // 10, 21, 32, 43 and 54 modulo 7 are 3, 0, 4, 1 and 5.
    let mut companies: Vec<String> =
        replica.list(COMPANY).iter().map(|row| app.name(replica.id(*row))).collect();
    companies.sort();
    assert_eq!(companies, [0, 1, 3, 4, 5, 6].map(|number| format!("Company {number}")));
}

#[test]
fn the_same_file_twice_doubles_nothing_and_a_fuller_one_fills_gaps() {
    let app = tab(&MemoryStore::new(7), 1);
    import(&app, "people.csv", &csv(50)).unwrap();
    let again = import(&app, "people.csv", &csv(50)).unwrap();
    assert_eq!((again.contacts, again.known, again.filled), (0, 50, 0));
    let fuller = "First Name,Last Name,Phone,Job title\nAnn3,Lee,09 0000 0003,Buyer\n";
    let outcome = import(&app, "fuller.csv", fuller).unwrap();
    assert_eq!((outcome.contacts, outcome.known, outcome.filled), (0, 1, 1));
    assert_eq!(app.count(CONTACT), 50);
    let found =
        app.select(CONTACT, &Selection { query: Query::parse("buyer"), ..Selection::default() });
    let replica = app.replica();
    assert_eq!(replica.view(found[0]).texts(contact::PHONES).len(), 1);
}

#[test]
fn columns_that_say_the_same_of_different_things_all_come_in_and_stay() {
    let app = tab(&MemoryStore::new(7), 1);
    let table = "Name,Email,Alpha,Beta,Gamma,Anniversary,Name day,Spouse,Assistant,Home Phone,Work Phone\n\
        Anna Lee,anna@x.org,yes,yes,no,2001-05-03,2001-05-03,Bo,Bo,0911 111 111,0911 111 111\n";
    for choice in [MatchChoice::FillGaps, MatchChoice::FillGaps, MatchChoice::Overwrite] {
        let mut worker = Worker::default();
        let files = [("a.csv", table.as_bytes())];
        let (_, order) = plan(&app, &mut worker, &files, choice).unwrap();
        carry_out(&app, &mut worker, &order);
        let record = app.record(app.replica().id(app.replica().list(CONTACT)[0])).unwrap();
        let labels = |field| {
            let mut labels: Vec<_> = record.elements(field).into_iter().map(|e| e.label).collect();
            labels.sort();
            labels.join(", ")
        };
        assert_eq!(labels(domain::any_kind::EXTRA), "Alpha, Beta, Gamma", "{choice:?}");
        assert_eq!(record.elements(contact::DATES).len(), 2, "{choice:?}");
        assert_eq!(record.elements(contact::RELATIONS).len(), 2, "{choice:?}");
        assert_eq!(record.texts(contact::PHONES), ["0911 111 111"], "{choice:?}");
    }
}

#[test]
fn an_import_that_is_cut_off_is_taken_back_at_the_next_start() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let mut worker = Worker::default();
    let file = csv(500);
    let files = [("people.csv", file.as_bytes())];
    let (_, order) = plan(&app, &mut worker, &files, MatchChoice::FillGaps).unwrap();
    let (mut importing, request) = now(app.begin_import(&order)).unwrap();
    for (reply, parts) in ask(&mut worker, request) {
        if let Reply::Pages { keys, .. } = reply {
            now(app.write_import(&mut importing, &keys, parts)).unwrap();
        }
    }
    // The browser is killed here.
    let env = crate::stories::desk(9);
    let app = crate::Workspace::new(store.another_tab(), env);
    let opening = now(app.open()).unwrap();
    assert_eq!(opening.rolled_back, ["people.csv"]);
    assert!(app.is_empty());
}

#[test]
fn a_full_disk_in_the_middle_of_an_import_leaves_nothing_of_it() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    import(&app, "few.csv", &csv(5)).unwrap();
    store.limit(50_000);
    let mut worker = Worker::default();
    let file = csv(5_000);
    let files = [("people.csv", file.as_bytes())];
    let (_, order) = plan(&app, &mut worker, &files, MatchChoice::FillGaps).unwrap();
    let (mut importing, request) = now(app.begin_import(&order)).unwrap();
    let mut full = None;
    for (reply, parts) in ask(&mut worker, request) {
        if let Reply::Pages { keys, .. } = reply {
            full = full.or(now(app.write_import(&mut importing, &keys, parts)).err());
        }
    }
    assert_eq!(full, Some(crate::AppError::Store(StoreError::Full)));
    now(app.abort_import(&importing)).unwrap();
    assert_eq!(tab(&store, 3).count(CONTACT), 5);
}

#[test]
fn what_is_exported_comes_back_in_as_it_was() {
    let app = tab(&MemoryStore::new(7), 1);
    let file = "BEGIN:VCARD\nVERSION:3.0\nN:Nguyễn;Ánh;Thị;;\nFN:Nguyễn Thị Ánh\nORG:Minh Long;Sales\nTEL;TYPE=CELL:+84 912 345 678\nBDAY:--0304\nX-FOO:bar\nEND:VCARD\n";
    import(&app, "one.vcf", file).unwrap();
    for (format, name) in [(ExportFormat::Csv, "out.csv"), (ExportFormat::VCard, "out.vcf")] {
        let message = app.ask_to_export(format, CONTACT, None, TableChoice::default(), Vec::new());
        let replies = ask(&mut Worker::default(), message);
        assert_eq!(
            replies[0].0,
            Reply::Exported { records: 1, unreadable: 0, formulas: 0, cut: 0 }
        );
        let text = String::from_utf8(replies[0].1[0].clone()).unwrap();
        let other = tab(&MemoryStore::new(8), 2);
        import(&other, name, &text).unwrap();
        let record = |app: &App| {
            let replica = app.replica();
            let view = replica.view(replica.list(CONTACT)[0]);
            let texts = [contact::GIVEN, contact::FAMILY, contact::MIDDLE, contact::DEPARTMENT]
                .map(|field| view.text(field));
            let extra: Vec<(String, domain::Value)> = view
                .elements(domain::any_kind::EXTRA)
                .into_iter()
                .map(|e| (e.label, e.value))
                .collect();
            (texts, view.texts(contact::PHONES), view.value(contact::BIRTHDAY), extra)
        };
        assert_eq!(record(&other), record(&app), "{name}");
        assert_eq!(other.count(COMPANY), 1);
    }
}

#[test]
fn what_is_set_aside_of_companies_comes_back_as_companies_until_somebody_says_otherwise() {
    let app = tab(&MemoryStore::new(7), 1);
    let mut worker = Worker::default();
    let look = |worker: &mut Worker, message: Message| match ask(worker, message).remove(0).0 {
        Reply::Inspected { kind, .. } => kind,
        other => panic!("{other:?}"),
    };
    let options = ReadOptions::default();
    let table = b"Name,Phone\nAcme,0111 111 111\n\"Tinsmith,0222 222 222\n".to_vec();
    let asked = app.ask_to_inspect(0, "firms.csv", COMPANY, options.clone(), table);
    assert_eq!(look(&mut worker, asked), COMPANY.0);
    ask(&mut worker, app.ask_to_plan(&[0]));
    let (_, parts) = ask(&mut worker, Message::new(&Request::SetAside, Vec::new())).remove(0);
    let kept = String::from_utf8(parts[0].clone()).unwrap().replace("\"\"\"Tin", "\"Tin");
    // The page assumes contacts for every new file.
    let outcome = import(&app, "firms-set-aside.csv", &kept).unwrap();
    assert_eq!((outcome.contacts, outcome.companies), (0, 1));
    let asked = app.ask_to_inspect(1, "again.csv", CONTACT, options.clone(), kept.into_bytes());
    assert_eq!(look(&mut worker, asked), COMPANY.0);
    let chosen = app.ask_to_inspect_again(1, "again.csv", CONTACT, options);
    assert_eq!(look(&mut worker, chosen), CONTACT.0);
}

#[test]
fn nothing_is_built_without_a_plan_so_nobody_is_there_twice() {
    let app = tab(&MemoryStore::new(7), 1);
    import(&app, "x.csv", &csv(3)).unwrap();
    let (mut worker, table) = (Worker::default(), csv(3));
    let files = [("x.csv", table.as_bytes())];
    let (_, order) = plan(&app, &mut worker, &files, MatchChoice::FillGaps).unwrap();
    let again = app.ask_to_inspect_again(0, "x.csv", CONTACT, ReadOptions::default());
    ask(&mut worker, again);
    let (_, request) = now(app.begin_import(&order)).unwrap();
    let replies = ask(&mut worker, request);
    assert_eq!(replies[0].0, Reply::Failed(Failure::NotUnderstood));
    // A plan of an app that was emptied since is made again, though no pages are sent.
    let (_, order) = plan(&app, &mut worker, &files, MatchChoice::FillGaps).unwrap();
    let other = tab(&MemoryStore::new(7), 2);
    let order = ImportOrder { planned_at: other.generation() + 1, ..order };
    assert_eq!(carry_out(&other, &mut worker, &order).contacts, 3);
}

#[test]
fn a_message_of_another_version_is_not_understood() {
    let replies = ask(&mut Worker::default(), Message { head: vec![250, 1], parts: Vec::new() });
    assert_eq!(replies[0].0, Reply::Failed(Failure::NotUnderstood));
}

#[test]
fn a_backup_restored_into_an_empty_app_gives_identical_data() {
    let app = tab(&MemoryStore::new(7), 1);
    import(&app, "people.csv", &csv(200)).unwrap();
    let first = app.replica().id(app.replica().list(CONTACT)[0]);
    now(app.add_note(first, "met in Hanoi", 5_000)).unwrap();
    let second = app.replica().id(app.replica().list(CONTACT)[1]);
    now(app.change_many(&[second], &crate::BulkChange::Delete)).unwrap();
    let mut field = domain::Draft::new(domain::CUSTOM_FIELD);
    field.set_text(domain::custom_field::OF, "contact");
    field.set_text(domain::custom_field::NAME, "Wine");
    now(app.save(None, field)).unwrap();
    let file = back_up(&app);
    let other = tab(&MemoryStore::new(8), 2);
    let (outcome, newest) = restore(&other, file);
    assert_eq!((outcome.updated, outcome.same), (0, 0));
    let all = |app: &App| {
        let replica = app.replica();
        let mut all: Vec<replica::Record> =
            replica.all().filter_map(|row| replica.record(row)).collect();
        all.sort_by_key(|record| record.id);
        all
    };
    assert_eq!(all(&other), all(&app));
    assert_eq!(
        now(other.timeline(first, &[], 9)).unwrap(),
        now(app.timeline(first, &[], 9)).unwrap()
    );
    assert_eq!(other.schemas(), app.schemas());
    assert_eq!(
        now(other.changes_of(second)).unwrap().len(),
        now(app.changes_of(second)).unwrap().len()
    );
    // Anything written after the restore has a later stamp.
    let saved = now(other.save(Some(first), {
        let mut d = domain::Draft::new(CONTACT);
        d.set_text(contact::NICKNAME, "x");
        d
    }))
    .unwrap();
    assert!(saved.done.stamp.unwrap() > newest);
}
