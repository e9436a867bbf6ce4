//! What the app needs from outside: the time and chance.

use domain::Zones;

/// The wall clock, what clocks elsewhere show, and randomness.
pub trait Env: Zones {
    /// Milliseconds since 1970, UTC.
    fn now_millis(&self) -> i64;

    /// 64 random bits.
    fn random(&self) -> u64;

    /// Ten random bytes, as an id needs them.
    fn random_bytes(&self) -> [u8; 10] {
        let (low, high) = (self.random().to_le_bytes(), self.random().to_le_bytes());
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&low);
        bytes[8..].copy_from_slice(&high[..2]);
        bytes
    }
}
