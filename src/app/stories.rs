//! Stories of use cases over the in-memory store.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::*;
use domain::{
    ACTIVITY, COMPANY, CONTACT, CUSTOM_FIELD, Draft, Fault, Fields, Filter, Query, RecordId,
    SETTINGS, Value, Zones, any_kind, contact, custom_field, settings,
};
use replica::{ActionKind, FieldChange, LabeledValue, Selection};
use store::{MemoryStore, StoreError};

/// A clock that starts at a given time, and pseudorandom numbers.
pub(super) struct TestEnv {
    now: Cell<i64>,
    random: Cell<u64>,
    /// True if [`Env::yield_now`] waits for the next poll.
    pub(super) takes_turns: bool,
}

impl TestEnv {
    /// Lets this many days pass.
    pub(super) fn pass_days(&self, days: i64) {
        self.now.set(self.now.get() + days * 86_400_000);
    }
}

impl Env for TestEnv {
    fn now_millis(&self) -> i64 {
        self.now.set(self.now.get() + 1);
        self.now.get()
    }

    fn random(&self) -> u64 {
        self.random.set(self.random.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(99));
        self.random.get()
    }

    async fn yield_now(&self) {
        let mut waits = self.takes_turns;
        poll_fn(|_| if std::mem::take(&mut waits) { Poll::Pending } else { Poll::Ready(()) }).await;
    }
}

/// The test time zones: here is Budapest in winter, two hours west of a zone called "East".
impl Zones for TestEnv {
    fn here(&self) -> String {
        "Europe/Budapest".to_owned()
    }

    fn offset_minutes(&self, zone: &str, _utc_millis: i64) -> Option<i32> {
        match zone {
            "Europe/Budapest" => Some(60),
            "East" => Some(180),
            _ => None,
        }
    }
}

pub(super) type App = Workspace<MemoryStore, TestEnv>;

/// Runs a future over the in-memory store, which is always ready at once.
pub(super) fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the store in memory never waits"),
    }
}

pub(super) fn desk(seed: u64) -> TestEnv {
    TestEnv { now: Cell::new(1_795_000_000_000), random: Cell::new(seed), takes_turns: false }
}

pub(super) fn tab(store: &MemoryStore, seed: u64) -> App {
    let app = Workspace::new(store.another_tab(), desk(seed));
    now(app.open()).unwrap();
    app
}

fn app() -> App {
    tab(&MemoryStore::new(7), 1)
}

pub(super) fn person(given: &str, family: &str) -> Draft {
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::GIVEN, given);
    draft.set_text(contact::FAMILY, family);
    draft
}

pub(super) fn names(app: &App, typed: &str) -> Vec<String> {
    let selection = Selection { query: Query::parse(typed), ..Selection::default() };
    let rows = app.select(CONTACT, &selection);
    rows.iter().filter_map(|row| app.contact_card(*row)).map(|card| card.name).collect()
}

#[test]
fn a_contact_is_saved_found_changed_and_still_there_after_a_reload() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let mut draft = person("Thị Ánh", "Nguyễn");
    draft.set_text(contact::COMPANY, "Minh Long Ceramics");
    draft.push(contact::PHONES, "mobile", Value::Text("+84 912 345 678".into()));
    let saved = now(app.save(None, draft)).unwrap();
    assert_eq!(names(&app, "guyen"), ["Nguyễn Thị Ánh"]);
    assert_eq!(names(&app, "0912 345"), ["Nguyễn Thị Ánh"]);
    assert_eq!(names(&app, "ceramics anh"), ["Nguyễn Thị Ánh"]);
    assert_eq!(app.count(COMPANY), 1);
    let mut edit = Draft::new(CONTACT);
    edit.set_text(contact::JOB_TITLE, "Head of purchasing");
    now(app.save(Some(saved.id), edit)).unwrap();
    let later = tab(&store, 2);
    assert_eq!(later.record(saved.id).unwrap().text(contact::JOB_TITLE), "Head of purchasing");
    assert_eq!(names(&later, "purchasing"), ["Nguyễn Thị Ánh"]);
}

#[test]
fn the_second_person_of_a_company_is_linked_to_the_same_one() {
    let app = app();
    for (given, company) in [("Ann", "Kovács és Társa Kft."), ("Bo", "kovacs es tarsa kft")] {
        let mut draft = person(given, "");
        draft.set_text(contact::COMPANY, company);
        now(app.save(None, draft)).unwrap();
    }
    assert_eq!(app.count(COMPANY), 1);
}

