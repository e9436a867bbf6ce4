//! Imports of every kind that tables hold: deals, tasks, the user's kinds; references by id, by code
//! and by name; what is exported comes in again.

use std::collections::BTreeMap;

use super::happened_import_tests::stored;
use super::tests::{ask, carry_out, plan_of, tell_beside};
use super::*;
use crate::own_kinds_stories::{declare_field, declare_kind};
use crate::selling_stories::logged;
use crate::stories::{App, now, tab};
use crate::{ImportOutcome, every_kind};
use domain::{
    ACTIVITY, COMPANY, CONTACT, CUSTOM_FIELD, DEAL, Draft, FieldType, Fields, KindId, Money,
    RecordId, SETTINGS, STAGE, StageResult, TASK, Trait, Value, activity, any_kind, company,
    contact, custom_field, deal, money, settings, task,
};
use replica::Record;
use store::MemoryStore;

fn app() -> App {
    tab(&MemoryStore::new(7), 1)
}

/// Inspects a file as a table of contacts, as the page does; returns the kind that was guessed.
fn guessed(app: &App, name: &str, text: &str) -> Option<KindId> {
    let bytes = text.as_bytes().to_vec();
    let asked = app.ask_to_inspect(0, name, CONTACT, ReadOptions::default(), bytes);
    match ask(&mut Worker::default(), asked).remove(0).0 {
        Reply::Inspected { kind, .. } => Some(KindId(kind)),
        _ => None,
    }
}

fn planned(app: &App, kind: KindId, files: &[(&str, &str)]) -> (Worker, Planned, ImportOutcome) {
    let mut worker = Worker::default();
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let (planned, order) = plan_of(app, &mut worker, kind, &files, MatchChoice::FillGaps).unwrap();
    let outcome = carry_out(app, &mut worker, &order);
    (worker, planned, outcome)
}

fn import(app: &App, kind: KindId, text: &str) -> ImportOutcome {
    planned(app, kind, &[("x.csv", text)]).2
}

