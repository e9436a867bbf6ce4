//! The steps of an import, through the messages of page and worker: inspecting again with other
//! options, the plan, matching rows, set-aside parts.

use super::tests::{ask, carry_out, import, plan};
use super::*;
use crate::ImportOrder;
use crate::stories::{App, now, tab};
use domain::{
    COMPANY, CONTACT, CUSTOM_FIELD, DigestContext, Draft, Fields, HAN_COUNT, HanOrder, RecordId,
    any_kind, contact, custom_field, custom_number,
};
use replica::Page;
use store::MemoryStore;

fn app() -> App {
    tab(&MemoryStore::new(7), 1)
}

/// Returns the first contact with this given name.
fn one(app: &App, given: &str) -> RecordId {
    let replica = app.replica();
    let found = replica.list(CONTACT).iter().find(|row| {
        let view = replica.view(**row);
        view.text(contact::GIVEN) == given
    });
    replica.id(*found.unwrap())
}

fn text(app: &App, id: RecordId, field: u32) -> String {
    app.record(id).unwrap().text(field)
}

fn extra(app: &App, id: RecordId) -> Vec<String> {
    let elements = app.record(id).unwrap().elements(any_kind::EXTRA);
    elements.iter().map(|e| format!("{}: {}", e.label, e.value.as_text().unwrap())).collect()
}

fn inspected(replies: Vec<(Reply, Vec<Vec<u8>>)>) -> Inspection {
    match replies.into_iter().next().unwrap().0 {
        Reply::Inspected { found, .. } => *found,
        other => panic!("{other:?}"),
    }
}

/// Returns the plan's findings in one list, from this index on.
fn findings(worker: &mut Worker, list: PlanList, from: usize) -> FindingsSlice {
    match ask(worker, Message::new(&Request::Findings { list, from }, Vec::new())).remove(0).0 {
        Reply::Findings(slice) => slice,
        other => panic!("{other:?}"),
    }
}

fn matches(worker: &mut Worker, from: usize) -> Vec<Match> {
    let FindingsSlice::Matches(matches) = findings(worker, PlanList::Matches, from) else {
        panic!()
    };
    matches
}

fn doubles(worker: &mut Worker) -> Vec<Double> {
    let FindingsSlice::Doubles(doubles) = findings(worker, PlanList::Doubles, 0) else { panic!() };
    doubles
}

const THERE: &str = "First name,Last name,Company,Email,Phone,Job title\n\
    Anna,Lee,Acme,anna@x.org,,Buyer\nBéla,Kovács,Tisza Kft.,,+36 30 123 4567,\nChi,Mai,,,,\n";
const MORE: &str = "First name,Last name,Company,Email,Phone,Job title,Shoe\n\
    Anna,Lee,Acme,ANNA@x.org,0911 111 111,Head of purchasing,38\n\
    Béla,Kovács,Other Kft.,bela@x.org,+36-30-123-4567,Owner,\n\
    Dora,New,Acme,dora@x.org,,,\n\
    Dora,New,,dora@x.org,0922 222 222,Boss,\n";

#[test]
fn a_file_is_looked_at_again_with_other_options() {
    let app = app();
    let mut worker = Worker::default();
    let bytes = b"N\xe9v;Tel\nGy\xf5z\xf5;+36 30 123 4567\n".to_vec();
    let ask_first = app.ask_to_inspect(3, "x.csv", CONTACT, ReadOptions::default(), bytes);
    let first = inspected(ask(&mut worker, ask_first));
    assert_eq!((first.rows, first.delimiter, first.header), (1, Some(b';'), true));
    let options = ReadOptions {
        encoding: Some(Encoding::Windows1250),
        header: Some(false),
        ..ReadOptions::default()
    };
    let again = app.ask_to_inspect_again(3, "x.csv", CONTACT, options);
    let found = inspected(ask(&mut worker, again));
    assert_eq!((found.rows, found.header), (2, false));
    assert_eq!(found.first[1], ["Győző", "+36 30 123 4567"]);
}

