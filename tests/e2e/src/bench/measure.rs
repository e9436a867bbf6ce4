//! Measures Satchel with one number of contacts: import, opening, searching, editing, scrolling,
//! memory.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::people::{QUERIES, csv};
use super::plain;
use super::readings::{Readings, Unit, What, Who, count_text, median, worst};
use crate::engine::Engine;
use crate::host::Host;
use crate::page::{Page, Size};
use crate::process::until;
use crate::wire::{Failure, Outcome};

pub const OBSERVE: &str = include_str!("observe.js");
const EDIT: &str = include_str!("edit.js");
const SCROLL: &str = include_str!("scroll.js");
const OPENINGS: usize = 5;
const EDITS: usize = 7;
/// Milliseconds from the first row to the last.
const SCROLLED: u32 = 5000;
/// Slowdown of the page's processor on a phone.
const SLOWED: u32 = 4;
/// With fewer contacts, measures only figures that have a goal.
const ENOUGH: usize = 1000;
const LONG: Duration = Duration::from_secs(900);

/// The names of the files fetched until a screen could be used.
#[derive(Debug, Default)]
pub struct Fetched {
    /// Until a new user's first screen.
    pub first: BTreeSet<String>,
    /// Until the list of contacts, with nothing cached.
    pub list: BTreeSet<String>,
}

/// Measures Satchel at full speed or slowed.
pub fn measure(dist: &Path, who: Who, count: usize, readings: &mut Readings) -> Outcome<Fetched> {
    let host = Host::start(dist, "/")?;
    let page = Page::start(Engine::Chromium)?;
    let mut run = Run { host, page, who, count, readings };
    let first = run.begin()?;
    let list = run.first_open()?;
    run.openings()?;
    if count >= ENOUGH {
        run.search()?;
        run.edits()?;
        run.scroll()?;
        plain::measure(&mut run)?;
    }
    Ok(Fetched { first, list })
}

/// A browser at a host of its own.
pub struct Run<'a> {
    pub host: Host,
    pub page: Page,
    pub who: Who,
    pub count: usize,
    pub readings: &'a mut Readings,
}

