//! Imports of what happened: calls, notes and meetings with their people, companies and deals; the
//! same file twice, undo, and what the people derive from them.

use std::collections::BTreeMap;

use super::tests::{ask, carry_out, plan_of, tell_beside};
use super::*;
use crate::selling_stories::{call, logged};
use crate::stories::{App, now, tab};
use crate::{ImportOrder, ImportOutcome};
use domain::{
    ACTIVITY, COMPANY, CONTACT, DEAL, Draft, Fields, Happened, KindId, RecordId, TASK, Value,
    activity, any_kind, contact, deal, moment,
};
use replica::Record;
use store::{MemoryStore, PageRange, Store};

fn app() -> App {
    tab(&MemoryStore::new(7), 1)
}

fn made(app: &App, kind: KindId, name: &str) -> RecordId {
    now(app.make_named(kind, name, Draft::new(kind))).unwrap().id
}

fn planned(app: &App, text: &str, matched: MatchChoice) -> (Worker, Planned, ImportOrder) {
    let mut worker = Worker::default();
    let files = [("calls.csv", text.as_bytes())];
    let (planned, order) = plan_of(app, &mut worker, ACTIVITY, &files, matched).unwrap();
    (worker, planned, order)
}

fn import(app: &App, text: &str) -> ImportOutcome {
    let (mut worker, _, order) = planned(app, text, MatchChoice::FillGaps);
    carry_out(app, &mut worker, &order)
}