#[test]
fn a_column_goes_to_a_field_that_was_made_while_the_file_was_looked_at() {
    let app = app();
    let mut worker = Worker::default();
    let bytes = b"First name,Shoe\nAda,38\n".to_vec();
    inspected(ask(
        &mut worker,
        app.ask_to_inspect(0, "x.csv", CONTACT, ReadOptions::default(), bytes),
    ));
    let mut field = Draft::new(CUSTOM_FIELD);
    field.set_text(custom_field::OF, "contact");
    field.set_text(custom_field::NAME, "Shoe size");
    field.set_text(custom_field::TYPE, "number");
    let made = custom_number(now(app.save(None, field)).unwrap().id);
    let mapping = vec![ColumnTarget::field(contact::GIVEN), ColumnTarget::field(made)];
    let options = ReadOptions { mapping: Some(mapping.clone()), ..ReadOptions::default() };
    let again = app.ask_to_inspect_again(0, "x.csv", CONTACT, options);
    let found = inspected(ask(&mut worker, again));
    let targets: Vec<&ColumnTarget> = found.columns.iter().map(|column| &column.target).collect();
    assert_eq!(targets, mapping.iter().collect::<Vec<_>>());
    assert_eq!(found.columns[1].unread, 0);
    // The mapping is remembered by the table's headers.
    now(app.remember_mapping(&found.signature, &mapping)).unwrap();
    assert_eq!(now(app.known_mapping(&found.signature)).unwrap(), Some(mapping));
    assert_eq!(now(app.known_mapping("another")).unwrap(), None);
}

#[test]
fn the_plan_says_who_is_new_who_is_known_and_who_is_there_twice() {
    let app = app();
    import(&app, "there.csv", THERE).unwrap();
    let mut worker = Worker::default();
    let files = [("more.csv", MORE.as_bytes())];
    let (planned, _) = plan(&app, &mut worker, &files, MatchChoice::FillGaps).unwrap();
    assert_eq!((planned.rows, planned.new, planned.matched, planned.doubled), (4, 1, 2, 1));
    let matches = matches(&mut worker, 0);
    let told: Vec<(usize, &str, MatchedBy)> =
        matches.iter().map(|m| (m.line, m.known.as_str(), m.by)).collect();
    assert_eq!(told, [(2, "Anna Lee", MatchedBy::Email), (3, "Kovács Béla", MatchedBy::Phone)]);
    let double = &doubles(&mut worker)[0];
    assert_eq!((double.line, double.of_line, double.by), (5, 4, MatchedBy::Email));
}

#[test]
fn everybody_who_is_here_already_is_told_a_part_at_a_time() {
    let app = app();
    let mut file = String::from("First name,Last name,Email\n");
    (0..500).for_each(|number| file.push_str(&format!("Ann{number},Lee,a{number}@x.org\n")));
    import(&app, "people.csv", &file).unwrap();
    let mut worker = Worker::default();
    let files = [("people.csv", file.as_bytes())];
    let (planned, _) = plan(&app, &mut worker, &files, MatchChoice::FillGaps).unwrap();
    assert_eq!(planned.matched, 500);
    let first = matches(&mut worker, 0);
    assert_eq!((first.len(), first[0].line), (AT_A_TIME, 2));
    let last = matches(&mut worker, 400);
    assert_eq!((last.len(), last[99].known.as_str(), last[99].line), (100, "Ann499 Lee", 501));
    // Without a plan there are no findings.
    assert_eq!(matches(&mut Worker::default(), 0), []);
}

#[test]
fn filling_gaps_loses_nothing_of_either_side() {
    let app = app();
    import(&app, "there.csv", THERE).unwrap();
    let outcome = import(&app, "more.csv", MORE).unwrap();
    assert_eq!((outcome.contacts, outcome.known, outcome.filled), (1, 2, 2));
    assert_eq!(outcome.joined, 1);
    let anna = one(&app, "Anna");
    assert_eq!(text(&app, anna, contact::JOB_TITLE), "Buyer");
    assert_eq!(extra(&app, anna), ["Shoe: 38", "Job title: Head of purchasing"]);
    let bela = one(&app, "Béla");
    assert_eq!(text(&app, bela, contact::JOB_TITLE), "Owner");
    assert_eq!(extra(&app, bela), ["Company: Other Kft."]);
    assert_eq!(app.count(COMPANY), 2);
    let dora = one(&app, "Dora");
    assert_eq!(text(&app, dora, contact::JOB_TITLE), "Boss");
    assert_eq!(app.record(dora).unwrap().texts(contact::PHONES), ["0922 222 222"]);
    let again = import(&app, "more.csv", MORE).unwrap();
    assert_eq!((again.contacts, again.filled), (0, 0));
}

