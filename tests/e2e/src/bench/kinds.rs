//! Measures lists of every kind with a year of selling: the tap that opens one, views, groups, bulk
//! edits, one small edit, and everything as tables.

use std::time::{Duration, Instant};

use domain::{Condition, Filter, Operator, contact};
use serde_json::{Value, json};

use super::own_data::{BESIDE, QUIET, SPREAD, TOGETHER};
use super::readings::{count_text, worst};
use super::selling::{DAY, Year, tap};
use crate::process::until;
use crate::wire::{Failure, Outcome};

const WATCH: &str = include_str!("watch.js");
const ROUNDS: usize = 5;
/// A person looks at the day before tapping something; work that waits for an idle page is done.
const LOOK: Duration = Duration::from_millis(1500);
const LONG: Duration = Duration::from_secs(300);
const READ: &str = "!document.querySelector('main .status-line')?.textContent.includes('reading')";
const STATUS: &str = "document.querySelector('main .status-line')?.textContent";

/// The times of one list, in milliseconds from the tap until it is filled.
#[derive(Debug, Default)]
pub struct ListTimes {
    pub name: &'static str,
    /// The first tap on it after a start of the app.
    pub first: Vec<f64>,
    /// Later taps on it.
    pub again: Vec<f64>,
    /// The longest task during the first tap and right after it.
    pub longest: f64,
    /// Until all its records are read, if they are not in memory.
    pub whole: Vec<f64>,
}

/// The effects of one press: milliseconds until what was wanted, and all of it, was painted, until it
/// was durable, the longest task, and the numbers of changed nodes and rows, of all rows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Seen {
    pub shown: f64,
    pub painted: f64,
    pub durable: f64,
    pub longest: f64,
    pub nodes: f64,
    pub rows: f64,
    pub of: f64,
}

impl Seen {
    fn of(found: &Value) -> Self {
        let part = |name: &str| found[name].as_f64().unwrap_or(f64::NAN);
        Self {
            shown: part("shown"),
            painted: part("painted"),
            durable: part("durable"),
            longest: part("longest"),
            nodes: part("nodes"),
            rows: part("rows"),
            of: part("of"),
        }
    }
}

/// The figures of all lists.
#[derive(Debug, Default)]
pub struct Kinds {
    pub lists: Vec<ListTimes>,
    pub groups: Vec<(&'static str, Vec<f64>)>,
    /// A view with four conditions, chosen first after a start, again, and right after an edit.
    pub view_first: Vec<Seen>,
    pub view_again: Vec<Seen>,
    pub view_edited: Vec<Seen>,
    /// All records of a view selected.
    pub select: Vec<Seen>,
    /// The change of one field of 5,000 contacts on all pages, and on as few as hold them.
    pub spread: Vec<Seen>,
    pub beside: Vec<Seen>,
    pub undo: Vec<Seen>,
    /// The star of one contact beside its list, with all lists visited before.
    pub star: Vec<Seen>,
    pub tables: f64,
    pub tables_bytes: u64,
    pub tables_longest: f64,
}

/// Measures lists with a year of selling. A part that fails ends it; the figures so far stay.
pub fn measure(year: &Year, kinds: &mut Kinds) -> Outcome {
    lists(year, kinds)?;
    groups(year, kinds)?;
    views(year, kinds)?;
    stars(year, kinds)?;
    for round in 0..ROUNDS {
        let (selected, changed) = bulk(year, SPREAD, &format!("Spread{round}"))?;
        kinds.select.push(selected);
        kinds.spread.push(changed);
        kinds.beside.push(bulk(year, BESIDE, &format!("Beside{round}"))?.1);
        kinds.undo.push(undo(year)?);
    }
    tables(year, kinds)
}

/// Opens the day as at a start, and waits until the app has nothing left to do.
pub fn start(year: &Year) -> Outcome {
    year.open("today")?;
    year.page.until_true("the day can be used", "window.bench?.usable")?;
    year.page.settled()?;
    std::thread::sleep(LOOK);
    until(LONG, "the app is idle", || Ok((!year.page.is_busy()?).then_some(())))
}

fn lists(year: &Year, kinds: &mut Kinds) -> Outcome {
    let own = year.restored.own.machines.clone();
    let places = [
        ("contacts", "Contacts", "/contacts".to_owned()),
        ("companies", "Companies", "/companies".to_owned()),
        ("deals", "Deals", "/deals?l=list".to_owned()),
        ("tasks", "Tasks", "/tasks".to_owned()),
        ("activities", "Activities", "/search".to_owned()),
        ("machines", "Machines", own),
    ];
    for (name, title, path) in places {
        let mut times = ListTimes { name, ..ListTimes::default() };
        let filled = format!("window.bench.filled('{title}')");
        for _ in 0..ROUNDS {
            start(year)?;
            year.page.script("bench.longest = 0", &[])?;
            let began = Instant::now();
            times.first.push(tap(&year.page, &path, &filled)?);
            let is_apart = name == "activities";
            if is_apart {
                read_whole(year)?;
                times.whole.push(began.elapsed().as_secs_f64() * 1000.0);
            }
            let longest = year.page.script("return bench.longestSince()", &[])?;
            times.longest = times.longest.max(longest.as_f64().unwrap_or_default());
            tap(&year.page, "/today", DAY)?;
            times.again.push(tap(&year.page, &path, &filled)?);
            if is_apart {
                read_whole(year)?;
            }
        }
        kinds.lists.push(times);
    }
    Ok(())
}

pub fn read_whole(year: &Year) -> Outcome {
    let read = format!("return {READ}");
    until(LONG, "all is read", || {
        std::thread::sleep(Duration::from_millis(50));
        Ok((year.page.script(&read, &[])? == json!(true)).then_some(()))
    })
}

/// Taps lists that are divided into groups.
fn groups(year: &Year, kinds: &mut Kinds) -> Outcome {
    let region = year.restored.own.region.to_string();
    let (company, seen) = (contact::COMPANY.to_string(), contact::LAST_CONTACT.to_string());
    let fields = [("region", region), ("company", company), ("last contact", seen)];
    let headed =
        "window.bench.filled('Contacts') && document.querySelector('main .records__heading')";
    start(year)?;
    for (name, field) in fields {
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            times.push(tap(&year.page, &format!("/contacts?g={field}"), headed)?);
            tap(&year.page, "/today", DAY)?;
        }
        kinds.groups.push((name, times));
    }
    Ok(())
}