fn troubles(worker: &mut Worker) -> Vec<(usize, SetAsideReason)> {
    let asked = Message::new(&Request::Findings { list: PlanList::Troubles, from: 0 }, Vec::new());
    match ask(worker, asked).remove(0).0 {
        Reply::Findings(FindingsSlice::Troubles(all)) => {
            all.into_iter().map(|it| (it.line, it.reason)).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// Returns all live activities in the store, each once; asserts that their copies are equal.
pub(super) fn stored(app: &App) -> Vec<Record> {
    let mut all: BTreeMap<RecordId, Record> = BTreeMap::new();
    let pages = now(app.store().pages(PageRange::Activities, None, u32::MAX)).unwrap();
    let schema = app.schema(ACTIVITY).unwrap();
    for (key, bytes) in pages {
        let page = replica::Page::open(bytes).unwrap();
        for slot in (0..page.count()).filter(|slot| !page.is_deleted(*slot)) {
            let record = page.record(slot).unwrap();
            let parties = schema.told_with(&record);
            let homes = parties.iter().map(|id| replica::PageKey::of_home(*id, 0).bucket);
            assert!(homes.into_iter().any(|bucket| bucket == key.bucket));
            let known = all.entry(record.id).or_insert_with(|| record.clone());
            assert_eq!(*known, record, "copies are equal");
        }
    }
    all.into_values().collect()
}

fn timeline(app: &App, id: RecordId) -> Vec<Happened> {
    now(app.timeline(id, &[], 99)).unwrap().entries
}

fn texts(app: &App, id: RecordId) -> Vec<String> {
    timeline(app, id).into_iter().map(|entry| entry.text).collect()
}

fn last_contact(app: &App, id: RecordId) -> (Option<i64>, Option<Value>) {
    let record = app.record(id).unwrap();
    (moment(&record, contact::LAST_CONTACT), record.value(contact::ATTEMPTS))
}

/// 2026-11-23 at this hour, UTC.
fn at(hours: i64) -> i64 {
    1_795_392_000_000 + hours * 3_600_000
}

const CALLS: &str = "Type,Date,Result,Note,Contact,Company,Deal,Duration,Mood\n\
    Call,2026-11-23T09:00Z,Reached,Price,Anna Lee,Acme,Roof,15,good\n\
    Call,2026-11-23T11:00Z,No answer,,Anna Lee;Bo Chen,,,,\n\
    Note,2026-11-23T12:00Z,,Moves in May,,Acme,,,\n\
    Meeting,2026-11-23T13:00Z,,Offer,,,Roof,1h 30m,\n\
    Call,2026-11-23T14:00Z,,Nobody,,,,,\n\
    Call,2026-11-23T15:00Z,,Two of them,Ida,,,,\n\
    Call,2026-11-23T16:00Z,,Not here,cem@x.org,,,,\n";

#[test]
fn calls_and_notes_come_in_with_those_they_are_about_and_what_has_no_home_is_told() {
    let app = app();
    now(app.seed_pipeline()).unwrap();
    let [anna, acme, roof] = [(CONTACT, "Anna Lee"), (COMPANY, "Acme"), (DEAL, "Roof")]
        .map(|(kind, name)| made(&app, kind, name));
    assert_ne!(made(&app, CONTACT, "Ida"), made(&app, CONTACT, "Ida"));
    let (mut worker, planned, order) = planned(&app, CALLS, MatchChoice::FillGaps);
    assert_eq!((planned.rows, planned.new, planned.set_aside, planned.unclear), (4, 4, 3, 0));
    let reasons = [
        (6, SetAsideReason::NoHome),
        (7, SetAsideReason::SeveralHomes),
        (8, SetAsideReason::UnknownHome),
    ];
    assert_eq!(troubles(&mut worker), reasons);
    let outcome = carry_out(&app, &mut worker, &order);
    assert_eq!((&outcome.others[..], outcome.contacts), (&[(ACTIVITY, 4)][..], 1));
    assert_eq!((outcome.set_aside, app.count(CONTACT)), (3, 4));
    let bo = app.named(CONTACT, "Bo Chen").unwrap();
    let of_anna = timeline(&app, anna);
    assert_eq!(of_anna.len(), 2);
    let price = &of_anna[1];
    assert_eq!(
        (price.what.as_str(), price.when, price.until),
        ("call", at(9), Some(at(9) + 900_000))
    );
    assert_eq!((price.deal.as_ref().unwrap().0, price.result.as_str()), (roof, "reached"));
    let record = stored(&app).into_iter().find(|it| it.id == price.id).unwrap();
    assert_eq!(record.reference(activity::COMPANY), Some(acme));
    assert_eq!(record.elements(any_kind::EXTRA)[0].label, "Mood");
    assert_eq!(timeline(&app, bo)[0].id, of_anna[0].id, "both have the call");
    assert_eq!(
        texts(&app, acme),
        ["Moves in May", "Price"],
        "also a call with people of elsewhere"
    );
    assert!(texts(&app, roof).contains(&"Offer".to_owned()));
    // Derived values are right, of people who were here and of new ones.
    assert_eq!(last_contact(&app, anna), (Some(at(9)), Some(Value::Number(1.0))));
    assert_eq!(last_contact(&app, bo), (None, Some(Value::Number(1.0))));
    // The rows that were set aside come back as a file that can be corrected.
    let (_, parts) = ask(&mut worker, Message::new(&Request::SetAside, Vec::new())).remove(0);
    let kept = String::from_utf8(parts[0].clone()).unwrap();
    assert!(kept.contains("Why the activity did not come in"), "{kept}");
    assert!(kept.contains("Call,2026-11-23T14:00Z,,Nobody,"), "{kept}");
    let corrected = kept.replace(",Nobody,,", ",Nobody,Anna Lee,");
    let (_, planned, _) = self::planned(&app, &corrected, MatchChoice::FillGaps);
    assert_eq!((planned.new, planned.set_aside), (1, 2));
}

#[test]
fn the_same_file_twice_adds_nothing_and_all_of_it_is_undone_at_once() {
    let app = app();
    let anna = made(&app, CONTACT, "Anna Lee");
    now(app.log(logged(call(anna, activity::REACHED, at(1))))).unwrap();
    let before = last_contact(&app, anna);
    let outcome = import(&app, CALLS);
    let all = stored(&app);
    assert_eq!((all.len(), outcome.stamps.len()), (6, 1));
    for choice in [MatchChoice::FillGaps, MatchChoice::Overwrite, MatchChoice::Skip] {
        let (mut worker, planned, order) = planned(&app, CALLS, choice);
        assert_eq!((planned.new, planned.matched), (0, 5), "{choice:?}");
        let again = carry_out(&app, &mut worker, &order);
        assert_eq!((again.others.len(), again.contacts, again.companies), (0, 0, 0));
        assert_eq!(stored(&app), all, "{choice:?}");
    }
    assert_eq!(last_contact(&app, anna).0, Some(at(9)));
    now(app.undo(outcome.stamps[0])).unwrap();
    assert_eq!(stored(&app).len(), 1);
    assert_eq!(last_contact(&app, anna), before);
    assert_eq!((app.count(CONTACT), app.count(COMPANY)), (1, 0));
    assert_eq!(timeline(&app, anna).len(), 1);
    // After the undo the same rows come in again.
    assert!(import(&app, CALLS).others.contains(&(ACTIVITY, 5)));
}

#[test]
fn an_undo_spares_what_was_edited_since_and_those_it_is_about() {
    let app = app();
    let outcome = import(&app, CALLS);
    let [anna, bo] = ["Anna Lee", "Bo Chen"].map(|name| app.named(CONTACT, name).unwrap());
    let missed = timeline(&app, bo).remove(0);
    let mut draft = Draft::new(ACTIVITY);
    draft.set_text(activity::OUTCOME, "tries again");
    now(app.edit_activity(anna, missed.id, draft)).unwrap();
    let undone = now(app.undo(outcome.stamps[0])).unwrap();
    assert!(undone.skipped > 0);
    assert_eq!(stored(&app).len(), 1);
    assert_eq!(app.count(CONTACT), 2, "those who took part stay");
    assert_eq!(app.count(COMPANY), 0);
    assert_eq!(last_contact(&app, anna), (None, Some(Value::Number(1.0))));
    // The undo is undone, too.
    now(app.undo(undone.done.stamp.unwrap())).unwrap();
    assert_eq!(stored(&app).len(), 5);
    assert_eq!(last_contact(&app, anna).0, Some(at(9)));
}

#[test]
fn rows_about_known_activities_fill_gaps_or_overwrite_in_every_copy() {
    let app = app();
    let [anna, bo] = ["Anna", "Bo"].map(|name| made(&app, CONTACT, name));
    let mut both = call(anna, "", at(2));
    both.set_text(activity::TEXT, "Price");
    both.push(activity::CONTACTS, "", Value::Reference(bo));
    let id = now(app.log(logged(both))).unwrap().id;
    assert_eq!(last_contact(&app, bo).0, Some(at(2)));
    // By its id, whatever else the row says; who took part stays.
    let row = |result: &str, text: &str| {
        format!("ID,Type,Date,Result,Note,Outcome,Contact\n{id},Call,,{result},{text},early,Anna\n")
    };
    let outcome = import(&app, &row("Not reached", "Other"));
    assert_eq!((outcome.known, outcome.filled), (1, 1));
    let record = stored(&app).remove(0);
    assert_eq!(
        (record.text(activity::TEXT), record.text(activity::OUTCOME)),
        ("Price".into(), "early".into())
    );
    assert_eq!(record.elements(any_kind::EXTRA).len(), 1, "what contradicts is kept");
    assert_eq!(last_contact(&app, bo), (None, Some(Value::Number(1.0))));
    let (mut worker, _, order) = planned(&app, &row("Reached", "Other"), MatchChoice::Overwrite);
    let outcome = carry_out(&app, &mut worker, &order);
    let record = stored(&app).remove(0);
    assert_eq!(record.text(activity::TEXT), "Other");
    assert_eq!(record.elements(activity::CONTACTS).len(), 2);
    assert_eq!(last_contact(&app, bo).0, Some(at(2)));
    now(app.undo(outcome.stamps[0])).unwrap();
    assert_eq!(stored(&app).remove(0).text(activity::TEXT), "Price");
    assert_eq!(last_contact(&app, bo), (None, Some(Value::Number(1.0))));
}

#[test]
fn what_it_belongs_to_is_a_contact_a_company_or_a_deal_and_no_name_makes_one() {
    let app = app();
    now(app.seed_pipeline()).unwrap();
    let [anna, acme, roof] = [(CONTACT, "Anna"), (COMPANY, "Acme"), (DEAL, "Roof")]
        .map(|(kind, name)| made(&app, kind, name));
    assert_ne!(made(&app, COMPANY, "Twice"), made(&app, DEAL, "Twice"));
    let text = format!(
        "Note,Related to,Belongs to ID\nOne,Anna,\nTwo,acme,\nThree,Roof,\nFour,,{roof}\nFive,Twice,\nSix,New Ltd,\n"
    );
    let (mut worker, planned, order) = planned(&app, &text, MatchChoice::FillGaps);
    assert_eq!((planned.new, planned.set_aside), (4, 2));
    let expect = [(6, SetAsideReason::SeveralHomes), (7, SetAsideReason::UnknownHome)];
    assert_eq!(troubles(&mut worker), expect);
    carry_out(&app, &mut worker, &order);
    assert_eq!((texts(&app, anna), texts(&app, acme)), (vec!["One".into()], vec!["Two".into()]));
    let mut of_roof: Vec<String> = stored(&app)
        .iter()
        .filter(|it| it.reference(activity::HOME) == Some(roof))
        .map(|it| it.text(activity::TEXT))
        .collect();
    of_roof.sort();
    assert_eq!(of_roof, ["Four", "Three"]);
    assert_eq!((app.count(CONTACT), app.count(COMPANY)), (1, 2));
    assert!(stored(&app).iter().all(|it| it.text(activity::WHAT) == activity::NOTE));
    // Without a time it happened when it came in; the same row again is the same note.
    assert!(stored(&app).iter().all(|it| moment(it, activity::WHEN).is_some()));
    let (_, again, _) = self::planned(&app, &text, MatchChoice::FillGaps);
    assert_eq!((again.new, again.matched), (0, 4));
}

#[test]
fn local_times_are_those_of_the_users_zone() {
    let store = MemoryStore::new(7);
    let app = crate::Workspace::new(store, crate::stories::desk(1));
    now(app.open()).unwrap();
    let anna = made(&app, CONTACT, "Anna");
    import(&app, "Type,Date,Contact\nCall,2026-11-23 09:00,Anna\nCall,2026-11-23T09:00Z,Anna\n");
    let zones: &dyn domain::Zones = app.env();
    let minutes = zones.offset_minutes(&zones.here(), at(9)).unwrap();
    let mut when: Vec<i64> = timeline(&app, anna).iter().map(|entry| entry.when).collect();
    when.sort_unstable();
    let mut expect = [at(9), at(9) - i64::from(minutes) * 60_000];
    expect.sort_unstable();
    assert_eq!(when, expect);
}

#[test]
fn files_that_come_together_find_each_other_by_id_and_by_name() {
    let app = app();
    let id = RecordId::new(1_795_000_000_000, [9; 10]);
    let calls = format!(
        "Type,Date,Note,Contact ID,Deal\nCall,2026-11-23T09:00Z,By id,{id},\nNote,2026-11-23T10:00Z,By name,,Roof\nNote,2026-11-23T11:00Z,Nothing,,\n"
    );
    let people = format!("ID [id],First name,Last name\n{id},Anna,Lee\n");
    let files = [
        ("calls.csv", calls.as_str(), ACTIVITY),
        ("people.csv", people.as_str(), CONTACT),
        ("deals.csv", "Deal\nRoof\n", DEAL),
    ];
    let mut worker = Worker::default();
    for ((name, text, kind), number) in files.iter().zip(0..) {
        let bytes = text.as_bytes().to_vec();
        let asked = app.ask_to_inspect(number, name, *kind, ReadOptions::default(), bytes);
        let Reply::Inspected { .. } = ask(&mut worker, asked).remove(0).0 else { panic!() };
    }
    tell_beside(&app, &mut worker);
    let Reply::Planned(planned) = ask(&mut worker, app.ask_to_plan(&[0, 1, 2])).remove(0).0 else {
        panic!()
    };
    assert_eq!(troubles(&mut worker), [(4, SetAsideReason::NoHome)]);
    assert_eq!((planned.new, planned.set_aside, planned.unclear), (4, 1, 0));
    let order = ImportOrder { rows: 5, planned_at: app.generation(), ..ImportOrder::default() };
    carry_out(&app, &mut worker, &order);
    assert_eq!(texts(&app, id), ["By id"]);
    assert_eq!(last_contact(&app, id).0, Some(at(9)), "a new contact knows of its call");
    let roof = app.named(DEAL, "Roof").unwrap();
    assert_eq!(texts(&app, roof), ["By name"]);
    assert!(app.record(roof).unwrap().reference(deal::STAGE).is_none());
    assert_eq!(app.count(TASK), 0);
}

#[test]
fn ids_of_another_program_link_files_and_one_of_nobody_is_told() {
    let app = app();
    let people = "Person ID,Name,Work tel,Org ID\nP1,Ann Ames,+1 212 555 0100,O1\n";
    let firms = "Org ID,Name\nO1,Acme\n";
    let notes = "Note ID,Content,Person ID,Add time\nN1,Likes tea,P1,2024-05-06 10:00:00\n\
        N2,Lost,P9,2024-05-07 10:00:00\n";
    let files = [
        ("persons.csv", people, CONTACT),
        ("organizations.csv", firms, COMPANY),
        ("notes.csv", notes, ACTIVITY),
    ];
    let mut worker = Worker::default();
    for ((name, text, kind), number) in files.iter().zip(0..) {
        let bytes = text.as_bytes().to_vec();
        let asked = app.ask_to_inspect(number, name, *kind, ReadOptions::default(), bytes);
        let Reply::Inspected { .. } = ask(&mut worker, asked).remove(0).0 else { panic!("{name}") };
    }
    tell_beside(&app, &mut worker);
    let Reply::Planned(_) = ask(&mut worker, app.ask_to_plan(&[0, 1, 2])).remove(0).0 else {
        panic!()
    };
    assert_eq!(troubles(&mut worker), [(3, SetAsideReason::UnknownHome)]);
    let order = ImportOrder { rows: 3, planned_at: app.generation(), ..ImportOrder::default() };
    carry_out(&app, &mut worker, &order);
    let ann = app.named(CONTACT, "Ann Ames").unwrap();
    assert_eq!(texts(&app, ann), ["Likes tea"]);
    let acme = app.named(COMPANY, "Acme").unwrap();
    assert_eq!(app.record(ann).unwrap().reference(contact::COMPANY), Some(acme));
}

#[test]
fn an_import_that_ends_too_early_leaves_nothing_of_its_activities() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let anna = made(&app, CONTACT, "Anna Lee");
    let (mut worker, _, order) = planned(&app, CALLS, MatchChoice::FillGaps);
    let (mut importing, request) = now(app.begin_import(&order)).unwrap();
    for (reply, parts) in ask(&mut worker, request) {
        if let Reply::Pages { keys, .. } = reply {
            now(app.write_import(&mut importing, &keys, parts)).unwrap();
        }
    }
    assert!(timeline(&app, anna).is_empty(), "nobody sees unfinished work");
    let other = crate::Workspace::new(store.another_tab(), crate::stories::desk(9));
    assert_eq!(now(other.open()).unwrap().rolled_back, ["calls.csv"]);
    assert!(stored(&other).is_empty());
    now(app.abort_import(&importing)).unwrap();
    assert!(stored(&app).is_empty());
}

#[test]
fn many_rows_are_handed_over_in_portions_and_nothing_is_lost() {
    let rows = if std::env::var("SATCHEL_LONG").is_ok() { 100_000 } else { 6_000 };
    let app = app();
    let mut text = String::from("Type,Date,Note,Contact\n");
    for row in 0..rows {
        let (day, hour, who) = (row % 28 + 1, row % 24, row % (rows / 10));
        text.push_str(&format!("Call,2026-01-{day:02}T{hour:02}:00Z,Row {row},Person {who}\n"));
    }
    let (mut worker, planned, order) = planned(&app, &text, MatchChoice::FillGaps);
    assert_eq!((planned.rows, planned.new), (rows, rows));
    let (mut importing, request) = now(app.begin_import(&order)).unwrap();
    let mut outcome = ImportOutcome::default();
    for (reply, parts) in ask(&mut worker, request) {
        match reply {
            Reply::Pages { keys, .. } => {
                assert!(parts.len() <= 128);
                now(app.write_import(&mut importing, &keys, parts)).unwrap();
            }
            Reply::Built(built) => {
                outcome = now(app.end_import(&mut importing, &built, &parts)).unwrap();
            }
            other => panic!("{other:?}"),
        }
    }
    while app.show_import() {}
    assert_eq!(outcome.others, [(ACTIVITY, rows)]);
    assert_eq!((stored(&app).len(), app.count(CONTACT)), (rows, rows / 10));
    let first = app.named(CONTACT, "Person 0").unwrap();
    assert_eq!(timeline(&app, first).len(), 10);
    assert!(last_contact(&app, first).0.is_some());
    let again = import(&app, &text);
    assert_eq!((again.known, again.filled, again.others.len()), (rows, 0, 0));
    now(app.undo(outcome.stamps[0])).unwrap();
    assert_eq!((stored(&app).len(), app.count(CONTACT)), (0, 0));
}
