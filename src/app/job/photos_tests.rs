//! Photos in imported vCards, with a stand-in for the browser's resizing.

use std::future::ready;

use super::tests::{ask, back_up, plan, restore};
use super::*;
use crate::Importing;
use crate::files::files_in;
use crate::stories::{App, now, tab};
use domain::{CONTACT, Fields, FileRef, Value, contact};
use store::{MemoryStore, Store};

/// Returns a card with a photo of this many bytes.
fn card(name: &str, bytes: usize, letter: u8) -> String {
    use base64::Engine;
    let photo = base64::engine::general_purpose::STANDARD.encode(vec![letter; bytes]);
    format!(
        "BEGIN:VCARD\nVERSION:3.0\nN:Lee;{name};;;\nEMAIL:{name}@x.org\n\
        PHOTO;ENCODING=b;TYPE=PNG:{photo}\nEND:VCARD\n"
    )
}

/// Shrinks a picture to ten bytes of its letter; zeros count as no picture.
async fn ten(bytes: &[u8], _longest: u32) -> Shrunk {
    ready(()).await;
    (bytes[0] != 0).then(|| (vec![bytes[0]; 10], "image/jpeg"))
}

type Replies = Vec<(Reply, Vec<Vec<u8>>)>;

/// Begins an import of cards; returns the worker's replies.
fn begin(app: &App, cards: &str, matched: MatchChoice) -> (Importing, Replies) {
    let mut worker = Worker::default();
    let files = [("x.vcf", cards.as_bytes())];
    let (_, order) = plan(app, &mut worker, &files, matched).unwrap();
    let (importing, request) = now(app.begin_import(&order)).unwrap();
    let mut replies = Vec::new();
    now(worker.prepare(&request, &ten, &mut |reply| {
        replies.push((reply.head().unwrap(), reply.parts));
    }));
    replies.extend(ask(&mut worker, request));
    (importing, replies)
}

/// Imports cards the way page and worker do; returns the number of files stored.
fn bring_in(app: &App, cards: &str, matched: MatchChoice) -> usize {
    let (mut importing, replies) = begin(app, cards, matched);
    let mut came = 0;
    for (reply, parts) in replies {
        match reply {
            Reply::Pages { keys, .. } => {
                now(app.write_import(&mut importing, &keys, parts)).unwrap()
            }
            Reply::Files { hashes } => {
                came += hashes.len();
                now(app.keep_files(&importing, hashes, parts)).unwrap();
            }
            Reply::Built(built) => {
                now(app.end_import(&mut importing, &built, &parts)).unwrap();
            }
            other => panic!("{other:?}"),
        }
    }
    while app.show_import() {}
    came
}

/// Returns a contact's photo: the reference and its bytes.
fn photo(app: &App, given: &str) -> (FileRef, Vec<u8>) {
    let replica = app.replica();
    let mut rows = replica.list(CONTACT).iter();
    let row = rows.find(|row| replica.view(**row).text(contact::GIVEN) == given).unwrap();
    let Some(Value::File(file)) = replica.view(*row).value(contact::PHOTO) else {
        panic!("{given} has no photo")
    };
    let bytes = now(app.store().file(&file.hash)).unwrap().unwrap();
    (*file, bytes)
}

#[test]
fn large_photos_come_in_small_and_small_ones_as_they_are() {
    let app = tab(&MemoryStore::new(7), 1);
    let cards = [
        card("Anna", 500_000, b'a'),
        card("Bob", 40_000, b'b'),
        card("Chi", 9_000_000, b'c'),
        card("Dora", 5_000_000, b'd'),
        card("Eva", 100_000, b'a'),
    ];
    assert_eq!(bring_in(&app, &cards.concat(), MatchChoice::FillGaps), 5);
    for (name, letter) in [("Anna", b'a'), ("Chi", b'c'), ("Dora", b'd'), ("Eva", b'a')] {
        let (file, bytes) = photo(&app, name);
        assert_eq!(bytes, vec![letter; 10], "{name}");
        assert_eq!((file.size, file.media_type.as_str()), (10, "image/jpeg"), "{name}");
    }
    let (file, bytes) = photo(&app, "Bob");
    assert_eq!((file.size, file.media_type.as_str(), bytes.len()), (40_000, "image/png", 40_000));
}

