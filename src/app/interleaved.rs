//! Interleaves everything that writes or digests at each await: edits, an import, compaction,
//! digest refreshes, the default pipeline, several tabs. Whatever the order: acknowledged writes
//! are in the store, no id is there twice, and the memory of every tab equals the store.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use proptest::prelude::*;

use super::job::{Built, PagePlace, Request};
use super::stories::{TestEnv, desk, now, person};
use super::*;
use domain::{CONTACT, Draft, Fields, RecordId, TASK, Value, any_kind, contact, settings, task};
use replica::{ActionKind, Page, PageKey, Record, pack};
use store::{MemoryStore, PageRange, Store};

/// A store that yields to the other tasks before and after each operation.
struct Slow(MemoryStore);

/// Yields once.
async fn turn() {
    let mut waited = false;
    poll_fn(|_| if std::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending })
        .await;
}

macro_rules! slowly {
    ($effect:ident $this:ident.$call:ident($($argument:ident),*)) => {{
        turn().await;
        let outcome = $this.0.$call($($argument),*).await;
        turn().await;
        outcome
    }};
}

impl Store for Slow {
    store::hand_on!(slowly);
}

type TestTab = Rc<Workspace<Slow, TestEnv>>;

/// The acknowledged writes.
#[derive(Default)]
struct Promised {
    /// Tags, by contact.
    tags: Vec<(RecordId, String)>,
    /// Contacts and tasks.
    made: Vec<RecordId>,
    /// Notes, by home.
    notes: Vec<(RecordId, RecordId)>,
    /// Tags whose undo was attempted: they may be there or not.
    undone: BTreeSet<String>,
    /// Errors.
    refused: Vec<String>,
}

type Promises = Rc<RefCell<Promised>>;

/// An operation of a tab.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Tag(u8),
    TagAll,
    /// Gives all people a family name: it moves them in lists.
    RenameAll,
    Add,
    Note(u8),
    Task(u8),
    Seed,
    Country(u8),
    Redigest,
    Join,
    CatchUp,
    Open,
    Import {
        ends: bool,
    },
    Undo,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => any::<u8>().prop_map(Deed::Tag),
        2 => Just(Deed::TagAll),
        1 => Just(Deed::RenameAll),
        2 => Just(Deed::Add),
        2 => any::<u8>().prop_map(Deed::Note),
        2 => any::<u8>().prop_map(Deed::Task),
        1 => Just(Deed::Seed),
        1 => any::<u8>().prop_map(Deed::Country),
        1 => Just(Deed::Redigest),
        3 => Just(Deed::Join),
        1 => Just(Deed::CatchUp),
        1 => Just(Deed::Open),
        1 => any::<bool>().prop_map(|ends| Deed::Import { ends }),
        1 => Just(Deed::Undo),
    ]
}

