//! Ids of records (UUIDv7, RFC 9562) and of their list elements.

use std::fmt;

use thiserror::Error;
use uuid::{Builder, Uuid};
use xxhash_rust::xxh64::{Xxh64, xxh64};

/// A record's permanent id: a UUIDv7, so that later ids sort later.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(u128);

/// The text is not a UUID.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("this is not the ID of a record")]
pub struct IdError;

impl RecordId {
    /// Creates an id from the time (milliseconds since 1970, UTC) and ten random bytes.
    pub fn new(now_millis: i64, random: [u8; 10]) -> Self {
        let millis = u64::try_from(now_millis).unwrap_or_default();
        Self(Builder::from_unix_timestamp_millis(millis, &random).into_uuid().as_u128())
    }

    /// Parses the usual form, with or without hyphens.
    ///
    /// # Errors
    /// `IdError` if the text is not a UUID.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        Uuid::try_parse(text).map(|uuid| Self(uuid.as_u128())).map_err(|_not_a_uuid| IdError)
    }

    /// Returns the sixteen bytes, most significant first.
    pub fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// Decodes [`RecordId::to_bytes`].
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_be_bytes(bytes))
    }

    /// True for an id as this app makes them; other programs write random UUIDs.
    pub fn is_ours(self) -> bool {
        (self.0 >> 76) & 0xf == 7
    }

    /// Returns the id that stands for another program's id of a record of a kind while a file is read:
    /// equal ids are one. It is none of ours, and no record keeps it (RFC 9562, version 8).
    pub fn of_other(kind: u32, text: &str) -> Self {
        let text = format!("{kind}\u{1f}{text}");
        let half = |seed| u128::from(xxh64(text.as_bytes(), seed));
        let bits = half(0) << 64 | half(1);
        Self(bits & !(0xf << 76) | 8 << 76)
    }

    /// Returns when the id was created, in milliseconds since 1970, UTC.
    pub fn created_millis(self) -> i64 {
        i64::try_from(self.0 >> 80).unwrap_or_default()
    }

    /// Returns the half that rises with the creation time.
    pub fn time(self) -> u64 {
        (self.0 >> 64) as u64
    }

    /// Returns the random half, which spreads records over buckets and hues.
    pub fn spread(self) -> u64 {
        (self.0 & u128::from(u64::MAX)) as u64
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Uuid::from_u128(self.0).hyphenated().fmt(f)
    }
}

impl fmt::Debug for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The id of a list element within its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u64);

impl ElementId {
    /// Returns the id of an imported element: the same file imported twice, or on two devices,
    /// gives the same element. `normalized` is the form in which equal elements are equal bytes.
    pub fn imported(record: RecordId, field: u32, normalized: &str) -> Self {
        let mut hash = Xxh64::new(0);
        hash.update(&record.to_bytes());
        hash.update(&field.to_le_bytes());
        hash.update(normalized.as_bytes());
        Self(hash.digest())
    }
}

/// Hashes bytes for stored ids and identities: xxHash64, seed 0; part of the stored format.
pub fn normalized_hash(bytes: &[u8]) -> u64 {
    xxh64(bytes, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_text_and_knows_its_time() {
        let id = RecordId::new(1_795_000_000_123, [7; 10]);
        assert_eq!(RecordId::parse(&id.to_string()), Ok(id));
        assert_eq!(id.created_millis(), 1_795_000_000_123);
        assert_eq!(id.to_string().as_bytes()[14], b'7');
    }

    #[test]
    fn what_is_no_uuid_is_refused() {
        assert_eq!(RecordId::parse("../../etc"), Err(IdError));
        assert_eq!(RecordId::parse(""), Err(IdError));
    }

    #[test]
    fn imported_elements_of_one_record_are_equal_only_for_equal_values() {
        let id = RecordId::new(1, [0; 10]);
        assert_eq!(ElementId::imported(id, 9, "84912"), ElementId::imported(id, 9, "84912"));
        assert_ne!(ElementId::imported(id, 9, "84912"), ElementId::imported(id, 8, "84912"));
    }
}
