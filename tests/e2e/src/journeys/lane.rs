//! A lane: one browser that plays journeys one after the other. Each journey gets its own port, and
//! thus an origin with empty storage.

use std::collections::HashMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;

use super::journey::{Journey, Stage};
use crate::engine::Engine;
use crate::host::Site;
use crate::page::Page;
use crate::wire::{Failure, Outcome};

/// The build for each base path, prepared once.
pub struct Sites(HashMap<&'static str, Arc<Site>>);

impl Sites {
    pub fn prepare(dist: &Path, bases: impl Iterator<Item = &'static str>) -> Outcome<Self> {
        let mut sites = HashMap::new();
        for base in bases {
            if !sites.contains_key(base) {
                sites.insert(base, Arc::new(Site::prepare(dist, base)?));
            }
        }
        Ok(Self(sites))
    }

    fn of(&self, journey: &Journey) -> Outcome<&Arc<Site>> {
        let missing = || Failure::Broken(format!("no site for {}", journey.base));
        self.0.get(journey.base).ok_or_else(missing)
    }
}

pub struct Lane {
    pub engine: Engine,
    page: Option<Page>,
    /// The ports of finished journeys, whose late console errors are ignored.
    over: Vec<u16>,
}

impl Lane {
    pub fn new(engine: Engine) -> Self {
        Self { engine, page: None, over: Vec::new() }
    }

    /// Plays a journey. Starts a new browser after a failure, and for a journey that requires one.
    pub fn play(&mut self, journey: &Journey, sites: &Sites) -> Outcome {
        let played = catch_unwind(AssertUnwindSafe(|| self.attempt(journey, sites)));
        played.unwrap_or_else(|_| Err(Failure::Broken("the journey panicked".into())))
    }

    fn attempt(&mut self, journey: &Journey, sites: &Sites) -> Outcome {
        let kept = self.page.take().filter(|_| !journey.engines.is_alone());
        let page = match kept {
            Some(page) => tidied(page)?,
            None => Page::start(self.engine)?,
        };
        page.patience_of_driver(30)?;
        let mut stage = Stage::new(sites.of(journey)?, page)?;
        let result = (journey.run)(&mut stage)
            .and_then(|()| never_stopped(&stage))
            .and_then(|()| self.no_complaints(&stage));
        if result.is_err() {
            self.take_picture(journey, &stage);
            return result;
        }
        self.over.push(stage.host.port());
        if !journey.engines.is_alone() {
            self.page = Some(stage.page);
        }
        Ok(())
    }

    /// Fails on unexpected console errors: policy violations, uncaught errors, missing files.
    fn no_complaints(&self, stage: &Stage) -> Outcome {
        let mut complaints = stage.page.complaints()?;
        let over: Vec<String> = self.over.iter().map(|port| format!("localhost:{port}/")).collect();
        complaints.retain(|said| {
            !stage.expected.iter().any(|expected| said.contains(expected))
                && !over.iter().any(|origin| said.contains(origin))
        });
        if complaints.is_empty() {
            return Ok(());
        }
        Err(Failure::Unmet(format!("the console complains:\n    {}", complaints.join("\n    "))))
    }

    fn take_picture(&self, journey: &Journey, stage: &Stage) {
        let name = journey.name.replace(|c: char| !c.is_alphanumeric(), "-");
        let picture = PathBuf::from("target/journeys").join(format!("{name}-{}.png", self.engine));
        match stage.page.screenshot(&picture) {
            Ok(()) => println!("  picture: {}", picture.display()),
            Err(failure) => println!("  no picture: {failure}"),
        }
    }
}

/// Resets a browser to one tab, its first size, and no downloads. Chromium's page settings (touch,
/// size, scripts) go away with the tab.
fn tidied(page: Page) -> Outcome<Page> {
    if page.engine() == Engine::Chromium {
        page.new_tab()?;
    }
    let kept = page.tab()?;
    for tab in page.tabs()? {
        if tab != kept {
            page.go_to(&tab)?;
            page.close_tab()?;
        }
    }
    page.go_to(&kept)?;
    page.open("about:blank")?;
    page.first_size()?;
    for entry in fs::read_dir(&page.browser.downloads)? {
        fs::remove_file(entry?.path())?;
    }
    page.complaints()?;
    Ok(page)
}

/// Fails if the crash screen appeared.
fn never_stopped(stage: &Stage) -> Outcome {
    let stopped = "return document.getElementById('stopped')?.innerText ?? null";
    let said = stage.page.script(stopped, &[])?;
    if said == json!(null) {
        return Ok(());
    }
    Err(Failure::Unmet(format!("the application stopped: {said}")))
}
