//! Changes of pipelines and stages in the settings: no deal gets lost, and all names stay distinct.

use super::first_steps::import_phone;
use super::journey::{ANY, Journey, Stage};
use super::selling::{in_column, jot};
use crate::page::{Page, Size};
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "a stage goes and its deals go where they are sent",
        engines: ANY,
        base: "/",
        run: deals_move_on,
    },
    Journey { name: "a pipeline keeps a stage", engines: ANY, base: "/", run: keeps_a_stage },
    Journey {
        name: "pipelines and stages are renamed and put in order",
        engines: ANY,
        base: "/",
        run: renamed,
    },
];

fn begin(stage: &Stage) -> Outcome {
    stage.open("settings/pipelines")?;
    // The layout moves once the first pipeline has been created.
    stage.page.shows("Negotiation")
}

/// Opens the sheet of a stage; its row begins with its name.
fn open_stage(page: &Page, name: &str) -> Outcome {
    page.press_containing("button", &format!("{name} "))?;
    page.find("dialog", "Stage").map(drop)
}

fn deals_move_on(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Desktop)?;
    import_phone(stage)?;
    stage.open("tasks")?;
    jot(&stage.page, "deal Acme 12000 EUR")?;
    begin(stage)?;
    let page = &stage.page;
    open_stage(page, "Lead")?;
    page.button("Delete")?;
    page.shows("Where should its 1 deal go?")?;
    page.button("Qualified")?;
    page.shows("Removed Lead")?;
    page.gone("dialog", "Stage")?;
    page.link("Deals")?;
    in_column(page, "Qualified", "Acme")?;
    // Undo restores the stage with its deal.
    stage.open("settings/history")?;
    let page = &stage.page;
    page.button("Undo")?;
    page.shows("Undone")?;
    page.link("Deals")?;
    in_column(page, "Lead", "Acme")
}

fn keeps_a_stage(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    begin(stage)?;
    let page = &stage.page;
    for name in ["Lead", "Qualified", "Meeting", "Proposal", "Negotiation", "Won"] {
        open_stage(page, name)?;
        page.button("Delete")?;
        page.gone("dialog", "Stage")?;
        page.shows(&format!("Removed {name}"))?;
    }
    open_stage(page, "Lost")?;
    page.shows("This is the only stage of its pipeline")?;
    if page.has("button", "Delete")? {
        return Err(Failure::Unmet("the only stage can be deleted".into()));
    }
    page.button("Close")?;
    page.gone("dialog", "Stage")?;
    page.button("Add stage")?;
    page.fill("Name", "Begin")?;
    page.button("Save")?;
    page.gone("dialog", "Add stage")?;
    open_stage(page, "Lost")?;
    page.button("Delete")?;
    page.shows("Removed Lost")?;
    page.reload()?;
    stage.page.find_containing("button", "Begin ").map(drop)
}

fn renamed(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    begin(stage)?;
    let page = &stage.page;
    page.button("New pipeline")?;
    page.choose("Start from", "Real estate")?;
    page.fill("Name", "b2b SALES")?;
    page.button("Save")?;
    page.shows("This name is taken")?;
    page.fill("Name", "Houses")?;
    page.button("Save")?;
    page.gone("dialog", "New pipeline")?;
    page.button("Edit Houses")?;
    page.fill("Name", "Homes")?;
    page.button("Save")?;
    page.gone("dialog", "Pipeline")?;
    open_stage(page, "Viewing")?;
    page.fill("Name", "Closed")?;
    page.button("Save")?;
    page.shows("This name is taken")?;
    page.fill("Name", "On site")?;
    page.button("Save")?;
    page.gone("dialog", "Stage")?;
    page.find_containing("button", "On site ")?;
    page.button("Move On site up")?;
    let above = "((rows) => rows.findIndex((text) => text.startsWith('On site'))
        < rows.findIndex((text) => text.startsWith('New lead')))(
            [...document.querySelectorAll('.list-row')].map((row) => row.innerText.trim()))";
    page.until_true("the stage stands first", above)?;
    page.button("Move Homes up")?;
    let first = "document.querySelector('.settings h2')?.innerText.trim() === 'Homes'";
    page.until_true("Homes stands first", first)?;
    page.reload()?;
    page.find("button", "Move Homes down")?;
    page.until_true("Homes still stands first", first)?;
    page.until_true("and so does its stage", above)
}
