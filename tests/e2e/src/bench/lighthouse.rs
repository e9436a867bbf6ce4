//! Lighthouse's scores of two screens on its phone: a slow network, a processor slowed four times, and
//! nothing of the application cached.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::measure::{FORGET, Run};
use super::peers;
use super::readings::{Readings, Who};
use crate::engine::Engine;
use crate::host::Host;
use crate::page::Page;
use crate::wire::{Failure, Outcome};

const CONTACTS: usize = 500;
const SCREENS: [&str; 2] = ["today", "contacts"];
/// The categories, each with the score that is the goal.
const GOALS: [(&str, f64); 3] =
    [("performance", 95.0), ("accessibility", 100.0), ("best-practices", 100.0)];

/// A score of a screen, from 0 to 100.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    screen: &'static str,
    category: &'static str,
    value: f64,
    goal: f64,
}

impl Score {
    /// Formats it with its goal: `today, performance: 97 (≥ 95 held)`.
    pub fn text(&self) -> String {
        let Self { screen, category, value, goal } = self;
        let standing = if value >= goal { "held" } else { "missed" };
        format!("{screen}, {category}: {value:.0} (≥ {goal:.0} {standing})")
    }

    pub fn json(&self) -> Value {
        let Self { screen, category, value, goal } = self;
        json!({ "screen": screen, "category": category, "value": value, "goal": goal })
    }
}

/// Measures the screens; nothing if Lighthouse is not installed.
pub fn measure(dist: &Path) -> Outcome<Vec<Score>> {
    let program = peers::modules().join(".bin/lighthouse");
    if !program.is_file() {
        return Ok(Vec::new());
    }
    let (host, page) = (Host::start(dist, "/")?, Page::start(Engine::Chromium)?);
    let mut unused = Readings::default();
    let mut run = Run { host, page, who: Who::Satchel, count: CONTACTS, readings: &mut unused };
    run.begin()?;
    let mut scores = Vec::new();
    for screen in SCREENS {
        run.open("more")?;
        run.page.script(FORGET, &[])?;
        run.page.browser.devtools("Network.clearBrowserCache", &json!({}))?;
        run.open_blank()?;
        let report = report(&program, &run.page, &run.host.address(screen))?;
        scores.extend(scores_in(&report, screen));
    }
    Ok(scores)
}

/// Lets Lighthouse open an address in the page's browser, where the contacts are.
fn report(program: &Path, page: &Page, address: &str) -> Outcome<Value> {
    let folder = TempDir::with_prefix("satchel-lighthouse-")?;
    let file = folder.path().join("report.json");
    let port =
        page.browser.debugger_port().ok_or_else(|| no_report("the browser tells no port"))?;
    let categories: Vec<&str> = GOALS.iter().map(|(category, _)| *category).collect();
    let output = Command::new(program)
        .arg(address)
        .args(["--quiet", "--disable-storage-reset", "--output=json"])
        .arg(format!("--port={port}"))
        .arg(format!("--only-categories={}", categories.join(",")))
        .arg(format!("--output-path={}", file.display()))
        .output()?;
    if !output.status.success() {
        return Err(no_report(&String::from_utf8_lossy(&output.stderr)));
    }
    let report = serde_json::from_str(&fs::read_to_string(&file)?);
    report.map_err(|error| no_report(&error.to_string()))
}

fn no_report(why: &str) -> Failure {
    Failure::Broken(format!("Lighthouse: {why}"))
}

fn scores_in(report: &Value, screen: &'static str) -> Vec<Score> {
    let score = |(category, goal): (&'static str, f64)| {
        let value = report["categories"][category]["score"].as_f64()? * 100.0;
        Some(Score { screen, category, value, goal })
    };
    GOALS.into_iter().filter_map(score).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_held_from_its_goal_on() {
        let report = json!({ "categories": {
            "performance": { "score": 0.94 }, "accessibility": { "score": 1 },
        } });
        let texts: Vec<String> = scores_in(&report, "today").iter().map(Score::text).collect();
        let wanted =
            ["today, performance: 94 (≥ 95 missed)", "today, accessibility: 100 (≥ 100 held)"];
        assert_eq!(texts, wanted);
    }
}
