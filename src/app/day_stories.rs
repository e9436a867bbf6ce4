//! Stories of activities and what is next: calls, meetings, tasks, the agenda.

use super::selling_stories::{TODAY, app, call, logged, new_deal, new_task, person, texts};
use super::stories::{now, tab};
use super::*;
use domain::{
    ACTIVITY, Address, CONTACT, Draft, DraftSlot, Due, FIRST_STAGE, Fields, RecordId, TASK, Value,
    activity, contact, deal, log_draft, moment, number, task,
};
use store::MemoryStore;

#[test]
fn attempts_and_success_are_kept_apart_and_follow_every_change() {
    let app = app();
    let anh = person(&app, "Ánh");
    let derived = || {
        let record = app.record(anh).unwrap();
        let attempts = number(&record, contact::ATTEMPTS).unwrap_or(0.0) as u32;
        (moment(&record, contact::LAST_CONTACT), moment(&record, contact::LAST_ATTEMPT), attempts)
    };
    now(app.log(logged(call(anh, activity::REACHED, 100)))).unwrap();
    now(app.log(logged(call(anh, activity::NOT_REACHED, 200)))).unwrap();
    let last = now(app.log(logged(call(anh, activity::LEFT_MESSAGE, 300)))).unwrap();
    assert_eq!(derived(), (Some(100), Some(300), 2));
    now(app.undo(last.done.stamp.unwrap())).unwrap();
    assert_eq!(derived(), (Some(100), Some(200), 1));
    let mut reached = Draft::new(ACTIVITY);
    reached.set_text(activity::RESULT, activity::REACHED);
    let tried = now(app.timeline(anh, &[], 9)).unwrap().entries[0].id;
    now(app.edit_activity(anh, tried, reached)).unwrap();
    assert_eq!(derived(), (Some(200), Some(200), 0));
    now(app.delete_activity(anh, tried)).unwrap();
    assert_eq!(derived(), (Some(100), Some(100), 0));
}

#[test]
fn facts_have_no_stamp_and_no_place_in_the_history() {
    let app = app();
    let anh = person(&app, "Ánh");
    let before = app.record(anh).unwrap().changed();
    now(app.log(logged(call(anh, activity::REACHED, 100)))).unwrap();
    assert_eq!(app.record(anh).unwrap().changed(), before);
    let changes = now(app.changes_of(anh)).unwrap();
    assert_eq!(changes.len(), 1, "only that it was made");
}

#[test]
fn a_meeting_is_on_the_timeline_of_everybody_who_was_there_and_of_the_deal() {
    let app = app();
    let (anh, bela) = (person(&app, "Ánh"), person(&app, "Béla"));
    let tableware = new_deal(&app, "Tableware", 100, Some(anh));
    let mut meeting = call(anh, "", 100);
    meeting.set_text(activity::WHAT, activity::MEETING);
    meeting.set_text(activity::TEXT, "At the fair");
    meeting.push(activity::CONTACTS, "", Value::Reference(bela));
    meeting.set(activity::DEAL, Value::Reference(tableware));
    now(app.log(logged(meeting))).unwrap();
    now(app.log(logged(call(anh, activity::REACHED, 50)))).unwrap();
    let told = |id| -> Vec<String> {
        let part = now(app.timeline(id, &[], 9)).unwrap();
        part.entries.into_iter().filter(|it| it.what != STAGE_CHANGE).map(|it| it.what).collect()
    };
    assert_eq!(told(anh), ["meeting", "call"]);
    assert_eq!(told(bela), ["meeting"]);
    assert_eq!(told(tableware), ["meeting"], "the call was not about the deal");
    let entry = now(app.timeline(bela, &[], 9)).unwrap().entries[0].clone();
    assert_eq!(entry.with[0].1, "Ánh");
    assert_eq!(entry.deal.as_ref().unwrap().1, "Tableware");
    now(app.delete_activity(bela, entry.id)).unwrap();
    assert!(told(anh) == ["call"] && told(bela).is_empty() && told(tableware).is_empty());
}

