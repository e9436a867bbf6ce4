//! Exports of all kinds: activities from their buckets, and everything as tables in an archive.

use super::tests::{ask, restore};
use super::*;
use crate::own_kinds_stories::{declare_field, declare_kind};
use crate::selling_stories::{call, logged};
use crate::stories::{App, now, tab};
use domain::{
    ACTIVITY, CONTACT, DEAL, Draft, Fields, OWN_KIND, PIPELINE, RecordId, STAGE, TASK, Trait, VIEW,
    Value, activity, built_in, contact, settings, view,
};
use store::MemoryStore;

fn person(app: &App, name: &str) -> RecordId {
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::GIVEN, name);
    now(app.save(None, draft)).unwrap().id
}

/// Returns an app with a call in which two people took part.
fn app_with_call() -> (App, RecordId) {
    let app = tab(&MemoryStore::new(7), 1);
    let [anna, bo] = ["Anna", "Bo"].map(|name| person(&app, name));
    let mut what = call(anna, activity::REACHED, 1_795_000_000_000);
    what.set_text(activity::TEXT, "About the roof");
    what.push(activity::CONTACTS, "", Value::Reference(bo));
    let id = now(app.log(logged(what))).unwrap().id;
    (app, id)
}

#[test]
fn an_activity_with_two_participants_is_one_row() {
    let (app, id) = app_with_call();
    let asked = now(app.ask_to_export_stored(
        ExportFormat::Csv,
        ACTIVITY,
        None,
        TableChoice::default(),
        Vec::new(),
    ))
    .unwrap();
    let (reply, parts) = ask(&mut Worker::default(), asked).remove(0);
    assert_eq!(reply, Reply::Exported { records: 1, unreadable: 0, formulas: 0, cut: 0 });
    let text = String::from_utf8(parts[0].clone()).unwrap();
    assert_eq!(text.matches("About the roof").count(), 1, "{text}");
    assert!(text.starts_with("\u{feff}ID,Kind,When,Result,"), "{text}");
    assert!(text.contains(&format!("\n{id},Call,2026-11-")), "{text}");
    assert!(text.contains(",Anna,"), "{text}");
}

#[test]
fn everything_is_exported_as_tables() {
    let (app, _) = app_with_call();
    let asked = now(
        app.ask_to_export_tables(TablesForm::Csv(CellGuard::Protected), TablesWords::default())
    )
    .unwrap();
    let (reply, parts) = ask(&mut Worker::default(), asked).remove(0);
    let Reply::Exported { records, unreadable, .. } = reply else { panic!("{reply:?}") };
    assert_eq!((records, unreadable), (3, 0));
    let holds = |name: &str| parts[0].windows(name.len()).any(|some| some == name.as_bytes());
    assert!(parts[0].starts_with(b"PK") && holds("contacts.csv") && holds("activities.csv"));
    assert!(!holds("deals.csv") && holds("README.txt"));
    let anna = app.record(app.named(CONTACT, "Anna").unwrap()).unwrap();
    assert_eq!(anna.text(contact::GIVEN), "Anna");
}

#[test]
fn cells_that_could_be_formulas_are_counted_and_written_as_chosen() {
    let app = tab(&MemoryStore::new(7), 1);
    let export = |name: &str, guard: CellGuard| {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::GIVEN, name);
        draft.push(contact::PHONES, "", Value::Text("+84 912 345 678".into()));
        let id = now(app.save(None, draft)).unwrap().id;
        let table = TableChoice { guard, ..TableChoice::default() };
        let asked = app.ask_to_export(ExportFormat::Csv, CONTACT, Some(&[id]), table, Vec::new());
        let (reply, parts) = ask(&mut Worker::default(), asked).remove(0);
        let Reply::Exported { formulas, .. } = reply else { panic!("{reply:?}") };
        let text = String::from_utf8(parts[0].clone()).unwrap();
        assert!(text.contains(",+84 912 345 678,"), "{text}");
        (formulas, text.lines().nth(1).unwrap().split(',').next().unwrap().to_owned())
    };
    assert_eq!(export("Ann", CellGuard::Protected), (0, "Ann".into()));
    assert_eq!(export("=1+1", CellGuard::Protected), (1, "'=1+1".into()));
    assert_eq!(export("=1+1", CellGuard::Exact), (1, "=1+1".into()));
}

