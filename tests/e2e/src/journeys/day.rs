//! The day: overdue and due tasks, upcoming birthdays, stale deals; and a task that is put off,
//! ticked off and reopened.

use serde_json::json;

use super::journey::{ANY, Journey, Stage};
use super::selling::jot;
use crate::engine::Engine;
use crate::page::Page;
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "a task that is put off and ticked off comes back",
        engines: ANY,
        base: "/",
        run: comes_back,
    },
    Journey { name: "Today has its regions", engines: ANY, base: "/", run: regions },
];

/// The due text of the only open task; empty unless there is exactly one.
const SAID: &str = "((boxes) => (boxes.length === 1 && !boxes[0].checked
    && document.getElementById(boxes[0].getAttribute('aria-describedby'))?.innerText) || '')(
        [...document.querySelectorAll('main input[type=checkbox]')])";

/// Waits until there is one task, with this due text.
fn said(page: &Page, words: &str) -> Outcome {
    page.until_true(&format!("the only task says {words}"), &format!("{SAID} === {}", json!(words)))
        .map_err(|failure| page.with_page(failure))
}

/// Waits until there is one task, with another due text than this.
fn next_one(page: &Page, words: &str) -> Outcome {
    page.until_true(
        &format!("the only task says something else than {words}"),
        &format!("!['', {}].includes({SAID})", json!(words)),
    )
    .map_err(|failure| page.with_page(failure))
}

fn comes_back(stage: &mut Stage) -> Outcome {
    stage.open("tasks")?;
    let page = &stage.page;
    jot(page, "water the plants every day")?;
    page.until_true("it is due today", &format!("{SAID}.startsWith('today')"))?;
    page.button("More actions for water the plants")?;
    page.press("menuitem", "Next week")?;
    page.status("Snoozed until ")?;
    page.until_true("it is due later", &format!("{SAID} && !{SAID}.startsWith('today')"))?;
    let put_off = page.script(&format!("return {SAID}"), &[])?;
    let put_off = put_off.as_str().unwrap_or_default();
    // On a new page there is only one Undo, for the tick.
    page.reload()?;
    said(page, put_off)?;
    page.press("checkbox", "water the plants")?;
    next_one(page, put_off)?;
    page.button("Undo")?;
    page.status("Undone")?;
    said(page, put_off)?;
    page.press("checkbox", "water the plants")?;
    next_one(page, put_off)?;
    page.reload()?;
    next_one(page, put_off)?;
    page.status("1 to do")?;
    // Unticking a done task has the same effect.
    page.button("Done")?;
    page.status("1 done")?;
    page.press("checkbox", "water the plants")?;
    page.status("Reopened")?;
    page.button("To do")?;
    said(page, put_off)?;
    page.press("checkbox", "water the plants")?;
    next_one(page, put_off)?;
    page.reload()?;
    next_one(page, put_off)
}

/// Returns a birthday some days ahead, many years ago, as a person types it.
fn birthday(page: &Page, ahead: u8) -> Outcome<String> {
    let script = "const day = new Date();
        day.setDate(day.getDate() + arguments[0]);
        const name = day.toLocaleDateString('en-GB', { day: 'numeric', month: 'long' });
        return `${name} 1980`;";
    let day = page.script(script, &[json!(ahead)])?;
    Ok(day.as_str().unwrap_or_default().to_owned())
}

fn regions(stage: &mut Stage) -> Outcome {
    let page = &stage.page;
    if page.engine() == Engine::Chromium {
        // Headless Chromium grants every page the location, and complains that it has no network.
        let refused = json!({
            "permission": { "name": "geolocation" }, "setting": "denied",
            "origin": stage.host.address("").trim_end_matches('/'),
        });
        page.browser.devtools("Browser.setPermission", &refused)?;
    }
    // The sample data contains stale deals.
    stage.open("")?;
    page.button("Try sample data")?;
    page.status("Sample data added")?;
    stage.open("contacts/new")?;
    page.fill("First name", "Zenobia")?;
    page.fill("Birthday", &birthday(page, 3)?)?;
    page.button("Save")?;
    page.find("heading", "Zenobia")?;
    stage.open("tasks")?;
    jot(page, "pay the rent 2020-01-02")?;
    jot(page, "sweep the floor today")?;
    page.link("Today")?;
    page.region_shows("Overdue", "pay the rent")?;
    page.region_shows("Due today", "sweep the floor")?;
    page.region_shows("Birthdays", "Zenobia in 3 days")?;
    page.region_shows("Stale deals", " days in ")?;
    page.press("checkbox", "sweep the floor")?;
    page.until_true(
        "it stays where it was, ticked",
        "[...document.querySelectorAll('section input:checked')].some((box) =>
            box.labels[0]?.parentElement.innerText.includes('sweep the floor'))",
    )?;
    page.region_shows("Due today", "sweep the floor")?;
    page.press("checkbox", "pay the rent")?;
    page.until_true(
        "what was late is no longer",
        "[...document.querySelectorAll('section')].every((part) =>
            part.querySelector('h2')?.innerText.trim() !== 'Overdue'
            || !part.innerText.includes('pay the rent'))",
    )?;
    all_that_stand_still(page)
}

/// Checks that the link to all stale deals leads to as many as it states.
fn all_that_stand_still(page: &Page) -> Outcome {
    let link = page.find_containing("link", "stale deals")?;
    let said = page.script("return arguments[0].innerText", &[link.to_value()])?;
    let count: String =
        said.as_str().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    if count.is_empty() {
        return Err(Failure::Unmet(format!("the link does not say how many there are: {said}")));
    }
    page.press_containing("link", "stale deals")?;
    page.find("heading", "Deals")?;
    page.status(&format!("{count} of "))
}
