//! A table of all kinds of records and their abilities: saved, found, binned, restored, tagged,
//! exported, backed up with files, merged, in timelines. Every ability is tried; the table lists those that a
//! kind lacks, and a mismatch fails the test.
//!
//! "Exported" means that the worker can write a table.

use super::job::tests::{ask, back_up, restore};
use super::job::{ExportFormat, TableChoice, Worker};
use super::stories::{App, now, tab};
use super::*;
use domain::{
    ACTIVITY, Address, CONTACT, CUSTOM_FIELD, DEVICE, Draft, Field, FieldType, Fields, FileRef,
    KindId, LAYOUT, Money, OWN_KIND, PIPELINE, PartialDate, Query, RecordId, SETTINGS, STAGE,
    Schema, TAG, TASK, Trait, VIEW, Value, activity, any_kind, built_in, custom_field, own_kind,
};
use replica::{Record, Selection};
use store::{MemoryStore, Store};

/// An ability of a kind's records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Ability {
    Saved,
    Found,
    Binned,
    Restored,
    Tagged,
    Exported,
    BackedUp,
    Merged,
    /// Calls, visits and tasks are about it.
    Logged,
}
use Ability::*;

/// A function that tries an ability with a kind.
type Try = fn(&Schema) -> bool;

/// The test of each ability.
const TRIED: [(Ability, Try); 9] = [
    (Saved, is_saved),
    (Found, is_found),
    (Binned, is_binned),
    (Restored, is_restored),
    (Tagged, is_tagged),
    (Exported, is_exported),
    (BackedUp, is_backed_up),
    (Merged, is_merged),
    (Logged, is_logged),
];

/// The abilities that a kind lacks.
const LACKING: &[(KindId, &[Ability])] = &[
    // Stored with their people; tags are planned.
    (ACTIVITY, &[Tagged, Logged]),
    // A task is no subject of another.
    (TASK, &[Logged]),
    // The color of a tag: users meet the tag on records.
    (TAG, &[Binned, Restored, Tagged, Logged]),
    // Deleted and restored by undo, together with the values.
    (CUSTOM_FIELD, &[Found, Binned, Restored, Tagged, Logged]),
    // Deleted and restored by undo, together with the records.
    (OWN_KIND, &[Binned, Restored, Tagged, Logged]),
    // Deleted and restored by undo.
    (VIEW, &[Binned, Restored, Tagged, Logged]),
    // A change of a kind's layout: without a name, and made under an id of its own.
    (LAYOUT, &[Found, Binned, Restored, Tagged, Logged]),
    // A single record, which each device makes for itself: it merges under the id of each.
    (SETTINGS, &[Found, Binned, Restored, Tagged, Logged]),
    // A single record of this device.
    (DEVICE, &[Found, Binned, Restored, Tagged, Merged, Logged]),
    // Removed with a target for their contents, and restored by undo.
    (PIPELINE, &[Binned, Restored, Tagged, Logged]),
    (STAGE, &[Binned, Restored, Tagged, Logged]),
];

/// A word in no other record.
const WORD: &str = "Zanzibar";

