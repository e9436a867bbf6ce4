//! Stories of the user's kinds and of custom fields on every kind.

use std::time::Instant;

use super::job::tests::{back_up, restore};
use super::stories::{App, now, tab};
use super::*;
use domain::{
    CONTACT, CUSTOM_FIELD, Condition, DEAL, Draft, Fault, Fields, Filter, KindId, OWN_KIND,
    Operator, Query, RecordId, ToMake, Trait, Value, contact, custom_field, custom_number, deal,
    own, own_kind,
};
use replica::Selection;
use store::MemoryStore;

/// Makes a kind the way a user does in the settings.
pub(super) fn declare_kind(app: &App, name: &str) -> KindId {
    let mut draft = Draft::new(OWN_KIND);
    draft.set_text(own_kind::NAME, name);
    draft.set_text(own_kind::PLURAL, format!("{name}s"));
    KindId::of_own(now(app.save(None, draft)).unwrap().id)
}

/// Makes a custom field of a kind; returns its number.
pub(super) fn declare_field(app: &App, of: KindId, name: &str, kind: &str, to: &str) -> u32 {
    custom_number(field_record(app, of, name, kind, to))
}

/// Does the same; returns its record.
pub(super) fn field_record(app: &App, of: KindId, name: &str, kind: &str, to: &str) -> RecordId {
    let mut draft = Draft::new(CUSTOM_FIELD);
    let texts = [
        (custom_field::OF, app.schema(of).unwrap().key.as_ref()),
        (custom_field::NAME, name),
        (custom_field::TYPE, kind),
        (custom_field::TO, to),
    ]
    .map(|(field, text)| (field, text.to_owned()));
    texts.into_iter().for_each(|(field, text)| draft.set_text(field, text));
    now(app.save(None, draft)).unwrap().id
}

fn app() -> App {
    tab(&MemoryStore::new(7), 1)
}

fn named(app: &App, kind: KindId, name: &str) -> RecordId {
    now(app.make_named(kind, name, Draft::new(kind))).unwrap().id
}

fn found(app: &App, kind: KindId, typed: &str) -> Vec<String> {
    let selection = Selection { query: Query::parse(typed), ..Selection::default() };
    let rows = app.select(kind, &selection);
    rows.into_iter().map(|row| app.name(app.replica().id(row))).collect()
}

/// Runs something, and prints how long it took; shown by `cargo test -- --nocapture`.
#[expect(clippy::disallowed_methods, clippy::print_stdout, reason = "natively, for a developer")]
pub(super) fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    println!("{what}: {:?}", start.elapsed());
    done
}

/// Digests what a change of the schemas concerns, as the app does between two tasks.
fn settle(app: &App) {
    while now(app.refresh_digests()).unwrap() {}
    app.sort();
}

/// Sets one field of a record that is a kind or a custom field.
fn set(app: &App, id: RecordId, kind: KindId, field: u32, value: Value) {
    let mut draft = Draft::new(kind);
    draft.set(field, value);
    now(app.save(Some(id), draft)).unwrap();
}

#[test]
fn a_kind_that_the_user_makes_is_a_kind_at_once_and_after_a_reload() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let machine = declare_kind(&app, "Machine");
    let press = named(&app, machine, "Press 2000");
    for app in [app, tab(&store, 2)] {
        let schema = app.schema(machine).unwrap();
        assert_eq!((schema.label.as_ref(), schema.label_many.as_ref()), ("Machine", "Machines"));
        assert!(schema.is(Trait::Listed) && !schema.is(Trait::Timeline));
        assert_eq!(found(&app, machine, "pre 200"), ["Press 2000"]);
        assert_eq!(app.kind_of(press), Some(machine));
        assert_eq!(app.count(CONTACT), 0);
    }
}

#[test]
fn two_kinds_of_one_name_are_refused_in_a_form_and_stay_after_a_merge() {
    let [app, other] = [7, 8].map(|seed| tab(&MemoryStore::new(seed), seed));
    let machine = declare_kind(&app, "Machine");
    for name in ["machine ", "CONTACT"] {
        let mut again = Draft::new(OWN_KIND);
        again.set_text(own_kind::NAME, name);
        let refused = now(app.save(None, again));
        let Err(AppError::Invalid(problems)) = refused else { panic!("{refused:?}") };
        assert_eq!(problems[0].fault, Fault::NameTaken);
    }
    let id = app.record_of_kind(machine).unwrap();
    set(&app, id, OWN_KIND, own_kind::NAME, Value::Text("MACHINE".into()));
    let theirs = declare_kind(&other, "Machine");
    named(&app, machine, "Press");
    named(&other, theirs, "Lathe");
    restore(&app, back_up(&other));
    assert_eq!(
        (found(&app, machine, ""), found(&app, theirs, "")),
        (vec!["Press".into()], vec!["Lathe".into()])
    );
}

