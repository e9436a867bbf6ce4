//! The columns of the contact list: a custom field becomes one, in the chosen order, in one line on
//! a phone and side by side on a desktop, also after a reload.

use std::fs;

use super::first_steps::import_phone;
use super::journey::{ANY, Journey, Stage, only};
use crate::engine::Engine;
use crate::page::{Page, Size};
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "a field of one's own becomes a column of the list",
        engines: ANY,
        base: "/",
        run: becomes,
    },
    // WebKitGTK's browser keeps no downloads.
    Journey {
        name: "who is selected is taken out, with the columns of the list or as cards",
        engines: only(&[Engine::Chromium, Engine::Firefox]),
        base: "/",
        run: taken_out,
    },
];

fn becomes(stage: &mut Stage) -> Outcome {
    let page = &stage.page;
    page.size(Size::Phone)?;
    stage.open("settings/kinds/contact")?;
    page.button("Add field")?;
    page.fill("Name", "Wine")?;
    page.button("Save")?;
    page.shows("Wine")?;
    stage.open("contacts/new")?;
    page.fill("First name", "Anna")?;
    page.fill("Job title", "Buyer")?;
    page.fill("Wine", "Tokaji")?;
    page.button("Save")?;
    page.find("heading", "Anna")?;
    stage.open("contacts")?;
    page.status("1 contact")?;
    // Before a choice, the line below the name shows the company or the job.
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
    // An open contact leaves only a narrow pane to the list.
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
    // A keyboard user goes on at the column's new place; it cannot go further up.
    page.until_true(
        "the focus goes with the column",
        "document.activeElement.getAttribute('aria-label') === 'Move Wine down'",
    )?;
    page.press("checkbox", "First name")?;
    page.find("button", "Move First name up")?;
    page.button("Save")
}

fn taken_out(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    import_phone(stage)?;
    let page = &stage.page;
    page.link("Contacts")?;
    page.status("6 contacts")?;
    page.button("Order, columns and selection")?;
    page.press("menuitem", "Select contacts")?;
    page.press_containing("button", "Kovács Béla")?;
    page.press_containing("button", "Anna Miller")?;
    page.find("heading", "2 selected")?;
    page.button("Export")?;
    page.press_containing("button", "Columns of the list (CSV)")?;
    let table = fs::read_to_string(page.downloaded(".csv")?)?;
    let mut lines = table.trim_start_matches('\u{feff}').lines();
    let columns = "First name,Last name,Company,Job title,Phone 1 - Label,Phone 1 - Value,\
        Email 1 - Label,Email 1 - Value,Birthday";
    is(lines.next().unwrap_or_default(), columns)?;
    is(&lines.count().to_string(), "2")?;
    page.button("Export")?;
    page.press_containing("button", "Older contact cards (vCard 3.0)")?;
    let cards = fs::read_to_string(page.downloaded(".vcf")?)?;
    is(&cards.matches("VERSION:3.0").count().to_string(), "2")?;
    let there = ["FN:Kovács Béla", "FN:Anna Miller"].map(|name| cards.contains(name));
    is(&format!("{there:?}"), "[true, true]")
}

fn is(found: &str, wanted: &str) -> Outcome {
    if found == wanted {
        return Ok(());
    }
    Err(Failure::Unmet(format!("the file has \"{found}\" where \"{wanted}\" should be")))
}
