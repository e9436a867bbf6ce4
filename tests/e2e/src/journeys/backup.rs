//! A backup restores everything, on an empty device or beside existing data.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::first_steps::import_phone;
use super::forms::make;
use super::journey::{ANY, EVERY, Journey, Stage, only};
use crate::engine::Engine;
use crate::page::Page;
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "a backup comes back on another device",
        engines: EVERY,
        base: "/",
        run: comes_back,
    },
    Journey {
        name: "a backup of one browser comes back in another",
        engines: only(&[Engine::Firefox, Engine::WebKit]),
        base: "/",
        run: from_another,
    },
    Journey {
        name: "a backup restored into an app that has data merges by stamps and says what it did",
        engines: EVERY,
        base: "/",
        run: merges,
    },
    Journey {
        name: "a backup restored into an app whose contacts are all in the bin stores nothing twice",
        engines: ANY,
        base: "/",
        run: binned,
    },
];

fn comes_back(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    let before = backup(stage)?;
    // Another address is another device: the browser keeps separate data for each.
    stage.host = stage.host.another()?;
    restore(stage, &before)
}

fn from_another(stage: &mut Stage) -> Outcome {
    let here = std::mem::replace(&mut stage.page, Page::start(Engine::Chromium)?);
    import_phone(stage)?;
    let before = backup(stage)?;
    stage.page = here;
    restore(stage, &before)
}

/// Restores a backup into an empty app, and compares it with a new backup of that.
fn restore(stage: &Stage, before: &str) -> Outcome {
    restore_file(stage, before)?;
    let after = backup(stage)?;
    for part in ["records", "files"] {
        if part_of(before, part)? != part_of(&after, part)? {
            let told = format!("the {part} of the second backup are not those of the first");
            return Err(Failure::Unmet(told));
        }
    }
    // The restore itself adds an entry.
    let (old, new) = (part_of(before, "history")?, part_of(&after, "history")?);
    if old.is_empty() || !old.iter().all(|entry| new.contains(entry)) {
        return Err(Failure::Unmet("the history of the first backup is not all there".into()));
    }
    stage.open("contacts")?;
    stage.page.status("6 contacts")?;
    stage.page.fill("Search contacts", "王")?;
    stage.page.status("1 of 6 contacts")
}

/// Downloads a backup from the app.
pub(super) fn backup(stage: &Stage) -> Outcome<String> {
    stage.open("settings")?;
    if stage.page.engine() == Engine::WebKit {
        return handed_over(&stage.page);
    }
    stage.page.press_containing("button", "Download a backup")?;
    let path = stage.page.downloaded(".json")?;
    let text = fs::read_to_string(&path)?;
    // Otherwise the next download could be mistaken for it.
    fs::remove_file(path)?;
    Ok(text)
}

/// Returns the file that the app hands over for download: WebKitGTK's test browser keeps no
/// downloads.
fn handed_over(page: &Page) -> Outcome<String> {
    let listen = "const make = URL.createObjectURL;
        URL.createObjectURL = (file) => { window.handed_over = file; return make.call(URL, file); };";
    page.script(listen, &[])?;
    page.press_containing("button", "Download a backup")?;
    page.until_true("a file was handed over", "window.handed_over")?;
    let text = page.script("return window.handed_over.text()", &[])?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

fn part_of(backup: &str, name: &str) -> Outcome<Vec<Value>> {
    let backup: Value = serde_json::from_str(backup)
        .map_err(|error| Failure::Unmet(format!("the backup is no JSON: {error}")))?;
    let part = backup.get(name).and_then(Value::as_array).cloned();
    part.ok_or_else(|| Failure::Unmet(format!("the backup has no {name}")))
}

/// Two devices with the same six people, both edited; the second one's backup is restored on the
/// first.
fn merges(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    let start = backup(stage)?;
    let second = stage.host.another()?;
    let first = std::mem::replace(&mut stage.host, second);
    restore_file(stage, &start)?;
    stage.page.status("Restored")?;
    give_title(stage, "Nguyễn Thị Ánh", "Director of the other device")?;
    stage.open("contacts/new")?;
    stage.page.fill("First name", "Dora")?;
    stage.page.button("Save")?;
    stage.page.find("heading", "Dora")?;
    let there = backup(stage)?;
    stage.host = first;
    give_title(stage, "王", "Kept on this device")?;
    restore_file(stage, &there)?;
    stage.page.status("Restored: 1 new, 1 updated")?;
    stage.open("contacts")?;
    stage.page.status("7 contacts")?;
    for title in ["Director of the other device", "Kept on this device"] {
        stage.page.fill("Search contacts", title)?;
        stage.page.status("1 of 7 contacts")?;
    }
    // A second restore finds nothing new.
    restore_file(stage, &there)?;
    stage.page.status("Restored: 0 new, 0 updated")?;
    stage.open("settings/history")?;
    stage.page.shows("Restored a backup: 2 records")?;
    stage.page.shows("Cannot be undone")
}

/// An app whose only contact is in the bin is not empty.
fn binned(stage: &mut Stage) -> Outcome {
    make(stage, "Anna", "Miller")?;
    let before = backup(stage)?;
    stage.open("contacts")?;
    stage.page.press_containing("link", "Anna Miller")?;
    stage.page.button("More")?;
    stage.page.press("menuitem", "Delete")?;
    stage.page.shows("Moved to trash")?;
    restore_file(stage, &before)?;
    stage.page.status("Restored: 0 new, 0 updated")?;
    let after = backup(stage)?;
    let ids: Vec<String> =
        part_of(&after, "records")?.iter().map(|record| record["id"].to_string()).collect();
    let once: BTreeSet<&String> = ids.iter().collect();
    if ids.is_empty() || once.len() != ids.len() {
        return Err(Failure::Unmet(format!(
            "{} records of {} are stored once",
            once.len(),
            ids.len()
        )));
    }
    stage.open("settings/bin")?;
    stage.page.shows("Anna Miller")
}

pub(super) fn restore_file(stage: &Stage, backup: &str) -> Outcome {
    let folder = TempDir::with_prefix("satchel-backup-")?;
    let file = folder.path().join("backup.json");
    fs::write(&file, backup)?;
    stage.open("settings")?;
    stage.page.attach("Restore a backup", &file)?;
    stage.page.status("Restored")
}

fn give_title(stage: &Stage, name: &str, title: &str) -> Outcome {
    stage.open("contacts")?;
    stage.page.press_containing("link", name)?;
    stage.page.press("link", "Edit")?;
    stage.page.fill("Job title", title)?;
    stage.page.button("Save")?;
    stage.page.shows(title)
}