#[test]
fn a_deleted_kind_takes_its_records_out_of_sight_and_undo_brings_them_back() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let machine = declare_kind(&app, "Machine");
    let serial = declare_field(&app, machine, "Serial number", "text", "");
    let mut press = Draft::new(machine);
    press.set_text(own::NAME, "Press");
    press.set_text(serial, "A-17");
    let press = now(app.save(None, press)).unwrap().id;
    let contact_field = declare_field(
        &app,
        CONTACT,
        "Machine",
        custom_field::REFERENCE,
        &app.schema(machine).unwrap().key,
    );
    let mut ann = Draft::new(CONTACT);
    ann.set_text(contact::GIVEN, "Ann");
    ann.set(contact_field, Value::Reference(press));
    let ann = now(app.save(None, ann)).unwrap().id;
    let kept = app.record(press);
    let done = now(app.delete_kind(machine)).unwrap();
    assert_eq!(app.schema(machine), None);
    assert!(app.kinds_to_extend().iter().all(|it| it.kind != machine));
    // A form of it that is still open, or a stored draft, is refused and not lost.
    let mut draft = Draft::new(machine);
    draft.set_text(own::NAME, "Lathe");
    assert_eq!(replica::decode_draft(&replica::encode_draft(&draft)), Some(draft.clone()));
    assert!(matches!(now(app.save(None, draft)), Err(AppError::NotFound)));
    // Neither saving the person nor naming a machine harms what is out of sight.
    let mut edit = Draft::new(CONTACT);
    edit.set_text(contact::GIVEN, "Anna");
    edit.set_text(contact_field, "Lathe");
    now(app.save(Some(ann), edit)).unwrap();
    assert_eq!(app.record(ann).unwrap().value(contact_field), Some(Value::Text("Lathe".into())));
    let later = tab(&store, 2);
    assert_eq!((later.schema(machine), later.record(press)), (None, kept.clone()));
    let backup = back_up(&later);
    now(later.undo(done.stamp.unwrap())).unwrap();
    settle(&later);
    assert_eq!(found(&later, machine, "a-17"), ["Press"]);
    assert_eq!(later.record(press), kept);
    let other = tab(&MemoryStore::new(9), 3);
    restore(&other, backup);
    assert_eq!((other.schema(machine), other.record(press)), (None, kept));
}

#[test]
fn a_kind_of_another_device_is_kept_until_its_record_comes() {
    let [app, other] = [7, 8].map(|seed| tab(&MemoryStore::new(seed), seed));
    let machine = declare_kind(&app, "Machine");
    let press = named(&app, machine, "Press");
    let whole = back_up(&app);
    let text = String::from_utf8(whole.clone()).unwrap();
    let name = app.record_of_kind(machine).unwrap().to_string();
    // The same backup without the record of the kind.
    let lines = text.lines().filter(|line| !line.contains(&format!("\"id\":\"{name}\"")));
    let without = lines.collect::<Vec<_>>().join("\n");
    assert!(without.len() < text.len() && without.contains(&press.to_string()));
    restore(&other, without.into_bytes());
    assert_eq!((other.schema(machine), other.record(press)), (None, app.record(press)));
    restore(&other, whole);
    settle(&other);
    assert_eq!(found(&other, machine, "press"), ["Press"]);
}

#[test]
fn what_a_form_requires_is_missed_and_what_a_field_presets_is_there() {
    let app = app();
    let why = field_record(&app, DEAL, "Why", "text", "");
    let size = field_record(&app, DEAL, "Size", "number", "");
    set(&app, why, CUSTOM_FIELD, custom_field::REQUIRED, Value::Flag(true));
    set(&app, size, CUSTOM_FIELD, custom_field::DEFAULT, Value::Number(3.0));
    let mut sale = Draft::new(DEAL);
    sale.set_text(deal::NAME, "Sale");
    let refused = now(app.save_making(None, sale.clone(), &ToMake::default()));
    let Err(AppError::Invalid(problems)) = refused else { panic!("{refused:?}") };
    assert_eq!((problems[0].field, problems[0].fault), (custom_number(why), Fault::Missing));
    let quick = now(app.save(None, sale.clone())).unwrap().id;
    assert_eq!(app.record(quick).unwrap().value(custom_number(size)), Some(Value::Number(3.0)));
    sale.set_text(custom_number(why), "they asked");
    sale.set_text(custom_number(size), "");
    let whole = now(app.save_making(None, sale, &ToMake::default())).unwrap().id;
    assert_eq!(app.record(whole).unwrap().value(custom_number(size)), None);
}

#[test]
fn the_fields_of_a_kind_stand_in_the_order_that_the_user_gives_them() {
    let app = app();
    let machine = declare_kind(&app, "Machine");
    let [a, b, c] = ["A", "B", "C"].map(|name| field_record(&app, machine, name, "text", ""));
    assert_eq!(app.custom_fields_of(machine), [a, b, c]);
    set(&app, b, CUSTOM_FIELD, custom_field::HIDDEN, Value::Flag(true));
    now(app.put_shape_in_order(&[c, b, a])).unwrap();
    assert_eq!(app.custom_fields_of(machine), [c, b, a]);
    let counted = app.kinds_to_extend().into_iter().find(|it| it.kind == machine).unwrap();
    assert_eq!((counted.fields, counted.records), (3, 0));
    let other = declare_kind(&app, "Animal");
    let ids = [other, machine].map(|kind| app.record_of_kind(kind).unwrap());
    now(app.put_shape_in_order(&ids)).unwrap();
    let own: Vec<KindId> = app.schemas().own().map(|schema| schema.kind).collect();
    assert_eq!(own, [other, machine]);
}

