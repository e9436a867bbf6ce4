//! What was taken out comes back, on a device that has nothing yet.

use std::fs;

use tempfile::TempDir;

use super::first_steps::import_phone;
use super::run::{Journey, Stage};
use crate::engine::Engine;
use crate::host::Host;
use crate::wire::{Failure, Outcome};

/// WebKitGTK's test browser hands out no downloads; there the native tests have to do.
const WITH_DOWNLOADS: &[Engine] = &[Engine::Chromium, Engine::Firefox];

pub const JOURNEYS: &[Journey] = &[Journey {
    name: "a backup comes back on another device",
    engines: WITH_DOWNLOADS,
    base: "/",
    run: comes_back,
}];

fn comes_back(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    let before = backup(stage)?;
    // Another address is another device: the browser keeps data for each apart.
    stage.host = Host::start(stage.host.folder(), "/")?;
    let folder = TempDir::with_prefix("satchel-backup-")?;
    let file = folder.path().join("backup.json");
    fs::write(&file, &before)?;
    stage.open("settings")?;
    stage.page.attach("Restore a backup", &file)?;
    stage.page.status("Restored")?;
    let after = backup(stage)?;
    if records(&before)? != records(&after)? {
        return Err(Failure::Unmet(
            "the records of the second backup are not those of the first".into(),
        ));
    }
    stage.open("contacts")?;
    stage.page.status("6 contacts")?;
    stage.page.fill("Search contacts", "王")?;
    stage.page.status("1 of 6 contacts")
}

/// Downloads a backup, and takes it away so that the next one is not mistaken for it.
fn backup(stage: &Stage) -> Outcome<String> {
    stage.open("settings")?;
    stage.page.press_containing("button", "Download a backup")?;
    let path = stage.page.downloaded(".json")?;
    let text = fs::read_to_string(&path)?;
    fs::remove_file(path)?;
    Ok(text)
}

fn records(backup: &str) -> Outcome<serde_json::Value> {
    let backup: serde_json::Value = serde_json::from_str(backup)
        .map_err(|error| Failure::Unmet(format!("the backup is no JSON: {error}")))?;
    match backup.get("records") {
        Some(records) => Ok(records.clone()),
        None => Err(Failure::Unmet("the backup has no records".into())),
    }
}
