//! Growth of cost: the factor from each number of contacts to ten times as many.

use serde_json::{Value, json};

use super::readings::{Readings, Unit, What, Who, count_text};

/// The largest factor that counts as linear: ten, plus the machine's own noise.
const LINEAR: f64 = 11.0;
/// Milliseconds that nobody notices; faster growth below this does not count.
const NOTICED: f64 = 16.0;

/// The factor from `count` contacts to ten times as many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Growth {
    pub count: usize,
    pub factor: f64,
    pub faster_than_linear: bool,
}

/// Returns the factors of one line. Only times and memory grow; percentages and counts do not.
pub fn growth(readings: &Readings, who: Who, what: What) -> Vec<Growth> {
    if matches!(what.unit(), Unit::Percent | Unit::Count) {
        return Vec::new();
    }
    let step = |count: usize| {
        let small = readings.get(who, what, count)?;
        let large = readings.get(who, what, count.checked_mul(10)?)?;
        if what.unit() == Unit::Task && small < 50.0 {
            // Its real length is unknown: browsers report tasks from 50 ms on.
            return None;
        }
        let factor = large / small.max(f64::MIN_POSITIVE);
        Some(Growth { count, factor, faster_than_linear: factor > LINEAR && large > NOTICED })
    };
    readings.counts().into_iter().filter_map(step).collect()
}

/// Describes the figures of Satchel that grow faster than linearly.
pub fn too_fast(readings: &Readings) -> Vec<String> {
    let mut found = Vec::new();
    for (what, who) in readings.lines() {
        if !who.is_ours() {
            continue;
        }
        for one in growth(readings, who, what).iter().filter(|one| one.faster_than_linear) {
            found.push(format!(
                "{} ({}): {:.1} times from {} to {} contacts",
                what.name(),
                who.name(),
                one.factor,
                count_text(one.count),
                count_text(one.count * 10),
            ));
        }
    }
    found
}

pub fn json(readings: &Readings) -> Value {
    let line = |(what, who): (What, Who)| -> Vec<Value> {
        let one = |one: Growth| {
            json!({
                "who": who.name(), "what": what.name(), "from": one.count,
                "factor": one.factor, "faster_than_linear": one.faster_than_linear,
            })
        };
        growth(readings, who, what).into_iter().map(one).collect()
    };
    readings.lines().into_iter().flat_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(times: &[(usize, f64)]) -> Readings {
        let mut readings = Readings::default();
        for (count, time) in times {
            readings.add(Who::Satchel, What::Open, *count, *time);
        }
        readings
    }

    #[test]
    fn a_factor_is_told_for_each_ten_times() {
        let readings = opened(&[(500, 100.0), (1000, 100.0), (10_000, 200.0), (100_000, 2600.0)]);
        let found = growth(&readings, Who::Satchel, What::Open);
        let factors: Vec<(usize, f64)> = found.iter().map(|one| (one.count, one.factor)).collect();
        assert_eq!(factors, [(1000, 2.0), (10_000, 13.0)]);
        let flags: Vec<bool> = found.iter().map(|one| one.faster_than_linear).collect();
        assert_eq!(flags, [false, true]);
    }

    #[test]
    fn what_nobody_notices_is_no_matter() {
        let readings = opened(&[(1000, 0.1), (10_000, 9.0)]);
        assert!(too_fast(&readings).is_empty());
        assert_eq!(growth(&readings, Who::Satchel, What::Open).len(), 1);
    }

    #[test]
    fn only_what_is_waited_for_in_satchel_is_too_fast() {
        let mut readings = opened(&[(1000, 10.0), (10_000, 500.0)]);
        readings.add(Who::Dexie, What::Open, 1000, 10.0);
        readings.add(Who::Dexie, What::Open, 10_000, 500.0);
        let found = too_fast(&readings);
        assert_eq!(found, ["later open (Satchel): 50.0 times from 1,000 to 10,000 contacts"]);
    }

    #[test]
    fn tasks_that_the_browser_does_not_tell_have_no_factor() {
        let mut readings = Readings::default();
        for (count, time) in [(1000, 0.0), (10_000, 60.0), (100_000, 900.0)] {
            readings.add(Who::Slowed, What::TaskOpen, count, time);
        }
        let found = growth(&readings, Who::Slowed, What::TaskOpen);
        assert_eq!(found.len(), 1);
        assert!(found[0].faster_than_linear);
    }
}
