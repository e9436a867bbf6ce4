//! The limit of a list: rows of the same look in plain JavaScript, in the same browser and run, that
//! are filled with constants. What the application takes beyond that is its own.

use serde_json::{Value, json};

use super::measure::{Run, key_times, scrolled, type_words};
use super::people::QUERIES;
use super::readings::{What, Who, median, worst};
use crate::wire::Outcome;

const LOOK: &str = include_str!("look.js");
const PLAIN: &str = include_str!("plain.js");
/// Some thirty keys.
const WORDS: usize = 5;

/// Measures keys and scrolling in a plain list that looks like the one in the page.
pub fn measure(run: &mut Run<'_>) -> Outcome {
    let look = run.page.script(LOOK, &[])?;
    show(run, &look, true)?;
    type_words(&run.page, QUERIES.get(..WORDS).unwrap_or_default())?;
    let times = key_times(&run.page)?;
    show(run, &look, false)?;
    let [late, longest] = scrolled(&run.page)?;
    let who = if run.who == Who::Slowed { Who::PlainSlowed } else { Who::Plain };
    for (what, value) in [
        (What::KeyMedian, median(&times)),
        (What::KeyWorst, worst(&times)),
        (What::Late, late),
        (What::LongestFrame, longest),
    ] {
        run.readings.add(who, what, run.count, value);
    }
    Ok(())
}

/// Shows the list in a page without the application and its policy.
fn show(run: &Run<'_>, look: &Value, is_searched: bool) -> Outcome {
    run.open_blank()?;
    let amounts = [look.clone(), json!(run.count), json!(is_searched)];
    run.page.script(PLAIN, &amounts).map(drop)
}