fn unclear(worker: &mut Worker) -> Vec<(usize, String, bool)> {
    let asked = Message::new(&Request::Findings { list: PlanList::Unclear, from: 0 }, Vec::new());
    match ask(worker, asked).remove(0).0 {
        Reply::Findings(FindingsSlice::Unclear(all)) => {
            all.into_iter().map(|it| (it.line, it.text, it.several)).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// Returns the first record of a kind with this name.
fn one(app: &App, kind: KindId, name: &str) -> RecordId {
    app.named(kind, name).unwrap_or_else(|| panic!("{name}"))
}

fn extra(app: &App, id: RecordId) -> Vec<String> {
    let elements = app.record(id).unwrap().elements(any_kind::EXTRA);
    elements.iter().map(|e| format!("{}: {}", e.label, e.value.as_text().unwrap())).collect()
}

fn made(app: &App, kind: KindId, name: &str) -> RecordId {
    now(app.make_named(kind, name, Draft::new(kind))).unwrap().id
}

/// Returns an app with the pipeline of the first start.
fn selling() -> App {
    let app = app();
    now(app.seed_pipeline()).unwrap();
    app
}

const DEALS: &str = "Deal Name,Amount,Deal Stage,Close Date,Associated Contact,Associated Company,Colour\n\
    Roof,1200 EUR,Proposal,2026-12-01,Anna Lee;Bo Chen,Acme,red\n\
    Wall,80 EUR,Nowhere,,Anna Lee,Other Ltd,\n";

#[test]
fn deals_come_in_with_their_stages_contacts_and_companies() {
    let app = selling();
    let acme = made(&app, COMPANY, "Acme");
    let stages = app.pipelines()[0].stages.clone();
    let text = DEALS.replace("Proposal", &stages[1].name);
    assert_eq!(guessed(&app, "export.csv", &text), Some(DEAL));
    let (mut worker, planned, outcome) = planned(&app, DEAL, &[("deals.csv", &text)]);
    assert_eq!((planned.new, planned.unclear), (2, 0));
    assert_eq!(unclear(&mut worker), []);
    assert_eq!(outcome.others, [(DEAL, 2), (STAGE, 1)]);
    assert_eq!((outcome.contacts, outcome.companies), (2, 1));
    let roof = app.record(one(&app, DEAL, "Roof")).unwrap();
    assert_eq!(roof.reference(deal::STAGE), Some(stages[1].id));
    assert_eq!(roof.reference(deal::COMPANY), Some(acme));
    assert_eq!(money(&roof, deal::VALUE), Some(Money { minor: 120_000, currency: *b"EUR" }));
    assert_eq!(roof.elements(deal::CONTACTS).len(), 2);
    assert_eq!(roof.elements(deal::STAGES).len(), 1, "the rules of deals are followed");
    assert_eq!(extra(&app, roof.id), ["Colour: red"]);
    // A stage that the pipeline does not have is made, behind its open ones.
    let wall = app.record(one(&app, DEAL, "Wall")).unwrap();
    let now_there = app.pipelines()[0].stages.clone();
    let open = stages.iter().take_while(|stage| stage.result == StageResult::Open).count();
    assert_eq!(now_there.len(), stages.len() + 1);
    assert_eq!((&*now_there[open].name, now_there[open].result), ("Nowhere", StageResult::Open));
    assert_eq!(wall.reference(deal::STAGE), Some(now_there[open].id));
    assert_eq!(extra(&app, wall.id), Vec::<String>::new());
    assert_eq!(app.count(CONTACT), 2);
    // The same file again adds nothing.
    let again = import(&app, DEAL, &text);
    assert_eq!((again.others.len(), again.contacts, again.known), (0, 0, 2));
    assert_eq!((app.count(DEAL), app.count(CONTACT), app.count(COMPANY)), (2, 2, 2));
    assert_eq!(app.pipelines()[0].stages.len(), now_there.len());
    // All of it is one action.
    now(app.undo(outcome.stamps[0])).unwrap();
    assert_eq!((app.count(DEAL), app.count(CONTACT), app.count(COMPANY)), (0, 0, 1));
    assert_eq!(app.pipelines()[0].stages, stages);
}

#[test]
fn a_stage_is_found_within_its_pipeline() {
    let app = selling();
    let template = &domain::TEMPLATES[0];
    let second = now(app.add_pipeline("Leasing", template)).unwrap().id;
    let name = app.pipeline(second).unwrap().stages[1].name.clone();
    let text = format!("Deal,Pipeline,Stage\nOne,Leasing,{name}\nTwo,,{name}\n");
    let (mut worker, _, _) = planned(&app, DEAL, &[("x.csv", &text)]);
    assert_eq!(unclear(&mut worker), [(3, name, true)]);
    let stage = app.record(one(&app, DEAL, "One")).unwrap().reference(deal::STAGE);
    assert_eq!(stage, Some(app.pipeline(second).unwrap().stages[1].id));
    assert_eq!(extra(&app, one(&app, DEAL, "One")), Vec::<String>::new());
}

#[test]
fn tasks_come_in_with_their_due_dates_and_those_they_are_about_know_it() {
    let app = app();
    let anna = made(&app, CONTACT, "Anna Lee");
    let text = "Task Title,Due Date,Priority,Contact,Status\n\
        Call back,23/11/2026,High,Anna Lee,Open\n\
        Write,24/11/2026 9:30,,Bo Chen,\n\
        Wait,soon,,,\n";
    assert_eq!(guessed(&app, "x.csv", text), Some(TASK));
    let outcome = import(&app, TASK, text);
    assert_eq!((&outcome.others[..], outcome.contacts), (&[(TASK, 3)][..], 1));
    let call = app.record(one(&app, TASK, "Call back")).unwrap();
    assert_eq!(
        (call.text(task::DUE), call.text(task::PRIORITY)),
        ("2026-11-23".into(), "high".into())
    );
    assert_eq!(call.reference(task::CONTACT), Some(anna));
    assert_eq!(extra(&app, call.id), ["Status: Open"]);
    let write = app.record(one(&app, TASK, "Write")).unwrap();
    assert_eq!(write.text(task::DUE), "2026-11-24T09:30");
    assert_eq!(extra(&app, one(&app, TASK, "Wait")), ["Due Date: soon"]);
    assert_eq!(app.record(anna).unwrap().text(contact::NEXT), "2026-11-23");
    let bo = one(&app, CONTACT, "Bo Chen");
    assert_eq!(app.record(bo).unwrap().text(contact::NEXT), "2026-11-24T09:30");
    let again = import(&app, TASK, text);
    assert_eq!((again.known, app.count(TASK)), (3, 3));
    // Another day, another task.
    let later = "Task,Due Date,Contact\nCall back,2026-12-24,Anna Lee\n";
    import(&app, TASK, later);
    assert_eq!(app.count(TASK), 4);
    now(app.undo(outcome.stamps[0])).unwrap();
    assert_eq!(app.record(anna).unwrap().text(contact::NEXT), "2026-12-24");
}

/// Makes a kind "Machine" with fields of several types.
fn machines(app: &App) -> KindId {
    let machine = declare_kind(app, "Machine");
    for (name, kind, to) in [
        ("Owner company", "reference", "company"),
        ("Hours", "number", ""),
        ("Built", "date", ""),
        ("Leased", "flag", ""),
        ("Price", "money", ""),
        ("Serial number", "text", ""),
    ] {
        declare_field(app, machine, name, kind, to);
    }
    let mut color = Draft::new(CUSTOM_FIELD);
    color.set_text(custom_field::OF, app.schema(machine).unwrap().key.as_ref());
    color.set_text(custom_field::NAME, "Color");
    color.set_text(custom_field::TYPE, "choice");
    color.set_text(custom_field::CHOICES, "Red\nGreen");
    now(app.save(None, color)).unwrap();
    machine
}

fn value(app: &App, id: RecordId, label: &str) -> Option<Value> {
    let record = app.record(id).unwrap();
    let schema = app.schema(record.kind).unwrap();
    record.value(schema.fields.iter().find(|field| field.label == label).unwrap().number)
}

#[test]
fn records_of_a_users_kind_come_in_and_the_same_file_twice_adds_nothing() {
    let app = app();
    let machine = machines(&app);
    let acme = made(&app, COMPANY, "Acme");
    let text = format!(
        "Machine,Owner company,Owner company ID,Hours,Built,Leased,Price,Color,Serial number,Smell\n\
        Press,acme,,1200,2019-03-04,yes,99 EUR,red,P-1,oil\n\
        Lathe,,{acme},7,,no,,Green,L-9,\n\
        Saw,New Ltd,,,,,,,,\n"
    );
    assert_eq!(guessed(&app, "whatever.csv", &text), Some(machine));
    let outcome = import(&app, machine, &text);
    assert_eq!((&outcome.others[..], outcome.companies), (&[(machine, 3)][..], 1));
    let [press, lathe, saw] = ["Press", "Lathe", "Saw"].map(|name| one(&app, machine, name));
    for id in [press, lathe] {
        assert_eq!(value(&app, id, "Owner company"), Some(Value::Reference(acme)));
    }
    let new = one(&app, COMPANY, "New Ltd");
    assert_eq!(value(&app, saw, "Owner company"), Some(Value::Reference(new)));
    assert_eq!(value(&app, press, "Hours"), Some(Value::Number(1200.0)));
    assert_eq!(value(&app, press, "Leased"), Some(Value::Flag(true)));
    assert_eq!(value(&app, lathe, "Leased"), Some(Value::Flag(false)));
    assert_eq!(value(&app, press, "Color"), Some(Value::Text("Red".into())));
    assert_eq!(extra(&app, press), ["Smell: oil"]);
    let again = import(&app, machine, &text);
    assert_eq!((again.known, again.filled, again.companies), (3, 0, 0));
    assert_eq!((app.count(machine), app.count(COMPANY)), (3, 2));
    now(app.undo(outcome.stamps[0])).unwrap();
    assert_eq!((app.count(machine), app.count(COMPANY)), (0, 1));
}

#[test]
fn a_record_is_referred_to_by_its_code() {
    let app = app();
    let machine = machines(&app);
    import(&app, machine, "Machine,Serial number\nPress,P-1\nPress,P-2\n");
    assert_eq!(app.count(machine), 2);
    let visit = declare_kind(&app, "Visit");
    let key = app.schema(machine).unwrap().key.to_string();
    declare_field(&app, visit, "Which", "reference", &key);
    let text = "Visit,Which\nMonday,p-2\nTuesday,Press\n";
    let (mut worker, _, _) = planned(&app, visit, &[("x.csv", text)]);
    assert_eq!(unclear(&mut worker), [(3, "Press".to_owned(), true)]);
    let Some(Value::Reference(which)) = value(&app, one(&app, visit, "Monday"), "Which") else {
        panic!()
    };
    assert_eq!(value(&app, which, "Serial number"), Some(Value::Text("P-2".into())));
    // Nothing is guessed: the name stays beside it.
    assert_eq!(extra(&app, one(&app, visit, "Tuesday")), ["Which: Press"]);
    // A contact by the email address.
    let mut anna = Draft::new(CONTACT);
    anna.set_text(contact::GIVEN, "Anna");
    anna.push(contact::EMAILS, "", Value::Text("anna@x.org".into()));
    let anna = now(app.save(None, anna)).unwrap().id;
    import(&app, TASK, "Task,Contact\nCall,ANNA@x.org\n");
    let call = app.record(one(&app, TASK, "Call")).unwrap();
    assert_eq!(call.reference(task::CONTACT), Some(anna));
}

#[test]
fn ids_that_are_not_those_of_the_kind_are_kept_beside_the_record() {
    let app = app();
    let machine = machines(&app);
    let anna = made(&app, CONTACT, "Anna");
    let random = "7b0c5a52-9a42-4c4e-8a53-2f0f7f1f3f10";
    let text = format!("ID,Machine,Owner company ID\n{random},Press,{anna}\n{anna},Saw,17\n");
    let (mut worker, planned, _) = planned(&app, machine, &[("x.csv", &text)]);
    assert_eq!((planned.new, planned.unclear), (2, 1));
    assert_eq!(unclear(&mut worker), [(2, anna.to_string(), false)]);
    let expect = [format!("ID: {random}"), format!("Owner company: {anna}")];
    let mut found = extra(&app, one(&app, machine, "Press"));
    found.sort();
    assert_eq!(found, expect);
    assert_eq!(extra(&app, one(&app, machine, "Saw")), ["Owner company: 17"]);
    assert_eq!(app.kind_of(anna), Some(CONTACT));
}

#[test]
fn an_id_of_ours_says_which_record_a_row_is_about() {
    let app = app();
    let machine = machines(&app);
    let [one, two] = ["Press", "Press"].map(|name| made(&app, machine, name));
    let text = format!("ID,Machine,Hours\n{two},Press,5\n{one},Press,6\n");
    let outcome = import(&app, machine, &text);
    assert_eq!((outcome.known, outcome.filled), (2, 2));
    assert_eq!(value(&app, two, "Hours"), Some(Value::Number(5.0)));
    assert_eq!(value(&app, one, "Hours"), Some(Value::Number(6.0)));
}

#[test]
fn bad_tables_of_any_kind_fail_as_tables_of_contacts_do() {
    let app = app();
    let machine = machines(&app);
    let failed = |text: &str| {
        let files = [("x.csv", text.as_bytes())];
        plan_of(&app, &mut Worker::default(), machine, &files, MatchChoice::FillGaps).is_err()
    };
    assert!(failed("") && failed("Machine,Hours\n"));
    let wide: Vec<String> = (0..200).map(|at| format!("Column number {at}")).collect();
    let text = format!("Machine,{}\nPress,{}\n", wide.join(","), vec!["x"; 200].join(","));
    import(&app, machine, &text);
    assert_eq!(extra(&app, one(&app, machine, "Press")).len(), 200);
}

/// Exports all records of a kind as a table.
fn exported(app: &App, kind: KindId) -> String {
    let asked = match app.is_apart(kind) {
        true => now(app.ask_to_export_stored(
            ExportFormat::Csv,
            kind,
            None,
            TableChoice::default(),
            Vec::new(),
        )),
        false => {
            Ok(app.ask_to_export(ExportFormat::Csv, kind, None, TableChoice::default(), Vec::new()))
        }
    };
    let asked = asked.unwrap();
    String::from_utf8(ask(&mut Worker::default(), asked)[0].1[0].clone()).unwrap()
}

/// Asserts that two apps have the same records of a kind, but for files; returns their number.
fn compare(app: &App, other: &App, kind: KindId) -> usize {
    let schema = app.schema(kind).unwrap();
    let all = |app: &App| -> BTreeMap<RecordId, Record> {
        let replica = app.replica();
        let rows = replica.list(kind).iter().filter_map(|row| replica.record(*row));
        let records = if app.is_apart(kind) { stored(app) } else { rows.collect() };
        records.into_iter().map(|record| (record.id, record)).collect()
    };
    let (records, theirs) = (all(app), all(other));
    assert_eq!(theirs.len(), records.len(), "{kind:?}");
    for before in records.values() {
        let after = theirs.get(&before.id).unwrap_or_else(|| panic!("{before:?}"));
        for field in schema.fields.iter().filter(|it| it.kind != FieldType::File) {
            let told = format!("{} {}", schema.key, field.key);
            assert_eq!(after.value(field.number), before.value(field.number), "{told}");
            let [after, before] = [after, before].map(|record| {
                let all = record.elements(field.number).into_iter();
                all.map(|it| (it.label, it.value)).collect::<Vec<_>>()
            });
            assert_eq!(after, before, "{told}");
        }
    }
    records.len()
}

/// Logs a call with a value in every field, a note about a company and a meeting about a deal.
fn log_every_value(app: &App, company: RecordId, deal: RecordId) {
    let mut call = Draft::new(ACTIVITY);
    let text = |text: &str| Value::Text(text.into());
    for (field, value) in [
        (activity::WHAT, text(activity::CALL)),
        (activity::WHEN, Value::Moment(1_795_000_020_123)),
        (activity::UNTIL, Value::Moment(1_795_000_900_000)),
        (activity::TEXT, text("Price\nand delivery")),
        (activity::OUTCOME, text("interested")),
        (activity::RESULT, text(activity::REACHED)),
        (activity::DIRECTION, text(activity::INCOMING)),
        (activity::COMPANY, Value::Reference(company)),
        (activity::DEAL, Value::Reference(deal)),
        (any_kind::OWNER, text("Bo")),
    ] {
        call.set(field, value);
    }
    let schema = app.schema(ACTIVITY).unwrap();
    let own = schema.fields.iter().filter(|it| it.age > 0 || it.kind == FieldType::Address);
    for field in own.filter(|field| field.kind != FieldType::File) {
        match field.many {
            true => call.push(field.number, "", every_kind::sample(app, field)),
            false => call.set(field.number, every_kind::sample(app, field)),
        }
    }
    for name in ["Cem", "Dora"] {
        call.push(activity::CONTACTS, "", Value::Reference(made(app, CONTACT, name)));
    }
    call.push(any_kind::EXTRA, "Mood", text("good"));
    let mut note = Draft::new(ACTIVITY);
    note.set_text(activity::WHAT, activity::NOTE);
    note.set(activity::WHEN, Value::Moment(1_795_000_000_000));
    note.set_text(activity::TEXT, "moves");
    let mut meeting = note.clone();
    note.set(activity::HOME, Value::Reference(company));
    meeting.set_text(activity::WHAT, activity::MEETING);
    meeting.set(activity::HOME, Value::Reference(deal));
    for draft in [call, note, meeting] {
        now(app.log(logged(draft))).unwrap();
    }
}

/// Gives the tables of these kinds to a worker, all at once and in no good order: they refer to each
/// other by their ids. Each is recognized by its name in the archive of everything.
fn inspected(app: &App, other: &App, kinds: &[KindId]) -> Worker {
    let mut worker = Worker::default();
    for (number, kind) in (0..).zip(kinds.iter().rev()) {
        let bytes = exported(app, *kind).into_bytes();
        let name = format!("{}.csv", app.schema(*kind).unwrap().label_many.to_lowercase());
        let asked = other.ask_to_inspect(number, &name, CONTACT, ReadOptions::default(), bytes);
        let Reply::Inspected { kind: guessed, .. } = ask(&mut worker, asked).remove(0).0 else {
            panic!()
        };
        assert_eq!(guessed, kind.0, "{name}");
    }
    worker
}

#[test]
fn what_is_exported_comes_into_an_empty_app_as_it_was() {
    let app = selling();
    every_kind::make_own_kind(&app);
    every_kind::declare_every_type_as(&app, ACTIVITY, 0x40);
    let kinds: Vec<KindId> =
        app.schemas().all().iter().filter(|it| it.is(Trait::Exchanged)).map(|it| it.kind).collect();
    for kind in kinds.iter().filter(|kind| !app.is_apart(**kind)) {
        let schema = app.schema(*kind).unwrap();
        every_kind::made(&app, &schema, "Zanzibar");
        every_kind::made(&app, &schema, "Sopron");
    }
    let acme = made(&app, COMPANY, "Acme");
    let mut late = Draft::new(DEAL);
    late.set_text(deal::NAME, "Roof");
    late.set(deal::COMPANY, Value::Reference(acme));
    late.push(deal::CONTACTS, "decides", Value::Reference(made(&app, CONTACT, "Anna Lee")));
    let roof = now(app.save(None, late)).unwrap().id;
    let mut call = Draft::new(TASK);
    call.set_text(task::TEXT, "Call");
    call.set_text(task::DUE, "2026-11-23T09:00[Asia/Bangkok]");
    call.set(task::DEAL, Value::Reference(roof));
    now(app.save(None, call)).unwrap();
    log_every_value(&app, acme, roof);
    let other = tab(&MemoryStore::new(8), 2);
    now(other.seed_pipeline()).unwrap();
    every_kind::make_own_kind(&other);
    every_kind::declare_every_type_as(&other, ACTIVITY, 0x40);
    let mut worker = inspected(&app, &other, &kinds);
    tell_beside(&other, &mut worker);
    let numbers: Vec<u32> = (0..).take(kinds.len()).collect();
    let Reply::Planned(plan) = ask(&mut worker, other.ask_to_plan(&numbers)).remove(0).0 else {
        panic!()
    };
    assert_eq!((plan.matched, plan.doubled, plan.unclear), (0, 0, 0));
    let order = crate::ImportOrder {
        rows: plan.rows,
        planned_at: other.generation(),
        ..Default::default()
    };
    let outcome = carry_out(&other, &mut worker, &order);
    let compared: usize = kinds.into_iter().map(|kind| compare(&app, &other, kind)).sum();
    assert!(compared > 15);
    for person in app.replica().list(CONTACT) {
        let id = app.replica().id(*person);
        let derived = |app: &App| app.record(id).unwrap().value(contact::LAST_CONTACT);
        assert_eq!(derived(&other), derived(&app));
    }
    now(other.undo(outcome.stamps[0])).unwrap();
    assert!(stored(&other).is_empty());
    assert_eq!(other.count(DEAL) + other.count(company::SCHEMA.kind) + other.count(TASK), 0);
}

#[test]
fn amounts_without_a_currency_are_in_that_of_the_team() {
    let app = app();
    now(app.seed_pipeline()).unwrap();
    let value = |name: &str| match app.record(one(&app, DEAL, name)).unwrap().value(deal::VALUE) {
        Some(Value::Money(money)) => money.to_string(),
        other => format!("{other:?}"),
    };
    import(&app, DEAL, "Deal name,Value\nRoof,1500\n");
    assert_eq!(value("Roof"), "1500.00 EUR");
    let mut chosen = Draft::new(SETTINGS);
    chosen.set_text(settings::CURRENCY, "USD");
    now(app.save_settings(chosen)).unwrap();
    import(&app, DEAL, "Deal name,Value\nWall,\"2,500.50\"\n");
    import(&app, DEAL, "Deal name,Value,Currency\nDoor,7,HUF\n");
    assert_eq!((value("Wall"), value("Door")), ("2500.50 USD".into(), "7.00 HUF".into()));
}
