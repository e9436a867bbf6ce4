//! Two tabs of one browser: changes in one appear in the other.

use super::forms::make;
use super::journey::{EVERY, Journey, Stage, only};
use super::selling::{in_column, jot};
use crate::engine::Engine;
use crate::page::{Page, Size};
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "an edit in one tab appears in the other",
        engines: EVERY,
        base: "/",
        run: appears,
    },
    Journey {
        name: "two tabs that move the same card agree where it is",
        // WebKit's driver sometimes waits forever for the tab behind the other.
        engines: only(&[Engine::Chromium, Engine::Firefox]),
        base: "/",
        run: same_card,
    },
];

fn appears(stage: &mut Stage) -> Outcome {
    make(stage, "Anna", "Miller")?;
    let page = &stage.page;
    let address = page.address()?;
    let first = page.tab()?;
    let second = page.new_tab()?;
    page.open(&address)?;
    page.press("link", "Edit")?;
    page.fill("Job title", "Head of purchasing")?;
    page.button("Save")?;
    page.shows("Head of purchasing")?;
    page.go_to(&first)?;
    page.shows("Head of purchasing")?;
    // The other way round, with a change that makes the page show something else.
    page.button("More")?;
    page.press("menuitem", "Delete")?;
    page.shows("Moved to trash")?;
    page.go_to(&second)?;
    page.shows("Anna Miller is in the trash")?;
    page.button("Restore")?;
    page.find("heading", "Anna Miller")?;
    page.go_to(&first)?;
    page.link("Contacts")?;
    page.find_containing("link", "Anna Miller").map(drop)
}

/// Moves the only card.
fn move_to(page: &Page, column: &str) -> Outcome {
    page.press_containing("button", "Move to…")?;
    page.press("menuitem", column)
}

fn same_card(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Desktop)?;
    stage.open("tasks")?;
    let page = &stage.page;
    jot(page, "deal Acme 12000 EUR")?;
    page.link("Deals")?;
    in_column(page, "Lead", "Acme")?;
    let address = page.address()?;
    let first = page.tab()?;
    let second = page.new_tab()?;
    page.size(Size::Desktop)?;
    page.open(&address)?;
    in_column(page, "Lead", "Acme")?;
    // One tab moves it, and the other right after.
    page.go_to(&first)?;
    move_to(page, "Meeting")?;
    page.go_to(&second)?;
    move_to(page, "Proposal")?;
    in_column(page, "Proposal", "Acme")?;
    page.go_to(&first)?;
    in_column(page, "Proposal", "Acme")?;
    let cards = "return document.querySelectorAll('.board__link').length";
    for tab in [&first, &second] {
        page.go_to(tab)?;
        let count = page.script(cards, &[])?;
        if count != serde_json::json!(1) {
            return Err(Failure::Unmet(format!("the card is there {count} times")));
        }
        page.reload()?;
        in_column(page, "Proposal", "Acme")?;
    }
    // Every move is in the history of the deal.
    page.press("link", "Acme")?;
    page.shows("Moved to Proposal")?;
    page.shows("Moved to Meeting")?;
    page.shows("Created in Lead")
}