#[test]
fn who_does_not_want_to_be_called_has_no_number_to_call_in_lists() {
    let app = app();
    let anh = person(&app, "Ánh");
    let phone = |barred: &[&str]| {
        let mut draft = Draft::new(CONTACT);
        draft.push(contact::PHONES, "", Value::Text("+84 912 345 678".into()));
        let no = |key: &&str| draft.push(contact::DO_NOT_CONTACT, "", Value::Text((*key).into()));
        barred.iter().for_each(no);
        draft.slots.entry(contact::DO_NOT_CONTACT).or_insert(DraftSlot::Many(Vec::new()));
        now(app.save(Some(anh), draft)).unwrap();
    };
    new_task(&app, "Call Ánh", task::CALL, TODAY, &[(task::CONTACT, anh)]);
    let numbers = || app.agenda().next_call.unwrap().subject.unwrap().phones.len();
    phone(&["sms"]);
    assert_eq!(numbers(), 1);
    phone(&["sms", "call"]);
    assert_eq!(numbers(), 0);
    phone(&[]);
    assert_eq!(numbers(), 1);
}

#[test]
fn the_place_of_a_visit_may_be_kept_with_the_only_address_that_has_none() {
    const THERE: (i32, i32) = (21_028_500, 105_854_200);
    let app = app();
    let anh = person(&app, "Ánh");
    let street = |street: &str, place| {
        let street = street.to_owned();
        Value::Address(Box::new(Address { street, place, ..Address::default() }))
    };
    let live = |addresses: &[Value]| {
        let mut draft = Draft::new(CONTACT);
        addresses.iter().for_each(|it| draft.push(contact::ADDRESSES, "work", it.clone()));
        now(app.save(Some(anh), draft)).unwrap();
    };
    let visit = |what: &str, place| {
        let mut visit = call(anh, activity::REACHED, 100);
        visit.set_text(activity::WHAT, what);
        visit.set(activity::PLACE, street("", place));
        app.place_found(&visit)
    };
    assert_eq!(visit(activity::VISIT, Some(THERE)), None, "there is no address");
    live(&[street("1 Long Road", None)]);
    assert_eq!(visit(activity::VISIT, None), None);
    assert_eq!(visit(activity::MEETING, Some(THERE)), None, "people meet anywhere");
    let found = visit(activity::VISIT, Some(THERE)).unwrap();
    assert_eq!((found.address.street.as_str(), found.place), ("1 Long Road", THERE));
    let places = || -> Vec<Option<(i32, i32)>> {
        let all = app.record(anh).unwrap().elements(contact::ADDRESSES).into_iter();
        all.filter_map(|it| if let Value::Address(it) = it.value { Some(it.place) } else { None })
            .collect()
    };
    let done = now(app.keep_place(&found)).unwrap();
    assert_eq!(places(), [Some(THERE)]);
    assert_eq!(visit(activity::VISIT, Some(THERE)), None, "it is known now");
    now(app.undo(done.stamp.unwrap())).unwrap();
    assert_eq!(places(), [None]);
    live(&[street("1 Long Road", None), street("2 High Street", None)]);
    assert_eq!(visit(activity::VISIT, Some(THERE)), None, "nobody knows which");
    let next_door = Some((THERE.0 + 500, THERE.1));
    live(&[street("1 Long Road", None), street("2 High Street", next_door)]);
    assert_eq!(visit(activity::VISIT, Some(THERE)), None, "it was at the other one");
}

#[test]
fn a_deal_is_created_in_its_first_stage_and_moved_to_the_others() {
    let app = app();
    let deal = new_deal(&app, "Tableware", 100, None);
    let next = app.pipelines()[0].stages[1].id;
    let told = || -> Vec<(String, bool)> {
        let entries = now(app.timeline(deal, &[], 9)).unwrap().entries;
        entries.into_iter().map(|it| (it.text, it.result == FIRST_STAGE)).collect()
    };
    assert_eq!(told(), [("Lead".to_owned(), true)]);
    now(app.move_deals(&[deal], next, None)).unwrap();
    assert_eq!(told(), [("Qualified".to_owned(), false), ("Lead".to_owned(), true)]);
}

#[test]
fn a_timeline_comes_part_by_part_and_by_kind() {
    let app = app();
    let anh = person(&app, "Ánh");
    for number in 0..150 {
        let mut entry = call(anh, activity::REACHED, number);
        if number % 3 == 0 {
            entry.set_text(activity::WHAT, activity::VISIT);
        }
        now(app.log(logged(entry))).unwrap();
    }
    let part = now(app.timeline(anh, &[], 50)).unwrap();
    assert_eq!((part.entries.len(), part.more, part.entries[0].when), (50, true, 149));
    let visits = now(app.timeline(anh, &["visit".into()], 50)).unwrap();
    assert_eq!((visits.entries.len(), visits.more), (50, false));
    let store_again = tab(&app.store().another_tab(), 3);
    assert_eq!(now(store_again.timeline(anh, &[], 50)).unwrap(), part);
}

