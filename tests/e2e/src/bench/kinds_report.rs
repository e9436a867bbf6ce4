//! The table of lists of every kind with a year of selling, and its goals.

use std::path::Path;

use serde_json::{Value, json};

use super::kinds::{self, Kinds, Seen, longest, of};
use super::machine;
use super::own_data::TOGETHER;
use super::readings::{Unit, count_text, median, with_commas, worst};
use super::selling::Year;
use super::selling_data::Amounts;
use super::selling_report::amounts;
use crate::wire::Outcome;

/// A figure of several rounds, with its limit in milliseconds if it has one.
struct Figure {
    what: String,
    values: Vec<f64>,
    goal: Option<f64>,
    unit: Unit,
}

const LIST: f64 = 150.0;
const VIEW: f64 = 30.0;
const BULK: f64 = 1500.0;
const TASK: f64 = 50.0;

/// Measures lists of every kind with the goals' amounts divided by `part` (1 for all of it), prints
/// them, and returns them as JSON.
pub fn run(dist: &Path, part: usize) -> Outcome<Value> {
    if let Some(busy) = machine::busy() {
        println!("with care: {busy}");
    }
    let amounts = amounts(part);
    let year = Year::begin(dist, amounts)?;
    measured(&year, &amounts)
}

/// The same with a year that was restored already.
pub fn measured(year: &Year, amounts: &Amounts) -> Outcome<Value> {
    let mut kinds = Kinds::default();
    let outcome = kinds::measure(year, &mut kinds);
    let figures = figures(&kinds);
    print(amounts, &kinds, &figures);
    outcome?;
    Ok(figures.iter().map(Figure::json).collect())
}

impl Figure {
    fn new(what: impl Into<String>, values: Vec<f64>, goal: Option<f64>) -> Self {
        Self { what: what.into(), values, goal, unit: Unit::Millis }
    }

    fn task(what: impl Into<String>, longest: f64, goal: Option<f64>) -> Self {
        Self { what: what.into(), values: vec![longest], goal, unit: Unit::Task }
    }

    fn standing(&self) -> &'static str {
        let middle = median(&self.values);
        match self.goal {
            None => "",
            Some(goal) if middle <= goal => "held",
            Some(_) => "missed",
        }
    }

    /// Returns the least and the greatest value.
    fn spread(&self) -> (f64, f64) {
        (self.values.iter().copied().fold(f64::NAN, f64::min), worst(&self.values))
    }

    fn line(&self) -> String {
        let (least, most) = self.spread();
        let middle = self.unit.write(median(&self.values));
        let spread = match self.values.len() {
            0 | 1 => String::new(),
            _ => format!("{} – {}", with_commas(least), with_commas(most)),
        };
        let goal = self.goal.map(|goal| format!("≤ {} ms", with_commas(goal))).unwrap_or_default();
        let text =
            format!("{:<58} {middle:>10} {spread:>15} {goal:>10} {}", self.what, self.standing());
        text.trim_end().to_owned()
    }

    fn json(&self) -> Value {
        let (least, most) = self.spread();
        json!({
            "what": self.what, "value": median(&self.values), "least": least, "most": most,
            "rounds": self.values.len(), "goal": self.goal, "standing": self.standing(),
        })
    }
}

fn figures(kinds: &Kinds) -> Vec<Figure> {
    let mut figures = Vec::new();
    for list in &kinds.lists {
        let named = |when: &str| format!("{}, {when}", list.name);
        figures.push(Figure::new(named("first tap after a start"), list.first.clone(), Some(LIST)));
        figures.push(Figure::new(named("later taps"), list.again.clone(), Some(LIST)));
        if !list.whole.is_empty() {
            figures.push(Figure::new(named("until all are read"), list.whole.clone(), None));
        }
        figures.push(Figure::task(named("longest task"), list.longest, None));
    }
    for (name, times) in &kinds.groups {
        figures.push(Figure::new(format!("contacts by {name}"), times.clone(), None));
    }
    let chosen = [
        ("chosen first after a start", &kinds.view_first),
        ("chosen again", &kinds.view_again),
        ("chosen right after an edit", &kinds.view_edited),
    ];
    for (when, seen) in chosen {
        let shown = of(seen, |seen| seen.shown);
        figures.push(Figure::new(format!("view of four conditions, {when}"), shown, Some(VIEW)));
        let painted = of(seen, |seen| seen.painted);
        figures.push(Figure::new("    until its last row is painted", painted, None));
    }
    let selected = of(&kinds.select, |seen| seen.painted);
    figures.push(Figure::new("select all of a view", selected, None));
    figures.push(Figure::task("    longest task", longest(&kinds.select), Some(TASK)));
    changes(kinds, &mut figures);
    figures.push(Figure::new("everything as tables (ZIP)", vec![kinds.tables], None));
    figures.push(Figure::task("    longest task", kinds.tables_longest, Some(TASK)));
    figures
}