async fn perform(
    tab: TestTab,
    deed: Deed,
    number: usize,
    people: Rc<Vec<RecordId>>,
    all: Promises,
) {
    let who = |at: u8| people[usize::from(at) % people.len()];
    let refused = |error: AppError| all.borrow_mut().refused.push(format!("{deed:?}: {error}"));
    match deed {
        Deed::Tag(at) => {
            let (id, tag) = (who(at), format!("tag {number}"));
            match tab.change_many(&[id], &BulkChange::AddTag(tag.clone())).await {
                Ok(done) if done.count == 1 => all.borrow_mut().tags.push((id, tag)),
                Ok(_nobody) => {}
                Err(error) => refused(error),
            }
        }
        Deed::TagAll => tag_all(&tab, number, &people, &all).await,
        Deed::RenameAll => {
            let mut draft = Draft::new(CONTACT);
            draft.set_text(contact::FAMILY, format!("Family {number}"));
            drop(tab.change_many(&people, &BulkChange::Set(draft)).await.map_err(refused));
        }
        Deed::Add => match tab.save(None, person(&format!("New {number}"), "")).await {
            Ok(saved) => all.borrow_mut().made.push(saved.id),
            Err(error) => refused(error),
        },
        Deed::Note(at) => match tab.add_note(who(at), &format!("note {number}"), 5).await {
            Ok(saved) => all.borrow_mut().notes.push((who(at), saved.id)),
            Err(error) => refused(error),
        },
        Deed::Task(at) => {
            let mut draft = Draft::new(TASK);
            draft.set_text(task::TEXT, format!("task {number}"));
            draft.set_text(task::DUE, format!("2026-12-{:02}", 1 + (number * 7) % 28));
            draft.set(task::CONTACT, Value::Reference(who(at)));
            match tab.save(None, draft).await {
                Ok(saved) => all.borrow_mut().made.push(saved.id),
                Err(error) => refused(error),
            }
        }
        Deed::Seed => drop(tab.seed_pipeline().await.map_err(refused)),
        Deed::Country(at) => {
            let mut draft = Draft::new(domain::SETTINGS);
            draft.set_text(settings::COUNTRY, ["VN", "HU", "US"][usize::from(at) % 3]);
            drop(tab.save_settings(draft).await.map_err(refused));
        }
        Deed::Redigest => {
            while tab.refresh_digests().await.unwrap() {}
            tab.sort();
        }
        Deed::Join => drop(tab.join_small_pages().await.map_err(refused)),
        Deed::CatchUp => drop(tab.catch_up().await.map_err(refused)),
        Deed::Open => drop(tab.open().await.map_err(refused)),
        Deed::Import { ends } => import(&tab, ends, &all).await,
        Deed::Undo => undo_last(&tab, &all).await,
    }
}

/// Tags everybody, in as many pages.
async fn tag_all(tab: &TestTab, number: usize, people: &[RecordId], all: &Promises) {
    let tag = format!("tag {number}");
    let outcome = tab.change_many(people, &BulkChange::AddTag(tag.clone())).await;
    let mut all = all.borrow_mut();
    match outcome {
        Ok(done) if done.count == people.len() => {
            all.tags.extend(people.iter().map(|id| (*id, tag.clone())));
        }
        outcome => all.refused.push(format!("{tag} for {}: {outcome:?}", people.len())),
    }
}

/// Imports three people in two pages, or aborts after the first page.
async fn import(tab: &TestTab, ends: bool, all: &Promises) {
    let order = ImportOrder { rows: 3, ..ImportOrder::default() };
    let Ok((mut importing, request)) = tab.begin_import(&order).await else { return };
    let Some(Request::Build { pages: keys, .. }) = request.head() else { return };
    let keys: Vec<_> = keys.into_iter().map(|key| PagePlace::of(PageKey::hot(key))).collect();
    let ids: Vec<RecordId> = (0..3).map(|_| tab.new_id()).collect();
    let record = |id: &RecordId| {
        let mut record = Record::new(CONTACT, *id);
        let value = Some(Value::Text(format!("Came {id}")));
        let stamp = replica::Stamp { millis: 9, counter: 0, device: 9 };
        record.put(contact::GIVEN, replica::Slot::One { stamp, value });
        record
    };
    let context = tab.replica().context().clone();
    let page = |ids: &[RecordId]| pack(&ids.iter().map(record).collect::<Vec<_>>(), &context);
    let first = tab.write_import(&mut importing, &keys[..1], vec![page(&ids[..2])]).await;
    if !ends {
        return drop(tab.abort_import(&importing).await);
    }
    let second = tab.write_import(&mut importing, &keys[1..2], vec![page(&ids[2..])]).await;
    // There are no locks here, so a tab that opens now believes the import was interrupted.
    if first.is_err() || second.is_err() {
        return;
    }
    let built = Built { contacts: 3, ..Built::default() };
    if tab.end_import(&mut importing, &built, &[]).await.is_ok() {
        all.borrow_mut().made.extend(ids);
        turn().await;
        while tab.show_import() {
            turn().await;
        }
    }
}

