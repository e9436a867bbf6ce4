//! Stories of damage: it is reported, a backup repairs it, and repaired or given-up damage is no
//! longer reported.

use super::job::tests::{back_up, restore};
use super::stories::{App, now, person, tab};
use super::*;
use domain::{CONTACT, Draft, RecordId, Value};
use replica::PageKey;
use store::conformance::{Damage, DamagedTable, Damaging, WRONG};
use store::head::Head;
use store::{MemoryStore, PageRange, Store};

/// Creates forty people, each in their own page.
fn people(store: &MemoryStore) -> App {
    for number in 0..40 {
        let app = tab(store, number + 1);
        now(app.save(None, person(&format!("P{number}"), ""))).unwrap();
    }
    tab(store, 99)
}

fn opened(store: &MemoryStore, seed: u64) -> (App, Opening) {
    let app = Workspace::new(store.another_tab(), super::stories::desk(seed));
    let opening = now(app.open()).unwrap();
    (app, opening)
}

fn hot_keys(store: &MemoryStore) -> Vec<PageKey> {
    let pages = now(store.pages(PageRange::Hot, None, u32::MAX)).unwrap();
    pages.into_iter().map(|(key, _)| key).collect()
}

#[test]
fn whatever_stands_in_place_of_a_page_it_is_missed_repaired_and_told_no_more() {
    for wrong in &WRONG {
        let store = MemoryStore::new(7);
        let app = people(&store);
        now(app.join_small_pages()).unwrap();
        now(app.save(None, person("Apart", ""))).unwrap();
        let backup = back_up(&app);
        let all = app.count(CONTACT);
        let page = app.replica().page_key(app.replica().list(CONTACT)[5]);
        now(store.damage(DamagedTable::Page(page), wrong)).unwrap();
        let (app, opening) = opened(&store, 50);
        let Missing { parts, records } = opening.missing.clone();
        assert_eq!(records, all - app.count(CONTACT), "{wrong:?}");
        assert!(records >= 40, "{wrong:?}");
        assert_eq!(parts, usize::from(*wrong != Damage::Gone), "{wrong:?}");
        assert_eq!(opened(&store, 51).1.missing, opening.missing, "it is told as long as it is so");
        // Another edit happens meanwhile.
        now(app.save(None, person("Later", ""))).unwrap();
        let (outcome, _) = restore(&app, backup);
        assert_eq!(outcome.added, records, "{wrong:?}");
        assert!(app.missing().is_nothing(), "{wrong:?}: {:?}", app.missing());
        let (app, opening) = opened(&store, 52);
        assert_eq!(opening.missing, Missing::default(), "{wrong:?}");
        assert_eq!(app.count(CONTACT), all + 1);
        let kept = now(store.get_all("aside/")).unwrap().len();
        assert_eq!(kept, usize::from(*wrong != Damage::Gone), "it is kept for a report");
    }
}

#[test]
fn what_is_given_up_is_told_no_more() {
    for wrong in &WRONG {
        let store = MemoryStore::new(7);
        people(&store);
        for key in &hot_keys(&store)[3..5] {
            now(store.damage(DamagedTable::Page(*key), wrong)).unwrap();
        }
        let (app, opening) = opened(&store, 50);
        assert_eq!(opening.missing.records, 2, "{wrong:?}");
        let other = opened(&store, 49).0;
        now(app.give_up_missing()).unwrap();
        assert!(app.missing().is_nothing());
        now(other.catch_up()).unwrap();
        assert_eq!(other.replica().damaged(), [], "another tab hears of it");
        let (app, opening) = opened(&store, 51);
        assert_eq!((opening.missing, app.count(CONTACT)), (Missing::default(), 38));
        now(app.save(None, person("New", ""))).unwrap();
        assert_eq!(opened(&store, 52).1.missing, Missing::default());
    }
}

