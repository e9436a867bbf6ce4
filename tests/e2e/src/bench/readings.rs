//! The measured figures: program, measure, number of contacts, and value.

use std::collections::BTreeSet;

use serde_json::{Value, json};

/// The measured program or variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Satchel,
    /// Satchel with the page's processor slowed four times, as on a phone.
    Slowed,
    Firefox,
    WebKit,
    /// Rows of the same look in plain JavaScript, filled with constants: the limit.
    Plain,
    PlainSlowed,
    /// The same rows, moved by TanStack Virtual.
    Virtual,
    VirtualSlowed,
    Dexie,
    Sqlite,
    /// SQLite without a text index.
    Like,
    MiniSearch,
}

impl Who {
    pub fn name(self) -> &'static str {
        match self {
            Self::Satchel => "Satchel",
            Self::Slowed => "Satchel, slowed 4 ×",
            Self::Firefox => "Satchel in Firefox",
            Self::WebKit => "Satchel in WebKit",
            Self::Plain => "plain list",
            Self::PlainSlowed => "plain list, slowed 4 ×",
            Self::Virtual => "TanStack Virtual",
            Self::VirtualSlowed => "TanStack Virtual, slowed 4 ×",
            Self::Dexie => "Dexie",
            Self::Sqlite => "SQLite",
            Self::Like => "SQLite, LIKE",
            Self::MiniSearch => "MiniSearch",
        }
    }

    /// Returns true if the figure is Satchel's own.
    pub fn is_ours(self) -> bool {
        matches!(self, Self::Satchel | Self::Slowed | Self::Firefox | Self::WebKit)
    }

    /// Returns true if its browser tells of long tasks.
    pub fn tells_tasks(self) -> bool {
        !matches!(self, Self::Firefox | Self::WebKit)
    }
}

/// A measure. In milliseconds, unless stated otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// From a CSV file until the screen says that its contacts are in; a peer writes parsed
    /// records.
    Import,
    /// With nothing cached.
    FirstOpen,
    /// Until the list can be used; a peer reads all records.
    Open,
    /// Building an index of the text.
    Index,
    /// From a key until its results are painted; a peer answers a whole query.
    KeyMedian,
    KeyWorst,
    /// The number of queries that found somebody.
    Answered,
    /// From Save until it is durable.
    Edit,
    EditWorst,
    /// Percentage of late frames while the whole list scrolls by.
    Late,
    LongestFrame,
    TaskImport,
    TaskOpen,
    TaskKey,
    TaskEdit,
    TaskScroll,
    /// Bytes of JavaScript and WebAssembly.
    Memory,
}

/// The unit and format of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Millis,
    Percent,
    Megabytes,
    Count,
    /// Milliseconds of a task; the browser reports tasks from 50 ms on.
    Task,
}

impl What {
    pub fn name(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::FirstOpen => "first open",
            Self::Open => "later open",
            Self::Index => "index",
            Self::KeyMedian => "key, median",
            Self::KeyWorst => "key, worst",
            Self::Answered => "queries answered",
            Self::Edit => "edit, median",
            Self::EditWorst => "edit, worst",
            Self::Late => "scroll, frames over 17 ms",
            Self::LongestFrame => "scroll, longest frame",
            Self::TaskImport => "longest task, import",
            Self::TaskOpen => "longest task, open",
            Self::TaskKey => "longest task, key",
            Self::TaskEdit => "longest task, edit",
            Self::TaskScroll => "longest task, scroll",
            Self::Memory => "memory",
        }
    }

    pub fn unit(self) -> Unit {
        match self {
            Self::Late => Unit::Percent,
            Self::Memory => Unit::Megabytes,
            Self::Answered => Unit::Count,
            Self::TaskImport
            | Self::TaskOpen
            | Self::TaskKey
            | Self::TaskEdit
            | Self::TaskScroll => Unit::Task,
            _ => Unit::Millis,
        }
    }
}

