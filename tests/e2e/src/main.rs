//! The command line of the journeys, the screenshots and the bench.
//!
//!     satchel-e2e journeys DIST [chromium|firefox|webkit …] [everything] [part of a name …]
//!     satchel-e2e rounds DIST COUNT FILE [the same]    repeats them, and counts results in a file
//!     satchel-e2e shots DIST FOLDER [path …]
//!     satchel-e2e gallery FOLDER [accept]       compares the components with accepted pictures
//!     satchel-e2e bench DIST [number of contacts …] [satchel|slowed|engines|peers|lighthouse …]
//!     satchel-e2e bench-compare DIST DIST [number of contacts]    two builds in turn
//!     satchel-e2e bench-small DIST              the one-minute bench, against bench-bounds.json
//!     satchel-e2e selling DIST [divisor]        a year of selling; 10 measures with a tenth of it
//!     satchel-e2e kinds DIST [divisor]          the lists of every kind of that year alone
//!     satchel-e2e data FILE [divisor]           a year of selling as a backup, to restore by hand
//!     satchel-e2e profile DIST [divisor]        (needs a build with names: `make dist NAMES=1`)
#![expect(clippy::print_stdout, reason = "this program reports to a terminal")]

use std::env;
use std::path::Path;
use std::process::ExitCode;

use satchel_e2e::engine::ALL;
use satchel_e2e::journeys::run::Choice;
use satchel_e2e::{bench, gallery, journeys, shots, wire};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["journeys", dist, rest @ ..] => {
            let choice = Choice { repeats: true, ..selected(rest) };
            judged(journeys::run::run(Path::new(dist), &choice))
        }
        ["rounds", dist, count, file, rest @ ..] => {
            let count = count.parse().unwrap_or(1);
            let choice = selected(rest);
            judged(journeys::rounds::run(Path::new(dist), count, Path::new(file), &choice))
        }
        ["shots", dist, folder, paths @ ..] => {
            told(shots::take(Path::new(dist), Path::new(folder), paths))
        }
        ["gallery", site] => judged(gallery::run(Path::new(site), false)),
        ["gallery", site, "accept"] => judged(gallery::run(Path::new(site), true)),
        ["bench", dist, words @ ..] => told(bench::run(Path::new(dist), words)),
        ["bench-compare", before, after, rest @ ..] => {
            let count = rest.first().and_then(|text| text.parse().ok());
            told(bench::run_compare([Path::new(before), Path::new(after)], count))
        }
        ["bench-small", dist] => told(bench::run_small(Path::new(dist))),
        ["selling", dist, rest @ ..] => {
            let part = rest.first().and_then(|text| text.parse().ok());
            told(bench::run_selling(Path::new(dist), part.unwrap_or(1)).map(drop))
        }
        ["kinds", dist, rest @ ..] => {
            let part = rest.first().and_then(|text| text.parse().ok());
            told(bench::run_kinds(Path::new(dist), part.unwrap_or(1)).map(drop))
        }
        ["data", file, rest @ ..] => {
            let part = rest.first().and_then(|text| text.parse().ok());
            told(bench::write_data(Path::new(file), part.unwrap_or(1)))
        }
        ["profile", dist, rest @ ..] => {
            let part = rest.first().and_then(|text| text.parse().ok());
            told(bench::run_profile(Path::new(dist), part.unwrap_or(1)))
        }
        _ => {
            println!(
                "usage: satchel-e2e journeys DIST [ENGINE …] [everything] [NAME …] | rounds DIST COUNT FILE [the same] | shots DIST FOLDER [PATH …] | gallery FOLDER [accept] | bench DIST [COUNT …] [PART …] | bench-compare DIST DIST [COUNT] | bench-small DIST | selling DIST [PART] | kinds DIST [PART] | data FILE [PART] | profile DIST [PART]"
            );
            false
        }
    };
    if done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Parses the words of a choice: engine names select engines, `everything` plays every journey in
/// every engine, and all others match parts of journey names.
fn selected(words: &[&str]) -> Choice {
    let named = |word: &str| ALL.into_iter().find(|engine| engine.to_string() == word);
    let mut choice = Choice::default();
    for word in words {
        match named(word) {
            Some(engine) => choice.engines.push(engine),
            None if *word == "everything" => choice.everything = true,
            None => choice.names.push((*word).to_owned()),
        }
    }
    choice
}

fn judged(outcome: wire::Outcome<bool>) -> bool {
    outcome.unwrap_or_else(|failure| {
        println!("{failure}");
        false
    })
}

fn told(outcome: wire::Outcome) -> bool {
    match outcome {
        Ok(()) => true,
        Err(failure) => {
            println!("{failure}");
            false
        }
    }
}
