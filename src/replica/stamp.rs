//! Stamps: the time and device of a write, in an order that all devices agree on. A hybrid logical
//! clock (Kulkarni et al., "Logical Physical Clocks", 2014) of milliseconds, counter and device.

/// The time and device of a write; the larger stamp wins. Fields compare in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Milliseconds since 1970, UTC; 48 bits.
    pub millis: u64,
    /// Distinguishes writes of the same millisecond.
    pub counter: u16,
    /// The device's random number.
    pub device: u64,
}

/// Length of a stamp in bytes: 6 of time, 2 of counter, 8 of device, most significant first.
pub const STAMP_LENGTH: usize = 16;

/// How far in the future a stamp from outside may lie, in milliseconds: a day.
const TOLERATED_MILLIS: u64 = 24 * 60 * 60 * 1_000;

impl Stamp {
    /// Before everything: the stamp of a value that was never written.
    pub const NEVER: Self = Self { millis: 0, counter: 0, device: 0 };

    /// Returns false if the stamp lies more than a day after `now_millis`. Must be checked for
    /// every stamp from outside: a backup, a server, bytes that may be damaged.
    ///
    /// The largest stamp wins, and a clock that has seen a stamp goes on from there. One value that
    /// a wrong clock dated in the year 9999 would win over every later edit on every device, and
    /// drag their clocks along. A day allows for normal errors: clocks that differ by minutes, and
    /// a device whose clock shows local time as UTC.
    pub fn is_plausible(self, now_millis: i64) -> bool {
        let now = u64::try_from(now_millis).unwrap_or_default();
        self.millis <= now.saturating_add(TOLERATED_MILLIS)
    }

    /// Returns bytes that sort as stamps do.
    pub fn to_bytes(self) -> [u8; STAMP_LENGTH] {
        let time = (u128::from(self.millis) << 80) | (u128::from(self.counter) << 64);
        (time | u128::from(self.device)).to_be_bytes()
    }

    /// Returns these bytes as 32 hexadecimal digits, which sort as stamps do.
    pub fn to_text(self) -> String {
        format!("{:032x}", u128::from_be_bytes(self.to_bytes()))
    }

    /// Reads the result of [`Stamp::to_text`]; `None` for anything but 32 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let is_text =
            text.len() == 2 * STAMP_LENGTH && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let all = is_text.then(|| u128::from_str_radix(text, 16).ok()).flatten()?;
        Some(Self::from_bytes(all.to_be_bytes()))
    }

    /// Reads the result of [`Stamp::to_bytes`].
    pub fn from_bytes(bytes: [u8; STAMP_LENGTH]) -> Self {
        let all = u128::from_be_bytes(bytes);
        Self {
            millis: (all >> 80) as u64,
            counter: ((all >> 64) & 0xffff) as u16,
            device: (all & u128::from(u64::MAX)) as u64,
        }
    }
}

/// The clock row: the last stamp issued on this device. It lives in the store and is read and
/// written inside the transaction that uses the stamp, so that two tabs never issue the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The last stamp issued.
    pub last: Stamp,
}

impl Clock {
    /// Creates a new device's clock.
    pub fn new(device: u64) -> Self {
        Self { last: Stamp { device, ..Stamp::NEVER } }
    }

    /// Issues the next stamp: later than every one before, even if the wall clock went back. A full
    /// counter carries into the milliseconds.
    pub fn tick(&mut self, now_millis: i64) -> Stamp {
        let now = u64::try_from(now_millis).unwrap_or_default();
        let Stamp { millis, counter, device } = self.last;
        self.last = if now > millis {
            Stamp { millis: now, counter: 0, device }
        } else {
            match counter.checked_add(1) {
                Some(counter) => Stamp { millis, counter, device },
                None => Stamp { millis: millis + 1, counter: 0, device },
            }
        };
        self.last
    }

    /// Notes a stamp from elsewhere, so that the next one issued is later.
    pub fn observe(&mut self, seen: Stamp) {
        if (seen.millis, seen.counter) > (self.last.millis, self.last.counter) {
            self.last = Stamp { device: self.last.device, ..seen };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_rise_when_the_clock_stands_still_goes_back_or_the_counter_is_full() {
        let mut clock = Clock::new(7);
        let mut last = clock.tick(1_000);
        for now in [1_000, 999, 0, -5, 1_001] {
            let next = clock.tick(now);
            assert!(next > last, "{now}");
            last = next;
        }
        clock.last.counter = u16::MAX;
        let carried = clock.tick(0);
        assert_eq!((carried.millis, carried.counter), (1_002, 0));
    }

    #[test]
    fn a_stamp_more_than_a_day_from_now_is_not_plausible() {
        let now = 1_795_000_000_000;
        let after =
            |hours: u64| Stamp { millis: 1_795_000_000_000 + hours * 3_600_000, ..Stamp::NEVER };
        assert!([Stamp::NEVER, after(0), after(24)].into_iter().all(|it| it.is_plausible(now)));
        let last = Stamp { millis: (1 << 48) - 1, counter: u16::MAX, device: u64::MAX };
        assert!([after(25), last].into_iter().all(|it| !it.is_plausible(now)));
        assert!(!last.is_plausible(-1) && Stamp::NEVER.is_plausible(-1));
    }

    #[test]
    fn bytes_sort_as_stamps_do_and_read_back() {
        let early = Stamp { millis: 5, counter: 9, device: 3 };
        let late = Stamp { millis: 6, counter: 0, device: 1 };
        assert!(early.to_bytes() < late.to_bytes());
        assert_eq!(Stamp::from_bytes(late.to_bytes()), late);
    }

    #[test]
    fn a_stamp_from_elsewhere_pushes_the_clock_forward() {
        let mut clock = Clock::new(1);
        clock.observe(Stamp { millis: 50, counter: 3, device: 9 });
        assert_eq!(clock.tick(10), Stamp { millis: 50, counter: 4, device: 1 });
    }
}