/// Adds the bulk edits and the single edit.
fn changes(kinds: &Kinds, figures: &mut Vec<Figure>) {
    let bulk = [
        ("on all pages", &kinds.spread, Some(BULK)),
        ("side by side", &kinds.beside, Some(BULK)),
        ("taken back", &kinds.undo, None),
    ];
    for (how, seen, goal) in bulk {
        let count = count_text(TOGETHER);
        let durable = of(seen, |seen| seen.durable);
        figures.push(Figure::new(format!("bulk edit of {count}, {how}, durable"), durable, goal));
        figures.push(Figure::new("    until the screen says so", of(seen, |it| it.shown), None));
        figures.push(Figure::task("    longest task", longest(seen), Some(TASK)));
    }
    let star = &kinds.star;
    figures.push(Figure::new("star beside a list, painted", of(star, |it| it.painted), None));
    figures.push(Figure::new("    durable", of(star, |it| it.durable), None));
    figures.push(Figure::task("    longest task", longest(star), Some(TASK)));
}

fn print(amounts: &Amounts, kinds: &Kinds, figures: &[Figure]) {
    let Amounts { contacts, deals, tasks, activities, machines, busy: _ } = *amounts;
    let [contacts, deals, tasks, activities, machines] =
        [contacts, deals, tasks, activities, machines].map(count_text);
    println!();
    println!(
        "lists of every kind: {contacts} contacts, {deals} deals, {tasks} tasks, {activities} activities, {machines} machines"
    );
    let [what, middle, spread] = ["", "median", "least – most"];
    println!("{what:<58} {middle:>10} {spread:>15} {:>10}", "goal");
    for figure in figures {
        println!("{}", figure.line());
    }
    let most = |part: fn(&Seen) -> f64| worst(&of(&kinds.star, part));
    let (nodes, rows, all) = (most(|it| it.nodes), most(|it| it.rows), most(|it| it.of));
    println!("  an edit with all caches warm changed {nodes} nodes, in {rows} of {all} rows");
    println!(
        "  list: from the tap until its rows fill the window and it can be searched; the first tap 1.5 s after Today can be used"
    );
    println!(
        "  view: from the chip until the count and the first rows are painted; a region, not reached in 60 days, a job title, an email"
    );
    println!(
        "  bulk edit: from the button until its transaction has completed; read back after a reload"
    );
    println!("  tables: {} KB", kinds.tables_bytes / 1000);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_says_its_middle_its_spread_and_whether_it_holds() {
        let view = Seen { shown: 25.0, painted: 40.0, ..Seen::default() };
        let slow = Seen { durable: 1600.0, longest: 80.0, ..Seen::default() };
        let kinds = Kinds {
            view_again: vec![view, Seen { shown: 35.0, ..view }, Seen { shown: 20.0, ..view }],
            spread: vec![slow],
            ..Kinds::default()
        };
        let figures = figures(&kinds);
        let find = |what: &str| figures.iter().find(|it| it.what.contains(what)).unwrap();
        let again = find("chosen again");
        assert_eq!((median(&again.values), again.standing()), (25.0, "held"));
        assert!(again.line().contains("20 – 35"), "{}", again.line());
        assert_eq!(find("on all pages").standing(), "missed");
        assert_eq!(find("on all pages").json()["goal"], 1500.0);
    }
}
