//! The bench: measures each number of contacts, prints one table, and writes it as JSON and as
//! Markdown for the README.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::download::{self, File};
use super::lighthouse::{self, Score};
use super::measure::Fetched;
use super::readings::{Readings, Who, count_text};
use super::{engines, goals, growth, history, machine, measure, peers, selling_report, table};
use crate::wire::{Failure, Outcome};

/// 500 because the goals for a first screen use it; then powers of ten from a thousand to a
/// million.
const USUAL: [usize; 5] = [500, 1000, 10_000, 100_000, MILLION];
const MILLION: usize = 1_000_000;
/// Nobody has more on a phone, and it would take most of an hour.
const SLOWED_UP_TO: usize = 100_000;
/// Peers have no goal for fewer.
const PEERS_FROM: usize = 1000;

/// The results of a run.
#[derive(Default)]
struct Found {
    readings: Readings,
    /// Files downloaded for a new user's first screen, and for the list of contacts.
    first: Vec<File>,
    list: Vec<File>,
    /// A warning that the figures are worse because the machine is busy.
    busy: Option<String>,
    /// Skipped measurements, with the reasons.
    skipped: Vec<String>,
    /// Failed measurements, with the errors.
    failed: Vec<String>,
    selling: Value,
    scores: Vec<Score>,
}

/// The word that selects Lighthouse beside numbers of contacts.
const LIGHTHOUSE: &str = "lighthouse";
/// The parts of a run, selectable by name.
const PARTS: [&str; 4] = ["satchel", "slowed", "engines", "peers"];

/// Runs the bench: `words` are numbers of contacts and parts. Without numbers, uses the usual ones
/// and a year of selling; without parts, all parts.
pub fn run(dist: &Path, words: &[&str]) -> Outcome {
    let counts: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let mut parts: Vec<&str> = PARTS.into_iter().filter(|part| words.contains(part)).collect();
    if parts.is_empty() {
        parts.extend(PARTS);
    }
    let mut found = Found { busy: machine::busy(), ..Found::default() };
    let usual = counts.is_empty() && !words.contains(&LIGHTHOUSE);
    let mut counts = if usual { USUAL.to_vec() } else { counts };
    if let Some(why) = machine::too_small_for_a_million().filter(|_| usual) {
        counts.retain(|count| *count < MILLION);
        found.skipped.push(format!("{} contacts: {why}", count_text(MILLION)));
    }
    if usual {
        match selling_report::run(dist, 1) {
            Ok(selling) => found.selling = selling,
            Err(failure) => found.failed.push(format!("a year of selling: {failure}")),
        }
    }
    if usual || words.contains(&LIGHTHOUSE) {
        println!("measuring with Lighthouse");
        match lighthouse::measure(dist) {
            Ok(scores) => found.scores = scores,
            Err(failure) => found.failed.push(failure.to_string()),
        }
    }
    for count in counts {
        measure_all(dist, count, &parts, &mut found);
        // If a long run is aborted, the figures so far are kept.
        write(&found)?;
    }
    print(&found);
    let [json, markdown] = write(&found)?;
    println!("written to {} and {}", json.display(), markdown.display());
    if let Some(file) = history::add(&found.readings)? {
        println!("added to {}", file.display());
    }
    if found.failed.is_empty() {
        return Ok(());
    }
    Err(Failure::Unmet(found.failed.join("\n")))
}

/// Writes the results as JSON and as Markdown for the README.
fn write(found: &Found) -> Outcome<[PathBuf; 2]> {
    let (json, markdown) = (target("bench.json"), target("bench.md"));
    fs::write(&json, format!("{:#}\n", as_json(found)))?;
    fs::write(&markdown, as_markdown(found))?;
    Ok([json, markdown])
}

/// Measures one number of contacts: Satchel, Satchel slowed, the peers. A failure does not stop the
/// rest.
fn measure_all(dist: &Path, count: usize, parts: &[&str], found: &mut Found) {
    for (who, part) in [(Who::Satchel, "satchel"), (Who::Slowed, "slowed")] {
        if !parts.contains(&part) {
            continue;
        }
        let what = format!("{} with {} contacts", who.name(), count_text(count));
        if who == Who::Slowed && count > SLOWED_UP_TO {
            found.skipped.push(format!("{what}: nobody has more on a phone"));
            continue;
        }
        println!("measuring {what}");
        match measure::measure(dist, who, count, &mut found.readings) {
            Ok(names) => {
                if let Err(failure) = weigh(dist, &names, found) {
                    found.failed.push(format!("the download: {failure}"));
                }
            }
            Err(failure) => found.failed.push(format!("{what}: {failure}")),
        }
    }
    if parts.contains(&"engines") && (PEERS_FROM..=SLOWED_UP_TO).contains(&count) {
        println!("measuring Firefox and WebKit with {} contacts", count_text(count));
        found.failed.extend(engines::measure(dist, count, &mut found.readings));
    }
    if count < PEERS_FROM || !parts.contains(&"peers") {
        return;
    }
    println!("measuring the peers with {} contacts", count_text(count));
    match peers::measure(count, &mut found.readings) {
        Ok(missing) => found.skipped.extend(missing),
        Err(failure) => found.failed.push(format!("the peers: {failure}")),
    }
}

/// Measures the download sizes of the first run; all runs fetch the same files.
fn weigh(dist: &Path, names: &Fetched, found: &mut Found) -> Outcome {
    if found.list.is_empty() {
        found.first = download::weigh(dist, &names.first)?;
        found.list = download::weigh(dist, &names.list)?;
    }
    Ok(())
}