#[test]
fn those_who_are_there_are_overwritten_skipped_or_doubled_as_chosen() {
    for (choice, title, contacts) in [
        (MatchChoice::Overwrite, "Head of purchasing", 4),
        (MatchChoice::Skip, "Buyer", 4),
        (MatchChoice::MakeNew, "Buyer", 6),
    ] {
        let app = app();
        import(&app, "there.csv", THERE).unwrap();
        let anna = one(&app, "Anna");
        let mut worker = Worker::default();
        let files = [("more.csv", MORE.as_bytes())];
        let (_, order) = plan(&app, &mut worker, &files, choice).unwrap();
        let outcome = carry_out(&app, &mut worker, &order);
        assert_eq!(text(&app, anna, contact::JOB_TITLE), title, "{choice:?}");
        assert_eq!(app.count(CONTACT), contacts, "{choice:?}");
        let skipped = if choice == MatchChoice::Skip { 2 } else { 0 };
        assert_eq!(outcome.skipped, skipped, "{choice:?}");
    }
}

#[test]
fn overwriting_is_undone_but_for_what_was_edited_since() {
    let app = app();
    import(&app, "there.csv", THERE).unwrap();
    let mut worker = Worker::default();
    let files = [("more.csv", MORE.as_bytes())];
    let (_, order) = plan(&app, &mut worker, &files, MatchChoice::Overwrite).unwrap();
    let outcome = carry_out(&app, &mut worker, &order);
    let (anna, bela) = (one(&app, "Anna"), one(&app, "Béla"));
    let mut edit = domain::Draft::new(CONTACT);
    edit.set_text(contact::JOB_TITLE, "Director");
    now(app.save(Some(bela), edit)).unwrap();
    // New and changed records are one action.
    assert_eq!(outcome.stamps.len(), 1);
    let undone = now(app.undo(outcome.stamps[0])).unwrap();
    assert_eq!(undone.skipped, 1);
    assert_eq!(text(&app, anna, contact::JOB_TITLE), "Buyer");
    assert_eq!(text(&app, bela, contact::JOB_TITLE), "Director");
    assert_eq!(app.record(bela).unwrap().texts(contact::EMAILS), Vec::<String>::new());
    assert_eq!(app.count(CONTACT), 3);
}

#[test]
fn two_files_that_contradict_each_other_make_one_record_that_has_both() {
    let app = app();
    let one_file = "Name,Email,Job title\nAnna Lee,anna@x.org,Buyer\n";
    let other = "BEGIN:VCARD\nVERSION:3.0\nN:Lee;Anna;;;\nEMAIL:anna@x.org\nTITLE:Owner\nTEL:0911 111 111\nEND:VCARD\n";
    let files = [("a.csv", one_file.as_bytes()), ("b.vcf", other.as_bytes())];
    let mut worker = Worker::default();
    let (planned, order) = plan(&app, &mut worker, &files, MatchChoice::FillGaps).unwrap();
    assert_eq!((planned.new, planned.doubled), (1, 1));
    let double = &doubles(&mut worker)[0];
    assert_eq!((double.file, double.of_file), (1, 0));
    carry_out(&app, &mut worker, &order);
    let anna = one(&app, "Anna");
    assert_eq!(text(&app, anna, contact::JOB_TITLE), "Buyer");
    assert_eq!(extra(&app, anna), ["Job title: Owner"]);
    assert_eq!(app.record(anna).unwrap().texts(contact::PHONES), ["0911 111 111"]);
}

