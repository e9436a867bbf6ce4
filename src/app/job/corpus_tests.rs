//! The corpus of files that people import (`tests/corpus`): every case is imported into an empty app,
//! and what is there afterwards is compared with what the files mean. The share of values that are
//! placed rightly is printed by program and by kind of fault, and may only rise.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value as Json};

use super::happened_import_tests::stored;
use super::tests::{ask, carry_out, tell_beside};
use super::*;
use crate::ImportOrder;
use crate::stories::{App, now, tab};
use domain::{
    ACTIVITY, CONTACT, Day, Dialing, Draft, Field, FieldType, Fields, KindId, PartialDate, Schema,
    Shown, Trait, Value, any_kind, phone_digits, settings,
};
use replica::Record;
use store::MemoryStore;
use transfer::{Inspection, Why};

/// The share of values that are placed rightly, in thousandths. It may only rise.
const FLOOR: usize = 999;
/// The number of values that are wrong without a problem that is counted. It may only fall.
const MOST_UNNOTICED: usize = 3;
const HOUR: i64 = 3_600_000;

/// The numbers of values that were expected, that are right, and that are one too many.
#[derive(Clone, Copy, Debug, Default)]
pub struct Placement {
    pub expected: usize,
    pub right: usize,
    /// Values in a field where none of them was expected.
    pub surplus: usize,
    /// Values of tables that are shown, and stay out until somebody says what a column is.
    pub shown: usize,
}

impl Placement {
    pub fn add(&mut self, other: Self) {
        self.expected += other.expected;
        self.right += other.right;
        self.surplus += other.surplus;
        self.shown += other.shown;
    }

    /// The share that is placed rightly, in thousandths.
    pub fn share(self) -> usize {
        self.right * 1000 / (self.expected + self.surplus).max(1)
    }
}

/// A case: its folder, and what its files mean.
pub struct Case {
    folder: PathBuf,
    pub meaning: Json,
}

/// Imports a case of the corpus, and panics if anything there is not as expected: values, problems,
/// what is set aside.
pub fn imported_as_expected(name: &str) -> App {
    let case = Case::of(name);
    let there = case.import(case.files()).unwrap();
    let mut told = Vec::new();
    case.compare(&there.app, &mut |what| told.push(what));
    assert_eq!(told, [""; 0], "{name}");
    let counted = ["problems", "aside"].map(|key| case.meaning[key].as_u64().unwrap() as usize);
    assert_eq!([there.problems, there.set_aside], counted, "{name}");
    there.app
}

pub fn cases() -> Vec<Case> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let entries = fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    let case = |folder: PathBuf| {
        let text = fs::read_to_string(folder.join("expected.json")).unwrap();
        let meaning = serde_json::from_str(&text);
        Case { meaning: meaning.unwrap_or_else(|it| panic!("{}: {it}", folder.display())), folder }
    };
    folders.into_iter().map(case).collect()
}

/// Returns the values of an expected record by the keys of their fields.
pub fn values_by_field(record: &Map<String, Json>) -> impl Iterator<Item = (&String, &Json)> {
    record.iter().filter(|(key, _)| !["kind", "kept"].contains(&key.as_str()))
}

/// The app after an import, and the findings about its files.
pub struct Imported {
    pub app: App,
    /// The kind of each file's rows, and what was found in it.
    pub looks: Vec<(KindId, Inspection)>,
    /// The number of values that were counted as problems.
    pub problems: usize,
    /// The number of parts that were set aside.
    pub set_aside: usize,
    /// Why nothing came in, if the files could be shown and not imported.
    pub refused: Option<Failure>,
}

impl Case {
    /// Returns the case of this name.
    pub fn of(name: &str) -> Self {
        cases().into_iter().find(|case| case.name() == name).unwrap()
    }

    /// Returns the bytes of a file.
    pub fn bytes(&self, file: &str) -> Vec<u8> {
        fs::read(self.folder.join(file)).unwrap()
    }

    pub fn name(&self) -> String {
        self.folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    pub fn list(&self, key: &str) -> impl Iterator<Item = &Json> {
        self.meaning[key].as_array().into_iter().flatten()
    }

    /// Returns the tables of a file, each with its name: of JSON those of records, of others the file.
    fn tables(&self, file: &Json) -> Vec<(String, Vec<u8>)> {
        let name = file.as_str().unwrap();
        let bytes = self.bytes(name);
        if !name.ends_with(".json") && !name.ends_with(".jsonl") {
            return vec![(name.to_owned(), bytes)];
        }
        let tables = office::json::read_json(bytes.as_slice(), 1 << 24).unwrap();
        let tables = tables.into_iter().filter(|table| !office::json::is_setup(&table.path));
        // The last key says what the rows are: `contacts` of `account.contacts`.
        let named = |table: office::json::JsonTable| {
            let key = table.path.rsplit('.').next().filter(|key| !key.is_empty());
            (format!("{}.json", key.unwrap_or(name)), table.csv)
        };
        tables.map(named).collect()
    }

    /// Returns the tables and cards of the case, each with its name.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        self.list("files").flat_map(|file| self.tables(file)).collect()
    }

