//! Two builds measured in turn on one machine: what a change costs or saves, whatever the machine does
//! meanwhile.

use std::path::Path;

use super::measure::measure;
use super::readings::{Readings, What, Who, count_text, median, worst};
use crate::wire::Outcome;

const USUAL: usize = 100_000;
/// Each build is measured so often; one of them begins in every other round.
const ROUNDS: usize = 5;

/// Measures the builds in turn and prints medians, spreads and their ratio.
pub fn run(dists: [&Path; 2], count: Option<usize>) -> Outcome {
    let count = count.unwrap_or(USUAL);
    let mut rounds: [Vec<Readings>; 2] = Default::default();
    for round in 0..ROUNDS {
        for turn in 0..2 {
            let build = (round + turn) % 2;
            let mut readings = Readings::default();
            println!("round {} of {ROUNDS}: {}", round + 1, dists[build].display());
            measure(dists[build], Who::Satchel, count, &mut readings)?;
            rounds[build].push(readings);
        }
    }
    println!("\n{} contacts, {ROUNDS} runs of each, median (least to most)\n", count_text(count));
    println!("{}", table(&rounds, count));
    Ok(())
}

/// Returns a line for each measure: both builds, and the second by the first.
fn table(rounds: &[Vec<Readings>; 2], count: usize) -> String {
    let mut text = format!("{:<28}{:>32}{:>32}{:>8}\n", "", "before", "after", "ratio");
    let measures = rounds[0].first().map(Readings::lines).unwrap_or_default();
    for what in measures.into_iter().filter(|(_, who)| *who == Who::Satchel).map(|(what, _)| what) {
        let [before, after] = [&rounds[0], &rounds[1]].map(|runs| Spread::of(runs, what, count));
        let Some((before, after)) = before.zip(after) else { continue };
        let ratio = if before.median > 0.0 { after.median / before.median } else { 1.0 };
        let name = what.name();
        text +=
            &format!("{name:<28}{:>32}{:>32}{ratio:>8.2}\n", before.text(what), after.text(what));
    }
    text
}

/// The middle of some figures, and how far they lie apart.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spread {
    least: f64,
    median: f64,
    most: f64,
}

impl Spread {
    fn of(runs: &[Readings], what: What, count: usize) -> Option<Self> {
        let found = runs.iter().filter_map(|run| run.get(Who::Satchel, what, count));
        let figures: Vec<f64> = found.collect();
        Some(Self {
            least: figures.iter().copied().reduce(f64::min)?,
            median: median(&figures),
            most: worst(&figures),
        })
    }

    fn text(self, what: What) -> String {
        let write = |figure| what.unit().write(figure);
        format!("{} ({} to {})", write(self.median), write(self.least), write(self.most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(figures: &[f64]) -> Vec<Readings> {
        let one = |figure: &f64| {
            let mut readings = Readings::default();
            readings.add(Who::Satchel, What::Open, 1000, *figure);
            readings
        };
        figures.iter().map(one).collect()
    }

    #[test]
    fn the_median_of_the_runs_decides_and_the_spread_stands_beside() {
        let rounds = [runs(&[400.0, 100.0, 200.0]), runs(&[90.0, 100.0, 110.0])];
        let text = table(&rounds, 1000);
        let line = text.lines().nth(1).unwrap_or_default();
        assert!(line.contains("200 ms (100 ms to 400 ms)"), "{line}");
        assert!(line.contains("100 ms (90 ms to 110 ms)") && line.ends_with("0.50"), "{line}");
    }

    #[test]
    fn what_was_not_measured_has_no_line() {
        assert_eq!(table(&[runs(&[1.0]), Vec::new()], 1000).lines().count(), 1);
    }
}
