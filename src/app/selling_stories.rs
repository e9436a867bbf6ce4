//! Stories of selling: deals on their way, calls and tasks, the agenda.

use super::stories::{App, now, tab};
use super::*;
use domain::{
    ACTIVITY, CONTACT, DEAL, Draft, Fault, Fields, Money, Narrowing, RecordId, STAGE, StageResult,
    TASK, TEMPLATES, Value, activity, contact, deal, moment, settings, task,
};
use replica::Row;
use store::MemoryStore;

pub(super) fn app() -> App {
    let app = tab(&MemoryStore::new(7), 1);
    now(app.seed_pipeline()).unwrap();
    app
}

pub(super) fn person(app: &App, given: &str) -> RecordId {
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::GIVEN, given);
    now(app.save(None, draft)).unwrap().id
}

pub(super) fn new_deal(app: &App, name: &str, cents: i64, with: Option<RecordId>) -> RecordId {
    let mut draft = Draft::new(DEAL);
    draft.set_text(deal::NAME, name);
    draft.set(deal::VALUE, Value::Money(Money { minor: cents, currency: *b"EUR" }));
    with.into_iter().for_each(|id| draft.push(deal::CONTACTS, "decides", Value::Reference(id)));
    now(app.save(None, draft)).unwrap().id
}

pub(super) fn new_task(
    app: &App,
    text: &str,
    what: &str,
    due: &str,
    fields: &[(u32, RecordId)],
) -> RecordId {
    let mut draft = Draft::new(TASK);
    draft.set_text(task::TEXT, text);
    draft.set_text(task::WHAT, what);
    draft.set_text(task::DUE, due);
    fields.iter().for_each(|(field, id)| draft.set(*field, Value::Reference(*id)));
    now(app.save(None, draft)).unwrap().id
}

pub(super) fn call(with: RecordId, result: &str, when: i64) -> Draft {
    let mut draft = Draft::new(ACTIVITY);
    draft.set_text(activity::WHAT, activity::CALL);
    draft.set(activity::WHEN, Value::Moment(when));
    draft.set_text(activity::RESULT, result);
    draft.push(activity::CONTACTS, "", Value::Reference(with));
    draft
}

fn named_stage(name: &str) -> Draft {
    let mut draft = Draft::new(domain::STAGE);
    draft.set_text(domain::stage::NAME, name);
    draft
}

pub(super) fn logged(activity: Draft) -> LoggedActivity {
    LoggedActivity { activity, next: None, does: None }
}

pub(super) fn stage(app: &App, name: &str) -> RecordId {
    let pipelines = app.pipelines();
    let mut stages = pipelines.iter().flat_map(|pipeline| &pipeline.stages);
    stages.find(|stage| stage.name == name).unwrap().id
}

pub(super) fn row(app: &App, id: RecordId) -> Row {
    app.replica().row(id).unwrap()
}

/// Returns the board of the first pipeline.
pub(super) fn board(app: &App) -> Vec<Lane> {
    let within = Some(app.pipelines()[0].id);
    let rows = app.list_rows(DEAL, &ListWanted { within, ..ListWanted::default() });
    app.lanes(DEAL, &rows, within)
}

/// Returns the non-empty columns of the first pipeline, by stage name.
pub(super) fn columns(app: &App) -> Vec<(String, Vec<String>)> {
    let board = board(app);
    let name = |lane: &Lane| if lane.key.is_empty() { "?".into() } else { lane.title.clone() };
    let names = |lane: &Lane| -> Vec<String> {
        lane.rows.iter().filter_map(|row| app.deal_card(*row)).map(|card| card.name).collect()
    };
    board.iter().filter(|it| !it.rows.is_empty()).map(|it| (name(it), names(it))).collect()
}

pub(super) fn texts(app: &App, rows: &[Row]) -> Vec<String> {
    rows.iter().filter_map(|row| app.task_card(*row)).map(|card| card.text).collect()
}

/// The stories' date: their clock starts at 2026-11-18 12:26 in Budapest.
pub(super) const TODAY: &str = "2026-11-18";

