//! Tests of the schemas that the user's kinds and fields become.

use super::*;
use crate::{
    CONTACT, CUSTOM_FIELD, DEAL, DigestContext, Draft, Fault, OWN_KIND, Operator, Trait, check,
    check_required, column_fields, contact, form_parts, own,
};

fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

/// The record of a kind of the user.
fn kind(number: u8, name: &str) -> (RecordId, Draft) {
    let mut draft = Draft::new(OWN_KIND);
    draft.set_text(own_kind::NAME, name);
    (id(number), draft)
}

fn own_key_of(number: u8) -> String {
    format!("kind-{:08x}", KindId::of_own(id(number)).0)
}

/// The record of a field of this kind.
fn field(number: u8, of: &str, name: &str, kind: &str) -> (RecordId, Draft) {
    let mut draft = Draft::new(CUSTOM_FIELD);
    let texts = [
        (custom_field::OF, of),
        (custom_field::NAME, name),
        (custom_field::TYPE, kind),
        (custom_field::CHOICES, "Red\nGreen\n\nRed"),
        (custom_field::TO, "contact"),
    ];
    texts.into_iter().for_each(|(field, text)| draft.set_text(field, text));
    (id(number), draft)
}

/// Returns the labels of a kind's custom fields, in order.
fn labels(schemas: &Schemas, kind: KindId) -> Vec<String> {
    let fields = schemas.get(kind).into_iter().flat_map(|schema| schema.fields.iter());
    fields.filter(|field| field.age > 0).map(|field| field.label.to_string()).collect()
}

fn fingerprint(schemas: Schemas) -> u64 {
    let context = DigestContext { schemas, ..DigestContext::default() };
    context.fingerprints().of_page(context.schemas.all().iter().map(|schema| schema.kind))
}

#[test]
fn a_kind_of_the_user_has_what_every_kind_has_and_takes_every_type_of_field() {
    let key = own_key_of(1);
    let types = custom_field::TYPES.iter().zip(2..);
    let fields = types.clone().map(|(of, number)| field(number, &key, &of.label, &of.key));
    let schemas = read_schemas([kind(1, "Machine")], fields);
    let schema = schemas.by_key(&key).unwrap();
    assert_eq!((schema.kind, schema.label_many.as_ref()), (KindId::of_own(id(1)), "Machine"));
    assert!(schema.is(Trait::Listed) && schema.is(Trait::Binned) && schema.is_tagged());
    assert!(!schema.is(Trait::Timeline));
    assert_eq!(labels(&schemas, schema.kind).len(), custom_field::TYPES.len());
    let mut kinds: Vec<(FieldType, bool)> = Vec::new();
    for (of, number) in types {
        let field = schema.field(custom_number(id(number))).unwrap();
        let kind = (field.kind, field.whole_day);
        assert!(!kinds.contains(&kind), "{} is like another type", of.key);
        kinds.push(kind);
        assert!(!Operator::of(field).is_empty() && field.weight == 1);
        let told = column_fields(schema).iter().any(|it| it.number == field.number);
        assert!(field.is_typed() && told, "{}", of.key);
        assert_eq!(field.is_files(), field.kind == FieldType::File, "{}", of.key);
    }
    assert!(kinds.contains(&(FieldType::Reference(CONTACT), false)));
    assert!(kinds.contains(&(FieldType::Date, true)) && kinds.contains(&(FieldType::Date, false)));
}

#[test]
fn without_kinds_of_the_user_digests_are_as_they_were() {
    let none: [(RecordId, Draft); 0] = [];
    let built = fingerprint(read_schemas(none.clone(), none.clone()));
    // Computed without them; another only when digests come out otherwise.
    assert_eq!(built, 0x954d_5bac_593f_b660);
    let with_fields = [
        field(9, "contact", "Wine", "text"),
        field(3, "company", "Van", "phone"),
        field(2, "contact", "Number", "number"),
    ];
    assert_eq!(fingerprint(read_schemas(none, with_fields)), 0x70c2_361c_f201_fd44);
}

#[test]
fn fields_stand_in_the_order_of_the_user_and_moving_one_digests_nothing_again() {
    let none: [(RecordId, Draft); 0] = [];
    let plain = ["A", "B", "C"].into_iter().zip(1..);
    let mut fields: Vec<_> = plain.map(|(name, at)| field(at, "contact", name, "text")).collect();
    let before = read_schemas(none.clone(), fields.clone());
    assert_eq!(labels(&before, CONTACT), ["A", "B", "C"], "the oldest first");
    fields[2].1.set_text(custom_field::ORDER, "1");
    fields[1].1.set_text(custom_field::ORDER, "2");
    let after = read_schemas(none, fields);
    assert_eq!(labels(&after, CONTACT), ["C", "B", "A"]);
    assert_eq!(fingerprint(before), fingerprint(after));
}

#[test]
fn a_kind_or_field_that_is_searched_digests_again() {
    let none: [(RecordId, Draft); 0] = [];
    let built = fingerprint(built_in());
    let kinds = fingerprint(read_schemas([kind(1, "Machine")], none.clone()));
    let fields = fingerprint(read_schemas(none, [field(2, "contact", "Wine", "text")]));
    assert!(built != kinds && built != fields && kinds != fields);
}

