//! A salesperson's day: a deal in progress, a call and its outcome, tasks, quick add for each of
//! them; and the number of taps.

use super::first_steps::import_phone;
use super::journey::{ANY, EVERY, Journey, Stage};
use crate::engine::Engine;
use crate::page::{Page, Size};
use crate::wire::Outcome;

pub const JOURNEYS: &[Journey] = &[
    Journey { name: "a deal is won", engines: ANY, base: "/", run: deal_is_won },
    Journey { name: "a call makes a call-back", engines: EVERY, base: "/", run: call_back },
    Journey { name: "a task comes back", engines: ANY, base: "/", run: task_comes_back },
    Journey { name: "one line is enough", engines: ANY, base: "/satchel/", run: quick_add },
    Journey { name: "the taps of a day are few", engines: ANY, base: "/", run: few_taps },
];

const ENTER: &str = "\u{e007}";

/// Waits until a column of the board contains a card.
pub fn in_column(page: &Page, column: &str, card: &str) -> Outcome {
    let there = format!(
        "[...document.querySelectorAll('[role=list], ul')].some((list) =>
            list.getAttribute('aria-label') === '{column}' && list.innerText.includes('{card}'))"
    );
    page.until_true(&format!("the column {column} has {card}"), &there)
}

/// Enters a quick-add line, and waits until it is saved.
pub fn jot(page: &Page, line: &str) -> Outcome {
    page.fill("Quick add", line)?;
    page.keys(ENTER)?;
    page.until_true("the line is free", "document.querySelector('form input')?.value === ''")
}

pub fn open_contact(page: &Page, letters: &str, name: &str) -> Outcome {
    page.link("Contacts")?;
    page.fill("Search contacts", letters)?;
    page.press_containing("link", name)?;
    page.find_containing("heading", name).map(drop)
}

fn deal_is_won(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Desktop)?;
    import_phone(stage)?;
    stage.open("settings/pipelines")?;
    let page = &stage.page;
    // The layout moves once the first pipeline has been created.
    page.shows("Negotiation")?;
    page.button("New pipeline")?;
    page.choose("Start from", "Real estate")?;
    page.fill("Name", "Houses")?;
    page.button("Save")?;
    page.shows("Viewing")?;
    open_contact(page, "nguyen", "Nguyễn Thị Ánh")?;
    page.press("link", "New deal")?;
    page.fill("Name", "House by the lake")?;
    page.fill("Value", "twelve")?;
    page.button("Save")?;
    page.shows("Enter an amount such as 12400.50")?;
    page.fill("Value", "12.400,50")?;
    page.choose("Stage", "Viewing")?;
    page.button("Save")?;
    page.shows("12,400.50")?;
    page.link("Deals")?;
    page.press_containing("button", "B2B sales")?;
    page.press_containing("button", "Houses")?;
    in_column(page, "Viewing", "House by the lake")?;
    if page.engine() == Engine::WebKit {
        page.press_containing("button", "Move to…")?;
        page.press("menuitem", "Closed")?;
    } else {
        let card = page.find("link", "House by the lake")?;
        let won = page.find("list", "Closed")?;
        page.carry_by_touch(&card, &won)?;
    }
    in_column(page, "Closed", "House by the lake")?;
    // Earlier actions have their own Undo; this one is in the celebration of the move. A press
    // right after a drop still belongs to the drag.
    page.shows("Deal won")?;
    let lone = "[...document.querySelectorAll('button')].filter((button) =>
        button.innerText.trim() === 'Undo' && button.checkVisibility()).length === 1";
    page.until_true("there is one way back, not two", lone)?;
    page.until_true(
        "the move is taken back",
        "!document.querySelector('dialog[open]')
            || ([...document.querySelectorAll('dialog[open] button')]
                .find((button) => button.innerText.trim() === 'Undo')?.click(), false)",
    )?;
    in_column(page, "Viewing", "House by the lake")
}

/// Returns true if a call-back in an hour is still today.
fn an_hour_is_today(page: &Page) -> Outcome<bool> {
    let late = page.script("return new Date().getHours() === 23", &[])?;
    Ok(late == serde_json::json!(false))
}

