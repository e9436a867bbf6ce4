//! Stories of the history: described by the record an action was about, with values before and
//! after.

use super::selling_stories::{app, call, logged, new_deal, new_task, stage};
use super::stories::{App, now, person};
use super::*;
use domain::{
    CONTACT, DEAL, Draft, Fields, RecordId, SETTINGS, TASK, Value, activity, any_kind, contact,
    deal, settings, task,
};
use replica::{ActionKind, FieldChange, LabeledValue};

fn last(app: &App) -> HistoryAction {
    now(app.past(None)).unwrap().remove(0)
}

fn saved(app: &App, draft: Draft) -> RecordId {
    now(app.save(None, draft)).unwrap().id
}

fn texts(held: &[LabeledValue]) -> Vec<&str> {
    held.iter().filter_map(|held| held.value.as_text()).collect()
}

fn change_of(fields: &[FieldChange], field: u32) -> &FieldChange {
    fields.iter().find(|change| change.field == field).unwrap()
}

#[test]
fn who_was_given_another_number_is_called_by_name_and_not_by_the_number() {
    let app = app();
    let anna = saved(&app, person("Anna", "Taylor"));
    let mut draft = Draft::new(CONTACT);
    draft.push(contact::PHONES, "work", Value::Text("000".into()));
    let done = now(app.save(Some(anna), draft)).unwrap().done;
    let action = last(&app);
    assert_eq!(
        (action.label.as_str(), action.records[0].name.as_str()),
        ("Anna Taylor", "Anna Taylor")
    );
    let change = change_of(&action.records[0].fields, contact::PHONES);
    assert!(change.before.is_empty());
    assert_eq!(texts(change.after.as_ref().unwrap()), ["000"]);
    now(app.undo(done.stamp.unwrap())).unwrap();
    let undo = last(&app);
    assert_eq!((undo.action, undo.records[0].name.as_str()), (ActionKind::Undo, "Anna Taylor"));
    let change = change_of(&undo.records[0].fields, contact::PHONES);
    assert_eq!(
        (texts(&change.before), texts(change.after.as_ref().unwrap())),
        (vec!["000"], vec![])
    );
}

#[test]
fn a_deal_that_moved_is_told_with_both_stages() {
    let app = app();
    let desks = new_deal(&app, "Oak desks", 100, None);
    let (lead, qualified) = (stage(&app, "Lead"), stage(&app, "Qualified"));
    let mut draft = Draft::new(DEAL);
    draft.set(deal::STAGE, Value::Reference(qualified));
    now(app.save(Some(desks), draft)).unwrap();
    let action = last(&app);
    let change = change_of(&action.records[0].fields, deal::STAGE);
    assert_eq!(change.before[0].value, Value::Reference(lead));
    assert_eq!(change.after.as_ref().unwrap()[0].value, Value::Reference(qualified));
    assert_eq!(action.records[0].name, "Oak desks");
}

#[test]
fn ticking_a_task_is_about_the_task_and_not_about_what_it_logs() {
    let app = app();
    let anna = saved(&app, person("Anna", "Taylor"));
    for (subject, repeat) in [(None, ""), (Some(anna), ""), (Some(anna), "FREQ=DAILY")] {
        let fields: Vec<(u32, RecordId)> = subject.iter().map(|id| (task::CONTACT, *id)).collect();
        let id = new_task(&app, "Call back", task::CALL, "2026-11-23", &fields);
        let mut draft = Draft::new(TASK);
        draft.set_text(task::REPEAT, repeat);
        now(app.save(Some(id), draft)).unwrap();
        now(app.complete_task(id)).unwrap();
        let told = last(&app).records.remove(0);
        assert_eq!((told.id, told.name.as_str(), told.done), (id, "Call back", Some(true)));
        now(app.reopen_task(id)).unwrap();
        let told = last(&app).records.remove(0);
        assert_eq!((told.id, told.done), (id, Some(false)), "{subject:?} {repeat}");
    }
}

