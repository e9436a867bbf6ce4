//! The head: the one row that every write reads and writes, which serializes all writes.
//!
//! ```text
//! 16 bytes   the last stamp given out
//!  8         the number of the last commit
//! 24         the tally of the hot pages: pages, records, sum of ids; all ones if not counted
//! 24         the tally of activities
//!  …         fields of later versions, kept as they are
//! ```
//! Heads of the first version end after the commit number.

use replica::{Clock, Reader, STAMP_LENGTH, Stamp};

use super::rows::KEPT_COMMITS;
use super::tally::{Tallies, Tally};

/// A century in milliseconds: no clock is that far ahead of real time.
pub const CENTURY: u64 = 100 * 365 * 24 * 60 * 60 * 1_000;
/// The end of commit numbers: they are IndexedDB keys (doubles), which are exact up to here.
const LAST_COMMIT: u64 = 1 << 52;
/// Marks a tally that was never counted.
const UNKNOWN: u64 = u64::MAX;

/// The contents of the head row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The clock of this device.
    pub clock: Clock,
    /// The number of the last commit.
    pub commit: u64,
    /// The pages and records that the store should hold.
    pub tallies: Tallies,
    /// Bytes that a later version appended.
    pub rest: Vec<u8>,
}

impl Head {
    /// Returns the head of an empty store.
    pub fn new(device: u64) -> Self {
        Self { clock: Clock::new(device), commit: 0, tallies: Tallies::NOTHING, rest: Vec::new() }
    }

    /// Returns the head to use when the stored one is unreadable. It gets a new device number, so
    /// its stamps never repeat earlier ones; the tallies are unknown.
    pub fn lost(device: u64) -> Self {
        Self { tallies: Tallies::default(), ..Self::new(device) }
    }

    /// Encodes the head for storage.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.clock.last.to_bytes().to_vec();
        bytes.extend_from_slice(&self.commit.to_be_bytes());
        for tally in [self.tallies.hot, self.tallies.activities] {
            let Tally { pages, records, ids } =
                tally.unwrap_or(Tally { pages: UNKNOWN, records: UNKNOWN, ids: UNKNOWN });
            for number in [pages, records, ids] {
                bytes.extend_from_slice(&number.to_be_bytes());
            }
        }
        bytes.extend_from_slice(&self.rest);
        bytes
    }

    /// Decodes [`Head::to_bytes`]; `None` if the bytes are not a head.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader { bytes };
        let last = Stamp::from_bytes(reader.array::<STAMP_LENGTH>()?);
        let commit = u64::from_be_bytes(reader.array()?);
        let mut tally = || {
            let mut number = || Some(u64::from_be_bytes(reader.array()?));
            let (pages, records, ids) = (number()?, number()?, number()?);
            Some((pages != UNKNOWN).then_some(Tally { pages, records, ids }))
        };
        let counted = tally().zip(tally());
        let (tallies, rest) = match counted {
            Some((hot, activities)) => (Tallies { hot, activities }, reader.bytes.to_vec()),
            None => (Tallies::default(), Vec::new()),
        };
        Some(Self { clock: Clock { last }, commit, tallies, rest })
    }

    /// False if the clock is more than a century ahead of now or the commit number is out of range,
    /// so neither can be what was written.
    pub fn is_plausible(&self, now_millis: i64) -> bool {
        is_plausible(self.clock.last.millis, self.commit, now_millis)
    }

    /// Continues the clock from `clock`, with its device number. If the commit number is out of
    /// range or below the newest valid logged one, continues after that one, with a gap so large
    /// that no tab that knows the earlier numbers takes it for the next.
    pub fn mend(&mut self, clock: Stamp, logged: impl IntoIterator<Item = u64>) {
        self.clock = Clock { last: clock };
        let logged = logged.into_iter().filter(|number| *number < LAST_COMMIT);
        let last = logged.max().unwrap_or_default();
        if self.commit >= LAST_COMMIT || self.commit < last {
            self.commit = last + KEPT_COMMITS + 1;
        }
    }
}

/// True if a clock and a commit number may be what was written.
pub fn is_plausible(millis: u64, commit: u64, now_millis: i64) -> bool {
    let now = u64::try_from(now_millis).unwrap_or_default();
    millis <= now.saturating_add(CENTURY) && commit < LAST_COMMIT
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAMP: Stamp = Stamp { millis: 1_763_000_000_000, counter: 3, device: u64::MAX };

    fn head() -> Head {
        let tally = |pages| Some(Tally { pages, records: pages * 64, ids: 0xfeed << 40 });
        let tallies = Tallies { hot: tally(3), activities: tally(9) };
        Head { clock: Clock { last: STAMP }, commit: 77, tallies, rest: Vec::new() }
    }

    #[test]
    fn a_head_reads_back_as_it_was_written() {
        let uncounted = Head { tallies: Tallies::default(), ..head() };
        for head in [head(), uncounted, Head::new(5)] {
            assert_eq!(Head::from_bytes(&head.to_bytes()), Some(head));
        }
    }

    #[test]
    fn what_a_later_version_adds_is_kept() {
        let later = [head().to_bytes(), b"of a later version".to_vec()].concat();
        let mut read = Head::from_bytes(&later).unwrap();
        assert_eq!(read.to_bytes(), later);
        read.commit += 1;
        assert!(read.to_bytes().ends_with(b"of a later version"));
    }

    #[test]
    fn bytes_that_were_cut_are_no_head_or_one_without_a_tally() {
        let bytes = head().to_bytes();
        for length in 0..bytes.len() {
            let read = Head::from_bytes(&bytes[..length]);
            assert_eq!(read.is_some(), length >= 24, "{length}");
            assert!(read.is_none_or(|read| read.tallies == Tallies::default()));
        }
    }

    #[test]
    fn a_clock_beyond_a_century_and_a_counter_at_its_end_are_not_plausible() {
        let now = 1_795_000_000_000;
        assert!(head().is_plausible(now));
        for (millis, commit) in [((1 << 48) - 1, 7), (now as u64 + CENTURY + 1, 7), (5, u64::MAX)] {
            let clock = Clock { last: Stamp { millis, ..STAMP } };
            let mut head = Head { clock, commit, ..head() };
            assert!(!head.is_plausible(now), "{millis} {commit}");
            head.mend(STAMP, [4, 9, u64::MAX]);
            assert!(head.is_plausible(now));
            assert_eq!(head.commit, 9 + 1_001, "later than all that were logged");
        }
        let mut sound = head();
        sound.mend(STAMP, [76, 77]);
        assert_eq!(sound.commit, 77);
    }
}
