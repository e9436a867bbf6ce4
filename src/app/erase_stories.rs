//! Stories of records that are deleted for ever.

use std::collections::HashSet;

use super::job::tests::{back_up, restore};
use super::selling_stories::{TODAY, call, logged, new_deal, new_task, person};
use super::stories::{App, now, tab};
use super::*;
use domain::{CONTACT, Draft, Fields, RecordId, Value, activity, any_kind, contact, deal, task};
use store::{MemoryStore, PageRange, Store};

fn delete(app: &App, ids: &[RecordId]) -> Done {
    now(app.change_many(ids, &BulkChange::Delete)).unwrap()
}

fn erase(app: &App, records: &[RecordId], activities: &[(RecordId, RecordId)]) -> usize {
    let mut erasure = app.begin_erasure(records, activities);
    while now(app.erase(&mut erasure)).unwrap() {}
    erasure.erased
}

fn bin(app: &App) -> usize {
    app.binned(None).len() + now(app.binned_activities()).unwrap().len()
}

/// True if a text stands anywhere in what is stored, or in a backup of it.
fn is_anywhere(app: &App, text: &str) -> bool {
    let contains = |bytes: &[u8]| memchr::memmem::find(bytes, text.as_bytes()).is_some();
    let pages = [PageRange::Hot, PageRange::Activities]
        .map(|range| now(app.store().pages(range, None, u32::MAX)).unwrap());
    let mut values: Vec<Vec<u8>> = pages.into_iter().flatten().map(|(_, bytes)| bytes).collect();
    let history = now(app.store().history(None, u32::MAX)).unwrap();
    values.extend(history.into_iter().map(|(_, bytes)| bytes));
    values.iter().any(|bytes| contains(bytes)) || contains(&back_up(app))
}

/// A contact, a deal, a task and a call, all of which say "zebra", in the bin, and a friend of theirs.
struct FullBin {
    app: App,
    zoe: RecordId,
    deal: RecordId,
    task: RecordId,
    call: RecordId,
    friend: RecordId,
    deleted: Done,
}

fn a_full_bin(store: &MemoryStore) -> FullBin {
    let app = tab(store, 1);
    now(app.seed_pipeline()).unwrap();
    let (zoe, friend) = (person(&app, "Zoe zebra"), person(&app, "Bo"));
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::NICKNAME, "zebra");
    now(app.save(Some(zoe), draft)).unwrap();
    let deal = new_deal(&app, "zebra crossing", 100, Some(zoe));
    let task = new_task(&app, "paint the zebra", task::TO_DO, TODAY, &[(task::CONTACT, zoe)]);
    let mut met = call(zoe, activity::REACHED, 5);
    met.push(activity::CONTACTS, "", Value::Reference(friend));
    met.set_text(activity::TEXT, "spoke of the zebra");
    let call = now(app.log(logged(met))).unwrap().id;
    now(app.delete_activity(zoe, call)).unwrap();
    let deleted = delete(&app, &[zoe, deal, task]);
    FullBin { app, zoe, deal, task, call, friend, deleted }
}

#[test]
fn a_record_that_is_deleted_for_ever_leaves_nothing_but_a_tombstone() {
    let store = MemoryStore::new(7);
    let FullBin { app, zoe, deal, task, call, friend, deleted } = a_full_bin(&store);
    assert_eq!(bin(&app), 4);
    assert!(is_anywhere(&app, "zebra"));
    assert_eq!(erase(&app, &[zoe, deal, task], &[(zoe, call)]), 4);
    for app in [&app, &tab(&store, 2)] {
        assert_eq!(bin(app), 0);
        assert!(!is_anywhere(app, "zebra"));
        assert!([zoe, deal, task].iter().all(|id| !app.is_live(*id) && app.name(*id).is_empty()));
        let past = now(app.read_history(&mut HistoryPosition::default())).unwrap();
        let ids: Vec<RecordId> =
            past.iter().flat_map(|it| it.records.iter().map(|record| record.id)).collect();
        assert!(
            ids.contains(&friend) && ![zoe, deal, task, call].iter().any(|it| ids.contains(it))
        );
        assert!(now(app.changes_of(zoe)).unwrap().is_empty());
    }
    // Nothing brings it back.
    now(app.undo(deleted.stamp.unwrap())).unwrap();
    now(app.take_from_bin(&[zoe], &[])).unwrap();
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::GIVEN, "zebra");
    now(app.save(Some(zoe), draft)).unwrap();
    assert!(!app.is_live(zoe) && bin(&app) == 0 && !is_anywhere(&app, "zebra"));
}

