//! Import, opening and edits in Firefox and WebKit, as far as their drivers can measure them: what
//! observes the page is a script of the served copy of the build.

use std::fs;
use std::path::Path;

use super::measure::{OBSERVE, Run};
use super::readings::{Readings, Who};
use crate::engine::Engine;
use crate::host::Host;
use crate::page::{Page, Size};
use crate::wire::{Failure, Outcome};

const ENGINES: [(Engine, Who); 2] =
    [(Engine::Firefox, Who::Firefox), (Engine::WebKit, Who::WebKit)];
/// The name under which the script is served.
const SCRIPT: &str = "observe.js";

/// Measures both engines; returns descriptions of what could not be measured.
pub fn measure(dist: &Path, count: usize, readings: &mut Readings) -> Vec<String> {
    let mut missing = Vec::new();
    for (engine, who) in ENGINES {
        if let Err(failure) = one(dist, engine, who, count, readings) {
            missing.push(format!("{} with {count} contacts: {failure}", who.name()));
        }
    }
    missing
}

fn one(dist: &Path, engine: Engine, who: Who, count: usize, readings: &mut Readings) -> Outcome {
    let mut host = Host::start(dist, "/")?;
    observed(&host.own_folder()?)?;
    host.rebase()?;
    let page = Page::start(engine)?;
    page.size(Size::Desktop)?;
    let mut run = Run { host, page, who, count, readings };
    run.import()?;
    run.openings()?;
    run.edits()
}

/// Puts the script before all others of the page.
fn observed(folder: &Path) -> Outcome {
    fs::write(folder.join(SCRIPT), OBSERVE)?;
    let index = folder.join("index.html");
    let page = fs::read_to_string(&index)?;
    let (before, after) = page
        .split_once("<script ")
        .ok_or_else(|| Failure::Broken("index.html has no script".to_owned()))?;
    fs::write(&index, format!("{before}<script src=\"/{SCRIPT}\"></script>\n<script {after}"))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_observes_the_page_runs_before_its_own_scripts() {
        let folder = tempfile::tempdir().unwrap();
        let index = folder.path().join("index.html");
        fs::write(&index, "<head><script src=\"/own.js\"></script></head>").unwrap();
        observed(folder.path()).unwrap();
        let page = fs::read_to_string(&index).unwrap();
        assert!(page.find("observe.js") < page.find("own.js"), "{page}");
        assert!(folder.path().join(SCRIPT).is_file());
    }
}
