//! Stories of choosing records: namesakes, fragments, numbers, new records, and the deal a call is
//! about.

use super::job::MatchChoice;
use super::job::tests::import_companies;
use super::selling_stories::{TODAY, app, call, new_deal, new_task, person, stage};
use super::stories::{App, now, person as named};
use super::*;
use domain::{
    COMPANY, CONTACT, DEAL, Draft, Due, Fields, KindId, RecordId, TASK, ToMake, Value, activity,
    call_back, company, contact, deal, log_draft, task,
};
use replica::Row;

fn at_company(app: &App, given: &str, family: &str, firm: &str, phone: &str) -> RecordId {
    let mut draft = named(given, family);
    draft.set_text(contact::COMPANY, firm);
    draft.push(contact::PHONES, "", Value::Text(phone.into()));
    now(app.save(None, draft)).unwrap().id
}

fn looking(kind: KindId, typed: &str) -> CandidateQuery {
    CandidateQuery { kind, typed: typed.into(), but: Vec::new(), near: Vec::new(), most: 9 }
}

fn offered(app: &App, kind: KindId, typed: &str) -> Vec<String> {
    let told = |it: Candidate| format!("{} ({})", it.name, it.beside.join(", "));
    app.candidates(&looking(kind, typed)).best.into_iter().map(told).collect()
}

#[test]
fn namesakes_are_told_apart_by_company_and_number() {
    let app = app();
    at_company(&app, "Anna", "Brown", "Acme", "+44 7700 900111");
    at_company(&app, "Anna", "Brown", "Oak Ltd", "+44 7700 900222");
    let mut told = offered(&app, CONTACT, "anna b");
    told.sort();
    assert_eq!(
        told,
        ["Anna Brown (Acme, +44 7700 900111)", "Anna Brown (Oak Ltd, +44 7700 900222)"]
    );
    let found = app.candidates(&looking(CONTACT, "Anna Brown"));
    assert_eq!((found.count, found.namesakes.len()), (2, 2), "the name alone chooses nobody");
    assert!(app.candidates(&looking(CONTACT, "Anna Brow")).namesakes.is_empty());
}

#[test]
fn the_picker_finds_as_the_list_does() {
    let app = app();
    at_company(&app, "Márta", "Fekete", "Oak Ltd", "+36 20 123 4567");
    at_company(&app, "小明", "王", "北京陶瓷", "+86 10 6552 9988");
    at_company(&app, "สมชาย", "ใจดี", "Siam", "+66 2 123 9999");
    for typed in ["fekete", "FEKETE m", "marta", "oak", "20 123 45", "1234567"] {
        assert_eq!(app.candidates(&looking(CONTACT, typed)).count, 1, "{typed}");
    }
    assert_eq!(app.candidates(&looking(CONTACT, "小")).count, 1, "inside of a Chinese name");
    assert_eq!(app.candidates(&looking(CONTACT, "ชาย")).count, 1, "inside of a Thai name");
    assert_eq!(app.candidates(&looking(CONTACT, "nobody")), Candidates::default());
}

#[test]
fn who_was_found_by_a_number_is_shown_with_that_number() {
    let app = app();
    let mut draft = named("Béla", "Kovács");
    draft.push(contact::PHONES, "", Value::Text("+36 1 111 1111".into()));
    draft.push(contact::PHONES, "", Value::Text("+36 20 222 3333".into()));
    now(app.save(None, draft)).unwrap();
    assert_eq!(offered(&app, CONTACT, "20 222 33"), ["Kovács Béla (+36 20 222 3333)"]);
    assert_eq!(offered(&app, CONTACT, "kov"), ["Kovács Béla (+36 1 111 1111)"]);
}

#[test]
fn a_deal_is_shown_with_whose_it_is_where_it_stands_and_what_it_is_worth() {
    let app = app();
    let bela = person(&app, "Béla");
    new_deal(&app, "Tableware", 1_200_000, Some(bela));
    assert_eq!(offered(&app, DEAL, "tab"), ["Tableware (Béla, Lead)"]);
    assert_eq!(app.candidates(&looking(DEAL, "tab")).best[0].worth.unwrap().minor, 1_200_000);
}

#[test]
fn before_anything_is_typed_those_changed_last_are_offered_and_nobody_twice() {
    let app = app();
    let ids = ["Anna", "Béla", "Chi"].map(|given| person(&app, given));
    let names = |but: &[RecordId]| -> Vec<String> {
        let asked = CandidateQuery { but: but.to_vec(), most: 2, ..looking(CONTACT, "") };
        let found = app.candidates(&asked);
        found.best.into_iter().map(|it| it.name).collect()
    };
    assert_eq!(names(&[]), ["Chi", "Béla"]);
    assert_eq!(names(&[ids[2]]), ["Béla", "Anna"]);
    now(app.change_many(&[ids[1]], &BulkChange::Delete)).unwrap();
    assert_eq!(names(&[]), ["Chi", "Anna"], "who is in the bin is not offered");
    assert_eq!(app.candidate(ids[1]), None);
}

