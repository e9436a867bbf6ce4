//! Properties of restoring, for any two devices: the result equals a record-by-record merge, every
//! record is stored once, and restoring again changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;

use super::merging::{cause, derived_from};
use super::restore_tests::{pages, put};
use super::tests::{back_up, restore};
use crate::copies::places_of;
use crate::edits::{SEEDED, derived};
use crate::settings::part_settings_of;
use crate::stories::{now, tab};
use domain::{
    ACTIVITY, COMPANY, CONTACT, CUSTOM_FIELD, DEAL, DEVICE, DigestContext, Draft, KindId, RecordId,
    SETTINGS, STAGE, Shown, TAG, TASK, Value, activity, any_kind, built_in, custom_field, deal,
    task,
};
use replica::{
    ActionKind, Before, HistoryEntry, Page, PageKey, Record, Slot, Stamp, merge_copies, pack,
    testing, untwinned,
};
use store::{MemoryStore, Store};

type AnyRecords = BTreeMap<RecordId, Record>;

const NEWER: KindId = KindId(0x9000_9000);
const KINDS: [KindId; 11] =
    [CONTACT, COMPANY, ACTIVITY, TAG, CUSTOM_FIELD, SETTINGS, DEVICE, DEAL, TASK, STAGE, NEWER];
/// Fields that are not derived in any kind, one of them custom and two unknown to this version.
const FIELDS: [u32; 6] = [10, 11, 12, 0x8000_0007, 900, 4_000_000_000];

fn id(kind: KindId, number: u8) -> RecordId {
    let mut bytes = [number; 16];
    bytes[..4].copy_from_slice(&kind.0.to_be_bytes());
    RecordId::from_bytes(bytes)
}