#[test]
fn every_change_can_be_undone_also_after_a_reload_and_undoing_again_brings_it_back() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let saved = now(app.save(None, person("Ann", "Lee"))).unwrap();
    let edit = now(app.save(Some(saved.id), person("Anna", "Lee"))).unwrap();
    let app = tab(&store, 2);
    let undone = now(app.undo(edit.done.stamp.unwrap())).unwrap();
    assert_eq!(names(&app, ""), ["Ann Lee"]);
    now(app.undo(undone.done.stamp.unwrap())).unwrap();
    assert_eq!(names(&app, ""), ["Anna Lee"]);
    let gone = now(app.change_many(&[saved.id], &BulkChange::Delete)).unwrap();
    assert_eq!(names(&app, ""), Vec::<String>::new());
    assert_eq!(app.replica().bin(CONTACT).len(), 1);
    now(app.undo(gone.stamp.unwrap())).unwrap();
    assert_eq!(names(&app, ""), ["Anna Lee"]);
    // Undoing the creation of a record that was edited since leaves it alone and says so.
    let undone = now(app.undo(saved.done.stamp.unwrap())).unwrap();
    assert_eq!((undone.done.count, undone.skipped), (0, 1));
}

#[test]
fn a_bulk_edit_over_five_thousand_records_is_one_action_and_one_undo() {
    let app = app();
    let ids: Vec<RecordId> = (0..5_000)
        .map(|number| now(app.save(None, person(&format!("P{number}"), ""))).unwrap().id)
        .collect();
    let done = now(app.change_many(&ids, &BulkChange::AddTag("fair".into()))).unwrap();
    assert_eq!(done.count, 5_000);
    assert_eq!(app.tags(CONTACT), [TagCount { tag: "fair".into(), count: 5_000 }]);
    assert_eq!(now(app.change_many(&ids, &BulkChange::AddTag("FAIR".into()))).unwrap().count, 0);
    now(app.undo(done.stamp.unwrap())).unwrap();
    assert_eq!(app.tags(CONTACT), []);
}

#[test]
fn notes_are_kept_with_their_person_in_the_order_of_time() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let ann = now(app.save(None, person("Ann", ""))).unwrap().id;
    let bo = now(app.save(None, person("Bo", ""))).unwrap().id;
    now(app.add_note(ann, "called, wants\nan offer", 2_000)).unwrap();
    let first = now(app.add_note(ann, "met at the fair", 1_000)).unwrap();
    now(app.add_note(bo, "other", 1_500)).unwrap();
    let texts = |app: &App| -> Vec<String> {
        now(app.timeline(ann, &[], 100))
            .unwrap()
            .entries
            .into_iter()
            .map(|note| note.text)
            .collect()
    };
    assert_eq!(texts(&app), ["called, wants\nan offer", "met at the fair"]);
    let app = tab(&store, 2);
    now(app.edit_note(ann, first.id, "met in Hanoi", 3_000)).unwrap();
    assert_eq!(texts(&app), ["met in Hanoi", "called, wants\nan offer"]);
    let gone = now(app.delete_activity(ann, first.id)).unwrap();
    assert_eq!(texts(&app), ["called, wants\nan offer"]);
    now(app.undo(gone.stamp.unwrap())).unwrap();
    assert_eq!(texts(&app).len(), 2);
    assert_eq!(app.count(ACTIVITY), 0, "activities are not held in memory");
}

#[test]
fn what_is_wrong_is_said_and_nothing_is_saved() {
    let app = app();
    let mut draft = person("Ann", "");
    draft.push(contact::EMAILS, "", Value::Text("ann".into()));
    let AppError::Invalid(problems) = now(app.save(None, draft)).unwrap_err() else { panic!() };
    assert_eq!((problems[0].field, problems[0].fault), (contact::EMAILS, Fault::NotAnEmail));
    let AppError::Invalid(problems) = now(app.save(None, Draft::new(CONTACT))).unwrap_err() else {
        panic!()
    };
    assert_eq!(problems[0].fault, Fault::Empty);
    let nobody = RecordId::from_bytes([1; 16]);
    assert_eq!(now(app.save(Some(nobody), person("x", ""))).unwrap_err(), AppError::NotFound);
    assert!(app.is_empty());
}