#[test]
fn words_are_found_in_the_history() {
    let app = app();
    let anh = person(&app, "Ánh");
    now(app.add_note(anh, "Thích mẫu men mờ", 5)).unwrap();
    now(app.add_note(anh, "Wants a price", 6)).unwrap();
    let bela = person(&app, "Béla");
    now(app.add_note(bela, "Wants samples", 7)).unwrap();
    let search = |words, with| {
        let mut found = Vec::new();
        let mut take = |some: Vec<(RecordId, Happened)>| {
            found.extend(some);
            true
        };
        now(app.search_history(words, with, &mut take)).unwrap();
        found
    };
    let found = search("men thich", None);
    assert_eq!(found.len(), 1);
    assert_eq!(search("wants", None).len(), 2);
    let with_bela = search("wants", Some(bela));
    assert_eq!(with_bela.len(), 1);
    assert_eq!(with_bela[0].1.text, "Wants samples");
    assert!(search("men thich", Some(bela)).is_empty());
    assert_eq!((found[0].0, found[0].1.text.as_str()), (anh, "Thích mẫu men mờ"));
}

#[test]
fn the_day_asks_for_what_is_due_by_the_clock_of_here() {
    let app = app();
    let anh = person(&app, "Ánh");
    let with = [(task::CONTACT, anh)];
    let due = |time: &str| format!("{TODAY}T{time}[Europe/Budapest]");
    new_task(&app, "Call early", task::CALL, &due("09:00"), &with);
    new_task(&app, "Call late", task::CALL, &due("16:00"), &with);
    new_task(&app, "Prepare", task::TO_DO, TODAY, &[]);
    new_task(&app, "Visit", task::VISIT, &due("17:00"), &with);
    // 14:00 there is 12:00 here, which is past.
    new_task(&app, "Elsewhere", task::TO_DO, &format!("{TODAY}T14:00[East]"), &[]);
    new_task(&app, "Long ago", task::TO_DO, "1900-01-01", &[]);
    new_task(&app, "Far away", task::TO_DO, "9999-12-31", &[]);
    new_task(&app, "Tomorrow", task::TO_DO, "2026-11-19", &[]);
    new_task(&app, "Some day", task::TO_DO, "", &[]);
    let agenda = app.agenda();
    let names =
        |list: &DayList| list.cards.iter().map(|card| card.text.clone()).collect::<Vec<_>>();
    assert_eq!(names(&agenda.overdue), ["Long ago", "Elsewhere"]);
    assert_eq!(names(&agenda.calls), ["Call early", "Call late"]);
    assert_eq!(names(&agenda.visits), ["Visit"]);
    assert_eq!(names(&agenda.due_today), ["Prepare"]);
    assert_eq!(agenda.next_call.unwrap().text, "Call early");
    assert_eq!(texts(&app, &app.to_do().week), ["Tomorrow"]);
    assert_eq!(texts(&app, &app.to_do().later), ["Far away", "Some day"]);
}

#[test]
fn a_call_that_is_logged_does_its_task_and_makes_the_next() {
    let app = app();
    let anh = person(&app, "Ánh");
    let task = new_task(&app, "Call Ánh", task::CALL, TODAY, &[(task::CONTACT, anh)]);
    let next_call = || app.record(anh).unwrap().text(contact::NEXT_CALL);
    assert_eq!(next_call(), TODAY);
    let mut next = Draft::new(TASK);
    next.set_text(task::TEXT, "Call again");
    next.set_text(task::WHAT, task::CALL);
    next.set_text(task::DUE, "2026-11-25");
    next.set(task::CONTACT, Value::Reference(anh));
    let activity = call(anh, activity::NOT_REACHED, 100);
    let saved =
        now(app.log(LoggedActivity { activity, next: Some(next), does: Some(task) })).unwrap();
    assert_eq!(next_call(), "2026-11-25");
    assert_eq!(texts(&app, &app.tasks_done()), ["Call Ánh"]);
    assert_eq!(texts(&app, &app.open_tasks_of(anh)), ["Call again"]);
    now(app.undo(saved.done.stamp.unwrap())).unwrap();
    assert_eq!(next_call(), TODAY);
    assert_eq!(texts(&app, &app.open_tasks_of(anh)), ["Call Ánh"]);
}

