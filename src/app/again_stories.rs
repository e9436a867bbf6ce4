//! Stories of things that return: recurring, reopened and postponed tasks, lost deals, calls to
//! companies, step-by-step undo.

use super::selling_stories::{TODAY, app, board, new_deal, new_task, person, stage};
use super::stories::{App, names, now, person as named};
use domain::{
    COMPANY, DEAL, Draft, Due, Fields, Money, RecordId, TASK, Value, company, contact, deal, task,
};

/// Creates a recurring task.
fn repeating(app: &App, due: &str, rule: &str) -> RecordId {
    let id = new_task(app, "Water the plants", task::TO_DO, due, &[]);
    let mut draft = Draft::new(TASK);
    draft.set_text(task::REPEAT, rule);
    now(app.save(Some(id), draft)).unwrap();
    id
}

/// Returns the due dates of the open tasks.
fn open(app: &App) -> Vec<Option<Due>> {
    let rows = app.replica().open(TASK).to_vec();
    rows.into_iter().map(|row| app.task_card(row).unwrap().due).collect()
}

#[test]
fn a_task_that_was_taken_back_comes_back_when_it_is_done_again() {
    let app = app();
    let id = repeating(&app, TODAY, "FREQ=DAILY");
    let tomorrow = [Due::parse("2026-11-19")];
    now(app.complete_task(id)).unwrap();
    assert_eq!(open(&app), tomorrow);
    now(app.reopen_task(id)).unwrap();
    assert_eq!(open(&app), [Due::parse(TODAY)]);
    let done = now(app.complete_task(id)).unwrap();
    assert_eq!(open(&app), tomorrow, "after a tick was taken away");
    now(app.undo(done.stamp.unwrap())).unwrap();
    assert_eq!(open(&app), [Due::parse(TODAY)]);
    now(app.complete_task(id)).unwrap();
    assert_eq!(open(&app), tomorrow, "after an undo");
}

#[test]
fn reopening_a_task_leaves_what_the_user_edited_since() {
    let app = app();
    let id = repeating(&app, TODAY, "FREQ=DAILY");
    now(app.complete_task(id)).unwrap();
    let next = app.replica().id(app.replica().open(TASK)[0]);
    let mut about = Draft::new(TASK);
    about.set_text(task::ABOUT, "The key is under the mat");
    now(app.save(Some(next), about)).unwrap();
    now(app.put_off(next, &Due::parse("2026-11-21").unwrap())).unwrap();
    now(app.reopen_task(id)).unwrap();
    let both = [Due::parse(TODAY), Due::parse("2026-11-21")];
    assert_eq!(open(&app), both);
    now(app.complete_task(id)).unwrap();
    assert_eq!(open(&app), both[1..], "the edited task is not made anew");
    assert_eq!(app.record(next).unwrap().text(task::ABOUT), "The key is under the mat");
}

#[test]
fn reopening_tasks_one_after_the_other_leaves_one() {
    let app = app();
    let id = repeating(&app, TODAY, "FREQ=DAILY");
    let done_again = |text: &str| {
        let mut draft = Draft::new(TASK);
        draft.set_text(task::TEXT, text);
        now(app.save(Some(id), draft)).unwrap();
        now(app.complete_task(id)).unwrap();
    };
    done_again("Water");
    now(app.reopen_task(id)).unwrap();
    done_again("Water all plants");
    let next = app.replica().id(app.replica().open(TASK)[0]);
    assert_eq!(app.record(next).unwrap().text(task::TEXT), "Water all plants");
    now(app.complete_task(next)).unwrap();
    now(app.reopen_task(next)).unwrap();
    now(app.reopen_task(id)).unwrap();
    assert_eq!(open(&app), [Due::parse(TODAY)]);
}

#[test]
fn what_is_put_off_comes_back_when_it_was_planned() {
    let app = app();
    let id = repeating(&app, "2026-11-18T09:00[Europe/Budapest]", "FREQ=WEEKLY");
    for later in ["2026-11-18T16:40[Europe/Budapest]", "2026-11-20"] {
        now(app.put_off(id, &Due::parse(later).unwrap())).unwrap();
        assert_eq!(open(&app), [Due::parse(later)]);
    }
    now(app.complete_task(id)).unwrap();
    assert_eq!(open(&app), [Due::parse("2026-11-25T09:00[Europe/Budapest]")]);
    now(app.reopen_task(id)).unwrap();
    // A new date entered in the form moves all following dates too.
    let mut moved = Draft::new(TASK);
    moved.set_text(task::DUE, "2026-11-21");
    now(app.save(Some(id), moved)).unwrap();
    now(app.complete_task(id)).unwrap();
    assert_eq!(open(&app), [Due::parse("2026-11-28")]);
}

