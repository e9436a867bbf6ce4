//! Stories of saved views.

use super::job::tests::{back_up, restore};
use super::own_kinds_stories::{declare_field, declare_kind};
use super::stories::{App, now, person, tab};
use super::*;
use domain::{
    CONTACT, Draft, Fault, Fields, Filter, KindId, RecordId, Value, any_kind, contact, view,
};
use replica::{Selection, Sort};
use store::MemoryStore;

fn app(number: u64) -> App {
    tab(&MemoryStore::new(number), number)
}

fn contents(filter: &str) -> ViewContents {
    ViewContents { filter: Filter::decode(filter), ..ViewContents::default() }
}

fn save(app: &App, kind: KindId, name: &str, filter: &str) -> RecordId {
    now(app.save_view(kind, name, &contents(filter), false)).unwrap().id
}

/// Returns the user's views.
fn own(app: &App, kind: KindId) -> Vec<ListView> {
    app.views(kind).into_iter().filter(|view| view.declared.is_none()).collect()
}

fn names(app: &App, kind: KindId) -> Vec<String> {
    own(app, kind).into_iter().map(|view| view.name).collect()
}

#[test]
fn a_view_is_saved_changed_and_there_after_a_reload_and_a_restore() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let whole = ViewContents {
        base: ViewBase::Favorites,
        words: "ha noi".into(),
        filter: Filter::decode("or~all~10.has.ann~3.is.vip~any~12.filled.~5.week."),
        sort: ListSort::Known(Sort::Seen),
        group: Grouping::By(contact::STATUS),
        columns: vec![contact::COMPANY, contact::JOB_TITLE],
        layout: Some(ListLayout::Board),
        within: Some(RecordId::from_bytes([7; 16])),
        narrowings: Vec::new(),
    };
    let id = now(app.save_view(CONTACT, "VIPs", &whole, false)).unwrap().id;
    let other = self::app(9);
    restore(&other, back_up(&app));
    for app in [&app, &tab(&store, 2), &other] {
        let [view] = own(app, CONTACT).try_into().unwrap();
        assert_eq!((view.id, view.name.as_str()), (ViewId::Saved(id), "VIPs"));
        assert_eq!((view.contents, view.lost), (whole.clone(), 0));
    }
    let saved = now(app.overwrite_view(CONTACT, id, &contents("10.is.bob"))).unwrap();
    assert_eq!(own(&app, CONTACT)[0].contents, contents("10.is.bob"));
    now(app.undo(saved.done.stamp.unwrap())).unwrap();
    assert_eq!(own(&app, CONTACT)[0].contents, whole);
}

#[test]
fn views_are_pinned_moved_and_one_of_them_is_the_start() {
    let app = app(7);
    let [a, b, c] = ["A", "B", "C"].map(|name| save(&app, CONTACT, name, "10.filled."));
    for id in [c, a] {
        now(app.pin_view(id, true)).unwrap();
    }
    assert_eq!(names(&app, CONTACT), ["C", "A", "B"]);
    now(app.order_views(&[a, c])).unwrap();
    assert_eq!(names(&app, CONTACT), ["A", "C", "B"]);
    now(app.pin_view(a, false)).unwrap();
    assert_eq!(names(&app, CONTACT), ["C", "A", "B"]);
    now(app.start_with_view(CONTACT, Some(b))).unwrap();
    now(app.start_with_view(CONTACT, Some(c))).unwrap();
    let starts = || own(&app, CONTACT).into_iter().filter(|view| view.is_start);
    assert_eq!(starts().map(|view| view.name).collect::<Vec<_>>(), ["C"]);
    // A merge brings two together: the first one counts.
    let mut draft = Draft::new(view::SCHEMA.kind);
    draft.set(view::START, Value::Flag(true));
    now(app.save(Some(b), draft)).unwrap();
    assert_eq!(starts().map(|view| view.name).collect::<Vec<_>>(), ["C"]);
    now(app.start_with_view(CONTACT, None)).unwrap();
    assert_eq!(starts().count(), 0);
}

