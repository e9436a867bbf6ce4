//! The clock of one time zone as data, for a worker that reads local times from files: the zone's
//! offsets, computed once where the zone is known.

use super::due::moment_of;
use super::{Day, Zones};

/// The offsets of the device's zone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalClock {
    /// The moment from which each holds (milliseconds since 1970, UTC), and the minutes ahead of
    /// UTC, in order of time. The first one holds before, too.
    pub changes: Vec<(i64, i32)>,
}

const DAY: i64 = 86_400_000;
/// The first and the last day that are looked at: 1990-01-01, and 2040-01-01.
const KNOWN: (i64, i64) = (7_305, 25_567);
/// Days between two looks: a zone keeps an offset for longer.
const STEP: i64 = 28;

impl LocalClock {
    /// Reads the clock of the device's zone, from 1990 to 2040.
    pub fn of(zones: &dyn Zones) -> Self {
        let here = zones.here();
        let offset = |millis: i64| zones.offset_minutes(&here, millis).unwrap_or(0);
        let (first, last) = (KNOWN.0 * DAY, KNOWN.1 * DAY);
        let mut known = offset(first);
        let mut changes = vec![(first, known)];
        let mut before = first;
        while before < last {
            let next = before + STEP * DAY;
            let now = offset(next);
            if now != known {
                // Zones change at whole minutes.
                let (mut low, mut high) = (before, next);
                while high - low > 60_000 {
                    let middle = (low + (high - low) / 2) / 60_000 * 60_000;
                    if offset(middle) == known { low = middle } else { high = middle }
                }
                changes.push((high, now));
                known = now;
            }
            before = next;
        }
        Self { changes }
    }

    /// Returns the moment of a local time that was read as if it were UTC; both in milliseconds
    /// since 1970.
    pub fn moment(&self, shown_millis: i64) -> i64 {
        let day = Day::from_millis(shown_millis);
        let within = shown_millis.rem_euclid(DAY);
        let minutes = u16::try_from(within / 60_000).unwrap_or(0);
        moment_of(self, "", day, minutes) + within % 60_000
    }
}

impl Zones for LocalClock {
    fn here(&self) -> String {
        String::new()
    }

    fn offset_minutes(&self, _zone: &str, utc_millis: i64) -> Option<i32> {
        let after = self.changes.partition_point(|(from, _)| *from <= utc_millis);
        self.changes.get(after.saturating_sub(1)).map(|(_, minutes)| *minutes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two hours ahead of UTC from a Sunday in March to one in October of 2026, else one hour.
    struct Budapest;

    const SUMMER: std::ops::Range<i64> = 1_774_746_000_000..1_792_890_000_000;

    impl Zones for Budapest {
        fn here(&self) -> String {
            "Europe/Budapest".into()
        }

        fn offset_minutes(&self, _zone: &str, utc_millis: i64) -> Option<i32> {
            Some(if SUMMER.contains(&utc_millis) { 120 } else { 60 })
        }
    }

    #[test]
    fn a_local_time_is_a_moment_of_the_offset_that_held_then() {
        let clock = LocalClock::of(&Budapest);
        assert_eq!(clock.changes[1..], [(SUMMER.start, 120), (SUMMER.end, 60)]);
        let hour = 3_600_000;
        // 2026-11-23 09:30:15 and 2026-07-01 09:30.
        assert_eq!(clock.moment(1_795_426_215_000), 1_795_426_215_000 - hour);
        assert_eq!(clock.moment(1_782_898_200_000), 1_782_898_200_000 - 2 * hour);
        assert_eq!(clock.moment(0), -hour, "years before are as the first one");
        assert_eq!(LocalClock::default().moment(5), 5, "without an offset it is UTC");
    }
}