#[test]
fn every_kind_can_do_everything_but_what_the_table_names() {
    let mut wrong = Vec::new();
    for schema in &every_schema() {
        let row = LACKING.iter().find(|(kind, _)| *kind == schema.kind);
        let lacking = row.map_or(&[][..], |(_, lacking)| lacking);
        for (ability, has) in TRIED {
            match (has(schema), lacking.contains(&ability)) {
                (true, true) => wrong.push(format!("{} is {ability:?} now", schema.key)),
                (false, false) => wrong.push(format!("{} is not {ability:?}", schema.key)),
                _ => {}
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Returns the schemas of all kinds, and of one that a user made with a field of every type.
pub(super) fn every_schema() -> Vec<Schema> {
    let app = tab(&MemoryStore::new(7), 1);
    make_own_kind(&app);
    let schemas = app.schemas();
    assert_eq!(schemas.all().len(), built_in().all().len() + 1);
    schemas.all().to_vec()
}

/// The record of the user's kind.
const OWN: RecordId = RecordId::from_bytes([0x0e; 16]);

/// Makes the same kind on every device, with a field of every type.
pub(super) fn make_own_kind(app: &App) {
    let mut draft = Draft::new(OWN_KIND);
    draft.set_text(own_kind::NAME, "Machine");
    draft.set(own_kind::TIMELINE, Value::Flag(true));
    now(app.create_all(vec![(OWN, draft)])).unwrap();
    declare_every_type(app, KindId::of_own(OWN));
}

/// Adds a custom field of every type to a kind.
pub(super) fn declare_every_type(app: &App, kind: KindId) {
    declare_every_type_as(app, kind, 0x10);
}

/// The same, with ids from this byte.
pub(super) fn declare_every_type_as(app: &App, kind: KindId, first: u8) {
    let key = app.schema(kind).unwrap().key;
    let field = |(of, number): (&domain::Choice, u8)| {
        let mut draft = Draft::new(CUSTOM_FIELD);
        draft.set_text(custom_field::OF, key.clone());
        draft.set_text(custom_field::NAME, format!("My {}", of.label.to_lowercase()));
        draft.set_text(custom_field::TYPE, of.key.clone());
        draft.set_text(custom_field::CHOICES, "Red\nGreen");
        draft.set_text(custom_field::TO, "contact");
        (RecordId::from_bytes([number; 16]), draft)
    };
    now(app.create_all(custom_field::TYPES.iter().zip(first..).map(field).collect())).unwrap();
}

/// Opens an app that knows a kind.
fn app_of(schema: &Schema, number: u64) -> App {
    let app = app(number);
    if schema.kind.is_own() {
        make_own_kind(&app);
    }
    app
}

fn app(number: u64) -> App {
    tab(&MemoryStore::new(number), number)
}

/// Returns a value of a custom field's type.
pub(super) fn sample(app: &App, field: &Field) -> Value {
    let text = |text: &str| Value::Text(text.to_owned());
    match field.kind {
        FieldType::LongText => text("Ngọc Linh\nginseng"),
        FieldType::Number => Value::Number(4217.5),
        FieldType::Money => Value::Money(Money { minor: 120_050, currency: *b"EUR" }),
        FieldType::Date => Value::Date(PartialDate::parse("2026-11-23").unwrap()),
        FieldType::Moment => Value::Moment(1_795_000_020_000),
        FieldType::Choice => text("Green"),
        FieldType::Flag => Value::Flag(true),
        FieldType::Link => text("https://tokaj.example"),
        FieldType::Email => text("aszu@example.com"),
        FieldType::Phone => text("+36 30 123 4567"),
        FieldType::Address => {
            let address = Address { city: "Sopron".into(), ..Address::default() };
            Value::Address(Box::new(address))
        }
        FieldType::Reference(kind) => Value::Reference(
            now(app.make_named(kind, "Somebody related", Draft::new(kind))).unwrap().id,
        ),
        FieldType::File => Value::File(Box::new(file_ref(app))),
        _ => text("Furmint"),
    }
}

fn file_ref(app: &App) -> FileRef {
    let (name, media_type) = ("one.png".to_owned(), "image/png".to_owned());
    FileRef { hash: file_of(app), name, media_type, size: 4 }
}

/// Returns a kind's identifying field: the first text that users write.
pub(super) fn name_field(schema: &Schema) -> &Field {
    let words = |field: &&Field| {
        matches!(field.kind, FieldType::NamePart | FieldType::Text | FieldType::LongText)
            && !field.many
    };
    // For activities the text, not the outcome.
    let mut fields = schema.fields.iter().filter(words);
    match schema.kind {
        ACTIVITY => schema.field(activity::TEXT).unwrap(),
        CUSTOM_FIELD => schema.field(custom_field::NAME).unwrap(),
        _ => fields.next().unwrap(),
    }
}

/// Creates a record with this word as its name, a file in every file field, and a value in every
/// custom field. Returns it with the home of an activity.
pub(super) fn made(app: &App, schema: &Schema, word: &str) -> (RecordId, Option<RecordId>) {
    let mut draft = Draft::new(schema.kind);
    draft.set_text(name_field(schema).number, word);
    let is_filled = |field: &&Field| field.kind == FieldType::File || field.age > 0;
    for field in schema.fields.iter().filter(is_filled) {
        match field.many {
            true => draft.push(field.number, "", sample(app, field)),
            false => draft.set(field.number, sample(app, field)),
        }
    }
    match schema.kind {
        ACTIVITY => {
            let mut home = Draft::new(CONTACT);
            home.set_text(domain::contact::GIVEN, "Ann");
            let home = now(app.save(None, home)).unwrap().id;
            draft.set(activity::HOME, Value::Reference(home));
            let logged = LoggedActivity { activity: draft, next: None, does: None };
            (now(app.log(logged)).unwrap().id, Some(home))
        }
        SETTINGS | DEVICE => (now(app.save_settings(draft)).unwrap().id, None),
        CUSTOM_FIELD => {
            draft.set_text(custom_field::OF, "contact");
            (now(app.save(None, draft)).unwrap().id, None)
        }
        _ => (now(app.save(None, draft)).unwrap().id, None),
    }
}

/// The SHA-256 of `BYTES`, as records reference it.
const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const BYTES: &[u8] = b"test";

fn file_of(app: &App) -> String {
    now(app.store().put_files(vec![(HASH.into(), BYTES.to_vec())])).unwrap();
    HASH.to_owned()
}

/// Returns a record from memory or from its home's bucket.
pub(super) fn stored(app: &App, (id, home): (RecordId, Option<RecordId>)) -> Option<Record> {
    match home {
        Some(home) => now(app.copies_of(home, id)).ok().map(|(record, _)| record),
        None => app.record(id),
    }
}

pub(super) fn name(app: &App, schema: &Schema, of: (RecordId, Option<RecordId>)) -> String {
    stored(app, of).map(|record| record.text(name_field(schema).number)).unwrap_or_default()
}

pub(super) fn write(
    app: &App,
    schema: &Schema,
    (id, home): (RecordId, Option<RecordId>),
    field: u32,
    text: &str,
) {
    let mut draft = Draft::new(schema.kind);
    draft.set_text(field, text);
    match home {
        Some(home) => drop(now(app.edit_activity(home, id, draft)).unwrap()),
        None => drop(now(app.save(Some(id), draft)).unwrap()),
    }
}

fn delete(app: &App, (id, home): (RecordId, Option<RecordId>)) {
    match home {
        Some(home) => drop(now(app.delete_activity(home, id)).unwrap()),
        None => drop(now(app.change_many(&[id], &BulkChange::Delete)).unwrap()),
    }
}

/// Returns the ids of everything in the bin.
fn bin(app: &App) -> Vec<RecordId> {
    let rows = app.binned(None).into_iter().filter_map(|row| app.binned_card(row));
    let told = now(app.binned_activities()).unwrap().into_iter().map(|it| it.card);
    rows.chain(told).map(|card| card.id).collect()
}

fn is_saved(schema: &Schema) -> bool {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    if schema.kind.is_own() {
        make_own_kind(&app);
    }
    let of = made(&app, schema, WORD);
    name(&tab(&store, 2), schema, of) == WORD
}

fn is_found(schema: &Schema) -> bool {
    let app = app_of(schema, 7);
    let of = made(&app, schema, WORD);
    made(&app, &domain::contact::SCHEMA, "Somebody else");
    let mut found = Vec::new();
    if of.1.is_some() {
        let mut take = |some: Vec<(RecordId, Happened)>| {
            found.extend(some.into_iter().map(|(_, entry)| entry.id));
            true
        };
        now(app.search_history("zanzi", None, &mut take)).unwrap();
    } else {
        let query = Query::parse("zanzi");
        let rows = app.select(schema.kind, &Selection { query, ..Selection::default() });
        found.extend(rows.into_iter().map(|row| app.replica().id(row)));
    }
    found == [of.0]
}

fn is_binned(schema: &Schema) -> bool {
    let app = app_of(schema, 7);
    let of = made(&app, schema, WORD);
    delete(&app, of);
    bin(&app) == [of.0]
}

fn is_restored(schema: &Schema) -> bool {
    let app = app_of(schema, 7);
    let of = made(&app, schema, WORD);
    let before = stored(&app, of).map(|record| Draft::of(schema, &record));
    delete(&app, of);
    let (ids, activities) = match of {
        _ if bin(&app).is_empty() => (vec![], vec![]),
        (id, Some(home)) => (vec![], vec![(home, id)]),
        (id, None) => (vec![id], vec![]),
    };
    let done = now(app.take_from_bin(&ids, &activities)).unwrap();
    let Some(stamp) = done.stamp else { return false };
    let mut after = Draft::of(schema, &stored(&app, of).unwrap());
    // The flag was set once, and is no longer there.
    after.slots.insert(any_kind::DELETED, domain::DraftSlot::One(None));
    let is_back = Some(after) == before && bin(&app).is_empty();
    now(app.undo(stamp)).unwrap();
    is_back && bin(&app) == [of.0]
}

fn is_tagged(schema: &Schema) -> bool {
    if !schema.is_tagged() {
        return false;
    }
    let app = app_of(schema, 7);
    let (id, _) = made(&app, schema, WORD);
    now(app.change_many(&[id], &BulkChange::AddTag("fair".into()))).unwrap();
    let listed = app.all_tags().iter().any(|known| known.tag == "fair");
    let rename = BulkChange::RenameTag { from: "fair".into(), to: "expo".into() };
    now(app.change_many(&app.carrying("fair"), &rename)).unwrap();
    let renamed = app.record(id).unwrap().texts(any_kind::TAGS) == ["expo"];
    now(app.change_many(&app.carrying("expo"), &BulkChange::RemoveTag("expo".into()))).unwrap();
    listed && renamed && app.all_tags().is_empty()
}

fn is_exported(schema: &Schema) -> bool {
    let app = app_of(schema, 7);
    made(&app, schema, WORD);
    let message = app.ask_to_export_stored(
        ExportFormat::Csv,
        schema.kind,
        None,
        TableChoice::default(),
        Vec::new(),
    );
    let written = ask(&mut Worker::default(), now(message).unwrap())[0].1[0].clone();
    String::from_utf8(written).unwrap().contains(WORD)
}

fn is_backed_up(schema: &Schema) -> bool {
    let (app, other) = (app_of(schema, 7), app(8));
    let of = made(&app, schema, WORD);
    restore(&other, back_up(&app));
    let holds = schema.fields.iter().any(|field| field.kind == FieldType::File);
    let file = now(other.store().file(HASH)).unwrap();
    let files = !holds || file.as_deref() == Some(BYTES);
    files && stored(&other, of).is_some() && stored(&other, of) == stored(&app, of)
}

/// A log and a task about it, with whatever names it, are in its timeline and among its tasks.
fn is_logged(schema: &Schema) -> bool {
    let app = app_of(schema, 7);
    let id = made(&app, schema, WORD).0;
    let is_told = |kind: KindId| {
        let of_kind = app.schema(kind).unwrap();
        let mut draft = Draft::new(kind);
        draft.set_text(name_field(&of_kind).number, "Logged");
        for field in of_kind.fields.iter().filter(|it| it.kind == FieldType::Reference(schema.kind))
        {
            match field.many {
                true => draft.push(field.number, "", Value::Reference(id)),
                false => draft.set(field.number, Value::Reference(id)),
            }
        }
        if kind == TASK {
            now(app.save(None, draft)).unwrap();
            return !app.open_tasks_of(id).is_empty();
        }
        let logged = LoggedActivity { activity: draft, next: None, does: None };
        let told = now(app.log(logged)).is_ok();
        told && now(app.timeline(id, &[], 9)).unwrap().entries.len() == 1
    };
    let is_logged = is_told(ACTIVITY) && is_told(TASK);
    assert_eq!(schema.is(Trait::Timeline), is_logged, "{}", schema.key);
    is_logged
}

/// Two devices write to different fields of one record; both end up with both values.
fn is_merged(schema: &Schema) -> bool {
    let (app, other) = (app_of(schema, 7), app(8));
    // An empty app takes over the backup's settings; one in use keeps its own.
    for app in [&app, &other] {
        made(app, &domain::contact::SCHEMA, "Somebody else");
    }
    made(&other, &domain::settings::SCHEMA, "Somebody else");
    made(&other, &domain::device::SCHEMA, "Somebody else");
    let of = made(&app, schema, WORD);
    restore(&other, back_up(&app));
    // Each device made its single records for itself.
    let there = other.single(schema.kind).map_or(of, |id| (id, None));
    if stored(&other, there).is_none() {
        return false;
    }
    write(&app, schema, of, name_field(schema).number, "Unguja");
    write(&other, schema, there, any_kind::OWNER, "Linh");
    restore(&other, back_up(&app));
    restore(&app, back_up(&other));
    [(&app, of), (&other, there)].into_iter().all(|(app, of)| {
        let owner = stored(app, of).map(|record| record.text(any_kind::OWNER));
        name(app, schema, of) == "Unguja" && owner.as_deref() == Some("Linh")
    })
}
