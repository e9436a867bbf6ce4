//! The limit of a list: rows of the same look in plain JavaScript, in the same browser and run, that
//! are filled with constants. What the application takes beyond that is its own. Beside it, for
//! scrolling, the same rows moved by a library that many use, TanStack Virtual.

use std::fs;

use serde_json::{Value, json};

use super::measure::{Run, key_times, scrolled, type_words};
use super::people::QUERIES;
use super::readings::{What, Who, median, worst};
use crate::wire::Outcome;

const LOOK: &str = include_str!("look.js");
const PLAIN: &str = include_str!("plain.js");
/// The modules of TanStack Virtual, each after those that it imports.
const MODULES: [&str; 5] =
    ["utils.js", "lazy-measurements.js", "scroll-classifier.js", "ios-gesture.js", "index.js"];
/// Some thirty keys.
const WORDS: usize = 5;

/// Measures keys and scrolling in a plain list that looks like the one in the page.
pub fn measure(run: &mut Run<'_>) -> Outcome {
    let look = run.page.script(LOOK, &[])?;
    show(run, &look, true, None)?;
    type_words(&run.page, QUERIES.get(..WORDS).unwrap_or_default())?;
    let times = key_times(&run.page)?;
    show(run, &look, false, None)?;
    let [late, longest] = scrolled(&run.page)?;
    let is_slowed = run.who == Who::Slowed;
    let who = if is_slowed { Who::PlainSlowed } else { Who::Plain };
    for (what, value) in [
        (What::KeyMedian, median(&times)),
        (What::KeyWorst, worst(&times)),
        (What::Late, late),
        (What::LongestFrame, longest),
    ] {
        run.readings.add(who, what, run.count, value);
    }
    // Its code comes from npm, and only the whole bench has it.
    let Some(library) = library() else { return Ok(()) };
    show(run, &look, false, Some(&library))?;
    let [late, longest] = scrolled(&run.page)?;
    let who = if is_slowed { Who::VirtualSlowed } else { Who::Virtual };
    run.readings.add(who, What::Late, run.count, late);
    run.readings.add(who, What::LongestFrame, run.count, longest);
    Ok(())
}

/// Reads the library's modules.
fn library() -> Option<Value> {
    let folder = super::peers::modules().join("@tanstack/virtual-core/dist/esm");
    let read = |name: &&str| Some(json!([name, fs::read_to_string(folder.join(name)).ok()?]));
    let modules: Option<Vec<Value>> = MODULES.iter().map(read).collect();
    modules.map(Value::from)
}

/// Shows the list in a page without the application and its policy.
fn show(run: &Run<'_>, look: &Value, is_searched: bool, library: Option<&Value>) -> Outcome {
    run.open_blank()?;
    let amounts = [look.clone(), json!(run.count), json!(is_searched), json!(library)];
    run.page.script(PLAIN, &amounts).map(drop)
}