#[test]
fn a_deal_that_is_won_after_all_was_lost_for_no_reason_and_is_certain() {
    let app = app();
    let id = new_deal(&app, "Tableware", 10_000, None);
    let mut own = Draft::new(DEAL);
    own.set(deal::PROBABILITY, Value::Number(60.0));
    now(app.save(Some(id), own)).unwrap();
    let worth = |column: &str| -> Vec<Money> {
        let board = board(&app);
        let lane = board.iter().find(|lane| lane.title == column).unwrap();
        app.deal_sums(&lane.rows).1.sums(*b"EUR")
    };
    assert_eq!(worth("Lead")[0].minor, 6_000);
    now(app.move_deals(&[id], stage(&app, "Lost"), Some("Price"))).unwrap();
    assert_eq!(app.record(id).unwrap().text(deal::LOST_REASON), "Price");
    let done = now(app.move_deals(&[id], stage(&app, "Won"), None)).unwrap();
    assert_eq!(app.record(id).unwrap().text(deal::LOST_REASON), "");
    assert_eq!(worth("Won")[0].minor, 10_000);
    now(app.undo(done.stamp.unwrap())).unwrap();
    assert_eq!(app.record(id).unwrap().text(deal::LOST_REASON), "Price");
}

#[test]
fn a_call_to_a_company_is_the_next_one_with_its_number() {
    let app = app();
    let mut draft = Draft::new(COMPANY);
    draft.set_text(company::NAME, "acme");
    draft.push(company::PHONES, "", Value::Text("+84 28 1234 5678".into()));
    let acme = now(app.save(None, draft)).unwrap().id;
    let call = new_task(&app, "Ask again", task::CALL, TODAY, &[(task::COMPANY, acme)]);
    let subject = app.agenda().next_call.unwrap().subject.unwrap();
    assert_eq!((subject.kind, subject.name.as_str(), subject.phones.len()), (COMPANY, "acme", 1));
    assert_eq!(subject.initials, "a");
    let anh = person(&app, "Ánh");
    let mut with = Draft::new(TASK);
    with.set(task::CONTACT, Value::Reference(anh));
    now(app.save(Some(call), with)).unwrap();
    assert_eq!(app.agenda().next_call.unwrap().subject.unwrap().id, anh);
}

#[test]
fn undoing_one_action_after_the_other_goes_back_step_by_step_and_forth_again() {
    let app = app();
    let made = now(app.save(None, named("Ann", "Lee"))).unwrap();
    let mut steps = vec![made.done.stamp.unwrap()];
    for given in ["Anna", "Annie", "Hannah"] {
        let mut draft = named(given, "Lee");
        draft.push(contact::PHONES, "", Value::Text(given.len().to_string()));
        steps.push(now(app.save(Some(made.id), draft)).unwrap().done.stamp.unwrap());
    }
    let undo = |stamp, left: &[&str]| {
        let undone = now(app.undo(stamp)).unwrap();
        assert_eq!(undone.skipped, 0, "{left:?}");
        assert_eq!(names(&app, ""), left);
        undone.done.stamp.unwrap()
    };
    undo(steps[3], &["Annie Lee"]);
    let second = undo(steps[2], &["Anna Lee"]);
    let again = undo(second, &["Annie Lee"]);
    undo(again, &["Anna Lee"]);
    undo(steps[1], &["Ann Lee"]);
    assert_eq!(app.record(made.id).unwrap().texts(contact::PHONES), Vec::<String>::new());
    undo(steps[0], &[]);
    // Undo leaves edits made in between alone.
    let bo = now(app.save(None, named("Bo", "Lee"))).unwrap();
    let first = now(app.save(Some(bo.id), named("Bob", "Lee"))).unwrap().done.stamp.unwrap();
    let later = now(app.save(Some(bo.id), named("Rob", "Lee"))).unwrap().done.stamp.unwrap();
    assert_eq!(now(app.undo(first)).unwrap().skipped, 1);
    undo(later, &["Bob Lee"]);
    undo(first, &["Bo Lee"]);
}