#[test]
fn a_pipeline_is_there_from_the_first_start_and_only_once() {
    let store = MemoryStore::new(7);
    let (one, other) = (tab(&store, 1), tab(&MemoryStore::new(8), 2));
    assert!(now(one.seed_pipeline()).unwrap());
    assert!(!now(one.seed_pipeline()).unwrap());
    now(other.seed_pipeline()).unwrap();
    assert_eq!(one.pipelines(), other.pipelines(), "two devices begin with the same records");
    let stage = one.pipelines()[0].stages[0].id;
    assert_eq!(one.record(stage), other.record(stage), "stamps included, so that edits win");
    assert_eq!(one.pipelines()[0].name, "B2B sales");
    assert!(one.is_empty(), "a pipeline alone is nothing that a person made");
    assert!(now(one.past(None)).unwrap().is_empty());
}

#[test]
fn a_deal_moves_from_stage_to_stage_and_remembers_when() {
    let app = app();
    let id = new_deal(&app, "Tableware", 1_180_000, None);
    assert_eq!(columns(&app), [("Lead".into(), vec!["Tableware".into()])]);
    let done = now(app.move_deals(&[id], stage(&app, "Won"), None)).unwrap();
    assert_eq!(columns(&app), [("Won".into(), vec!["Tableware".into()])]);
    let record = app.record(id).unwrap();
    assert_eq!(record.elements(deal::STAGES).len(), 2);
    let told = now(app.timeline(id, &[], 10)).unwrap().entries;
    assert_eq!(told.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), ["Won", "Lead"]);
    now(app.undo(done.stamp.unwrap())).unwrap();
    let record = app.record(id).unwrap();
    assert_eq!(record.reference(deal::STAGE), Some(stage(&app, "Lead")));
    assert_eq!(record.elements(deal::STAGES).len(), 1, "what was undone did not happen");
}

#[test]
fn lost_deals_say_why_and_totals_are_kept_by_currency() {
    let app = app();
    let first = new_deal(&app, "One", 10_000, None);
    new_deal(&app, "Two", 5_000, None);
    let board = board(&app);
    let sum = |totals: &domain::Totals| totals.sums(*b"EUR")[0].minor;
    let (plain, weighted) = app.deal_sums(&board[0].rows);
    assert_eq!([&board[0].totals, &plain, &weighted].map(sum), [15_000, 15_000, 1_500]);
    now(app.move_deals(&[first], stage(&app, "Lost"), Some("Price"))).unwrap();
    assert_eq!(app.record(first).unwrap().text(deal::LOST_REASON), "Price");
}

#[test]
fn two_tabs_that_move_the_same_card_agree() {
    let store = MemoryStore::new(7);
    let one = tab(&store, 1);
    now(one.seed_pipeline()).unwrap();
    let id = new_deal(&one, "Tableware", 100, None);
    let other = tab(&store, 2);
    now(one.move_deals(&[id], stage(&one, "Meeting"), None)).unwrap();
    now(other.move_deals(&[id], stage(&other, "Proposal"), None)).unwrap();
    now(one.catch_up()).unwrap();
    assert_eq!(columns(&one), columns(&other));
    assert_eq!(columns(&one)[0].0, "Proposal");
    assert_eq!(one.record(id).unwrap().elements(deal::STAGES).len(), 3, "both moves are told");
}

#[test]
fn a_stage_with_deals_goes_only_with_a_place_for_them() {
    let app = app();
    let id = new_deal(&app, "Tableware", 100, None);
    let lead = stage(&app, "Lead");
    assert_eq!(now(app.remove_stage(lead, None)), Err(AppError::StageInUse(1)));
    assert_eq!(now(app.remove_stage(lead, Some(lead))), Err(AppError::StageInUse(1)));
    let done = now(app.remove_stage(lead, Some(stage(&app, "Qualified")))).unwrap();
    assert_eq!(columns(&app), [("Qualified".into(), vec!["Tableware".into()])]);
    let told = now(app.past(None)).unwrap().remove(0);
    assert_eq!((told.label.as_str(), told.count), ("Lead", 2));
    assert_eq!(told.removed, Some(RemovedPlace { kind: STAGE, deals: 1 }));
    now(app.undo(done.stamp.unwrap())).unwrap();
    assert_eq!(columns(&app), [("Lead".into(), vec!["Tableware".into()])]);
    assert!(app.is_live(id));
    now(app.change_many(&[id], &BulkChange::Delete)).unwrap();
    assert_eq!(now(app.past(None)).unwrap()[0].removed, None);
}