#[test]
fn a_call_that_does_a_task_is_told_as_the_call_with_whom_it_was() {
    let app = app();
    let anna = saved(&app, person("Anna", "Taylor"));
    let id = new_task(&app, "Call back", task::CALL, "2026-11-23", &[(task::CONTACT, anna)]);
    let mut next = Draft::new(TASK);
    next.set_text(task::TEXT, "Send the offer");
    let with_task = LoggedActivity {
        next: Some(next),
        does: Some(id),
        ..logged(call(anna, activity::REACHED, 5))
    };
    now(app.log(with_task)).unwrap();
    let action = last(&app);
    let of = (activity::CALL.to_owned(), "Anna Taylor".to_owned());
    assert_eq!(action.records[0].activity, Some(of));
    assert_eq!(action.records[1].done, Some(true));
    assert_eq!(action.records[2].name, "Send the offer");
}

#[test]
fn who_is_made_with_a_company_comes_before_the_company() {
    let app = app();
    let mut draft = person("Anna", "Taylor");
    draft.set_text(contact::COMPANY, "Minh Long");
    saved(&app, draft);
    let names: Vec<String> = last(&app).records.into_iter().map(|record| record.name).collect();
    assert_eq!(names, ["Anna Taylor", "Minh Long"]);
}

#[test]
fn many_records_are_counted_by_kind_and_only_some_are_told_one_by_one() {
    let app = app();
    let ids: Vec<RecordId> =
        (0..47).map(|number| saved(&app, person("Anna", &number.to_string()))).collect();
    now(app.change_many(&ids, &BulkChange::AddTag("Budapest".into()))).unwrap();
    let action = last(&app);
    assert_eq!(action.kinds.into_iter().collect::<Vec<_>>(), [(CONTACT, 47)]);
    assert_eq!(action.records.len(), 20);
    let tags = change_of(&action.records[19].fields, any_kind::TAGS);
    assert_eq!(texts(tags.after.as_ref().unwrap()), ["Budapest"]);
}

#[test]
fn a_meeting_with_two_people_is_told_once() {
    let app = app();
    let [anna, bela] = ["Anna", "Béla"].map(|name| saved(&app, person(name, "")));
    let mut meeting = call(anna, "", 5);
    meeting.push(activity::CONTACTS, "", Value::Reference(bela));
    now(app.log(logged(meeting))).unwrap();
    let action = last(&app);
    assert_eq!(action.records.len(), 1);
    assert!(action.records[0].fields.iter().all(|change| change.after.is_some()));
}

#[test]
fn the_past_is_told_slice_by_slice_as_in_one_go() {
    let app = app();
    let anna = saved(&app, person("Anna", "0"));
    for number in 1..=230 {
        now(app.save(Some(anna), person("Anna", &number.to_string()))).unwrap();
    }
    let mut position = HistoryPosition::default();
    let mut told = Vec::new();
    loop {
        let some = now(app.read_history(&mut position)).unwrap();
        if some.is_empty() {
            break;
        }
        told.extend(some);
    }
    assert_eq!(told.len(), 231);
    for (action, number) in told.iter().zip((1..=230).rev()) {
        let change = change_of(&action.records[0].fields, contact::FAMILY);
        assert_eq!(texts(&change.before), [(number - 1).to_string()]);
        assert_eq!(texts(change.after.as_ref().unwrap()), [number.to_string()]);
    }
    assert!(told[230].records[0].made);
}

#[test]
fn a_country_that_was_only_presumed_is_no_action_and_gives_way_to_a_choice() {
    let app = app();
    let country = |code: &str| {
        let mut draft = Draft::new(SETTINGS);
        draft.set_text(settings::COUNTRY, code);
        draft
    };
    now(app.presume_settings(country("GB"))).unwrap();
    assert_eq!(app.settings().text(settings::COUNTRY), "GB");
    assert!(now(app.past(None)).unwrap().is_empty());
    let mut theme = Draft::new(SETTINGS);
    theme.set_text(settings::THEME, "dark");
    let done = now(app.save_settings(theme)).unwrap().done;
    now(app.undo(done.stamp.unwrap())).unwrap();
    assert_eq!(app.settings().text(settings::COUNTRY), "GB", "undoing leaves it alone");
    now(app.save_settings(country("HU"))).unwrap();
    now(app.presume_settings(country("GB"))).unwrap();
    assert_eq!(app.settings().text(settings::COUNTRY), "HU");
    assert_eq!(app.count(SETTINGS), 1);
}
