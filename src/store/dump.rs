//! Everything in a store in memory as one sequence of bytes, so that a test opens what another
//! build wrote. Rows follow each other: the number of the table, then key and value, each behind its
//! length in four bytes, little-endian.

use replica::{PageKey, Reader, Stamp};

use super::held::MemoryRows;
use super::rows::{keys_from_bytes, keys_to_bytes};
use super::table::StoreTable;

impl MemoryRows {
    /// Returns every row as it is stored.
    pub fn dump(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut put = |table: StoreTable, key: &[u8], value: &[u8]| {
            bytes.push(number_of(table));
            for field in [key, value] {
                bytes.extend_from_slice(&(field.len() as u32).to_le_bytes());
                bytes.extend_from_slice(field);
            }
        };
        self.head.iter().for_each(|value| put(StoreTable::Meta, &[], value));
        for (key, value) in &self.pages {
            put(StoreTable::Pages, &keys_to_bytes(&[*key]), value);
        }
        for (key, value) in &self.commits {
            put(StoreTable::Commits, &key.to_be_bytes(), value);
        }
        for (key, value) in &self.history {
            put(StoreTable::History, &key.to_bytes(), value);
        }
        for ((bucket, stamp), value) in &self.about {
            put(StoreTable::About, &[&bucket.to_be_bytes()[..], &stamp.to_bytes()].concat(), value);
        }
        self.about_since.iter().for_each(|value| put(StoreTable::About, &[], value));
        self.bulk.iter().for_each(|(key, value)| put(StoreTable::Bulk, &key.to_bytes(), value));
        self.small.iter().for_each(|(key, value)| put(StoreTable::Small, key.as_bytes(), value));
        self.files.iter().for_each(|(key, value)| put(StoreTable::Files, key.as_bytes(), value));
        bytes
    }

    /// Reads [`MemoryRows::dump`]; `None` if the bytes are malformed.
    pub fn of_dump(bytes: &[u8]) -> Option<Self> {
        let mut rows = Self::default();
        let mut reader = Reader { bytes };
        while !reader.bytes.is_empty() {
            let number = reader.byte()?;
            let table = *StoreTable::ALL.iter().find(|table| number_of(**table) == number)?;
            let mut field = || {
                let length = u32::from_le_bytes(reader.array()?);
                Some(reader.take(usize::try_from(length).ok()?)?.to_vec())
            };
            let (key, value) = (field()?, field()?);
            rows.put(table, key, value)?;
        }
        Some(rows)
    }

    fn put(&mut self, table: StoreTable, key: Vec<u8>, value: Vec<u8>) -> Option<()> {
        let stamp = |key: &[u8]| key.try_into().ok().map(Stamp::from_bytes);
        match table {
            StoreTable::Meta => self.head = Some(value),
            StoreTable::Pages => {
                let key: PageKey = *keys_from_bytes(&key)?.first()?;
                self.pages.insert(key, value);
            }
            StoreTable::Commits => {
                self.commits.insert(u64::from_be_bytes(key.try_into().ok()?), value);
            }
            StoreTable::History => {
                self.history.insert(stamp(&key)?, value);
            }
            StoreTable::About if key.is_empty() => self.about_since = Some(value),
            StoreTable::About => {
                let (bucket, key) = key.split_first_chunk()?;
                self.about.insert((u16::from_be_bytes(*bucket), stamp(key)?), value);
            }
            StoreTable::Bulk => {
                self.bulk.insert(stamp(&key)?, value);
            }
            StoreTable::Small => {
                self.small.insert(String::from_utf8(key).ok()?, value);
            }
            StoreTable::Files => {
                self.files.insert(String::from_utf8(key).ok()?, value);
            }
        }
        Some(())
    }
}

/// Returns the number of a table in a dump, which never changes.
fn number_of(table: StoreTable) -> u8 {
    match table {
        StoreTable::Meta => 0,
        StoreTable::Pages => 1,
        StoreTable::Commits => 2,
        StoreTable::History => 3,
        StoreTable::Bulk => 4,
        StoreTable::Small => 5,
        StoreTable::Files => 6,
        StoreTable::About => 7,
    }
}
