//! Tests the history in words with made-up actions.

use std::collections::BTreeMap;

use leptos::prelude::Owner;

use super::history_words::Teller;
use super::words::Words;
use app::{HistoryAction, HistoryRecord};
use domain::testing::Plain;
use domain::{
    ACTIVITY, CONTACT, DEAL, KindId, RecordId, SETTINGS, TASK, Value, any_kind, built_in, contact,
    deal, settings, task,
};
use replica::{ActionKind, FieldChange, LabeledValue, Stamp};

fn held(text: &str) -> Vec<LabeledValue> {
    let held = |text: &str| LabeledValue { label: String::new(), value: Value::Text(text.into()) };
    if text.is_empty() { Vec::new() } else { vec![held(text)] }
}

fn change(field: u32, before: &str, after: &str) -> FieldChange {
    FieldChange { field, before: held(before), after: Some(held(after)) }
}

fn record(kind: KindId, name: &str, fields: Vec<FieldChange>) -> HistoryRecord {
    let (id, name) = (RecordId::from_bytes([1; 16]), name.to_owned());
    HistoryRecord { kind, id, name, activity: None, made: false, done: None, fields }
}

fn action(action: ActionKind, records: Vec<HistoryRecord>) -> HistoryAction {
    let mut kinds = BTreeMap::new();
    for record in &records {
        *kinds.entry(record.kind).or_default() += 1;
    }
    HistoryAction {
        stamp: Stamp { millis: 5, ..Stamp::NEVER },
        action,
        label: "000".into(),
        count: records.len() as u32,
        undid: None,
        here: true,
        removed: None,
        kinds,
        records,
    }
}

/// Returns the title of an action in a language; `others` are the other known actions.
fn line(language: &'static str, told: &HistoryAction, others: &[HistoryAction]) -> String {
    let schemas = built_in();
    Owner::new().with(|| {
        let teller = Teller { words: Words::of_test(language), schemas: &schemas, speech: &Plain };
        teller.title(told, &|stamp| others.iter().find(|other| other.stamp == stamp))
    })
}

fn english(told: &HistoryAction) -> String {
    line("en", told, &[])
}

fn edit(kind: KindId, name: &str, fields: Vec<FieldChange>) -> HistoryAction {
    action(ActionKind::Edit, vec![record(kind, name, fields)])
}

#[test]
fn a_changed_record_is_named_with_its_fields_and_not_by_a_value() {
    let fields = vec![change(contact::JOB_TITLE, "", "Buyer"), change(contact::PHONES, "", "000")];
    let told = edit(CONTACT, "Anna Taylor", fields);
    assert_eq!(english(&told), "Anna Taylor: job title, phone");
    let many =
        [contact::GIVEN, contact::FAMILY, contact::PHONES, contact::EMAILS, contact::NICKNAME];
    let fields = many.map(|field| change(field, "", "x")).to_vec();
    assert!(english(&edit(CONTACT, "Anna", fields)).ends_with(", 2 more"));
    let photo = edit(CONTACT, "Anna", vec![change(contact::PHOTO, "", "x")]);
    assert_eq!(english(&photo), "Anna: photo");
    let nameless = edit(CONTACT, "", vec![change(contact::NICKNAME, "x", "")]);
    assert_eq!(english(&nameless), "Contact: nickname");
}

#[test]
fn a_deal_that_moved_is_told_with_both_stages() {
    let stages = vec![
        change(deal::STAGE, "Lead", "Qualified"),
        change(deal::STAGES, "", "then"),
        change(deal::SINCE, "", "then"),
    ];
    assert_eq!(english(&edit(DEAL, "Oak desks 2", stages)), "Oak desks 2: Lead → Qualified");
    let lost = vec![change(deal::STAGE, "Lead", "Lost"), change(deal::LOST_REASON, "", "Price")];
    assert_eq!(english(&edit(DEAL, "Oak desks", lost)), "Oak desks: Lead → Lost, lost reason");
}

#[test]
fn a_task_is_done_or_open_again() {
    let with = |done| HistoryRecord {
        done,
        ..record(TASK, "Call back", vec![change(task::DONE, "", "x")])
    };
    let note = HistoryRecord { made: true, ..record(ACTIVITY, "Call back", vec![]) };
    let ticked = action(ActionKind::Create, vec![with(Some(true)), note]);
    assert_eq!(english(&ticked), "Completed: Call back");
    assert_eq!(line("vi", &ticked, &[]), "Xong: Call back");
    assert_eq!(english(&action(ActionKind::Edit, vec![with(Some(true))])), "Completed: Call back");
    assert_eq!(english(&action(ActionKind::Edit, vec![with(Some(false))])), "Reopened: Call back");
}

