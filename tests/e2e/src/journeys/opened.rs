//! Files that the system opens with the app. The system is simulated: no driver can double-click a
//! file.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::import::{SLOW_WORKERS, begin_slowly};
use super::journey::{CHROMIUM, EVERY, Journey, Stage};
use super::storage::{COUNT_PAGES, many};
use crate::page::Size;
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "a file that the system opens is looked at, also after an import that runs",
        engines: CHROMIUM,
        base: "/",
        run: opened,
    },
    Journey {
        name: "a file that is dropped on its field comes in",
        engines: CHROMIUM,
        base: "/",
        run: dropped_on_field,
    },
    Journey {
        name: "a file that is dropped anywhere comes in, and the app stays",
        engines: EVERY,
        base: "/",
        run: dropped,
    },
];

/// The launch queue of a browser with file handlers (WICG, File Handling API).
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
    // During an import an opened file waits, and is not lost.
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
    page.button("Cancel")?;
    page.script("window.slow = 0", &[])?;
    page.shows("bob.csv")?;
    page.button("Import")?;
    page.status("Imported 1 contact")?;
    page.link("Contacts")?;
    page.status("2 contacts")
}

/// Drags a file with the browser's own input.
fn dropped_on_field(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Desktop)?;
    stage.open("import")?;
    let page = &stage.page;
    let folder = TempDir::with_prefix("satchel-dropped-")?;
    let file = folder.path().join("anna.vcf");
    fs::write(&file, ANNA)?;
    let field = page.find("field", "Choose a file")?;
    page.steady(&field)?;
    let middle = page.script(
        "const box = arguments[0].getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2]",
        &[field.to_value()],
    )?;
    for kind in ["dragEnter", "dragOver", "drop"] {
        let event = json!({
            "type": kind, "x": middle[0], "y": middle[1],
            "data": { "items": [], "files": [file], "dragOperationsMask": 1 },
        });
        page.browser.devtools("Input.dispatchDragEvent", &event)?;
    }
    page.shows("anna.vcf")?;
    page.button("Import")?;
    page.status("Imported 1 contact")
}

/// Other engines' drivers cannot drag files, so this dispatches the events that a drag would.
fn dropped(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Desktop)?;
    stage.open("contacts")?;
    let page = &stage.page;
    page.shows("Your contacts, in your pocket")?;
    let drop = "const [name, text] = arguments;
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], name));
        const tell = (kind) => document.querySelector('main').dispatchEvent(
            new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
        // An event that nobody handles makes the browser leave the app.
        return !tell('dragover') && !tell('drop')";
    let taken = page.script(drop, &[json!("anna.vcf"), json!(ANNA)])?;
    if taken != json!(true) {
        return Err(Failure::Unmet("the browser would show the file in place of the app".into()));
    }
    page.shows("anna.vcf")?;
    page.button("Import")?;
    page.status("Imported 1 contact")?;
    page.link("Contacts")?;
    page.find_containing("link", "Anna Nagy").map(std::mem::drop)
}