/// Returns the path of a file in the build output folder.
fn target(name: &str) -> PathBuf {
    let usual = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target");
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(usual, PathBuf::from).join(name)
}

const NOTES: [&str; 8] = [
    "import: from the choice of a CSV file until the screen says that all are in, both parts of it (looking at the file, and from Import on); a peer writes parsed records",
    "first open: nothing of the application is cached; later open: until the list can be used; a peer reads all records",
    "key: until its results are painted, every key of twenty queries, five of them infixes and five Chinese or Thai; a peer answers whole queries (a count and the first rows), and nothing is painted",
    "edit: from Save until its transaction has completed; scroll: the whole list in five seconds, how many of a hundred frames came over 17 ms after the one before",
    "longest task: of the page's thread; the browser tells of tasks from 50 ms on",
    "memory: JavaScript's heap and the page's WebAssembly, after a search, garbage collected",
    "slowed 4 ×: the page's thread, as Chromium's developer tools slow it; workers and storage are not slowed",
    "factor for ten times: how much more ten times as many contacts cost, from 1,000 on; ! is faster than linear",
];

fn print(found: &Found) {
    println!("\n{}\n", machine::described());
    println!("{}", table::table(&found.readings).text());
    println!("{}", download_text(found));
    println!("{}", scores_text(found));
    let first: BTreeSet<&str> = found.first.iter().map(|file| file.name.as_str()).collect();
    println!("    plain   gzipped   * first screen");
    for File { name, plain, packed } in &found.list {
        let mark = if first.contains(name.as_str()) { '*' } else { ' ' };
        println!("{plain:>9} {packed:>9} {mark} {name}");
    }
    println!();
    for note in NOTES {
        println!("  {note}");
    }
    for (word, lines) in [
        ("grows faster than linearly", growth::too_fast(&found.readings)),
        ("with care", found.busy.iter().cloned().collect()),
        ("not measured", found.skipped.clone()),
        ("failed", found.failed.clone()),
    ] {
        for line in lines {
            println!("{word}: {line}");
        }
    }
}

/// Returns the sentence about both downloads.
fn download_text(found: &Found) -> String {
    let kib = |files: &[File]| download::total(files).div_ceil(1024);
    format!(
        "Downloaded, gzipped: {} KiB until the first screen of somebody new ({}), {} KiB until a list of contacts can be used with nothing cached.",
        kib(&found.first),
        goals::download(download::total(&found.first)).0,
        kib(&found.list)
    )
}

/// Returns the sentence about Lighthouse's scores.
fn scores_text(found: &Found) -> String {
    let scores: Vec<String> = found.scores.iter().map(Score::text).collect();
    let scores = if scores.is_empty() { "not measured".to_owned() } else { scores.join("; ") };
    format!("Lighthouse on a phone, 500 contacts, nothing cached: {scores}.")
}

fn as_json(found: &Found) -> Value {
    json!({
        "machine": machine::described(),
        "busy": found.busy,
        "readings": found.readings.json(),
        "goals": goals::json(&found.readings),
        "growth": growth::json(&found.readings),
        "grows_faster_than_linearly": growth::too_fast(&found.readings),
        "first_screen": download::json(&found.first),
        "first_screen_standing": goals::download(download::total(&found.first)).1.word(),
        "list": download::json(&found.list),
        "selling": found.selling,
        "lighthouse": found.scores.iter().map(Score::json).collect::<Vec<_>>(),
        "skipped": found.skipped,
        "failed": found.failed,
    })
}

fn as_markdown(found: &Found) -> String {
    let mut text = format!(
        "`make bench` on {}:\n\n{}\n",
        machine::described(),
        table::table(&found.readings).markdown()
    );
    text += &format!("{}\n{}\n", download_text(found), scores_text(found));
    for note in NOTES {
        let mut letters = note.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string());
        text += &format!("{}{}.\n", first.unwrap_or_default(), letters.as_str());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::readings::What;

    fn found() -> Found {
        let mut found = Found::default();
        found.readings.add(Who::Satchel, What::Open, 1000, 100.0);
        found.readings.add(Who::Satchel, What::Open, 10_000, 2000.0);
        found.first = vec![File { name: "index.html".into(), plain: 2000, packed: 1025 }];
        found.skipped.push("1,000,000 contacts: 3 GB of memory are free, it takes 10".into());
        found
    }

    #[test]
    fn the_json_has_the_figures_the_goals_the_factors_and_what_is_missing() {
        let json = as_json(&found());
        assert_eq!(json["readings"][1]["value"], 2000.0);
        assert_eq!(json["readings"][1]["contacts"], 10_000);
        assert_eq!(json["growth"][0]["factor"], 20.0);
        assert_eq!(json["growth"][0]["faster_than_linear"], true);
        assert_eq!(json["first_screen"]["files"][0]["gzip"], 1025);
        assert_eq!(json["first_screen_standing"], "held");
        assert_eq!(json["skipped"].as_array().map(Vec::len), Some(1));
        let standings = json["goals"]
            .as_array()
            .map(|goals| goals.iter().filter(|goal| goal["standing"] == "not measured").count());
        assert_eq!(standings, Some(goals::GOALS.len()));
    }

    #[test]
    fn the_readme_gets_the_table_the_download_and_what_the_words_mean() {
        let text = as_markdown(&found());
        assert!(
            text.contains("| later open | Satchel | 100 ms | 2,000 ms | 20.0 ! |  |"),
            "{text}"
        );
        assert!(
            text.contains("2 KiB until the first screen of somebody new (≤ 350 KiB held)"),
            "{text}"
        );
        assert!(text.contains("Import: from the choice"), "{text}");
    }
}