#[test]
fn damaged_activities_are_found_before_anybody_looks() {
    for wrong in &WRONG {
        let store = MemoryStore::new(7);
        let app = people(&store);
        let who: Vec<RecordId> =
            app.replica().list(CONTACT).iter().map(|row| app.replica().id(*row)).collect();
        for id in &who[..9] {
            now(app.add_note(*id, "A note", 5)).unwrap();
        }
        assert_eq!(now(app.look_through_activities()).unwrap(), Missing::default());
        let backup = back_up(&app);
        let pages = now(store.pages(PageRange::Activities, None, 99)).unwrap();
        now(store.damage(DamagedTable::Page(pages[4].0), wrong)).unwrap();
        let (app, opening) = opened(&store, 50);
        assert!(opening.missing.is_nothing(), "activities are not read at the start");
        let missing = now(app.look_through_activities()).unwrap();
        assert!(missing.records > 0 && app.missing() == missing, "{wrong:?}");
        restore(&app, backup);
        assert_eq!(now(app.look_through_activities()).unwrap(), Missing::default(), "{wrong:?}");
        let (app, _) = opened(&store, 51);
        assert_eq!(now(app.look_through_activities()).unwrap(), Missing::default());
    }
}

/// Truncates the head after the number of commits, as in the previous version.
fn older(store: &MemoryStore) {
    let head = Head { tallies: store::Tallies::default(), ..store.head() };
    store.set_head_bytes(head.to_bytes()[..24].to_vec());
}

#[test]
fn an_older_database_is_counted_when_it_is_first_opened() {
    let store = MemoryStore::new(7);
    people(&store);
    older(&store);
    let (app, opening) = opened(&store, 50);
    assert_eq!(opening.missing, Missing::default());
    assert_eq!(now(store.tallies()).unwrap().1.hot.map(|tally| tally.records), Some(40));
    now(app.look_through_activities()).unwrap();
    now(app.save(None, person("New", ""))).unwrap();
    now(store.damage(DamagedTable::Page(hot_keys(&store)[0]), &Damage::Gone)).unwrap();
    assert_eq!(opened(&store, 51).1.missing, Missing { parts: 0, records: 1 });
}

#[test]
fn an_older_database_with_a_damaged_page_is_not_taken_for_whole() {
    let store = MemoryStore::new(7);
    people(&store);
    older(&store);
    now(store.damage(DamagedTable::Page(hot_keys(&store)[0]), &Damage::Text)).unwrap();
    for seed in 50..53 {
        assert_eq!(opened(&store, seed).1.missing, Missing { parts: 1, records: 0 });
    }
    let (app, _) = opened(&store, 53);
    now(app.give_up_missing()).unwrap();
    assert_eq!(opened(&store, 54).1.missing, Missing::default());
    assert_eq!(now(store.tallies()).unwrap().1.hot.map(|tally| tally.records), Some(39));
}

#[test]
fn whatever_stands_in_place_of_the_head_everything_opens_and_can_be_edited() {
    for wrong in &WRONG {
        for row in [
            DamagedTable::Head,
            DamagedTable::Commits,
            DamagedTable::History,
            DamagedTable::About,
            DamagedTable::Bulk,
            DamagedTable::Small,
        ] {
            let store = MemoryStore::new(7);
            let other = people(&store);
            now(store.bulk_begin("cut.csv", &[PageKey::hot(9)], 5)).unwrap();
            now(store.damage(row, wrong)).unwrap();
            let (app, opening) = opened(&store, 50);
            let lost = row == DamagedTable::Head && !matches!(wrong, Damage::Cut | Damage::Flipped);
            assert_eq!(opening.clock_mended, lost, "{row:?} {wrong:?}");
            assert!(!opened(&store, 51).1.clock_mended, "{row:?} {wrong:?}: once");
            let id = app.replica().id(app.replica().list(CONTACT)[7]);
            let mut draft = Draft::new(CONTACT);
            draft.set(domain::contact::JOB_TITLE, Value::Text("Rep".into()));
            now(app.save(Some(id), draft)).unwrap();
            now(other.catch_up()).unwrap();
            let title = |app: &App| {
                use domain::Fields;
                app.record(id).unwrap().text(domain::contact::JOB_TITLE)
            };
            for app in [&app, &other, &opened(&store, 52).0] {
                assert_eq!(
                    (app.count(CONTACT), title(app)),
                    (40, "Rep".into()),
                    "{row:?} {wrong:?}"
                );
            }
            assert_eq!(opened(&store, 53).1.missing, Missing::default(), "{row:?} {wrong:?}");
        }
    }
}
