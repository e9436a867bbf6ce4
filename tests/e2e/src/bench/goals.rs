//! The goals (the project's design, "Numbers to hold"), and the check whether a run meets them.

use serde_json::{Value, json};

use super::readings::{Readings, What, Who, count_text};

/// The first screen's limit in bytes, gzipped.
const DOWNLOAD: u64 = 350 * 1024;

/// The upper limit of a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Limit {
    Fixed(f64),
    /// A fraction of a peer's figure for the same records in the same run.
    Part(f64, &'static str, Who, What),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    pub who: Who,
    pub what: What,
    /// The number of contacts to which the goal applies.
    pub count: usize,
    limit: Limit,
}

/// The result of comparing a goal with a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    Held,
    Missed,
    /// Not measured in this run.
    Open,
}

impl Standing {
    pub fn word(&self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Missed => "missed",
            Self::Open => "not measured",
        }
    }
}

const FULL: usize = 100_000;

const fn goal(who: Who, what: What, count: usize, limit: f64) -> Goal {
    Goal { who, what, count, limit: Limit::Fixed(limit) }
}

/// All goals except the download. The figures of Atomic CRM (1.7 s and 1.45 s, slowed 4.2 s and 4.3
/// s) were measured once, for the design; it is not part of the run.
pub const GOALS: [Goal; 25] = [
    goal(Who::Satchel, What::FirstOpen, 500, 850.0),
    goal(Who::Slowed, What::FirstOpen, 500, 2100.0),
    goal(Who::Satchel, What::Open, 500, 290.0),
    goal(Who::Slowed, What::Open, 500, 860.0),
    goal(Who::Satchel, What::Open, FULL, 600.0),
    Goal {
        who: Who::Satchel,
        what: What::Open,
        count: FULL,
        limit: Limit::Part(0.5, "½", Who::Dexie, What::Open),
    },
    goal(Who::Satchel, What::Import, FULL, 2000.0),
    Goal {
        who: Who::Satchel,
        what: What::Import,
        count: FULL,
        limit: Limit::Part(0.2, "⅕", Who::Dexie, What::Import),
    },
    goal(Who::Satchel, What::KeyMedian, FULL, 17.0),
    Goal {
        who: Who::Satchel,
        what: What::KeyMedian,
        count: FULL,
        limit: Limit::Part(1.5, "1.5 ×", Who::Plain, What::KeyMedian),
    },
    goal(Who::Satchel, What::KeyWorst, FULL, 50.0),
    goal(Who::Satchel, What::KeyWorst, 1_000_000, 60.0),
    Goal {
        who: Who::Satchel,
        what: What::Late,
        count: FULL,
        limit: Limit::Part(1.2, "1.2 ×", Who::Plain, What::Late),
    },
    goal(Who::Satchel, What::Edit, FULL, 20.0),
    goal(Who::Satchel, What::TaskImport, FULL, 50.0),
    goal(Who::Satchel, What::TaskOpen, FULL, 50.0),
    goal(Who::Satchel, What::TaskKey, FULL, 50.0),
    goal(Who::Satchel, What::TaskEdit, FULL, 50.0),
    goal(Who::Satchel, What::TaskScroll, FULL, 50.0),
    goal(Who::Slowed, What::TaskImport, FULL, 200.0),
    goal(Who::Slowed, What::TaskOpen, FULL, 200.0),
    goal(Who::Slowed, What::TaskKey, FULL, 200.0),
    goal(Who::Slowed, What::TaskEdit, FULL, 200.0),
    goal(Who::Slowed, What::TaskScroll, FULL, 200.0),
    goal(Who::Satchel, What::Memory, FULL, 200e6),
];

impl Goal {
    /// Returns the limit in this run, or `None` if it depends on a figure that was not measured.
    fn limit(&self, readings: &Readings) -> Option<f64> {
        match self.limit {
            Limit::Fixed(limit) => Some(limit),
            Limit::Part(part, _, who, what) => Some(part * readings.get(who, what, self.count)?),
        }
    }