#[test]
fn a_plan_that_is_out_of_date_is_made_again() {
    let app = app();
    let mut worker = Worker::default();
    let files = [("there.csv", THERE.as_bytes())];
    let (planned, order) = plan(&app, &mut worker, &files, MatchChoice::FillGaps).unwrap();
    assert_eq!(planned.new, 3);
    // Meanwhile the same people are imported elsewhere.
    import(&app, "there.csv", THERE).unwrap();
    let outcome = carry_out(&app, &mut worker, &order);
    assert_eq!((outcome.contacts, outcome.known), (0, 3));
    assert_eq!(app.count(CONTACT), 3);
}

#[test]
fn a_company_with_a_row_of_its_own_is_made_once_whoever_names_it_first() {
    let cards = "BEGIN:VCARD\nVERSION:4.0\nN:Lee;Anna;;;\nORG:Acme Ltd.\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Acme Ltd.\nTEL:0123 456 789\nEND:VCARD\n";
    let app = app();
    let outcome = import(&app, "x.vcf", cards).unwrap();
    assert_eq!((outcome.contacts, outcome.companies), (1, 1));
    assert_eq!(app.count(COMPANY), 1);
    let company = app.record(one(&app, "Anna")).unwrap().reference(contact::COMPANY).unwrap();
    assert_eq!(app.name(company), "Acme Ltd.");
}

#[test]
fn who_is_barred_by_a_file_is_listed() {
    let app = app();
    let table = "First name,Email opt in,Do Not Call\nAnn,yes,no\nBob,no,yes\nEve,yes,perhaps\n";
    let mut worker = Worker::default();
    let files = [("people.csv", table.as_bytes())];
    let (planned, order) = plan(&app, &mut worker, &files, MatchChoice::FillGaps).unwrap();
    assert_eq!((planned.barred, planned.problems), (1, 1));
    let FindingsSlice::Barred(barred) = findings(&mut worker, PlanList::Barred, 0) else {
        panic!()
    };
    assert_eq!((barred[0].name.as_str(), barred[0].line), ("Bob", 3));
    assert_eq!((barred[0].kind, barred[0].field), (CONTACT.0, contact::DO_NOT_CONTACT));
    let mut ways = barred[0].ways.clone();
    ways.sort();
    assert_eq!(ways, ["call", "email"]);
    assert_eq!(carry_out(&app, &mut worker, &order).barred, 1);
    // The list stays for the result.
    assert!(
        matches!(findings(&mut worker, PlanList::Barred, 0), FindingsSlice::Barred(all) if all.len() == 1)
    );
}

#[test]
fn what_is_set_aside_is_corrected_and_comes_in() {
    let app = app();
    let table = "First name;Last name;Phone\nAnn;Lee;111 111 1\n\"Bob;Cho;222 222 2\nEve;Fox;3\n";
    let cards = "BEGIN:VCARD\nVERSION:3.0\nN:Cut;Cem;;;\nTEL:0444 444 444\n";
    let files = [("people.csv", table.as_bytes()), ("cut.vcf", cards.as_bytes())];
    let mut worker = Worker::default();
    let (planned, order) = plan(&app, &mut worker, &files, MatchChoice::FillGaps).unwrap();
    assert_eq!((planned.new, planned.set_aside), (2, 2));
    let FindingsSlice::Troubles(troubles) = findings(&mut worker, PlanList::Troubles, 0) else {
        panic!()
    };
    assert_eq!((troubles[0].line, troubles[0].reason), (3, SetAsideReason::UnclosedQuote));
    assert_eq!(findings(&mut worker, PlanList::Troubles, 2), FindingsSlice::Troubles(Vec::new()));
    carry_out(&app, &mut worker, &order);
    let (reply, parts) = ask(&mut worker, Message::new(&Request::SetAside, Vec::new())).remove(0);
    let names = ["people-set-aside.csv".to_owned(), "cut-set-aside.vcf".to_owned()];
    assert_eq!(reply, Reply::SetAside { names: names.to_vec() });
    let written = String::from_utf8(parts[0].clone()).unwrap();
    assert!(written.contains("Phone;Why it did not come in\r\n"), "{written}");
    assert!(written.contains("Line 3: A quotation mark is never closed"), "{written}");
    let card = String::from_utf8(parts[1].clone()).unwrap();
    assert!(card.contains("The card is cut off"), "{card}");
    for (name, bytes) in names.iter().zip(&parts) {
        import(&app, name, std::str::from_utf8(bytes).unwrap()).unwrap();
    }
    assert_eq!(app.count(CONTACT), 4);
    let cem = one(&app, "Cem");
    assert_eq!(extra(&app, cem), Vec::<String>::new());
    assert_eq!(extra(&app, one(&app, "\"Bob")), Vec::<String>::new());
}

