//! Stories of files on records: reading them, counting them, and on the timeline.

use super::stories::{App, now, person, tab};
use super::*;
use domain::{ACTIVITY, COMPANY, Draft, FileRef, RecordId, Value, activity, any_kind, company};
use store::{MemoryStore, Store};
use transfer::file_ref;

fn stored(app: &App, name: &str, bytes: &[u8]) -> FileRef {
    let file = file_ref(bytes, name, "application/pdf");
    now(app.store().put_files(vec![(file.hash.clone(), bytes.to_vec())])).unwrap();
    file
}

fn with_files(mut draft: Draft, files: &[&FileRef]) -> Draft {
    for file in files {
        draft.push(any_kind::FILES, "", Value::File(Box::new((*file).clone())));
    }
    draft
}

fn anna(app: &App, files: &[&FileRef]) -> RecordId {
    now(app.save(None, with_files(person("Anna", "Lee"), files))).unwrap().id
}

#[test]
fn a_file_is_read_only_if_it_is_what_was_stored() {
    let app = tab(&MemoryStore::new(7), 1);
    let offer = stored(&app, "offer.pdf", b"an offer");
    assert_eq!(now(app.read_file(&offer)), Ok(b"an offer".to_vec()));
    now(app.store().put_files(vec![(offer.hash.clone(), b"something else".to_vec())])).unwrap();
    assert_eq!(now(app.read_file(&offer)), Err(AppError::FileLost));
    let gone = file_ref(b"never stored", "x", "");
    assert_eq!(now(app.read_file(&gone)), Err(AppError::FileLost));
}

#[test]
fn the_total_counts_each_file_once_on_records_and_activities() {
    let app = tab(&MemoryStore::new(7), 1);
    assert_eq!(now(app.files_total()), Ok(FilesTotal::default()));
    let (offer, photo) = (stored(&app, "offer.pdf", b"12345"), stored(&app, "a.jpg", b"123"));
    let anna = anna(&app, &[&offer]);
    let mut duna = Draft::new(COMPANY);
    duna.set_text(company::NAME, "Duna");
    now(app.save(None, with_files(duna, &[&offer]))).unwrap();
    assert_eq!(now(app.files_total()), Ok(FilesTotal { count: 1, bytes: 5 }));
    let mut visit = Draft::new(ACTIVITY);
    visit.set_text(activity::WHAT, activity::VISIT);
    visit.set(activity::HOME, Value::Reference(anna));
    let activity = with_files(visit, &[&photo]);
    now(app.log(LoggedActivity { activity, next: None, does: None })).unwrap();
    assert_eq!(now(app.files_total()), Ok(FilesTotal { count: 2, bytes: 8 }));
    let entry = &now(app.timeline(anna, &[], 9)).unwrap().entries[0];
    assert_eq!(entry.files, [photo]);
}

#[test]
fn files_are_attached_and_taken_off_in_one_undo_each() {
    let app = tab(&MemoryStore::new(7), 1);
    let files: Vec<FileRef> =
        (0..100_u8).map(|number| stored(&app, &format!("{number}.jpg"), &[number])).collect();
    let anna = anna(&app, &[]);
    let all: Vec<&FileRef> = files.iter().collect();
    let attached =
        now(app.save(Some(anna), with_files(Draft::new(domain::CONTACT), &all))).unwrap();
    let names = || {
        let record = app.record(anna).unwrap();
        let schema = app.schema(domain::CONTACT).unwrap();
        domain::files_of(&record, schema.field(any_kind::FILES).unwrap())
    };
    assert_eq!(names(), files);
    now(app.undo(attached.done.stamp.unwrap())).unwrap();
    assert_eq!(names(), []);
    now(app.undo(now(app.read_history(&mut HistoryPosition::default())).unwrap()[0].stamp))
        .unwrap();
    assert_eq!(names(), files);
}
