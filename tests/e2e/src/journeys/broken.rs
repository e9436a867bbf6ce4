//! Interrupted imports: the tab closes, the browser is killed, the worker crashes or never starts.
//! The user gets a message, and the data is as before.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::first_steps::import_phone;
use super::journey::{EVERY, Journey, Stage, only};
use super::storage::{COUNT_PAGES, many};
use crate::engine::Engine;
use crate::page::Page;
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "a tab that is closed in the middle of an import leaves what was there",
        engines: EVERY,
        base: "/",
        run: closed,
    },
    Journey {
        name: "a browser that is killed in the middle of an import leaves what was there",
        engines: only(&[Engine::Chromium, Engine::Firefox]).alone(),
        base: "/",
        run: killed,
    },
    Journey {
        name: "a worker that breaks down in the middle of an import leaves what was there",
        engines: EVERY,
        base: "/",
        run: broke_down,
    },
    Journey {
        name: "a worker that never comes is told, and comes when it is there again",
        engines: EVERY,
        base: "/",
        run: never_came,
    },
];

const INTERRUPTED: &str = "The operation was interrupted. Nothing changed.";
const TAKEN_BACK: &str = "The import of many.csv was interrupted and undone";

/// Writes a file that takes a while to import.
fn large() -> Outcome<(TempDir, PathBuf)> {
    let folder = TempDir::with_prefix("satchel-broken-")?;
    let file = folder.path().join("many.csv");
    fs::write(&file, many(40_000))?;
    Ok((folder, file))
}

/// Starts an import, slowed down so that it can be interrupted, and waits until some of it is
/// written.
fn in_the_middle(page: &Page, file: &Path) -> Outcome {
    page.script(COUNT_PAGES, &[])?;
    // The worker's messages arrive later and later, so that the import cannot end too early.
    page.script(
        "const listen = Worker.prototype.addEventListener;
        Worker.prototype.addEventListener = function (name, heard, options) {
            let made = 0;
            const later = (event) => setTimeout(() => heard(event), Math.max(0, ++made - 4) * 2000);
            listen.call(this, name, name === 'message' ? later : heard, options);
        };",
        &[],
    )?;
    page.attach("Choose a file", file)?;
    page.button("Import")?;
    page.until_true("some of it is written", "window.pages_written > 20")
}

/// Checks that six people are there, now and after a reload, and that another can be added.
fn as_before(stage: &Stage) -> Outcome {
    stage.page.link("Contacts")?;
    stage.page.status("6 contacts")?;
    stage.page.reload()?;
    stage.page.status("6 contacts")?;
    stage.open("contacts/new")?;
    stage.page.fill("First name", "Afterwards")?;
    stage.page.button("Save")?;
    stage.page.find("heading", "Afterwards")?;
    stage.page.link("Contacts")?;
    stage.page.status("7 contacts")
}

fn closed(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    let (_folder, file) = large()?;
    let first = stage.page.tab()?;
    let second = stage.page.new_tab()?;
    stage.open("import")?;
    in_the_middle(&stage.page, &file)?;
    stage.page.close_tab()?;
    stage.page.go_to(&first)?;
    drop(second);
    // The tab that stayed open never saw the import.
    stage.page.link("Contacts")?;
    stage.page.status("6 contacts")?;
    stage.open("contacts")?;
    stage.page.status(TAKEN_BACK)?;
    as_before(stage)
}

fn killed(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    let (_folder, file) = large()?;
    stage.open("import")?;
    in_the_middle(&stage.page, &file)?;
    stage.page.browser.kill()?;
    stage.open("contacts")?;
    stage.page.status(TAKEN_BACK)?;
    as_before(stage)
}

/// Simulates a worker that runs out of memory in the middle of its work.
const BREAKS_DOWN: &str = "{
    const post = self.postMessage.bind(self);
    let posted = 0;
    self.postMessage = (...all) => {
        post(...all);
        posted += 1;
        if (posted > 5) Array.prototype.push = () => { throw new WebAssembly.RuntimeError('unreachable'); };
    };
}
";

fn broke_down(stage: &mut Stage) -> Outcome {
    change_worker(stage, |script| Some(format!("{BREAKS_DOWN}{script}")))?;
    stage.expected.push("unreachable");
    import_phone(stage)?;
    let (_folder, file) = large()?;
    stage.open("import")?;
    stage.page.script(COUNT_PAGES, &[])?;
    stage.page.attach("Choose a file", &file)?;
    stage.page.button("Import")?;
    stage.page.find_containing("alert", INTERRUPTED)?;
    stage.page.until_true("some of it was written", "window.pages_written > 20")?;
    // A file small enough for the worker can be imported.
    stage.page.button("Choose another file")?;
    stage.page.find("field", "Choose a file")?;
    as_before(stage)
}

fn never_came(stage: &mut Stage) -> Outcome {
    let folder = TempDir::with_prefix("satchel-broken-")?;
    let file = folder.path().join("one.csv");
    fs::write(&file, "First name,Email\nMai,mai@example.com\n")?;
    let worker = change_worker(stage, |_| None)?;
    stage.expected.extend(["worker", "404"]);
    stage.open("import")?;
    stage.page.attach("Choose a file", &file)?;
    stage.page.find_containing("alert", INTERRUPTED)?;
    let (path, script) = worker;
    fs::write(path, script)?;
    stage.host.rebase()?;
    stage.page.button("Choose another file")?;
    stage.page.attach("Choose a file", &file)?;
    stage.page.button("Import")?;
    stage.page.status("Imported 1 contact")
}

/// Changes the served worker script, or removes it for `None`; returns its path and original text.
fn change_worker(
    stage: &mut Stage,
    change: impl FnOnce(&str) -> Option<String>,
) -> Outcome<(PathBuf, String)> {
    let is_worker = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.starts_with("worker-") && name.ends_with(".js")
    };
    let mut files = fs::read_dir(stage.host.own_folder()?)?.flatten().map(|entry| entry.path());
    let path = files.find(is_worker).ok_or_else(|| Failure::Broken("there is no worker".into()))?;
    let script = fs::read_to_string(&path)?;
    match change(&script) {
        Some(changed) => fs::write(&path, changed)?,
        None => fs::remove_file(&path)?,
    }
    // The compressed copy would be served instead.
    let packed = PathBuf::from(format!("{}.gz", path.display()));
    if packed.exists() {
        fs::remove_file(packed)?;
    }
    stage.host.rebase()?;
    Ok((path, script))
}
