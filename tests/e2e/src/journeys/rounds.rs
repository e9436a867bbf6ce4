//! Repeated rounds of journeys, to show that no journey fails by chance. Every result is a line of
//! a file, so that an interrupted run can continue.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::run::{Choice, play};
use crate::wire::Outcome;

/// Plays the chosen journeys until `file` has this many rounds, without second attempts.
pub fn run(dist: &Path, rounds: usize, file: &Path, choice: &Choice) -> Outcome<bool> {
    let before = match fs::read_to_string(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        read => read.unwrap_or_default(),
    };
    let is_end = |line: &&str| line.starts_with("round ");
    let done = before.lines().filter(is_end).count();
    for round in done + 1..=rounds {
        let ended = play(dist, choice)?;
        let failed: Vec<_> =
            ended.iter().filter_map(|one| Some((one, one.failure.as_ref()?))).collect();
        let mut lines: String = failed
            .iter()
            .map(|(one, failure)| {
                let reason = failure.to_string().replace('\n', " ");
                format!("failed in round {round}: {}: {reason}\n", one.title)
            })
            .collect();
        lines += &format!(
            "round {round}: {} passed; {} failed\n",
            ended.len() - failed.len(),
            failed.len()
        );
        print!("{lines}");
        OpenOptions::new().create(true).append(true).open(file)?.write_all(lines.as_bytes())?;
    }
    let all = fs::read_to_string(file)?;
    Ok(!all.lines().any(|line| line.starts_with("failed")))
}
