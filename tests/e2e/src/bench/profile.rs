//! CPU profiles of what the bench measures, by function. The build must have kept its function
//! names (`make dist NAMES=1`).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use rustc_demangle::demangle;
use serde_json::{Value, json};

use super::kinds::{choose, prepare_bulk, press_bulk, press_undo, read_whole, start};
use super::measure::{edits, type_words};
use super::own_data::{BESIDE, QUIET, SPREAD};
use super::people::QUERIES;
use super::selling::{BOARD, DAY, Sold, TIMELINE, Year, drop_card, tap};
use super::selling_report::amounts;
use crate::page::Page;
use crate::wire::Outcome;

/// Microseconds between two samples of the stack.
const INTERVAL: u32 = 200;
const ROUNDS: usize = 3;
const LIST: &str = "document.querySelector(\"main a[href*='/contacts/']:not([href$='/new'])\")?.getClientRects().length";
const SHOWN: usize = 30;
/// Microseconds from which a blocked page is noticeable.
const FELT: f64 = 40_000.0;
const IN_STRETCH: usize = 14;

/// Profiles a year of selling, divided by `part`: views and bulk edits, opening Today, the board, a
/// timeline, a drop, typing, edits.
pub fn run(dist: &Path, part: usize) -> Outcome {
    let year = Year::begin(dist, amounts(part))?;
    let (page, busy) = (&year.page, &year.restored.busy);
    page.browser.devtools("Profiler.enable", &json!({}))?;
    page.browser.devtools("Profiler.setSamplingInterval", &json!({ "interval": INTERVAL }))?;
    profile_lists(&year)?;
    let usable = "document.querySelector('main .day input[type=checkbox]')";
    profiled(page, ROUNDS, "opening Today", &|| {
        page.script("window.left = true; location.href = '/today'", &[])?;
        page.until_true("the day can be used", &format!("!window.left && {usable}"))
    })?;
    profiled(page, ROUNDS, "the board", &|| {
        tap(page, "/deals", BOARD)?;
        tap(page, "/today", DAY).map(drop)
    })?;
    profiled(page, ROUNDS, "a long timeline", &|| {
        tap(page, &format!("/contacts/{busy}"), TIMELINE)?;
        tap(page, "/deals", BOARD).map(drop)
    })?;
    page.script("window.bench ??= { keys: [], committed: 0 }", &[])?;
    profiled(page, ROUNDS, "a drop", &|| drop_card(page, &mut Sold::default()))?;
    tap(page, "/contacts", LIST)?;
    profiled(page, ROUNDS, "typing", &|| {
        type_words(page, QUERIES.get(..5).unwrap_or_default()).map(drop)
    })?;
    profiled(page, ROUNDS, "some edits", &|| {
        tap(page, "/contacts", LIST)?;
        edits(page).map(drop)
    })
}

/// Profiles views, bulk edits and the reading of all activities.
fn profile_lists(year: &Year) -> Outcome {
    let page = &year.page;
    let contacts = "window.bench.filled('Contacts')";
    start(year)?;
    profiled(page, 1, "the first list", &|| tap(page, "/contacts", contacts).map(drop))?;
    profiled(page, 1, "a view, first", &|| choose(year, QUIET).map(drop))?;
    choose(year, "All")?;
    profiled(page, 1, "a view, again", &|| choose(year, QUIET).map(drop))?;
    for (view, title) in [(SPREAD, "One"), (BESIDE, "Two")] {
        prepare_bulk(year, view, title)?;
        profiled(page, 1, &format!("a bulk edit of {view}"), &|| press_bulk(year).map(drop))?;
    }
    year.open("settings/history")?;
    page.find("button", "Undo")?;
    page.settled()?;
    profiled(page, 1, "taking it back", &|| press_undo(year).map(drop))?;
    start(year)?;
    profiled(page, 1, "the list of activities", &|| {
        tap(page, "/search", "window.bench.filled('Activities')")?;
        read_whole(year)
    })
}

fn profiled(page: &Page, rounds: usize, what: &str, act: &dyn Fn() -> Outcome) -> Outcome {
    let before = spent(page)?;
    page.browser.devtools("Profiler.start", &json!({}))?;
    for _ in 0..rounds {
        act()?;
    }
    let answer = page.browser.devtools("Profiler.stop", &json!({}))?;
    let costs = Costs::of(&answer["profile"]);
    println!("\n{what}, {rounds} times: {:.0} ms at work", costs.busy / 1000.0);
    let millis = |at: usize, after: f64| (after - before[at].1) * 1000.0;
    for (at, (name, after)) in spent(page)?.into_iter().enumerate() {
        println!("  {:>9.1} ms  {name}", millis(at, after));
    }
    println!("    itself");
    list(&costs.own);
    println!("    with what it calls");
    list(&costs.whole);
    println!("    at a stretch");
    for Stretch { begin, micros, functions } in &costs.stretches {
        println!("  {:>9.1} ms  at {:.0} ms", micros / 1000.0, begin / 1000.0);
        let mut functions: Vec<(&String, &f64)> = functions.iter().collect();
        functions.sort_by(|a, b| b.1.total_cmp(a.1));
        let own = functions.iter().filter(|(name, _)| is_own(name));
        for (name, micros) in own.take(IN_STRETCH) {
            println!("               {:>9.1} ms  {name}", *micros / 1000.0);
        }
    }
    Ok(())
}