    /// Returns the number of values that were expected.
    pub fn expected(&self) -> usize {
        let records = self.list("records").filter_map(Json::as_object);
        let values = |record: &Map<String, Json>| {
            values_by_field(record).map(|(_, values)| values_of(values).len()).sum::<usize>()
        };
        records.map(values).sum()
    }

    /// Imports files as the page does that takes every proposal.
    pub fn import(&self, files: Vec<(String, Vec<u8>)>) -> Result<Imported, Failure> {
        let files = files.into_iter().map(|(name, bytes)| (name, bytes, CONTACT));
        let mut there = self.import_as(files.collect())?;
        there.refused.take().map_or(Ok(there), Err)
    }

    /// Imports files whose rows are of the kinds that the person has chosen.
    pub fn import_as(&self, files: Vec<(String, Vec<u8>, KindId)>) -> Result<Imported, Failure> {
        let app = tab(&MemoryStore::new(7), 1);
        now(app.seed_pipeline()).unwrap();
        if let Some(country) = self.meaning["country"].as_str() {
            let mut chosen = Draft::new(domain::SETTINGS);
            chosen.set_text(settings::COUNTRY, country);
            now(app.save_settings(chosen)).unwrap();
        }
        let mut worker = Worker::default();
        let (mut numbers, mut looks, mut size) = (Vec::new(), Vec::new(), 0);
        for ((name, bytes, chosen), number) in files.into_iter().zip(0..) {
            size += bytes.len();
            let options = ReadOptions { as_told: chosen != CONTACT, ..ReadOptions::default() };
            let asked = app.ask_to_inspect(number, &name, chosen, options.clone(), bytes);
            match ask(&mut worker, asked).remove(0).0 {
                // One table of several may be of nothing that people import.
                Reply::Failed(_) if name.ends_with(".json") => continue,
                Reply::Failed(failure) => return Err(failure),
                Reply::Inspected { found, .. }
                    if name.ends_with(".json")
                        && found.columns.iter().all(|column| column.why == Why::Unknown) =>
                {
                    continue;
                }
                Reply::Inspected { found, kind, .. } if kind == chosen.0 => {
                    looks.push((chosen, *found));
                }
                Reply::Inspected { kind, .. } => {
                    let asked = app.ask_to_inspect_again(number, &name, KindId(kind), options);
                    if let Reply::Inspected { found, .. } = ask(&mut worker, asked).remove(0).0 {
                        looks.push((KindId(kind), *found));
                    }
                }
                _ => {}
            }
            numbers.push(number);
        }
        tell_beside(&app, &mut worker);
        let planned = match ask(&mut worker, app.ask_to_plan(&numbers)).remove(0).0 {
            Reply::Planned(planned) => *planned,
            Reply::Failed(failure) => {
                let refused = Some(failure);
                return Ok(Imported { app, looks, problems: 0, set_aside: 0, refused });
            }
            other => panic!("{other:?}"),
        };
        let order = ImportOrder {
            label: self.name(),
            rows: planned.rows,
            bytes: size,
            matched: MatchChoice::FillGaps,
            planned_at: app.generation(),
        };
        carry_out(&app, &mut worker, &order);
        let (problems, set_aside) = (planned.problems, planned.set_aside);
        Ok(Imported { app, looks, problems, set_aside, refused: None })
    }

    /// Compares the expected records with those that are there; `tell` hears of each difference.
    pub fn compare(&self, app: &App, tell: &mut dyn FnMut(String)) -> Placement {
        let mut there = records(app);
        let mut tally = Placement::default();
        for wanted in self.list("records").filter_map(Json::as_object) {
            let kind = wanted.get("kind").and_then(Json::as_str).unwrap_or_default();
            let Some(schema) = app.schemas().by_key(kind).cloned() else {
                panic!("{}: {kind} is no kind", self.name());
            };
            let likeness = |(kind, told): &(KindId, Told)| {
                let is_kind = *kind == schema.kind;
                is_kind.then(|| told.compare(app, &schema, wanted, &mut |_| {}).right)
            };
            let found = there.iter().map(likeness).enumerate();
            let best =
                found.filter_map(|(at, right)| Some((right.filter(|it| *it > 0)?, at))).max();
            let told = best.map(|(_, at)| there.remove(at).1).unwrap_or_default();
            tally.add(told.compare(app, &schema, wanted, tell));
        }
        for (kind, mut told) in there {
            told.0.remove(KEPT);
            let surplus = told.0.values().map(Vec::len).sum();
            tell(format!("a {} too many: {:?}", app.schema(kind).unwrap().key, told.0));
            tally.add(Placement { surplus, ..Placement::default() });
        }
        tally
    }
}

