//! Forms: typed text is never lost, errors appear at their fields, and duplicates are pointed out.
//! A deleted contact can be restored at its own address.

use super::journey::{ANY, EVERY, Journey, Stage};
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "what was typed in a form outlives the page",
        engines: EVERY,
        base: "/",
        run: outlives,
    },
    Journey {
        name: "a page that was left while it read keeps nobody waiting",
        engines: EVERY,
        base: "/",
        run: left_early,
    },
    Journey {
        name: "somebody who seems to exist already is named while typing",
        engines: ANY,
        base: "/",
        run: exists,
    },
    Journey {
        name: "a contact in the bin is restored from its own address",
        engines: ANY,
        base: "/",
        run: restores,
    },
];

fn left_early(stage: &mut Stage) -> Outcome {
    for name in ["Anna", "Bob", "Chi", "Dora", "Eva"] {
        stage.open("companies")?;
        stage.page.find("field", "Search companies")?;
        stage.page.reload()?;
        stage.open("contacts/new")?;
        stage.page.fill("First name", name)?;
        stage.page.button("Save")?;
        stage.page.find("heading", name)?;
    }
    Ok(())
}

fn holds(stage: &Stage, label: &str, expected: &str) -> Outcome {
    let found = stage.page.value(label)?;
    if found == expected {
        return Ok(());
    }
    Err(Failure::Unmet(format!("\"{label}\" holds \"{found}\" and not \"{expected}\"")))
}

/// Creates a contact of this name and stays on its page.
pub fn make(stage: &Stage, given: &str, family: &str) -> Outcome {
    let page = &stage.page;
    stage.open("contacts/new")?;
    page.fill("First name", given)?;
    page.fill("Last name", family)?;
    page.button("Save")?;
    page.find("heading", &format!("{given} {family}")).map(drop)
}

fn outlives(stage: &mut Stage) -> Outcome {
    let page = &stage.page;
    stage.open("contacts/new")?;
    page.fill("First name", "Anna")?;
    page.fill("Email", "anna")?;
    page.fill("Birthday", "30 February")?;
    page.button("Save")?;
    page.shows("Enter an email address")?;
    page.shows("This date does not exist")?;
    page.link("Companies")?;
    page.find("field", "Search companies")?;
    page.reload()?;
    stage.open("contacts/new")?;
    page.shows("Draft restored")?;
    holds(stage, "First name", "Anna")?;
    holds(stage, "Birthday", "30 February")?;
    page.fill("Email", "anna@example.com")?;
    page.fill("Birthday", "22 March 1980")?;
    page.button("Save")?;
    page.find("heading", "Anna")?;
    page.shows("anna@example.com")?;
    stage.open("contacts/new")?;
    page.find("button", "Save")?;
    holds(stage, "First name", "")
}

fn exists(stage: &mut Stage) -> Outcome {
    make(stage, "Anna", "Miller")?;
    let page = &stage.page;
    stage.open("contacts/new")?;
    page.fill("First name", "anna")?;
    page.fill("Last name", "MILLER")?;
    page.shows("Anna Miller may already exist")?;
    page.button("Cancel")?;
    // Cancel discards the draft, but "Restore draft" restores it.
    page.shows("Draft discarded")?;
    page.link("New contact")?;
    page.find("field", "First name")?;
    holds(stage, "First name", "")?;
    page.fill("First name", "Bela")?;
    page.button("Cancel")?;
    page.button("Restore draft")?;
    page.link("New contact")?;
    page.shows("Draft restored")?;
    holds(stage, "First name", "Bela")
}

fn restores(stage: &mut Stage) -> Outcome {
    make(stage, "Anna", "Miller")?;
    let page = &stage.page;
    let address = page.address()?;
    page.button("More")?;
    page.press("menuitem", "Delete")?;
    page.shows("Moved to trash")?;
    page.open(&address)?;
    page.shows("Anna Miller is in the trash")?;
    page.button("Restore")?;
    page.find("heading", "Anna Miller").map(drop)
}
