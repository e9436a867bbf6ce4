//! Journeys through Satchel in three browsers, and pictures of its screens.
//!
//!     satchel-e2e journeys DIST [chromium|firefox|webkit …] [everything] [part of a journey's name …]
//!     satchel-e2e rounds DIST COUNT FILE [the same]    again and again, counted in a file
//!     satchel-e2e shots DIST FOLDER [path …]
//!     satchel-e2e bench DIST [number of contacts …] [satchel|slowed|peers …]
//!     satchel-e2e bench-small DIST              a minute of it, against bounds (bench-bounds.json)
//!     satchel-e2e selling DIST [the part of a year's data to measure with: 10 for a tenth]
//!     satchel-e2e data FILE [the part]         a year of selling as a backup, to restore by hand
//!     satchel-e2e profile DIST [the part]      (of a build with names: `make dist NAMES=1`)
#![expect(clippy::print_stdout, reason = "this program reports to a terminal")]

use std::env;
use std::path::Path;
use std::process::ExitCode;

use satchel_e2e::engine::ALL;
use satchel_e2e::journeys::run::Choice;
use satchel_e2e::{bench, journeys, shots, wire};

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
        ["bench", dist, words @ ..] => told(bench::run(Path::new(dist), words)),
        ["bench-small", dist] => told(bench::run_small(Path::new(dist))),
        ["selling", dist, rest @ ..] => {
            let part = rest.first().and_then(|text| text.parse().ok());
            told(bench::run_selling(Path::new(dist), part.unwrap_or(1)).map(drop))
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
                "usage: satchel-e2e journeys DIST [ENGINE …] [everything] [NAME …] | rounds DIST COUNT FILE [the same] | shots DIST FOLDER [PATH …] | bench DIST [COUNT …] [PART …] | bench-small DIST | selling DIST [PART] | data FILE [PART] | profile DIST [PART]"
            );
            false
        }
    };
    if done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Words that name an engine choose it, `everything` is every engine for every journey; the others
/// are parts of journeys' names.
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
