//! Proves that a field is declared once: a custom field created at run time is in the form, on the
//! page, in columns, filters, search, tables and vCards, in backups and merges, without code that
//! names it.

use super::Columns;
use super::job::tests::{ask, back_up, import, restore};
use super::job::{ExportFormat, TableChoice, Worker};
use super::stories::{App, now, tab};
use domain::testing::Plain;
use domain::{
    CONTACT, CUSTOM_FIELD, Condition, Draft, Fault, Field, Fields, Filter, Operator, PartialDate,
    Query, Schema, Value, check, column_fields, contact, custom_field, default_columns,
    fact_fields, form_parts,
};
use replica::{Selection, Slot, Stamp, merge};
use store::MemoryStore;

/// Creates a custom field the way a user does in the settings.
fn declare(app: &App, name: &str, kind: &str) -> Field {
    let mut draft = Draft::new(CUSTOM_FIELD);
    draft.set_text(custom_field::OF, "contact");
    draft.set_text(custom_field::NAME, name);
    draft.set_text(custom_field::TYPE, kind);
    now(app.save(None, draft)).unwrap();
    let schema = schema(app);
    schema.fields.iter().find(|field| field.label == name).unwrap().clone()
}

fn schema(app: &App) -> Schema {
    app.schema(CONTACT).unwrap()
}

fn person(given: &str) -> Draft {
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::GIVEN, given);
    draft
}

/// Returns the given names of the contacts that a selection finds.
fn found(app: &App, selection: &Selection) -> Vec<String> {
    let rows = app.select(CONTACT, selection);
    let replica = app.replica();
    rows.iter().map(|row| replica.view(*row).text(contact::GIVEN)).collect()
}

fn filtered(app: &App, field: &Field, operator: Operator, operand: &str) -> Vec<String> {
    let condition = Condition { field: field.number, operator, operand: operand.into() };
    let filter = Filter::from(condition);
    found(app, &Selection { filter, ..Selection::default() })
}

/// Returns the list's columns with the only contact's values in them.
fn columns(app: &App) -> Vec<(String, String)> {
    let Columns { fields, .. } = app.columns(CONTACT);
    let row = app.replica().list(CONTACT)[0];
    let lines = app.lines(row, &fields, &Plain).unwrap();
    fields.iter().map(|field| field.label.to_string()).zip(lines).collect()
}

fn only_contact(app: &App) -> replica::Record {
    let replica = app.replica();
    assert_eq!(replica.list(CONTACT).len(), 1);
    replica.record(replica.list(CONTACT)[0]).unwrap()
}

/// Restores everything from an app into an empty one.
fn restored(app: &App) -> App {
    let other = tab(&MemoryStore::new(8), 2);
    restore(&other, back_up(app));
    other
}

#[test]
fn a_field_that_is_declared_at_run_time_is_in_form_page_and_checks() {
    let app = tab(&MemoryStore::new(7), 1);
    let rows = |app: &App| -> Vec<u32> {
        let parts = form_parts(&schema(app), |_| false, false);
        parts.iter().flat_map(|part| &part.fields).map(|field| field.number).collect()
    };
    let before = rows(&app);
    let site = declare(&app, "Wine list", "link");
    let after = rows(&app);
    assert_eq!(after.len(), before.len() + 1);
    assert!(after.contains(&site.number) && !before.contains(&site.number));
    let mut draft = person("Ann");
    draft.set_text(site.number, "javascript:alert(1)");
    assert_eq!(check(&schema(&app), &draft)[0].fault, Fault::NotALink);
    draft.set_text(site.number, "tokaj.example");
    let id = now(app.save(None, draft)).unwrap().id;
    let (schema, record) = (schema(&app), app.record(id).unwrap());
    assert!(fact_fields(&schema, &record).iter().any(|field| field.number == site.number));
}

#[test]
fn a_field_that_is_declared_at_run_time_can_be_a_column() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let offered = |app: &App, number: u32| {
        let schema = schema(app);
        let has = |fields: Vec<&Field>| fields.iter().any(|field| field.number == number);
        (has(column_fields(&schema)), has(default_columns(&schema)))
    };
    let wine = declare(&app, "Wine", "text");
    let tasted = declare(&app, "Tasted on", "date");
    assert_eq!(offered(&app, wine.number), (true, true));
    assert_eq!(offered(&app, wine.number ^ 1), (false, false));
    let mut draft = person("Ann");
    draft.set_text(wine.number, "Tokaji");
    draft.set(tasted.number, Value::Date(PartialDate::parse("2026-11").unwrap()));
    now(app.save(None, draft)).unwrap();
    assert!(columns(&app).contains(&("Wine".into(), "Tokaji".into())));
    now(app.choose_columns(CONTACT, &[tasted.number, contact::GIVEN, wine.number])).unwrap();
    let shown =
        |pairs: [(&str, &str); 3]| pairs.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec();
    let expected = shown([("Tasted on", "2026-11"), ("First name", "Ann"), ("Wine", "Tokaji")]);
    assert_eq!(columns(&app), expected);
    assert_eq!(columns(&tab(&store, 2)), expected, "after a reload");
    assert_eq!(columns(&restored(&app)), expected, "from a backup");
}