#[test]
fn what_is_no_picture_stays_as_it_is() {
    let app = tab(&MemoryStore::new(7), 1);
    bring_in(&app, &card("Anna", 1_000_000, 0), MatchChoice::FillGaps);
    let (file, bytes) = photo(&app, "Anna");
    assert_eq!((file.size, file.media_type.as_str()), (1_000_000, "image/png"));
    assert_eq!(bytes, vec![0; 1_000_000]);
}

#[test]
fn a_photo_that_came_in_small_is_the_same_when_its_card_comes_again() {
    let app = tab(&MemoryStore::new(7), 1);
    let cards = card("Anna", 500_000, b'a');
    bring_in(&app, &cards, MatchChoice::FillGaps);
    let before = app.replica().record(app.replica().list(CONTACT)[0]).unwrap();
    bring_in(&app, &cards, MatchChoice::FillGaps);
    let after = app.replica().record(app.replica().list(CONTACT)[0]).unwrap();
    assert_eq!(after, before);
}

#[test]
fn who_is_skipped_leaves_no_photo_behind() {
    let app = tab(&MemoryStore::new(7), 1);
    bring_in(&app, &card("Anna", 10, b'z'), MatchChoice::FillGaps);
    assert_eq!(bring_in(&app, &card("Anna", 500_000, b'a'), MatchChoice::Skip), 0);
}

#[test]
fn an_import_that_is_taken_back_takes_its_photos_along() {
    let app = tab(&MemoryStore::new(7), 1);
    bring_in(&app, &card("Anna", 10, b'z'), MatchChoice::FillGaps);
    let here = files_in(&app.replica(), app.replica().all());
    let cards = card("Anna", 10, b'z') + &card("Binh", 500_000, b'b') + &card("Chi", 20, b'c');
    let (importing, replies) = begin(&app, &cards, MatchChoice::FillGaps);
    let mut came = Vec::new();
    for (reply, parts) in replies {
        if let Reply::Files { hashes } = reply {
            came.extend(hashes.clone());
            now(app.keep_files(&importing, hashes, parts)).unwrap();
        }
    }
    assert!(came.len() >= 2, "{came:?}");
    let there = |hash: &String| now(app.store().file(hash)).unwrap().is_some();
    assert!(came.iter().all(there));
    now(app.abort_import(&importing)).unwrap();
    came.retain(|hash| !here.contains(hash));
    assert!(!came.iter().any(there));
    assert!(here.iter().all(there));
}

#[test]
fn a_backup_has_the_files_beside_a_photo_and_those_of_the_bin() {
    let app = tab(&MemoryStore::new(11), 1);
    let logo = "LOGO;ENCODING=b;TYPE=PNG:bG9nbw==\nEND:VCARD";
    let cards = card("Anna", 200, b'a').replace("END:VCARD", logo) + &card("Binh", 300, b'b');
    assert_eq!(bring_in(&app, &cards, MatchChoice::FillGaps), 3);
    let binh = {
        let replica = app.replica();
        let mut rows = replica.list(CONTACT).iter();
        let row = rows.find(|row| replica.view(**row).text(contact::GIVEN) == "Binh").unwrap();
        replica.id(*row)
    };
    now(app.change_many(&[binh], &crate::BulkChange::Delete)).unwrap();
    let here = files_in(&app.replica(), app.replica().all());
    assert_eq!(here.len(), 3);
    assert_eq!(app.files_of(CONTACT, None).len(), 2, "an export leaves the bin out");
    let other = tab(&MemoryStore::new(12), 2);
    restore(&other, back_up(&app));
    for hash in here {
        assert!(now(other.store().file(&hash)).unwrap().is_some(), "{hash}");
    }
}