impl Unit {
    pub fn write(self, value: f64) -> String {
        match self {
            Self::Millis if value < 10.0 => format!("{value:.1} ms"),
            Self::Millis => format!("{} ms", with_commas(value)),
            Self::Percent if value > 0.0 && value < 10.0 => format!("{value:.1} %"),
            Self::Percent => format!("{value:.0} %"),
            Self::Megabytes => format!("{} MB", with_commas(value / 1e6)),
            Self::Count => format!("{value:.0}"),
            Self::Task if value < 50.0 => "< 50 ms".to_owned(),
            Self::Task => format!("{} ms", with_commas(value)),
        }
    }
}

/// Formats `1234567` as `1,234,567`.
pub fn with_commas(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Formats a number of contacts as the screen does.
pub fn count_text(count: usize) -> String {
    // No bench has so many contacts that an `f64` could not count them.
    with_commas(count as f64)
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    pub who: Who,
    pub what: What,
    pub count: usize,
    pub value: f64,
}

/// All figures of one run.
#[derive(Clone, Debug, Default)]
pub struct Readings(Vec<Reading>);

impl Readings {
    pub fn add(&mut self, who: Who, what: What, count: usize, value: f64) {
        self.0.push(Reading { who, what, count, value });
    }

    pub fn get(&self, who: Who, what: What, count: usize) -> Option<f64> {
        let found = self.0.iter().find(|r| (r.who, r.what, r.count) == (who, what, count));
        found.map(|reading| reading.value).filter(|value| value.is_finite())
    }

    /// Returns the measured numbers of contacts, ascending.
    pub fn counts(&self) -> Vec<usize> {
        let counts: BTreeSet<usize> = self.0.iter().map(|reading| reading.count).collect();
        counts.into_iter().collect()
    }

    /// Returns the measured lines in table order: by measure, then by program.
    pub fn lines(&self) -> Vec<(What, Who)> {
        let lines: BTreeSet<_> = self.0.iter().map(|reading| (reading.what, reading.who)).collect();
        lines.into_iter().collect()
    }

    pub fn json(&self) -> Value {
        let one = |reading: &Reading| {
            json!({
                "who": reading.who.name(), "what": reading.what.name(),
                "contacts": reading.count, "value": reading.value,
            })
        };
        self.0.iter().map(one).collect()
    }
}

pub fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

pub fn worst(times: &[f64]) -> f64 {
    times.iter().copied().fold(f64::NAN, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (count, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(count_text(count), text);
        }
    }

    #[test]
    fn the_middle_and_the_worst_are_found_in_any_order() {
        let times = [9.0, 1.0, 5.0];
        assert_eq!((median(&times), worst(&times)), (5.0, 9.0));
        assert!(median(&[]).is_nan() && worst(&[]).is_nan());
    }

    #[test]
    fn a_figure_that_could_not_be_taken_is_none() {
        let mut readings = Readings::default();
        readings.add(Who::Satchel, What::Open, 1000, f64::NAN);
        readings.add(Who::Dexie, What::Open, 1000, 12.0);
        assert_eq!(readings.get(Who::Satchel, What::Open, 1000), None);
        assert_eq!(readings.get(Who::Dexie, What::Open, 1000), Some(12.0));
        assert_eq!(readings.get(Who::Dexie, What::Open, 10_000), None);
    }

    #[test]
    fn figures_are_written_with_their_unit() {
        let written = |what: What, value| what.unit().write(value);
        assert_eq!(written(What::Edit, 7.04), "7.0 ms");
        assert_eq!(written(What::Import, 12_345.6), "12,346 ms");
        assert_eq!(written(What::TaskOpen, 49.0), "< 50 ms");
        assert_eq!(written(What::TaskOpen, 61.2), "61 ms");
        assert_eq!(written(What::Memory, 183_400_000.0), "183 MB");
        assert_eq!(written(What::Late, 1.25), "1.2 %");
    }
}