#[test]
fn whom_it_has_to_do_with_decides_what_is_offered_before_anything_is_typed() {
    let app = app();
    let anna = at_company(&app, "Anna", "Brown", "Acme", "");
    let offer = new_deal(&app, "Offer", 100, Some(anna));
    new_deal(&app, "Of somebody else", 100, None);
    let lost = new_deal(&app, "Lost", 100, Some(anna));
    now(app.move_deals(&[lost], stage(&app, "Lost"), Some("Price"))).unwrap();
    let near = |kind, id| -> Vec<String> {
        let found = app.candidates(&CandidateQuery { near: vec![id], ..looking(kind, "") });
        found.best.into_iter().map(|it| it.name).collect()
    };
    assert_eq!(near(DEAL, anna), ["Offer"]);
    assert_eq!(near(COMPANY, anna), ["Acme"]);
    assert_eq!(near(CONTACT, app.named(COMPANY, "Acme").unwrap()), ["Anna Brown"]);
    assert_eq!(near(CONTACT, offer), ["Anna Brown"]);
    person(&app, "Béla");
    assert_eq!(near(CONTACT, lost), ["Anna Brown"]);
    assert_eq!(near(CONTACT, RecordId::from_bytes([9; 16])), ["Béla", "Anna Brown"]);
}

#[test]
fn who_is_to_be_made_is_made_once_and_although_somebody_is_called_that() {
    let app = app();
    let old = at_company(&app, "Anna", "Brown", "Acme", "");
    let deal = |to_make: &ToMake| {
        let mut draft = Draft::new(DEAL);
        draft.set_text(deal::NAME, "Tableware");
        draft.push(deal::CONTACTS, "", Value::Text("Anna Brown".into()));
        draft.push(deal::CONTACTS, "pays", Value::Text("Anna Brown".into()));
        let saved = now(app.save_making(None, draft, to_make)).unwrap();
        let people = app.record(saved.id).unwrap().elements(deal::CONTACTS);
        (people.into_iter().map(|it| it.value).collect::<Vec<_>>(), saved.done.stamp.unwrap())
    };
    let (linked, _) = deal(&ToMake::default());
    assert_eq!(linked, [Value::Reference(old), Value::Reference(old)]);
    let mut to_make = ToMake::default();
    to_make.add(CONTACT, "Anna Brown");
    let (made, stamp) = deal(&to_make);
    assert!(made[0] == made[1] && made[0] != Value::Reference(old));
    assert_eq!(app.count(CONTACT), 2);
    now(app.undo(stamp)).unwrap();
    assert_eq!(app.count(CONTACT), 1, "it goes with the deal that it was made for");
}

#[test]
fn no_company_stands_under_itself() {
    let app = app();
    let acme = now(app.make_named(COMPANY, "Acme", Draft::new(COMPANY))).unwrap().id;
    for itself in [Value::Reference(acme), Value::Text("ACME".into())] {
        let mut draft = Draft::new(COMPANY);
        draft.set(company::PARENT, itself);
        now(app.save(Some(acme), draft)).unwrap();
        assert_eq!(app.record(acme).unwrap().reference(company::PARENT), None);
    }
    let mut draft = Draft::new(COMPANY);
    draft.set_text(company::PARENT, "Oak Ltd");
    now(app.save(Some(acme), draft)).unwrap();
    let parent = app.record(acme).unwrap().reference(company::PARENT);
    assert_eq!(parent, app.named(COMPANY, "Oak Ltd"));
    assert_eq!(app.count(COMPANY), 2);
}

#[test]
fn no_imported_company_stands_under_itself() {
    for choice in [MatchChoice::FillGaps, MatchChoice::Overwrite, MatchChoice::MakeNew] {
        let app = app();
        let table = "Company name,Parent company,Industry\nAcme,,\nOak,Acme,Wood\nElm,ELM,Wood\n";
        import_companies(&app, table, MatchChoice::FillGaps);
        let parent = |name| {
            let id = app.named(COMPANY, name).unwrap();
            app.record(id).unwrap().reference(company::PARENT)
        };
        let acme = app.named(COMPANY, "Acme");
        assert_eq!((parent("Oak"), parent("Elm")), (acme, None), "{choice:?}");
        let again = "Company name,Parent company\nAcme,ACME\nOak,oak\n";
        import_companies(&app, again, choice);
        let under_itself = |row: &Row| {
            let replica = app.replica();
            replica.view(*row).reference(company::PARENT) == Some(replica.id(*row))
        };
        assert!(!app.replica().list(COMPANY).iter().any(under_itself), "{choice:?}");
        if choice != MatchChoice::MakeNew {
            assert_eq!(parent("Oak"), acme, "{choice:?}");
        }
    }
}