#[test]
fn a_full_disk_leaves_everything_as_it_was() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let saved = now(app.save(None, person("Ann", ""))).unwrap();
    store.limit(0);
    assert_eq!(
        now(app.save(Some(saved.id), person("Anna", ""))).unwrap_err(),
        AppError::Store(StoreError::Full)
    );
    assert_eq!(names(&app, ""), ["Ann"]);
}

#[test]
fn two_tabs_see_each_others_changes() {
    let store = MemoryStore::new(7);
    let (left, right) = (tab(&store, 1), tab(&store, 2));
    let ann = now(left.save(None, person("Ann", ""))).unwrap().id;
    assert!(now(right.catch_up()).unwrap());
    assert!(!now(right.catch_up()).unwrap());
    now(right.save(Some(ann), person("Anna", ""))).unwrap();
    let mut title = Draft::new(CONTACT);
    title.set_text(contact::JOB_TITLE, "Buyer");
    now(left.save(Some(ann), title)).unwrap();
    let record = left.record(ann).unwrap();
    assert_eq!(
        (record.text(contact::GIVEN), record.text(contact::JOB_TITLE)),
        ("Anna".into(), "Buyer".into())
    );
}

#[test]
fn a_custom_field_is_filtered_searched_and_checked_like_any_other() {
    let app = app();
    let mut field = Draft::new(CUSTOM_FIELD);
    field.set_text(custom_field::OF, "contact");
    field.set_text(custom_field::NAME, "Wine");
    field.set_text(custom_field::TYPE, "text");
    now(app.save(None, field)).unwrap();
    let schema = app.schema(CONTACT).unwrap();
    let wine = schema.fields.iter().find(|field| field.label == "Wine").unwrap().number;
    let mut draft = person("Ann", "");
    draft.set_text(wine, "Tokaji");
    now(app.save(None, draft)).unwrap();
    now(app.save(None, person("Bo", ""))).unwrap();
    assert_eq!(names(&app, "tokaj"), ["Ann"]);
    let selection =
        Selection { filter: Filter::decode(&format!("{wine}.filled.")), ..Selection::default() };
    assert_eq!(app.select(CONTACT, &selection).len(), 1);
}

#[test]
fn the_default_country_reads_the_numbers_that_are_there_already() {
    let app = app();
    let mut draft = person("Ánh", "Nguyễn");
    draft.push(contact::PHONES, "", Value::Text("0912 345 678".into()));
    now(app.save(None, draft)).unwrap();
    assert_eq!(names(&app, "84912"), Vec::<String>::new());
    let mut mine = Draft::new(SETTINGS);
    mine.set_text(settings::COUNTRY, "VN");
    now(app.save_settings(mine)).unwrap();
    while now(app.refresh_digests()).unwrap() {}
    assert_eq!(names(&app, "84912"), ["Nguyễn Ánh"]);
}

#[test]
fn who_changed_what_when_is_known_to_the_beginning() {
    let app = app();
    let ann = now(app.save(None, person("Ann", "Lee"))).unwrap().id;
    now(app.save(Some(ann), person("Anna", "Lee"))).unwrap();
    now(app.change_many(&[ann], &BulkChange::AddTag("vip".into()))).unwrap();
    let changes = now(app.changes_of(ann)).unwrap();
    assert_eq!(changes.len(), 3);
    assert_eq!(changes[0].fields[0].field, any_kind::TAGS);
    let held =
        |text: &str| vec![LabeledValue { label: String::new(), value: Value::Text(text.into()) }];
    let (before, after) = (held("Ann"), Some(held("Anna")));
    assert_eq!(changes[1].fields, [FieldChange { field: contact::GIVEN, before, after }]);
    assert!(changes.iter().all(|change| change.here));
    assert_eq!(now(app.past(None)).unwrap().len(), 3);
}

#[test]
fn somebody_who_seems_to_exist_already_is_named_while_typing() {
    let app = app();
    let mut draft = person("Anna", "Miller");
    draft.push(contact::EMAILS, "", Value::Text("anna@example.com".into()));
    now(app.save(None, draft)).unwrap();
    assert_eq!(app.similar(&person("anna", "MILLER"), None).len(), 1);
    let mut other = person("A.", "");
    other.push(contact::EMAILS, "", Value::Text("Anna@Example.com".into()));
    assert_eq!(app.similar(&other, None).len(), 1);
    assert_eq!(app.similar(&person("Ann", "Mill"), None).len(), 0);
    assert_eq!(app.similar(&person("", ""), None).len(), 0);
}