/// The values of a record by the keys of their fields, as `expected.json` writes them.
#[derive(Debug, Default)]
pub struct Told(pub BTreeMap<String, Vec<String>>);

/// The key of what is kept with a record and in no field.
pub const KEPT: &str = "also imported";

/// Returns the records that people see in lists and timelines.
pub fn records(app: &App) -> Vec<(KindId, Told)> {
    let mut found = Vec::new();
    for schema in app.schemas().all().iter().filter(|schema| schema.is(Trait::Exchanged)) {
        let replica = app.replica();
        let own = replica.list(schema.kind).iter().map(|row| app.record(replica.id(*row)).unwrap());
        let own: Vec<Record> = if schema.kind == ACTIVITY { stored(app) } else { own.collect() };
        found.extend(own.iter().map(|record| (schema.kind, told(app, schema, record))));
    }
    found
}

fn told(app: &App, schema: &Schema, record: &Record) -> Told {
    let mut values = BTreeMap::new();
    for field in schema.fields.iter().filter(|field| is_told(field)) {
        let own: Vec<String> = if field.many {
            let elements = record.elements(field.number).into_iter();
            elements.map(|it| labeled(&it.label, &written(app, field, &it.value))).collect()
        } else {
            let own = record.value(field.number).map(|value| written(app, field, &value));
            own.filter(|text| !text.is_empty()).into_iter().collect()
        };
        if !own.is_empty() {
            values.insert(field.key.to_string(), own);
        }
    }
    values.insert("name".to_owned(), vec![plain(&app.name(record.id))]);
    let kept = record.elements(any_kind::EXTRA).into_iter();
    let kept: Vec<String> =
        kept.map(|it| written(app, &any_kind::EXTRA_FIELD, &it.value)).collect();
    values.insert(KEPT.to_owned(), kept);
    // The home of an activity with one person is this person, and not said a second time.
    let home = record.reference(domain::activity::HOME).and_then(|id| app.record(id));
    let is_person = home.is_some_and(|home| home.kind == CONTACT);
    if let Some(home) = values.get("home").cloned().filter(|_| is_person) {
        values.entry("contacts".to_owned()).or_insert(home);
    }
    Told(values)
}

/// True for fields that a file can fill: what the app derives or notes itself says nothing about it.
fn is_told(field: &Field) -> bool {
    field.shown != Shown::Derived && field.number != any_kind::EXTRA && field.key != "stages"
}

fn labeled(label: &str, text: &str) -> String {
    if label.is_empty() { text.to_owned() } else { format!("{}: {text}", label.to_lowercase()) }
}

/// One writing for equal texts.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn written(app: &App, field: &Field, value: &Value) -> String {
    match value {
        Value::Text(text) if field.kind == FieldType::Phone => phone(app, text),
        Value::Text(text) => plain(text),
        Value::Number(number) => number.to_string(),
        Value::Money(money) => money.to_string(),
        // Off is what a record without the flag is, too.
        Value::Flag(flag) => if *flag { "true" } else { "" }.to_owned(),
        Value::Date(date) => date.to_string(),
        Value::Moment(millis) => moment(*millis),
        Value::Address(address) => address_line(address),
        Value::Reference(id) => plain(&app.name(*id)),
        Value::File(file) => file.name.clone(),
        Value::Opaque { .. } => String::new(),
    }
}

/// The digits by which numbers are the same, and an extension as written.
pub fn phone(app: &App, text: &str) -> String {
    let digits = phone_digits(text, Dialing::of_settings(&app.settings()));
    if digits.is_empty() { plain(text) } else { digits }
}

fn moment(millis: i64) -> String {
    let here = millis + HOUR;
    let minutes = here.rem_euclid(24 * HOUR) / 60_000;
    let day = Day::from_number(i32::try_from(here.div_euclid(24 * HOUR)).unwrap());
    format!("{day}T{:02}:{:02}", minutes / 60, minutes % 60)
}

fn address_line(address: &domain::Address) -> String {
    let street = plain(&address.street);
    let parts = [
        &address.box_number,
        &address.extended,
        &street,
        &address.city,
        &address.region,
        &address.postcode,
        &address.country,
    ];
    let parts: Vec<&str> =
        parts.into_iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
    parts.join(" | ")
}