#[test]
fn a_field_that_is_declared_at_run_time_is_filtered_and_searched() {
    let app = tab(&MemoryStore::new(7), 1);
    let wine = declare(&app, "Wine", "text");
    let bottles = declare(&app, "Bottles", "number");
    for (given, name, count) in [("Ann", "Tokaji Aszú", 12.0), ("Bo", "Riesling", 3.0)] {
        let mut draft = person(given);
        draft.set_text(wine.number, name);
        draft.set(bottles.number, Value::Number(count));
        now(app.save(None, draft)).unwrap();
    }
    now(app.save(None, person("Eve"))).unwrap();
    assert_eq!(filtered(&app, &wine, Operator::Contains, "ASZU"), ["Ann"]);
    assert_eq!(filtered(&app, &wine, Operator::Empty, ""), ["Eve"]);
    assert_eq!(filtered(&app, &bottles, Operator::AtLeast, "12"), ["Ann"]);
    let typed = |typed: &str| {
        found(&app, &Selection { query: Query::parse(typed), ..Selection::default() })
    };
    assert_eq!(typed("aszu"), ["Ann"]);
    assert_eq!(typed("esli"), ["Bo"]);
}

#[test]
fn a_field_of_money_is_shown_filtered_exported_and_imported_like_the_value_of_a_deal() {
    let app = tab(&MemoryStore::new(7), 1);
    let budget = declare(&app, "Budget", "money");
    let mut refused = person("Ann");
    refused.set_text(budget.number, "a lot");
    assert_eq!(check(&schema(&app), &refused)[0].fault, Fault::NotAnAmount);
    let table = "First name,Budget\nAnn,\"$1,200.50\"\nBo,900 EUR\nEve,\n";
    import(&app, "in.csv", table).unwrap();
    assert_eq!(filtered(&app, &budget, Operator::AtLeast, "1000"), ["Ann"]);
    assert_eq!(filtered(&app, &budget, Operator::Empty, ""), ["Eve"]);
    let message =
        app.ask_to_export(ExportFormat::Csv, CONTACT, None, TableChoice::default(), Vec::new());
    let written = ask(&mut Worker::default(), message)[0].1[0].clone();
    let other = tab(&MemoryStore::new(8), 2);
    let own = declare(&other, "Budget", "money");
    import(&other, "out.csv", &String::from_utf8(written).unwrap()).unwrap();
    assert_eq!(filtered(&other, &own, Operator::Is, "1200.5"), ["Ann"]);
    let ann = other.replica().list(CONTACT)[0];
    assert_eq!(other.lines(ann, &[own], &Plain).unwrap(), ["1200.50 USD"]);
    assert_eq!(restored(&app).schema(CONTACT), app.schema(CONTACT));
}

#[test]
fn a_field_that_is_declared_at_run_time_goes_out_and_comes_in_again() {
    let app = tab(&MemoryStore::new(7), 1);
    let wine = declare(&app, "Wine", "text");
    let mut draft = person("Ann");
    draft.set_text(wine.number, "Tokaji; sweet, \"old\"");
    now(app.save(None, draft)).unwrap();
    for (format, name) in [(ExportFormat::Csv, "out.csv"), (ExportFormat::VCard, "out.vcf")] {
        let message = app.ask_to_export(format, CONTACT, None, TableChoice::default(), Vec::new());
        let replies = ask(&mut Worker::default(), message);
        let text = String::from_utf8(replies[0].1[0].clone()).unwrap();
        let other = tab(&MemoryStore::new(8), 2);
        // A field's number comes from its record, so it differs here: a table matches by name; a
        // card by key, which only a backup carries over.
        if format == ExportFormat::Csv {
            let own = declare(&other, "Wine", "text");
            import(&other, name, &text).unwrap();
            assert_eq!(only_contact(&other).text(own.number), "Tokaji; sweet, \"old\"");
        }
        let back = restored(&app);
        let id = only_contact(&back).id;
        let mut blank = Draft::new(CONTACT);
        blank.set_text(wine.number, "");
        now(back.save(Some(id), blank)).unwrap();
        assert_eq!(only_contact(&back).text(wine.number), "");
        import(&back, name, &text).unwrap();
        assert_eq!(only_contact(&back).text(wine.number), "Tokaji; sweet, \"old\"", "{name}");
    }
}

#[test]
fn a_field_that_is_declared_at_run_time_is_backed_up_and_merged() {
    let app = tab(&MemoryStore::new(7), 1);
    let wine = declare(&app, "Wine", "text");
    let mut draft = person("Ann");
    draft.set_text(wine.number, "Tokaji");
    let id = now(app.save(None, draft)).unwrap().id;
    let back = restored(&app);
    assert_eq!(back.schema(CONTACT), app.schema(CONTACT));
    assert_eq!(back.record(id), app.record(id));
    // Both copies are edited: the later value of a field wins, other fields keep their own.
    let mut here = Draft::new(CONTACT);
    here.set_text(wine.number, "Riesling");
    now(app.save(Some(id), here)).unwrap();
    let mut there = Draft::new(CONTACT);
    there.set_text(contact::NICKNAME, "Nan");
    now(back.save(Some(id), there)).unwrap();
    let (left, right) = (app.record(id).unwrap(), back.record(id).unwrap());
    let merged = merge(&left, &right);
    assert_eq!(merged, merge(&right, &left));
    assert_eq!(merged.text(wine.number), "Riesling");
    assert_eq!(merged.text(contact::NICKNAME), "Nan");
    let mut later = right.clone();
    let stamp = Stamp { millis: left.changed().millis + 1, counter: 0, device: 9 };
    later.put(wine.number, Slot::One { stamp, value: Some(Value::Text("Furmint".into())) });
    assert_eq!(merge(&left, &later).text(wine.number), "Furmint");
}