#[test]
fn two_views_of_one_name_are_refused_for_one_kind() {
    let app = app(7);
    let machine = declare_kind(&app, "Machine");
    let first = save(&app, CONTACT, "Open", "10.filled.");
    save(&app, machine, "Open", "");
    let again = now(app.save_view(CONTACT, " OPEN", &contents(""), false));
    let Err(AppError::Invalid(problems)) = again else { panic!("{again:?}") };
    assert_eq!((problems[0].field, problems[0].fault), (view::NAME, Fault::NameTaken));
    let other = save(&app, CONTACT, "Other", "");
    assert!(now(app.rename_view(other, "open")).is_err());
    now(app.rename_view(first, "Opened")).unwrap();
    now(app.rename_view(other, "open")).unwrap();
    let nameless = now(app.save_view(CONTACT, " ", &contents(""), false));
    let Err(AppError::Invalid(problems)) = nameless else { panic!("{nameless:?}") };
    assert_eq!(problems[0].fault, Fault::NoName);
}

#[test]
fn a_deleted_view_comes_back_when_that_is_undone() {
    let app = app(7);
    let id = save(&app, CONTACT, "Open", "10.filled.");
    now(app.pin_view(id, true)).unwrap();
    let before = own(&app, CONTACT);
    let done = now(app.delete_view(id)).unwrap();
    assert_eq!(own(&app, CONTACT), []);
    // The name is free meanwhile.
    save(&app, CONTACT, "Closed", "");
    now(app.undo(done.stamp.unwrap())).unwrap();
    assert_eq!(own(&app, CONTACT)[0], before[0]);
}

#[test]
fn a_view_on_a_removed_field_keeps_the_rest_and_says_so() {
    let app = app(7);
    let machine = declare_kind(&app, "Machine");
    let serial = declare_field(&app, machine, "Serial", "text", "");
    let id = save(&app, machine, "Some", &format!("any~{serial}.is.a~10.has.mill"));
    let field = app.custom_fields_of(machine)[0];
    let removed = now(app.change_many(&[field], &BulkChange::Delete)).unwrap();
    let [view] = own(&app, machine).try_into().unwrap();
    assert_eq!((view.lost, view.contents), (1, contents("10.has.mill")));
    now(app.undo(removed.stamp.unwrap())).unwrap();
    assert_eq!(own(&app, machine)[0].lost, 0);
    let gone = now(app.delete_kind(machine)).unwrap();
    assert_eq!(app.views(machine), []);
    assert_eq!(now(app.save_view(machine, "More", &contents(""), false)), Err(AppError::NotFound));
    now(app.undo(gone.stamp.unwrap())).unwrap();
    assert_eq!(own(&app, machine)[0].id, ViewId::Saved(id));
}

#[test]
fn the_views_that_come_with_the_app_show_whom_they_name() {
    let app = app(7);
    let save = |name: &str, field: Option<(u32, Value)>| {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::GIVEN, name);
        match field {
            Some((field @ contact::PHONES, value)) => draft.push(field, "", value),
            Some((field, value)) => draft.set(field, value),
            None => {}
        }
        now(app.save(None, draft)).unwrap();
    };
    save("Phone", Some((contact::PHONES, Value::Text("+84 912 345 678".into()))));
    save("None", None);
    let shown = |key: &str| -> Vec<String> {
        let views = app.views(CONTACT);
        let view = views.into_iter().find(|view| view.id == ViewId::Declared(key_of(key))).unwrap();
        let selection = Selection { filter: view.contents.filter, ..Selection::default() };
        let rows = app.select(CONTACT, &selection);
        rows.into_iter().map(|row| app.name(app.replica().id(row))).collect()
    };
    assert_eq!(shown("unreachable"), ["None"]);
    assert_eq!(shown("added-this-week"), ["None", "Phone"]);
    assert_eq!(shown("no-contact"), ["None", "Phone"]);
    assert_eq!(shown("birthday"), [""; 0]);
    assert_eq!(shown("not-reached"), [""; 0]);
}