#[test]
fn many_records_are_counted_with_what_all_of_them_share() {
    let people = |fields: &dyn Fn(usize) -> Vec<FieldChange>| {
        let one = |number: usize| record(CONTACT, &number.to_string(), fields(number));
        HistoryAction {
            label: String::new(),
            ..action(ActionKind::Bulk, (0..12).map(one).collect())
        }
    };
    let told = people(&|_| vec![change(any_kind::TAGS, "", "Budapest")]);
    assert_eq!(english(&told), "12 contacts: tag Budapest");
    assert_eq!(line("vi", &told, &[]), "12 liên hệ: thẻ Budapest");
    let told = people(&|_| vec![change(any_kind::TAGS, "Budapest", "")]);
    assert_eq!(english(&told), "12 contacts: without tag Budapest");
    let told = people(&|_| vec![change(any_kind::TAGS, "Buda", "Budapest")]);
    assert_eq!(english(&told), "12 contacts: tag Buda → Budapest");
    let told = people(&|number| vec![change(any_kind::OWNER, &number.to_string(), "Linh")]);
    assert_eq!(english(&told), "12 contacts: owner → Linh");
    let told = people(&|number| vec![change(any_kind::OWNER, "", &number.to_string())]);
    assert_eq!(english(&told), "12 contacts: owner");
}

#[test]
fn the_bin_is_told_by_name_or_by_number() {
    let one = vec![record(DEAL, "Oak desks", vec![])];
    assert_eq!(english(&action(ActionKind::Delete, one.clone())), "Deleted Oak desks");
    assert_eq!(english(&action(ActionKind::Restore, one)), "Restored Oak desks");
    let two = ["Anna", "Béla"].map(|name| record(CONTACT, name, vec![])).to_vec();
    assert_eq!(english(&action(ActionKind::Delete, two)), "Deleted 2 contacts");
    let mixed = vec![record(CONTACT, "Anna", vec![]), record(DEAL, "Oak desks", vec![])];
    assert_eq!(english(&action(ActionKind::Restore, mixed)), "Restored 2 records");
}

#[test]
fn undoing_says_what_was_undone() {
    let mut edited = edit(CONTACT, "Anna", vec![change(contact::NICKNAME, "", "Nan")]);
    edited.stamp.millis = 1;
    let undo = |millis, of: &HistoryAction| {
        let mut undo = HistoryAction { undid: Some(of.stamp), ..edited.clone() };
        (undo.action, undo.stamp.millis) = (ActionKind::Undo, millis);
        undo
    };
    let first = undo(2, &edited);
    let second = undo(3, &first);
    let all = [edited.clone(), first.clone(), second.clone()];
    assert_eq!(line("en", &first, &all), "Undid: Anna: nickname");
    assert_eq!(line("en", &second, &all), "Redone: Anna: nickname");
    assert_eq!(line("en", &first, &[]), "Undid: Anna: nickname", "the other was not read yet");
}

#[test]
fn an_activity_is_called_by_its_words_and_whose_it_is() {
    let of = |text: &str| HistoryRecord {
        activity: Some(("call".into(), "Anna".into())),
        made: true,
        ..record(ACTIVITY, text, vec![])
    };
    let told = |text: &str| english(&action(ActionKind::Create, vec![of(text)]));
    assert_eq!(told(""), "Added Call · Anna");
    assert_eq!(told("Likes the blue\nglaze"), "Added “Likes the blue glaze” · Anna");
}

#[test]
fn each_field_is_told_with_what_was_there_and_what_is_there_since() {
    let schemas = built_in();
    let facts = |kind: KindId, change: FieldChange, made: bool| {
        Owner::new().with(|| {
            let teller = Teller { words: Words::of_test("en"), schemas: &schemas, speech: &Plain };
            teller.facts_of(schemas.get(kind).unwrap(), &[change], made).pop()
        })
    };
    let fact = |label: &str, text: &str| Some((label.to_owned(), text.to_owned()));
    let title = contact::JOB_TITLE;
    let of = |before: &str, after: &str| facts(CONTACT, change(title, before, after), false);
    assert_eq!(of("Buyer", "Head"), fact("Job title", "Buyer → Head"));
    assert_eq!(of("", "Head"), fact("Job title", "(empty) → Head"));
    assert_eq!(of("Head", ""), fact("Job title", "Head → (empty)"));
    assert_eq!(facts(CONTACT, change(title, "", "Head"), true), fact("Job title", "Head"));
    let tag = change(any_kind::TAGS, "", "vip");
    assert_eq!(facts(CONTACT, tag, false), fact("Tags", "added: vip"));
    let unknown = FieldChange { after: None, ..change(title, "Buyer", "") };
    assert_eq!(facts(CONTACT, unknown, false), fact("Job title", "before: Buyer"));
    let labeled =
        |label: &str| vec![LabeledValue { label: label.into(), ..held("123")[0].clone() }];
    let (before, after) = (labeled("work"), Some(labeled("home")));
    let moved = FieldChange { field: contact::PHONES, before, after };
    assert_eq!(facts(CONTACT, moved, false), fact("Phone", "Work: 123 → Home: 123"));
    let same = change(contact::PHONES, "123", "123");
    assert_eq!(facts(CONTACT, same, false), fact("Phone", "reordered"));
    let theme = change(settings::THEME, "", "dark");
    assert_eq!(facts(SETTINGS, theme, false), fact("Appearance", "(empty) → dark"));
}