#[test]
fn a_task_that_repeats_comes_back_once_and_only_in_the_future() {
    let app = app();
    let id = new_task(&app, "Water the plants", task::TO_DO, "2026-11-02", &[]);
    let mut draft = Draft::new(TASK);
    draft.set_text(task::REPEAT, "FREQ=WEEKLY");
    now(app.save(Some(id), draft)).unwrap();
    now(app.complete_task(id)).unwrap();
    now(app.complete_task(id)).unwrap();
    let open = app.replica().open(TASK).to_vec();
    assert_eq!(open.len(), 1, "a task that is done is not done twice");
    let card = app.task_card(open[0]).unwrap();
    assert_eq!(card.due, Due::parse("2026-11-23"), "what was missed is not asked for again");
    now(app.reopen_task(id)).unwrap();
    assert_eq!(texts(&app, &app.to_do().overdue), ["Water the plants"]);
    assert_eq!(app.replica().open(TASK).len(), 1);
}

#[test]
fn ticking_off_a_task_is_told_where_it_belongs_and_can_be_taken_back() {
    let app = app();
    let anh = person(&app, "Ánh");
    let tableware = new_deal(&app, "Tableware", 100, Some(anh));
    let with = [(task::CONTACT, anh), (task::DEAL, tableware)];
    let id = new_task(&app, "Send the offer", task::EMAIL, TODAY, &with);
    assert_eq!(app.record(tableware).unwrap().text(deal::NEXT), TODAY);
    now(app.complete_task(id)).unwrap();
    assert_eq!(app.record(tableware).unwrap().text(deal::NEXT), "");
    let told = |of| now(app.timeline(of, &["done".into()], 9)).unwrap().entries.len();
    assert_eq!((told(anh), told(tableware)), (1, 1));
    now(app.reopen_task(id)).unwrap();
    assert_eq!((told(anh), told(tableware)), (0, 0));
    assert_eq!(app.record(tableware).unwrap().text(deal::NEXT), TODAY);
}

#[test]
fn birthdays_of_the_next_days_are_found() {
    let app = app();
    for (name, date) in [("Ann", "1980-11-20"), ("Bob", "--11-18"), ("Cid", "1990-12-24")] {
        let id = person(&app, name);
        let mut draft = Draft::new(CONTACT);
        let date = domain::PartialDate::parse(date).unwrap();
        draft.set(contact::BIRTHDAY, Value::Date(date));
        now(app.save(Some(id), draft)).unwrap();
    }
    let mut found = Anniversaries::default();
    while app.find_anniversaries(7, &mut found) {}
    let found = found.in_order();
    let told: Vec<_> = found.iter().map(|it| (it.name.as_str(), it.in_days, it.years)).collect();
    assert_eq!(told, [("Bob", 0, None), ("Ann", 2, Some(46))]);
}

#[test]
fn a_call_that_was_begun_survives_the_page_until_it_is_logged_or_let_go() {
    let store = MemoryStore::new(7);
    let first = tab(&store, 1);
    let anh = person(&first, "Ánh");
    let mut begun = log_draft(activity::CALL, &[anh], None, None);
    begun.set(activity::WHEN, Value::Moment(100));
    now(first.keep_pending(Some(&begun))).unwrap();
    drop(first);
    let again = tab(&store, 2);
    assert_eq!(now(again.pending()).unwrap(), Some(begun));
    now(again.keep_pending(None)).unwrap();
    assert_eq!(now(tab(&store, 3).pending()).unwrap(), None);
}

#[test]
fn a_call_does_the_first_call_back_that_is_due() {
    let app = app();
    let (anh, bela) = (person(&app, "Ánh"), person(&app, "Béla"));
    let of = |id| [(task::CONTACT, id)];
    new_task(&app, "Send", task::TO_DO, "2026-11-01", &of(anh));
    new_task(&app, "Later", task::CALL, "2026-11-19", &of(anh));
    new_task(&app, "Whenever", task::CALL, "", &of(anh));
    assert_eq!(app.call_back_of(anh), None);
    let today = new_task(&app, "Today", task::CALL, TODAY, &of(anh));
    assert_eq!(app.call_back_of(anh), Some(today));
    let late = new_task(&app, "Late", task::CALL, "2026-11-10T09:00[Europe/Budapest]", &of(anh));
    assert_eq!(app.call_back_of(anh), Some(late));
    assert_eq!(app.call_back_of(bela), None);
    now(app.complete_task(late)).unwrap();
    assert_eq!(app.call_back_of(anh), Some(today));
}