#[test]
fn a_deal_whose_stage_is_gone_all_the_same_stands_in_a_column_of_its_own() {
    let app = app();
    new_deal(&app, "Tableware", 100, None);
    // As left by another device that removed the stage before it knew of the deal.
    now(app.change_many(&[stage(&app, "Lead")], &BulkChange::Delete)).unwrap();
    assert_eq!(columns(&app), [("?".into(), vec!["Tableware".into()])]);
}

#[test]
fn pipelines_are_made_put_in_order_joined_and_removed_without_losing_a_deal() {
    let app = app();
    let first = app.pipelines()[0].id;
    let made = now(app.add_pipeline("Houses", &TEMPLATES[3])).unwrap().id;
    let names = || app.pipelines().into_iter().map(|it| it.name).collect::<Vec<_>>();
    assert_eq!(names(), ["B2B sales", "Houses"]);
    now(app.put_in_order(&[made, first])).unwrap();
    assert_eq!(names(), ["Houses", "B2B sales"]);
    let stage_names = || {
        let stages = app.pipeline(made).unwrap().stages;
        stages.into_iter().map(|it| it.name).collect::<Vec<_>>()
    };
    now(app.add_stage(made, named_stage("Notary"))).unwrap();
    assert_eq!(stage_names()[4..], ["Contract", "Notary", "Closed", "Lost"]);
    let mut ends = named_stage("Given up");
    ends.set_text(domain::stage::RESULT, domain::stage::LOST);
    let end = now(app.add_stage(made, ends)).unwrap();
    assert_eq!(stage_names()[6..], ["Closed", "Lost", "Given up"]);
    now(app.undo(end.done.stamp.unwrap())).unwrap();
    let mut ids: Vec<RecordId> =
        app.pipeline(made).unwrap().stages.iter().map(|it| it.id).collect();
    ids.swap(0, 1);
    now(app.put_in_order(&ids)).unwrap();
    assert_eq!(stage_names()[..2], ["Viewing", "New lead"]);
    let deal = new_deal(&app, "Flat", 100, None);
    assert_eq!(app.deals_in(made), 1);
    now(app.remove_pipeline(made, Some(stage(&app, "Lead")))).unwrap();
    assert_eq!(names(), ["B2B sales"]);
    assert_eq!(app.record(deal).unwrap().reference(deal::STAGE), Some(stage(&app, "Lead")));
}

#[test]
fn a_new_stage_is_like_the_open_stage_before_it() {
    let app = app();
    let made = now(app.add_pipeline("Houses", &TEMPLATES[3])).unwrap().id;
    let add = |draft: Draft| {
        let id = now(app.add_stage(made, draft)).unwrap().id;
        let stage = app.stage(id).unwrap();
        (stage.probability, stage.stale_days)
    };
    let of = |name: &str, result: &str| {
        let mut draft = named_stage(name);
        draft.set_text(domain::stage::RESULT, result);
        draft
    };
    assert_eq!(add(named_stage("Notary")), (90.0, Some(45)));
    let mut never = named_stage("Keys");
    never.set_text(domain::stage::STALE_DAYS, "");
    assert_eq!(add(never), (90.0, None));
    assert_eq!(add(named_stage("Move")), (90.0, None), "never stale, like the stage before");
    assert_eq!(add(of("Sold at last", domain::stage::WON)), (100.0, None));
    assert_eq!(add(of("Given up", domain::stage::LOST)), (0.0, None));
    for stage in app.pipeline(made).unwrap().stages {
        if stage.result == StageResult::Open {
            now(app.remove_stage(stage.id, None)).unwrap();
        }
    }
    assert_eq!(add(named_stage("Lead")), (10.0, Some(14)));
}

