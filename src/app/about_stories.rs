//! Stories of calls, visits and tasks about records of a kind that the user made.

use super::job::tests::{ask, back_up, restore};
use super::job::{ExportFormat, TableChoice, Worker};
use super::selling_stories::{TODAY, logged, new_task, person, row};
use super::stories::{App, now, tab};
use super::*;
use domain::{
    ACTIVITY, Draft, Fields, KindId, OWN_KIND, RecordId, TASK, Value, activity, call_back,
    log_draft, own_kind, task,
};
use store::MemoryStore;

/// Makes a kind of which the user wants calls, visits and tasks.
pub(super) fn machine_kind(app: &App) -> KindId {
    let mut draft = Draft::new(OWN_KIND);
    draft.set_text(own_kind::NAME, "Machine");
    draft.set_text(own_kind::PLURAL, "Machines");
    draft.set(own_kind::TIMELINE, Value::Flag(true));
    KindId::of_own(now(app.save(None, draft)).unwrap().id)
}

pub(super) fn named(app: &App, kind: KindId, name: &str) -> RecordId {
    now(app.make_named(kind, name, Draft::new(kind))).unwrap().id
}

fn visit(kind: KindId, machine: RecordId, text: &str, when: i64) -> Draft {
    let mut draft = log_draft(activity::VISIT, &[], None, None);
    draft.push(kind.about_field(), "", Value::Reference(machine));
    draft.set_text(activity::RESULT, activity::REACHED);
    draft.set_text(activity::TEXT, text);
    draft.set(activity::WHEN, Value::Moment(when));
    draft
}

/// Returns the texts of a record's timeline, the latest first.
fn told(app: &App, id: RecordId) -> Vec<String> {
    let entries = now(app.timeline(id, &[], 9)).unwrap().entries;
    entries.into_iter().map(|entry| entry.text).collect()
}

/// Returns the names of what the listed activities belong to and are about, the latest first.
fn listed(app: &App) -> Vec<(String, Vec<String>)> {
    app.begin_apart();
    while now(app.read_apart()).unwrap() {}
    let rows = app.select(ACTIVITY, &replica::Selection::default());
    let cards = rows.into_iter().filter_map(|row| app.activity_card(row));
    let names = |about: Vec<(RecordId, String)>| about.into_iter().map(|(_, name)| name).collect();
    let listed = cards.map(|card| (card.home.2, names(card.entry.about))).collect();
    app.end_apart();
    listed
}

#[test]
fn a_visit_and_a_task_of_a_machine_are_in_its_timeline_and_among_its_tasks() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let kind = machine_kind(&app);
    let (press, lathe) = (named(&app, kind, "Press"), named(&app, kind, "Lathe"));
    let ann = person(&app, "Ann");
    now(app.log(logged(visit(kind, press, "oiled", 1_000)))).unwrap();
    let mut met = visit(kind, press, "shown to Ann", 2_000);
    met.push(activity::CONTACTS, "", Value::Reference(ann));
    met.push(kind.about_field(), "", Value::Reference(lathe));
    let id = now(app.log(logged(met))).unwrap().id;
    for app in [&app, &tab(&store, 2)] {
        assert_eq!(told(app, press), ["shown to Ann", "oiled"]);
        assert_eq!(told(app, lathe), ["shown to Ann"]);
        assert_eq!(told(app, ann), ["shown to Ann"]);
        let of_ann = now(app.timeline(ann, &[], 9)).unwrap().entries.remove(0);
        assert_eq!((of_ann.home, of_ann.with.len(), of_ann.about.len()), (ann, 0, 2));
        let of_press = now(app.timeline(press, &[], 9)).unwrap().entries.remove(0);
        assert_eq!(of_press.with, [(ann, "Ann".to_owned())]);
        assert_eq!(of_press.about, [(lathe, "Lathe".to_owned())]);
        assert_eq!(
            listed(app),
            [
                ("Ann".to_owned(), vec!["Press".to_owned(), "Lathe".to_owned()]),
                ("Press".to_owned(), vec![]),
            ]
        );
    }
    let field = kind.about_field();
    let oil = new_task(&app, "Oil it", task::TO_DO, TODAY, &[(field, press)]);
    let names = |rows: Vec<replica::Row>| super::selling_stories::texts(&app, &rows);
    assert_eq!(names(app.open_tasks_of(press)), ["Oil it"]);
    assert_eq!(
        app.task_card(row(&app, oil)).unwrap().about_own,
        [(kind, press, "Press".to_owned())]
    );
    now(app.complete_task(oil)).unwrap();
    assert!(app.open_tasks_of(press).is_empty());
    assert_eq!(told(&app, press)[0], "Oil it", "what was done is told where it belongs");
    now(app.reopen_task(oil)).unwrap();
    assert_eq!(told(&app, press), ["shown to Ann", "oiled"]);
    assert_eq!(names(app.open_tasks_of(press)), ["Oil it"]);
    now(app.delete_activity(press, id)).unwrap();
    assert_eq!((told(&app, ann), told(&app, lathe)), (vec![], vec![]));
    assert_eq!(now(app.binned_activities()).unwrap().len(), 2, "with what the task had logged");
    now(app.take_from_bin(&[], &[(ann, id)])).unwrap();
    assert_eq!(told(&app, lathe), ["shown to Ann"]);
}

