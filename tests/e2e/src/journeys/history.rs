//! The history can be read, inspected and undone; deleted records of every kind are in the bin.

use super::first_steps::{import_beside, import_phone};
use super::journey::{ANY, Journey, Stage};
use super::selling::{jot, open_contact};
use crate::page::Page;
use crate::wire::Outcome;

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "the history says what changed, and shows before and after",
        engines: ANY,
        base: "/",
        run: says_what_changed,
    },
    Journey {
        name: "what was deleted comes back from the bin, of whatever kind",
        engines: ANY,
        base: "/",
        run: comes_back,
    },
];

fn says_what_changed(stage: &mut Stage) -> Outcome {
    stage.open("")?;
    stage.page.button("Start empty")?;
    stage.open("settings/history")?;
    // Nothing has happened yet, and the screen says so.
    stage.page.shows("No changes yet")?;
    import_beside(stage)?;
    let page = &stage.page;
    open_contact(page, "nguyen", "Nguyễn Thị Ánh")?;
    stage.open("tasks")?;
    jot(page, "call the potter")?;
    page.press("checkbox", "call the potter")?;
    page.gone("checkbox", "call the potter")?;
    open_contact(page, "nguyen", "Nguyễn Thị Ánh")?;
    page.press_containing("link", "Edit")?;
    page.fill("Job title", "Head of sales")?;
    page.fill("Phonetic last name", "Annie")?;
    page.button("Save")?;
    page.shows("Head of sales")?;
    stage.open("settings/history")?;
    page.shows("Completed: call the potter")?;
    page.press_containing("button", "Nguyễn Thị Ánh: phonetic last name and job title")?;
    page.find("dialog", "Nguyễn Thị Ánh: phonetic last name and job title")?;
    page.shows("Head of purchasing → Head of sales")?;
    page.shows("Nguyen → Annie")?;
    undo_in_sheet(page)?;
    page.shows("Undid: Nguyễn Thị Ánh: phonetic last name and job title")?;
    // The record's own changes say the same.
    open_contact(page, "nguyen", "Nguyễn Thị Ánh")?;
    page.button("Changes")?;
    page.shows("Head of sales → Head of purchasing")?;
    page.shows("Head of purchasing → Head of sales")
}

/// Presses Undo in the sheet: the rows behind it have such a button, too.
fn undo_in_sheet(page: &Page) -> Outcome {
    page.until_true(
        "the sheet has a way back, and it is taken",
        "[...document.querySelectorAll('dialog[open] button')]
            .filter((button) => button.innerText.trim() === 'Undo')
            .map((button) => button.click()).length",
    )?;
    page.gone("dialog", "Nguyễn Thị Ánh: phonetic last name and job title")
}

fn comes_back(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    let page = &stage.page;
    stage.open("tasks")?;
    jot(page, "call the potter")?;
    page.button("More actions for call the potter")?;
    page.press("menuitem", "Delete")?;
    page.gone("checkbox", "call the potter")?;
    open_contact(page, "nguyen", "Nguyễn Thị Ánh")?;
    page.fill("Write a note", "Likes the blue glaze")?;
    page.button("Save")?;
    page.press_containing("button", "More actions for Note")?;
    page.press("menuitem", "Delete")?;
    // Said once it is durable: leaving the page before would be leaving it as it was.
    page.find("button", "Undo")?;
    page.gone("listitem", "Likes the blue glaze")?;
    stage.open("settings/bin")?;
    page.status("2 records in the trash")?;
    page.shows("Task · Deleted")?;
    page.shows("Note · Deleted")?;
    page.button("Restore all")?;
    page.shows("The trash is empty")?;
    page.button("Undo")?;
    page.status("2 records in the trash")?;
    page.button("Restore all")?;
    page.shows("The trash is empty")?;
    stage.open("tasks")?;
    page.find("checkbox", "call the potter")?;
    open_contact(page, "nguyen", "Nguyễn Thị Ánh")?;
    page.shows("Likes the blue glaze")
}