impl Run<'_> {
    fn add(&mut self, what: What, value: f64) {
        // Only Chromium tells of long tasks.
        if what.unit() == Unit::Task && !self.who.tells_tasks() {
            return;
        }
        self.readings.add(self.who, what, self.count, value);
    }

    /// Opens a screen of the application in a new process, so the slowdown is set again before any
    /// of its code runs.
    pub fn open(&self, path: &str) -> Outcome {
        self.open_blank()?;
        self.page.open(&self.host.address(path))?;
        self.slow()
    }

    /// Opens an empty page in a new process, as slow as the application.
    pub fn open_blank(&self) -> Outcome {
        self.page.open("about:blank")?;
        self.slow()
    }

    fn slow(&self) -> Outcome {
        if self.who != Who::Slowed {
            return Ok(());
        }
        let rate = json!({ "rate": SLOWED });
        self.page.browser.devtools("Emulation.setCPUThrottlingRate", &rate).map(drop)
    }

    /// Opens the application, and imports the contacts; returns what a new user's first screen fetched.
    pub fn begin(&mut self) -> Outcome<BTreeSet<String>> {
        self.page.size(Size::Desktop)?;
        let observe = json!({ "source": OBSERVE });
        self.page.browser.devtools("Page.addScriptToEvaluateOnNewDocument", &observe)?;
        let first = self.first_screen()?;
        self.import()?;
        Ok(first)
    }

    fn first_screen(&self) -> Outcome<BTreeSet<String>> {
        self.open("")?;
        until_there(&self.page, "the first screen", "bench.shown")?;
        fetched(&self.page, "bench.shown")
    }

    /// Measures from the choice of the file until Import is enabled, and from there until all
    /// contacts are in; the time a person would spend looking at the preview does not count.
    pub fn import(&mut self) -> Outcome {
        let folder = TempDir::with_prefix("satchel-bench-")?;
        let file = folder.path().join("contacts.csv");
        fs::write(&file, csv(self.count))?;
        self.open("import")?;
        let page = &self.page;
        let field = page.find("field", "Choose a file")?;
        page.script("bench.longest = 0", &[])?;
        page.write(&field, &file.to_string_lossy())?;
        marked(page, "ready")?;
        let said = format!("Imported {} contacts", count_text(self.count));
        page.script("bench.startImport(arguments[0])", &[json!(said)])?;
        marked(page, "done")?;
        let longest = longest(page)?;
        let marks =
            "bench.marks.ready - bench.marks.chosen + bench.marks.done - bench.marks.started";
        let time = number(page, marks)?;
        self.add(What::Import, time);
        self.add(What::TaskImport, longest);
        Ok(())
    }

    /// Measures opening with nothing cached of the application, only the data.
    fn first_open(&mut self) -> Outcome<BTreeSet<String>> {
        let page = &self.page;
        page.kept()?;
        page.script(FORGET, &[])?;
        page.open("about:blank")?;
        page.browser.devtools("Network.clearBrowserCache", &json!({}))?;
        self.open("contacts")?;
        let page = &self.page;
        until_usable(page)?;
        let time = number(page, "bench.usable")?;
        let files = fetched(page, "bench.usable")?;
        page.kept()?;
        self.add(What::FirstOpen, time);
        Ok(files)
    }

    pub fn openings(&mut self) -> Outcome {
        let (mut times, mut longest): (_, f64) = (Vec::new(), 0.0);
        for _ in 0..OPENINGS {
            self.open("contacts")?;
            until_usable(&self.page)?;
            times.push(number(&self.page, "bench.usable")?);
            longest = longest.max(number(&self.page, "bench.longest")?);
        }
        self.add(What::Open, median(&times));
        self.add(What::TaskOpen, longest);
        Ok(())
    }

    fn search(&mut self) -> Outcome {
        let page = &self.page;
        page.press("searchbox", "Search contacts")?;
        page.script("bench.longest = 0", &[])?;
        let answered = type_words(page, &QUERIES)?;
        let longest = longest(page)?;
        let times = key_times(page)?;
        let memory = memory(page)?;
        self.add(What::KeyMedian, median(&times));
        self.add(What::KeyWorst, worst(&times));
        self.add(What::Answered, answered);
        self.add(What::TaskKey, longest);
        self.add(What::Memory, memory);
        Ok(())
    }

    pub fn edits(&mut self) -> Outcome {
        let times = edits(&self.page)?;
        let millis: Vec<f64> = times.iter().map(|(millis, _)| *millis).collect();
        let tasks: Vec<f64> = times.iter().map(|(_, longest)| *longest).collect();
        self.add(What::Edit, median(&millis));
        self.add(What::EditWorst, worst(&millis));
        self.add(What::TaskEdit, worst(&tasks));
        Ok(())
    }

    fn scroll(&mut self) -> Outcome {
        self.open("contacts")?;
        let page = &self.page;
        until_usable(page)?;
        page.settled()?;
        page.script("bench.longest = 0", &[])?;
        let [late, frame] = scrolled(page)?;
        let longest = longest(page)?;
        self.add(What::Late, late);
        self.add(What::LongestFrame, frame);
        self.add(What::TaskScroll, longest);
        Ok(())
    }
}

/// Deletes the service worker and its caches.
pub const FORGET: &str = "return (async () => {
    for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
})()";

/// Returns the names of the files loaded before `moment`; nothing waited for later ones.
fn fetched(page: &Page, moment: &str) -> Outcome<BTreeSet<String>> {
    let script = format!(
        "return ['index.html', ...performance.getEntriesByType('resource')
            .filter((entry) => entry.responseEnd < {moment})
            .map((entry) => new URL(entry.name).pathname.slice(1))]"
    );
    let names = page.script(&script, &[])?;
    let names = names.as_array().into_iter().flatten().filter_map(Value::as_str);
    Ok(names.map(str::to_owned).collect())
}

fn marked(page: &Page, mark: &str) -> Outcome {
    let ask = format!(
        "return bench.marks.{mark} ? 'yes' : document.querySelector('main [role=alert]')?.innerText"
    );
    until(LONG, &format!("the import is {mark}"), || {
        // Rarely enough that polling costs nothing.
        sleep(Duration::from_millis(75));
        match page.script(&ask, &[])?.as_str() {
            Some("yes") => Ok(Some(())),
            Some(alert) => Err(Failure::Unmet(format!("the import did not come in: {alert}"))),
            None => Ok(None),
        }
    })
}