/// Presses what an expression finds, until another one is true and nothing moves.
fn press(year: &Year, pressed: &str, wanted: &str) -> Outcome<Seen> {
    let found = year.page.script(WATCH, &[json!(pressed), json!(wanted)])?;
    if found.is_null() {
        return Err(Failure::Unmet(format!("{wanted} never came")));
    }
    Ok(Seen::of(&found))
}

fn button(name: &str) -> String {
    format!(
        "[...document.querySelectorAll('button')].find((one) =>
            (one.ariaLabel ?? one.innerText.trim()) === '{name}' && one.getClientRects().length)"
    )
}

/// Presses a chip of the list until the count of the list has changed.
pub fn choose(year: &Year, chip: &str) -> Outcome<Seen> {
    year.page.find("button", chip)?;
    year.page.script(&format!("window.before = {STATUS}"), &[])?;
    press(year, &button(chip), &format!("window.before !== {STATUS}"))
}

fn views(year: &Year, kinds: &mut Kinds) -> Outcome {
    for _ in 0..ROUNDS {
        start(year)?;
        tap(&year.page, "/contacts", "window.bench.filled('Contacts')")?;
        kinds.view_first.push(choose(year, QUIET)?);
        choose(year, "All")?;
        kinds.view_again.push(choose(year, QUIET)?);
        choose(year, "All")?;
        open_first(year)?;
        press_star(year)?;
        kinds.view_edited.push(choose(year, QUIET)?);
    }
    Ok(())
}

/// Opens the page of the first contact beside the list.
fn open_first(year: &Year) -> Outcome {
    let row = "document.querySelector('main .virtual-list__row a')";
    let star = button("Favorite");
    press(year, row, &format!("!!({star})")).map(drop)
}

fn press_star(year: &Year) -> Outcome<Seen> {
    year.page.script("window.before = document.querySelectorAll('.records__star').length", &[])?;
    let stars = "document.querySelectorAll('.records__star').length !== window.before
        && window.bench.committed > 0";
    press(year, &button("Favorite"), stars)
}

