//! Two tabs of one browser: what is done in one is seen in the other.

use super::forms::make;
use super::run::{EVERY, Journey, Stage};
use crate::wire::Outcome;

pub const JOURNEYS: &[Journey] = &[Journey {
    name: "an edit in one tab appears in the other",
    engines: EVERY,
    base: "/",
    run: appears,
}];

fn appears(stage: &mut Stage) -> Outcome {
    make(stage, "Anna", "Miller")?;
    let page = &stage.page;
    let address = page.address()?;
    let first = page.tab()?;
    let second = page.new_tab()?;
    page.open(&address)?;
    page.press("link", "Edit").or_else(|_| page.button("Edit"))?;
    page.fill("Job title", "Head of purchasing")?;
    page.button("Save")?;
    page.shows("Head of purchasing")?;
    page.go_to(&first)?;
    page.shows("Head of purchasing")?;
    // The other way round, with something that makes the page say something else.
    page.button("More")?;
    page.press("menuitem", "Delete")?;
    page.shows("Moved to the bin")?;
    page.go_to(&second)?;
    page.shows("Anna Miller is in the bin")?;
    page.button("Restore")?;
    page.find("heading", "Anna Miller")?;
    page.go_to(&first)?;
    page.link("Contacts")?;
    page.find_containing("link", "Anna Miller").map(drop)
}