/// Undoes the last tagging.
async fn undo_last(tab: &TestTab, all: &Promises) {
    let Ok(past) = tab.past(None).await else { return };
    let Some(tagged) = past.iter().find(|past| past.action == ActionKind::Bulk) else { return };
    all.borrow_mut().undone.insert(tagged.label.clone());
    drop(tab.undo(tagged.stamp).await);
}

/// Polls the tasks in the order given by the bytes, until all are done.
fn run(mut tasks: Vec<Pin<Box<dyn Future<Output = ()>>>>, order: &[u8]) {
    let mut context = Context::from_waker(Waker::noop());
    let mut seed = 7_u64;
    for at in 0.. {
        if tasks.is_empty() {
            return;
        }
        assert!(at < 100_000, "it never ends");
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(99);
        let next = order.get(at).map_or((seed >> 33) as usize, |byte| usize::from(*byte));
        let next = next % tasks.len();
        if tasks[next].as_mut().poll(&mut context).is_ready() {
            drop(tasks.remove(next));
        }
    }
}

type TabState = BTreeMap<RecordId, (PageKey, Record)>;

fn in_memory<S: Store>(tab: &Workspace<S, TestEnv>) -> TabState {
    let replica = tab.replica();
    let held = |row| {
        let record = replica.record(row).unwrap();
        (record.id, (replica.page_key(row), record))
    };
    replica.all().map(held).collect()
}

fn stored(store: &MemoryStore, range: PageRange) -> Vec<(PageKey, Page)> {
    let pages = now(store.pages(range, None, u32::MAX)).unwrap();
    pages.into_iter().map(|(key, bytes)| (key, Page::open(bytes).unwrap())).collect()
}

fn check_all(store: &MemoryStore, tabs: &[TestTab], all: &Promised) {
    assert_eq!(all.refused, Vec::<String>::new());
    let mut ids = BTreeSet::new();
    let mut in_store = TabState::new();
    for (key, page) in stored(store, PageRange::Hot) {
        for record in page.records().unwrap() {
            assert!(ids.insert(record.id), "{:?} is there twice", record.id);
            in_store.insert(record.id, (key, record));
        }
    }
    let mut activities = BTreeSet::new();
    for (key, page) in stored(store, PageRange::Activities) {
        for slot in 0..page.count() {
            assert!(activities.insert((key.bucket, page.id(slot))), "a note is there twice");
        }
    }
    for (id, tag) in all.tags.iter().filter(|(_, tag)| !all.undone.contains(tag)) {
        let tags = in_store[id].1.texts(any_kind::TAGS);
        assert!(tags.contains(tag), "{tag} is lost; there are {tags:?}");
    }
    for id in &all.made {
        assert!(in_store.contains_key(id), "{id:?} is lost");
    }
    for (home, id) in &all.notes {
        assert!(activities.contains(&(PageKey::of_home(*home, 0).bucket, *id)), "a note is lost");
    }
    for tab in tabs {
        let there = |held: &TabState| -> Vec<_> {
            held.iter().map(|(id, (key, record))| (*id, *key, record.changed())).collect()
        };
        assert_eq!(there(&in_memory(tab)), there(&in_store), "memory is not what the store holds");
        assert!(in_memory(tab) == in_store, "memory has other values than the store");
        for (home, _) in &all.notes {
            let expected = all.notes.iter().filter(|(of, _)| of == home).count();
            let seen = settle(tab.timeline(*home, &[], 99)).unwrap().entries.len();
            assert_eq!(seen, expected, "the timeline of {home:?}");
        }
    }
    facts_hold(&in_store);
}

