//! By keyboard: the focus is never lost, the navigation can be skipped, and keys do what the sheet
//! of keys says.

use serde_json::json;

use super::journey::{EVERY, Journey, Stage};
use super::selling::jot;
use crate::page::{Page, Size};
use crate::wire::Outcome;

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "the focus goes on from what went away",
        engines: EVERY,
        base: "/",
        run: goes_on,
    },
    Journey {
        name: "keys skip the navigation, show themselves and make something new",
        engines: EVERY,
        base: "/",
        run: keys,
    },
];

const ENTER: &str = "\u{e007}";
const SPACE: &str = " ";
const ESCAPE: &str = "\u{e00c}";

/// Focuses an element of this role and name, and presses a key.
fn press_on(page: &Page, role: &str, name: &str, key: &str) -> Outcome {
    let element = page.find_containing(role, name)?;
    page.script("arguments[0].focus()", &[element.to_value()])?;
    page.keys(key)
}

/// Waits until the expression over `it`, the focused element, is true.
fn has_focus(page: &Page, what: &str, expression: &str) -> Outcome {
    let asked = format!("((it) => {expression})(document.activeElement)");
    page.until_true(&format!("the focus is on {what}"), &asked)
        .map_err(|failure| page.with_page(failure))
}

fn goes_on(stage: &mut Stage) -> Outcome {
    // The sample visits query the current place, which needs a network.
    stage.expected.push("Network location provider");
    let page = &stage.page;
    page.size(Size::Phone)?;
    stage.open("")?;
    press_on(page, "button", "Try sample data", ENTER)?;
    page.status("Sample data added")?;
    has_focus(
        page,
        "the heading of the day",
        "it.matches('h1') && it.innerText.startsWith('Good')",
    )?;
    page.link("Contacts")?;
    page.fill("Search contacts", "miller")?;
    page.status("of ")?;
    press_on(page, "link", "Anna Miller", ENTER)?;
    has_focus(page, "the name", "it.matches('h1') && it.innerText.trim() === 'Anna Miller'")?;
    stage.open("tasks")?;
    jot(page, "water the plants 2020-01-02")?;
    jot(page, "feed the fish 2020-01-03")?;
    page.find("checkbox", "feed the fish")?;
    press_on(page, "checkbox", "water the plants", SPACE)?;
    page.gone("checkbox", "water the plants")?;
    has_focus(page, "the next task", "it.getAttribute('aria-label') === 'feed the fish'")
}

fn keys(stage: &mut Stage) -> Outcome {
    let page = &stage.page;
    page.size(Size::Desktop)?;
    stage.open("contacts/none")?;
    page.find("heading", "Page not found")?;
    press_on(page, "link", "Skip to content", ENTER)?;
    has_focus(page, "the screen", "it.id === 'main'")?;
    page.address_ends("/contacts/none")?;
    page.keys("?")?;
    page.find("dialog", "Keyboard shortcuts")?;
    page.keys(ESCAPE)?;
    page.gone("dialog", "Keyboard shortcuts")?;
    page.keys("n")?;
    page.find("dialog", "New")?;
    page.keys(ESCAPE)?;
    page.gone("dialog", "New")?;
    page.keys("gd")?;
    page.find("heading", "Deals")?;
    page.until_true(
        "the window is named after it",
        &format!("document.title === {}", json!("Deals \u{2013} Satchel")),
    )
}
