//! Peers measured over the same records in the same browser: Dexie, SQLite in Wasm on OPFS, and
//! MiniSearch. Their code comes from npm (`.ci/setup bench`), is served by the bench's own host,
//! and is not part of Satchel.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::people::{Chance, QUERIES, record};
use super::readings::{Readings, What, Who, median, worst};
use crate::engine::Engine;
use crate::host::Host;
use crate::page::Page;
use crate::process::until;
use crate::wire::{Failure, Outcome};

/// Our own files, by their served names.
const OURS: [(&str, &str); 4] = [
    ("peers.html", include_str!("peers/peers.html")),
    ("peers.js", include_str!("peers/peers.js")),
    ("records.js", include_str!("peers/records.js")),
    ("sqlite.js", include_str!("peers/sqlite.js")),
];
/// The peers' files: the path below `node_modules`, and the folder that serves them.
const THEIRS: [(&str, &str); 6] = [
    ("dexie/dist/modern/dexie.min.mjs", "dexie"),
    ("minisearch/dist/es/index.js", "minisearch"),
    ("@sqlite.org/sqlite-wasm/dist/index.mjs", "sqlite"),
    ("@sqlite.org/sqlite-wasm/dist/sqlite3.wasm", "sqlite"),
    ("@sqlite.org/sqlite-wasm/dist/sqlite3-opfs-async-proxy.js", "sqlite"),
    ("@sqlite.org/sqlite-wasm/dist/sqlite3-worker1.mjs", "sqlite"),
];
const IN_FILE: usize = 10_000;
/// The peers' names in the page.
const NAMES: [&str; 3] = ["dexie", "sqlite", "minisearch"];
const LONG: Duration = Duration::from_secs(1200);

/// Measures all peers with one number of contacts; returns descriptions of what could not be
/// measured.
pub fn measure(count: usize, readings: &mut Readings) -> Outcome<Vec<String>> {
    let modules = modules();
    if !modules.is_dir() {
        return Ok(vec!["peers: run `.ci/setup bench` first".to_owned()]);
    }
    let host = Host::plain(site(&modules, count)?)?;
    let mut missing = Vec::new();
    for name in NAMES {
        // A new browser for each, so that no peer is affected by another's leftovers.
        let page = Page::start(Engine::Chromium)?;
        match one(&host, &page, name, count) {
            Ok(result) => add(readings, name, count, &result),
            Err(failure) => missing.push(format!("{name} with {count} contacts: {failure}")),
        }
    }
    Ok(missing)
}

pub fn modules() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("bench-peers/node_modules")
}

/// Creates the served folder: the page, the packages' files, and the records.
fn site(modules: &Path, count: usize) -> Outcome<TempDir> {
    let folder = TempDir::with_prefix("satchel-peers-")?;
    for (name, text) in OURS {
        fs::write(folder.path().join(name), text)?;
    }
    for (path, inside) in THEIRS {
        let into = folder.path().join(inside);
        fs::create_dir_all(&into)?;
        let from = modules.join(path);
        fs::copy(&from, into.join(from.file_name().unwrap_or_default()))?;
    }
    let mut chance = Chance(42);
    for first in (0..count).step_by(IN_FILE) {
        let name = format!("records-{}.json", first / IN_FILE);
        let mut file = fs::File::create(folder.path().join(name))?;
        let records = first..count.min(first + IN_FILE);
        let records: Vec<Value> = records.map(|number| record(number, &mut chance)).collect();
        file.write_all(json!(records).to_string().as_bytes())?;
    }
    Ok(folder)
}

fn one(host: &Host, page: &Page, name: &str, count: usize) -> Outcome<Value> {
    page.open(&host.address("peers.html"))?;
    page.until_true("the peers are there", "window.startPeer")?;
    let task = json!({ "count": count, "queries": QUERIES });
    page.script("window.startPeer(arguments[0], arguments[1])", &[json!(name), task])?;
    let peer = until(LONG, &format!("{name} is through"), || {
        std::thread::sleep(Duration::from_millis(200));
        let peer = page.script("return window.peer", &[])?;
        Ok((!peer.is_null()).then_some(peer))
    })?;
    match peer["error"].as_str() {
        Some(error) => Err(Failure::Unmet(error.to_owned())),
        None => Ok(peer["result"].clone()),
    }
}

/// Adds a peer's result to the lines of the table.
fn add(readings: &mut Readings, name: &str, count: usize, result: &Value) {
    let who = match name {
        "dexie" => Who::Dexie,
        "sqlite" => Who::Sqlite,
        _ => Who::MiniSearch,
    };
    for (key, what) in [("write", What::Import), ("read", What::Open), ("index", What::Index)] {
        if let Some(time) = result[key].as_f64() {
            readings.add(who, what, count, time);
        }
    }
    for (key, who) in [("ask", who), ("like", Who::Like)] {
        let Some(times) = result[key]["times"].as_array() else { continue };
        let times: Vec<f64> = times.iter().filter_map(Value::as_f64).collect();
        readings.add(who, What::KeyMedian, count, median(&times));
        readings.add(who, What::KeyWorst, count, worst(&times));
        if let Some(answered) = result[key]["answered"].as_f64() {
            readings.add(who, What::Answered, count, answered);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_peer_tells_becomes_lines_of_the_table() {
        let mut readings = Readings::default();
        let ask = json!({ "times": [1.0, 9.0, 2.0], "answered": 2 });
        let like = json!({ "times": [5.0], "answered": 1 });
        let result = json!({ "write": 40.0, "read": 10.5, "index": 7.0, "ask": ask, "like": like });
        add(&mut readings, "sqlite", 1000, &result);
        let of = |who, what| readings.get(who, what, 1000);
        assert_eq!(of(Who::Sqlite, What::Import), Some(40.0));
        assert_eq!(of(Who::Sqlite, What::Open), Some(10.5));
        assert_eq!(of(Who::Sqlite, What::KeyMedian), Some(2.0));
        assert_eq!(of(Who::Sqlite, What::KeyWorst), Some(9.0));
        assert_eq!(of(Who::Sqlite, What::Answered), Some(2.0));
        assert_eq!(of(Who::Like, What::KeyWorst), Some(5.0));
        assert_eq!(of(Who::Like, What::Import), None);
    }

    #[test]
    fn a_peer_that_only_stores_has_no_queries() {
        let mut readings = Readings::default();
        add(&mut readings, "dexie", 1000, &json!({ "write": 40.0, "read": 10.5 }));
        assert_eq!(readings.lines().len(), 2);
    }
}