#[test]
fn a_record_can_be_made_by_its_name_alone() {
    let app = app();
    let make = |kind, name| now(app.make_named(kind, name, Draft::new(kind)));
    let made = make(CONTACT, "Fekete Márta").unwrap().id;
    assert_eq!(app.name(made), "Fekete Márta");
    let made = make(DEAL, "Oak desks").unwrap().id;
    assert!(app.record(made).unwrap().reference(deal::STAGE).is_some());
    let made = make(COMPANY, "Oak Ltd").unwrap().id;
    assert_eq!(app.record(made).unwrap().text(company::NAME), "Oak Ltd");
    assert!(matches!(make(COMPANY, " "), Err(AppError::Invalid(_))));
}

#[test]
fn a_call_is_about_the_deal_of_the_task_that_it_does_else_about_the_only_open_one() {
    let app = app();
    let anna = person(&app, "Anna");
    assert_eq!(app.deal_meant(Some(anna), None), None);
    let offer = new_deal(&app, "Offer", 100, Some(anna));
    assert_eq!(app.deal_meant(Some(anna), None), Some(offer), "there is no other");
    let desks = new_deal(&app, "Desks", 100, Some(anna));
    assert_eq!(app.deal_meant(Some(anna), None), None, "nobody knows which");
    let task = new_task(
        &app,
        "Call back about the offer",
        task::CALL,
        TODAY,
        &[(task::CONTACT, anna), (task::DEAL, offer)],
    );
    assert_eq!(app.call_back_of(anna), Some(task));
    assert_eq!(app.deal_meant(Some(anna), Some(task)), Some(offer));
    let won = stage(&app, "Won");
    now(app.move_deals(&[desks], won, None)).unwrap();
    assert_eq!(app.deal_meant(Some(anna), None), Some(offer), "the other one is won");
    let other = new_task(&app, "Call", task::CALL, TODAY, &[(task::CONTACT, anna)]);
    assert_eq!(app.deal_meant(Some(anna), Some(other)), Some(offer), "the task names none");
    assert_eq!(app.deal_meant(None, None), None);
    now(app.change_many(&[offer], &BulkChange::Delete)).unwrap();
    assert_eq!(app.deal_meant(Some(anna), Some(task)), None, "it is in the bin");
}

#[test]
fn the_next_step_of_a_call_is_the_next_step_of_its_deal() {
    let app = app();
    let anna = person(&app, "Anna");
    let offer = new_deal(&app, "Offer", 100, Some(anna));
    let fields = [(task::CONTACT, anna), (task::DEAL, offer)];
    let task = new_task(&app, "Call back about the offer", task::CALL, TODAY, &fields);
    let mut log = call(anna, activity::NOT_REACHED, 100);
    let meant = app.deal_meant(Some(anna), Some(task)).unwrap();
    log.set(activity::DEAL, Value::Reference(meant));
    let due = Due::parse("2026-11-30T09:00").unwrap();
    let next = Some(call_back(&log, &[], "Call back Anna", &due));
    now(app.log(LoggedActivity { activity: log, next, does: Some(task) })).unwrap();
    let told = now(app.timeline(offer, &[], 9)).unwrap().entries;
    assert!(told.iter().any(|entry| entry.what == activity::CALL), "it is on the deal's timeline");
    let card = app.deal_card(app.replica().row(offer).unwrap()).unwrap();
    assert_eq!(card.next, Some(due), "and the deal knows what comes next");
    assert_eq!(app.open_tasks_of(offer).len(), 1);
    assert_eq!(app.count(TASK), 2);
    assert_eq!(log_draft(activity::CALL, &[anna], None, None).reference(activity::DEAL), None);
}

#[test]
fn a_search_of_everything_finds_all_kinds_and_names_first() {
    let app = app();
    let mut anna = Draft::new(CONTACT);
    anna.set_text(contact::GIVEN, "Anna");
    anna.set_text(contact::ABOUT, "likes oak");
    now(app.save(None, anna)).unwrap();
    let named = |kind, name: &str| now(app.make_named(kind, name, Draft::new(kind))).unwrap().id;
    named(COMPANY, "Oak & Co");
    named(DEAL, "Desks of oak");
    let gone = named(DEAL, "Oak chairs");
    now(app.change_many(&[gone], &BulkChange::Delete)).unwrap();
    let mut task = Draft::new(TASK);
    task.set_text(task::TEXT, "Öak samples");
    now(app.save(None, task)).unwrap();
    let names = |typed: &str, most| -> Vec<String> {
        app.anything(typed, most).into_iter().map(|found| found.name).collect()
    };
    assert_eq!(names("oak", 9), ["Oak & Co", "Öak samples", "Desks of oak", "Anna"]);
    assert_eq!(names("oak", 2), ["Oak & Co", "Öak samples"]);
    assert_eq!(names("oak d", 9), ["Desks of oak"]);
    assert_eq!(names(" ", 9), Vec::<String>::new());
}