fn call_back(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    import_phone(stage)?;
    let page = &stage.page;
    page.without_dialler()?;
    open_contact(page, "kovacs", "Kovács Béla")?;
    page.press_containing("link", "Call")?;
    page.find("dialog", "Log call")?;
    // An incoming call ends the page: the next start asks again.
    stage.open("today")?;
    let page = &stage.page;
    page.find("dialog", "Log call")?;
    page.button("Not reached")?;
    let soon = an_hour_is_today(page)?;
    page.button(if soon { "In an hour" } else { "Tomorrow" })?;
    page.fill("Note", "Nobody at the desk")?;
    page.button("Save")?;
    page.gone("dialog", "Log call")?;
    if soon {
        page.link("Today")?;
        page.region_shows("Callbacks", "Kovács Béla")?;
    }
    open_contact(page, "kovacs", "Kovács Béla")?;
    page.shows("Call, not reached")?;
    page.shows("Nobody at the desk")?;
    stage.page.reload()?;
    stage.page.shows("Nobody at the desk")
}

fn task_comes_back(stage: &mut Stage) -> Outcome {
    stage.open("tasks")?;
    let page = &stage.page;
    page.fill("Quick add", "water the plants every monday")?;
    page.keys(ENTER)?;
    page.press("checkbox", "water the plants")?;
    page.shows("Done")?;
    page.button("Done")?;
    let ticked = "document.querySelector('input[type=checkbox]:checked')";
    page.until_true("it is among what is done", ticked)?;
    page.button("To do")?;
    page.until_true(
        "and it is to be done again",
        "document.querySelectorAll('input[type=checkbox]:not(:checked)').length === 1",
    )?;
    page.reload()?;
    page.find("checkbox", "water the plants").map(drop)
}

fn quick_add(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    stage.open("today")?;
    let page = &stage.page;
    page.fill("Quick add", "call nguyễn thị ánh tomorrow 9:00 #vip")?;
    page.status("Nguyễn Thị Ánh")?;
    page.status("tomorrow")?;
    page.keys(ENTER)?;
    page.shows("Saved")?;
    page.fill("Quick add", "deal Acme 12000 EUR")?;
    page.status("12,000")?;
    page.keys(ENTER)?;
    page.until_true("the line is free", "document.querySelector('form input')?.value === ''")?;
    page.link("Tasks")?;
    page.find("checkbox", "call nguyễn thị ánh")?;
    page.link("Deals")?;
    in_column(page, "Lead", "Acme")
}

/// Presses elements, and counts the taps.
struct Taps<'a> {
    page: &'a Page,
    count: usize,
}

impl Taps<'_> {
    fn tap(&mut self, role: &str, name: &str) -> Outcome {
        self.count += 1;
        self.page.press(role, name)
    }

    fn tap_containing(&mut self, role: &str, text: &str) -> Outcome {
        self.count += 1;
        self.page.press_containing(role, text)
    }

    fn at_most(&self, limit: usize, what: &str) -> Outcome {
        if self.count <= limit {
            return Ok(());
        }
        let told = format!("{what} took {} taps, not {limit}", self.count);
        Err(crate::wire::Failure::Unmet(told))
    }
}

fn few_taps(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    import_phone(stage)?;
    let page = &stage.page;
    stage.open("tasks")?;
    for line in ["call kovács béla today 0:05", "deal Acme 12000 EUR", "sweep the floor today"] {
        jot(page, line)?;
    }
    stage.open("today")?;
    page.without_dialler()?;
    let mut taps = Taps { page, count: 0 };
    taps.tap("link", "Call")?;
    page.find("dialog", "Log call")?;
    taps.at_most(1, "calling the next call-back")?;
    taps.count = 0;
    taps.tap("button", "Reached")?;
    taps.tap("button", "Interested")?;
    taps.tap("button", "Next week")?;
    taps.tap("button", "Save")?;
    page.gone("dialog", "Log call")?;
    taps.at_most(4, "logging that call")?;
    taps.count = 0;
    stage.open("today")?;
    taps.tap("checkbox", "sweep the floor")?;
    taps.at_most(1, "completing a task")?;
    taps.count = 0;
    taps.tap("link", "Deals")?;
    taps.tap_containing("button", "Move to…")?;
    taps.tap("menuitem", "Qualified")?;
    in_column(page, "Qualified", "Acme")?;
    taps.at_most(3, "moving a deal to the next stage")?;
    stage.open("today")?;
    taps.count = 0;
    taps.tap("link", "Contacts")?;
    page.fill("Search contacts", "kov")?;
    taps.tap_containing("link", "Kovács Béla")?;
    taps.tap("link", "New deal")?;
    page.fill("Name", "Spare parts")?;
    taps.tap("button", "Save")?;
    page.find_containing("heading", "Spare parts")?;
    taps.at_most(6, "a new deal for somebody")
}
