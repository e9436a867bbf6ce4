//! Simulates a killed browser: after every write of a restore or a merge of duplicates, the next
//! start finds the state before or the whole result. Also tests duplicated records.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::future::pending;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::job::restore_tests::{pages, put};
use super::job::{Message, Reply, Worker, reply_of};
use super::selling_stories::{call, logged};
use super::stories::{App, TestEnv, desk, now, person, tab};
use super::*;
use domain::{
    CONTACT, DigestContext, Draft, Fields, KindId, RecordId, SETTINGS, TASK, Value, activity,
    built_in, contact, settings, task,
};
use replica::{ActionKind, Page, PageBuilder, PageKey, Record, Slot, Stamp, pack};
use store::{MemoryStore, Store};

/// A store that performs this many writes and then never answers again.
struct Stepping {
    store: MemoryStore,
    left: Rc<Cell<usize>>,
}

impl Stepping {
    async fn step(&self) {
        match self.left.get() {
            0 => pending().await,
            left => self.left.set(left - 1),
        }
    }
}

macro_rules! counted {
    (reads $this:ident.$call:ident($($argument:ident),*)) => {
        $this.store.$call($($argument),*).await
    };
    (writes $this:ident.$call:ident($($argument:ident),*)) => {{
        $this.step().await;
        $this.store.$call($($argument),*).await
    }};
}

impl Store for Stepping {
    store::hand_on!(counted);
}

/// Runs `work` on an app that is killed after this many writes; returns true if it finished.
fn survives(store: &MemoryStore, writes: usize, work: impl AsyncFnOnce(&Killed)) -> bool {
    let stepping = Stepping { store: store.another_tab(), left: Rc::new(Cell::new(usize::MAX)) };
    let left = stepping.left.clone();
    let app = Workspace::new(stepping, desk(77));
    now(app.open()).unwrap();
    left.set(writes);
    let mut work = pin!(work(&app));
    work.as_mut().poll(&mut Context::from_waker(Waker::noop())) == Poll::Ready(())
}

type Killed = Workspace<Stepping, TestEnv>;

async fn restore<S: Store>(app: &Workspace<S, TestEnv>, file: &[u8]) {
    let asked = app.ask_to_restore(file.to_vec()).await.unwrap();
    let (Reply::Restored(restored), parts) = answer(asked) else { panic!("no backup") };
    app.restore(*restored, parts).await.unwrap();
}

fn answer(asked: Message) -> (Reply, Vec<Vec<u8>>) {
    let mut replies = Vec::new();
    Worker::default().answer(asked, &|| None, &mut |reply| replies.push(reply));
    reply_of(replies.pop()).unwrap()
}

fn back_up(app: &App) -> Vec<u8> {
    answer(now(app.ask_to_back_up()).unwrap()).1.remove(0)
}

/// Every copy of every record, and every history entry except those of restores.
type StoreContents = (BTreeMap<(u8, u16, RecordId), Vec<Record>>, Vec<Stamp>);

fn whole(store: &MemoryStore) -> StoreContents {
    let mut records: BTreeMap<(u8, u16, RecordId), Vec<Record>> = BTreeMap::new();
    for (key, bytes) in pages(store) {
        for record in Page::open(bytes).unwrap().records().unwrap() {
            records.entry((key.shelf, key.bucket, record.id)).or_default().push(record);
        }
    }
    let history = now(store.history(None, u32::MAX)).unwrap();
    let told = |(stamp, bytes): (Stamp, Vec<u8>)| {
        let entry = replica::HistoryEntry::decode(&bytes).unwrap();
        (entry.action != ActionKind::Merge).then_some(stamp)
    };
    (records, history.into_iter().filter_map(told).collect())
}

fn country(app: &App, code: &str) {
    let mut draft = Draft::new(SETTINGS);
    draft.set_text(settings::COUNTRY, code);
    now(app.save_settings(draft)).unwrap();
}