#[test]
fn an_older_backup_brings_nothing_back_except_into_an_empty_app() {
    let store = MemoryStore::new(7);
    let FullBin { app, zoe, deal, task, call, .. } = a_full_bin(&store);
    let in_the_bin = back_up(&app);
    now(app.take_from_bin(&[zoe, deal, task], &[(zoe, call)])).unwrap();
    let live = back_up(&app);
    delete(&app, &[zoe, deal, task]);
    now(app.delete_activity(zoe, call)).unwrap();
    erase(&app, &[zoe, deal, task], &[(zoe, call)]);
    let erased = back_up(&app);
    for older in [&in_the_bin, &live] {
        restore(&app, older.clone());
        assert!(bin(&app) == 0 && !app.is_live(zoe) && !is_anywhere(&app, "zebra"));
        restore(&app, erased.clone());
        assert!(!is_anywhere(&app, "zebra"));
    }
    let empty = tab(&MemoryStore::new(9), 3);
    restore(&empty, live);
    assert!(empty.is_live(zoe) && empty.name(deal) == "zebra crossing");
    assert_eq!(now(empty.timeline(zoe, &[], 9)).unwrap().entries.len(), 1);
    // Another device learns of it, even if it has changed the record since.
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::NICKNAME, "still a zebra");
    now(empty.save(Some(zoe), draft)).unwrap();
    restore(&empty, erased.clone());
    assert!(bin(&empty) == 0 && !empty.is_live(zoe) && !is_anywhere(&empty, "zebra"));
    let (outcome, _) = restore(&empty, erased);
    assert_eq!((outcome.added, outcome.updated), (0, 0), "nothing is left to do");
    super::copies_stories::check_copies(&empty);
}

#[test]
fn what_refers_to_a_record_that_is_gone_shows_no_name_and_stays() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    now(app.seed_pipeline()).unwrap();
    let (zoe, friend) = (person(&app, "Zoe"), person(&app, "Bo"));
    let desks = new_deal(&app, "Desks", 100, Some(zoe));
    let next = new_task(&app, "Call", task::CALL, TODAY, &[(task::CONTACT, zoe)]);
    let mut met = call(zoe, activity::REACHED, 5);
    met.push(activity::CONTACTS, "", Value::Reference(friend));
    met.set(activity::DEAL, Value::Reference(desks));
    now(app.log(logged(met))).unwrap();
    delete(&app, &[zoe]);
    erase(&app, &[zoe], &[]);
    let row = |id| super::selling_stories::row(&app, id);
    assert_eq!(app.deal_card(row(desks)).unwrap().who, "");
    assert_eq!(app.task_card(row(next)).unwrap().text, "Call");
    assert_eq!(now(app.timeline(friend, &[], 9)).unwrap().entries[0].with, []);
    // They go on as before.
    now(app.complete_task(next)).unwrap();
    let mut draft = Draft::new(domain::DEAL);
    draft.set_text(deal::NAME, "Oak desks");
    now(app.save(Some(desks), draft)).unwrap();
    assert!(app.record(zoe).is_some_and(|zoe| zoe.entries.len() == 2), "nothing is derived for it");
    assert_eq!(app.record(desks).unwrap().elements(deal::CONTACTS).len(), 1);
}

#[test]
fn only_what_is_in_the_bin_is_deleted_for_ever() {
    let app = tab(&MemoryStore::new(7), 1);
    let (ann, bo) = (person(&app, "Ann"), person(&app, "Bo"));
    let note = now(app.add_note(ann, "blue glaze", 5)).unwrap().id;
    delete(&app, &[bo]);
    assert_eq!(erase(&app, &[ann, bo], &[]), 1);
    erase(&app, &[], &[(ann, note)]);
    assert!(app.is_live(ann));
    assert_eq!(now(app.timeline(ann, &[], 9)).unwrap().entries.len(), 1);
}

#[test]
fn its_files_are_removed_by_the_search_that_follows() {
    let app = tab(&MemoryStore::new(7), 1);
    let hash = "5".repeat(64);
    let (name, media_type) = ("a.png".to_owned(), "image/png".to_owned());
    let photo = domain::FileRef { hash: hash.clone(), name, media_type, size: 3 };
    let mut draft = super::stories::person("Ann", "Lee");
    draft.push(any_kind::FILES, "", Value::File(Box::new(photo)));
    now(app.store().put_files(vec![(hash, vec![1, 2, 3])])).unwrap();
    let ann = now(app.save(None, draft)).unwrap().id;
    let sweep = || {
        while let Some(mut sweep) = now(app.begin_file_sweep()).unwrap() {
            while now(app.sweep_files(&mut sweep)).unwrap() {}
        }
        now(app.store().file_hashes()).unwrap().len()
    };
    delete(&app, &[ann]);
    assert_eq!(sweep(), 1);
    erase(&app, &[ann], &[]);
    assert_eq!(sweep(), 0);
}

#[test]
fn a_full_bin_is_emptied_in_short_steps() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let ids: Vec<RecordId> = (0..600).map(|n| person(&app, &format!("Ann {n}"))).collect();
    delete(&app, &ids);
    let mut erasure = app.begin_erasure(&ids, &[]);
    let mut steps = HashSet::new();
    while now(app.erase(&mut erasure)).unwrap() {
        steps.insert(erasure.erased);
    }
    assert_eq!(erasure.erased, 600);
    assert!(steps.len() > 4, "{steps:?}");
    assert!(app.binned(None).is_empty() && !is_anywhere(&app, "Ann"));
    assert!(now(app.read_history(&mut HistoryPosition::default())).unwrap().is_empty());
}
