//! The small bench, a minute long: the main waiting times with some thousands of contacts, as
//! factors of the time that plain JavaScript takes in the same run to read or write the same bytes.
//! A slower machine slows down both, so the factors can have fixed bounds.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::measure::{OBSERVE, Run, edits, key_times, number, type_words, until_usable};
use super::people::QUERIES;
use super::readings::{Readings, What, Who, count_text, median};
use crate::engine::Engine;
use crate::host::Host;
use crate::page::{Page, Size};
use crate::wire::{Failure, Outcome};

const RAW: &str = include_str!("raw.js");
/// A file of the same origin that is not the application.
const BARE: &str = "icons/satchel.svg";
const IMPORTS: usize = 3;
const OPENINGS: usize = 5;
const RAW_EDITS: usize = 9;
/// Two prefixes, an infix and Chinese: some twenty keys.
const WORDS: [&str; 4] = [QUERIES[0], QUERIES[2], QUERIES[11], QUERIES[16]];
/// Tolerated excess over a bound, because CI machines have noisy neighbors.
const SLACK: f64 = 2.0;

/// Times of Satchel and of the matching raw work, in milliseconds, in order of measurement.
#[derive(Default)]
struct Times {
    ours: Vec<f64>,
    raw: Vec<f64>,
}

impl Times {
    fn factor(&self) -> f64 {
        median(&self.ours) / median(&self.raw)
    }
}

/// The result of comparing a factor with its bound.
#[derive(Debug, PartialEq, Eq)]
enum Standing {
    Held,
    Exceeded,
    Failed,
}

fn standing(factor: f64, bound: f64) -> Standing {
    if factor <= bound {
        Standing::Held
    } else if factor <= bound * SLACK {
        Standing::Exceeded
    } else {
        // NaN, too.
        Standing::Failed
    }
}

/// Measures, prints, and fails if a factor is more than twice its bound.
pub fn run(dist: &Path) -> Outcome {
    let bounds = bounds()?;
    let count = bounds.get("contacts").and_then(Value::as_u64).unwrap_or_default();
    let count = usize::try_from(count).unwrap_or_default();
    println!("{} contacts, times as factors of raw work with the same bytes", count_text(count));
    println!("{:8} {:>10} {:>10} {:>8} {:>8}", "", "Satchel", "raw", "factor", "bound");
    let mut failed = Vec::new();
    for (name, times) in measure(dist, count)? {
        let bound = bounds.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN);
        let (ours, raw, factor) = (median(&times.ours), median(&times.raw), times.factor());
        let word = match standing(factor, bound) {
            Standing::Held => "",
            Standing::Exceeded => "  more than it was, less than twice",
            Standing::Failed => "  MORE THAN TWICE",
        };
        println!("{name:8} {ours:>7.1} ms {raw:>7.1} ms {factor:>8.2} {bound:>8.2}{word}");
        if standing(factor, bound) == Standing::Failed {
            failed.push(format!("{name}: {factor:.2} times the raw work, bound {bound:.2}"));
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(Failure::Unmet(failed.join("\n"))) }
}

/// Reads the bounds from their file; a change there needs a reason.
fn bounds() -> Outcome<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/bench-bounds.json");
    serde_json::from_str(&fs::read_to_string(path)?)
        .map_err(|error| Failure::Broken(format!("{path}: {error}")))
}

/// Alternates import and its raw work, each time on a new origin; then opening and reading; then
/// measures keys and edits.
fn measure(dist: &Path, count: usize) -> Outcome<[(&'static str, Times); 4]> {
    let mut page = Page::start(Engine::Chromium)?;
    page.size(Size::Desktop)?;
    let observe = json!({ "source": OBSERVE });
    page.browser.devtools("Page.addScriptToEvaluateOnNewDocument", &observe)?;
    let mut import = Times::default();
    for _ in 1..IMPORTS {
        let mut readings = Readings::default();
        page = imported(dist, page, count, &mut readings, &mut import)?.page;
        import.ours.extend(readings.get(Who::Satchel, What::Import, count));
    }
    let mut readings = Readings::default();
    let run = imported(dist, page, count, &mut readings, &mut import)?;
    let mut open = Times::default();
    for _ in 0..OPENINGS {
        open.raw.extend(raw(&run, "read", 2)?);
        run.open("contacts")?;
        until_usable(&run.page)?;
        open.ours.push(number(&run.page, "bench.usable")?);
    }
    let key = Times { ours: keys(&run.page)?, raw: open.raw.clone() };
    let millis = edits(&run.page)?.into_iter().map(|(millis, _)| millis).collect();
    let edit = Times { ours: millis, raw: raw(&run, "edit", RAW_EDITS)? };
    import.ours.extend(readings.get(Who::Satchel, What::Import, count));
    Ok([("import", import), ("open", open), ("key", key), ("edit", edit)])
}

/// Imports all contacts into Satchel, and times the raw work for that.
fn imported<'a>(
    dist: &Path,
    page: Page,
    count: usize,
    readings: &'a mut Readings,
    times: &mut Times,
) -> Outcome<Run<'a>> {
    let host = Host::start(dist, "/")?;
    let mut run = Run { host, page, who: Who::Satchel, count, readings };
    run.import()?;
    times.raw.extend(raw(&run, "write", 3)?);
    Ok(run)
}

/// Times the raw work in a page without the application.
fn raw(run: &Run<'_>, what: &str, times: usize) -> Outcome<Vec<f64>> {
    run.open(BARE)?;
    let found = run.page.script(RAW, &[json!(what), json!(times)])?;
    Ok(found.as_array().into_iter().flatten().filter_map(Value::as_f64).collect())
}

fn keys(page: &Page) -> Outcome<Vec<f64>> {
    type_words(page, &WORDS)?;
    key_times(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_may_be_exceeded_but_not_twice() {
        let found = [1.0, 1.5, 2.0, 2.1, f64::NAN].map(|factor| standing(factor, 1.0));
        let wanted = [
            Standing::Held,
            Standing::Exceeded,
            Standing::Exceeded,
            Standing::Failed,
            Standing::Failed,
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn the_middle_of_several_rounds_counts() {
        let times = Times { ours: vec![30.0, 900.0, 20.0], raw: vec![10.0, 1.0, 11.0] };
        assert_eq!(times.factor(), 3.0);
    }

    #[test]
    fn everything_that_is_measured_has_a_bound() {
        let bounds = bounds().unwrap();
        for name in ["contacts", "import", "open", "key", "edit"] {
            assert!(bounds[name].as_f64().is_some_and(|bound| bound > 0.0), "{name}");
        }
    }
}
