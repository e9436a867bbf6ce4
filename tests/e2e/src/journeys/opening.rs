//! The application opens, under a content security policy without `unsafe-*`.

use super::journey::{ANY, EVERY, Journey, Stage};
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey { name: "the application opens", engines: EVERY, base: "/", run: opens },
    Journey { name: "it opens from a sub-path", engines: EVERY, base: "/satchel/", run: opens },
    Journey {
        name: "a screen's address opens that screen's page",
        engines: ANY,
        base: "/satchel/",
        run: opens_deep,
    },
];

fn opens(stage: &mut Stage) -> Outcome {
    watch(stage, "")?;
    Ok(())
}

fn opens_deep(stage: &mut Stage) -> Outcome {
    watch(stage, "settings")?;
    stage.page.address_ends("/satchel/settings")
}

fn watch(stage: &Stage, path: &str) -> Outcome {
    stage.open(path)?;
    stage.page.until_true(
        "the application has replaced its outline",
        "!document.querySelector('.launch')",
    )?;
    stage.page.find_containing("heading", "")?;
    if stage.page.script("return document.title", &[])?.as_str().is_none_or(str::is_empty) {
        return Err(Failure::Unmet("the page has no title".into()));
    }
    Ok(())
}
