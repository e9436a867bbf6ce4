//! Every screen on a phone in two languages that nobody speaks: texts that are longer, and texts that
//! run from right to left.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::journey::{CHROMIUM, Journey, Stage};
use super::widths::{MEASURE, faults};
use crate::page::Size;
use crate::pseudo::{self, Direction, pseudo};
use crate::routes::Route;
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "languages: longer texts fit a phone, and every text comes from a catalog",
        engines: CHROMIUM,
        base: "/",
        run: longer,
    },
    Journey {
        name: "languages: texts from right to left fit a phone",
        engines: CHROMIUM,
        base: "/",
        run: mirrored,
    },
];

/// The language whose texts are replaced: its days and amounts need no Latin letters, and so does most
/// of its sample.
const TAG: &str = "zh";
const UNBRACKETED: &str = include_str!("bracketed.js");
/// Names that are the same in every language: languages by their own name, brands, a currency's sign.
const NAMES: [&str; 9] =
    ["English", "Magyar", "Tiếng", "Việt", "Facebook", "Instagram", "WhatsApp", "Satchel", "Ft"];
/// Sheets: their screen, and what the English name of the button that opens them begins with.
const SHEETS: [(&str, &str); 4] =
    [("today", "New"), ("tasks", "New"), ("contacts", "Filter"), ("deals?v=list", "Filter")];

fn longer(stage: &mut Stage) -> Outcome {
    let words = known_words()?;
    play(stage, Direction::LeftToRight, |stage, at, wrong| {
        let found = stage.page.script(UNBRACKETED, &[json!(words)])?;
        let texts = found.as_array().into_iter().flatten().filter_map(Value::as_str);
        wrong.extend(texts.map(|text| format!("{at}: \"{text}\" is in no catalog")));
        Ok(())
    })
}

fn mirrored(stage: &mut Stage) -> Outcome {
    play(stage, Direction::RightToLeft, |stage, at, wrong| {
        let is_mirrored = "return getComputedStyle(document.querySelector('main')).direction";
        if stage.page.script(is_mirrored, &[])? != json!("rtl") {
            wrong.push(format!("{at}: runs from left to right"));
        }
        Ok(())
    })
}

type Check<'a> = &'a dyn Fn(&Stage, &str, &mut Vec<String>) -> Outcome;

fn play(
    stage: &mut Stage,
    direction: Direction,
    check: impl Fn(&Stage, &str, &mut Vec<String>) -> Outcome,
) -> Outcome {
    // The sample visits query the current place, which needs a network.
    stage.expected.push("Network location provider");
    pseudo::replace(&mut stage.host, TAG, direction)?;
    let page = &stage.page;
    // The browser's own language, until the user chooses one.
    let agent = page.script("return navigator.userAgent", &[])?;
    let speak = json!({ "userAgent": agent, "acceptLanguage": TAG });
    page.browser.devtools("Emulation.setUserAgentOverride", &speak)?;
    page.size(Size::Phone)?;
    let mut wrong = Vec::new();
    stage.open("")?;
    let sample = pseudo("Try sample data", direction);
    page.find("button", &sample)?;
    look(stage, "start", &check, &mut wrong)?;
    page.button(&sample)?;
    page.status(&pseudo("Sample data added. Undo removes it.", direction))?;
    for Route { name, path } in page.routes(&stage.host)? {
        page.show(&stage.host, &path)?;
        look(stage, &name, &check, &mut wrong)?;
    }
    for (path, button) in SHEETS {
        page.show(&stage.host, path)?;
        page.press_containing("button", &pseudo::longer(button))?;
        page.until_true("a sheet is open", "document.querySelector('dialog[open]')")?;
        page.settled()?;
        look(stage, &format!("{button} of {path}"), &check, &mut wrong)?;
        page.back()?;
    }
    page.size(Size::Desktop)?;
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Unmet(wrong.join("\n    "))) }
}

fn look(stage: &Stage, at: &str, check: Check<'_>, wrong: &mut Vec<String>) -> Outcome {
    wrong.extend(faults(&stage.page.two_frames(MEASURE)?, at));
    check(stage, at, wrong)
}

/// The words of the sample's names, places and trades, and names of other things.
fn known_words() -> Outcome<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../src/app/sample");
    let mut words = NAMES.map(str::to_owned).to_vec();
    for language in ["chinese", "english", "hungarian", "thai", "vietnamese"] {
        let source = fs::read_to_string(folder.join(language).with_extension("rs"))?;
        let quoted = source.split('"').skip(1).step_by(2);
        let found = quoted.flat_map(|text| text.split(|it: char| !it.is_alphabetic()));
        words.extend(found.filter(|word| !word.is_empty()).map(str::to_owned));
    }
    words.sort_unstable();
    words.dedup();
    Ok(words)
}
