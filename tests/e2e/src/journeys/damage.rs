//! Damaged data on the device: reported, repaired from a backup, then no longer reported.

use std::fs;

use tempfile::TempDir;

use super::backup::backup;
use super::first_steps::import_phone;
use super::journey::{ANY, Journey, Stage};
use crate::wire::Outcome;

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "damaged data is told, repaired from a backup, and told no more",
        engines: ANY,
        base: "/",
        run: repaired,
    },
    Journey {
        name: "damaged data that no backup has can be set aside for good",
        engines: ANY,
        base: "/",
        run: given_up,
    },
];

/// Replaces every page with a text.
const DAMAGE: &str = "return new Promise((done, failed) => {
    const request = indexedDB.open('satchel');
    request.onerror = failed;
    request.onsuccess = () => {
        const database = request.result;
        const transaction = database.transaction('pages', 'readwrite');
        const pages = transaction.objectStore('pages');
        pages.getAllKeys().onsuccess = (event) => {
            for (const key of event.target.result) pages.put('no page', key);
        };
        transaction.oncomplete = () => { database.close(); done(true); };
    };
});";
const TOLD: &str = "records on this device are damaged or missing. Everything else is here";
const WHOLE: &str = "All data is intact";

fn repaired(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    let kept = backup(stage)?;
    stage.page.shows(WHOLE)?;
    let folder = TempDir::with_prefix("satchel-damage-")?;
    let file = folder.path().join("backup.json");
    fs::write(&file, kept)?;
    stage.page.script(DAMAGE, &[])?;
    stage.page.reload()?;
    stage.page.status(TOLD)?;
    stage.page.attach("Repair from a backup", &file)?;
    stage.page.status("Restored")?;
    stage.page.shows(WHOLE)?;
    stage.page.reload()?;
    stage.page.shows(WHOLE)?;
    stage.open("contacts")?;
    stage.page.status("6 contacts")
}

fn given_up(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    stage.page.script(DAMAGE, &[])?;
    stage.open("settings")?;
    stage.page.status(TOLD)?;
    stage.page.press_containing("button", "Set damaged data aside")?;
    stage.page.find("dialog", "Set damaged data aside")?;
    stage.page.press("button", "Set damaged data aside")?;
    stage.page.status("Set aside. Satchel no longer reports it.")?;
    stage.page.shows(WHOLE)?;
    stage.page.reload()?;
    stage.page.shows(WHOLE)
}