    pub fn standing(&self, readings: &Readings) -> Standing {
        let found = readings.get(self.who, self.what, self.count);
        match found.zip(self.limit(readings)) {
            Some((found, limit)) if found <= limit => Standing::Held,
            Some(_) => Standing::Missed,
            None => Standing::Open,
        }
    }

    /// Returns the text of the goal, such as `≤ 600 ms (100,000)`.
    pub fn text(&self, readings: &Readings) -> String {
        let count = count_text(self.count);
        // Milliseconds unabridged: a goal never reads "less than".
        let write = |limit: f64| match self.what {
            What::Memory | What::Late => self.what.unit().write(limit),
            _ => format!("{} ms", super::readings::with_commas(limit)),
        };
        match self.limit {
            Limit::Fixed(limit) => format!("≤ {} ({count})", write(limit)),
            Limit::Part(_, part, who, _) => {
                let limit = self.limit(readings).map(|limit| format!(" = {}", write(limit)));
                format!("≤ {part} {}{} ({count})", who.name(), limit.unwrap_or_default())
            }
        }
    }
}

/// Returns the goal of a figure that depends on no other.
pub fn fixed(who: Who, what: What, count: usize) -> Option<f64> {
    GOALS.iter().find_map(|goal| match goal.limit {
        Limit::Fixed(limit) if (goal.who, goal.what, goal.count) == (who, what, count) => {
            Some(limit)
        }
        _ => None,
    })
}

/// Returns the goals of one line of the table with their results, without those not measured.
pub fn beside(readings: &Readings, who: Who, what: What) -> String {
    let of = GOALS.iter().filter(|goal| (goal.who, goal.what) == (who, what));
    let known = of.filter(|goal| goal.standing(readings) != Standing::Open);
    let texts: Vec<String> = known
        .map(|goal| format!("{} {}", goal.text(readings), goal.standing(readings).word()))
        .collect();
    texts.join("; ")
}

/// Returns the same for the download until the first screen.
pub fn download(bytes: u64) -> (String, Standing) {
    let standing = if bytes <= DOWNLOAD { Standing::Held } else { Standing::Missed };
    (format!("≤ {} KiB {}", DOWNLOAD / 1024, standing.word()), standing)
}

pub fn json(readings: &Readings) -> Value {
    let one = |goal: &Goal| {
        json!({
            "who": goal.who.name(), "what": goal.what.name(), "contacts": goal.count,
            "limit": goal.limit(readings), "goal": goal.text(readings),
            "value": readings.get(goal.who, goal.what, goal.count),
            "standing": goal.standing(readings).word(),
        })
    };
    GOALS.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_held_up_to_its_limit_and_missed_beyond() {
        for (time, standing) in [(600.0, Standing::Held), (600.1, Standing::Missed)] {
            let mut readings = Readings::default();
            readings.add(Who::Satchel, What::Open, FULL, time);
            let goal = GOALS.iter().find(|goal| goal.limit == Limit::Fixed(600.0));
            assert_eq!(goal.map(|goal| goal.standing(&readings)), Some(standing));
        }
    }

    #[test]
    fn a_part_of_a_peer_is_taken_of_the_same_run() {
        let mut readings = Readings::default();
        readings.add(Who::Satchel, What::Open, FULL, 550.0);
        assert_eq!(beside(&readings, Who::Satchel, What::Open), "≤ 600 ms (100,000) held");
        readings.add(Who::Dexie, What::Open, FULL, 1000.0);
        let both = "≤ 600 ms (100,000) held; ≤ ½ Dexie = 500 ms (100,000) missed";
        assert_eq!(beside(&readings, Who::Satchel, What::Open), both);
    }

    #[test]
    fn what_was_not_measured_is_neither_held_nor_missed() {
        let mut readings = Readings::default();
        readings.add(Who::Satchel, What::Open, 10_000, 90.0);
        assert!(GOALS.iter().all(|goal| goal.standing(&readings) == Standing::Open));
        assert_eq!(beside(&readings, Who::Satchel, What::Open), "");
    }

    #[test]
    fn the_first_screen_has_350_kib() {
        assert_eq!(download(358_400).1, Standing::Held);
        assert_eq!(download(358_401).1, Standing::Missed);
    }
}