#[test]
fn what_follows_from_a_call_or_a_task_is_about_the_same_machine() {
    let app = tab(&MemoryStore::new(7), 1);
    let kind = machine_kind(&app);
    let (field, press) = (kind.about_field(), named(&app, kind, "Press"));
    let due = domain::Due::parse(TODAY).unwrap();
    let next = call_back(&visit(kind, press, "", 1), &[field], "Call back", &due);
    assert_eq!(next.reference(field), Some(press));
    let weekly = new_task(&app, "Oil it", task::TO_DO, TODAY, &[(field, press)]);
    let mut draft = Draft::new(TASK);
    draft.set_text(task::REPEAT, "FREQ=WEEKLY");
    now(app.save(Some(weekly), draft)).unwrap();
    now(app.complete_task(weekly)).unwrap();
    let next = app.open_tasks_of(press);
    assert_eq!(super::selling_stories::texts(&app, &next), ["Oil it"]);
}

#[test]
fn what_a_log_is_about_is_changed_and_removed_and_an_undo_brings_it_back() {
    let app = tab(&MemoryStore::new(7), 1);
    let kind = machine_kind(&app);
    let (press, lathe) = (named(&app, kind, "Press"), named(&app, kind, "Lathe"));
    let id = now(app.log(logged(visit(kind, press, "oiled", 1_000)))).unwrap().id;
    let list = |machines: &[RecordId]| {
        let mut draft = Draft::new(ACTIVITY);
        draft.slots.insert(kind.about_field(), domain::DraftSlot::Many(Vec::new()));
        machines.iter().for_each(|it| draft.push(kind.about_field(), "", Value::Reference(*it)));
        draft
    };
    let done = now(app.edit_activity(press, id, list(&[lathe]))).unwrap();
    assert_eq!((told(&app, press).len(), told(&app, lathe).len()), (0, 1));
    assert_eq!(listed(&app)[0].0, "Lathe");
    let nothing = now(app.edit_activity(lathe, id, list(&[])));
    assert!(matches!(nothing, Err(AppError::NotFound)), "it would be about nothing");
    now(app.undo(done.stamp.unwrap())).unwrap();
    assert_eq!((told(&app, press).len(), told(&app, lathe).len()), (1, 0));
    assert_eq!(listed(&app)[0].0, "Press");
}

#[test]
fn a_note_that_a_build_before_wrote_is_named_where_forms_change_it() {
    let app = tab(&MemoryStore::new(7), 1);
    let kind = machine_kind(&app);
    let field = kind.about_field();
    let (press, lathe) = (named(&app, kind, "Press"), named(&app, kind, "Lathe"));
    // That build knew the home alone.
    let random = || 77;
    let mut edits = app.edits(replica::ActionKind::Create, String::new(), &random);
    let note = note_draft(press, "oiled", 5);
    let id = now(app.add_activity(&mut edits, note, &[press])).unwrap();
    now(app.commit_edits(edits)).unwrap();
    assert_eq!(told(&app, press), ["oiled"]);
    let mut draft = now(app.activity(press, id)).unwrap();
    assert_eq!(draft.elements(field).len(), 1);
    draft.slots.insert(field, domain::DraftSlot::Many(Vec::new()));
    draft.push(field, "", Value::Reference(lathe));
    let done = now(app.edit_activity(press, id, draft)).unwrap();
    assert_eq!((told(&app, press).len(), told(&app, lathe).len()), (0, 1));
    now(app.undo(done.stamp.unwrap())).unwrap();
    assert_eq!(told(&app, press), ["oiled"]);
}

#[test]
fn without_the_switch_or_the_kind_everything_stays_and_is_named() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let kind = machine_kind(&app);
    let (field, press) = (kind.about_field(), named(&app, kind, "Press"));
    let id = now(app.log(logged(visit(kind, press, "oiled", 1_000)))).unwrap().id;
    let oil = new_task(&app, "Oil it", task::TO_DO, TODAY, &[(field, press)]);
    let mut off = Draft::new(OWN_KIND);
    off.set(own_kind::TIMELINE, Value::Flag(false));
    let record = app.record_of_kind(kind).unwrap();
    let check = |app: &App| {
        assert_eq!(told(app, press), ["oiled"]);
        assert_eq!(listed(app), [("Press".to_owned(), vec![])]);
        assert_eq!(
            app.task_card(row(app, oil)).unwrap().about_own,
            [(kind, press, "Press".to_owned())]
        );
        let schemas = app.schemas();
        let asked =
            [ACTIVITY, TASK].map(|of| schemas.get(of).unwrap().field(field).unwrap().clone());
        assert!(asked.iter().all(|field| !field.is_typed()), "forms ask no more");
    };
    let done = now(app.save(Some(record), off)).unwrap().done;
    check(&app);
    // An edit meanwhile reaches the copy.
    let mut text = Draft::new(ACTIVITY);
    text.set_text(activity::TEXT, "oiled");
    text.set_text(activity::OUTCOME, "runs");
    now(app.edit_activity(press, id, text)).unwrap();
    now(app.undo(done.stamp.unwrap())).unwrap();
    assert_eq!(now(app.timeline(press, &[], 9)).unwrap().entries[0].outcome, "runs");
    let gone = now(app.delete_kind(kind)).unwrap();
    check(&app);
    check(&tab(&store, 2));
    let other = tab(&MemoryStore::new(9), 3);
    restore(&other, back_up(&app));
    check(&other);
    for app in [&app, &other] {
        let table = |of: KindId| {
            let message = app.ask_to_export_stored(
                ExportFormat::Csv,
                of,
                None,
                TableChoice::default(),
                Vec::new(),
            );
            let written = ask(&mut Worker::default(), now(message).unwrap())[0].1[0].clone();
            String::from_utf8(written).unwrap()
        };
        for text in [table(ACTIVITY), table(TASK)] {
            assert!(text.contains("Press") && text.contains(&press.to_string()), "{text}");
        }
    }
    now(app.undo(gone.stamp.unwrap())).unwrap();
    assert!(app.schemas().get(TASK).unwrap().field(field).unwrap().is_typed());
}
