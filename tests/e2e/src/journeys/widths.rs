//! Every screen at every width: with more room nothing gets narrower, nothing scrolls sideways, and
//! no text is cut in the middle of a line or lies over another.

use std::collections::BTreeMap;

use serde_json::Value;

use super::journey::{CHROMIUM, Journey, Stage};
use crate::page::Size;
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[Journey {
    name: "widths: with more room no screen gets narrower, scrolls sideways or has texts that are cut or overlap",
    engines: CHROMIUM,
    base: "/",
    run: widths,
}];

const NARROWEST: u32 = 320;
const WIDEST: usize = 2560;
const STEP: usize = 64;
const HEIGHT: u32 = 900;

/// Measures the panes side by side: as long as the layout is the same, more room must not make them
/// narrower. The rail is part of the layout, because it expands once and takes room.
pub const MEASURE: &str = include_str!("widths.js");

fn widths(stage: &mut Stage) -> Outcome {
    // The sample visits query the current place, which needs a network.
    stage.expected.push("Network location provider");
    let page = &stage.page;
    page.size(Size::Desktop)?;
    let mut wrong = Vec::new();
    for route in page.sample_routes(&stage.host)? {
        page.wide(NARROWEST, HEIGHT)?;
        page.show(&stage.host, &route.path)?;
        // The widths of each pane layout at the previous size.
        let mut known: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        for width in (NARROWEST..).step_by(STEP).take_while(|it| *it as usize <= WIDEST) {
            page.wide(width, HEIGHT)?;
            let found = page.two_frames(MEASURE)?;
            let at = format!("{} at {width}", route.name);
            wrong.extend(faults(&found, &at));
            let layout = found.get("layout").map(Value::to_string).unwrap_or_default();
            let now: Vec<f64> = numbers(found.get("widths"));
            if now.is_empty() {
                wrong.push(format!("{at}: there is nothing to measure"));
            }
            let before = known.insert(layout, now.clone()).unwrap_or_default();
            for (before, now) in before.into_iter().zip(now).filter(|(was, is)| *is < was - 1.0) {
                wrong.push(format!("{at}: {now} wide, {before} at the size before"));
            }
        }
    }
    page.size(Size::Desktop)?;
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Unmet(wrong.join("\n    "))) }
}

/// Returns what [`MEASURE`] found to scroll sideways, to be cut or to overlap.
pub fn faults(found: &Value, at: &str) -> Vec<String> {
    let texts = |name: &str| found.get(name).and_then(Value::as_array).into_iter().flatten();
    let text = |what: &Value| what.as_str().map(str::to_owned).unwrap_or_else(|| what.to_string());
    let sideways = texts("sideways").map(|what| format!("{at}: {} scrolls sideways", text(what)));
    let broken = texts("broken").map(|what| format!("{at}: {}", text(what)));
    sideways.chain(broken).collect()
}

fn numbers(values: Option<&Value>) -> Vec<f64> {
    values.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_f64).collect()
}