#[test]
fn values_that_are_not_understood_are_counted_before_and_after() {
    let app = app();
    let table = "Name;Telefon;E-Mail;Geburtstag;Newsletter;Umsatz\n\
                 Rita Falk;030 5550163;rita@falk.example;31.02.1980;ja;1\n\
                 Olaf Hahn;030 5550164;olaf@;12.05.1971;nein;2\n\
                 Uwe Iser;nicht angegeben;uwe@iss.example;;vielleicht;3\n";
    let mut worker = Worker::default();
    let files = [("leute.csv", table.as_bytes())];
    let (planned, order) = plan(&app, &mut worker, &files, MatchChoice::FillGaps).unwrap();
    assert_eq!((planned.new, planned.problems), (3, 4));
    let asked = Request::Findings { list: PlanList::Misfits, from: 0 };
    let (reply, _) = ask(&mut worker, Message::new(&asked, Vec::new())).remove(0);
    let Reply::Findings(FindingsSlice::Misfits(listed)) = reply else { panic!("{reply:?}") };
    let listed = listed.iter().map(|it| format!("{} {}: {}", it.line, it.column, it.value));
    assert_eq!(
        listed.collect::<Vec<_>>(),
        [
            "2 Geburtstag: 31.02.1980",
            "3 E-Mail: olaf@",
            "4 Newsletter: vielleicht",
            "4 Telefon: nicht angegeben",
        ]
    );
    assert_eq!(carry_out(&app, &mut worker, &order).problems, 4);
    let uwe = extra(&app, one(&app, "Uwe"));
    assert!(uwe.iter().any(|it| it.ends_with(": vielleicht")), "{uwe:?}");
}

#[test]
fn a_mapping_that_was_chosen_is_remembered_by_its_headers_and_followed() {
    let app = app();
    let table = "Who;Where;Shoe\nAnn Lee;Wien;38\n";
    let mut worker = Worker::default();
    let options = ReadOptions {
        mapping: Some(vec![
            ColumnTarget::FullName,
            ColumnTarget::Part {
                field: contact::ADDRESSES,
                label: "home".to_owned(),
                number: 1,
                part: AddressPart::City,
            },
            ColumnTarget::LeaveOut,
        ]),
        ..ReadOptions::default()
    };
    let bytes = table.as_bytes().to_vec();
    let found = inspected(ask(
        &mut worker,
        app.ask_to_inspect(0, "x.csv", CONTACT, options.clone(), bytes),
    ));
    assert!(found.columns.iter().all(|column| column.why == Why::Chosen));
    let mapping = options.mapping.unwrap();
    now(app.remember_mapping(&found.signature, &mapping)).unwrap();
    assert_eq!(now(app.known_mapping(&found.signature)).unwrap(), Some(mapping));
    assert_eq!(now(app.known_mapping("3-other")).unwrap(), None);
    ask(&mut worker, app.ask_to_plan(&[0]));
    let order = crate::ImportOrder {
        rows: 1,
        planned_at: app.generation(),
        ..crate::ImportOrder::default()
    };
    carry_out(&app, &mut worker, &order);
    let ann = app.record(one(&app, "Ann")).unwrap();
    assert_eq!(ann.text(contact::FAMILY), "Lee");
    assert_eq!(ann.elements(contact::ADDRESSES)[0].label, "home");
    assert_eq!(ann.elements(any_kind::EXTRA), []);
}