/// Returns the reply, and true if the file has the parts of a workbook.
fn exported_book(asked: Message) -> (Reply, bool) {
    let (reply, parts) = ask(&mut Worker::default(), asked).remove(0);
    let holds = |name: &str| parts[0].windows(name.len()).any(|some| some == name.as_bytes());
    (reply, parts[0].starts_with(b"PK") && holds("[Content_Types].xml") && holds("sheet1.xml"))
}

#[test]
fn a_list_its_columns_and_everything_are_exported_as_workbooks() {
    let (app, _) = app_with_call();
    let anna = app.named(CONTACT, "Anna").unwrap();
    let table =
        |columns| TableChoice { columns, title: "Liên hệ".into(), ..TableChoice::default() };
    for (kind, only, columns, records) in [
        (CONTACT, None, None, 2),
        (CONTACT, Some(&[anna][..]), Some(vec![contact::GIVEN]), 1),
        (ACTIVITY, None, None, 1),
    ] {
        let format = ExportFormat::Xlsx;
        let asked = app.ask_to_export_stored(format, kind, only, table(columns), Vec::new());
        let expected = Reply::Exported { records, unreadable: 0, formulas: 0, cut: 0 };
        assert_eq!(exported_book(now(asked).unwrap()), (expected, true));
    }
    let asked = now(app.ask_to_export_tables(TablesForm::Xlsx, TablesWords::default())).unwrap();
    let expected = Reply::Exported { records: 3, unreadable: 0, formulas: 0, cut: 0 };
    assert_eq!(exported_book(asked), (expected, true));
}

#[test]
fn a_backup_of_the_configuration_has_nothing_about_people() {
    let (app, _) = app_with_call();
    now(app.seed_pipeline()).unwrap();
    let stage = app.pipelines()[0].id;
    now(app.add_stage(stage, {
        let mut draft = Draft::new(STAGE);
        draft.set_text(domain::stage::NAME, "Signed by fax");
        draft
    }))
    .unwrap();
    let machine = declare_kind(&app, "Machine");
    let hours = declare_field(&app, machine, "Hours", "number", "");
    now(app.make_named(machine, "Secret press", Draft::new(machine))).unwrap();
    now(app.make_named(DEAL, "Secret deal", Draft::new(DEAL))).unwrap();
    now(app.make_named(TASK, "Secret task", Draft::new(TASK))).unwrap();
    let mut shown = Draft::new(VIEW);
    shown.set_text(view::NAME, "Big machines");
    shown.set_text(view::OF, "contact");
    now(app.create_all(vec![(RecordId::new(1_795_000_000_000, [9; 10]), shown)])).unwrap();
    let mut mine = Draft::new(settings::SCHEMA.kind);
    mine.set_text(settings::ME, "Secret me");
    mine.set_text(settings::MAIL_TEMPLATES, "Hello\n Good day");
    now(app.save_settings(mine)).unwrap();
    let (_, parts) = ask(&mut Worker::default(), app.ask_to_back_up_configuration()).remove(0);
    let text = String::from_utf8(parts[0].clone()).unwrap();
    for secret in ["Secret", "Anna", "roof"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    let other = tab(&MemoryStore::new(8), 2);
    restore(&other, parts[0].clone());
    let there = other.schema(machine).unwrap();
    assert!(there.field(hours).is_some() && other.count(machine) == 0);
    assert_eq!(other.count(CONTACT) + other.count(DEAL) + other.count(TASK), 0);
    for kind in [PIPELINE, STAGE, OWN_KIND, VIEW] {
        assert_eq!(other.count(kind), app.count(kind), "{kind:?}");
    }
    assert!(other.named(STAGE, "Signed by fax").is_some());
    assert_eq!(other.settings().text(settings::MAIL_TEMPLATES), "Hello\n Good day");
    assert_eq!(other.settings().text(settings::ME), "");
}

#[test]
fn what_is_data_is_no_configuration() {
    for schema in built_in().all() {
        let both = schema.is(Trait::Data) && schema.is(Trait::Configuration);
        assert!(!both, "{}", schema.key);
        let is_own = schema.is(Trait::OfDevice);
        assert!(!(is_own && schema.is(Trait::Configuration)), "{}", schema.key);
        let is_known = schema.is(Trait::Data) || schema.is(Trait::Configuration) || is_own;
        assert!(is_known, "{}", schema.key);
    }
}
