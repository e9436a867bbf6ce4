//! Stories of custom fields whose type changes.

use super::own_kinds_stories::{declare_field, declare_kind};
use super::stories::{App, now, tab};
use super::*;
use domain::{
    CONTACT, Draft, DraftSlot, Fields, KindId, Money, PartialDate, RecordId, SETTINGS, Value,
    any_kind, contact, custom_field, custom_number, settings,
};
use store::MemoryStore;

/// Makes a kind with a text field that holds these values, one a record.
fn machines(values: &[&str]) -> (App, KindId, RecordId, Vec<RecordId>) {
    let app = tab(&MemoryStore::new(7), 1);
    let machine = declare_kind(&app, "Machine");
    let number = declare_field(&app, machine, "Year", "text", "");
    let field = app.custom_fields_of(machine)[0];
    assert_eq!(custom_number(field), number);
    let make = |value: &&str| {
        let mut draft = Draft::new(machine);
        draft.set_text(number, *value);
        now(app.make_named(machine, &format!("M {value}"), draft)).unwrap().id
    };
    let ids = values.iter().map(make).collect();
    (app, machine, field, ids)
}

fn to_type(kind: &str) -> Draft {
    let mut draft = Draft::new(domain::CUSTOM_FIELD);
    draft.set_text(custom_field::TYPE, kind);
    draft
}

fn value(app: &App, id: RecordId, field: RecordId) -> Option<Value> {
    app.record(id).unwrap().value(custom_number(field))
}

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.to_owned()))
}

/// Changes the type, checks the preview, and returns the values.
fn retype(values: &[&str], changed: &Draft, fit: usize) -> Vec<Option<Value>> {
    let (app, _, field, ids) = machines(values);
    let preview = app.preview_retyping(field, changed).unwrap();
    assert_eq!((preview.fit, preview.unfit), (fit, values.len() - fit), "{values:?}");
    now(app.retype_field(field, changed.clone())).unwrap();
    ids.into_iter().map(|id| value(&app, id, field)).collect()
}

#[test]
fn what_is_a_number_becomes_one_and_all_else_stays_as_text() {
    let after = retype(&["1998", "2.5", "1.200,50", "about 1990", "n/a"], &to_type("number"), 3);
    let number = |number| Some(Value::Number(number));
    let expected = [number(1998.0), number(2.5), number(1200.5), text("about 1990"), text("n/a")];
    assert_eq!(after, expected);
}

#[test]
fn dates_are_read_in_the_order_that_the_column_proves() {
    let date = |text| Some(Value::Date(PartialDate::parse(text).unwrap()));
    let after = retype(&["03/04/2021", "22/12/2020", "soon"], &to_type("date"), 2);
    assert_eq!(after, [date("2021-04-03"), date("2020-12-22"), text("soon")]);
}

#[test]
fn amounts_take_the_currency_of_the_settings_unless_they_name_one() {
    let (app, _, field, ids) = machines(&["1200", "30 USD"]);
    let mut chosen = Draft::new(SETTINGS);
    chosen.set_text(settings::CURRENCY, "HUF");
    now(app.save_settings(chosen)).unwrap();
    now(app.retype_field(field, to_type("money"))).unwrap();
    let currency = |id| match value(&app, id, field) {
        Some(Value::Money(Money { currency, .. })) => currency,
        other => panic!("{other:?}"),
    };
    assert_eq!([currency(ids[0]), currency(ids[1])], [*b"HUF", *b"USD"]);
    now(app.retype_field(field, to_type("number"))).unwrap();
    assert_eq!(value(&app, ids[0], field), Some(Value::Number(1200.0)));
}

#[test]
fn a_text_that_is_no_choice_stays_and_the_texts_are_offered_as_choices() {
    let (app, _, field, ids) = machines(&["red", "blue", "red", "green?"]);
    assert_eq!(app.texts_in_field(field, 9).unwrap(), ["blue", "green?", "red"]);
    assert_eq!(app.texts_in_field(field, 2).unwrap(), ["blue", "green?"]);
    let mut changed = to_type("choice");
    changed.set_text(custom_field::CHOICES, "red\nblue");
    let preview = app.preview_retyping(field, &changed).unwrap();
    assert_eq!((preview.fit, preview.unfit), (3, 1));
    assert_eq!(preview.quoted, ["green?"]);
    now(app.retype_field(field, changed)).unwrap();
    assert_eq!(value(&app, ids[3], field), text("green?"));
}