/// Checks that every contact's next task is the first of their open ones.
fn facts_hold(held: &TabState) {
    let mut next: BTreeMap<RecordId, String> = BTreeMap::new();
    for (_, record) in held.values().filter(|(_, record)| record.kind == TASK) {
        let due = record.text(task::DUE);
        if let Some(of) = record.reference(task::CONTACT) {
            let first = next.entry(of).or_insert(due.clone());
            *first = due.min(first.clone());
        }
    }
    for (id, due) in next {
        assert_eq!(held[&id].1.text(contact::NEXT), due, "the next task of {id:?}");
    }
}

/// Polls a future to its end; for the yielding store.
fn settle<T>(future: impl Future<Output = T>) -> T {
    let mut future = Box::pin(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

fn slow_tab(store: &MemoryStore, seed: u64) -> TestTab {
    let mut env = desk(seed);
    env.takes_turns = true;
    let tab = Rc::new(Workspace::new(Slow(store.another_tab()), env));
    settle(tab.open()).unwrap();
    tab
}

/// Creates five people, each in their own page, so that there is something to compact.
fn begin() -> (MemoryStore, Rc<Vec<RecordId>>) {
    let store = MemoryStore::new(7);
    let people = (0..5).map(|number| {
        let tab = super::stories::tab(&store, 100 + number);
        now(tab.save(None, person(&format!("P{number}"), ""))).unwrap().id
    });
    let people = people.collect();
    (store, Rc::new(people))
}

fn check(deeds: &[(u8, Deed)], order: &[u8]) {
    let (store, people) = begin();
    let tabs: Vec<TestTab> = (1..=2).map(|seed| slow_tab(&store, seed)).collect();
    let all = Promises::default();
    let tasks = deeds.iter().enumerate().map(|(number, (tab, deed))| {
        let tab = Rc::clone(&tabs[usize::from(*tab) % tabs.len()]);
        let task = perform(tab, *deed, number, Rc::clone(&people), Rc::clone(&all));
        Box::pin(task) as Pin<Box<dyn Future<Output = ()>>>
    });
    run(tasks.collect(), order);
    for tab in &tabs {
        // As a tab does when it hears of the last commit.
        settle(tab.catch_up()).unwrap();
    }
    check_all(&store, &tabs, &all.borrow());
    let fresh = slow_tab(&store, 50);
    assert!(in_memory(&fresh) == in_memory(&tabs[0]), "a new tab sees the same");
}

/// In one tab, an edit is made while small pages are being compacted.
#[test]
fn an_edit_that_waits_for_the_join_of_small_pages_finds_its_record() {
    for at in 0..5 {
        for steps in 0..40_u8 {
            let order: Vec<u8> = (0..8).map(|turn| (steps >> turn) & 1).collect();
            check(&[(0, Deed::Join), (0, Deed::Tag(at))], &order);
        }
    }
}

#[test]
fn two_tabs_that_begin_at_once_make_one_pipeline_and_one_set_of_settings() {
    let store = MemoryStore::new(7);
    let tabs: Vec<TestTab> = (1..=2).map(|seed| slow_tab(&store, seed)).collect();
    let all = Promises::default();
    let mut tasks: Vec<Pin<Box<dyn Future<Output = ()>>>> = Vec::new();
    for tab in &tabs {
        for deed in [Deed::Seed, Deed::Country(0)] {
            let people = Rc::new(Vec::new());
            tasks.push(Box::pin(perform(Rc::clone(tab), deed, 0, people, Rc::clone(&all))));
        }
    }
    run(tasks, &[0, 1, 2, 3, 0, 1, 2, 3]);
    for tab in &tabs {
        settle(tab.catch_up()).unwrap();
    }
    check_all(&store, &tabs, &all.borrow());
    assert_eq!(tabs[0].replica().list(domain::SETTINGS).len(), 1);
}

#[test]
fn the_first_pipeline_gives_way_to_one_that_somebody_made_meanwhile() {
    let store = MemoryStore::new(7);
    let tab = slow_tab(&store, 1);
    let mut seeding = Box::pin(tab.seed_pipeline());
    assert!(seeding.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    let own = super::stories::tab(&store, 2);
    now(own.add_pipeline("Own", &domain::TEMPLATES[1])).unwrap();
    settle(seeding).unwrap();
    assert_eq!(tab.pipelines(), own.pipelines());
}

/// A commit that does not touch settings must not block creating them.
#[test]
fn settings_are_made_however_busy_another_tab_is() {
    let (store, people) = begin();
    let (tab, busy) = (slow_tab(&store, 1), super::stories::tab(&store, 2));
    let mut draft = Draft::new(domain::SETTINGS);
    draft.set_text(settings::COUNTRY, "VN");
    let mut making = Box::pin(tab.save_settings(draft));
    let mut context = Context::from_waker(Waker::noop());
    let saved = (0..).find_map(|number| {
        let tag = BulkChange::AddTag(format!("tag {number}"));
        now(busy.change_many(&people[..1], &tag)).unwrap();
        let polled = making.as_mut().poll(&mut context);
        let Poll::Ready(saved) = polled else {
            assert!(number < 9, "it is done again and again");
            return None;
        };
        Some(saved.unwrap())
    });
    assert_eq!(saved.map(|saved| saved.done.count), Some(1));
    drop(making);
    assert_eq!(tab.settings().text(settings::COUNTRY), "VN");
}

/// Small pages are joined twice while a tab catches up: it must not take in half of the second join.
#[test]
fn a_tab_that_catches_up_while_pages_are_joined_again_loses_sight_of_nobody() {
    use Deed::{Add, CatchUp, Join, Note, Tag, Undo};
    let deeds = [
        (0, Add),
        (1, Tag(0)),
        (0, Join),
        (0, Tag(1)),
        (0, Undo),
        (0, CatchUp),
        (0, CatchUp),
        (0, Note(0)),
        (0, Join),
        (0, Note(0)),
    ];
    let order = [70, 41, 230, 124, 142, 30, 165, 129, 177, 42, 42, 22, 146, 58, 22, 0, 0];
    check(&deeds, &order);
}

/// The pages of an import are joined with others between its end and its showing.
#[test]
fn an_import_whose_pages_are_joined_before_it_is_shown_shows_them_as_they_are() {
    use Deed::{Add, Import, Join, Note, Tag, Task};
    let deeds = [
        (0, Note(0)),
        (0, Tag(101)),
        (1, Join),
        (0, Task(0)),
        (1, Task(0)),
        (0, Add),
        (1, Add),
        (0, Import { ends: true }),
        (0, Join),
    ];
    let order = [
        11, 3, 3, 219, 246, 221, 74, 206, 49, 4, 2, 220, 225, 62, 202, 54, 218, 87, 148, 110, 106,
        45, 52, 156, 91, 111, 214, 208, 136, 43, 183, 56, 181, 11, 253, 101, 83, 27, 91, 91, 161,
        73, 137,
    ];
    check(&deeds, &order);
}

/// The application is opened again while it catches up: memory never goes back.
#[test]
fn a_tab_that_is_opened_again_never_goes_back_to_what_it_knew_before() {
    use Deed::{CatchUp, Join, Note, Open, Tag};
    let deeds = [
        (0, Tag(1)),
        (0, Tag(0)),
        (0, Open),
        (0, Open),
        (0, Join),
        (0, CatchUp),
        (0, Tag(1)),
        (0, Note(0)),
    ];
    let order = [
        3, 71, 135, 155, 3, 34, 2, 129, 190, 209, 227, 217, 219, 25, 193, 146, 23, 128, 178, 116,
        93, 30, 98, 42, 90, 55, 89, 125, 5, 94,
    ];
    check(&deeds, &order);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn nothing_that_was_told_as_done_is_lost_whatever_happens_at_once(
        deeds in proptest::collection::vec((0..2_u8, deed()), 2..12),
        order in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        check(&deeds, &order);
    }
}
