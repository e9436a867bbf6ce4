//! The board of deals by keyboard, by mouse, by menu, and as a list with several deals moved at
//! once. Every move is announced.

use super::journey::{CHROMIUM, EVERY, Journey, Stage};
use super::selling::{in_column, jot};
use crate::page::{Page, Size};
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "a card is moved by keyboard and by mouse, and the board says so",
        engines: EVERY,
        base: "/",
        run: moved,
    },
    // WebKit's driver has no touch, and Firefox's touch does not scroll.
    Journey {
        name: "a swipe over a card scrolls the board and moves nothing",
        engines: CHROMIUM,
        base: "/",
        run: swiped,
    },
];

const RIGHT: &str = "\u{e014}";
const ESCAPE: &str = "\u{e00c}";

fn moved(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Desktop)?;
    stage.open("tasks")?;
    let page = &stage.page;
    jot(page, "deal Acme 12000 EUR")?;
    jot(page, "deal Birch 500 EUR")?;
    page.link("Deals")?;
    in_column(page, "Lead", "Acme")?;
    in_column(page, "Lead", "Birch")?;
    by_keyboard(page)?;
    by_mouse(page)?;
    lost_for_a_reason(page)?;
    several_at_once(stage)
}

fn by_keyboard(page: &Page) -> Outcome {
    let card = page.find("link", "Acme")?;
    page.script("arguments[0].focus()", &[card.to_value()])?;
    page.keys(" ")?;
    page.status("Picked up Acme. Arrow keys left and right move it")?;
    page.keys(RIGHT)?;
    page.status("Acme: Qualified")?;
    page.keys(RIGHT)?;
    page.status("Acme: Meeting")?;
    page.keys(ESCAPE)?;
    page.status("Canceled")?;
    in_column(page, "Lead", "Acme")?;
    page.keys(" ")?;
    page.status("Picked up Acme")?;
    page.keys(RIGHT)?;
    page.status("Acme: Qualified")?;
    page.keys(" ")?;
    page.status("Dropped Acme in Qualified")?;
    in_column(page, "Qualified", "Acme")?;
    // A keyboard user goes on from the moved card.
    page.until_true(
        "the focus goes with the card",
        "document.activeElement?.innerText.trim() === 'Acme'
            && document.activeElement.closest('ul')?.getAttribute('aria-label') === 'Qualified'",
    )
}

fn by_mouse(page: &Page) -> Outcome {
    let card = page.find("link", "Birch")?;
    let column = page.find("list", "Meeting")?;
    page.steady(&card)?;
    page.carry_by_mouse(&card, &column)?;
    page.status("Dropped Birch in Meeting")?;
    in_column(page, "Meeting", "Birch")?;
    // A drag that ends on the board does not press the dragged link.
    if page.address()?.ends_with("/deals") {
        return Ok(());
    }
    Err(Failure::Unmet(format!("the drop led to {}", page.address()?)))
}

/// Acme stands further left than Birch, so its menu is the first.
fn lost_for_a_reason(page: &Page) -> Outcome {
    page.button("Move to…")?;
    page.press("menuitem", "Lost")?;
    page.find("dialog", "Why was it lost?")?;
    in_column(page, "Qualified", "Acme")?;
    page.button("Bad timing")?;
    page.gone("dialog", "Why was it lost?")?;
    page.status("Moved to Lost")?;
    in_column(page, "Lost", "Acme")?;
    page.link("Acme")?;
    page.find("heading", "Acme")?;
    page.shows("Lost reason")?;
    page.shows("Bad timing")?;
    page.until_true(
        "its page says where it is",
        "document.querySelector('[aria-current=step]')?.innerText.trim() === 'Lost'",
    )
}

/// Waits until the list shows a deal in this stage.
fn stands_in(page: &Page, deal: &str, stage: &str) -> Outcome {
    let row = format!(
        "[...document.querySelectorAll('main .list-row')].some((row) =>
            row.innerText.includes('{deal}') && row.innerText.includes('{stage}'))"
    );
    page.until_true(&format!("{deal} stands in {stage}"), &row)
}

fn several_at_once(stage: &Stage) -> Outcome {
    // A new page removes the Undo buttons of earlier actions.
    stage.open("deals")?;
    let page = &stage.page;
    page.button("Order, columns and selection")?;
    page.press("menuitem", "Select deals")?;
    page.find("heading", "0 selected")?;
    stands_in(page, "Acme", "Lost")?;
    stands_in(page, "Birch", "Meeting")?;
    page.press_containing("button", "Acme")?;
    page.press_containing("button", "Birch")?;
    page.find("heading", "2 selected")?;
    page.button("Move")?;
    page.find("dialog", "Move to…")?;
    page.button("Proposal")?;
    page.gone("dialog", "Move to…")?;
    page.status("2 deals moved to Proposal")?;
    stands_in(page, "Acme", "Proposal")?;
    stands_in(page, "Birch", "Proposal")?;
    page.button("Undo")?;
    page.status("Undone")?;
    stands_in(page, "Acme", "Lost")?;
    stands_in(page, "Birch", "Meeting")?;
    page.reload()?;
    stands_in(page, "Acme", "Lost")?;
    page.press_containing("link", "Acme")?;
    page.shows("Bad timing")
}

fn swiped(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    stage.open("tasks")?;
    let page = &stage.page;
    jot(page, "deal Acme 12000 EUR")?;
    page.link("Deals")?;
    in_column(page, "Lead", "Acme")?;
    // The menu button lies on the right of the card.
    let corner = page.find("button", "Move to…")?;
    page.steady(&corner)?;
    page.swipe(&corner, -220)?;
    // The next column snaps into the first one's place.
    let snapped = "((lists) => Math.abs(lists[1].getBoundingClientRect().left - 16) < 40
        && lists[0].getBoundingClientRect().right < 60)(
            [...document.querySelectorAll('ul')].filter((list) =>
                ['Lead', 'Qualified'].includes(list.getAttribute('aria-label'))))";
    page.until_true("the next column stands where the first one was", snapped)?;
    in_column(page, "Lead", "Acme")?;
    if page.address()?.ends_with("/deals") {
        return Ok(());
    }
    Err(Failure::Unmet(format!("the swipe led to {}", page.address()?)))
}