/// Creates a device with a contact, a call, a task and a photo.
fn full(device: u64) -> App {
    let store = MemoryStore::new(device);
    let app = tab(&store, device);
    country(&app, "VN");
    now(app.seed_pipeline()).unwrap();
    let mut draft = person("Anna", "Lee");
    let file = transfer::file_ref(b"photo", "a.jpg", "image/jpeg");
    now(store.put_files(vec![(file.hash.clone(), b"photo".to_vec())])).unwrap();
    draft.set(contact::PHOTO, Value::File(Box::new(file)));
    let anna = now(app.save(None, draft)).unwrap().id;
    now(app.log(logged(call(anna, activity::NOT_REACHED, 100)))).unwrap();
    let mut send = Draft::new(TASK);
    send.set_text(task::TEXT, "Send");
    send.set(task::CONTACT, Value::Reference(anna));
    now(app.save(None, send)).unwrap();
    app
}

/// Creates a device as after its first start.
fn fresh() -> MemoryStore {
    let store = MemoryStore::new(8);
    let app = tab(&store, 2);
    country(&app, "HU");
    now(app.seed_pipeline()).unwrap();
    store
}

/// Creates a device with its own data, part of which is in the backup.
fn used(file: &[u8]) -> MemoryStore {
    let store = fresh();
    let app = tab(&store, 3);
    now(restore(&app, file));
    let anna = app.replica().id(app.replica().list(CONTACT)[0]);
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::NICKNAME, "Annie");
    now(app.save(Some(anna), draft)).unwrap();
    now(app.add_note(anna, "met in Hanoi", 5_000)).unwrap();
    store
}

#[test]
fn a_restore_that_is_killed_after_any_write_is_whole_or_not_there() {
    let app = full(7);
    let first = back_up(&app);
    let anna = app.replica().id(app.replica().list(CONTACT)[0]);
    now(app.log(logged(call(anna, activity::REACHED, 200)))).unwrap();
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::JOB_TITLE, "Buyer");
    now(app.save(Some(anna), draft)).unwrap();
    let file = back_up(&app);
    let devices: [&dyn Fn() -> MemoryStore; 2] = [&fresh, &|| used(&first)];
    for device in devices {
        let finished = device();
        assert!(survives(&finished, usize::MAX, async |app| restore(app, &file).await));
        let after = whole(&finished);
        assert!(after.0.values().all(|copies| copies.len() == 1));
        let mut writes = 0;
        loop {
            let store = device();
            let before = whole(&store);
            let survived = survives(&store, writes, async |app| restore(app, &file).await);
            let next = tab(&store, 9);
            let found = whole(&store);
            assert!(found == before || found == after, "killed after {writes} writes");
            assert_eq!(now(next.store().open()).unwrap().open_bulk, []);
            if survived {
                assert!(found == after && writes >= 4, "{writes}");
                break;
            }
            writes += 1;
        }
    }
}

/// Returns a contact with a name and, under its own stamp, a nickname.
fn copy(number: u8, nickname: &str, millis: u64) -> Record {
    let mut record = Record::new(CONTACT, RecordId::from_bytes([number; 16]));
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let stamp = |millis| Stamp { millis, ..Stamp::NEVER };
    record.put(contact::GIVEN, Slot::One { stamp: stamp(5), value: text("Anna") });
    record.put(contact::NICKNAME, Slot::One { stamp: stamp(millis), value: text(nickname) });
    record
}

fn context() -> DigestContext {
    DigestContext { schemas: built_in(), ..DigestContext::default() }
}

/// Stores records twice: in two pages, within one page, with one copy unreadable, and of a kind
/// from a newer version.
fn twice() -> MemoryStore {
    let store = MemoryStore::new(7);
    let context = context();
    let mut unreadable = PageBuilder::with(context.fingerprints());
    let third = copy(3, "Third", 6);
    unreadable.push_garbled(&third, &context.digest(CONTACT, &third));
    let mut newer = copy(4, "newer", 6);
    newer.kind = KindId(900);
    let hot = |page, records: &[Record]| (PageKey::hot(page), pack(records, &context));
    let written = vec![
        hot(1, &[copy(1, "Annie", 9), copy(2, "old", 6), copy(9, "alone", 6), copy(2, "new", 7)]),
        hot(2, &[copy(1, "Anne", 8), third, newer.clone()]),
        (PageKey::hot(3), unreadable.finish()),
        hot(4, &[newer]),
    ];
    put(&store, written, Vec::new());
    store
}