#[test]
fn a_hidden_field_is_shown_nowhere_and_asked_for_nowhere() {
    let none: [(RecordId, Draft); 0] = [];
    let mut hidden = field(2, "contact", "Wine", "text");
    hidden.1.set(custom_field::HIDDEN, Value::Flag(true));
    hidden.1.set(custom_field::REQUIRED, Value::Flag(true));
    let schemas = read_schemas(none, [hidden]);
    let schema = schemas.get(CONTACT).unwrap();
    let number = custom_number(id(2));
    assert!(schema.field(number).is_some(), "its values are kept, searched and exchanged");
    let parts = form_parts(schema, |_| true, true);
    assert!(parts.iter().flat_map(|part| &part.fields).all(|field| field.number != number));
    assert!(column_fields(schema).iter().all(|field| field.number != number));
    assert_eq!(check_required(schema, &Draft::new(CONTACT), true), []);
}

#[test]
fn a_required_field_is_missed_by_a_form_that_leaves_it_blank() {
    let none: [(RecordId, Draft); 0] = [];
    let mut wine = field(2, "contact", "Wine", "text");
    wine.1.set(custom_field::REQUIRED, Value::Flag(true));
    let schemas = read_schemas(none, [wine]);
    let schema = schemas.get(CONTACT).unwrap();
    let number = custom_number(id(2));
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::GIVEN, "Ann");
    let faults = |draft: &Draft, is_new| -> Vec<(u32, Fault)> {
        let problems = check_required(schema, draft, is_new);
        problems.into_iter().map(|problem| (problem.field, problem.fault)).collect()
    };
    assert_eq!(faults(&draft, true), [(number, Fault::Missing)]);
    assert_eq!(faults(&draft, false), [], "an edit of another field is not in its way");
    draft.set_text(number, " ");
    assert_eq!(faults(&draft, false), [(number, Fault::Missing)]);
    draft.set_text(number, "Tokaji");
    assert_eq!(faults(&draft, true), []);
    assert_eq!(check(schema, &draft), []);
}

#[test]
fn a_new_record_starts_with_the_defaults_that_fit() {
    let none: [(RecordId, Draft); 0] = [];
    let with = |(id, mut draft): (RecordId, Draft), value: Value| {
        draft.set(custom_field::DEFAULT, value);
        (id, draft)
    };
    let mut colors = field(3, "deal", "Colors", "choice");
    colors.1.set(custom_field::MANY, Value::Flag(true));
    let fields = [
        with(field(2, "deal", "Bottles", "number"), Value::Number(6.0)),
        with(colors, Value::Text("Green".into())),
        with(field(4, "deal", "Color", "choice"), Value::Text("Blue".into())),
        with(field(5, "deal", "Was text", "number"), Value::Text("six".into())),
    ];
    let schemas = read_schemas(none, fields);
    let mut draft = Draft::new(DEAL);
    schemas.get(DEAL).unwrap().fill_in_defaults(&mut draft);
    assert_eq!(draft.value(custom_number(id(2))), Some(Value::Number(6.0)));
    assert_eq!(draft.texts(custom_number(id(3))), ["Green"]);
    assert_eq!(draft.slots.len(), 2, "what does not fit is no default");
    let mut cleared = Draft::new(DEAL);
    cleared.set_text(custom_number(id(2)), "");
    schemas.get(DEAL).unwrap().fill_in_defaults(&mut cleared);
    assert_eq!(cleared.value(custom_number(id(2))), None, "what was emptied stays empty");
}

#[test]
fn two_kinds_of_one_name_and_a_kind_that_refers_to_itself_are_kinds() {
    let key = own_key_of(1);
    let mut parent = field(3, &key, "Part of", custom_field::REFERENCE);
    parent.1.set_text(custom_field::TO, key.clone());
    let schemas = read_schemas([kind(1, "Machine"), kind(2, "Machine")], [parent]);
    let kinds: Vec<KindId> = schemas.own().map(|schema| schema.kind).collect();
    assert_eq!(kinds, [KindId::of_own(id(1)), KindId::of_own(id(2))]);
    let field = schemas.by_key(&key).unwrap().field(custom_number(id(3))).unwrap();
    assert_eq!(field.kind, FieldType::Reference(kinds[0]));
    assert!(schemas.get(kinds[0]).unwrap().field(own::NAME).is_some());
}

#[test]
fn a_field_hides_with_the_kind_that_it_refers_to_and_goes_with_its_own() {
    let key = own_key_of(1);
    let mut machine = field(3, "contact", "Machine", custom_field::REFERENCE);
    machine.1.set_text(custom_field::TO, key.clone());
    let fields = [machine, field(4, &key, "Serial number", "text")];
    let shown = |schemas: &Schemas| {
        let field = schemas.get(CONTACT)?.field(custom_number(id(3)))?;
        Some((field.shown, field.kind))
    };
    let kind_id = KindId::of_own(id(1));
    let with = read_schemas([kind(1, "Machine")], fields.clone());
    assert_eq!(shown(&with), Some((Shown::Always, FieldType::Reference(kind_id))));
    assert_eq!(labels(&with, kind_id), ["Serial number"]);
    let none: [(RecordId, Draft); 0] = [];
    let without = read_schemas(none, fields);
    assert_eq!(shown(&without), Some((Shown::Never, FieldType::Reference(kind_id))));
    assert_eq!(without.get(kind_id), None);
}