#[test]
fn no_two_pipelines_and_no_two_stages_of_one_are_called_the_same() {
    let app = app();
    let fault = |outcome: Result<Saved, AppError>| match outcome {
        Err(AppError::Invalid(problems)) => problems.first().map(|problem| problem.fault),
        _ => None,
    };
    let (taken, nameless) = (Some(Fault::NameTaken), Some(Fault::NoName));
    let first = app.pipelines().remove(0);
    let name = |name: &str| {
        let mut draft = Draft::new(domain::PIPELINE);
        draft.set_text(domain::pipeline::NAME, name);
        draft
    };
    let again = first.name.to_uppercase();
    assert_eq!(fault(now(app.add_pipeline(&again, &TEMPLATES[1]))), taken);
    assert_eq!(fault(now(app.add_pipeline("  ", &TEMPLATES[1]))), nameless);
    let second = now(app.add_pipeline("Shop", &TEMPLATES[1])).unwrap().id;
    assert_eq!(fault(now(app.save(Some(second), name(&format!(" {again} "))))), taken);
    now(app.save(Some(second), name("SHOP"))).unwrap();
    assert_eq!(app.pipelines().len(), 2);

    let (lead, next) = (first.stages[0].clone(), first.stages[1].id);
    assert_eq!(fault(now(app.add_stage(first.id, named_stage(&lead.name)))), taken);
    assert_eq!(fault(now(app.save(Some(next), named_stage(&lead.name)))), taken);
    assert_eq!(fault(now(app.save(Some(next), named_stage(" ")))), nameless);
    now(app.save(Some(lead.id), named_stage(&lead.name))).unwrap();
    now(app.add_stage(second, named_stage("Only here"))).unwrap();
    now(app.add_stage(first.id, named_stage("Only here"))).unwrap();
    // A removed stage's name is free again.
    now(app.remove_stage(lead.id, Some(next))).unwrap();
    now(app.add_stage(first.id, named_stage(&lead.name))).unwrap();
}

#[test]
fn a_task_of_nothing_says_what_it_needs() {
    let app = app();
    let fault = |draft: Draft| match now(app.save(None, draft)) {
        Err(AppError::Invalid(problems)) => Some((problems[0].field, problems[0].fault)),
        _ => None,
    };
    let expected = Some((task::TEXT, Fault::NoText));
    assert_eq!(fault(Draft::new(TASK)), expected);
    let mut dated = Draft::new(TASK);
    dated.set_text(task::TEXT, "  ");
    dated.set_text(task::DUE, "2026-11-23");
    assert_eq!(fault(dated), expected);
    assert_eq!(fault(Draft::new(DEAL)), Some((deal::NAME, Fault::Unnamed)));
    assert_eq!(app.count(TASK), 0);
}

#[test]
fn a_pipeline_without_stages_is_empty_and_nothing_fails() {
    let app = app();
    let stages = app.pipelines().remove(0).stages;
    let (last, others) = stages.split_last().unwrap();
    for known in others {
        now(app.remove_stage(known.id, None)).unwrap();
    }
    assert_eq!(now(app.remove_stage(last.id, None)), Err(AppError::LastStage));
    assert_eq!(app.pipelines()[0].stages.len(), 1);
    // Two devices that each remove a different stage leave none.
    now(app.change_many(&[last.id], &BulkChange::Delete)).unwrap();
    assert!(app.pipelines()[0].stages.is_empty());
    let id = new_deal(&app, "Homeless", 100, None);
    assert_eq!(columns(&app), [("?".into(), vec!["Homeless".into()])]);
    now(app.add_stage(app.pipelines()[0].id, named_stage("Begin"))).unwrap();
    now(app.move_deals(&[id], stage(&app, "Begin"), None)).unwrap();
    assert_eq!(columns(&app)[0].0, "Begin");
}

