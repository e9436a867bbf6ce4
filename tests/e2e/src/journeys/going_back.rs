//! Going back closes whatever lies over a screen before it leaves the screen; layers closed in
//! other ways leave no history step behind.

use serde_json::json;

use super::forms::make;
use super::journey::{EVERY, Journey, Stage};
use crate::page::Page;
use crate::wire::Outcome;

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "going back closes a sheet before it leaves the screen",
        engines: EVERY,
        base: "/satchel/",
        run: closes,
    },
    Journey {
        name: "a sheet that is closed, saved or left by a link leaves no step behind",
        engines: EVERY,
        base: "/",
        run: leaves_nothing,
    },
];

/// The label of a task's first field.
const TITLE: &str = "Title";
const ESCAPE: &str = "\u{e00c}";

/// Waits until this many sheets are open.
fn open_sheets(page: &Page, count: usize) -> Outcome {
    let open = "document.querySelectorAll('dialog[open]').length";
    page.until_true(&format!("{count} sheets are open"), &format!("{open} === {count}"))
        .map_err(|failure| page.with_page(failure))
}

/// Waits until the history entry belongs to this many layers over a screen.
fn layers(page: &Page, count: usize) -> Outcome {
    let over = format!("String(history.state).split('.')[1] === {}", json!(count.to_string()));
    page.until_true(&format!("the history is at {count} layers"), &over)
}

/// Goes back as a person does, once the last press has taken effect.
fn back(page: &Page, from: usize) -> Outcome {
    layers(page, from)?;
    page.back()
}

fn closes(stage: &mut Stage) -> Outcome {
    make(stage, "Anna", "Miller")?;
    let page = &stage.page;
    page.link("Contacts")?;
    page.find("field", "Search contacts")?;
    // A sheet of the screen.
    page.button("Filter")?;
    page.find("dialog", "Filter")?;
    back(page, 1)?;
    open_sheets(page, 0)?;
    page.address_ends("/satchel/contacts")?;
    page.find("field", "Search contacts")?;
    // A selection, and a sheet over it.
    page.button("Order, columns and selection")?;
    page.press("menuitem", "Select contacts")?;
    page.button("Select all")?;
    page.find("heading", "1 selected")?;
    page.button("Tag")?;
    open_sheets(page, 1)?;
    back(page, 2)?;
    open_sheets(page, 0)?;
    page.find("heading", "1 selected")?;
    back(page, 1)?;
    page.find("heading", "Contacts")?;
    page.address_ends("/satchel/contacts")?;
    // A menu, and a sheet above all screens that keeps its text.
    page.press_containing("link", "Anna Miller")?;
    page.find("heading", "Anna Miller")?;
    page.button("Log")?;
    page.find("menuitem", "Note")?;
    back(page, 1)?;
    page.gone("menuitem", "Note")?;
    page.find("heading", "Anna Miller")?;
    page.button("New task")?;
    page.fill(TITLE, "bring the samples")?;
    back(page, 1)?;
    open_sheets(page, 0)?;
    page.find("heading", "Anna Miller")?;
    page.button("New task")?;
    page.until_true(
        "what was typed is still there",
        "document.querySelector('dialog[open] input')?.value === 'bring the samples'",
    )?;
    // After a reload the screen is there without the sheet, and going back leads on.
    layers(page, 1)?;
    page.reload()?;
    page.find("heading", "Anna Miller")?;
    open_sheets(page, 0)?;
    back(page, 0)?;
    page.address_ends("/satchel/contacts")
}

fn leaves_nothing(stage: &mut Stage) -> Outcome {
    make(stage, "Anna", "Miller")?;
    let page = &stage.page;
    page.link("Tasks")?;
    page.find("heading", "Tasks")?;
    page.link("Today")?;
    page.find("field", "Quick add")?;
    let length = page.script("return history.length", &[])?;
    for close in ["cross", "Escape"] {
        page.button("New")?;
        open_sheets(page, 1)?;
        layers(page, 1)?;
        if close == "cross" {
            page.button("Close")?
        } else {
            page.keys(ESCAPE)?
        }
        open_sheets(page, 0)?;
        layers(page, 0)?;
    }
    // After saving, the screen below is the same, and one step back leads to the one before it.
    page.button("New")?;
    page.button("New task")?;
    page.fill(TITLE, "call the printer")?;
    page.button("Save")?;
    open_sheets(page, 0)?;
    layers(page, 0)?;
    page.until_true(
        "only the entry that forward leads to is more",
        &format!("history.length <= {length} + 1"),
    )?;
    page.script("history.forward()", &[])?;
    layers(page, 0)?;
    page.find("field", "Quick add")?;
    open_sheets(page, 0)?;
    // After leaving the sheet for another screen, going back leads to where the sheet was opened.
    page.button("New")?;
    page.button("New company")?;
    page.find("heading", "New company")?;
    page.fill("Name", "Acme")?;
    page.button("Save")?;
    page.find("heading", "Acme")?;
    open_sheets(page, 0)?;
    back(page, 0)?;
    page.address_ends("/today")?;
    open_sheets(page, 0)?;
    back(page, 0)?;
    page.address_ends("/tasks")
}
