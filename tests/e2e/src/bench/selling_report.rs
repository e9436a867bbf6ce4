//! The table of a year of selling, and its goals.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::kinds_report;
use super::readings::{What, count_text, median};
use super::selling::{self, Sold, Year, now};
use super::selling_data::{Amounts, WHOLE, backup};
use crate::wire::Outcome;

/// Measures a year of selling and the lists of every kind with the goals' amounts divided by `part` (1 for all of it), prints
/// them, and returns them as JSON.
pub fn run(dist: &Path, part: usize) -> Outcome<Value> {
    let amounts = amounts(part);
    let year = Year::begin(dist, amounts)?;
    let sold = selling::measure(&year)?;
    print(&amounts, &sold);
    let mut found = as_json(&amounts, &sold);
    found["lists"] = kinds_report::measured(&year, &amounts)?;
    Ok(found)
}

fn print(amounts: &Amounts, sold: &Sold) {
    let Amounts { contacts, deals, tasks, activities, busy, machines: _ } = *amounts;
    let [contacts, deals, tasks, activities] = [contacts, deals, tasks, activities].map(count_text);
    println!();
    println!("selling: {contacts} contacts, {deals} deals, {tasks} tasks, {activities} activities");
    let head = ["restore", "open", "board", "paint/keep/told", "timeline", "task open", "task use"];
    line(head.map(str::to_owned), "memory");
    let Sold { restore, open, board, painted, durable, told, timeline, .. } = sold;
    let task = |millis: f64| What::TaskOpen.unit().write(millis).replace(" ms", "");
    let cells = [
        format!("{restore:.0}"),
        format!("{:.0}", median(open)),
        format!("{:.0}", median(board)),
        format!("{:.0} / {:.0} / {:.0}", median(painted), median(durable), median(told)),
        format!("{:.0}", median(timeline)),
        task(sold.longest_open),
        task(sold.longest_use),
    ];
    line(cells, &format!("{:.0} MB", sold.memory_bytes / 1e6));
    let goals = ["goal", "900 ms", "300 ms", "50 / 30 ms", "150 ms", "50 ms", "50 ms"];
    line(goals.map(str::to_owned), "300 MB");
    println!("  open: until Today can be used; board, timeline ({busy} activities): from the tap,");
    println!(
        "  drop: by keyboard, until the card is painted, until its move is durable, until the screen says so"
    );
}

fn line([restore, open, board, drop, timeline, first, then]: [String; 7], memory: &str) {
    println!(
        "{restore:>9} {open:>10} {board:>10} {drop:>16} {timeline:>10} {first:>10} {then:>10} {memory:>10}"
    );
}

fn as_json(amounts: &Amounts, sold: &Sold) -> Value {
    let Amounts { contacts, deals, tasks, activities, busy, machines: _ } = *amounts;
    let Sold {
        restore,
        open,
        board,
        painted,
        durable,
        told,
        timeline,
        longest_open,
        longest_use,
        memory_bytes,
    } = sold;
    let figures = [
        ("open", median(open), 900.0),
        ("board", median(board), 300.0),
        ("drop, painted", median(painted), 50.0),
        ("drop, durable", median(durable), 30.0),
        ("timeline", median(timeline), 150.0),
        ("longest task, open", *longest_open, 50.0),
        ("longest task, use", *longest_use, 50.0),
        ("memory", *memory_bytes, 300e6),
    ];
    let one = |(what, value, goal): (&str, f64, f64)| {
        let standing = if value <= goal { "held" } else { "missed" };
        json!({ "what": what, "value": value, "goal": goal, "standing": standing })
    };
    json!({
        "contacts": contacts, "deals": deals, "tasks": tasks, "activities": activities,
        "busy": busy, "restore": restore, "drop, told": median(told), "figures": figures.map(one),
    })
}

/// Writes a year of selling, divided by `part`, as a backup that Satchel restores.
pub fn write_data(file: &Path, part: usize) -> Outcome {
    Ok(fs::write(file, backup(amounts(part), now()).backup)?)
}

/// Returns the goals' amounts divided by `part`.
pub fn amounts(part: usize) -> Amounts {
    let of = |whole: usize| whole / part.max(1);
    let Amounts { contacts, deals, tasks, activities, busy, machines } = WHOLE;
    Amounts {
        contacts: of(contacts),
        deals: of(deals),
        tasks: of(tasks),
        activities: of(activities),
        busy: busy.min(of(activities)),
        machines: of(machines),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_says_which_goals_it_holds() {
        let sold = Sold { open: vec![950.0], board: vec![120.0, 280.0, 500.0], ..Sold::default() };
        let json = as_json(&amounts(100), &sold);
        assert_eq!(json["figures"][0]["standing"], "missed");
        assert_eq!(json["figures"][1]["value"], 280.0);
        assert_eq!(json["figures"][1]["standing"], "held");
    }

    #[test]
    fn a_tenth_of_the_year_is_a_tenth_of_everything() {
        let tenth = amounts(10);
        assert_eq!(tenth.contacts * 10, WHOLE.contacts);
        assert_eq!(tenth.activities * 10, WHOLE.activities);
    }
}