#[test]
fn a_tag_gets_another_name_everywhere_in_one_action_and_one_undo() {
    let app = app();
    let ids: Vec<RecordId> = ["Ann", "Bob", "Eve"]
        .iter()
        .map(|name| now(app.save(None, person(name, ""))).unwrap().id)
        .collect();
    now(app.change_many(&ids, &BulkChange::AddTag("vip".into()))).unwrap();
    now(app.change_many(&ids[..1], &BulkChange::AddTag("Key".into()))).unwrap();
    let rename = |from: &str, to: &str| BulkChange::RenameTag { from: from.into(), to: to.into() };
    let done = now(app.change_many(&ids, &rename("vip", "key"))).unwrap();
    assert_eq!(done.count, 3);
    assert_eq!(app.tags(CONTACT), [TagCount { tag: "key".into(), count: 3 }]);
    // Only the case changes: the same tag, spelled differently.
    now(app.change_many(&ids, &rename("key", "KEY"))).unwrap();
    assert_eq!(app.tags(CONTACT), [TagCount { tag: "KEY".into(), count: 3 }]);
    let again = now(app.change_many(&ids, &rename("KEY", "key"))).unwrap();
    now(app.undo(again.stamp.unwrap())).unwrap();
    assert_eq!(app.tags(CONTACT), [TagCount { tag: "KEY".into(), count: 3 }]);
}

#[test]
fn the_history_names_fields_and_settings_as_people_call_them() {
    let app = app();
    let mut field = Draft::new(CUSTOM_FIELD);
    field.set_text(custom_field::OF, "contact");
    field.set_text(custom_field::NAME, "Wine");
    let field = now(app.save(None, field)).unwrap().id;
    now(app.change_many(&[field], &BulkChange::Delete)).unwrap();
    let mut mine = Draft::new(SETTINGS);
    mine.set_text(settings::ME, "Linh");
    now(app.save_settings(mine)).unwrap();
    let past = now(app.past(None)).unwrap();
    let told: Vec<_> = past.iter().map(|done| (done.action, done.label.as_str())).collect();
    assert_eq!(
        told,
        [
            (ActionKind::Edit, "Settings"),
            (ActionKind::Delete, "Wine"),
            (ActionKind::Create, "Wine")
        ]
    );
}

#[test]
fn the_history_calls_a_note_by_its_words_and_whose_it_is() {
    let app = app();
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::GIVEN, "Ánh");
    let anh = now(app.save(None, draft)).unwrap().id;
    let note = now(app.add_note(anh, "Call back\nafter the holidays, not before", 5)).unwrap().id;
    now(app.delete_activity(anh, note)).unwrap();
    let past = now(app.past(None)).unwrap();
    assert_eq!(past[0].action, ActionKind::Delete);
    assert_eq!(past[0].label, "“Call back after the holidays, no…” · Ánh");
    assert_eq!(past[1].label, past[0].label);
    assert_eq!(past[2].label, "Ánh");
}

#[test]
fn pages_that_stayed_small_are_joined_and_nobody_is_lost() {
    let store = MemoryStore::new(7);
    for number in 0..40 {
        // Every tab opens its own page.
        let app = tab(&store, number + 1);
        now(app.save(None, person(&format!("P{number}"), ""))).unwrap();
    }
    let (app, other) = (tab(&store, 99), tab(&store, 98));
    let pages = |app: &App| app.replica().pages().filter(|(_, page)| page.count() > 0).count();
    assert_eq!(pages(&app), 40);
    assert!(now(app.join_small_pages()).unwrap(), "rows have moved, and who shows them is told");
    assert!(!now(app.join_small_pages()).unwrap(), "nothing is left to join");
    assert_eq!((pages(&app), names(&app, "").len()), (1, 40));
    now(other.catch_up()).unwrap();
    assert_eq!((pages(&other), names(&other, "").len()), (1, 40));
    let id = app.replica().id(app.replica().list(CONTACT)[0]);
    now(other.save(Some(id), person("Zoe", ""))).unwrap();
    assert_eq!(names(&tab(&store, 97), "zoe"), ["Zoe"]);
}

#[test]
fn files_are_named_after_the_day_of_here() {
    let app = app();
    // 2026-11-22 23:30 UTC is half past midnight in Budapest.
    app.env.now.set(1_795_390_200_000);
    assert_eq!(app.dated("contacts", "csv"), "contacts-2026-11-23.csv");
}
