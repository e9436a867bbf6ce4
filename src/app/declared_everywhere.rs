//! Proves that a custom field of every type, on every kind that takes custom fields, is in the
//! form, in columns, filters, searches, tables, backups and merges.

use super::every_kind::{
    declare_every_type, every_schema, made, name_field, sample, stored, write,
};
use super::job::tests::{ask, back_up, import, restore};
use super::job::{ExportFormat, TableChoice, Worker};
use super::stories::{App, tab};
use domain::testing::Plain;
use domain::{
    ACTIVITY, COMPANY, CONTACT, Condition, DEAL, Draft, Field, FieldType, Fields, Filter, Kept,
    Operator, Query, RecordId, Schema, TASK, Trait, Value, any_kind, check, column_fields,
    custom_field, fact_fields, file_fields, form_parts,
};
use replica::{Record, Selection, merge};
use store::MemoryStore;

/// A workspace with a record that has a value in a custom field of every type.
struct Filled {
    app: App,
    schema: Schema,
    record: (RecordId, Option<RecordId>),
    /// A record of the kind without any.
    other: (RecordId, Option<RecordId>),
}

fn filled(built_in: &Schema) -> Filled {
    let app = tab(&MemoryStore::new(7), 1);
    if built_in.kind.is_own() {
        super::every_kind::make_own_kind(&app);
    } else {
        declare_every_type(&app, built_in.kind);
    }
    let schema = app.schema(built_in.kind).unwrap();
    let record = made(&app, &schema, "Zanzibar");
    let bare = Schema { fields: own_fields(&schema, false).into(), ..schema.clone() };
    let other = made(&app, &bare, "Unguja");
    Filled { app, schema, record, other }
}

/// Returns the custom fields of a kind, or the others.
fn own_fields(schema: &Schema, custom: bool) -> Vec<Field> {
    schema.fields.iter().filter(|field| (field.age > 0) == custom).cloned().collect()
}

fn each(check: fn(&Filled, &Field, &Record)) {
    let all = every_schema();
    let extensible: Vec<&Schema> = all.iter().filter(|it| it.is(Trait::Extensible)).collect();
    let built_in = [CONTACT, COMPANY, ACTIVITY, DEAL, TASK];
    assert!(built_in.iter().all(|kind| extensible.iter().any(|schema| schema.kind == *kind)));
    assert_eq!(extensible.len(), built_in.len() + 1);
    for schema in extensible {
        let filled = filled(schema);
        let record = stored(&filled.app, filled.record).unwrap();
        let fields = own_fields(&filled.schema, true);
        assert_eq!(fields.len(), custom_field::TYPES.len());
        for field in fields {
            check(&filled, &field, &record);
        }
    }
}

fn said(filled: &Filled, field: &Field) -> String {
    format!("{} of {}", field.label, filled.schema.key)
}

#[test]
fn a_field_of_every_type_is_in_form_page_and_columns_of_every_kind() {
    each(|filled, field, record| {
        let Filled { schema, .. } = filled;
        let named = |fields: &[&Field]| fields.iter().any(|it| it.number == field.number);
        let is_file = field.kind == FieldType::File;
        let parts = form_parts(schema, |_| false, false);
        let form: Vec<&Field> = parts.iter().flat_map(|part| &part.fields).collect();
        assert!(named(&form), "{}", said(filled, field));
        assert_eq!(named(&fact_fields(schema, record)), !is_file, "{}", said(filled, field));
        assert_eq!(named(&file_fields(schema, record)), is_file, "{}", said(filled, field));
        assert!(named(&column_fields(schema)), "{}", said(filled, field));
        let mut draft = Draft::new(schema.kind);
        draft.set(field.number, record.value(field.number).unwrap());
        assert_eq!(check(schema, &draft), []);
    });
}

#[test]
fn a_field_of_every_type_is_a_column_with_a_text() {
    each(|filled, field, record| {
        let Some(row) = filled.app.replica().row(record.id) else { return };
        let lines = filled.app.lines(row, std::slice::from_ref(field), &Plain).unwrap();
        assert!(!lines[0].is_empty(), "{}", said(filled, field));
    });
}

#[test]
fn a_field_of_every_type_is_filtered_on_every_kind() {
    each(|filled, field, record| {
        let passes = |operator: Operator| {
            let condition = Condition { field: field.number, operator, operand: String::new() };
            let filter = Filter::from(condition);
            if filled.schema.kept == Kept::WithParties {
                return filter.passes(record);
            }
            let selection = Selection { filter, ..Selection::default() };
            let rows = filled.app.select(filled.schema.kind, &selection);
            rows.iter().any(|row| filled.app.replica().id(*row) == record.id)
        };
        match field.kind {
            FieldType::Flag => assert!(passes(Operator::Is) && !passes(Operator::IsNot)),
            _ => {
                assert!(passes(Operator::Filled), "{}", said(filled, field));
                assert!(!passes(Operator::Empty), "{}", said(filled, field));
            }
        }
        assert!(filled.other.0 != record.id);
    });
}

