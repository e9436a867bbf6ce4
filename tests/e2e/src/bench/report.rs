//! The bench's table: what was measured, and the goals beside it.

use std::fs;
use std::path::Path;

use super::measure::{Measured, measure, with_commas};
use super::selling::{self, Sold, now};
use super::selling_data::{Amounts, WHOLE, backup};
use crate::wire::Outcome;

/// Measures each number of contacts and prints a row for it.
pub fn run(dist: &Path, counts: &[usize]) -> Outcome {
    println!(
        "{:>9} {:>10} {:>10} {:>16} {:>16} {:>10} {:>10} {:>10}",
        "contacts",
        "import",
        "open",
        "key med / max",
        "edit med / max",
        "task open",
        "task use",
        "memory"
    );
    for count in counts {
        let measured = measure(dist, *count)?;
        println!("{}", row(&measured));
    }
    println!(
        "{:>9} {:>10} {:>10} {:>16} {:>16} {:>10} {:>10} {:>10}",
        "goal", "2000 ms*", "600 ms*", "16 / 50 ms", "20 ms", "50 ms", "50 ms", "200 MB*"
    );
    println!(
        "  times in milliseconds, in this machine's headless Chromium; * with 100,000 contacts"
    );
    println!("  open: until the list can be used; key: until its results are painted;");
    println!(
        "  edit: from Save until it is durable; task: the longest on the main thread, < 50 is not told apart"
    );
    Ok(())
}

/// Measures a year of selling, with a part of what the goals are for (1 for all of it), and prints a
/// row for it.
pub fn run_selling(dist: &Path, part: usize) -> Outcome {
    let amounts = amounts(part);
    let sold = selling::measure(dist, amounts)?;
    let Amounts { contacts, deals, tasks, activities, busy } = amounts;
    let counts = [contacts, deals, tasks, activities].map(with_commas);
    let [contacts, deals, tasks, activities] = counts;
    println!();
    println!("selling: {contacts} contacts, {deals} deals, {tasks} tasks, {activities} activities");
    let head = ["restore", "open", "board", "drop paint/kept", "timeline", "task open", "task use"];
    line(head.map(str::to_owned), "memory");
    let Sold { restore, open, board, painted, kept, timeline, .. } = &sold;
    let cells = [
        format!("{restore:.0}"),
        format!("{:.0}", median(open)),
        format!("{:.0}", median(board)),
        format!("{:.1} / {:.1}", median(painted), median(kept)),
        format!("{:.0}", median(timeline)),
        task(sold.longest_open),
        task(sold.longest_use),
    ];
    line(cells, &format!("{:.0} MB", sold.memory_bytes / 1e6));
    let goals = ["", "900 ms", "300 ms", "50 / 30 ms", "150 ms", "50 ms", "50 ms"];
    line(goals.map(|goal| if goal.is_empty() { "goal".into() } else { goal.into() }), "300 MB");
    println!("  open: until Today can be used; board, timeline ({busy} activities): from the tap,");
    println!("  drop: by keyboard, until the card is painted and until the screen says it is kept");
    Ok(())
}

/// Writes a year of selling, or a part of it, as a backup that Satchel restores.
pub fn write_data(file: &Path, part: usize) -> Outcome {
    Ok(fs::write(file, backup(amounts(part), now()).backup)?)
}

/// A part of the year that the goals are for.
pub fn amounts(part: usize) -> Amounts {
    let of = |whole: usize| whole / part.max(1);
    let Amounts { contacts, deals, tasks, activities, busy } = WHOLE;
    Amounts {
        contacts: of(contacts),
        deals: of(deals),
        tasks: of(tasks),
        activities: of(activities),
        busy: busy.min(of(activities)),
    }
}

fn line([restore, open, board, drop, timeline, first, then]: [String; 7], memory: &str) {
    println!(
        "{restore:>9} {open:>10} {board:>10} {drop:>16} {timeline:>10} {first:>10} {then:>10} {memory:>10}"
    );
}

fn row(measured: &Measured) -> String {
    let Measured { count, import, open, keys, edit, longest_open, longest_use, memory_bytes } =
        measured;
    let pair = |times: &[f64]| format!("{:.1} / {:.1}", median(times), worst(times));
    format!(
        "{:>9} {import:>10.0} {:>10.0} {:>16} {:>16} {:>10} {:>10} {:>10}",
        with_commas(*count),
        median(open),
        pair(keys),
        pair(edit),
        task(*longest_open),
        task(*longest_use),
        format!("{:.0} MB", memory_bytes / 1e6),
    )
}

/// The browser reports tasks from 50 ms on.
fn task(millis: f64) -> String {
    if millis < 50.0 { "< 50".into() } else { format!("{millis:.0}") }
}

fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

fn worst(times: &[f64]) -> f64 {
    times.iter().copied().fold(f64::NAN, f64::max)
}
