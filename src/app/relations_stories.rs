//! Stories of relations.

use super::relations::{Relation, references};
use crate::own_kinds_stories::{declare_field, declare_kind, timed};
use crate::stories::{App, now, person, tab};
use domain::{
    COMPANY, CONTACT, DEAL, DigestContext, Draft, FieldType, Kept, KindId, RecordId, TASK, Value,
    built_in, company, contact, custom_field, deal, own, task,
};
use replica::{PageBuilder, PageKey, Record, Slot, Stamp};
use store::MemoryStore;

fn ids(app: &App, relation: &Relation) -> Vec<RecordId> {
    relation.rows.iter().map(|row| app.replica().id(*row)).collect()
}

fn found(app: &App, id: RecordId) -> Vec<(KindId, u32, Vec<RecordId>)> {
    let relations = app.relations(id);
    relations.iter().map(|it| (it.kind, it.field, ids(app, it))).collect()
}

#[test]
fn everything_that_refers_to_a_record_is_found_by_kind_and_field_the_newest_first() {
    let app = tab(&MemoryStore::new(7), 1);
    let machine = declare_kind(&app, "Machine");
    let owner = declare_field(&app, machine, "Owner", custom_field::REFERENCE, "company");
    let users = declare_field(&app, machine, "Used by", custom_field::REFERENCE, "company");
    let acme = now(app.make_named(COMPANY, "Acme", Draft::new(COMPANY))).unwrap().id;
    let save = |kind: KindId, texts: &[(u32, &str)], field: u32| {
        let mut draft = Draft::new(kind);
        texts.iter().for_each(|(field, text)| draft.set_text(*field, *text));
        draft.set(field, Value::Reference(acme));
        now(app.save(None, draft)).unwrap().id
    };
    let ann = save(CONTACT, &[(contact::GIVEN, "Ann")], contact::COMPANY);
    let bo = save(CONTACT, &[(contact::GIVEN, "Bo")], contact::COMPANY);
    let press = save(machine, &[(own::NAME, "Press")], owner);
    let lathe = save(machine, &[(own::NAME, "Lathe")], users);
    let sale = save(DEAL, &[(deal::NAME, "Sale")], deal::COMPANY);
    let call = save(TASK, &[(task::TEXT, "Call")], task::COMPANY);
    now(app.save(None, person("Not", "related"))).unwrap();
    let expected = [
        (CONTACT, contact::COMPANY, vec![bo, ann]),
        (DEAL, deal::COMPANY, vec![sale]),
        (TASK, task::COMPANY, vec![call]),
        (machine, owner, vec![press]),
        (machine, users, vec![lathe]),
    ];
    assert_eq!(found(&app, acme), expected);
    assert_eq!(found(&app, press), []);
    let sections: Vec<(KindId, u32)> =
        app.relations_to(COMPANY).into_iter().map(|(kind, field)| (kind, field.number)).collect();
    for (kind, field, _) in expected {
        assert!(sections.contains(&(kind, field)));
    }
}

#[test]
fn the_user_orders_and_hides_the_sections_of_a_page_that_no_code_is_made_for() {
    let app = tab(&MemoryStore::new(7), 1);
    let machine = declare_kind(&app, "Machine");
    let owner = declare_field(&app, machine, "Owner", custom_field::REFERENCE, "company");
    let seller = declare_field(&app, machine, "Seller", custom_field::REFERENCE, "company");
    let sections = || app.page_sections(COMPANY);
    let fields = || sections().iter().map(|it| (it.of, it.field.number)).collect::<Vec<_>>();
    // Contacts, deals and tasks stand in sections of their own; companies are under companies.
    assert_eq!(fields(), [(COMPANY, company::PARENT), (machine, owner), (machine, seller)]);
    let several: Vec<bool> = sections().iter().map(|it| it.is_one_of_several).collect();
    assert_eq!(several, [false, true, true]);
    let parts: Vec<String> = sections().into_iter().rev().map(|it| it.part).collect();
    now(app.order_parts(COMPANY, &parts)).unwrap();
    assert_eq!(fields(), [(machine, seller), (machine, owner), (COMPANY, company::PARENT)]);
    let hide = now(app.hide_part(COMPANY, &parts[0], true)).unwrap();
    let hidden: Vec<bool> = sections().iter().map(|it| it.is_hidden).collect();
    assert_eq!(hidden, [true, false, false]);
    now(app.undo(hide.stamp.unwrap())).unwrap();
    assert!(sections().iter().all(|it| !it.is_hidden));
}