/// Returns what a search for the sample of a type is; empty for types that are not searched.
fn typed(field: &Field) -> &'static str {
    match field.kind {
        FieldType::Text => "furmin",
        FieldType::LongText => "ginsen",
        FieldType::Number => "4217",
        FieldType::Choice => "green",
        FieldType::Link => "tokaj",
        FieldType::Email => "aszu@",
        FieldType::Phone => "123 4567",
        FieldType::Address => "sopron",
        _ => "",
    }
}

#[test]
fn a_field_of_every_type_that_can_be_typed_is_searched_on_every_kind_in_memory() {
    each(|filled, field, record| {
        if filled.schema.kept == Kept::WithParties {
            return;
        }
        let replica = filled.app.replica();
        if let FieldType::Reference(_) = field.kind {
            let id = record.reference(field.number).unwrap();
            let rows = replica.mentioning(replica.list(filled.schema.kind), id);
            assert_eq!(rows.len(), 1, "{}", said(filled, field));
            return;
        }
        let Some(query) = Query::parse(typed(field)) else { return };
        let selection = Selection { query: Some(query), ..Selection::default() };
        let rows = filled.app.select(filled.schema.kind, &selection);
        let found: Vec<RecordId> = rows.iter().map(|row| replica.id(*row)).collect();
        assert_eq!(found, [record.id], "{}", said(filled, field));
    });
}

#[test]
fn a_field_of_every_type_is_in_the_table_of_every_kind_in_memory() {
    each(|filled, field, _| {
        if filled.schema.kept == Kept::WithParties {
            return;
        }
        let (kind, columns) = (filled.schema.kind, Some(vec![field.number]));
        let asked = filled.app.ask_to_export(
            ExportFormat::Csv,
            kind,
            None,
            TableChoice { columns, ..TableChoice::default() },
            Vec::new(),
        );
        let written = ask(&mut Worker::default(), asked)[0].1[0].clone();
        let text = String::from_utf8(written).unwrap();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        assert!(lines[0].contains(field.label.as_ref()), "{}: {lines:?}", said(filled, field));
        let value = match field.kind {
            FieldType::Reference(_) => "Somebody related",
            FieldType::Money => "1200.50 EUR",
            FieldType::Date => "2026-11-23",
            FieldType::Moment => "2026-11-",
            FieldType::Flag => "yes",
            FieldType::Phone => "+36 30 123 4567",
            FieldType::File => "one.png",
            _ => typed(field),
        };
        let value = value.to_lowercase();
        assert!(text.to_lowercase().contains(&value), "{}: {text}", said(filled, field));
    });
}

#[test]
fn a_field_of_every_type_is_backed_up_and_merged_on_every_kind() {
    each(|filled, field, record| {
        let other = tab(&MemoryStore::new(8), 2);
        restore(&other, back_up(&filled.app));
        assert_eq!(other.schema(filled.schema.kind).as_ref(), Some(&filled.schema));
        let there = stored(&other, filled.record).unwrap();
        assert_eq!(there, *record, "{}", said(filled, field));
        write(&other, &filled.schema, filled.record, any_kind::OWNER, "Linh");
        let newer = stored(&other, filled.record).unwrap();
        let merged = merge(record, &newer);
        assert_eq!(merged, merge(&newer, record));
        assert_eq!(merged.value(field.number), record.value(field.number));
        assert_eq!(merged.text(any_kind::OWNER), "Linh");
    });
}

#[test]
fn the_name_of_a_record_is_no_custom_field() {
    each(|filled, field, _| {
        assert_ne!(name_field(&filled.schema).number, field.number);
        assert!(field.takes(&sample(&filled.app, field)));
        assert!(!field.takes(&Value::Text(String::new())));
    });
}

#[test]
fn a_field_of_every_type_that_a_table_can_hold_comes_in_again() {
    let all = every_schema();
    let filled = filled(all.iter().find(|schema| schema.kind == CONTACT).unwrap());
    let asked = filled.app.ask_to_export(
        ExportFormat::Csv,
        CONTACT,
        None,
        TableChoice::default(),
        Vec::new(),
    );
    let written = ask(&mut Worker::default(), asked)[0].1[0].clone();
    let other = tab(&MemoryStore::new(8), 2);
    declare_every_type(&other, CONTACT);
    import(&other, "out.csv", &String::from_utf8(written).unwrap()).unwrap();
    let rows = other
        .select(CONTACT, &Selection { query: Query::parse("Zanzibar"), ..Selection::default() });
    let again = other.replica().record(rows[0]).unwrap();
    let before = stored(&filled.app, filled.record).unwrap();
    for field in own_fields(&filled.schema, true) {
        match field.kind {
            FieldType::File => {}
            FieldType::Reference(_) => {
                let other_end = again.reference(field.number).unwrap();
                assert_eq!(other.name(other_end), "Somebody related");
                assert_eq!(Some(other_end), before.reference(field.number));
            }
            _ => {
                assert_eq!(again.value(field.number), before.value(field.number), "{}", field.label)
            }
        }
    }
}
