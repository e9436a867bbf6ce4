//! The browser's storage when things go wrong: refused altogether, full in the middle of an import,
//! or the page gone in the middle of it.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::first_steps::import_phone;
use super::journey::{EVERY, Journey, Stage, only};
use crate::engine::{Engine, SMALL, Storage};
use crate::page::Page;
use crate::wire::Outcome;

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "storage that is blocked is told",
        engines: EVERY.alone(),
        base: "/",
        run: blocked,
    },
    Journey {
        name: "a full disk in the middle of an import leaves what was there",
        engines: only(&[Engine::Chromium, Engine::Firefox]).alone(),
        base: "/",
        run: full,
    },
    Journey {
        name: "an import that is interrupted is taken back and told",
        engines: EVERY,
        base: "/",
        run: interrupted,
    },
];

/// The message: what happened, what is safe, what to do.
const BLOCKED: [&str; 3] =
    ["does not let Satchel store data", "is safe", "Allow this site to store data"];

fn blocked(stage: &mut Stage) -> Outcome {
    let engine = stage.page.engine();
    stage.page = Page::start_with(engine, Storage::Blocked)?;
    // A deep link must not end in an endless spinner, either.
    for path in ["", "contacts/new", "settings"] {
        stage.open(path)?;
        refused(&stage.page)?;
    }
    // The page is alive: it tries again on request, and reports the same.
    stage.page.script(
        "window.alerts = 0;
        new MutationObserver(() => { window.alerts += 1; })
            .observe(document.querySelector('main'), { childList: true, subtree: true });",
        &[],
    )?;
    stage.page.button("Try again")?;
    stage.page.until_true("it was tried again", "window.alerts > 0")?;
    refused(&stage.page)
}

fn refused(page: &Page) -> Outcome {
    page.find_containing("alert", "Satchel could not open its data")?;
    BLOCKED.iter().try_for_each(|words| page.find_containing("alert", words).map(drop))?;
    page.find("button", "Try again").map(drop)
}

/// Not in WebKit, which derives the quota from the size of the disk; for all engines,
/// `tests/browser/failures.rs` simulates the exception.
fn full(stage: &mut Stage) -> Outcome {
    make_small(stage)?;
    import_phone(stage)?;
    // The service worker's files count, too.
    stage.page.kept()?;
    let folder = TempDir::with_prefix("satchel-full-")?;
    let file = folder.path().join("many.csv");
    fs::write(&file, many(40_000))?;
    stage.open("import")?;
    stage.page.script(COUNT_PAGES, &[])?;
    stage.page.attach("Choose a file", &file)?;
    stage.page.button("Import")?;
    stage.page.find_containing("alert", "This device is out of storage")?;
    stage.page.find_containing("alert", "Your saved data is safe")?;
    stage.page.until_true("some of it was written before", "window.pages_written > 0")?;
    stage.page.link("Contacts")?;
    stage.page.status("6 contacts")?;
    stage.page.reload()?;
    stage.page.status("6 contacts")?;
    if stage.page.engine() == Engine::Chromium {
        // Somebody freed space; Chromium reclaims deleted data when it next compacts its files.
        limit(stage, None)?;
    }
    stage.open("contacts/new")?;
    stage.page.fill("First name", "After the flood")?;
    stage.page.button("Save")?;
    stage.page.find("heading", "After the flood")?;
    stage.page.reload()?;
    stage.page.find("heading", "After the flood")?;
    stage.page.link("Contacts")?;
    stage.page.status("7 contacts")
}

/// Limits the storage before anything is stored: Chromium checks its quota only now and then.
fn make_small(stage: &mut Stage) -> Outcome {
    if stage.page.engine() == Engine::Firefox {
        stage.page = Page::start_with(Engine::Firefox, Storage::Small)?;
        return Ok(());
    }
    limit(stage, Some(SMALL))
}

/// Limits the site's storage in Chromium, in bytes; `None` lifts the limit.
fn limit(stage: &Stage, bytes: Option<u64>) -> Outcome {
    let mut parameters = json!({ "origin": stage.host.address("") });
    if let Some(bytes) = bytes {
        parameters["quotaSize"] = json!(bytes);
    }
    stage.page.browser.devtools("Storage.overrideQuotaForOrigin", &parameters).map(drop)
}

fn interrupted(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    let folder = TempDir::with_prefix("satchel-cut-")?;
    let file = folder.path().join("many.csv");
    fs::write(&file, many(40_000))?;
    stage.open("import")?;
    stage.page.script(COUNT_PAGES, &[])?;
    // In the middle: some of it is written. The app itself may write a page or two, because it
    // tidies up when idle.
    let reload = "window.on_pages_written = () => window.pages_written > 20 && location.reload()";
    stage.page.script(reload, &[])?;
    stage.page.attach("Choose a file", &file)?;
    stage.page.button("Import")?;
    stage.page.status("The import of many.csv was interrupted and undone")?;
    stage.page.link("Contacts")?;
    stage.page.status("6 contacts")?;
    stage.page.reload()?;
    stage.page.status("6 contacts")
}

/// Counts the pages that transactions have written, and calls `on_pages_written`.
pub(super) const COUNT_PAGES: &str = "window.pages_written = 0;
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...all) {
        const done = () => { window.pages_written += 1; window.on_pages_written?.(); };
        if (this.name === 'pages') this.transaction.addEventListener('complete', done);
        return put.apply(this, all);
    };";

/// Builds a table of this many people, each with incompressible text.
pub(super) fn many(count: u64) -> String {
    let mut table = String::from("First Name,Last Name,E-mail 1 - Value,Phone 1 - Value,Notes\n");
    for number in 0..count {
        let phone = 40_000_000 + number;
        let row = format!(
            "Given{number},Family{number},person{number}@example.com,+43 1 {phone},{}\n",
            noise(number)
        );
        table.push_str(&row);
    }
    table
}

/// Returns 160 pseudorandom hexadecimal digits, by the multiplier of Knuth's MMIX.
fn noise(seed: u64) -> String {
    let mut state = seed;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:08x}", state >> 32)
    };
    (0..20).map(|_| next()).collect()
}
