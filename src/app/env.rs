//! The app's view of the outside world: time, randomness and the turns of the page.

use domain::Zones;

/// The wall clock, time zones, randomness, and the turns of the page.
pub trait Env: Zones {
    /// Returns the milliseconds since 1970, UTC.
    fn now_millis(&self) -> i64;

    /// Returns 64 random bits.
    fn random(&self) -> u64;

    /// Lets the page draw and answer during long work.
    fn yield_now(&self) -> impl Future<Output = ()> {
        async {}
    }

    /// Returns ten random bytes, as many as an id needs.
    fn random_bytes(&self) -> [u8; 10] {
        let (low, high) = (self.random().to_le_bytes(), self.random().to_le_bytes());
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&low);
        bytes[8..].copy_from_slice(&high[..2]);
        bytes
    }
}