#[test]
fn what_still_names_a_removed_field_goes_on_without_it() {
    let app = app();
    let wine = field_record(&app, CONTACT, "Wine", "text", "");
    let number = custom_number(wine);
    let mut ann = Draft::new(CONTACT);
    ann.set_text(contact::GIVEN, "Ann");
    ann.set_text(number, "Tokaji");
    let id = now(app.save(None, ann)).unwrap().id;
    now(app.choose_columns(CONTACT, &[number, contact::GIVEN])).unwrap();
    let removed = now(app.change_many(&[wine], &BulkChange::Delete)).unwrap();
    assert_eq!(app.schema(CONTACT).unwrap().field(number), None);
    // Columns leave it out, and have it again when it is back.
    let columns =
        || -> Vec<u32> { app.columns(CONTACT).fields.iter().map(|it| it.number).collect() };
    assert_eq!(columns(), [contact::GIVEN]);
    // A filter on it compares the values that are still there.
    let condition =
        Condition { field: number, operator: Operator::Contains, operand: "tok".into() };
    let filter = Filter::from(condition);
    let selection = Selection { filter, ..Selection::default() };
    assert_eq!(app.select(CONTACT, &selection).len(), 1);
    // A form that was open keeps what was typed, in one value or in several.
    let mut draft = Draft::new(CONTACT);
    draft.set_text(number, "Furmint");
    draft.push(number + 1, "", Value::Text("Riesling".into()));
    let kept = replica::decode_draft(&replica::encode_draft(&draft)).unwrap();
    now(app.save(Some(id), kept)).unwrap();
    assert_eq!(app.record(id).unwrap().text(number), "Furmint");
    now(app.undo(removed.stamp.unwrap())).unwrap();
    settle(&app);
    assert_eq!(columns(), [number, contact::GIVEN]);
    assert_eq!(found(&app, CONTACT, "furm"), ["Ann"]);
}

#[test]
fn a_reference_to_a_kind_of_the_user_is_linked_by_name_and_picked() {
    let app = app();
    let machine = declare_kind(&app, "Machine");
    let key = app.schema(machine).unwrap().key;
    let field = declare_field(&app, CONTACT, "Machine", custom_field::REFERENCE, &key);
    let press = named(&app, machine, "Press");
    let mut ann = Draft::new(CONTACT);
    ann.set_text(contact::GIVEN, "Ann");
    ann.set_text(field, "PRESS");
    let ann = now(app.save(None, ann)).unwrap().id;
    assert_eq!(app.record(ann).unwrap().reference(field), Some(press));
    let mut bo = Draft::new(CONTACT);
    bo.set_text(contact::GIVEN, "Bo");
    bo.set_text(field, "Lathe");
    now(app.save(None, bo)).unwrap();
    assert_eq!(found(&app, machine, ""), ["Lathe", "Press"]);
    let looking = |typed: &str, near: &[RecordId]| CandidateQuery {
        kind: machine,
        typed: typed.into(),
        but: Vec::new(),
        near: near.to_vec(),
        most: 5,
    };
    assert_eq!(app.candidates(&looking("pre", &[])).best[0].id, press);
    assert_eq!(app.candidates(&looking("", &[ann])).best[0].id, press);
    let replica = app.replica();
    assert_eq!(replica.mentioning(replica.list(CONTACT), press).len(), 1);
}

#[test]
fn fifty_kinds_of_two_hundred_fields_open_quickly() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let mut edits = Vec::new();
    let mut kinds = Vec::new();
    for number in 0..50 {
        let mut draft = Draft::new(OWN_KIND);
        draft.set_text(own_kind::NAME, format!("Kind {number}"));
        let id = app.new_id();
        let key = format!("kind-{:08x}", KindId::of_own(id).0);
        kinds.push(KindId::of_own(id));
        edits.push((id, draft));
        for field in 0..200 {
            let mut draft = Draft::new(CUSTOM_FIELD);
            draft.set_text(custom_field::OF, key.clone());
            draft.set_text(custom_field::NAME, format!("Field {field}"));
            let of = &custom_field::TYPES[field % custom_field::TYPES.len()].key;
            draft.set_text(custom_field::TYPE, of.to_string());
            draft.set_text(custom_field::CHOICES, "Red\nGreen\nBlue");
            draft.set_text(custom_field::TO, key.clone());
            edits.push((app.new_id(), draft));
        }
    }
    now(app.create_all(edits)).unwrap();
    let later = timed("opening 50 kinds of 200 fields", || tab(&store, 2));
    for kind in &kinds {
        assert_eq!(later.custom_fields_of(*kind).len(), 200);
    }
    timed("saving a record among them", || named(&later, kinds[7], "Press"));
    timed("declaring one more field", || declare_field(&later, kinds[7], "One more", "text", ""));
    assert_eq!(found(&later, kinds[7], "press"), ["Press"]);
}
