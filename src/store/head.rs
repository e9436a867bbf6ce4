//! The head: the one row that every write reads and writes, and by which writes are put in order.
//!
//! ```text
//! 16 bytes   the last stamp given out
//!  8         the number of the last commit
//! 24         the tally of what is in memory: pages, records, sum of ids; all ones where not counted
//! 24         the tally of activities
//!  …         whatever a later version adds: it is kept
//! ```
//! Heads of the first version end after the number.

use replica::{Clock, Reader, STAMP_LENGTH, Stamp};

use super::rows::KEPT_COMMITS;
use super::tally::{Tallies, Tally};

/// A century, in milliseconds: no clock is so far ahead of the wall.
pub const CENTURY: u64 = 100 * 365 * 24 * 60 * 60 * 1_000;
/// Numbers of commits are keys, which are exact up to here.
const LAST_COMMIT: u64 = 1 << 52;
/// A tally that was never made.
const UNKNOWN: u64 = u64::MAX;

/// The head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The clock of this device.
    pub clock: Clock,
    /// The number of the last commit.
    pub commit: u64,
    /// What there should be.
    pub tallies: Tallies,
    /// What a later version wrote.
    pub rest: Vec<u8>,
}

impl Head {
    /// The head of a store in which nothing is yet.
    pub fn new(device: u64) -> Self {
        Self { clock: Clock::new(device), commit: 0, tallies: Tallies::NOTHING, rest: Vec::new() }
    }

    /// The head where the one that was there makes no sense: as that of a new device, so that its stamps
    /// never repeat one that was given out before. What there should be is not known any more.
    pub fn lost(device: u64) -> Self {
        Self { tallies: Tallies::default(), ..Self::new(device) }
    }

    /// The stored bytes.
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

    /// The opposite of [`Head::to_bytes`]; `None` where the bytes make no sense.
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

    /// False where the clock or the number of commits cannot be what was written: beyond a century from
    /// now, or at the end of what can be counted.
    pub fn is_plausible(&self, now_millis: i64) -> bool {
        is_plausible(self.clock.last.millis, self.commit, now_millis)
    }

    /// Lets the clock go on from this stamp, as that of its device; and the number of commits after the
    /// last one that was logged and may be one, where its own cannot be the last. It is so much further
    /// then that nobody who knows the numbers before takes it for the next.
    pub fn mend(&mut self, clock: Stamp, logged: impl IntoIterator<Item = u64>) {
        self.clock = Clock { last: clock };
        let logged = logged.into_iter().filter(|number| *number < LAST_COMMIT);
        let last = logged.max().unwrap_or_default();
        if self.commit >= LAST_COMMIT || self.commit < last {
            self.commit = last + KEPT_COMMITS + 1;
        }
    }
}

/// Whether a clock and a number of commits may be what was written.
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
