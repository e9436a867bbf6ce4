//! Stamps implausibly far in the future, from a wrong clock or a damaged file. They are moved back
//! to the present when they come in; see [`Stamp::is_plausible`].

use std::collections::{BTreeMap, BTreeSet};

use super::history::HistoryEntry;
use super::record::{Record, Slot};
use super::stamp::Stamp;

/// The number of stamps that fit into one millisecond.
const IN_A_MILLISECOND: usize = 1 << 16;

/// Maps a file's implausible stamps to their replacements. Their order stays, and equal ones stay
/// equal: undo finds what an action wrote by its stamp.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Postdated(BTreeMap<Stamp, Stamp>);

impl Postdated {
    /// Finds the implausible stamps among all stamps of a file made at `made_millis`.
    ///
    /// They move to the time the file was made, or that of its newest plausible stamp if later,
    /// because nothing in it was written after that; without either, to now. So a file imported
    /// twice gets the same stamps both times, and an edit made in between survives.
    pub fn find(stamps: impl Iterator<Item = Stamp>, made_millis: i64, now_millis: i64) -> Self {
        let now = u64::try_from(now_millis).unwrap_or_default();
        let made = Stamp { millis: u64::try_from(made_millis).unwrap_or_default(), ..Stamp::NEVER };
        let mut newest = if made.is_plausible(now_millis) { made.millis } else { 0 };
        let mut found = BTreeSet::new();
        for stamp in stamps {
            if stamp.is_plausible(now_millis) {
                newest = newest.max(stamp.millis);
            } else {
                found.insert(stamp);
            }
        }
        let present = if newest == 0 { now } else { newest };
        let brought_back = |(before, stamp): (usize, &Stamp)| {
            let millis = present.saturating_sub((before / IN_A_MILLISECOND) as u64);
            let counter = u16::MAX - (before % IN_A_MILLISECOND) as u16;
            (*stamp, Stamp { millis, counter, device: stamp.device })
        };
        Self(found.iter().rev().enumerate().map(brought_back).collect())
    }

    /// Returns the replacement of an implausible stamp; any other stamp as it is.
    pub fn present(&self, stamp: Stamp) -> Stamp {
        self.0.get(&stamp).copied().unwrap_or(stamp)
    }

    /// Replaces the implausible stamps of a record. Returns true if there were any.
    pub fn bring_back(&self, record: &mut Record) -> bool {
        let mut any = false;
        each_stamp(record, |stamp| {
            let present = self.present(*stamp);
            any |= present != *stamp;
            *stamp = present;
        });
        any
    }

    /// Replaces the implausible stamps of a history entry. Returns true if there were any.
    pub fn bring_entry_back(&self, entry: &mut HistoryEntry) -> bool {
        let stamp = self.present(entry.stamp);
        let undid = entry.undid.map(|undid| self.present(undid));
        let mut any = (stamp, undid) != (entry.stamp, entry.undid);
        (entry.stamp, entry.undid) = (stamp, undid);
        for (_, before) in &mut entry.before {
            any |= self.bring_back(&mut before.record);
        }
        any
    }
}

/// Calls `see` with every stamp of a record, to read or change it.
pub fn each_stamp(record: &mut Record, mut see: impl FnMut(&mut Stamp)) {
    for entry in &mut record.entries {
        match &mut entry.slot {
            Slot::One { stamp, .. } => see(stamp),
            Slot::Many(items) => items.iter_mut().for_each(|item| see(&mut item.stamp)),
            // Stamps in a newer version's shape are left to that version.
            Slot::Opaque { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ActionKind, Before};
    use domain::{CONTACT, RecordId, Value};

    const NOW: i64 = 1_795_000_000_000;
    const YEAR_9999: u64 = 253_000_000_000_000;

    fn stamp(millis: u64) -> Stamp {
        Stamp { millis, counter: 0, device: 3 }
    }

    fn find(stamps: &[Stamp], made: i64) -> Postdated {
        Postdated::find(stamps.iter().copied(), made, NOW)
    }

    #[test]
    fn stamps_of_the_future_become_the_moment_in_which_the_file_was_made() {
        let stamps: Vec<Stamp> = (0..70_000).map(|more| stamp(YEAR_9999 + more)).collect();
        let found = find(&stamps, NOW - 5_000);
        let after: Vec<Stamp> = stamps.iter().map(|it| found.present(*it)).collect();
        assert!(after.is_sorted_by(|one, other| one < other), "their order stays");
        let made = NOW.unsigned_abs() - 5_000;
        assert_eq!((after[0].millis, after[69_999].millis), (made - 1, made));
        assert_eq!(found.present(stamp(7)), stamp(7));
    }

    #[test]
    fn a_file_that_says_a_wrong_time_of_itself_is_of_its_newest_plausible_stamp_or_of_now() {
        let late = stamp(YEAR_9999);
        for made in [0, -1, i64::MAX] {
            assert_eq!(find(&[late, stamp(9)], made).present(late).millis, 9);
            assert_eq!(find(&[late], made).present(late).millis, NOW.unsigned_abs());
        }
        // Its clock may be an hour ahead of this one: the result is the same whenever it is
        // imported.
        let ahead = stamp(NOW.unsigned_abs() + 3_600_000);
        assert_eq!(find(&[late, ahead], 0).present(late).millis, ahead.millis);
    }

    #[test]
    fn a_record_and_the_history_of_it_are_brought_back_alike() {
        let late = stamp(YEAR_9999);
        let mut record = Record::new(CONTACT, RecordId::from_bytes([1; 16]));
        record.put(10, Slot::One { stamp: late, value: Some(Value::Flag(true)) });
        record.put(11, Slot::One { stamp: stamp(5), value: None });
        let mut entry = HistoryEntry {
            stamp: late,
            action: ActionKind::Edit,
            label: String::new(),
            count: 1,
            undid: Some(late),
            before: vec![(
                crate::PageKey::hot(1),
                Before { created: false, record: record.clone() },
            )],
        };
        let found = find(&[late, stamp(5)], NOW);
        assert!(found.bring_back(&mut record) && found.bring_entry_back(&mut entry));
        let present = found.present(late);
        assert!(present.is_plausible(NOW));
        assert_eq!((record.changed(), entry.stamp, entry.undid), (present, present, Some(present)));
        assert_eq!(entry.before[0].1.record, record);
        assert!(!found.bring_back(&mut record) && !found.bring_entry_back(&mut entry));
    }
}