fn key_of(key: &str) -> &'static str {
    let views = contact::SCHEMA.declared_views().map(|view| view.key);
    views.into_iter().find(|known| *known == key).unwrap()
}

#[test]
fn lists_are_filtered_by_when_a_record_was_added_and_changed() {
    let app = app(7);
    let id = now(app.make_named(CONTACT, "Ann", Draft::new(CONTACT))).unwrap().id;
    let passes = |filter: &str| {
        let selection = Selection { filter: Filter::decode(filter), ..Selection::default() };
        !app.select(CONTACT, &selection).is_empty()
    };
    let (added, changed) = (any_kind::ADDED, any_kind::CHANGED);
    assert!(passes(&format!("{added}.within.1~{changed}.month.")));
    assert!(
        !passes(&format!("{added}.notsince.1")) && !passes(&format!("{changed}.max.2001-01-01"))
    );
    let record = app.record(id).unwrap();
    assert_eq!(record.created_millis(), Some(id.created_millis()));
    let view = app.replica().row(id).map(|row| app.replica().view(row).changed_millis());
    assert_eq!(view, Some(record.changed_millis()));
}

#[test]
fn a_view_that_comes_with_the_app_opens_its_list_and_only_one_does() {
    let app = app(7);
    let first = now(app.save_view(CONTACT, "Mine", &contents("3.is.vip"), false)).unwrap().id;
    now(app.start_with_view(CONTACT, Some(first))).unwrap();
    let start = || -> Vec<String> {
        let views = app.views(CONTACT).into_iter().filter(|view| view.is_start);
        views.map(|view| view.name).collect()
    };
    let declared = ViewId::Declared(key_of("birthday"));
    let done = now(app.start_with_declared_view(CONTACT, declared, "Birthdays")).unwrap();
    assert_eq!(start(), ["Birthdays"]);
    now(app.start_with_declared_view(CONTACT, declared, "Birthdays")).unwrap();
    assert_eq!(names(&app, CONTACT).len(), 2, "and it is one of the user's own, once");
    now(app.undo(done.stamp.unwrap())).unwrap();
    assert_eq!(start(), ["Mine"]);
}

#[test]
fn every_order_has_a_reverse_in_which_those_without_a_value_stay_last() {
    let app = self::app(1);
    for (name, company) in [("Ann", "Oak"), ("Bea", "Pine"), ("Cy", "")] {
        let mut draft = person(name, "");
        draft.set_text(contact::COMPANY, company);
        now(app.save(None, draft)).unwrap();
    }
    let by = |sort| {
        let wanted = ListWanted { sort, ..ListWanted::default() };
        let rows = app.list_rows(CONTACT, &wanted).into_iter();
        rows.map(|row| app.contact_card(row).unwrap().name).collect::<Vec<_>>()
    };
    let reversed = |sort: ListSort| by(sort.turned());
    let linked = ListSort::Known(Sort::Linked);
    assert_eq!(
        (by(linked), reversed(linked)),
        (texts(["Ann", "Bea", "Cy"]), texts(["Bea", "Ann", "Cy"]))
    );
    let created = ListSort::Known(Sort::Created);
    assert_eq!(by(created), ["Cy", "Bea", "Ann"]);
    assert_eq!(reversed(created), ["Ann", "Bea", "Cy"]);
    assert_eq!(reversed(ListSort::default()), ["Cy", "Bea", "Ann"]);
    let seen = ListSort::Known(Sort::Seen);
    let field = ListSort::Field { number: contact::COMPANY, is_descending: true };
    for sort in [ListSort::default(), linked, created, seen, field] {
        for sort in [sort, sort.turned()] {
            assert_eq!(sort_of(&sort_key(sort)), sort);
            assert!(sort.is_along(sort.turned()) && sort.turned().turned() == sort);
        }
    }
    assert_eq!(sort_of("--created"), ListSort::default());
}

fn texts<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}
