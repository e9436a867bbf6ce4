//! A kind of the user's own, made on the phone: it has list, page, form, filter, bulk edit, backup
//! and restore like any other.

use std::path::Path;

use super::backup::{backup, restore_file};
use super::journey::{EVERY, Journey, Stage};
use crate::engine::Engine;
use crate::machines::MOTORS;
use crate::page::Size;
use crate::wire::Outcome;

pub const JOURNEYS: &[Journey] = &[Journey {
    name: "a kind made on the phone is used like any other and comes back on another device",
    engines: EVERY,
    base: "/",
    run: machines,
}];

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

/// Gives machines a photo each, on their pages.
fn give_photos(stage: &Stage, count: usize) -> Outcome {
    let page = &stage.page;
    let icons = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/icons");
    let picture = icons.canonicalize()?.join("satchel-192.png");
    for number in 1..=count {
        page.press_containing("link", &format!("Motor {number:02}"))?;
        page.attach("Add files", &picture)?;
        page.find("button", "Open satchel-192.png")?;
        page.link("Back")?;
    }
    Ok(())
}

fn machines(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    stage.page.make_machine_kind(&stage.host)?;
    stage.open("more")?;
    stage.page.link("Machines")?;
    stage.page.shows("No machines yet")?;
    make_machine(stage, "Press 2000", "Oak Ltd", "Create “Oak Ltd”")?;
    make_machine(stage, "Lathe", "Oak Ltd", "Oak Ltd")?;
    make_machine(stage, "Nguyễn Kiln", "Duna Kft.", "Create “Duna Kft.”")?;
    stage.page.import_machines(&stage.host)?;
    stage.page.link("Show machines")?;
    stage.page.status("23 machines")?;
    // One engine takes the time for all of them.
    let photos = if stage.page.engine() == Engine::Chromium { MOTORS } else { 2 };
    give_photos(stage, photos)?;
    let page = &stage.page;
    page.button("Filter")?;
    page.button("Add condition")?;
    page.choose("Field", "Stands at")?;
    page.pick("Value", "Oak", "Oak Ltd")?;
    page.button("Show 2 machines")?;
    page.status("2 of 23 machines")?;
    pin_view(stage, "At Oak")?;
    let page = &stage.page;
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
    let page = &stage.page;
    page.link("Machines")?;
    page.status("23 machines")?;
    page.button("At Oak")?;
    page.status("2 of 23 machines")?;
    page.button("All")?;
    page.fill("Search machines", "nguyen")?;
    page.status("1 of 23 machines")?;
    page.fill("Search machines", "motor 02")?;
    page.press_containing("link", "Motor 02")?;
    page.find("button", "Open satchel-192.png").map(drop)
}

/// Saves what the list shows as a view, and pins it.
fn pin_view(stage: &Stage, name: &str) -> Outcome {
    let page = &stage.page;
    page.button("Order, columns and selection")?;
    page.press("menuitem", "Save as view")?;
    page.fill("Name", name)?;
    page.button("Save")?;
    page.button("Order, columns and selection")?;
    page.press("menuitem", "Views")?;
    page.button(&format!("Actions for {name}"))?;
    page.press("menuitem", "Pin above the list")?;
    page.status("View pinned")?;
    page.button("Close")
}