impl Told {
    fn compare(
        &self,
        app: &App,
        schema: &Schema,
        wanted: &Map<String, Json>,
        tell: &mut dyn FnMut(String),
    ) -> Placement {
        let mut tally = Placement::default();
        let title = wanted.values().find_map(Json::as_str).unwrap_or_default();
        for (key, values) in values_by_field(wanted) {
            let field = schema.field_by_key(key);
            assert!(field.is_some() || key == "name", "{key} is no field of {}", schema.key);
            let own = self.0.get(key).map(Vec::as_slice).unwrap_or_default();
            let mut rest: Vec<&String> = own.iter().collect();
            for value in values_of(values) {
                tally.expected += 1;
                let value = expected(app, field, &value);
                match rest.iter().position(|it| **it == value) {
                    Some(at) => {
                        tally.right += 1;
                        rest.remove(at);
                    }
                    None => tell(format!("{title}: {key} is {own:?}, expected {value:?}")),
                }
            }
        }
        let follows = |key: &str| {
            ["name", KEPT].contains(&key) || (key == "home" && !wanted.contains_key(key))
        };
        for (key, own) in self.0.iter().filter(|(key, _)| !follows(key)) {
            let known = wanted.get(key).map(|it| values_of(it).len()).unwrap_or_default();
            let is_part = known == 0 && wanted.contains_key("name") && is_name_part(schema, key);
            if own.len() > known && !is_part {
                tally.surplus += own.len() - known;
                tell(format!("{title}: {key} has {own:?}, {known} expected"));
            }
        }
        tally
    }
}

fn is_name_part(schema: &Schema, key: &str) -> bool {
    schema.field_by_key(key).is_some_and(|field| field.kind == FieldType::NamePart)
}

pub fn values_of(values: &Json) -> Vec<String> {
    match values {
        Json::Array(all) => all.iter().flat_map(values_of).collect(),
        Json::String(text) => vec![text.clone()],
        Json::Null => Vec::new(),
        other => vec![other.to_string()],
    }
}

/// Writes an expected value as those of records are written.
pub fn expected(app: &App, field: Option<&Field>, text: &str) -> String {
    let Some(field) = field else { return plain(text) };
    let split = field.many.then(|| text.split_once(": ")).flatten();
    let (label, text) = split.filter(|(label, _)| label.len() <= 40).unwrap_or(("", text));
    let text = match field.kind {
        FieldType::Phone => phone(app, text),
        FieldType::Date => {
            PartialDate::parse(text).map_or_else(|| plain(text), |it| it.to_string())
        }
        _ => plain(text),
    };
    labeled(label, &text)
}

#[test]
#[expect(clippy::print_stdout, reason = "its table is for those who read the output of the tests")]
fn corpus_of_imports() {
    let told = std::env::var("CASE").unwrap_or_default();
    let (mut all, mut unnoticed) = (Placement::default(), 0);
    let mut by: BTreeMap<String, Placement> = BTreeMap::new();
    for case in cases() {
        let mut tell = |what: String| {
            if !told.is_empty() && case.name().contains(&told) {
                println!("{}: {what}", case.name());
            }
        };
        let tally = match case.import(case.files()) {
            Ok(there) => {
                let tally = case.compare(&there.app, &mut tell);
                let wrong = tally.expected - tally.right + tally.surplus;
                unnoticed += wrong.saturating_sub(there.problems);
                tally
            }
            Err(failure) => {
                tell(format!("{failure:?}"));
                unnoticed += case.expected();
                Placement { expected: case.expected(), ..Placement::default() }
            }
        };
        all.add(tally);
        let program = case.meaning["program"].as_str().unwrap_or("?").to_owned();
        let faults = case.list("faults").filter_map(Json::as_str);
        let groups = faults.map(|it| format!("fault {it}")).chain([program]);
        groups.for_each(|group| by.entry(group).or_default().add(tally));
    }
    println!(
        "{:<24} {:>8} {:>6} {:>8} {:>7}",
        "placed rightly", "expected", "right", "surplus", "share"
    );
    for (group, tally) in by.iter().chain([(&"all".to_owned(), &all)]) {
        let Placement { expected, right, surplus, .. } = tally;
        let share = tally.share();
        println!(
            "{group:<24} {expected:>8} {right:>6} {surplus:>8} {:>5}.{}%",
            share / 10,
            share % 10
        );
    }
    println!("{unnoticed} values are wrong without a problem that is counted");
    assert!(unnoticed <= MOST_UNNOTICED, "{unnoticed} are wrong, before {MOST_UNNOTICED}");
    assert!(all.share() >= FLOOR, "{} of 1000 are placed rightly, before {FLOOR}", all.share());
}