#[test]
fn undo_brings_back_the_type_and_every_value() {
    let (app, machine, field, ids) = machines(&["1998", "old"]);
    let done = now(app.retype_field(field, to_type("number"))).unwrap();
    assert_eq!(value(&app, ids[0], field), Some(Value::Number(1998.0)));
    now(app.undo(done.stamp.unwrap())).unwrap();
    assert_eq!([0, 1].map(|at| value(&app, ids[at], field)), [text("1998"), text("old")]);
    let schema = app.schema(machine).unwrap();
    assert_eq!(schema.field(custom_number(field)).unwrap().kind, domain::FieldType::Text);
}

#[test]
fn there_and_back_again_loses_nothing() {
    for kind in ["number", "date", "moment", "flag", "money", "link", "long_text", "phone"] {
        let values = ["1998", "2021-03-04", "yes", "12.50 EUR", "a b", "2021-03-04T10:00:00Z"];
        let (app, _, field, ids) = machines(&values);
        now(app.retype_field(field, to_type(kind))).unwrap();
        now(app.retype_field(field, to_type("text"))).unwrap();
        for (id, before) in ids.into_iter().zip(values) {
            let after = value(&app, id, field).unwrap();
            let after = after.as_text().unwrap_or_default().to_owned();
            let same = after == before || before.starts_with(&after) && kind == "date";
            // A number may write an amount without its currency, a date a moment without its time.
            assert!(same || after.starts_with("2021-03-04"), "{kind}: {before} is {after}");
        }
    }
}

#[test]
fn records_in_the_bin_and_lists_of_values_are_converted_as_well() {
    let app = tab(&MemoryStore::new(7), 1);
    let mut declared = Draft::new(domain::CUSTOM_FIELD);
    declared.set_text(custom_field::OF, "contact");
    declared.set_text(custom_field::NAME, "Sizes");
    declared.set_text(custom_field::TYPE, "text");
    declared.set(custom_field::MANY, Value::Flag(true));
    let field = now(app.save(None, declared)).unwrap().id;
    let number = custom_number(field);
    let mut anh = Draft::new(CONTACT);
    anh.set_text(contact::GIVEN, "Ánh");
    anh.push(number, "left", Value::Text("41".into()));
    anh.push(number, "right", Value::Text("big".into()));
    let id = now(app.save(None, anh)).unwrap().id;
    now(app.change_many(&[id], &BulkChange::Delete)).unwrap();
    now(app.retype_field(field, to_type("number"))).unwrap();
    let record = app.record(id).unwrap();
    assert!(record.flag(any_kind::DELETED));
    let values: Vec<(String, Value)> =
        record.elements(number).into_iter().map(|it| (it.label, it.value)).collect();
    let expected = [("left".into(), Value::Number(41.0)), ("right".into(), text("big").unwrap())];
    assert_eq!(values, expected);
}

#[test]
fn a_default_that_the_new_type_cannot_hold_is_cleared() {
    let (app, machine, field, _) = machines(&[]);
    let mut preset = Draft::new(domain::CUSTOM_FIELD);
    preset.set_text(custom_field::DEFAULT, "unknown");
    now(app.save(Some(field), preset)).unwrap();
    now(app.retype_field(field, to_type("number"))).unwrap();
    let schema = app.schema(machine).unwrap();
    assert_eq!(schema.field(custom_number(field)).unwrap().default, None);
}

#[test]
fn a_field_that_is_gone_or_belongs_to_activities_keeps_its_type() {
    let (app, machine, field, _) = machines(&["1"]);
    let types = |field| app.types_for(field).iter().map(|it| it.key.clone()).collect::<Vec<_>>();
    assert!(types(field).contains(&"number".into()) && !types(field).contains(&"file".into()));
    declare_field(&app, domain::ACTIVITY, "Mood", "text", "");
    assert!(types(app.custom_fields_of(domain::ACTIVITY)[0]).is_empty());
    let gone = RecordId::from_bytes([9; 16]);
    assert_eq!(app.preview_retyping(gone, &to_type("number")), Err(AppError::NotFound));
    now(app.delete_kind(machine)).unwrap();
    let refused = now(app.retype_field(field, to_type("number")));
    assert_eq!(refused, Err(AppError::NotFound));
}

#[test]
fn a_value_that_stayed_as_text_does_not_stop_other_changes() {
    let (app, machine, field, ids) = machines(&["old"]);
    now(app.retype_field(field, to_type("number"))).unwrap();
    let mut changes = Draft::new(machine);
    changes.slots.insert(any_kind::TAGS, DraftSlot::Many(Vec::new()));
    now(app.save(Some(ids[0]), changes)).unwrap();
    assert_eq!(value(&app, ids[0], field), text("old"));
}