/// Stars a contact beside its list, after every list was shown.
fn stars(year: &Year, kinds: &mut Kinds) -> Outcome {
    start(year)?;
    let own = &year.restored.own.machines;
    for (path, title) in [("/companies", "Companies"), ("/tasks", "Tasks"), (own, "Machines")] {
        tap(&year.page, path, &format!("window.bench.filled('{title}')"))?;
    }
    tap(&year.page, "/contacts", "window.bench.filled('Contacts')")?;
    open_first(year)?;
    for _ in 0..2 * ROUNDS {
        kinds.star.push(press_star(year)?);
    }
    Ok(())
}

/// Selects all contacts of a view and changes one field of them; proves after a reload that they
/// say so. Returns what selecting them caused, and the change.
fn bulk(year: &Year, view: &str, title: &str) -> Outcome<(Seen, Seen)> {
    let selected = prepare_bulk(year, view, title)?;
    let changed = press_bulk(year)?;
    read_back(year, title)?;
    Ok((selected, changed))
}

/// Selects all contacts of a view and fills the sheet that changes one field of them.
pub fn prepare_bulk(year: &Year, view: &str, title: &str) -> Outcome<Seen> {
    let page = &year.page;
    start(year)?;
    tap(page, "/contacts", "window.bench.filled('Contacts')")?;
    choose(year, view)?;
    page.button("Order, columns and selection")?;
    page.press("menuitem", "Select contacts")?;
    page.find("button", "Select all")?;
    let all = format!("{STATUS}?.startsWith('{} of')", count_text(TOGETHER));
    let selected = press(year, &button("Select all"), &all)?;
    page.button("Edit")?;
    page.choose("Field", "Job title")?;
    page.fill("Job title", title)?;
    Ok(selected)
}

/// Presses the button of that sheet, until the screen says that it is done.
pub fn press_bulk(year: &Year) -> Outcome<Seen> {
    let count = count_text(TOGETHER);
    let change = format!("Change {count} contacts");
    year.page.find("button", &change)?;
    let told = format!(
        "[...document.querySelectorAll('.toast__text')]
            .some((toast) => toast.textContent.includes('{count} records changed'))"
    );
    press(year, &button(&change), &told)
}

/// Fails unless so many contacts have a job title after a reload.
fn read_back(year: &Year, title: &str) -> Outcome {
    let condition =
        Condition { field: contact::JOB_TITLE, operator: Operator::Is, operand: title.to_owned() };
    year.open(&format!("contacts?f={}", Filter::from(condition).encode()))?;
    year.page.status(&format!("{} of", count_text(TOGETHER)))
}

/// Takes the last change back, in the history of changes.
fn undo(year: &Year) -> Outcome<Seen> {
    year.open("settings/history")?;
    year.page.find("button", "Undo")?;
    year.page.settled()?;
    press_undo(year)
}

/// Presses the first "Undo" of the history, until the screen says that it is done.
pub fn press_undo(year: &Year) -> Outcome<Seen> {
    let told = "[...document.querySelectorAll('.toast__text')]
        .some((toast) => toast.textContent.includes('Undone'))";
    press(year, &button("Undo"), told)
}

/// Downloads everything as tables.
fn tables(year: &Year, kinds: &mut Kinds) -> Outcome {
    let page = &year.page;
    year.open("settings")?;
    page.find_containing("button", "Everything as tables")?;
    std::thread::sleep(LOOK);
    page.script("bench.longest = 0", &[])?;
    let began = Instant::now();
    page.press_containing("button", "Everything as tables")?;
    let bytes = until(LONG, "the tables are downloaded", || {
        let files = std::fs::read_dir(&page.browser.downloads)?.flatten();
        let done = files.filter(|file| file.path().extension().is_some_and(|it| it == "zip"));
        let sizes: Vec<u64> = done.filter_map(|file| Some(file.metadata().ok()?.len())).collect();
        Ok(sizes.into_iter().find(|size| *size > 0))
    })?;
    kinds.tables = began.elapsed().as_secs_f64() * 1000.0;
    kinds.tables_bytes = bytes;
    let longest = page.script("return bench.longestSince()", &[])?;
    kinds.tables_longest = longest.as_f64().unwrap_or_default();
    Ok(())
}

/// Returns the values of one figure.
pub fn of(seen: &[Seen], part: fn(&Seen) -> f64) -> Vec<f64> {
    seen.iter().map(part).collect()
}

/// Returns the longest task of several presses.
pub fn longest(seen: &[Seen]) -> f64 {
    worst(&of(seen, |seen| seen.longest))
}