/// Later than what the app makes by itself.
fn one(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Slot> {
    testing::one(testing::stamp(2..9), value)
}

fn many(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Slot> {
    testing::many(testing::stamp(2..9), value)
}

fn slot() -> impl Strategy<Value = (u32, Slot)> {
    let value = testing::value((0..3u8).prop_map(|number| id(CONTACT, number)));
    let texts = "[a-c]{1,2}".prop_map(Value::Text);
    prop_oneof![
        (proptest::sample::select(&FIELDS[..]), one(value.clone())),
        (
            proptest::sample::select(&FIELDS[3..]),
            prop_oneof![many(value.clone()), testing::opaque()]
        ),
        (Just(any_kind::DELETED), one(any::<bool>().prop_map(Value::Flag))),
        (Just(any_kind::TAGS), many(texts)),
        (Just(any_kind::EXTRA), many(value)),
    ]
}

/// Generates the fields by which tasks, activities and custom fields take effect.
fn own_slot(kind: KindId) -> BoxedStrategy<(u32, Slot)> {
    let contact = (0..3u8).prop_map(|number| Value::Reference(id(CONTACT, number)));
    let deal = (0..3u8).prop_map(|number| Value::Reference(id(DEAL, number)));
    let choice = |texts: &'static [&'static str]| {
        proptest::sample::select(texts).prop_map(|text: &str| Value::Text(text.to_owned()))
    };
    let moment = (0..9i64).prop_map(Value::Moment);
    match kind {
        TASK => prop_oneof![
            (Just(task::CONTACT), one(contact)),
            (Just(task::DEAL), one(deal)),
            (Just(task::WHAT), one(choice(&[task::CALL, task::TO_DO]))),
            (Just(task::DUE), one(choice(&["2026-11-23", "2026-11-24", "2026-12-01"]))),
            (Just(task::DONE), one(moment)),
        ]
        .boxed(),
        ACTIVITY => prop_oneof![
            (Just(activity::HOME), one(contact.clone())),
            (Just(activity::CONTACTS), many(contact)),
            (Just(activity::WHAT), one(choice(&[activity::CALL, activity::NOTE]))),
            (Just(activity::WHEN), one(moment)),
            (Just(activity::RESULT), one(choice(&[activity::REACHED, activity::NOT_REACHED]))),
        ]
        .boxed(),
        CUSTOM_FIELD => prop_oneof![
            (Just(custom_field::OF), one(choice(&["contact", "deal"]))),
            (Just(custom_field::NAME), one(choice(&["Wine", "Color"]))),
        ]
        .boxed(),
        DEAL => (Just(deal::SINCE), one(moment)).boxed(),
        _ => slot().boxed(),
    }
}

fn record() -> impl Strategy<Value = Record> {
    (proptest::sample::select(&KINDS[..]), 0..3u8).prop_flat_map(|(kind, number)| {
        let slots = vec(prop_oneof![slot().boxed(), own_slot(kind)], 1..6);
        slots.prop_map(move |slots| {
            let mut record = Record::new(kind, id(kind, number));
            slots.into_iter().for_each(|(field, slot)| record.put(field, slot));
            record
        })
    })
}

/// Generates a device in use; some of the default stages may be as they were made.
fn device() -> impl Strategy<Value = AnyRecords> {
    (vec(record(), 0..16), first_stages()).prop_map(|(records, stages)| {
        let records = stages.into_iter().chain(records);
        with_derived(records.map(|record| (record.id, record)).collect())
    })
}

/// Generates a device after its first start: settings and the default stages.
fn fresh_device() -> impl Strategy<Value = AnyRecords> {
    (record(), first_stages()).prop_map(|(mut settings, stages)| {
        (settings.kind, settings.id) = (SETTINGS, id(SETTINGS, 1));
        let records = stages.into_iter().chain([settings]);
        with_derived(records.map(|record| (record.id, record)).collect())
    })
}

/// Generates default stages in either of two languages.
fn first_stages() -> impl Strategy<Value = Vec<Record>> {
    let languages = vec![(0, "Lead"), (7, "Érdeklődő")];
    (0..3u8, proptest::sample::select(languages)).prop_map(|(count, (counter, name))| {
        let seed = |number| {
            let mut stage = Record::new(STAGE, id(STAGE, number));
            let value = Some(Value::Text(name.into()));
            stage.put(10, Slot::One { stamp: Stamp { counter, ..SEEDED }, value });
            stage
        };
        (0..count).map(seed).collect()
    })
}

/// Removes derived values.
fn stripped(record: &Record) -> Record {
    let schemas = built_in();
    let fields = schemas.get(record.kind).map(|schema| schema.fields.clone()).unwrap_or_default();
    let is_derived =
        |field: u32| fields.iter().any(|it| it.number == field && it.shown == Shown::Derived);
    let mut record = record.clone();
    let unstamped = |slot: &Slot| matches!(slot, Slot::One { stamp: Stamp::NEVER, .. });
    record.entries.retain(|entry| !(unstamped(&entry.slot) && is_derived(entry.field)));
    record
}

/// Recomputes the derived values of contacts and deals.
fn with_derived(records: AnyRecords) -> AnyRecords {
    let live = records.values().filter(|record| !record.is_deleted());
    let schemas = built_in();
    let causes: Vec<&Record> =
        live.filter(|record| cause(&schemas, record.kind).is_some()).collect();
    let updated = |(id, record): (&RecordId, &Record)| {
        let record = stripped(record);
        let is_about = |it: &&Record| {
            cause(&schemas, it.kind).is_some_and(|schema| schema.parties_of(*it).contains(id))
        };
        let about: Vec<&Record> = causes.iter().copied().filter(is_about).collect();
        let mut draft = Draft::new(record.kind);
        for from in [TASK, ACTIVITY] {
            draft.slots.extend(derived_from(&schemas, record.kind, from, &about).slots);
        }
        (*id, derived(&record, &draft).unwrap_or(record))
    };
    records.iter().map(updated).collect()
}

/// Returns a backup's records with the settings as two.
fn in_two(theirs: &AnyRecords) -> AnyRecords {
    let mut theirs: Vec<Record> = theirs.values().cloned().collect();
    part_settings_of(&mut theirs);
    theirs.into_iter().map(|record| (record.id, record)).collect()
}

/// Returns how many records a backup brings: of the team's settings, those that are not here count
/// as one with those that are, or as one.
fn brought(theirs: &AnyRecords, ours: &AnyRecords) -> usize {
    let theirs = in_two(theirs);
    let after = merged(&theirs, ours);
    let here = |it: &&Record| it.kind == SETTINGS && after.contains_key(&it.id);
    let first = after.values().find(|it| it.kind == SETTINGS).map(|it| it.id);
    let elsewhere = theirs.values().filter(|it| it.kind == SETTINGS && !here(it)).count();
    let joins = first.is_some_and(|first| !theirs.contains_key(&first));
    theirs.len() - elsewhere + usize::from(elsewhere > 0 && joins)
}

/// Computes the expected records after a restore.
fn merged(theirs: &AnyRecords, ours: &AnyRecords) -> AnyRecords {
    let is_single = |record: &Record| [SETTINGS, DEVICE].contains(&record.kind);
    let is_seed = |record: &Record| record.changed().millis == SEEDED.millis;
    let is_own = |record: &Record| is_single(record) || is_seed(record);
    let theirs = in_two(theirs);
    let live = theirs.values().filter(|record| !record.is_deleted());
    let brought: BTreeSet<KindId> = live.map(|record| record.kind).collect();
    let mut all = ours.clone();
    if ours.values().all(is_own) {
        let merges = |id: &RecordId, it: &Record| theirs.contains_key(id) && is_single(it);
        all.retain(|id, record| merges(id, record) || !brought.contains(&record.kind));
    }
    let has_own = all.values().any(|record| record.kind == DEVICE);
    // The team's settings merge under the id that they have here.
    let known: BTreeSet<RecordId> = all.keys().copied().collect();
    let is_team = |record: &&Record| record.kind == SETTINGS;
    let elsewhere = theirs.values().filter(|it| is_team(it) && !known.contains(&it.id));
    let team = all.values().find(is_team).or(elsewhere.min_by_key(|it| it.id)).map(|it| it.id);
    for mut record in theirs.into_values() {
        if record.kind == SETTINGS && !known.contains(&record.id) {
            record.id = team.unwrap_or(record.id);
        }
        match all.get(&record.id) {
            None if record.kind == DEVICE && has_own => {}
            None => {
                all.insert(record.id, untwinned(record));
            }
            Some(known) => {
                let both = merge_copies(&stripped(known), &stripped(&record));
                all.insert(both.id, both);
            }
        }
    }
    with_derived(all)
}

/// Returns the places of a record: an activity has one per participant.
fn places(record: &Record) -> BTreeSet<(u8, u16)> {
    if record.kind != ACTIVITY {
        return BTreeSet::from([(PageKey::HOT, 0)]);
    }
    let homes = places_of(&domain::activity::SCHEMA, record);
    let homes = if homes.is_empty() { vec![record.id] } else { homes };
    let key = |home: RecordId| PageKey::of_home(home, 0);
    homes.into_iter().map(key).map(|key| (key.shelf, key.bucket)).collect()
}

/// Creates a device with these records, in pages of three, and this history.
fn store(device: u64, records: &AnyRecords, history: &[Stamp]) -> MemoryStore {
    let store = MemoryStore::new(device);
    let context = DigestContext { schemas: built_in(), ..DigestContext::default() };
    let mut places_of: BTreeMap<(u8, u16), Vec<Record>> = BTreeMap::new();
    for record in records.values() {
        for place in places(record) {
            places_of.entry(place).or_default().push(record.clone());
        }
    }
    let mut pages = Vec::new();
    for ((shelf, bucket), records) in places_of {
        for records in records.chunks(3) {
            let page = pages.len() as u64;
            pages.push((PageKey { shelf, bucket, page }, pack(records, &context)));
        }
    }
    let entry = |stamp: &Stamp| {
        let before = Before { created: true, record: Record::new(CONTACT, id(CONTACT, 0)) };
        let (action, label) = (ActionKind::Create, String::new());
        let before = vec![(PageKey::hot(0), before)];
        let entry = HistoryEntry { stamp: *stamp, action, label, count: 1, undid: None, before };
        (*stamp, entry.encode())
    };
    put(&store, pages, history.iter().map(entry).collect());
    store
}

/// Reads all records of a store; checks that each is stored once, an activity once per participant.
fn held(store: &MemoryStore) -> Result<AnyRecords, TestCaseError> {
    let mut found: BTreeMap<RecordId, (Record, BTreeSet<(u8, u16)>)> = BTreeMap::new();
    for (key, bytes) in pages(store) {
        for record in Page::open(bytes).unwrap().records().unwrap() {
            let known = found.entry(record.id).or_insert_with(|| (record.clone(), BTreeSet::new()));
            prop_assert_eq!(&known.0, &record, "the copies differ");
            prop_assert!(known.1.insert((key.shelf, key.bucket)), "{:?} is there twice", record.id);
        }
    }
    for (record, at) in found.values() {
        prop_assert!(places(record).is_subset(at), "{:?} misses a copy", record.id);
    }
    Ok(found.into_iter().map(|(id, (record, _))| (id, record)).collect())
}

/// Removes empty derived values, which are equivalent to absent ones.
fn plain(records: &AnyRecords) -> AnyRecords {
    let nothing = |slot: &Slot| matches!(slot, Slot::One { stamp: Stamp::NEVER, value: None });
    let mut records = records.clone();
    for record in records.values_mut() {
        record.entries.retain(|entry| !nothing(&entry.slot));
    }
    records
}

fn history() -> impl Strategy<Value = Vec<Stamp>> {
    vec((2..99u64, 0..3u64), 0..4).prop_map(|all| {
        all.into_iter().map(|(millis, device)| Stamp { millis, counter: 0, device }).collect()
    })
}

proptest! {
    #[test]
    fn a_restored_backup_is_merged_with_what_is_there_whatever_that_is(
        theirs in device(),
        ours in prop_oneof![3 => device().boxed(), 1 => fresh_device().boxed()],
        past in (history(), history()),
    ) {
        prop_assume!(!theirs.is_empty());
        let app = tab(&store(7, &theirs, &past.0), 1);
        let here = store(8, &ours, &past.1);
        let other = tab(&here, 2);
        let file = back_up(&app);
        let (outcome, _) = restore(&other, file.clone());
        let once = held(&here)?;
        prop_assert_eq!(plain(&once), plain(&merged(&theirs, &ours)));
        let brought = brought(&theirs, &ours);
        prop_assert_eq!(outcome.added + outcome.updated + outcome.same, brought);
        let known = |stamp: &Stamp| now(here.history_entry(*stamp)).unwrap().is_some();
        prop_assert!(past.0.iter().chain(&past.1).all(known));
        let (again, _) = restore(&other, file);
        prop_assert_eq!((again.added, again.updated, again.same), (0, 0, brought));
        prop_assert_eq!(held(&here)?, once);
    }
}