#[test]
fn contact_company_and_deal_are_made_in_one_action() {
    let app = app();
    let mut draft = Draft::new(DEAL);
    draft.set_text(deal::NAME, "Tableware");
    draft.set(deal::COMPANY, Value::Text("Minh Long".into()));
    draft.push(deal::CONTACTS, "decides", Value::Text("Nguyễn Thị Ánh".into()));
    let saved = now(app.save(None, draft.clone())).unwrap();
    assert_eq!(saved.done.count, 3);
    assert_eq!((app.count(CONTACT), app.count(DEAL)), (1, 1));
    now(app.save(None, draft)).unwrap();
    assert_eq!((app.count(CONTACT), app.count(DEAL)), (1, 2), "who is known is linked");
    let anh = app.named(CONTACT, "nguyen thi anh").unwrap();
    assert_eq!(app.deals_of(anh).len(), 2);
    now(app.undo(saved.done.stamp.unwrap())).unwrap();
    assert_eq!(app.count(DEAL), 1);
}

#[test]
fn cards_stand_in_the_order_of_their_next_tasks() {
    let app = app();
    new_deal(&app, "Alone", 100, None);
    let (late, soon) = (new_deal(&app, "Late", 300, None), new_deal(&app, "Soon", 200, None));
    new_task(&app, "Later", task::TO_DO, "2026-12-01", &[(task::DEAL, late)]);
    new_task(&app, "Sooner", task::TO_DO, TODAY, &[(task::DEAL, soon)]);
    assert_eq!(columns(&app)[0].1, ["Soon", "Late", "Alone"]);
    let by = |number, is_descending| {
        let sort = ListSort::Field { number, is_descending };
        let rows = app.list_rows(DEAL, &ListWanted { sort, ..ListWanted::default() });
        rows.iter().map(|row| app.deal_card(*row).unwrap().name).collect::<Vec<_>>()
    };
    assert_eq!(by(deal::VALUE, true), ["Late", "Soon", "Alone"]);
    assert_eq!(by(deal::VALUE, false), ["Alone", "Soon", "Late"]);
    assert_eq!(by(deal::NAME, false), ["Alone", "Late", "Soon"]);
    assert_eq!(by(deal::NAME, true), ["Soon", "Late", "Alone"]);
    assert_eq!(by(deal::SINCE, false), ["Alone", "Late", "Soon"]);
    assert_eq!(by(deal::NEXT, false), ["Soon", "Late", "Alone"], "without one last");
}

#[test]
fn deals_are_found_by_their_people_and_mine_are_mine() {
    let app = app();
    let anh = person(&app, "Ánh");
    new_deal(&app, "Tableware", 100, Some(anh));
    let mut me = Draft::new(domain::SETTINGS);
    me.set_text(settings::ME, "Linh");
    now(app.save_settings(me)).unwrap();
    let mine = new_deal(&app, "Cups", 100, None);
    assert_eq!(app.record(mine).unwrap().text(domain::any_kind::OWNER), "Linh");
    let names = |wanted: ListWanted| {
        let rows = app.list_rows(DEAL, &wanted);
        rows.iter().map(|row| app.deal_card(*row).unwrap().name).collect::<Vec<_>>()
    };
    assert_eq!(names(ListWanted { words: "anh".into(), ..Default::default() }), ["Tableware"]);
    assert_eq!(names(ListWanted { words: "cup".into(), ..Default::default() }), ["Cups"]);
    let mine = ListWanted { narrowings: vec![Narrowing::Mine], ..Default::default() };
    assert_eq!(names(mine), ["Cups", "Tableware"], "what is nobody's is mine too");
}

#[test]
fn a_deal_that_stands_too_long_in_its_stage_is_stale() {
    let app = app();
    let id = new_deal(&app, "Old", 100, None);
    assert!(app.stale_deals(9).0.is_empty());
    let mut draft = Draft::new(DEAL);
    let since = moment(&app.record(id).unwrap(), deal::SINCE).unwrap() - 15 * 86_400_000;
    draft.set(deal::SINCE, Value::Moment(since));
    now(app.save(Some(id), draft)).unwrap();
    let found = app.stale_deals(9).1;
    assert_eq!((found.len(), found[0].count, found[0].name.as_str()), (1, 1, "B2B sales"));
    let card = app.deal_card(row(&app, id)).unwrap();
    assert_eq!((card.age, card.stale, card.aged), (15, true, Some(100)));
    now(app.move_deals(&[id], stage(&app, "Won"), None)).unwrap();
    assert!(app.stale_deals(9).0.is_empty(), "what is won is not stale");
}
