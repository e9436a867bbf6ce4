//! Restoring a backup into an app with data.

use super::tests::{back_up, import, restore};
use crate::stories::{App, now, tab};
use crate::{AppError, BulkChange, RestoreOutcome};
use domain::{
    CONTACT, CUSTOM_FIELD, Draft, Fields, KindId, RecordId, SETTINGS, TASK, Value, contact,
    custom_field, settings, task,
};
use replica::ActionKind;
use store::MemoryStore;

const PEOPLE: &str = "First name,Last name,Email\nAnna,Lee,anna@x.org\nBéla,Kovács,bela@x.org\n\
    Chi,Mai,chi@x.org\n";

/// Two devices with the same three people.
fn two() -> (App, App) {
    let app = tab(&MemoryStore::new(7), 1);
    import(&app, "people.csv", PEOPLE).unwrap();
    let other = tab(&MemoryStore::new(8), 2);
    restore(&other, back_up(&app));
    (app, other)
}

fn ids(app: &App) -> Vec<RecordId> {
    let replica = app.replica();
    let mut ids: Vec<RecordId> = replica.list(CONTACT).iter().map(|row| replica.id(*row)).collect();
    ids.sort();
    ids
}

fn set(app: &App, id: RecordId, field: u32, text: &str) {
    let mut draft = Draft::new(CONTACT);
    draft.set_text(field, text);
    now(app.save(Some(id), draft)).unwrap();
}

fn made(app: &App, kind: KindId, texts: &[(u32, &str)], of: Option<(u32, RecordId)>) -> RecordId {
    let mut draft = Draft::new(kind);
    texts.iter().for_each(|(field, text)| draft.set_text(*field, *text));
    of.into_iter().for_each(|(field, id)| draft.set(field, Value::Reference(id)));
    now(app.save(None, draft)).unwrap().id
}

#[test]
fn a_backup_is_merged_with_what_is_here_and_says_what_it_did() {
    let (app, other) = two();
    let [anna, bela, chi] = ids(&app)[..] else { panic!() };
    // The newer of two values wins, even if the older one arrives later.
    set(&app, bela, contact::NICKNAME, "older");
    restore(&other, back_up(&app));
    set(&other, bela, contact::NICKNAME, "newer");
    set(&other, anna, contact::NICKNAME, "Annie");
    set(&app, anna, contact::JOB_TITLE, "Buyer");
    now(app.change_many(&[chi], &BulkChange::Delete)).unwrap();
    let dora = made(&app, CONTACT, &[(contact::GIVEN, "Dora")], None);
    now(app.add_note(bela, "met in Hanoi", 5_000)).unwrap();
    let (outcome, _) = restore(&other, back_up(&app));
    assert_eq!((outcome.added, outcome.updated), (2, 2), "Dora and the note; Anna and Chi");
    let record = other.record(anna).unwrap();
    let both = (record.text(contact::NICKNAME), record.text(contact::JOB_TITLE));
    assert_eq!(both, ("Annie".to_owned(), "Buyer".to_owned()));
    assert_eq!(other.record(bela).unwrap().text(contact::NICKNAME), "newer");
    assert_eq!(other.record(dora).unwrap().text(contact::GIVEN), "Dora");
    assert!(other.record(chi).unwrap().is_deleted());
    assert_eq!(now(other.timeline(bela, &[], 9)).unwrap().entries.len(), 1);
    // Again: nothing changes, and the history gets no empty entry.
    let before = now(other.past(None)).unwrap().len();
    let (again, _) = restore(&other, back_up(&app));
    assert_eq!((again.added, again.updated), (0, 0));
    assert_eq!(again.same, outcome.added + outcome.updated + outcome.same);
    assert_eq!(now(other.past(None)).unwrap().len(), before);
    assert_eq!(now(other.timeline(bela, &[], 9)).unwrap().entries.len(), 1);
}

#[test]
fn what_follows_from_restored_tasks_is_told_by_those_who_were_here() {
    let (app, other) = two();
    let anna = ids(&app)[0];
    let call = [(task::TEXT, "Ask"), (task::WHAT, task::CALL), (task::DUE, "2026-11-23")];
    made(&app, TASK, &call, Some((task::CONTACT, anna)));
    let earlier = [(task::TEXT, "Send"), (task::WHAT, "todo"), (task::DUE, "2026-11-22")];
    made(&other, TASK, &earlier, Some((task::CONTACT, anna)));
    restore(&other, back_up(&app));
    let record = other.record(anna).unwrap();
    assert_eq!(record.text(contact::NEXT), "2026-11-22");
    assert_eq!(record.text(contact::NEXT_CALL), "2026-11-23");
}

#[test]
fn settings_of_the_team_merge_and_custom_fields_come() {
    let app = tab(&MemoryStore::new(7), 1);
    let country = |code: &str| {
        let mut draft = Draft::new(SETTINGS);
        draft.set_text(settings::COUNTRY, code);
        draft
    };
    now(app.save_settings(country("VN"))).unwrap();
    let field = [(custom_field::OF, "contact"), (custom_field::NAME, "Wine")];
    made(&app, CUSTOM_FIELD, &field, None);
    import(&app, "people.csv", PEOPLE).unwrap();
    let other = tab(&MemoryStore::new(8), 2);
    now(other.save_settings(country("HU"))).unwrap();
    made(&other, CONTACT, &[(contact::GIVEN, "Eva")], None);
    let (RestoreOutcome { added, .. }, _) = restore(&other, back_up(&app));
    assert!(added >= 4);
    assert_eq!(other.settings().text(settings::COUNTRY), "HU");
    assert_eq!(other.count(SETTINGS), 1);
    assert_eq!(ids(&other).len(), 4);
    let schema = other.schema(CONTACT).unwrap();
    assert!(schema.fields.iter().any(|field| field.label == "Wine"));
}

#[test]
fn a_restored_backup_is_told_in_the_history_and_not_undone() {
    let (app, other) = two();
    set(&app, ids(&app)[0], contact::NICKNAME, "Annie");
    restore(&other, back_up(&app));
    let past = now(other.past(None)).unwrap();
    let told = past.iter().find(|it| it.action == ActionKind::Merge && it.here).unwrap();
    assert_eq!(told.count, 1);
    assert_eq!(now(other.undo(told.stamp)), Err(AppError::NotFound));
    assert_eq!(other.record(ids(&app)[0]).unwrap().text(contact::NICKNAME), "Annie");
}
