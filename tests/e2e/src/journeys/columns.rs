//! The columns of the list of contacts: a field that somebody made is one, in the order that was
//! chosen, on a phone in one line and on a desktop side by side, also after a reload.

use super::run::{EVERY, Journey, Stage};
use crate::page::{Page, Size};
use crate::wire::Outcome;

pub const JOURNEYS: &[Journey] = &[Journey {
    name: "a field of one's own becomes a column of the list",
    engines: EVERY,
    base: "/",
    run: becomes,
}];

fn becomes(stage: &mut Stage) -> Outcome {
    let page = &stage.page;
    page.size(Size::Phone)?;
    stage.open("settings")?;
    page.button("Add a field")?;
    page.fill("Name", "Wine")?;
    page.button("Save")?;
    page.shows("Contacts · Text")?;
    stage.open("contacts/new")?;
    page.fill("First name", "Anna")?;
    page.fill("Job title", "Buyer")?;
    page.fill("Wine", "Tokaji")?;
    page.button("Save")?;
    page.find("heading", "Anna")?;
    stage.open("contacts")?;
    page.status("1 contact")?;
    // Before anything is chosen the line below the name is the company's or the job's.
    page.find_containing("link", "Anna Buyer")?;
    choose(page)?;
    page.shows("Columns changed")?;
    page.find_containing("link", "Anna Tokaji · Buyer · Anna")?;
    page.reload()?;
    page.find_containing("link", "Anna Tokaji · Buyer · Anna")?;
    page.size(Size::Desktop)?;
    page.find_containing("link", "Anna Tokaji Buyer Anna")?;
    page.until_true(
        "the columns have their names above them",
        "document.querySelector('main').innerText.match(/Name\\s+Wine\\s+Job title\\s+First name/)",
    )?;
    // An open contact leaves the list its narrow pane.
    page.press_containing("link", "Anna Tokaji")?;
    page.find("heading", "Anna")?;
    page.find_containing("link", "Anna Tokaji · Buyer · Anna").map(drop)
}

fn choose(page: &Page) -> Outcome {
    page.button("Order, columns and selection")?;
    page.press("menuitem", "Columns")?;
    for unwanted in ["Company", "Phone", "Email", "Birthday"] {
        page.press("checkbox", unwanted)?;
        page.gone("button", &format!("Move {unwanted} up"))?;
    }
    page.button("Move Wine up")?;
    // Who uses the keyboard goes on from where the column is now: it cannot go further up.
    page.until_true(
        "the focus goes with the column",
        "document.activeElement.getAttribute('aria-label') === 'Move Wine down'",
    )?;
    page.press("checkbox", "First name")?;
    page.find("button", "Move First name up")?;
    page.button("Save")
}