/// Returns the seconds that the page's thread has spent so far, by the browser's own account.
fn spent(page: &Page) -> Outcome<[(&'static str, f64); 4]> {
    page.browser.devtools("Performance.enable", &json!({}))?;
    let answer = page.browser.devtools("Performance.getMetrics", &json!({}))?;
    let of = |name: &str| {
        let metrics = answer["metrics"].as_array().into_iter().flatten();
        let mut found = metrics.filter(|metric| metric["name"] == name);
        found.next().and_then(|metric| metric["value"].as_f64()).unwrap_or_default()
    };
    Ok(["ScriptDuration", "RecalcStyleDuration", "LayoutDuration", "TaskDuration"]
        .map(|name| (name, of(name))))
}

/// True for a function of one of the rooms.
fn is_own(name: &str) -> bool {
    let rooms = ["satchel", "kit", "browser", "app", "store", "transfer", "replica", "domain"];
    rooms.iter().any(|room| name.contains(&format!("{room}::")))
}

fn list(costs: &BTreeMap<String, f64>) {
    let mut costs: Vec<(&String, &f64)> = costs.iter().collect();
    costs.sort_by(|a, b| b.1.total_cmp(a.1));
    for (name, micros) in costs.into_iter().take(SHOWN) {
        println!("  {:>9.1} ms  {name}", micros / 1000.0);
    }
}

/// Microseconds by function.
#[derive(Default)]
struct Costs {
    busy: f64,
    own: BTreeMap<String, f64>,
    whole: BTreeMap<String, f64>,
    stretches: Vec<Stretch>,
    current: Stretch,
}

/// A period in which the page's thread was blocked.
#[derive(Default)]
struct Stretch {
    begin: f64,
    micros: f64,
    functions: BTreeMap<String, f64>,
}

impl Costs {
    /// Adds up a profile in the form of
    /// <https://chromedevtools.github.io/devtools-protocol/tot/Profiler/>.
    fn of(profile: &Value) -> Self {
        let mut names: HashMap<u64, String> = HashMap::new();
        let mut parents: HashMap<u64, u64> = HashMap::new();
        for node in profile["nodes"].as_array().into_iter().flatten() {
            let id = node["id"].as_u64().unwrap_or_default();
            names.insert(id, name_of(&node["callFrame"]));
            for child in node["children"].as_array().into_iter().flatten().filter_map(Value::as_u64)
            {
                parents.insert(child, id);
            }
        }
        let samples = profile["samples"].as_array().into_iter().flatten();
        let deltas = profile["timeDeltas"].as_array().into_iter().flatten();
        let mut costs = Self::default();
        let mut now = 0.0;
        // A delta is the time before its sample, so the previous sample lasted that long.
        let lasted = deltas.skip(1).filter_map(Value::as_f64);
        for (id, micros) in samples.filter_map(Value::as_u64).zip(lasted) {
            costs.add(id, micros, &names, &parents);
            if names.get(&id).is_none_or(|name| name == "(idle)" || name == "(program)") {
                costs.end_stretch(now + micros);
            } else {
                costs.current.micros += micros;
            }
            now += micros;
        }
        costs.end_stretch(now);
        costs
    }

    fn end_stretch(&mut self, next: f64) {
        let ended =
            std::mem::replace(&mut self.current, Stretch { begin: next, ..Stretch::default() });
        if ended.micros >= FELT {
            self.stretches.push(ended);
        }
    }

    fn add(
        &mut self,
        id: u64,
        micros: f64,
        names: &HashMap<u64, String>,
        parents: &HashMap<u64, u64>,
    ) {
        let Some(name) = names.get(&id).filter(|name| name.as_str() != "(idle)") else { return };
        self.busy += micros;
        *self.own.entry(name.clone()).or_default() += micros;
        // A recursive function counts once.
        let mut seen = BTreeSet::new();
        let mut at = Some(id);
        while let Some(node) = at {
            if let Some(name) = names.get(&node).filter(|name| seen.insert(name.as_str())) {
                *self.whole.entry(name.clone()).or_default() += micros;
                *self.current.functions.entry(name.clone()).or_default() += micros;
            }
            at = parents.get(&node).copied();
        }
    }
}

/// Returns a function's readable name, without the hash that makes it unique.
fn name_of(frame: &Value) -> String {
    let raw = frame["functionName"].as_str().unwrap_or_default();
    if raw.is_empty() {
        return "(a script)".to_owned();
    }
    let name = format!("{:#}", demangle(raw));
    name.chars().take(150).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_counted_where_it_was_spent_and_where_it_was_asked_for() {
        let frame = |name: &str| json!({ "functionName": name });
        let profile = json!({
            "nodes": [
                { "id": 1, "callFrame": frame("(root)"), "children": [2, 4] },
                { "id": 2, "callFrame": frame("outer"), "children": [3] },
                { "id": 3, "callFrame": frame("outer") },
                { "id": 4, "callFrame": frame("(idle)") },
            ],
            "samples": [2, 3, 4, 4],
            "timeDeltas": [0, 100, 50, 1000],
        });
        let costs = Costs::of(&profile);
        assert_eq!(costs.own["outer"], 150.0);
        assert_eq!(costs.whole["outer"], 150.0);
        assert_eq!(costs.busy, 150.0);
    }
}
