//! All copies of an activity are equal, whatever was done to it.

use super::job::tests::{back_up, restore};
use super::selling_stories::{app, call, logged, person};
use super::stories::{App, now, tab};
use domain::{ACTIVITY, Draft, Fields, RecordId, Value, activity};
use replica::{Page, PageKey, Record, Stamp};
use store::{MemoryStore, PageRange, Store};

/// Returns the copies of an activity in the buckets of these people.
fn copies(app: &App, people: &[RecordId], id: RecordId) -> Vec<Record> {
    let found = people.iter().map(|person| {
        let range = PageRange::Bucket(PageKey::of_home(*person, 0).bucket);
        let pages = now(app.store().pages(range, None, u32::MAX)).unwrap();
        let mut pages = pages.into_iter().map(|(_, bytes)| Page::open(bytes).unwrap());
        pages.find_map(|page| page.record(page.find(id)?)).unwrap()
    });
    found.collect()
}

#[test]
fn the_copies_of_an_activity_are_equal_and_a_restore_names_everybody_once() {
    let app = app();
    let people = [person(&app, "Ann"), person(&app, "Bo"), person(&app, "Cy")];
    let mut met = call(people[0], activity::REACHED, 100);
    people[1..].iter().for_each(|id| met.push(activity::CONTACTS, "", Value::Reference(*id)));
    let id = now(app.log(logged(met))).unwrap().id;
    let all = copies(&app, &people, id);
    assert_eq!(all[0].elements(activity::CONTACTS).len(), 3);
    assert!(all.iter().all(|copy| *copy == all[0]));
    let backup = back_up(&app);
    let other = tab(&MemoryStore::new(9), 3);
    restore(&other, backup.clone());
    restore(&app, backup);
    assert_eq!(copies(&other, &people, id), all);
    assert_eq!(copies(&app, &people, id), all);
}

/// Fails unless all copies of every activity are equal.
fn check_copies(app: &App) {
    let mut known: std::collections::BTreeMap<RecordId, Record> = Default::default();
    let pages = now(app.store().pages(PageRange::Activities, None, u32::MAX)).unwrap();
    for (_, bytes) in pages {
        for record in Page::open(bytes).unwrap().records().unwrap() {
            let first = known.entry(record.id).or_insert_with(|| record.clone());
            assert_eq!(*first, record);
        }
    }
}

/// Plays random steps on two devices that exchange backups.
fn play(seed: u64) {
    let mut random = seed;
    let mut next = move |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040);
        (random >> 33) as usize % below
    };
    let one = app();
    let people = ["Ann", "Bo", "Cy", "Di"].map(|name| person(&one, name));
    let other = tab(&MemoryStore::new(9), seed + 7);
    restore(&other, back_up(&one));
    let devices = [one, other];
    let mut calls: Vec<(RecordId, RecordId)> = Vec::new();
    let mut done: [Vec<Stamp>; 2] = Default::default();
    for step in 0..24 {
        let at = next(2);
        let app = &devices[at];
        let stamp = match next(6) {
            0 | 1 => {
                let first = next(4);
                let mut met = call(people[first], activity::REACHED, step);
                for more in 0..next(3) {
                    let who = people[(first + 1 + more) % 4];
                    met.push(activity::CONTACTS, "", Value::Reference(who));
                }
                let saved = now(app.log(logged(met))).unwrap();
                calls.push((people[first], saved.id));
                saved.done.stamp
            }
            2 | 3 if !calls.is_empty() => {
                let (home, id) = calls[next(calls.len())];
                let mut draft = Draft::new(ACTIVITY);
                draft.set_text(activity::TEXT, format!("step {step}"));
                // The other device may not know it yet.
                now(app.edit_activity(home, id, draft)).ok().and_then(|done| done.stamp)
            }
            4 if !done[at].is_empty() => {
                let stamp = done[at][next(done[at].len())];
                now(app.undo(stamp)).unwrap().done.stamp
            }
            5 => {
                restore(&devices[1 - at], back_up(app));
                None
            }
            _ if !calls.is_empty() => {
                let (home, id) = calls[next(calls.len())];
                now(app.delete_activity(home, id)).ok().and_then(|done| done.stamp)
            }
            _ => None,
        };
        done[at].extend(stamp);
        devices.iter().for_each(check_copies);
    }
}

#[test]
fn the_copies_of_an_activity_stay_equal_through_edits_undos_and_merges() {
    (1..40).for_each(play);
}