#[test]
fn an_import_that_cannot_end_changes_nobody_who_was_there() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    import(&app, "there.csv", THERE).unwrap();
    let anna = one(&app, "Anna");
    let before = app.record(anna);
    let mut worker = Worker::default();
    let files = [("more.csv", MORE.as_bytes())];
    let (_, order) = plan(&app, &mut worker, &files, MatchChoice::Overwrite).unwrap();
    let (mut importing, request) = now(app.begin_import(&order)).unwrap();
    for (reply, parts) in ask(&mut worker, request) {
        match reply {
            Reply::Pages { keys, .. } => {
                now(app.write_import(&mut importing, &keys, parts)).unwrap()
            }
            Reply::Built(built) => {
                store.limit(0);
                assert!(now(app.end_import(&mut importing, &built, &parts)).is_err());
            }
            other => panic!("{other:?}"),
        }
    }
    now(app.abort_import(&importing)).unwrap();
    let again = tab(&store, 2);
    assert_eq!(again.count(CONTACT), 3);
    assert_eq!(again.record(anna), before);
}

#[test]
fn pages_are_made_with_the_order_of_chinese_characters_that_was_found_out_meanwhile() {
    let app = app();
    let mut worker = Worker::default();
    let look = |worker: &mut Worker, file: u32, text: &str| {
        let bytes = text.as_bytes().to_vec();
        let asked = app.ask_to_inspect(file, "x.csv", CONTACT, ReadOptions::default(), bytes);
        match ask(worker, asked).remove(0).0 {
            Reply::Inspected { asks_han, .. } => asks_han,
            other => panic!("{other:?}"),
        }
    };
    assert!(!look(&mut worker, 0, "First name,Last name\nÁnh,Nguyễn\n"));
    let chinese = "First name,Last name\n小明,王\n";
    assert!(look(&mut worker, 0, chinese));
    assert_eq!(ask(&mut worker, app.ask_to_plan(&[0])).len(), 1);
    let han = HanOrder::new((0..HAN_COUNT as u16).rev().collect()).unwrap();
    let learn = Message::new(&Request::Learn, vec![han.to_bytes()]);
    assert_eq!(ask(&mut worker, learn), []);
    let order = ImportOrder { rows: 1, planned_at: app.generation(), ..ImportOrder::default() };
    let (_, request) = now(app.begin_import(&order)).unwrap();
    let pages = ask(&mut worker, request).remove(0).1;
    let page = Page::open(pages[0].clone()).unwrap();
    let with_han = DigestContext { han: Some(han), ..app.replica().context().as_ref().clone() };
    assert!(page.is_digested_with(&with_han.fingerprints()));
    let known = with_han.sort_key("王小明");
    assert!(page.key(0).starts_with(&known));
    assert!(!look(&mut worker, 1, chinese));
}

#[test]
fn a_column_mapped_to_a_field_that_is_gone_is_kept_beside_the_fields() {
    let app = app();
    let mut field = Draft::new(CUSTOM_FIELD);
    field.set_text(custom_field::OF, "contact");
    field.set_text(custom_field::NAME, "Shoe size");
    let id = now(app.save(None, field)).unwrap().id;
    let mapping = vec![ColumnTarget::field(contact::GIVEN), ColumnTarget::field(custom_number(id))];
    now(app.change_many(&[id], &crate::BulkChange::Delete)).unwrap();
    let mut worker = Worker::default();
    let options = ReadOptions { mapping: Some(mapping), ..ReadOptions::default() };
    let bytes = b"First name,Shoe\nAda,38\n".to_vec();
    inspected(ask(&mut worker, app.ask_to_inspect(0, "x.csv", CONTACT, options, bytes)));
    let planned = ask(&mut worker, app.ask_to_plan(&[0])).remove(0).0;
    let Reply::Planned(planned) = planned else { panic!("{planned:?}") };
    let order = ImportOrder {
        label: "x.csv".into(),
        rows: planned.rows,
        bytes: 23,
        matched: MatchChoice::FillGaps,
        planned_at: app.generation(),
    };
    carry_out(&app, &mut worker, &order);
    let ada = app.replica().record(app.replica().list(CONTACT)[0]).unwrap();
    let extra = ada.elements(any_kind::EXTRA);
    assert_eq!((extra[0].label.as_str(), extra[0].value.as_text()), ("Shoe", Some("38")));
}