#[test]
fn records_that_refer_to_each_other_in_a_circle_are_related_once() {
    let app = tab(&MemoryStore::new(7), 1);
    let machine = declare_kind(&app, "Machine");
    let key = app.schema(machine).unwrap().key;
    let part_of = declare_field(&app, machine, "Part of", custom_field::REFERENCE, &key);
    let named = |name: &str| now(app.make_named(machine, name, Draft::new(machine))).unwrap().id;
    let (press, lathe) = (named("Press"), named("Lathe"));
    for (from, to) in [(press, lathe), (lathe, press), (press, press)] {
        let mut draft = Draft::new(machine);
        draft.set(part_of, Value::Reference(to));
        now(app.save(Some(from), draft)).unwrap();
    }
    // No record refers to itself: the last of these left the field as it was.
    assert_eq!(found(&app, lathe), []);
    assert_eq!(found(&app, press), [(machine, part_of, vec![lathe])]);
}

#[test]
fn a_hot_reference_is_found_without_decoding_records() {
    for schema in built_in().all().iter().filter(|schema| schema.kept == Kept::Hot) {
        for field in schema.fields.iter() {
            let FieldType::Reference(kind) = field.kind else { continue };
            let is_shown = references(schema, kind).any(|it| it.number == field.number);
            let is_found = schema.under == Some(field.number) || (1..3).contains(&field.weight);
            let is_read = (schema.kind, field.number) == (COMPANY, company::PARENT);
            assert!(is_found || is_read || !is_shown, "{}: {}", schema.key, field.key);
        }
    }
}

/// Fills a workspace with this many records of a kind that refer to the given record in turn.
fn fill(app: &App, kind: KindId, field: u32, to: &[RecordId], count: usize) {
    let context: DigestContext = app.replica().context().as_ref().clone();
    let mut pages = Vec::new();
    let mut builder = PageBuilder::with(context.fingerprints());
    for number in 0..count {
        let mut bytes = [7; 16];
        bytes[..8].copy_from_slice(&(number as u64).to_be_bytes());
        let mut record = Record::new(kind, RecordId::from_bytes(bytes));
        let stamp = Stamp { millis: 1_000 + number as u64, counter: 0, device: 1 };
        let one = |value| Slot::One { stamp, value: Some(value) };
        record.put(own::NAME, one(Value::Text(format!("Machine {number}"))));
        record.put(field, one(Value::Reference(to[number % to.len()])));
        builder.push(&record, &context.digest(kind, &record));
        if !builder.has_room() {
            let full = std::mem::replace(&mut builder, PageBuilder::with(context.fingerprints()));
            pages.push((PageKey::hot(number as u64), full.finish()));
        }
    }
    pages.push((PageKey::hot(u64::MAX), builder.finish()));
    app.take_in(pages);
}

#[test]
fn twenty_thousand_records_are_looked_through_in_a_moment() {
    let app = tab(&MemoryStore::new(7), 1);
    let machine = declare_kind(&app, "Machine");
    let owner = declare_field(&app, machine, "Owner", custom_field::REFERENCE, "company");
    let named = |name: &str| now(app.make_named(COMPANY, name, Draft::new(COMPANY))).unwrap().id;
    let companies: Vec<RecordId> =
        (0..100).map(|number| named(&format!("Company {number}"))).collect();
    fill(&app, machine, owner, &companies, 20_000);
    assert_eq!(app.count(machine), 20_000);
    let _sorted = app.relations(companies[0]);
    let relations = timed("relations among 20,000 records", || app.relations(companies[1]));
    assert_eq!(relations.len(), 1);
    assert_eq!(relations[0].rows.len(), 200);
    let newest = app.replica().changed_millis(relations[0].rows[0]);
    assert_eq!(newest, 1_000 + 19_901);
}
