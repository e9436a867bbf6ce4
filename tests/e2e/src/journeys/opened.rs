//! Files that the system opens with the app. The system is played here: no driver can double-click
//! a file.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::import::{SLOW_WORKERS, begin_slowly};
use super::run::{CHROMIUM, Journey, Stage};
use super::storage::{COUNT_PAGES, many};
use crate::wire::Outcome;

pub const JOURNEYS: &[Journey] = &[Journey {
    name: "a file that the system opens is looked at, also after an import that runs",
    engines: CHROMIUM,
    base: "/",
    run: opened,
}];

/// What a browser that has file handlers gives the page (WICG, File Handling API).
const SYSTEM: &str = "let consumer;
    Object.defineProperty(globalThis, 'launchQueue', {
        value: { setConsumer(take) { consumer = take; } },
    });
    globalThis.open_with = (name, text) => consumer({
        files: [{ getFile: async () => new File([text], name) }],
    });";

const ANNA: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Nagy\r\nN:Nagy;Anna;;;\r\n\
    EMAIL:anna@example.com\r\nEND:VCARD\r\n";

fn opened(stage: &mut Stage) -> Outcome {
    let system = json!({ "source": SYSTEM });
    stage.page.browser.devtools("Page.addScriptToEvaluateOnNewDocument", &system)?;
    stage.open("import")?;
    let page = &stage.page;
    page.find_containing("heading", "Import")?;
    page.script("window.open_with('anna.vcf', arguments[0])", &[json!(ANNA)])?;
    page.shows("anna.vcf")?;
    page.button("Import")?;
    page.status("Imported 1 contact")?;
    // While an import runs it waits, and is not lost.
    let folder = TempDir::with_prefix("satchel-opened-")?;
    let file = folder.path().join("many.csv");
    fs::write(&file, many(40_000))?;
    page.script(SLOW_WORKERS, &[])?;
    page.script(COUNT_PAGES, &[])?;
    page.button("Import another file")?;
    page.attach("Choose a file", &file)?;
    begin_slowly(page)?;
    let table = "Name,Email\nBob Lee,bob@example.com\n";
    page.script("window.open_with('bob.csv', arguments[0])", &[json!(table)])?;
    page.script("window.slow = 0", &[])?;
    page.button("Cancel")?;
    page.shows("bob.csv")?;
    page.button("Import")?;
    page.status("Imported 1 contact")?;
    page.link("Contacts")?;
    page.status("2 contacts")
}