#[test]
fn records_that_are_stored_twice_are_joined_by_stamps_and_that_is_told() {
    let store = twice();
    let app = tab(&store, 1);
    assert_eq!(now(app.joined()), Ok(None));
    assert_eq!(now(app.join_copies()), Ok(true));
    assert_eq!(now(app.join_copies()), Ok(false), "once is enough");
    let expected = [(1, "Annie"), (2, "new"), (3, "Third"), (4, "newer"), (9, "alone")];
    for app in [app, tab(&store, 2)] {
        for (number, nickname) in expected {
            let record = app.record(RecordId::from_bytes([number; 16])).unwrap();
            assert_eq!(record.text(contact::NICKNAME), nickname);
        }
        assert_eq!(app.count(CONTACT), 4);
        assert_eq!(now(app.joined()).unwrap().map(|joined| joined.records), Some(4));
        assert_eq!(now(app.past(None)), Ok(Vec::new()), "nobody did it");
    }
    assert!(whole(&store).0.values().all(|copies| copies.len() == 1));
}

#[test]
fn joining_that_is_killed_is_done_by_the_next_start() {
    for writes in 0..3 {
        let store = twice();
        survives(&store, writes, async |app| {
            app.join_copies().await.unwrap();
        });
        let app = tab(&store, 2);
        let left = now(app.join_copies()).unwrap();
        assert_eq!(left, writes == 0);
        assert!(whole(&store).0.values().all(|copies| copies.len() == 1));
        assert_eq!(app.count(CONTACT), 4);
    }
}

#[test]
fn a_joined_contact_gets_its_derived_values_again() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let anna = now(app.save(None, person("Anna", "Lee"))).unwrap().id;
    let old = app.record(anna).unwrap();
    let mut send = Draft::new(TASK);
    send.set_text(task::TEXT, "Send");
    send.set_text(task::DUE, "2026-11-23");
    send.set(task::CONTACT, Value::Reference(anna));
    now(app.save(None, send)).unwrap();
    put(&store, vec![(PageKey::hot(u64::MAX), pack(&[old], &context()))], Vec::new());
    let app = tab(&store, 2);
    assert_eq!(now(app.join_copies()), Ok(true));
    assert_eq!(app.record(anna).unwrap().text(contact::NEXT), "2026-11-23");
}

#[test]
fn a_backup_of_a_device_that_stores_records_twice_has_them_once() {
    let store = twice();
    let file = back_up(&tab(&store, 1));
    let other = MemoryStore::new(8);
    now(restore(&tab(&other, 2), &file));
    assert!(whole(&other).0.values().all(|copies| copies.len() == 1));
    let app = tab(&other, 3);
    let record = app.record(RecordId::from_bytes([1; 16])).unwrap();
    assert_eq!(record.text(contact::NICKNAME), "Annie");
    // A restore also removes duplicates already on the device.
    now(restore(&tab(&store, 4), &file));
    assert!(whole(&store).0.values().all(|copies| copies.len() == 1));
}

#[test]
fn a_page_that_another_tab_changed_meanwhile_is_not_overwritten() {
    let store = twice();
    let app = tab(&store, 1);
    let mut other = copy(1, "latest", 20);
    other.put(contact::JOB_TITLE, Slot::One { stamp: other.changed(), value: None });
    put(&store, vec![(PageKey::hot(1), pack(&[other], &context()))], Vec::new());
    // A record that moved is left to the next start.
    let _moved = now(app.join_copies());
    let app = tab(&store, 2);
    now(app.join_copies()).unwrap();
    let record = app.record(RecordId::from_bytes([1; 16])).unwrap();
    assert_eq!(record.text(contact::NICKNAME), "latest");
}
