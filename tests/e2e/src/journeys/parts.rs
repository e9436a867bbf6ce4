//! Parts of the application in files of their own, if the network goes away before the service
//! worker has fetched them.

use std::fs;
use std::path::PathBuf;

use super::journey::{EVERY, Journey, Stage};
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[Journey {
    name: "a part that cannot be fetched is told and comes when it is asked for again",
    engines: EVERY,
    base: "/",
    run: comes_later,
}];

const MISSING: &str = "Could not load this part of Satchel";

fn comes_later(stage: &mut Stage) -> Outcome {
    // The host serves neither the service worker nor the part, as if the network went away while
    // they were loading.
    let away = [part(stage)?, stage.host.own_folder()?.join("service-worker.js")];
    for file in &away {
        fs::rename(file, file.with_extension("away"))?;
        fs::remove_file(format!("{}.gz", file.display()))?;
    }
    stage.expected.extend(["service-worker.js", "bad HTTP response code", "Failed to fetch"]);
    stage.open("")?;
    stage.page.button("Start empty")?;
    stage.page.shows("Nothing is due today")?;
    stage.stop_host();
    stage.page.link("Settings")?;
    missing(stage)?;
    // Still no network: it reports so again, instead of a blank page or nothing.
    stage.page.script("document.querySelector('[role=alert]').dataset.before = ''", &[])?;
    stage.page.button("Try again")?;
    stage.page.until_true(
        "it was tried again and failed again",
        "document.querySelector('[role=alert]:not([data-before])')",
    )?;
    missing(stage)?;
    // Loaded parts work without it.
    stage.page.link("Today")?;
    stage.page.shows("Nothing is due today")?;
    stage.page.link("Settings")?;
    missing(stage)?;
    for file in &away {
        fs::rename(file.with_extension("away"), file)?;
    }
    stage.host.resume()?;
    stage.page.button("Try again")?;
    stage.page.find_containing("button", "Download a backup")?;
    stage.page.gone("button", "Try again")
}

fn missing(stage: &Stage) -> Outcome {
    stage.page.find_containing("alert", MISSING)?;
    stage.page.find_containing("alert", "Your data is safe")?;
    stage.page.find("button", "Try again").map(drop)
}

/// Returns the path of the settings part.
fn part(stage: &mut Stage) -> Outcome<PathBuf> {
    let mut files = fs::read_dir(stage.host.own_folder()?)?.flatten().map(|entry| entry.path());
    let named = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("split_settings-") && name.ends_with(".wasm")
    };
    let found = files.find(named);
    found.ok_or_else(|| Failure::Unmet("the settings are no part of their own".into()))
}