pub fn until_usable(page: &Page) -> Outcome {
    until_there(page, "the list can be used", "bench.usable")
}

fn until_there(page: &Page, what: &str, moment: &str) -> Outcome {
    let ask = format!("return !!window.{}", moment.replace('.', "?."));
    until(LONG, what, || Ok((page.script(&ask, &[])? == json!(true)).then_some(())))
}

fn longest(page: &Page) -> Outcome<f64> {
    number(page, "bench.longestSince()")
}

/// Types each query key by key and clears it with one key; counts the queries that found somebody.
pub fn type_words(page: &Page, words: &[&str]) -> Outcome<f64> {
    page.press("searchbox", "Search contacts")?;
    let mut answered = 0.0;
    for word in words {
        for key in word.chars() {
            page.keys(&key.to_string())?;
            settled(page)?;
        }
        let select = "document.activeElement.select(); return window.bench?.someone?.() ?? 0";
        answered += page.script(select, &[])?.as_f64().unwrap_or_default();
        page.keys("\u{e003}")?;
        settled(page)?;
    }
    Ok(answered)
}

/// Returns the times of all keys that changed what is shown.
pub fn key_times(page: &Page) -> Outcome<Vec<f64>> {
    let keys = page.script("return bench.keys", &[])?;
    let times: Vec<f64> = keys.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    if times.is_empty() {
        return Err(Failure::Unmet("no key changed what is shown".into()));
    }
    Ok(times)
}

/// Scrolls the whole list; returns the percentage of late frames and the longest one.
pub fn scrolled(page: &Page) -> Outcome<[f64; 2]> {
    let found = page.script(SCROLL, &[json!(SCROLLED)])?;
    let of = |index: usize| found.get(index).and_then(Value::as_f64).unwrap_or(f64::NAN);
    if of(2) < 0.9 * of(3) || of(3) < 1.0 {
        return Err(Failure::Unmet(format!("the list did not scroll: {found}")));
    }
    Ok([of(0), of(1)])
}

/// Keeps a person's pace, so that one key's painting is not attributed to the next.
fn settled(page: &Page) -> Outcome {
    let began = Instant::now();
    page.script("return window.bench?.settled?.()", &[])?;
    sleep(Duration::from_millis(200).saturating_sub(began.elapsed()));
    Ok(())
}

/// Measures from pressing "Save" until the transaction has completed, and the longest task from
/// then on.
pub fn edits(page: &Page) -> Outcome<Vec<(f64, f64)>> {
    let mut times = Vec::new();
    for round in 0..EDITS {
        open_form(page)?;
        page.fill("Job title", &format!("Buyer {round}"))?;
        let button = page.find("button", "Save")?;
        let found = page.script(EDIT, &[button.to_value()])?;
        let of = |index: usize| found.get(index).and_then(Value::as_f64);
        times.extend(of(0).zip(of(1)));
        page.shows(&format!("Buyer {round}"))?;
    }
    Ok(times)
}

/// Opens the form of the current contact, or of the first one in the list.
fn open_form(page: &Page) -> Outcome {
    let first = "if (!/\\/contacts\\/./.test(location.pathname))
        document.querySelector(\"main a[href*='/contacts/']:not([href$='/new'])\")?.click()";
    until(Duration::from_secs(60), "a contact can be edited", || {
        page.script(first, &[])?;
        for role in ["link", "button"] {
            if page.has(role, "Edit")? {
                return page.press(role, "Edit").map(Some);
            }
        }
        Ok(None)
    })
}

/// Returns the bytes of JavaScript's heap and the module's memory, after garbage collection.
pub fn memory(page: &Page) -> Outcome<f64> {
    page.browser.devtools("HeapProfiler.collectGarbage", &json!({}))?;
    let script = "performance.memory.usedJSHeapSize + (bench.module?.buffer.byteLength ?? 0)";
    number(page, script)
}

pub fn number(page: &Page, expression: &str) -> Outcome<f64> {
    let value = page.script(&format!("return {expression}"), &[])?;
    value.as_f64().ok_or_else(|| Failure::Unmet(format!("{expression} is {value}")))
}
