//! Everything in a store in memory as one sequence of bytes, so that a test opens what another
//! build wrote. Rows follow each other: the number of the table, then key and value, each behind its
//! length in four bytes, little-endian.

use replica::{PageKey, Reader, Stamp};

use super::held::MemoryRows;
use super::rows::{keys_from_bytes, keys_to_bytes};
use super::table::Table;

impl MemoryRows {
    /// Returns every row as it is stored.
    pub fn dump(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut put = |table: Table, key: &[u8], value: &[u8]| {
            bytes.push(number_of(table));
            for field in [key, value] {
                bytes.extend_from_slice(&(field.len() as u32).to_le_bytes());
                bytes.extend_from_slice(field);
            }
        };
        self.head.iter().for_each(|value| put(Table::Meta, &[], value));
        for (key, value) in &self.pages {
            put(Table::Pages, &keys_to_bytes(&[*key]), value);
        }
        for (key, value) in &self.commits {
            put(Table::Commits, &key.to_be_bytes(), value);
        }
        for (key, value) in &self.history {
            put(Table::History, &key.to_bytes(), value);
        }
        self.bulk.iter().for_each(|(key, value)| put(Table::Bulk, &key.to_bytes(), value));
        self.small.iter().for_each(|(key, value)| put(Table::Small, key.as_bytes(), value));
        self.files.iter().for_each(|(key, value)| put(Table::Files, key.as_bytes(), value));
        bytes
    }

    /// Reads [`MemoryRows::dump`]; `None` if the bytes are malformed.
    pub fn of_dump(bytes: &[u8]) -> Option<Self> {
        let mut rows = Self::default();
        let mut reader = Reader { bytes };
        while !reader.bytes.is_empty() {
            let number = reader.byte()?;
            let table = *Table::ALL.iter().find(|table| number_of(**table) == number)?;
            let mut field = || {
                let length = u32::from_le_bytes(reader.array()?);
                Some(reader.take(usize::try_from(length).ok()?)?.to_vec())
            };
            let (key, value) = (field()?, field()?);
            rows.put(table, key, value)?;
        }
        Some(rows)
    }

    fn put(&mut self, table: Table, key: Vec<u8>, value: Vec<u8>) -> Option<()> {
        let stamp = |key: &[u8]| key.try_into().ok().map(Stamp::from_bytes);
        match table {
            Table::Meta => self.head = Some(value),
            Table::Pages => {
                let key: PageKey = *keys_from_bytes(&key)?.first()?;
                self.pages.insert(key, value);
            }
            Table::Commits => {
                self.commits.insert(u64::from_be_bytes(key.try_into().ok()?), value);
            }
            Table::History => {
                self.history.insert(stamp(&key)?, value);
            }
            Table::Bulk => {
                self.bulk.insert(stamp(&key)?, value);
            }
            Table::Small => {
                self.small.insert(String::from_utf8(key).ok()?, value);
            }
            Table::Files => {
                self.files.insert(String::from_utf8(key).ok()?, value);
            }
        }
        Some(())
    }
}

/// Returns the number of a table in a dump, which never changes.
fn number_of(table: Table) -> u8 {
    match table {
        Table::Meta => 0,
        Table::Pages => 1,
        Table::Commits => 2,
        Table::History => 3,
        Table::Bulk => 4,
        Table::Small => 5,
        Table::Files => 6,
    }
}
