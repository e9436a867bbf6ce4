//! The results table: a line for each measure and program, a column for each number of contacts,
//! growth, and the goals with "held" or "missed".

use super::goals;
use super::growth::{Growth, growth};
use super::readings::{Readings, What, Who, count_text};

/// The cells, header first. Every row is as long as the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table(Vec<Vec<String>>);

pub fn table(readings: &Readings) -> Table {
    let counts = readings.counts();
    let mut head = vec![String::new(), "contacts".to_owned()];
    head.extend(counts.iter().map(|count| count_text(*count)));
    head.extend(["factor for ten times".to_owned(), "goal".to_owned()]);
    let mut rows = vec![head];
    let mut before = None;
    for (what, who) in readings.lines() {
        // Name each measure only on its first line.
        let name = if before == Some(what) { "" } else { what.name() };
        before = Some(what);
        let mut row = vec![name.to_owned(), who.name().to_owned()];
        row.extend(counts.iter().map(|count| cell(readings, who, what, *count)));
        row.push(factors(&growth(readings, who, what)));
        row.push(goals::beside(readings, who, what));
        rows.push(row);
    }
    Table(rows)
}

fn cell(readings: &Readings, who: Who, what: What, count: usize) -> String {
    readings.get(who, what, count).map_or_else(String::new, |value| what.unit().write(value))
}

/// Formats `1.2, 8.9, 14.0 !`; the mark means faster than linear.
fn factors(steps: &[Growth]) -> String {
    let one = |step: &Growth| {
        let mark = if step.faster_than_linear { " !" } else { "" };
        format!("{:.1}{mark}", step.factor)
    };
    let texts: Vec<String> = steps.iter().map(one).collect();
    texts.join(", ")
}

impl Table {
    /// Formats the table for a terminal: words left-aligned, figures right-aligned.
    pub fn text(&self) -> String {
        let columns = self.0.first().map_or(0, Vec::len);
        let width = |column: usize| {
            let cells = self.0.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut text = String::new();
        for row in &self.0 {
            let mut line = String::new();
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let pad = " ".repeat(width - cell.chars().count());
                let is_figure = column >= 2 && column + 2 < columns;
                line +=
                    &if is_figure { format!("{pad}{cell}  ") } else { format!("{cell}{pad}  ") };
            }
            text += line.trim_end();
            text.push('\n');
        }
        text
    }

    /// Formats the table as Markdown for the README.
    pub fn markdown(&self) -> String {
        let columns = self.0.first().map_or(0, Vec::len);
        let mut text = String::new();
        for (index, row) in self.0.iter().enumerate() {
            text += &format!("| {} |\n", row.join(" | "));
            if index == 0 {
                let rule = |column: usize| {
                    if column >= 2 && column + 2 < columns { "---:" } else { "---" }
                };
                let rules: Vec<&str> = (0..columns).map(rule).collect();
                text += &format!("| {} |\n", rules.join(" | "));
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings() -> Readings {
        let mut readings = Readings::default();
        readings.add(Who::Dexie, What::Open, 100_000, 1400.0);
        readings.add(Who::Satchel, What::Open, 10_000, 90.0);
        readings.add(Who::Satchel, What::Open, 100_000, 1234.0);
        readings.add(Who::Satchel, What::KeyMedian, 100_000, 9.5);
        readings
    }

    #[test]
    fn lines_of_one_measure_stand_together_and_it_is_named_once() {
        let Table(rows) = table(&readings());
        let firsts: Vec<(&str, &str)> =
            rows.iter().map(|row| (row[0].as_str(), row[1].as_str())).collect();
        let wanted = [
            ("", "contacts"),
            ("later open", "Satchel"),
            ("", "Dexie"),
            ("key, median", "Satchel"),
        ];
        assert_eq!(firsts, wanted);
        assert_eq!(rows[0][2..4], ["10,000", "100,000"]);
        assert_eq!(rows[2][2..4], ["", "1,400 ms"]);
    }

    #[test]
    fn what_grows_too_fast_is_marked_and_goals_stand_beside() {
        let Table(rows) = table(&readings());
        assert_eq!(rows[1][4], "13.7 !");
        let goals = "≤ 600 ms (100,000) missed; ≤ ½ Dexie = 700 ms (100,000) missed";
        assert_eq!(rows[1][5], goals);
        assert_eq!(rows[3][5], "≤ 17 ms (100,000) held");
    }

    #[test]
    fn every_row_has_all_cells_and_figures_end_below_each_other() {
        let table = table(&readings());
        assert!(table.0.iter().all(|row| row.len() == table.0[0].len()));
        let text = table.text();
        let ends: Vec<Option<usize>> = text
            .lines()
            .zip(["10,000", "90 ms"])
            .map(|(line, cell)| line.find(cell).map(|at| line[..at].chars().count() + cell.len()))
            .collect();
        assert_eq!(ends[0], ends[1]);
        let markdown = table.markdown();
        let bars: Vec<usize> = markdown.lines().map(|line| line.matches('|').count()).collect();
        assert_eq!(bars, [7; 5]);
    }
}
