//! A listing in text of everything in a store, as it is stored and as the app shows it. The build
//! before had this file, too (`tests/golden/build-before`): what it wrote, this one must find.

use std::fmt::Write;

use super::HistoryAction;
use super::job::restore_tests::pages;
use super::stories::{App, now, tab};
use domain::{Address, KindId, Query, RecordId, Value};
use replica::{FieldEntry, Item, LabeledValue, Page, Record, Selection, Slot, Stamp};
use store::{MemoryStore, Store};

/// Returns the records with every value and stamp, as they are stored.
pub fn records(store: &MemoryStore) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (key, bytes) in pages(store) {
        let place = if key.shelf == 0 { String::new() } else { format!(" in {}", key.bucket) };
        for record in Page::open(bytes).unwrap().records().unwrap() {
            lines.push(format!(
                "record {} {}{place}{}",
                record.kind.0,
                record.id,
                entries(&record)
            ));
        }
    }
    lines.sort();
    lines.dedup();
    lines.join("\n") + "\n"
}

/// Returns lists, search, timelines, bin, pipelines, columns and history as the app shows them.
pub fn shown(store: &MemoryStore, columns: impl Fn(&App) -> String) -> String {
    let app = tab(store, 99);
    let mut out = String::new();
    for kind in (1..=10).map(KindId) {
        let ids: Vec<RecordId> = {
            let replica = app.replica();
            replica.list(kind).iter().map(|row| replica.id(*row)).collect()
        };
        let binned: Vec<RecordId> = {
            let replica = app.replica();
            replica.bin(kind).iter().map(|row| replica.id(*row)).collect()
        };
        for id in &ids {
            writeln!(out, "list {}: {:?} {}", kind.0, app.name(*id), link(&app, *id)).unwrap();
            for entry in now(app.timeline(*id, &[], 100)).unwrap().entries {
                writeln!(out, "  happened {} {:?}", entry.when, entry.text).unwrap();
            }
        }
        for id in binned {
            writeln!(out, "bin {}: {:?}", kind.0, app.name(id)).unwrap();
        }
    }
    for words in ["nguyen", "0912 345", "ceramics", "furmint", "小红", "tableware", "vip"] {
        for kind in (1..=10).map(KindId) {
            let selection = Selection { query: Query::parse(words), ..Selection::default() };
            let rows = app.select(kind, &selection);
            let ids: Vec<RecordId> = rows.iter().map(|row| app.replica().id(*row)).collect();
            for id in ids {
                writeln!(out, "search {words:?} {}: {:?}", kind.0, app.name(id)).unwrap();
            }
        }
    }
    for pipeline in app.pipelines() {
        let stages: Vec<&str> = pipeline.stages.iter().map(|stage| stage.name.as_str()).collect();
        writeln!(out, "pipeline {:?} {stages:?}", pipeline.name).unwrap();
    }
    writeln!(out, "columns {}", columns(&app)).unwrap();
    let pending = now(app.pending()).unwrap().map(|draft| format!("{:?}", draft.slots.len()));
    writeln!(out, "pending {pending:?}").unwrap();
    out
}

/// Returns the history as the app shows it.
pub fn history(store: &MemoryStore) -> String {
    let app = tab(store, 98);
    let mut out = String::new();
    for done in now(app.past(None)).unwrap() {
        let HistoryAction { stamp: at, action, label, count, undid, records, .. } = done;
        let undid = undid.map(stamp);
        writeln!(out, "{} {action:?} {label:?} {count} {undid:?}", stamp(at)).unwrap();
        for record in records {
            let (kind, made, name) = (record.kind.0, record.made, record.name);
            writeln!(out, "  {kind} {} {name:?} {made} {:?}", record.id, record.done).unwrap();
            for change in record.fields {
                let before = labeled(&change.before);
                let after = change.after.as_deref().map(labeled);
                writeln!(out, "    {}: {before} -> {after:?}", change.field).unwrap();
            }
        }
    }
    out
}

/// Returns the clock and the counts.
pub fn head(store: &MemoryStore) -> String {
    let head = store.head();
    format!("clock {} commit {} {:?}\n", stamp(head.clock.last), head.commit, head.tallies)
}

/// Returns the files.
pub fn files(store: &MemoryStore, hashes: &[&str]) -> String {
    let file = |hash: &&str| format!("file {hash} {:?}\n", now(store.file(hash)).unwrap());
    hashes.iter().map(file).collect()
}

fn link(app: &App, id: RecordId) -> String {
    let replica = app.replica();
    let row = replica.row(id).unwrap();
    let under = replica.link(row).map(|id| id.to_string()).unwrap_or_default();
    format!("favorite {} under {under:?}", replica.is_favorite(row))
}

fn labeled(values: &[LabeledValue]) -> String {
    values.iter().map(|it| format!("[{}] {}; ", it.label, value(&it.value))).collect()
}

fn entries(record: &Record) -> String {
    let mut out = String::new();
    for FieldEntry { field, slot } in &record.entries {
        match slot {
            Slot::One { stamp: at, value: held } => {
                let held = held.as_ref().map_or("-".to_owned(), value);
                write!(out, "\n  {field} {} {held}", stamp(*at)).unwrap();
            }
            Slot::Many(items) => {
                for Item { id, stamp: at, removed, order, label, value: held } in items {
                    let held = value(held);
                    let at = stamp(*at);
                    write!(out, "\n  {field} {:x} {at} {removed} {order:?} {label:?} {held}", id.0)
                        .unwrap();
                }
            }
            Slot::Opaque { tag, bytes } => write!(out, "\n  {field} {tag} {bytes:?}").unwrap(),
        }
    }
    out
}

fn stamp(Stamp { millis, counter, device }: Stamp) -> String {
    format!("{millis}.{counter}.{device:x}")
}

fn value(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("text {text:?}"),
        Value::Number(number) => format!("number {number}"),
        Value::Money(money) => {
            format!("money {} {}", money.minor, String::from_utf8_lossy(&money.currency))
        }
        Value::Flag(flag) => format!("flag {flag}"),
        Value::Date(date) => format!("date {:?} {:?} {:?}", date.year, date.month, date.day),
        Value::Moment(millis) => format!("moment {millis}"),
        Value::Address(address) => {
            let Address { street, city, country, place, .. } = &**address;
            let mut lines = Vec::new();
            address.each_line(|line| lines.push(line.to_owned()));
            format!("address {street:?} {city:?} {country:?} {place:?} {lines:?}")
        }
        Value::Reference(id) => format!("reference {id}"),
        Value::File(file) => {
            format!("file {} {:?} {} {}", file.hash, file.name, file.media_type, file.size)
        }
        Value::Opaque { tag, bytes } => format!("opaque {tag} {bytes:?}"),
    }
}
