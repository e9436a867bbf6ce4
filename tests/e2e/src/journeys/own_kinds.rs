//! A kind of the user's own, made on the phone: it has list, page, form, filter, bulk edit, backup
//! and restore like any other.

use super::backup::{backup, restore_file};
use super::journey::{EVERY, Journey, Stage};
use crate::page::Size;
use crate::wire::Outcome;

pub const JOURNEYS: &[Journey] = &[Journey {
    name: "a kind made on the phone is used like any other and comes back on another device",
    engines: EVERY,
    base: "/",
    run: machines,
}];

/// Makes the kind "Machine" with a link to companies and a choice.
fn make_kind(stage: &Stage) -> Outcome {
    stage.open("settings/kinds")?;
    let page = &stage.page;
    page.button("New kind")?;
    page.fill("Name", "Machine")?;
    page.fill("Plural", "Machines")?;
    page.button("Save")?;
    page.find("heading", "Machines")?;
    page.button("Add field")?;
    page.fill("Name", "Stands at")?;
    page.choose("Type", "Link to records")?;
    page.choose("Links to", "Companies")?;
    page.button("Save")?;
    page.shows("Stands at")?;
    page.button("Add field")?;
    page.fill("Name", "State")?;
    page.choose("Type", "Choice")?;
    page.fill("Choices, one per line", "Runs\nBroken")?;
    page.button("Save")?;
    page.shows("State")
}

/// Makes a machine that stands at a company.
fn make_machine(stage: &Stage, name: &str, company: &str, answer: &str) -> Outcome {
    let page = &stage.page;
    page.link("New machine")?;
    page.fill("Name", name)?;
    page.pick("Stands at", company, answer)?;
    page.button("Save")?;
    page.find("heading", name)?;
    page.link("Back")
}

fn machines(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    make_kind(stage)?;
    stage.open("more")?;
    stage.page.link("Machines")?;
    stage.page.shows("No machines yet")?;
    make_machine(stage, "Press 2000", "Oak Ltd", "Create “Oak Ltd”")?;
    make_machine(stage, "Lathe", "Oak Ltd", "Oak Ltd")?;
    make_machine(stage, "Nguyễn Kiln", "Duna Kft.", "Create “Duna Kft.”")?;
    let page = &stage.page;
    page.status("3 machines")?;
    page.button("Filter")?;
    page.button("Add condition")?;
    page.choose("Field", "Stands at")?;
    page.pick("Value", "Oak", "Oak Ltd")?;
    page.button("Show 2 machines")?;
    page.status("2 of 3 machines")?;
    page.button("Order, columns and selection")?;
    page.press("menuitem", "Select machines")?;
    page.button("Select all")?;
    page.button("Edit")?;
    page.choose("Field", "State")?;
    page.choose("State", "Broken")?;
    page.button("Change 2 machines")?;
    page.status("2 records changed")?;
    page.press_containing("link", "Lathe")?;
    page.shows("Broken")?;
    page.link("Oak Ltd")?;
    page.find("heading", "Machines")?;
    page.find_containing("link", "Press 2000")?;
    let before = backup(stage)?;
    stage.host = stage.host.another()?;
    restore_file(stage, &before)?;
    stage.open("more")?;
    stage.page.link("Machines")?;
    stage.page.status("3 machines")?;
    stage.page.fill("Search machines", "nguyen")?;
    stage.page.status("1 of 3 machines")
}
