//! The record picker: it tells namesakes apart, never creates a record from typed text by itself,
//! and works by keyboard and beside a phone's on-screen keyboard; also the task form within a
//! thumb's reach.

use super::journey::{ANY, EVERY, Journey, Stage};
use crate::page::{Page, Size};
use crate::wire::Outcome;

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "whom a deal is for is chosen by keyboard and never made by itself",
        engines: EVERY,
        base: "/",
        run: chooses,
    },
    Journey {
        name: "a task is planned within reach of the thumb",
        engines: ANY,
        base: "/",
        run: plans,
    },
    Journey { name: "a call keeps its deal", engines: ANY, base: "/", run: keeps_deal },
];

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const DOWN: &str = "\u{e015}";
const TAB: &str = "\u{e004}";

/// Creates a contact of this name and, with it, a company.
fn employ(stage: &Stage, given: &str, family: &str, company: &str) -> Outcome {
    let page = &stage.page;
    stage.open("contacts/new")?;
    page.fill("First name", given)?;
    page.fill("Last name", family)?;
    page.pick("Company", company, &format!("Create “{company}”"))?;
    page.shows("Saving creates a new company")?;
    page.button("Save")?;
    page.find("heading", &format!("{given} {family}"))?;
    page.shows(company)
}

/// Waits until the active row of the list contains these words.
fn points_at(page: &Page, words: &str) -> Outcome {
    let pointed = format!(
        "document.getElementById(document.activeElement?.getAttribute('aria-activedescendant'))
            ?.innerText.includes('{words}')"
    );
    page.until_true(&format!("the row with {words} is pointed at"), &pointed)
}

fn chooses(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    employ(stage, "Anna", "Brown", "Acme")?;
    employ(stage, "Anna", "Brown", "Oak Ltd")?;
    stage.open("deals/new")?;
    let page = &stage.page;
    page.fill("Name", "Tableware")?;
    // A fragment matches nobody: leaving the field asks, and so does saving.
    page.fill("Contacts", "brow")?;
    page.status("2 found")?;
    page.keys(TAB)?;
    page.shows("Choose a contact, or create “brow”")?;
    page.button("Save")?;
    page.shows("Choose a contact, or create “brow”")?;
    // Two contacts share the name, so the name alone chooses neither.
    page.fill("Contacts", "Anna Brown")?;
    page.keys(ENTER)?;
    page.shows("2 are named “Anna Brown”")?;
    page.keys(ESCAPE)?;
    page.holds("Contacts", "")?;
    page.keyboard_over(420)?;
    page.fill("Contacts", "oak")?;
    let clear = "((list) => list.matches(':popover-open')
        && list.getBoundingClientRect().bottom <= 420)(
            document.getElementById(document.activeElement.getAttribute('aria-controls'))
                .closest('[popover]'))";
    page.until_true("the list ends where the keyboard begins", clear)?;
    page.keys(DOWN)?;
    points_at(page, "Oak Ltd")?;
    page.keys(ENTER)?;
    page.holds("Contacts", "Anna Brown")?;
    page.until_true(
        "the focus stays in the field",
        "document.activeElement.getAttribute('role') === 'combobox'",
    )?;
    page.keyboard_away()?;
    // The company follows from the chosen contact.
    page.holds("Company", "Oak Ltd")?;
    page.button("Save")?;
    page.find_containing("heading", "Tableware")?;
    page.shows("Oak Ltd")?;
    page.link("Contacts")?;
    page.shows("2 contacts")
}

/// Waits until a button is visible without scrolling.
fn in_reach(page: &Page, button: &str) -> Outcome {
    let seen = format!(
        "[...document.querySelectorAll('dialog[open] button')].some((button) => {{
            const {{ top, bottom }} = button.getBoundingClientRect();
            return button.innerText.trim() === '{button}' && top > 0 && bottom <= innerHeight;
        }})"
    );
    page.until_true(&format!("{button} is in reach"), &seen)
}

/// Waits until every field of the form is wide enough to read.
fn wide_enough(page: &Page) -> Outcome {
    let wide = "[...document.querySelectorAll('dialog[open] form input')]
        .every((field) => field.getBoundingClientRect().width >= 220)";
    page.until_true("no field is narrower than 220 pixels", wide)
}

fn plans(stage: &mut Stage) -> Outcome {
    for size in [Size::Phone, Size::Desktop] {
        stage.page.size(size)?;
        stage.open("tasks")?;
        let page = &stage.page;
        page.button("New task")?;
        page.find("dialog", "New task")?;
        page.find("field", "Due")?;
        in_reach(page, "Save")?;
        wide_enough(page)?;
        page.shows("Press Enter to save")?;
        page.choose("Kind", "Visit")?;
        page.button("Tomorrow")?;
        page.press_containing("button", "9:00")?;
        page.button("Save")?;
        page.gone("dialog", "New task")?;
        page.find("checkbox", "Visit")?;
        page.button("New task")?;
        page.fill("Title", "Sweep")?;
        page.keys(ENTER)?;
        page.gone("dialog", "New task")?;
        page.find("checkbox", "Sweep")?;
    }
    Ok(())
}

fn keeps_deal(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    employ(stage, "Anna", "Brown", "Acme")?;
    stage.open("deals/new")?;
    let page = &stage.page;
    page.fill("Name", "Tableware")?;
    page.pick("Contacts", "anna", "Anna Brown")?;
    page.button("Save")?;
    page.find_containing("heading", "Tableware")?;
    page.link("Contacts")?;
    page.press_containing("link", "Anna Brown")?;
    page.find("heading", "Anna Brown")?;
    page.button("Log")?;
    page.press("menuitem", "Call")?;
    page.find("dialog", "Log call")?;
    page.holds("About deal", "Tableware")?;
    page.button("Not reached")?;
    page.button("Tomorrow")?;
    page.button("Save")?;
    page.shows("Logged")?;
    page.link("Deals")?;
    page.press_containing("link", "Tableware")?;
    page.shows("Call back Anna Brown")?;
    page.shows("Call, not reached")
}
