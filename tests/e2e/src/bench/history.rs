//! The figures of earlier commits, kept in `benches/history.json`, and a picture of their course.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use super::readings::{Readings, What, Who, count_text};
use super::{goals, machine};
use crate::wire::{Failure, Outcome};

/// The measures that are kept of a run, with 100,000 contacts.
const KEPT: [What; 6] =
    [What::Open, What::KeyMedian, What::KeyWorst, What::Edit, What::Import, What::LongestFrame];
const COUNT: usize = 100_000;
/// The size of a measure's part of the picture.
const PART: (usize, usize) = (300, 150);
const COLUMNS: usize = 3;

/// Adds a run to the history and draws its course. A run without the usual number of contacts adds
/// nothing; one of a commit that is there replaces its figures of the same machine.
pub fn add(readings: &Readings) -> Outcome<Option<PathBuf>> {
    let figures = KEPT.iter().filter_map(|what| {
        let figure = readings.get(Who::Satchel, *what, COUNT)?;
        Some((what.name().to_owned(), json!((figure * 10.0).round() / 10.0)))
    });
    let figures: serde_json::Map<String, Value> = figures.collect();
    if figures.is_empty() {
        return Ok(None);
    }
    let run = json!({
        "commit": said(&["rev-parse", "--short=10", "HEAD"]),
        "changed": !said(&["status", "--porcelain", "--untracked-files=no"]).is_empty(),
        "day": day(),
        "machine": machine::described(),
        "contacts": COUNT,
        "figures": figures,
    });
    let file = folder().join("history.json");
    let mut runs = read(&file)?;
    runs.retain(|known| ["commit", "machine"].iter().any(|key| known[key] != run[key]));
    runs.push(run);
    fs::write(&file, format!("{:#}\n", json!(runs)))?;
    fs::write(folder().join("history.svg"), picture(&runs))?;
    Ok(Some(file))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../benches")
}

fn read(file: &Path) -> Outcome<Vec<Value>> {
    if !file.exists() {
        return Ok(Vec::new());
    }
    let runs = serde_json::from_str(&fs::read_to_string(file)?);
    runs.map_err(|error| Failure::Broken(format!("{}: {error}", file.display())))
}

fn said(arguments: &[&str]) -> String {
    let output = Command::new("git").args(arguments).current_dir(folder()).output();
    let text = output.map(|it| String::from_utf8_lossy(&it.stdout).trim().to_owned());
    text.unwrap_or_default()
}

/// Today, as 2026-11-30.
fn day() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let days = i32::try_from(seconds / 86_400).unwrap_or(i32::MAX);
    domain::Day::from_number(days).to_string()
}

/// Draws a part for each measure: its figures from left to right, and a line at its goal.
fn picture(runs: &[Value]) -> String {
    let (wide, high) = (PART.0 * COLUMNS, PART.1 * KEPT.len().div_ceil(COLUMNS));
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>Times with {} contacts by commit</title>\n",
        count_text(COUNT)
    );
    for (at, what) in KEPT.into_iter().enumerate() {
        let (left, top) = (at % COLUMNS * PART.0, at / COLUMNS * PART.1);
        text += &format!("<g transform=\"translate({left} {top})\">\n{}</g>\n", part(runs, what));
    }
    text + "</svg>\n"
}

fn part(runs: &[Value], what: What) -> String {
    let figures: Vec<f64> =
        runs.iter().filter_map(|run| run["figures"][what.name()].as_f64()).collect();
    let goal = goals::fixed(Who::Satchel, what, COUNT);
    let most = figures.iter().copied().chain(goal).fold(1.0, f64::max);
    // Room for the words above, and for a margin at each side.
    let (left, right, top, bottom) = (12.0, 288.0, 36.0, 138.0);
    let across = |at: usize| {
        let steps = figures.len().saturating_sub(1).max(1);
        left + (right - left) * at as f64 / steps as f64
    };
    let up = |figure: f64| bottom - (bottom - top) * figure / most;
    let last = figures.last().map_or_else(String::new, |figure| what.unit().write(*figure));
    let mut text =
        format!("<text x=\"12\" y=\"20\" fill=\"#555\">{}: {last}</text>\n", what.name());
    if let Some(goal) = goal {
        let y = up(goal);
        text += &format!(
            "<line x1=\"{left}\" x2=\"{right}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"#0a7d4f\" stroke-dasharray=\"4 3\"><title>goal: {}</title></line>\n",
            what.unit().write(goal)
        );
    }
    let points: Vec<String> = figures
        .iter()
        .enumerate()
        .map(|(at, figure)| format!("{:.1},{:.1}", across(at), up(*figure)))
        .collect();
    text += &format!(
        "<polyline points=\"{}\" fill=\"none\" stroke=\"#4f46e5\" stroke-width=\"2\"/>\n",
        points.join(" ")
    );
    for point in &points {
        let (x, y) = point.split_once(',').unwrap_or_default();
        text += &format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"2.5\" fill=\"#4f46e5\"/>\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(open: f64) -> Value {
        json!({ "commit": "a", "figures": { "later open": open } })
    }

    #[test]
    fn a_picture_has_a_point_for_each_run_and_a_line_for_the_goal() {
        let text = picture(&[run(900.0), run(600.0), run(300.0)]);
        assert_eq!(text.matches("<circle").count(), 3);
        // The goal of 600 ms is two thirds of the way up, and so is the second figure.
        assert!(text.contains("y1=\"70.0\"") && text.contains("cy=\"70.0\""), "{text}");
        assert!(text.contains("later open: 300 ms"), "{text}");
    }

    #[test]
    fn the_days_of_the_history_are_calendar_days() {
        assert_eq!(day().len(), 10);
        assert!(day().as_str() > "2026-11-01");
    }
}
